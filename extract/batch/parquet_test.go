package batch

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"

	"zhibiao/schema"
)

func openParquet(t *testing.T, name string) *parquet.File {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	p, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestParquetColumnsAreThoseOfTheDictionary(t *testing.T) {
	dir := t.TempDir()
	s, err := openSink(dir, layout{format: Parquet, origin: Origin{Version: "1.2.3", SeedsHash: "cafe"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	types := map[string]string{"STRING": "string", "INT(32,true)": "int32", "INT(64,true)": "int64", "DOUBLE": "double", "DATE": "date", "LIST": "list"}
	for _, table := range schema.Dictionary() {
		f := openParquet(t, filepath.Join(dir, table.Name, "part-00000.parquet"))
		columns := f.Root().Columns()
		if len(columns) != len(table.Columns) {
			t.Errorf("%s has %d columns, want %d", table.Name, len(columns), len(table.Columns))
			continue
		}
		for i, c := range columns {
			want := table.Columns[i]
			got := types[c.Type().String()]
			if got == "list" {
				element := c.Column("list").Column("element")
				got = "list<" + types[element.Type().String()] + ">"
			}
			if c.Name() != want.Name || got != want.Type || c.Optional() != want.Nullable {
				t.Errorf("%s.%s is %s (%s), optional %v; want %s %s, %v", table.Name, c.Name(), got, c.Type(), c.Optional(), want.Name, want.Type, want.Nullable)
			}
		}
		for key, want := range map[string]string{"zhibiao.version": "1.2.3", "zhibiao.schema_version": schema.DatasetVersion,
			"zhibiao.seeds_sha256": "cafe", "zhibiao.dictionary": schema.DictionaryJSON(table.Name)} {
			if got, ok := f.Lookup(key); !ok || got != want {
				t.Errorf("%s: %s is %q, want %q", table.Name, key, got, want)
			}
		}
	}
}

func TestParquetEncodingAndIndexes(t *testing.T) {
	dir := t.TempDir()
	p, err := newParquet[schema.ResidueRow](dir, "residue", layout{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Write([]schema.ResidueRow{{DocID: "a", Reason: "date"}, {DocID: "b", Reason: "date"}}); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	f := openParquet(t, filepath.Join(dir, "residue", "part-00000.parquet"))
	for _, c := range f.Metadata().RowGroups[0].Columns {
		m := c.MetaData
		if m.Codec.String() != "ZSTD" || len(m.Statistics.MinValue) == 0 && m.PathInSchema[0] == "doc_id" {
			t.Errorf("%v has codec %v, statistics %+v", m.PathInSchema, m.Codec, m.Statistics)
		}
		if m.PathInSchema[0] == "reason" && m.DictionaryPageOffset == 0 {
			t.Error("reason has no dictionary")
		}
	}
	if len(f.ColumnIndexes()) == 0 || len(f.OffsetIndexes()) == 0 {
		t.Error("no page index")
	}
}

func TestParquetParts(t *testing.T) {
	dir := t.TempDir()
	p, err := newParquet(dir, "documents", layout{}, func(*schema.DocumentRow) int { return groupBytes / 2 })
	if err != nil {
		t.Fatal(err)
	}
	const documents = 2*partGroups + 3 // two to a row group
	for range documents {
		if err := p.Write([]schema.DocumentRow{{DocID: "a"}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	first, second := openParquet(t, filepath.Join(dir, "documents/part-00000.parquet")), openParquet(t, filepath.Join(dir, "documents/part-00001.parquet"))
	if len(first.RowGroups()) != partGroups || first.NumRows() != 2*partGroups || second.NumRows() != 3 {
		t.Errorf("parts have %d and %d rows, the first %d row groups", first.NumRows(), second.NumRows(), len(first.RowGroups()))
	}
}
