package extract

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"zhibiao/nlp"
)

// What reading backwards from the values finds must be what scanning every rule
// over the whole sentence finds.
func TestStatementsAgreeWithScanning(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("../testdata/*/*.txt")
	found := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range nlp.Blocks(string(data)) {
			view := nlp.NewView(string(data), b.Lines)
			for _, sn := range nlp.Sentences(view) {
				found += agree(t, x, x.scan(view.Text, sn.Start, sn.End))
			}
		}
	}
	for _, r := range x.rules.rules {
		for _, example := range append(r.Finds, r.Ignores...) {
			found += agree(t, x, x.scan(example, 0, len(example)))
		}
	}
	if found < 1000 {
		t.Errorf("only %d statements to compare", found)
	}
}

func agree(t *testing.T, x *Extractor, s *sentence) int {
	t.Helper()
	var all []candidate
	want, _ := x.statements(s, &all)
	want = slices.Clone(want)
	got, faults := x.statements(s, nil)
	if len(faults) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%s\n got %+v %v\nwant %+v", s.text[s.start:s.end], got, faults, want)
	}
	return len(want)
}

// No rule of the seeds is such that the automaton cannot read it, and few go on
// behind the value: the others need not be scanned for.
func TestRulesAreReadBackwards(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	read := map[nlp.Reading]int{}
	for _, r := range x.rules.rules {
		if read[r.reading]++; r.reading == nlp.Unread {
			t.Errorf("rule %s cannot be read backwards", r.ID)
		}
	}
	if read[nlp.Open]*6 > len(x.rules.rules) || read[nlp.Sure] < 10 {
		t.Errorf("%d of %d rules go on behind the value, %d are sure", read[nlp.Open], len(x.rules.rules), read[nlp.Sure])
	}
}
