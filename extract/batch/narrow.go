package batch

import (
	"io"
	"reflect"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// A narrowWriter writes rows without some of their columns: those that stand
// in the names of directories.
type narrowWriter[T any] struct {
	*parquet.GenericWriter[any]
	wide *parquet.Schema
	to   []int // the column of the file, by leaf column of T; -1: none
	row  parquet.Row
	out  []parquet.Row
}

func newNarrow[T any](w io.Writer, drop []string, options []parquet.WriterOption) *narrowWriter[T] {
	n := &narrowWriter[T]{wide: parquet.SchemaOf(new(T)), out: make([]parquet.Row, 1)}
	kept := 0
	for _, path := range n.wide.Columns() {
		if slices.Contains(drop, path[0]) {
			n.to = append(n.to, -1)
			continue
		}
		n.to = append(n.to, kept)
		kept++
	}
	narrow := parquet.SchemaOf(reflect.New(without(reflect.TypeFor[T](), drop)).Interface())
	n.GenericWriter = parquet.NewGenericWriter[any](w, append(slices.Clip(options), narrow)...)
	return n
}

// without is a row struct without some columns.
func without(t reflect.Type, drop []string) reflect.Type {
	var fields []reflect.StructField
	for f := range columns(t) {
		if !slices.Contains(drop, f.Tag.Get("json")) {
			fields = append(fields, reflect.StructField{Name: f.Name, Type: f.Type, Tag: f.Tag})
		}
	}
	return reflect.StructOf(fields)
}

func (n *narrowWriter[T]) Write(rows []T) (int, error) {
	for i := range rows {
		n.row = n.wide.Deconstruct(n.row[:0], &rows[i])
		kept := n.row[:0]
		for _, v := range n.row {
			if to := n.to[v.Column()]; to >= 0 {
				kept = append(kept, v.Level(v.RepetitionLevel(), v.DefinitionLevel(), to))
			}
		}
		n.out[0] = kept
		if _, err := n.WriteRows(n.out); err != nil {
			return i, err
		}
	}
	return len(rows), nil
}
