package schema

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// columnsOf reads name, type and nullability of every column from the tags of
// a row struct.
func columnsOf(t reflect.Type) []Column {
	var out []Column
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			out = append(out, columnsOf(f.Type)...)
			continue
		}
		name, rest, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		ft := f.Type
		if ft.Kind() == reflect.Pointer {
			ft = ft.Elem()
		}
		out = append(out, Column{Name: name, Type: typeName(ft), Nullable: strings.Contains(","+rest+",", ",optional,")})
	}
	return out
}

func typeName(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[Date]():
		return "date"
	case t.Kind() == reflect.Slice:
		return "list<" + typeName(t.Elem()) + ">"
	case t.Kind() == reflect.Float64:
		return "double"
	}
	return t.Kind().String()
}

func TestDictionaryExplainsEveryColumn(t *testing.T) {
	structs := map[string]reflect.Type{
		"documents": reflect.TypeFor[DocumentRow](), "observations": reflect.TypeFor[ObservationRow](),
		"indicators": reflect.TypeFor[IndicatorRow](), "residue": reflect.TypeFor[ResidueRow](),
	}
	tables := Dictionary()
	if len(tables) != len(structs) {
		t.Fatalf("the dictionary has %d tables, want %d", len(tables), len(structs))
	}
	for _, table := range tables {
		want := columnsOf(structs[table.Name])
		if len(table.Columns) != len(want) {
			t.Errorf("%s has %d columns, the dictionary %d", table.Name, len(want), len(table.Columns))
		}
		for i, c := range table.Columns {
			if i < len(want) && (c.Name != want[i].Name || c.Type != want[i].Type || c.Nullable != want[i].Nullable) {
				t.Errorf("%s column %d is %+v, the dictionary says %s %s nullable %v", table.Name, i, want[i], c.Name, c.Type, c.Nullable)
			}
			if c.Label == "" || c.Meaning == "" || c.MeaningZH == "" {
				t.Errorf("%s.%s is not explained", table.Name, c.Name)
			}
		}
	}
}

func TestJSONNamesAreColumnNames(t *testing.T) {
	for _, s := range []reflect.Type{reflect.TypeFor[Provenance](), reflect.TypeFor[DocumentRow](), reflect.TypeFor[ObservationRow](),
		reflect.TypeFor[IndicatorRow](), reflect.TypeFor[ResidueRow]()} {
		for i := range s.NumField() {
			tag := s.Field(i).Tag
			name, _, _ := strings.Cut(tag.Get("parquet"), ",")
			if tag.Get("json") != name {
				t.Errorf("%s.%s is %q in parquet and %q in json", s.Name(), s.Field(i).Name, name, tag.Get("json"))
			}
		}
	}
}

func TestDictionaryJSON(t *testing.T) {
	var got map[string]map[string]string
	if err := json.Unmarshal([]byte(DictionaryJSON("observations")), &got); err != nil {
		t.Fatal(err)
	}
	if got["norm_value"]["unit"] != "norm_unit" || got["norm_value"]["label"] != "规范数值" || got["text"] != nil {
		t.Errorf("dictionary is %v", got["norm_value"])
	}
}

func TestDateReadsAsADay(t *testing.T) {
	for _, day := range []string{"1969-12-31", "1970-01-01", "2024-02-29"} {
		var d Date
		if err := d.UnmarshalText([]byte(day)); err != nil || d.String() != day {
			t.Errorf("%s reads as %s, error %v", day, d, err)
		}
	}
	if b, _ := json.Marshal(struct{ D *Date }{}); string(b) != `{"D":null}` {
		t.Errorf("no date is %s", b)
	}
	if err := new(Date).UnmarshalText([]byte("2024-13-01")); err == nil {
		t.Error("month 13 is a date")
	}
}
