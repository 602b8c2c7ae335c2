package batch

import (
	"bufio"
	"encoding"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// readParquet reads all rows of a file. Columns that are not T's are passed
// over; a nullable column of T that the file lacks is NULL, another one is an
// error.
func readParquet[T any](name string) (rows []T, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, cause(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil { // a damaged page
			rows, err = nil, fmt.Errorf("not a parquet file that can be read: %v", r)
		}
	}()
	p, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		return nil, fmt.Errorf("not a parquet file: %w", err)
	}
	there := map[string]bool{}
	for _, c := range p.Root().Columns() {
		there[c.Name()] = true
	}
	if err := missing[T](func(column string) bool { return there[column] }); err != nil {
		return nil, err
	}
	flat := flatType[T]()
	r := parquet.NewReader(f, parquet.SchemaOf(reflect.New(flat).Interface()))
	defer r.Close()
	rows = make([]T, p.NumRows())
	for i := range rows {
		row := reflect.New(flat)
		if err := r.Read(row.Interface()); err != nil {
			return nil, fmt.Errorf("row %d: %w", i, err)
		}
		to, n := reflect.ValueOf(&rows[i]).Elem(), 0
		for c := range columns(to.Type()) {
			to.FieldByIndex(c.Index).Set(row.Elem().Field(n))
			n++
		}
	}
	return rows, nil
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

func readJSONL[T any](r io.Reader) ([]T, error) {
	d := json.NewDecoder(bufio.NewReader(r))
	var rows []T
	for {
		var raw map[string]json.RawMessage
		if err := d.Decode(&raw); errors.Is(err, io.EOF) {
			return rows, nil
		} else if err != nil {
			return nil, fmt.Errorf("row %d: %w", len(rows), err)
		}
		if err := missing[T](func(c string) bool { return raw[c] != nil }); err != nil {
			return nil, fmt.Errorf("row %d: %w", len(rows), err)
		}
		var row T
		v := reflect.ValueOf(&row).Elem()
		for f := range columns(v.Type()) {
			if data := raw[f.Tag.Get("json")]; data != nil {
				if err := json.Unmarshal(data, v.FieldByIndex(f.Index).Addr().Interface()); err != nil {
					return nil, fmt.Errorf("row %d: %s: %w", len(rows), f.Tag.Get("json"), err)
				}
			}
		}
		rows = append(rows, row)
	}
}

func readCSV[T any](r io.Reader) ([]T, error) {
	c := csv.NewReader(bufio.NewReader(r))
	c.ReuseRecord = true
	head, err := c.Read()
	if err != nil {
		return nil, fmt.Errorf("no head: %w", err)
	}
	at := map[string]int{}
	for i, name := range head {
		at[name] = i
	}
	if err := missing[T](func(column string) bool { _, ok := at[column]; return ok }); err != nil {
		return nil, err
	}
	var rows []T
	for {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		} else if err != nil {
			return nil, err
		}
		var row T
		v := reflect.ValueOf(&row).Elem()
		for f := range columns(v.Type()) {
			i, ok := at[f.Tag.Get("json")]
			if !ok {
				continue
			}
			if err := setCell(v.FieldByIndex(f.Index), record[i]); err != nil {
				return nil, fmt.Errorf("row %d: %s: %w", len(rows), f.Tag.Get("json"), err)
			}
		}
		rows = append(rows, row)
	}
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
