package batch

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAnEarlierDatasetIsReplaced(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "500118甲3", "b.txt": "bad"})
	if _, err := runOn(t, dir, Target{Format: CSV}, nil, "a.txt"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("out/notes.md", []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := runOn(t, dir, Target{}, nil, "b.txt"); !errors.Is(err, ErrAllFailed) {
		t.Fatal(err)
	}
	if got := contents(t, "out"); !strings.Contains(got["observations.csv"], "指标9") {
		t.Errorf("a run that failed changed the earlier dataset: %v", got)
	}
	if _, err := runOn(t, dir, Target{}, nil, "a.txt"); err != nil {
		t.Fatal(err)
	}
	got := contents(t, "out")
	if got["notes.md"] != "mine" || got["observations.csv"] != "" || len(got["observations/part-00000.parquet"]) == 0 || len(got) != 6 {
		t.Errorf("the directory holds %d files", len(got))
	}
}

func TestOtherDirectoriesAreRefused(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "500118甲3", "photos/x.jpg": "mine", "file": "mine", "empty/.keep": ""})
	for _, c := range []struct {
		out   string
		force bool
		taken string // the entry named; - if it goes well
	}{{"photos", false, "x.jpg"}, {"file", true, ""}, {"photos", true, "-"}, {"empty", false, "-"}, {".", false, "photos"}} {
		_, err := runOn(t, dir, Target{Dir: c.out, Force: c.force}, nil, "a.txt")
		var taken *TakenError
		if ok := c.taken == "-"; ok != (err == nil) || !ok && (!errors.As(err, &taken) || taken.Entry != c.taken) {
			t.Errorf("%s, force %v: error is %v", c.out, c.force, err)
		}
	}
	if got := contents(t, "photos"); got["x.jpg"] != "mine" || got[manifestName] == "" {
		t.Errorf("with force the directory holds %d files", len(got))
	}
}

func TestCommitUndoesItself(t *testing.T) {
	dir := tree(t, map[string]string{"out/documents.csv": "old", "out/observations.csv": "old", "out/" + manifestName: "{}"})
	o, err := stage(filepath.Join(dir, "out"), filepath.Join(dir, "temp"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"documents.csv": "new", "observations.csv": "new"} {
		if err := os.WriteFile(filepath.Join(o.staging, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	// A directory that is not empty stands where observations.csv has to go.
	blocked := filepath.Join(o.temp, "old", "observations.csv")
	if err := os.MkdirAll(filepath.Join(blocked, "x"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := o.commit(); err == nil {
		t.Fatal("commit went well")
	}
	if err := o.discard(); err != nil {
		t.Error(err)
	}
	if got := contents(t, filepath.Join(dir, "out")); len(got) != 3 || got["documents.csv"] != "old" || got["observations.csv"] != "old" {
		t.Errorf("the earlier dataset is %v", got)
	}
}
