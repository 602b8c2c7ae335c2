package batch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"zhibiao/extract"
	"zhibiao/schema"
)

// readLines is a reader that takes the lines of a file for its documents:
// "bad" cannot be read, "panic" breaks it, and the first six characters of
// others are their region.
func readLines(_ context.Context, name string, data []byte) iter.Seq2[*schema.Document, error] {
	return func(yield func(*schema.Document, error) bool) {
		for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
			switch {
			case line == "panic":
				panic("broken")
			case line == "bad":
				yield(nil, fmt.Errorf("%s: unreadable; write it anew", name))
			case len(line) >= 6:
				id := fmt.Sprintf("%016x", len(line)*1000+int(line[6]))
				yield(&schema.Document{ID: id, Source: fmt.Sprintf("%s#%d", name, i+1), Format: "txt", Encoding: "utf-8", Text: line,
					Region: schema.Region{Code: line[:6]}}, nil)
			}
		}
	}
}

// digits is an extractor that takes every digit behind the region for a level.
type digits struct{}

func (digits) SeedsHash() string             { return "cafe" }
func (digits) Describe(doc *schema.Document) { doc.ReviewYear = 2024 }
func (digits) Unread(doc *schema.Document) *schema.Result {
	return &schema.Result{Residue: []schema.Residue{{Span: schema.Span{End: 6}, Sentence: schema.Span{End: len(doc.Text)}, Reason: schema.ReasonOther}}}
}
func (digits) ExtractContext(_ context.Context, doc *schema.Document) (*schema.Result, error) {
	res := &schema.Result{Sentences: 1}
	for i := 6; i < len(doc.Text); i++ {
		if c := doc.Text[i]; c >= '0' && c <= '9' {
			res.Observations = append(res.Observations, schema.Observation{
				Span: schema.Span{Start: i, End: i + 1}, Sentence: schema.Span{End: len(doc.Text)}, Section: []schema.Span{{End: 6}},
				Indicator: fmt.Sprint("指标", i), Kind: schema.Level, Bound: schema.Eq, Status: schema.Actual,
				Quantity: schema.Quantity{Value: string(c), Unit: "个"}, Rule: "digit"})
		}
	}
	return res, nil
}

func runOn(t *testing.T, dir string, target Target, work *Work, args ...string) (*Summary, error) {
	t.Helper()
	t.Chdir(dir)
	if work == nil {
		work = &Work{}
	}
	work.Read, work.Extractor = readLines, digits{}
	if target.Format == "" {
		target.Format = Parquet
	}
	if target.Dir == "" {
		target.Dir = "out"
	}
	target.Version = "1.2.3"
	return Run(context.Background(), Inputs(args, isText), work, target)
}

func TestRunWritesADataset(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "500118甲3乙4\nbad\n110000丙5", "b.txt": "panic", "c.txt": ""})
	var events []Event
	s, err := runOn(t, dir, Target{}, &Work{Jobs: 2, Progress: func(e Event) { events = append(events, e) }}, "a.txt", "b.txt", "c.txt", "d.txt")
	if err != nil {
		t.Fatal(err)
	}
	if s.Counts["documents"] != 6 || s.Counts["observations"] != 3 || s.Status["ok"] != 2 || s.Status["failed"] != 4 {
		t.Errorf("summary is %+v", s.Manifest)
	}
	docs := readTable[schema.DocumentRow](t, "out/documents/part-00000.parquet")
	var got []string
	for _, d := range docs {
		got = append(got, fmt.Sprintf("%s %s %s %s", value(d.RegionCode), d.Source, d.Status, value(d.Error)))
	}
	want := []string{
		" d.txt failed nothing to read: no such file or directory",
		" b.txt failed internal error: broken (please report it with the file)",
		" c.txt failed no document in this file",
		" a.txt failed unreadable; write it anew",
		"110000 a.txt#3 ok ", "500118 a.txt#1 ok ",
	}
	if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
		t.Errorf("documents are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if docs[0].DocID != "" || len(docs[1].DocID) != 16 || *docs[5].RegionCode != "500118" {
		t.Errorf("documents are not in order: %+v", docs)
	}
	obs := readTable[schema.ObservationRow](t, "out/observations/part-00000.parquet")
	if len(obs) != 3 || obs[0].Value != 5 || obs[2].Seq != 1 || obs[2].Section[0] != "500118" || *obs[0].ReviewYear != 2024 {
		t.Errorf("observations are %+v", obs)
	}
	if len(events) != 4 || events[3].Done != 4 || events[3].Total != 4 {
		t.Errorf("events are %+v", events)
	}
	for _, e := range events {
		if e.Source == "a.txt" && (e.Status != "failed" || e.Observations != 3) {
			t.Errorf("event is %+v", e)
		}
	}
	var m Manifest
	if data, err := os.ReadFile("out/_manifest.json"); err != nil || json.Unmarshal(data, &m) != nil || !reflect.DeepEqual(m, *s.Manifest) || m.SeedsSHA256 != "cafe" || len(m.Failures) != 4 {
		t.Errorf("manifest is %s, error %v", data, err)
	}
}

func readTable[T any](t *testing.T, name string) []T {
	t.Helper()
	rows, err := parquet.ReadFile[T](name)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestRunsAreIdentical(t *testing.T) {
	files := map[string]string{}
	for i := range 40 {
		files[fmt.Sprintf("%02d.txt", i)] = fmt.Sprintf("%06d%s%d", i%7, strings.Repeat("年", i), i)
	}
	dir := tree(t, files)
	for _, f := range Formats {
		if _, err := runOn(t, dir, Target{Format: f, Dir: "one" + string(f)}, &Work{Jobs: 1}, "."); err != nil {
			t.Fatal(err)
		}
		if _, err := runOn(t, dir, Target{Format: f, Dir: "two" + string(f)}, &Work{Jobs: 8}, "."); err != nil {
			t.Fatal(err)
		}
		if a, b := contents(t, "one"+string(f)), contents(t, "two"+string(f)); !reflect.DeepEqual(a, b) || len(a) != 5 {
			t.Errorf("%s: two runs differ, or have %d files", f, len(a))
		}
	}
}

// contents are the bytes of all files below dir.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if name == sealName {
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTwinsHaveTheirRowsOnce(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "500118甲3", "b.txt": "500118甲3"})
	s, err := runOn(t, dir, Target{}, nil, "a.txt", "b.txt")
	if err != nil || s.Counts["observations"] != 1 || s.Counts["documents"] != 2 || s.Status["partial"] != 1 || !strings.Contains(s.Inputs[1].Error, "a.txt#1") {
		t.Errorf("manifest is %+v, error %v", s.Manifest, err)
	}
}

func TestNothingIsWrittenWhereAllFail(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "bad"})
	s, err := runOn(t, dir, Target{Dir: "deep/out"}, nil, "a.txt")
	if !errors.Is(err, ErrAllFailed) || s.Failures[0].Error != "unreadable; write it anew" {
		t.Errorf("error is %v, summary %+v", err, s)
	}
	if entries, _ := os.ReadDir("."); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestStreams(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "500118甲3\"4"})
	for _, c := range []struct {
		format Format
		table  string
		want   string
	}{
		{JSONL, "observations", `"section":["500118"],"sentence":"500118甲3\"4","char_start":7,"char_end":8,"page":null`},
		{JSONL, "indicators", `"seqs":[1]`},
		{CSV, "observations", `,"[""500118""]","500118甲3""4",7,8,,,,3,指标9,`},
		{CSV, "residue", "doc_id,seq,source,char_start,char_end,surface,sentence,reason\n"},
		{CSV, "documents", "doc_id,source,region_code,"},
	} {
		var out bytes.Buffer
		if _, err := runOn(t, dir, Target{Format: c.format, Stdout: &out, Table: c.table}, nil, "a.txt"); err != nil || !strings.Contains(out.String(), c.want) {
			t.Errorf("%s %s: error %v, output %s, want %s in it", c.format, c.table, err, out.String(), c.want)
		}
	}
	for _, target := range []Target{{Format: CSV, Table: "rows"}, {Format: Parquet, Table: "residue"}} {
		target.Stdout = &bytes.Buffer{}
		if _, err := runOn(t, dir, target, nil, "a.txt"); err == nil {
			t.Errorf("%+v is written", target)
		}
	}
	if _, err := os.Stat("out"); err == nil {
		t.Error("a stream wrote a directory")
	}
}

func TestDocumentsAreShownInOrder(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "500118甲3\n110000乙4"})
	var got []string
	work := &Work{Document: func(r *extract.Rows) { got = append(got, r.Document.Source) }}
	if _, err := runOn(t, dir, Target{}, work, "a.txt"); err != nil || !reflect.DeepEqual(got, []string{"a.txt#2", "a.txt#1"}) {
		t.Errorf("shown %q, error %v", got, err)
	}
}
