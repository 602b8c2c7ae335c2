package batch

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"unsafe"

	"zhibiao/extract"
)

// Rows wait on disk in a binary form of their own: the fields of the row
// structs in their order, without names. It is read only by the program that
// wrote it, so that it has no versions. A string that came before in the same
// record is a number: a report repeats its sentences and sections a lot.

// shortBytes is the longest string that is compared with others by its bytes.
const shortBytes = 4096

// encodeRows appends the rows of one document to buf.
func encodeRows(buf []byte, r *extract.Rows) []byte {
	e := rowEncoder{buf: buf, seen: map[string]uint64{}, same: map[stretch]uint64{}}
	e.value(reflect.ValueOf(r).Elem())
	return e.buf
}

type rowEncoder struct {
	buf  []byte
	n    uint64             // strings so far, numbered from 1
	seen map[string]uint64  // short ones
	same map[stretch]uint64 // long ones
}

// A stretch is a place in memory: two strings of the same stretch are the same,
// and that is seen without a look at the bytes. Ten thousand figures of one long
// sentence have it from the same text.
type stretch struct {
	start *byte
	len   int
}

func (e *rowEncoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			e.value(v.Field(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			e.buf = append(e.buf, 0)
			return
		}
		e.buf = append(e.buf, 1)
		e.value(v.Elem())
	case reflect.Slice:
		n := v.Len()
		e.buf = binary.AppendUvarint(e.buf, uint64(n))
		for i := range n {
			e.value(v.Index(i))
		}
	case reflect.String:
		e.text(v.String())
	case reflect.Int32, reflect.Int64:
		e.buf = binary.AppendVarint(e.buf, v.Int())
	case reflect.Float64:
		e.buf = binary.LittleEndian.AppendUint64(e.buf, math.Float64bits(v.Float()))
	case reflect.Bool:
		e.buf = append(e.buf, 0)
		if v.Bool() {
			e.buf[len(e.buf)-1] = 1
		}
	default:
		panic(fmt.Sprintf("a row has a field of type %s, which the run's store cannot keep", v.Type()))
	}
}

// text writes the number of a string that came before, or 0, length and bytes.
func (e *rowEncoder) text(s string) {
	n, ok := uint64(0), false
	if len(s) <= shortBytes {
		n, ok = e.seen[s]
	} else {
		n, ok = e.same[stretch{unsafe.StringData(s), len(s)}]
	}
	if ok {
		e.buf = binary.AppendUvarint(e.buf, n)
		return
	}
	e.buf = binary.AppendUvarint(append(e.buf, 0), uint64(len(s)))
	e.buf = append(e.buf, s...)
	e.n++
	if len(s) <= shortBytes {
		e.seen[s] = e.n
	} else {
		e.same[stretch{unsafe.StringData(s), len(s)}] = e.n
	}
}

var errDamaged = errors.New("a record of the unfinished run is damaged")

// decodeRows reads what encodeRows wrote.
func decodeRows(data []byte) (rows *extract.Rows, err error) {
	defer func() {
		if r := recover(); r != nil { // past the end
			rows, err = nil, errDamaged
		}
	}()
	d := rowDecoder{rest: string(data)}
	rows = &extract.Rows{}
	d.value(reflect.ValueOf(rows).Elem())
	return rows, nil
}

// A rowDecoder panics where the record ends too early.
type rowDecoder struct {
	rest string
	seen []string
}

func (d *rowDecoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			d.value(v.Field(i))
		}
	case reflect.Pointer:
		if d.byte() == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			d.value(v.Elem())
		}
	case reflect.Slice:
		n := int(d.uvarint())
		if n > len(d.rest) {
			panic(errDamaged)
		}
		if n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		for i := range n {
			d.value(v.Index(i))
		}
	case reflect.String:
		v.SetString(d.text())
	case reflect.Int32, reflect.Int64:
		u := d.uvarint() // zigzag
		v.SetInt(int64(u>>1) ^ -int64(u&1))
	case reflect.Float64:
		bits := binary.LittleEndian.Uint64([]byte(d.rest[:8]))
		d.rest = d.rest[8:]
		v.SetFloat(math.Float64frombits(bits))
	case reflect.Bool:
		v.SetBool(d.byte() == 1)
	}
}

func (d *rowDecoder) text() string {
	if n := d.uvarint(); n > 0 {
		return d.seen[n-1]
	}
	n := d.uvarint()
	s := d.rest[:n]
	d.rest = d.rest[n:]
	d.seen = append(d.seen, s)
	return s
}

func (d *rowDecoder) byte() byte {
	b := d.rest[0]
	d.rest = d.rest[1:]
	return b
}

func (d *rowDecoder) uvarint() uint64 {
	var n uint64
	for shift := 0; ; shift += 7 {
		b := d.byte()
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
}
