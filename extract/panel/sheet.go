package panel

import (
	"reflect"
	"slices"

	"zhibiao/schema"
)

// A Sheet is a table to be written: a row has a cell for every column, nil for
// NULL, else a string, int32, float64, bool, []string or []int32.
type Sheet struct {
	Name    string
	Columns []schema.Column
	Rows    [][]any
}

// sheetOf makes a sheet of rows whose fields carry the tags json (name of the
// column), zh (its label), unit and about (its meaning). The fields of a
// struct stand in its place, fields without a name are left out, and a nil
// pointer is NULL.
func sheetOf[T any](name string, rows []T) *Sheet {
	s := &Sheet{Name: name}
	paths := s.columns(reflect.TypeFor[T](), nil)
	for i := range rows {
		v := reflect.ValueOf(&rows[i]).Elem()
		cells := make([]any, len(paths))
		for c, path := range paths {
			cells[c] = cellOf(v.FieldByIndex(path))
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}

// columns adds the columns of a struct and returns where their fields stand.
func (s *Sheet) columns(t reflect.Type, at []int) (paths [][]int) {
	for i := range t.NumField() {
		f, path := t.Field(i), append(slices.Clone(at), i)
		name := f.Tag.Get("json")
		switch {
		case name == "" && f.IsExported() && f.Type.Kind() == reflect.Struct:
			paths = append(paths, s.columns(f.Type, path)...)
		case name != "":
			ft := f.Type
			nullable := ft.Kind() == reflect.Pointer
			if nullable {
				ft = ft.Elem()
			}
			paths = append(paths, path)
			s.Columns = append(s.Columns, schema.Column{Name: name, Type: columnType(ft), Nullable: nullable,
				Label: f.Tag.Get("zh"), Unit: f.Tag.Get("unit"), Meaning: f.Tag.Get("about")})
		}
	}
	return paths
}

func columnType(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Slice:
		return "list<" + columnType(t.Elem()) + ">"
	case reflect.Float64:
		return "double"
	case reflect.Bool:
		return "boolean"
	}
	return t.Kind().String()
}

func cellOf(v reflect.Value) any {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	if v.Kind() == reflect.String {
		return v.String() // also of named strings
	}
	return v.Interface()
}
