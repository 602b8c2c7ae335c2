package extract_test

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"zhibiao/extract"
	"zhibiao/extract/ingest"
	"zhibiao/schema"
)

// reports are the texts that promises are checked on: the samples, and what
// real reports stand beside the project, if any do.
func reports(t testing.TB) []*schema.Document {
	t.Helper()
	var docs []*schema.Document
	for _, pattern := range []string{
		"../testdata/samples/*.txt",
		"../../shared/gold/*.txt", "../../shared/corpus/*.txt", "../../shared/corpus/*.md",
	} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if len(paths) == 0 {
			t.Logf("%s: none here", pattern)
		}
		for _, path := range paths {
			read, err := ingest.Read(context.Background(), path, ingest.Options{})
			if err != nil {
				t.Fatal(err)
			}
			docs = append(docs, read...)
		}
	}
	if len(docs) < 8 {
		t.Fatalf("only %d reports to look at", len(docs))
	}
	return docs
}

func TestWhatEveryReportKeeps(t *testing.T) {
	x := builtin(t)
	for _, doc := range reports(t) {
		t.Run(filepath.Base(doc.Source), func(t *testing.T) {
			x.Describe(doc)
			res := x.Extract(doc)
			for _, err := range broken(doc, res) {
				t.Error(err)
			}
			if again := x.Extract(doc); !reflect.DeepEqual(res, again) {
				t.Error("the same document gives another result the second time")
			}
			if len(res.Observations) == 0 {
				t.Error("nothing found")
			}
		})
	}
}

func TestOneExtractorServesManyAtOnce(t *testing.T) {
	x := builtin(t)
	docs := reports(t)
	want := make([]*schema.Result, len(docs))
	for i, doc := range docs {
		x.Describe(doc)
		want[i] = x.Extract(doc)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for i, doc := range docs {
				if !reflect.DeepEqual(x.Extract(doc), want[i]) {
					t.Errorf("%s: another result beside others at work", doc.Source)
				}
			}
		})
	}
	wait.Wait()
}

// broken says which promises about doc res does not keep.
func broken(doc *schema.Document, res *schema.Result) []error {
	rows := extract.MakeRows(doc, res)
	return slices.Concat(brokenOffsets(doc.Text, &rows), brokenFields(&rows), brokenCover(doc.Text, res))
}

// brokenOffsets checks that rows slice the text back to their surface and stand
// in its order.
func brokenOffsets(text string, rows *extract.Rows) (errs []error) {
	points := []rune(text)
	check := func(table string, i int, seq, start, end, before int32, surface string) {
		switch {
		case seq != int32(i):
			errs = append(errs, fmt.Errorf("%s %d: seq %d", table, i, seq))
		case start < 0 || end <= start || int(end) > len(points):
			errs = append(errs, fmt.Errorf("%s %d %q: [%d,%d) does not lie in the text", table, i, surface, start, end))
		case string(points[start:end]) != surface:
			errs = append(errs, fmt.Errorf("%s %d: [%d,%d) is %q, not %q", table, i, start, end, string(points[start:end]), surface))
		case start < before:
			errs = append(errs, fmt.Errorf("%s %d %q: stands before the row above it", table, i, surface))
		}
	}
	before := int32(0)
	for i, o := range rows.Observations {
		check("observations", i, o.Seq, o.CharStart, o.CharEnd, before, o.Surface)
		before = o.CharStart
	}
	before = 0
	for i, r := range rows.Residue {
		check("residue", i, r.Seq, r.CharStart, r.CharEnd, before, r.Surface)
		before = r.CharEnd
	}
	return errs
}

// brokenFields checks that observations say something, in the words of the
// contract.
func brokenFields(rows *extract.Rows) (errs []error) {
	for i := range rows.Observations {
		o := &rows.Observations[i]
		fault := func(format string, args ...any) {
			errs = append(errs, fmt.Errorf("observation %d %q: %s", i, o.Surface, fmt.Sprintf(format, args...)))
		}
		if o.Indicator == "" {
			fault("of nothing: its number belongs in the residue")
		}
		if o.Rule == "" || !strings.Contains(o.Sentence, o.Surface) {
			fault("no rule, or it does not stand in its sentence %q", o.Sentence)
		}
		if !slices.Contains([]schema.Kind{schema.Level, schema.Growth, schema.Rate, schema.Completion, schema.Delta, schema.Rank, schema.Multiple}, schema.Kind(o.Kind)) {
			fault("kind %q", o.Kind)
		}
		if !slices.Contains([]schema.Bound{schema.Eq, schema.Approx, schema.Ge, schema.Gt, schema.Le, schema.Lt, schema.Range}, schema.Bound(o.Bound)) {
			fault("bound %q", o.Bound)
		}
		if !slices.Contains([]schema.Status{schema.Actual, schema.Estimate, schema.Target, schema.Baseline, schema.Forecast}, schema.Status(o.Status)) {
			fault("status %q", o.Status)
		}
		if ranged := o.Bound == string(schema.Range); ranged != (o.ValueMax != nil) {
			fault("bound %s, but a high end: %v", o.Bound, o.ValueMax != nil)
		}
		if (o.NormValue == nil) != (o.NormUnit == nil) {
			fault("a normal value and its unit go together")
		}
		if o.PeriodStart != nil && (o.PeriodEnd == nil || *o.PeriodEnd < *o.PeriodStart) {
			fault("period %s ends before it starts", o.Period)
		}
	}
	return errs
}

var digitRun = regexp.MustCompile(`[0-9０-９]+`)

// brokenCover checks that every run of digits lies in observations or in one
// residue row, and in no two different pieces of text.
func brokenCover(text string, res *schema.Result) (errs []error) {
	for _, run := range digitRun.FindAllStringIndex(text, -1) {
		at := schema.Span{Start: run[0], End: run[1]}
		var in []schema.Span // the different surfaces that touch the run
		residue := 0
		for _, o := range res.Observations {
			if o.Span.Overlaps(at) && !slices.Contains(in, o.Span) {
				in = append(in, o.Span)
			}
		}
		for _, r := range res.Residue {
			if r.Span.Overlaps(at) {
				in = append(in, r.Span)
				residue++
			}
		}
		if len(in) != 1 || !in[0].Contains(at) {
			errs = append(errs, fmt.Errorf("%q at byte %d (…%s…): %d surfaces and %d residue rows hold it", at.In(text), at.Start, around(text, at), len(in)-residue, residue))
		}
	}
	return errs
}

// around is what stands near a span.
func around(text string, s schema.Span) string {
	start, end := max(0, s.Start-30), min(len(text), s.End+30)
	for start < s.Start && !utf8.RuneStart(text[start]) {
		start++
	}
	for end > s.End && end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[start:end]
}
