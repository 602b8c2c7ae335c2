package batch

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"

	"zhibiao/schema"
)

// WriteSheet writes one table that is no part of a dataset, such as a panel,
// whole to w: columns say its name and type (string int32 int64 double boolean
// list<string> list<int32>), and every row has a cell for each. A cell is nil
// for NULL, or a string, int32, int64, float64, bool, []string or []int32.
// Parquet files carry the dictionary in their metadata, as those of a dataset.
// The error is that of w, or of a column of another type.
func WriteSheet(w io.Writer, f Format, name string, columns []schema.Column, rows [][]any, o Origin) error {
	t, err := rowType(columns)
	if err != nil {
		return err
	}
	values := reflect.MakeSlice(reflect.SliceOf(t), len(rows), len(rows))
	for i, row := range rows {
		if len(row) != len(columns) {
			return fmt.Errorf("row %d has %d cells, want %d", i, len(row), len(columns))
		}
		for c, cell := range row {
			if err := fillCell(values.Index(i).Field(c), cell); err != nil {
				return fmt.Errorf("row %d: %s: %w", i, columns[c].Name, err)
			}
		}
	}
	switch f {
	case Parquet:
		return writeSheetParquet(w, name, columns, values, o)
	case CSV:
		return writeSheetCSV(w, columns, values)
	case JSONL:
		return writeSheetJSONL(w, values)
	}
	return fmt.Errorf("format %s: want one of %v", f, Formats)
}

var cellTypes = map[string]reflect.Type{
	"string": reflect.TypeFor[string](), "int32": reflect.TypeFor[int32](), "int64": reflect.TypeFor[int64](),
	"double": reflect.TypeFor[float64](), "boolean": reflect.TypeFor[bool](),
	"list<string>": reflect.TypeFor[[]string](), "list<int32>": reflect.TypeFor[[]int32](),
}

// rowType is a struct with a field for every column.
func rowType(columns []schema.Column) (reflect.Type, error) {
	var fields []reflect.StructField
	for i, c := range columns {
		t, ok := cellTypes[c.Type]
		if !ok {
			return nil, fmt.Errorf("column %s: no type %q", c.Name, c.Type)
		}
		tag := c.Name
		switch {
		case t.Kind() == reflect.Slice:
			tag += ",list"
		case c.Nullable:
			t, tag = reflect.PointerTo(t), tag+",optional"
		}
		if c.Type == "string" {
			tag += ",dict"
		}
		fields = append(fields, reflect.StructField{Name: fmt.Sprintf("C%d", i), Type: t,
			Tag: reflect.StructTag(fmt.Sprintf(`parquet:%q json:%q`, tag, c.Name))})
	}
	return reflect.StructOf(fields), nil
}

func fillCell(v reflect.Value, cell any) error {
	if cell == nil {
		if v.Kind() != reflect.Pointer && v.Kind() != reflect.Slice {
			return fmt.Errorf("no value, and the column cannot be NULL")
		}
		return nil
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	c := reflect.ValueOf(cell)
	if c.Type() != v.Type() {
		return fmt.Errorf("cell is %s, want %s", c.Type(), v.Type())
	}
	v.Set(c)
	return nil
}

func writeSheetParquet(w io.Writer, name string, columns []schema.Column, values reflect.Value, o Origin) error {
	entries := map[string]schema.Column{}
	for _, c := range columns {
		entries[c.Name] = c
	}
	dictionary, err := json.Marshal(entries)
	if err != nil {
		return err
	}
	p := parquet.NewWriter(w, parquet.SchemaOf(reflect.New(values.Type().Elem()).Interface()),
		parquet.Compression(&parquet.Zstd), parquet.DataPageStatistics(true),
		parquet.CreatedBy("zhibiao", o.Version, ""),
		parquet.KeyValueMetadata("zhibiao.version", o.Version),
		parquet.KeyValueMetadata("zhibiao.table", name),
		parquet.KeyValueMetadata("zhibiao.schema_version", schema.DatasetVersion),
		parquet.KeyValueMetadata("zhibiao.seeds_sha256", o.SeedsHash),
		parquet.KeyValueMetadata("zhibiao.dictionary", string(dictionary)))
	for i := range values.Len() {
		if err := p.Write(values.Index(i).Addr().Interface()); err != nil {
			return err
		}
	}
	return p.Close()
}

func writeSheetCSV(w io.Writer, columns []schema.Column, values reflect.Value) error {
	out := csv.NewWriter(w)
	record := make([]string, len(columns))
	for i, c := range columns {
		record[i] = c.Name
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for i := range values.Len() {
		for c := range columns {
			cell, err := csvCell(values.Index(i).Field(c))
			if err != nil {
				return err
			}
			record[c] = cell
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func writeSheetJSONL(w io.Writer, values reflect.Value) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for i := range values.Len() {
		if err := e.Encode(values.Index(i).Interface()); err != nil {
			return err
		}
	}
	return nil
}
