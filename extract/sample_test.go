package extract_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"zhibiao/extract"
	"zhibiao/extract/eval"
	"zhibiao/extract/ingest"
)

var update = flag.Bool("update", false, "raise the levels in testdata/samples/levels.tsv to what is reached")

const (
	samples    = "../testdata/samples"
	levelsFile = samples + "/levels.tsv"
	levelsHead = "name\tdetect_f1\ttuple_f1"
	// slack is how far a figure may fall below its level.
	slack = 0.002
)

// A level is the F1 that a sample has reached.
type level struct{ detect, tuple float64 }

// TestSamplesHoldTheirLevel scores every annotated sample report. A change that
// makes one worse fails here; one that makes it better is held by
//
//	go test ./extract -run TestSamplesHoldTheirLevel -update
//
// which never lowers a level: that is done by hand, and with a reason.
func TestSamplesHoldTheirLevel(t *testing.T) {
	golds, err := filepath.Glob(samples + "/*.gold.jsonl")
	if err != nil || len(golds) < 8 {
		t.Fatalf("%d annotated samples: %v", len(golds), err)
	}
	x := builtin(t)
	levels := readLevels(t)
	var scores []*eval.Score
	for _, gold := range golds {
		name := strings.TrimSuffix(filepath.Base(gold), ".gold.jsonl")
		s := scoreSample(t, x, name)
		scores = append(scores, s)
		reached := level{s.At(eval.Detect).F1, s.At(eval.Tuple).F1}
		held, known := levels[name]
		switch {
		case *update:
			levels[name] = level{max(held.detect, reached.detect), max(held.tuple, reached.tuple)}
		case !known:
			t.Errorf("%s: no level in %s; run with -update", name, levelsFile)
		case reached.detect < held.detect-slack || reached.tuple < held.tuple-slack:
			t.Errorf("%s: detect %.3f tuple %.3f, was %.3f %.3f:\n%s", name, reached.detect, reached.tuple, held.detect, held.tuple, strings.Join(s.Errors, "\n"))
		}
	}
	all := eval.Together(scores)
	t.Logf("all samples: detect %.3f tuple %.3f of %d observations", all.At(eval.Detect).F1, all.At(eval.Tuple).F1, all.Gold)
	for name := range levels {
		if _, err := os.Stat(filepath.Join(samples, name+".gold.jsonl")); err != nil {
			t.Errorf("%s: a level of no sample: %v", levelsFile, err)
		}
	}
	if *update {
		writeLevels(t, golds, levels)
	}
}

// scoreSample extracts a sample and scores it against its gold.
func scoreSample(t *testing.T, x *extract.Extractor, name string) *eval.Score {
	t.Helper()
	docs, err := ingest.Read(context.Background(), filepath.Join(samples, name+".txt"), ingest.Options{})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%s: %d documents: %v", name, len(docs), err)
	}
	doc := docs[0]
	x.Describe(doc)
	rows := extract.MakeRows(doc, x.Extract(doc))
	data, err := os.ReadFile(filepath.Join(samples, name+".gold.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	gold, err := eval.ReadGold(name, bytes.NewReader(data), doc.Text)
	if err != nil {
		t.Fatal(err)
	}
	return eval.Of(name, gold, eval.FromRows(doc.Text, rows.Observations))
}

func readLevels(t *testing.T) map[string]level {
	t.Helper()
	levels := map[string]level{}
	data, err := os.ReadFile(levelsFile)
	if os.IsNotExist(err) && *update {
		return levels
	} else if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		c := strings.Split(line, "\t")
		if i == 0 {
			if line != levelsHead {
				t.Fatalf("%s:1: want the header %q", levelsFile, levelsHead)
			}
			continue
		}
		if len(c) != 3 {
			t.Fatalf("%s:%d: want three columns", levelsFile, i+1)
		}
		detect, err1 := strconv.ParseFloat(c[1], 64)
		tuple, err2 := strconv.ParseFloat(c[2], 64)
		if err1 != nil || err2 != nil {
			t.Fatalf("%s:%d: not a number: %v %v", levelsFile, i+1, err1, err2)
		}
		levels[c[0]] = level{detect, tuple}
	}
	return levels
}

func writeLevels(t *testing.T, golds []string, levels map[string]level) {
	t.Helper()
	out := levelsHead + "\n"
	for _, gold := range golds {
		name := strings.TrimSuffix(filepath.Base(gold), ".gold.jsonl")
		out += fmt.Sprintf("%s\t%.3f\t%.3f\n", name, levels[name].detect, levels[name].tuple)
	}
	if err := os.WriteFile(levelsFile, []byte(out), 0o666); err != nil {
		t.Fatal(err)
	}
}
