package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"zhibiao/schema"
)

// stopAfter is work that is ended from outside after n inputs, in the middle
// of the next one.
func stopAfter(n int) (context.Context, *Work) {
	ctx, cancel := context.WithCancel(context.Background())
	w := &Work{Extractor: digits{}, Jobs: 1}
	w.Progress = func(e Event) {
		if e.Done == n {
			cancel()
		}
	}
	read := 0
	w.Read = func(ctx context.Context, name string, data []byte) iter.Seq2[*schema.Document, error] {
		if read++; read > n {
			<-ctx.Done()
		}
		return readLines(ctx, name, data)
	}
	return ctx, w
}

func someFiles(t *testing.T) string {
	t.Helper()
	files := map[string]string{}
	for i := range 12 {
		files[fmt.Sprintf("in/%02d.txt", i)] = fmt.Sprintf("%06d%s%d", i%5, strings.Repeat("年", i), i)
	}
	dir := tree(t, files)
	t.Chdir(dir)
	return dir
}

func parquetTo(dir string) Target { return Target{Format: Parquet, Dir: dir, Version: "1.2.3"} }

func TestAnInterruptedRunEndsWithWhatIsDoneAndGoesOn(t *testing.T) {
	someFiles(t)
	inputs := Inputs([]string{"in"}, isText)
	ctx, work := stopAfter(5)
	s, err := Run(ctx, inputs, work, parquetTo("out"))
	if !errors.Is(err, context.Canceled) || !s.Written || s.Remaining != 7 || s.Counts["documents"] != 5 {
		t.Fatalf("error %v, summary %+v", err, s)
	}
	if m, err := readManifest("out"); err != nil || m.Remaining != 7 || len(readTable[schema.DocumentRow](t, "out/documents/part-00000.parquet")) != 5 {
		t.Errorf("manifest %+v, error %v", m, err)
	}
	ctx, work = stopAfter(1) // sees one of the five again: the dataset keeps all
	if s, err = Run(ctx, inputs, work, parquetTo("out")); !errors.Is(err, context.Canceled) || s.Counts["documents"] < 5 {
		t.Fatalf("error %v, summary %+v", err, s)
	}

	kept := 0
	work = &Work{Read: readLines, Extractor: digits{}, Progress: func(e Event) { kept = e.Totals.Kept }}
	if s, err = Run(context.Background(), inputs, work, parquetTo("out")); err != nil || kept < 5 || s.Remaining != 0 {
		t.Errorf("kept %d, error %v", kept, err)
	}
	if _, err := Run(context.Background(), inputs, &Work{Read: readLines, Extractor: digits{}}, parquetTo("fresh")); err != nil {
		t.Fatal(err)
	}
	if got, want := contents(t, "out"), contents(t, "fresh"); !reflect.DeepEqual(got, want) {
		t.Errorf("the resumed run has %d files, a fresh one %d, or they differ", len(got), len(want))
	}
}

func TestAnInterruptedRunKeepsAWholeDataset(t *testing.T) {
	someFiles(t)
	inputs := Inputs([]string{"in"}, isText)
	if _, err := Run(context.Background(), inputs, &Work{Read: readLines, Extractor: digits{}}, parquetTo("out")); err != nil {
		t.Fatal(err)
	}
	before := contents(t, "out")
	ctx, work := stopAfter(3)
	if s, err := Run(ctx, inputs, work, parquetTo("out")); !errors.Is(err, context.Canceled) || s.Written {
		t.Errorf("error %v, summary %+v", err, s)
	}
	os.RemoveAll("out/" + runName)
	if !reflect.DeepEqual(contents(t, "out"), before) {
		t.Error("the earlier dataset changed")
	}
}

func TestNothingDoneLeavesNothing(t *testing.T) {
	someFiles(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, Inputs([]string{"in"}, isText), &Work{Read: readLines, Extractor: digits{}}, parquetTo("deep/out")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := os.Stat("deep"); err == nil {
		t.Error("a directory was left behind")
	}
}

func TestWhatChangedOrFailedIsDoneAgain(t *testing.T) {
	someFiles(t)
	if err := os.WriteFile("in/00.txt", []byte("bad"), 0o666); err != nil {
		t.Fatal(err)
	}
	inputs := Inputs([]string{"in"}, isText)
	ctx, work := stopAfter(4)
	if _, err := Run(ctx, inputs, work, parquetTo("out")); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"00.txt": "500118甲3", "01.txt": "500118乙7"} {
		if err := os.WriteFile(filepath.Join("in", name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	plan, err := Plan(inputs, &Work{Read: readLines, Extractor: digits{}}, parquetTo("out"))
	if err != nil {
		t.Fatal(err)
	}
	var states []string
	for _, p := range plan[:5] {
		states = append(states, p.State)
	}
	if want := []string{"failed", "changed", "done", "done", "new"}; !slices.Equal(states, want) {
		t.Errorf("states are %v, want %v", states, want)
	}
	var kept []string
	work = &Work{Read: readLines, Extractor: digits{}, Progress: func(e Event) {
		if e.Kept {
			kept = append(kept, e.Source)
		}
	}}
	if _, err := Run(context.Background(), inputs, work, parquetTo("out")); err != nil {
		t.Fatal(err)
	}
	if slices.Sort(kept); !slices.Equal(kept, []string{"02.txt", "03.txt"}) {
		t.Errorf("kept %v", kept)
	}
	if _, err := Run(context.Background(), inputs, &Work{Read: readLines, Extractor: digits{}}, parquetTo("fresh")); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(contents(t, "out"), contents(t, "fresh")) {
		t.Error("the resumed run differs from a fresh one")
	}
}

// readWhole is a reader that takes a file for one document, unless it is called
// many.
func readWhole(_ context.Context, name string, data []byte) iter.Seq2[*schema.Document, error] {
	return func(yield func(*schema.Document, error) bool) {
		for i, text := range strings.Split(string(data), "\n") {
			sum := sha256.Sum256([]byte(text))
			d := &schema.Document{ID: hex.EncodeToString(sum[:8]), Source: name, Bytes: int64(len(text)), Text: text, Region: schema.Region{Code: text[:min(len(text), 6)]}}
			if strings.HasPrefix(name, "many") {
				d.Source += fmt.Sprint("#", i)
			}
			if text == "bad" {
				yield(d, errors.New("unreadable"))
			} else if !yield(d, nil) {
				return
			}
		}
	}
}

func TestAFinishedRunIsNotDoneAgain(t *testing.T) {
	for _, format := range Formats {
		someFiles(t)
		for name, text := range map[string]string{"bad.txt": "bad", "twin.txt": "000000年1", "many.txt": "500118甲3\n500118乙44"} {
			if err := os.WriteFile(filepath.Join("in", name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		target := func(dir string) Target { return Target{Format: format, Dir: dir, Version: "1.2.3"} }
		var kept []string
		work := func() *Work {
			kept = nil
			return &Work{Read: readWhole, Extractor: digits{}, Progress: func(e Event) {
				if e.Kept {
					kept = append(kept, e.Source)
				}
			}}
		}
		inputs := Inputs([]string{"in"}, isText)
		if _, err := Run(context.Background(), inputs, work(), target("out")); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{"bad.txt": "500118好5", "05.txt": "500118乙7"} {
			if err := os.WriteFile(filepath.Join("in", name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Remove("in/06.txt"); err != nil {
			t.Fatal(err)
		}
		inputs = Inputs([]string{"in"}, isText)
		plan, err := Plan(inputs, work(), target("out"))
		if err != nil || plan[0].State != "done" || plan[5].State != "changed" || plan[11].State != "failed" {
			t.Errorf("%s: plan is %+v, error %v", format, plan, err)
		}
		if _, err := Run(context.Background(), inputs, work(), target("out")); err != nil {
			t.Fatal(err)
		}
		if slices.Sort(kept); len(kept) < 9 || slices.Contains(kept, "05.txt") || slices.Contains(kept, "bad.txt") {
			t.Errorf("%s: kept %v", format, kept)
		}
		if _, err := Run(context.Background(), inputs, work(), target("fresh")); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(contents(t, "out"), contents(t, "fresh")) {
			t.Errorf("%s: the second run differs from a fresh one", format)
		}
		again := target("out")
		again.Force = true
		if _, err := Run(context.Background(), inputs, work(), again); err != nil || kept != nil {
			t.Errorf("%s: with force: kept %v, error %v", format, kept, err)
		}
	}
}

// otherRules is digits with other seeds.
type otherRules struct{ digits }

func (otherRules) SeedsHash() string { return "beef" }

func TestRunsOfOtherRulesDoNotMix(t *testing.T) {
	someFiles(t)
	inputs := Inputs([]string{"in"}, isText)
	ctx, work := stopAfter(4)
	if _, err := Run(ctx, inputs, work, parquetTo("out")); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	other := &Work{Read: readLines, Extractor: otherRules{}}
	var mix *MixError
	if _, err := Run(context.Background(), inputs, other, parquetTo("out")); !errors.As(err, &mix) || mix.OldSeeds != "cafe" || mix.Seeds != "beef" {
		t.Errorf("error is %v, want a MixError", err)
	}
	target := parquetTo("out")
	target.Force = true
	kept := false
	other.Progress = func(e Event) { kept = kept || e.Kept }
	if s, err := Run(context.Background(), inputs, other, target); err != nil || kept || s.SeedsSHA256 != "beef" {
		t.Errorf("error %v, kept %v", err, kept)
	}
}

func TestTheJournalSurvivesATornLine(t *testing.T) {
	someFiles(t)
	inputs := Inputs([]string{"in"}, isText)
	ctx, work := stopAfter(6)
	if _, err := Run(ctx, inputs, work, parquetTo("out")); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	name := filepath.Join("out", runName, journalName)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data[:len(data)-7], 0o666); err != nil {
		t.Fatal(err)
	}
	// And a record that did not reach the disk.
	spill, err := os.OpenFile(filepath.Join("out", runName, "rows-00000.spill"), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := spill.WriteAt([]byte{0, 0, 0}, recordHead+2); err != nil {
		t.Fatal(err)
	}
	spill.Close()
	kept := 0
	work = &Work{Read: readLines, Extractor: digits{}, Progress: func(e Event) { kept = e.Totals.Kept }}
	if _, err := Run(context.Background(), inputs, work, parquetTo("out")); err != nil || kept != 4 {
		t.Errorf("kept %d, want 4; error %v", kept, err)
	}
	if _, err := Run(context.Background(), inputs, &Work{Read: readLines, Extractor: digits{}}, parquetTo("fresh")); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(contents(t, "out"), contents(t, "fresh")) {
		t.Error("the resumed run differs from a fresh one")
	}
}

func TestARunKilledWhileItPutsTablesInPlaceGoesOn(t *testing.T) {
	someFiles(t)
	inputs := Inputs([]string{"in"}, isText)
	if _, err := Run(context.Background(), inputs, &Work{Read: readLines, Extractor: digits{}}, parquetTo("fresh")); err != nil {
		t.Fatal(err)
	}
	ctx, work := stopAfter(6)
	if _, err := Run(ctx, inputs, work, parquetTo("out")); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if err := errors.Join(os.MkdirAll("out/"+runName+"/old/observations", 0o777), os.Remove("out/"+manifestName), os.RemoveAll("out/residue")); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(context.Background(), inputs, &Work{Read: readLines, Extractor: digits{}}, parquetTo("out")); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(contents(t, "out"), contents(t, "fresh")) {
		t.Error("the resumed run differs from a fresh one")
	}
}

func TestTwoRunsDoNotShareADirectory(t *testing.T) {
	someFiles(t)
	st, err := openStore(filepath.Join("out", runName), journalHead{}, false)
	if err != nil {
		t.Fatal(err)
	}
	defer st.close()
	_, err = Run(context.Background(), Inputs([]string{"in"}, isText), &Work{Read: readLines, Extractor: digits{}}, parquetTo("out"))
	if err == nil || !strings.Contains(err.Error(), "another run writes here") {
		t.Errorf("error is %v", err)
	}
}

// slow is an extractor that does not end on texts with a 慢 in them before its
// time is over, and not then on those with a 聋.
type slow struct {
	digits
	stopped *atomic.Int32
}

func (s slow) ExtractContext(ctx context.Context, doc *schema.Document) (*schema.Result, error) {
	if strings.Contains(doc.Text, "聋") {
		time.Sleep(time.Minute)
	}
	if strings.Contains(doc.Text, "慢") {
		<-ctx.Done()
		s.stopped.Add(1)
		return nil, ctx.Err()
	}
	return s.digits.ExtractContext(ctx, doc)
}

func TestADocumentHasItsTime(t *testing.T) {
	t.Chdir(tree(t, map[string]string{"a.txt": "500118慢3\n500118快4\n500118聋5", "b.txt": "500118慢3"}))
	var stopped atomic.Int32
	s, err := Run(context.Background(), Inputs([]string{"."}, isText), &Work{Read: readLines, Extractor: slow{stopped: &stopped}, Timeout: 50 * time.Millisecond}, parquetTo("out"))
	if err != nil || s.Status["failed"] != 3 || s.Status["ok"] != 1 || !strings.Contains(s.Failures[0].Error, "not done after 50ms") {
		t.Fatalf("error %v, manifest %+v", err, s)
	}
	d, err := ReadDataset("out")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range d.Reports {
		residue := 1 // of each text once: two files have the same bytes
		if r.Document.Status == "ok" || r.Document.Source == "b.txt#1" {
			residue = 0
		}
		if len(r.Residue) != residue || int(r.Document.Residue) != residue || r.Document.Text == "" || r.Document.Status == "failed" && len(r.Observations) > 0 {
			t.Errorf("%s is %s with %d observations and %d residue", r.Document.Source, r.Document.Status, len(r.Observations), len(r.Residue))
		}
	}
	if got := findings(t, "out"); got != "" {
		t.Errorf("the dataset is not valid: %s", got)
	}
	for range 500 { // a moment after the run
		if stopped.Load() == 2 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if stopped.Load() != 2 {
		t.Errorf("%d documents were told that their time is over, want 2", stopped.Load())
	}
}

func TestTheFirstFailureMayEndTheRun(t *testing.T) {
	t.Chdir(tree(t, map[string]string{"a.txt": "500118甲3", "b.txt": "bad", "c.txt": "500118乙4"}))
	work := &Work{Read: readLines, Extractor: digits{}, Jobs: 1, Abort: true}
	if _, err := Run(context.Background(), Inputs([]string{"."}, isText), work, parquetTo("out")); !errors.Is(err, ErrAborted) {
		t.Errorf("error is %v, want ErrAborted", err)
	}
	if _, err := os.Stat("out/" + manifestName); err == nil {
		t.Error("an aborted run wrote a dataset")
	}
}

func TestLargeFilesAreFailures(t *testing.T) {
	t.Chdir(tree(t, map[string]string{"a.txt": "500118甲3", "b.txt": strings.Repeat("大", 100)}))
	s, err := Run(context.Background(), Inputs([]string{"."}, isText), &Work{Read: readLines, Extractor: digits{}, MaxBytes: 100}, parquetTo("out"))
	if err != nil || len(s.Failures) != 1 || !strings.Contains(s.Failures[0].Error, "larger than 100 bytes") {
		t.Errorf("error %v, summary %+v", err, s)
	}
	s, err = Run(context.Background(), Inputs([]string{"."}, isText), &Work{Read: readLines, Extractor: digits{}, MaxText: 100}, parquetTo("out2"))
	if err != nil || len(s.Failures) != 1 || !strings.Contains(s.Failures[0].Error, "text of 300 bytes, more than 100") {
		t.Errorf("error %v, summary %+v", err, s)
	}
}
