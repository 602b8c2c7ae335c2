package batch

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"zhibiao/extract"
	"zhibiao/schema"
)

func TestADatasetReadsBackAsItWasWritten(t *testing.T) {
	files := map[string]string{"a.txt": "500118甲3\"4,5\n110000乙", "b.txt": "500118甲3\"4,5\n110000乙", "c.txt": "bad"}
	dir := tree(t, files)
	var want []extract.Rows
	work := &Work{Document: func(r *extract.Rows) { want = append(want, *r) }}
	for _, f := range Formats {
		want = nil
		out := "out-" + string(f)
		if _, err := runOn(t, dir, Target{Format: f, Dir: out}, work, "a.txt", "b.txt", "c.txt"); err != nil {
			t.Fatal(err)
		}
		d, err := ReadDataset(out)
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		if got, want := plain(d.Reports), plain(want); got != want || d.Manifest.Format != f {
			t.Errorf("%s reads back as\n%s\nwant\n%s", f, got, want)
		}
	}
}

func TestAPartitionedDatasetReadsBackWithTheColumnsOfItsDirectories(t *testing.T) {
	files := map[string]string{"a.txt": "500118甲3", "b.txt": "110000甲4\n乙5", "c.txt": "bad"}
	dir := tree(t, files)
	want := map[string]string{} // as they are handed on; writing them may fill in what is nil
	work := &Work{Document: func(r *extract.Rows) { want[r.Document.Source] = plain([]extract.Rows{*r}) }}
	if _, err := runOn(t, dir, Target{Dir: "out", PartitionBy: []string{"review_year", "region_code", "report_kind"}}, work, "a.txt", "b.txt", "c.txt"); err != nil {
		t.Fatal(err)
	}
	d, err := ReadDataset("out")
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Reports) != len(want) {
		t.Errorf("%d reports, want %d", len(d.Reports), len(want))
	}
	for _, r := range d.Reports {
		if got, want := plain([]extract.Rows{r}), want[r.Document.Source]; got != want {
			t.Errorf("%s reads back as\n%s\nwant\n%s", r.Document.Source, got, want)
		}
	}
}

// plain writes rows with what their pointers point to.
func plain(rows []extract.Rows) string {
	var b strings.Builder
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch {
		case v.Kind() == reflect.Pointer && v.IsNil():
			b.WriteString("NULL ")
		case v.Kind() == reflect.Pointer:
			walk(v.Elem())
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case v.Kind() == reflect.Slice:
			b.WriteString("[")
			for i := range v.Len() {
				walk(v.Index(i))
			}
			b.WriteString("]\n")
		default:
			fmt.Fprintf(&b, "%v ", v.Interface())
		}
	}
	walk(reflect.ValueOf(rows))
	return b.String()
}

func TestADatasetThatIsNotWholeIsRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		format Format
		damage func(t *testing.T)
		want   string
	}{
		{"no directory", Parquet, func(*testing.T) { os.RemoveAll("out") }, "out: no such directory; zhibiao extract"},
		{"a file", Parquet, func(*testing.T) { os.RemoveAll("out"); os.WriteFile("out", nil, 0o666) }, "out: is a file"},
		{"no manifest", Parquet, func(*testing.T) { os.Remove("out/" + manifestName) }, "no _manifest.json in this directory"},
		{"another version", Parquet, replaceIn(manifestName, `"schema_version": "1"`, `"schema_version": "0"`), `schema_version is "0", this program reads "1"`},
		{"a bad manifest", Parquet, replaceIn(manifestName, `{`, ``), "not a manifest"},
		{"a table gone", Parquet, func(*testing.T) { os.RemoveAll("out/residue") }, "residue: no such file or directory"},
		{"a part gone", Parquet, func(*testing.T) { os.Remove("out/observations/part-00000.parquet") }, "observations has 0 rows, _manifest.json says 1"},
		{"a damaged part", Parquet, func(*testing.T) { os.WriteFile("out/residue/part-00000.parquet", []byte("PAR1"), 0o666) }, "not a parquet file"},
		{"another table", Parquet, func(t *testing.T) {
			os.Rename("out/residue/part-00000.parquet", "out/indicators/part-00001.parquet")
		}, "no column"},
		{"a strange directory", Parquet, func(t *testing.T) { os.Rename("out/residue", "out/indicators/residue") }, "directory residue is none of a partition"},
		{"a row gone", JSONL, func(*testing.T) { os.WriteFile("out/observations.jsonl", nil, 0o666) }, "observations has 0 rows"},
		{"a column gone", JSONL, replaceIn("observations.jsonl", `"value":`, `"worth":`), "row 0: no column value"},
		{"a bad cell", CSV, replaceIn("observations.csv", "level,3,", "level,x,"), `row 0: value: strconv`},
		{"a strange row", JSONL, replaceIn("observations.jsonl", `"source":"a.txt#1"`, `"source":"z"`), "which documents does not have"},
	} {
		dir := tree(t, map[string]string{"a.txt": "500118甲3"})
		if _, err := runOn(t, dir, Target{Format: c.format, Dir: "out"}, nil, "a.txt"); err != nil {
			t.Fatal(err)
		}
		c.damage(t)
		if _, err := ReadDataset("out"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error is %v, want %s in it", c.name, err, c.want)
		}
	}
}

// replaceIn changes a file of the dataset in out.
func replaceIn(name, old, new string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		name := filepath.Join("out", name)
		data, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(data), old) {
			t.Fatalf("%s has no %s: %s, error %v", name, old, data, err)
		}
		if err := os.WriteFile(name, []byte(strings.Replace(string(data), old, new, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSheets(t *testing.T) {
	columns := []schema.Column{
		{Name: "code", Type: "string"}, {Name: "year", Type: "int32"}, {Name: "growth", Type: "double", Nullable: true},
		{Name: "conflict", Type: "boolean"}, {Name: "sources", Type: "list<string>"},
	}
	rows := [][]any{{"gdp", int32(2024), 5.2, true, []string{"a#1", "b#2"}}, {"cpi", int32(2025), nil, false, nil}}
	for f, want := range map[Format]string{
		CSV: "code,year,growth,conflict,sources\ngdp,2024,5.2,true,\"[\"\"a#1\"\",\"\"b#2\"\"]\"\ncpi,2025,,false,[]\n",
		JSONL: `{"code":"gdp","year":2024,"growth":5.2,"conflict":true,"sources":["a#1","b#2"]}` + "\n" +
			`{"code":"cpi","year":2025,"growth":null,"conflict":false,"sources":null}` + "\n",
	} {
		var out bytes.Buffer
		if err := WriteSheet(&out, f, "panel", columns, rows, Origin{}); err != nil || out.String() != want {
			t.Errorf("%s is\n%s\nwant\n%s\nerror %v", f, out.String(), want, err)
		}
	}
	var out bytes.Buffer
	if err := WriteSheet(&out, Parquet, "panel", columns, rows, Origin{Version: "1.2.3"}); err != nil {
		t.Fatal(err)
	}
	type row struct {
		Code    string   `parquet:"code"`
		Growth  *float64 `parquet:"growth,optional"`
		Sources []string `parquet:"sources,list"`
	}
	got, err := parquet.Read[row](bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil || len(got) != 2 || *got[0].Growth != 5.2 || got[1].Growth != nil || len(got[0].Sources) != 2 {
		t.Errorf("parquet reads back as %+v, error %v", got, err)
	}
	for _, bad := range [][][]any{{{"gdp", int32(1), nil, false}}, {{nil, int32(1), nil, false, nil}}, {{"gdp", 1, nil, false, nil}}} {
		if err := WriteSheet(&out, CSV, "panel", columns, bad, Origin{}); err == nil {
			t.Errorf("%v is written", bad)
		}
	}
}
