package batch

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func findings(t *testing.T, dir string) string {
	t.Helper()
	v, err := Validate(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range v.Findings {
		out = append(out, f.String())
	}
	return strings.Join(out, "\n")
}

func TestValidDatasetsHaveNoFindings(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "500118甲3乙4\nbad\n110000丙5", "b.txt": "500118甲3乙4"})
	for _, f := range Formats {
		if _, err := runOn(t, dir, Target{Format: f, Dir: string(f)}, nil, "a.txt", "b.txt"); err != nil {
			t.Fatal(err)
		}
		if got := findings(t, string(f)); got != "" {
			t.Errorf("%s: %s", f, got)
		}
	}
	if _, err := runOn(t, dir, Target{Dir: "parts", PartitionBy: []string{"review_year", "region_code"}}, nil, "a.txt", "b.txt"); err != nil {
		t.Fatal(err)
	}
	if got := findings(t, "parts"); got != "" {
		t.Error(got)
	}
}

func TestFindings(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "500118甲3乙4\n500119丙5丁丁"})
	for _, c := range []struct{ file, old, new, want string }{
		{"observations.jsonl", `"seq":1`, `"seq":2`, "a.txt#1 observation 2: is row 1 of its document"},
		{"observations.jsonl", `"char_start":7`, `"char_start":6`, `text[6:8] is "甲3", surface is "3"`},
		{"observations.jsonl", `"kind":"level"`, `"kind":"lvl"`, `kind is "lvl", want one of [level`},
		{"observations.jsonl", `"bound":"eq"`, `"bound":"range"`, "bound is range, value_max is NULL"},
		{"observations.jsonl", `"status":"actual"`, `"status":"real"`, `status of a row is "real"`},
		{"observations.jsonl", `"value":3`, `"value":30`, `value is 30, value_text is "3"`},
		{"observations.jsonl", `"review_year":2024`, `"review_year":2023`, "region, year or kind are not those of its document"},
		{"observations.jsonl", `"source":"a.txt#2"`, `"source":"a.txt#3"`, "which documents does not have"},
		{"documents.jsonl", `"status":"ok"`, `"status":"good"`, `status is "good", want ok`},
		{"documents.jsonl", `"error":null`, `"error":"x"`, `status is ok and error is "x"`},
		{"documents.jsonl", `"observations":2`, `"observations":3`, "documents says 3 observations"},
		{"documents.jsonl", `"chars":10`, `"chars":11`, "chars is 11, text has 10"},
		{"documents.jsonl", `"region_code":"500118"`, `"region_code":"500120"`, "not in the order of region_code"},
		{"indicators.jsonl", `"seqs":[1]`, `"seqs":[2]`, "is made of observations [2], the document has 2"},
		{"_manifest.json", `"observations": 3`, `"observations": 4`, "observations: has 3 rows, the manifest says 4"},
		{"_manifest.json", `"ok": 2`, `"ok": 1`, "the manifest says map[ok:1]"},
		{"_manifest.json", `"source": "a.txt#2"`, `"source": "b.txt"`, "document 1 is b.txt in the manifest"},
		{"_manifest.json", `"counts"`, `"remaining": 3, "counts"`, "3 files remain"},
	} {
		out := filepath.Join(t.TempDir(), "out")
		if _, err := runOn(t, dir, Target{Format: JSONL, Dir: out}, nil, "a.txt"); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(out, c.file)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), c.old) {
			t.Fatalf("%s has no %s: %s", c.file, c.old, data)
		}
		if err := os.WriteFile(name, []byte(strings.Replace(string(data), c.old, c.new, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
		if got := findings(t, out); !strings.Contains(got, c.want) {
			t.Errorf("%s with %s: findings are %q, want %q", c.file, c.new, got, c.want)
		}
	}
}

func TestDamagedFilesAreFindings(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "500118甲3乙4"})
	if _, err := runOn(t, dir, Target{}, nil, "a.txt"); err != nil {
		t.Fatal(err)
	}
	name := "out/observations/part-00000.parquet"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data[:len(data)/2], 0o666); err != nil {
		t.Fatal(err)
	}
	if got := findings(t, "out"); !strings.Contains(got, "observations/part-00000.parquet: not a parquet file") {
		t.Errorf("findings are %q", got)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if got := findings(t, "out"); !strings.Contains(got, "observations: no file") || !strings.Contains(got, "documents says 2 observations and 0 residue, the tables have 0 and 0") {
		t.Errorf("findings are %q", got)
	}
	if _, err := Validate(context.Background(), "none"); err == nil {
		t.Error("no dataset is valid")
	}
}
