package batch

import (
	"bufio"
	"encoding"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"reflect"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// scanFile calls take for every row of a file until it returns false.
func scanFile[T any](name string, p *part, take func(*T) bool) (err error) {
	file, err := os.Open(name)
	if err != nil {
		return cause(err)
	}
	defer file.Close()
	switch p.format {
	case JSONL:
		return scanJSONL(file, take)
	case CSV:
		return scanCSV(file, take)
	}
	return scanParquet(file, p, take)
}

// scanParquet reads the rows of a file. Columns that are not T's are passed
// over; a nullable column of T that the file lacks is NULL, another one is an
// error, unless the name of a directory holds it.
func scanParquet[T any](file fs.File, p *part, take func(*T) bool) (err error) {
	defer func() {
		if r := recover(); r != nil { // a damaged page
			err = fmt.Errorf("not a parquet file that can be read: %v", r)
		}
	}()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	f, err := parquet.OpenFile(file.(io.ReaderAt), info.Size())
	if err != nil {
		return fmt.Errorf("not a parquet file: %w", err)
	}
	there := map[string]bool{}
	for _, c := range f.Root().Columns() {
		there[c.Name()] = true
	}
	for c := range p.values {
		there[c] = true
	}
	if err := missing[T](func(column string) bool { return there[column] }); err != nil {
		return err
	}
	flat := flatType[T]()
	r := parquet.NewReader(f, parquet.SchemaOf(reflect.New(flat).Interface()))
	defer r.Close()
	for i := range f.NumRows() {
		from := reflect.New(flat)
		if err := r.Read(from.Interface()); err != nil {
			return fmt.Errorf("row %d: %w", i, err)
		}
		var row T
		to, n := reflect.ValueOf(&row).Elem(), 0
		for c := range columns(to.Type()) {
			to.FieldByIndex(c.Index).Set(from.Elem().Field(n))
			n++
		}
		if len(p.values) > 0 {
			p.fill(to)
		}
		if !take(&row) {
			return nil
		}
	}
	return nil
}

func scanJSONL[T any](r io.Reader, take func(*T) bool) error {
	d := json.NewDecoder(bufio.NewReader(r))
	for n := 0; ; n++ {
		var raw map[string]json.RawMessage
		if err := d.Decode(&raw); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("row %d: %w", n, err)
		}
		if err := missing[T](func(c string) bool { return raw[c] != nil }); err != nil {
			return fmt.Errorf("row %d: %w", n, err)
		}
		var row T
		v := reflect.ValueOf(&row).Elem()
		for f := range columns(v.Type()) {
			if data := raw[f.Tag.Get("json")]; data != nil {
				if err := json.Unmarshal(data, v.FieldByIndex(f.Index).Addr().Interface()); err != nil {
					return fmt.Errorf("row %d: %s: %w", n, f.Tag.Get("json"), err)
				}
			}
		}
		if !take(&row) {
			return nil
		}
	}
}

func scanCSV[T any](r io.Reader, take func(*T) bool) error {
	c := csv.NewReader(bufio.NewReader(r))
	c.ReuseRecord = true
	head, err := c.Read()
	if err != nil {
		return fmt.Errorf("no head: %w", err)
	}
	at := map[string]int{}
	for i, name := range head {
		at[strings.Clone(name)] = i
	}
	if err := missing[T](func(column string) bool { _, ok := at[column]; return ok }); err != nil {
		return err
	}
	for n := 0; ; n++ {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		var row T
		v := reflect.ValueOf(&row).Elem()
		for f := range columns(v.Type()) {
			if i, ok := at[f.Tag.Get("json")]; ok {
				if err := setCell(v.FieldByIndex(f.Index), strings.Clone(record[i])); err != nil {
					return fmt.Errorf("row %d: %s: %w", n, f.Tag.Get("json"), err)
				}
			}
		}
		if !take(&row) {
			return nil
		}
	}
}

// flatType is T with the fields of embedded structs in their place: within an
// embedded struct the reader gives a pointer to a zero for NULL.
func flatType[T any]() reflect.Type {
	var fields []reflect.StructField
	for f := range columns(reflect.TypeFor[T]()) {
		f.Index, f.Offset = nil, 0
		fields = append(fields, f)
	}
	return reflect.StructOf(fields)
}

// missing says which columns of T that cannot be NULL are not there.
func missing[T any](there func(column string) bool) error {
	for f := range columns(reflect.TypeFor[T]()) {
		name := f.Tag.Get("json")
		if f.Type.Kind() != reflect.Pointer && !there(name) {
			return fmt.Errorf("no column %s", name)
		}
	}
	return nil
}

// setCell reads a cell as csvCell wrote it.
func setCell(v reflect.Value, cell string) error {
	if v.Kind() == reflect.Pointer {
		if cell == "" {
			return nil
		}
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(cell))
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(cell)
		return nil
	case reflect.Float64:
		f, err := strconv.ParseFloat(cell, 64)
		v.SetFloat(f)
		return err
	}
	return json.Unmarshal([]byte(cell), v.Addr().Interface())
}
