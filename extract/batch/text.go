package batch

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"reflect"
	"slices"
	"strconv"
	"sync"
)

// A jsonlTable writes one JSON object a line.
type jsonlTable[T any] struct {
	out     io.Closer
	buffer  *bufio.Writer
	encoder *json.Encoder
}

func newJSONL[T any](out io.WriteCloser) *jsonlTable[T] {
	b := bufio.NewWriter(out)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	return &jsonlTable[T]{out, b, e}
}

func (t *jsonlTable[T]) Write(rows []T) error {
	for i := range rows {
		if err := t.encoder.Encode(&rows[i]); err != nil {
			return err
		}
	}
	return nil
}

func (t *jsonlTable[T]) Close() error { return flush(t.buffer, t.out) }

// A csvTable writes a header and one record a row: missing values as empty
// fields, lists as JSON.
type csvTable[T any] struct {
	out    io.Closer
	buffer *bufio.Writer
	csv    *csv.Writer
	record []string
}

func newCSV[T any](out io.WriteCloser) (*csvTable[T], error) {
	b := bufio.NewWriter(out)
	t := &csvTable[T]{out: out, buffer: b, csv: csv.NewWriter(b)}
	var header []string
	for f := range columns(reflect.TypeFor[T]()) {
		header = append(header, f.Tag.Get("json"))
	}
	return t, t.csv.Write(header)
}

func (t *csvTable[T]) Write(rows []T) error {
	for i := range rows {
		t.record = t.record[:0]
		v := reflect.ValueOf(&rows[i]).Elem()
		for f := range columns(v.Type()) {
			cell, err := csvCell(v.FieldByIndex(f.Index))
			if err != nil {
				return err
			}
			t.record = append(t.record, cell)
		}
		if err := t.csv.Write(t.record); err != nil {
			return err
		}
	}
	return nil
}

func (t *csvTable[T]) Close() error {
	t.csv.Flush()
	if err := t.csv.Error(); err != nil {
		t.out.Close()
		return err
	}
	return flush(t.buffer, t.out)
}

// columns yields the fields of a row struct, those of embedded structs in
// their place.
func columns(t reflect.Type) func(yield func(reflect.StructField) bool) {
	return slices.Values(fieldsOf(t))
}

var fieldCache sync.Map // of row structs, for every row asks

func fieldsOf(t reflect.Type) []reflect.StructField {
	if fields, ok := fieldCache.Load(t); ok {
		return fields.([]reflect.StructField)
	}
	var fields []reflect.StructField
	for _, f := range reflect.VisibleFields(t) {
		if !f.Anonymous {
			fields = append(fields, f)
		}
	}
	fieldCache.Store(t, fields)
	return fields
}

func csvCell(v reflect.Value) (string, error) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return "", nil
		}
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.String:
		return v.String(), nil
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64), nil
	}
	b, err := json.Marshal(v.Interface())
	if err != nil {
		return "", err
	}
	if s := string(b); len(s) > 0 && s[0] == '"' { // a date
		return strconv.Unquote(s)
	} else if s == "null" {
		return "[]", nil
	}
	return string(b), nil
}

func flush(b *bufio.Writer, out io.Closer) error {
	err := b.Flush()
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	return err
}
