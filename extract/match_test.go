package extract

import (
	"os"
	"path/filepath"
	"reflect"
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
	files, _ := filepath.Glob("../testdata/samples/*.txt")
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
	got, faults := x.statements(s, nil)
	if len(faults) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%s\n got %+v %v\nwant %+v", s.text[s.start:s.end], got, faults, want)
	}
	return len(want)
}

// Few rules are such that the automaton cannot read them.
func TestWholeRules(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n, all := len(x.rules.whole), len(x.rules.rules); n == 0 || n*8 > all {
		t.Errorf("%d of %d rules are scanned for", n, all)
	}
}
