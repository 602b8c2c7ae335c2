package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"zhibiao/extract/batch"
)

// inProcess runs zhibiao in this process and returns what it printed; code is
// the exit code.
func inProcess(t *testing.T, args ...string) (out []byte, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(&stdout)
	root.SetErr(&stderr)
	err := root.ExecuteContext(t.Context())
	if code = exitCode(err); code == exitUsage {
		t.Fatalf("zhibiao %v: %v\n%s", args, err, stderr.Bytes())
	}
	return stdout.Bytes(), code
}

// compiled is the JSON Schema that zhibiao schema prints for tables.
func compiled(t *testing.T, tables ...string) *jsonschema.Schema {
	t.Helper()
	printed, _ := inProcess(t, append([]string{"schema", "--format", "jsonschema"}, tables...)...)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(printed))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json") // against the metaschema of 2020-12
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRowsSatisfyTheirJSONSchema(t *testing.T) {
	dir := t.TempDir()
	bare := filepath.Join(dir, "无标题.txt") // rows without headings, region and years
	damaged := filepath.Join(dir, "damaged.pdf")
	for name, text := range map[string]string{bare: "完成275亿元，增长5%左右，居全省第3位。\n", damaged: "%PDF-1.4"} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	all := compiled(t)
	for _, table := range batch.Tables {
		one := compiled(t, table)
		out, code := inProcess(t, "extract", "-q", "-o", "-", "--format", "jsonl", "--table", table, "../../seeds/reports", "../../testdata/samples", bare, damaged)
		if code != exitSome {
			t.Fatalf("exit code %d, want %d for the damaged file", code, exitSome)
		}
		rows := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
		if len(rows) < 20 {
			t.Fatalf("%d rows of %s", len(rows), table)
		}
		for i, raw := range rows {
			row, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			if err := one.Validate(row); err != nil {
				t.Fatalf("%s: %v\n%s", table, err, raw)
			}
			if i%50 == 0 {
				if err := all.Validate(row); err != nil {
					t.Fatalf("%s among all tables: %v", table, err)
				}
			}
		}
		spoilt(t, one, table, rows[0])
	}
}

// spoilt holds that the schema refuses a row of which one thing is wrong.
func spoilt(t *testing.T, s *jsonschema.Schema, table string, raw []byte) {
	t.Helper()
	var names []string
	for name := range s.Properties {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		p := s.Properties[name]
		wrong := map[string]any{"gone": nil, "an object": map[string]any{}}
		if !slices.Contains(p.Types.ToStrings(), "null") {
			wrong["null"] = nil
		}
		if p.Enum != nil {
			wrong["another word"] = "unheard of"
		}
		if p.Pattern != nil {
			wrong["another form"] = "一二三"
		}
		if p.Format != nil {
			wrong["no day"] = "2024-02-30"
		}
		for what, value := range wrong {
			var row map[string]any
			if err := json.Unmarshal(raw, &row); err != nil {
				t.Fatal(err)
			}
			if what == "gone" {
				delete(row, name)
			} else {
				row[name] = value
			}
			if s.Validate(row) == nil {
				t.Errorf("%s: a row with %s %s satisfies the schema", table, name, what)
			}
		}
	}
}
