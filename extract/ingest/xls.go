package ingest

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"zhibiao/schema"
)

// XLS reads Excel 97-2003 workbooks, and those of other programs in the same
// format (.et): each visible sheet as Xlsx does.
type XLS struct{}

// Format is xls.
func (XLS) Format() string { return "xls" }

// Accepts asks for a compound file named as Excel names them; what else holds a
// workbook is told by its content before.
func (XLS) Accepts(name string, head []byte) bool {
	return hasPrefix(head, compoundSign) && hasSuffix(name, ".xls", ".xlt", ".et")
}

// Read composes the sheets in their order.
func (XLS) Read(ctx context.Context, data []byte, name string, o Options) (*schema.Document, error) {
	streams, err := compoundStreams(data, o)
	if err != nil {
		return nil, fail(name, ErrDamaged, "not a whole compound file: "+err.Error(), "open it in Excel and save it as xlsx")
	}
	b := &xlsBook{data: streams["Workbook"], left: maxPlaces}
	if b.data == nil {
		return nil, fail(name, ErrBinary, "no workbook of Excel 97 or later in it", "open it in Excel and save it as xlsx")
	}
	err = b.globals()
	switch {
	case errors.Is(err, errPassword):
		return nil, fail(name, ErrEncrypted, "encrypted: it needs a password", "save a copy without one")
	case err != nil:
		return nil, fail(name, ErrDamaged, err.Error(), "open it in Excel and save it as xlsx")
	}
	var parts []part
	for _, s := range b.sheets {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if s.hidden {
			continue
		}
		rows, merged, err := b.sheet(s.at)
		if err != nil {
			return nil, fail(name, ErrTooLarge, fmt.Sprintf("sheet %s: %v", s.name, err), "split it")
		}
		if len(rows) == 0 {
			continue
		}
		if len(b.sheets) > 1 && !strings.HasPrefix(s.name, "Sheet") {
			parts = append(parts, part{text: s.name, kind: schema.HeadingBlock, level: 1})
		}
		parts = append(parts, sheetParts(rows, merged)...)
	}
	doc := &schema.Document{Encoding: "utf-16le"}
	compose(doc, parts)
	return doc, nil
}

// An xlsBook is the stream of a workbook and what its first part says.
type xlsBook struct {
	data    []byte
	sheets  []xlsSheet
	texts   []string
	formats map[int]string
	styles  []int // the format of each style
	late    bool  // dates count from 1904
	left    int   // cells that may still be read
}

// An xlsSheet is where a sheet begins in the stream.
type xlsSheet struct {
	name   string
	at     int
	hidden bool
}

// The records that are read.
const (
	recFormula, recContinue              = 0x06, 0x3C
	recEOF, recDateMode, recFilePass     = 0x0A, 0x22, 0x2F
	recBoundSheet, recMulRK, recRString  = 0x85, 0xBD, 0xD6
	recStyle, recMerged, recTexts        = 0xE0, 0xE5, 0xFC
	recLabelSST, recNumber, recLabel     = 0xFD, 0x203, 0x204
	recBool, recString, recRK, recFormat = 0x205, 0x207, 0x27E, 0x41E
	recBOF                               = 0x809
)

// A record is one of the stream; those after it that continue it are apart.
type record struct {
	kind int
	data []byte
}

// records calls do for each record from at to the end of the part that begins
// there.
func (b *xlsBook) records(at int, do func(r record, more [][]byte) error) error {
	depth := 0
	for at >= 0 && at+4 <= len(b.data) {
		next := func(at int) (record, int) {
			size := int(binary.LittleEndian.Uint16(b.data[at+2:]))
			end := min(at+4+size, len(b.data))
			return record{int(binary.LittleEndian.Uint16(b.data[at:])), b.data[at+4 : end]}, end
		}
		r, end := next(at)
		var more [][]byte
		for end+4 <= len(b.data) && int(binary.LittleEndian.Uint16(b.data[end:])) == recContinue {
			c, after := next(end)
			more, end = append(more, c.data), after
		}
		switch r.kind {
		case recBOF:
			depth++
		case recEOF:
			if depth--; depth <= 0 {
				return nil
			}
		}
		if depth == 1 {
			if err := do(r, more); err != nil {
				return err
			}
		}
		at = end
	}
	return nil
}

// globals reads the part before the sheets.
func (b *xlsBook) globals() error {
	b.formats = map[int]string{}
	return b.records(0, func(r record, more [][]byte) error {
		d := r.data
		switch r.kind {
		case recBOF:
			if len(d) < 4 || binary.LittleEndian.Uint16(d) != 0x0600 {
				return errors.New("a workbook of a version before Excel 97")
			}
		case recFilePass:
			return errPassword
		case recDateMode:
			b.late = len(d) > 0 && d[0] == 1
		case recFormat:
			if len(d) > 4 {
				s, _ := xlsString(d[2:], 2)
				b.formats[int(binary.LittleEndian.Uint16(d))] = s
			}
		case recStyle:
			if len(d) >= 4 {
				b.styles = append(b.styles, int(binary.LittleEndian.Uint16(d[2:])))
			}
		case recBoundSheet:
			if len(d) > 7 && d[5] == 0 { // a sheet of cells
				s, _ := xlsString(d[6:], 1)
				b.sheets = append(b.sheets, xlsSheet{s, int(binary.LittleEndian.Uint32(d)), d[4]&3 != 0})
			}
		case recTexts:
			b.texts = sharedTexts(append([][]byte{d}, more...))
		}
		return nil
	})
}

// sheet reads the cells of the sheet that begins at at.
func (b *xlsBook) sheet(at int) (rows [][]string, merged map[[2]int][2]int, err error) {
	merged = map[[2]int][2]int{}
	waiting := [2]int{-1, -1} // the cell of a formula whose text follows
	put := func(row, col int, s string) error {
		if s == "" {
			return nil
		}
		for len(rows) <= row {
			rows = append(rows, nil)
			b.left--
		}
		for len(rows[row]) <= col {
			rows[row] = append(rows[row], "")
			b.left--
		}
		if b.left < 0 {
			return errTooManyCells
		}
		rows[row][col] = s
		return nil
	}
	u16 := binary.LittleEndian.Uint16
	err = b.records(at, func(r record, more [][]byte) error {
		d := r.data
		if r.kind == recMerged && len(d) > 2 {
			for d = d[2:]; len(d) >= 8; d = d[8:] {
				r1, r2, c1, c2 := int(u16(d)), int(u16(d[2:])), int(u16(d[4:])), int(u16(d[6:]))
				if r2 >= r1 && c2 >= c1 {
					merged[[2]int{r1, c1}] = [2]int{r2 - r1 + 1, c2 - c1 + 1}
				}
			}
			return nil
		}
		if r.kind == recString && waiting[0] >= 0 {
			s, _ := xlsString(join(d, more), 2)
			row, col := waiting[0], waiting[1]
			waiting = [2]int{-1, -1}
			return put(row, col, s)
		}
		if len(d) < 6 {
			return nil
		}
		row, col, style := int(u16(d)), int(u16(d[2:])), int(u16(d[4:]))
		switch {
		case r.kind == recLabelSST && len(d) >= 10:
			if i := int(binary.LittleEndian.Uint32(d[6:])); i < len(b.texts) {
				return put(row, col, b.texts[i])
			}
		case r.kind == recLabel || r.kind == recRString:
			s, _ := xlsString(d[6:], 2)
			return put(row, col, s)
		case r.kind == recNumber && len(d) >= 14:
			return put(row, col, b.shown(math.Float64frombits(binary.LittleEndian.Uint64(d[6:])), style))
		case r.kind == recRK && len(d) >= 10:
			return put(row, col, b.shown(rkNumber(binary.LittleEndian.Uint32(d[6:])), style))
		case r.kind == recMulRK:
			for k := 4; k+8 <= len(d); k += 6 {
				if err := put(row, col, b.shown(rkNumber(binary.LittleEndian.Uint32(d[k+2:])), int(u16(d[k:])))); err != nil {
					return err
				}
				col++
			}
		case r.kind == recFormula && len(d) >= 14:
			if u16(d[12:]) != 0xFFFF {
				return put(row, col, b.shown(math.Float64frombits(binary.LittleEndian.Uint64(d[6:])), style))
			}
			if d[6] == 0 {
				waiting = [2]int{row, col}
			}
		case r.kind == recBool && len(d) >= 8 && d[7] == 0:
			return put(row, col, strconv.Itoa(int(d[6])))
		}
		return nil
	})
	return rows, merged, err
}

func join(d []byte, more [][]byte) []byte {
	for _, m := range more {
		if len(m) > 0 {
			d = append(d[:len(d):len(d)], m[1:]...) // behind a byte of options
		}
	}
	return d
}

// rkNumber is a number packed in four bytes.
func rkNumber(v uint32) float64 {
	f := math.Float64frombits(uint64(v&^3) << 32)
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}
