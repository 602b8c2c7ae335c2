package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract/batch"
	"zhibiao/extract/eval"
	"zhibiao/extract/ingest"
	"zhibiao/schema"
)

// What the names of files to score against end in: annotated observations of
// a report, and cases.
const (
	goldSuffix = ".gold.jsonl"
	caseSuffix = ".txt"
)

type evalFlags struct {
	source
	pred                string
	errors              int
	minTuple, minDetect float64
	json, showRules     bool
}

func newEval() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:   "eval GOLD…",
		Short: "Score the extractor against annotated reports and cases",
		Long: `eval reads gold observations from NAME.gold.jsonl and the report from NAME.txt
beside it, runs the extractor on the report, and prints precision, recall and
F1 of span, detect (value and unit right too) and tuple (kind, bound, status,
period and indicator right too). A directory stands for all gold files in it.

A file NAME.txt holds cases: sentences, each with the observations it makes. Of
these it prints how many cases are right in everything, and precision, recall
and F1 of detect and tuple (basis, scope and region right too, where a case
gives them). Known gaps, marked ? in the file, count like all others.

The gates look at all documents together, and at all cases together, and end
the command with exit code 4.`,
		Example: `  zhibiao eval testdata/samples
  zhibiao eval --errors 20 a.gold.jsonl
  zhibiao eval --min-tuple-f1 0.9 --min-detect-f1 0.95 testdata/samples
  zhibiao eval --pred observations.jsonl a.gold.jsonl
  zhibiao eval --errors 20 testdata/cases/status.txt testdata/cases/basis.txt`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return runEval(cmd, args, &f) },
	}
	f.flags(cmd)
	o := cmd.Flags()
	o.StringVar(&f.pred, "pred", "", "score the predictions in this JSON Lines `FILE`, of one GOLD, and do not run the extractor")
	o.IntVar(&f.errors, "errors", 0, "list so many errors (missed, different, extra) and so many wrong cases")
	o.Float64Var(&f.minTuple, "min-tuple-f1", 0, "fail with exit code 4 below this tuple F1")
	o.Float64Var(&f.minDetect, "min-detect-f1", 0, "fail with exit code 4 below this detect F1")
	o.BoolVar(&f.json, "json", false, "print the figures as JSON")
	o.BoolVar(&f.showRules, "rules", false, "print the precision of every rule")
	return cmd
}

func runEval(cmd *cobra.Command, args []string, f *evalFlags) error {
	golds, cases, err := goldFiles(args)
	if err != nil {
		return err
	}
	if f.pred != "" && (len(golds) != 1 || len(cases) > 0) {
		return errors.New("--pred has the predictions of one report; give one GOLD with it")
	}
	var work *batch.Work
	if f.pred == "" {
		if work, err = f.work(cmd); err != nil {
			return err
		}
	}
	var scores []*eval.Score
	for _, file := range golds {
		s, err := scoreFile(cmd.Context(), file, work, f.pred)
		if err != nil {
			return err
		}
		scores = append(scores, s)
	}
	var fared []*eval.CaseScore
	for _, file := range cases {
		s, err := scoreCases(file, untimed{work.Extractor})
		if err != nil {
			return err
		}
		fared = append(fared, s)
	}
	return f.report(cmd.OutOrStdout(), scores, fared)
}

// report prints the figures of documents and of cases, and judges them.
func (f *evalFlags) report(w io.Writer, scores []*eval.Score, fared []*eval.CaseScore) error {
	if f.json {
		if err := f.printJSON(w, scores, fared); err != nil {
			return err
		}
	}
	var missed []error
	if len(scores) > 0 {
		sum := scores[0]
		if len(scores) > 1 {
			sum = eval.Together(scores)
		}
		if !f.json {
			if err := f.print(w, sum, scores); err != nil {
				return err
			}
		}
		missed = append(missed, f.gate("", sum.Tally)...)
	}
	if len(fared) > 0 {
		if !f.json {
			if len(scores) > 0 {
				fmt.Fprintln(w)
			}
			if err := eval.PrintCases(w, fared, f.errors); err != nil {
				return err
			}
		}
		missed = append(missed, f.gate("of cases ", eval.CasesTogether(fared).Tally)...)
	}
	if missed == nil {
		return nil
	}
	return &exitError{exitGate, errors.Join(missed...)}
}

// goldFiles finds the gold files and the case files that args name.
func goldFiles(args []string) (golds, cases []string, err error) {
	for _, a := range args {
		info, err := os.Stat(a)
		switch {
		case err != nil:
			return nil, nil, &exitError{exitNothing, fmt.Errorf("%s: no such file or directory", a)}
		case !info.IsDir() && strings.HasSuffix(a, caseSuffix):
			gold := strings.TrimSuffix(a, caseSuffix) + goldSuffix
			if _, err := os.Stat(gold); err == nil {
				return nil, nil, fmt.Errorf("%s: a report; give its gold file %s", a, gold)
			}
			cases = append(cases, a)
			continue
		case !info.IsDir():
			golds = append(golds, a)
			continue
		}
		matches, err := filepath.Glob(filepath.Join(a, "*"+goldSuffix))
		if err != nil {
			return nil, nil, err
		}
		if len(matches) == 0 {
			return nil, nil, &exitError{exitNothing, fmt.Errorf("%s: no *%s in this directory; case files are given by name", a, goldSuffix)}
		}
		golds = append(golds, matches...)
	}
	return golds, cases, nil
}

// untimed is an extractor whose work has no end but its own.
type untimed struct{ batch.Extractor }

func (u untimed) Extract(doc *schema.Document) *schema.Result {
	res, _ := u.ExtractContext(context.Background(), doc)
	return res
}

// scoreCases scores what x finds in the cases of a file.
func scoreCases(file string, x eval.Extractor) (*eval.CaseScore, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	cases, err := eval.ReadCases(file, f)
	if err != nil {
		return nil, err
	}
	return eval.ScoreCases(x, filepath.Base(file), cases), nil
}

// scoreFile scores what work finds in the report beside a gold file, or the
// predictions in the file pred.
func scoreFile(ctx context.Context, gold string, work *batch.Work, pred string) (*eval.Score, error) {
	name, ok := strings.CutSuffix(gold, goldSuffix)
	if !ok {
		return nil, fmt.Errorf("%s: not a gold file; its name has to end in %s, or in %s if it holds cases", gold, goldSuffix, caseSuffix)
	}
	report := name + ".txt"
	docs, err := ingest.Read(ctx, report, ingest.Options{})
	if err != nil {
		return nil, fmt.Errorf("%w (%s wants its report beside it)", err, gold)
	}
	text := docs[0].Text
	goldData, err := os.Open(gold)
	if err != nil {
		return nil, err
	}
	defer goldData.Close()
	want, err := eval.ReadGold(gold, goldData, text)
	if err != nil {
		return nil, err
	}
	var got []eval.Prediction
	if pred != "" {
		f, err := os.Open(pred)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if got, err = eval.ReadPredictions(pred, f, text); err != nil {
			return nil, err
		}
	} else {
		rows, err := work.Rows(ctx, []batch.Input{{Path: report, Source: filepath.Base(report)}})
		if err != nil {
			return nil, err
		}
		got = eval.FromRows(text, rows[0].Observations)
	}
	return eval.Of(filepath.Base(name), want, got), nil
}

func (f *evalFlags) print(w io.Writer, sum *eval.Score, scores []*eval.Score) error {
	var errs []error
	errs = append(errs, sum.Print(w))
	if len(scores) > 1 {
		fmt.Fprintln(w)
		errs = append(errs, eval.PrintDocuments(w, scores))
	}
	groups := []struct {
		name string
		by   map[string]*eval.Tally
		show bool
	}{{"kind", sum.Kinds, true}, {"status", sum.Status, true}, {"rule", sum.Rules, f.showRules}}
	for _, g := range groups {
		if g.show {
			fmt.Fprintln(w)
			errs = append(errs, eval.PrintGroups(w, g.name, g.by))
		}
	}
	if n := min(f.errors, len(sum.Errors)); n > 0 {
		fmt.Fprintf(w, "\n%s\n", strings.Join(sum.Errors[:n], "\n"))
	}
	return errors.Join(errs...)
}

// printJSON writes the figures as one JSON object.
func (f *evalFlags) printJSON(w io.Writer, scores []*eval.Score, fared []*eval.CaseScore) error {
	out := map[string]any{}
	switch {
	case len(scores) > 1:
		out["all"] = eval.Together(scores)
	case len(scores) == 1:
		out["all"] = scores[0]
	}
	if len(scores) > 0 {
		out["documents"] = scores
	}
	if len(fared) > 0 {
		out["cases"] = fared
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(out)
}

// gate says which figures are too low.
func (f *evalFlags) gate(of string, t eval.Tally) (missed []error) {
	for _, g := range []struct {
		name  string
		level int
		least float64
	}{{"detect", eval.Detect, f.minDetect}, {"tuple", eval.Tuple, f.minTuple}} {
		if got := t.At(g.level).F1; got < g.least {
			missed = append(missed, fmt.Errorf("%s%s F1 %.4f is below %g", of, g.name, got, g.least))
		}
	}
	return missed
}
