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
)

// goldSuffix ends the names of files with annotated observations.
const goldSuffix = ".gold.jsonl"

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
		Short: "Score the extractor against annotated reports",
		Long: `eval reads gold observations from NAME.gold.jsonl and the report from NAME.txt
beside it, runs the extractor on the report, and prints precision, recall and
F1 of span, detect (value and unit right too) and tuple (kind, bound, status,
period and indicator right too). A directory stands for all gold files in it.

The gates look at all documents together and end the command with exit code 4.`,
		Example: `  zhibiao eval testdata/samples
  zhibiao eval --errors 20 a.gold.jsonl
  zhibiao eval --min-tuple-f1 0.9 --min-detect-f1 0.95 testdata/samples
  zhibiao eval --pred observations.jsonl a.gold.jsonl`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return runEval(cmd, args, &f) },
	}
	f.flags(cmd)
	o := cmd.Flags()
	o.StringVar(&f.pred, "pred", "", "score the predictions in this JSON Lines `FILE`, of one GOLD, and do not run the extractor")
	o.IntVar(&f.errors, "errors", 0, "list so many errors: missed, different, extra")
	o.Float64Var(&f.minTuple, "min-tuple-f1", 0, "fail with exit code 4 below this tuple F1")
	o.Float64Var(&f.minDetect, "min-detect-f1", 0, "fail with exit code 4 below this detect F1")
	o.BoolVar(&f.json, "json", false, "print the figures as JSON")
	o.BoolVar(&f.showRules, "rules", false, "print the precision of every rule")
	return cmd
}

func runEval(cmd *cobra.Command, args []string, f *evalFlags) error {
	files, err := goldFiles(args)
	if err != nil {
		return err
	}
	if f.pred != "" && len(files) != 1 {
		return errors.New("--pred has the predictions of one report; give one GOLD with it")
	}
	var work *batch.Work
	if f.pred == "" {
		if work, err = f.work(cmd); err != nil {
			return err
		}
	}
	var scores []*eval.Score
	for _, file := range files {
		s, err := scoreFile(cmd.Context(), file, work, f.pred)
		if err != nil {
			return err
		}
		scores = append(scores, s)
	}
	sum := scores[0]
	if len(scores) > 1 {
		sum = eval.Together(scores)
	}
	if err := f.print(cmd.OutOrStdout(), sum, scores); err != nil {
		return err
	}
	return f.gate(sum)
}

// goldFiles finds the gold files that args name.
func goldFiles(args []string) ([]string, error) {
	var out []string
	for _, a := range args {
		info, err := os.Stat(a)
		switch {
		case err != nil:
			return nil, &exitError{exitNothing, fmt.Errorf("%s: no such file or directory", a)}
		case !info.IsDir():
			out = append(out, a)
			continue
		}
		matches, err := filepath.Glob(filepath.Join(a, "*"+goldSuffix))
		if err != nil {
			return nil, err
		}
		if len(matches) == 0 {
			return nil, &exitError{exitNothing, fmt.Errorf("%s: no *%s in this directory", a, goldSuffix)}
		}
		out = append(out, matches...)
	}
	return out, nil
}

// scoreFile scores what work finds in the report beside a gold file, or the
// predictions in the file pred.
func scoreFile(ctx context.Context, gold string, work *batch.Work, pred string) (*eval.Score, error) {
	name, ok := strings.CutSuffix(gold, goldSuffix)
	if !ok {
		return nil, fmt.Errorf("%s: not a gold file; its name has to end in %s", gold, goldSuffix)
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
	if f.json {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		out := map[string]any{"all": sum, "documents": scores}
		return e.Encode(out)
	}
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

// gate is the error of a figure that is too low.
func (f *evalFlags) gate(s *eval.Score) error {
	var missed []error
	for _, g := range []struct {
		name  string
		level int
		least float64
	}{{"detect", eval.Detect, f.minDetect}, {"tuple", eval.Tuple, f.minTuple}} {
		if got := s.At(g.level).F1; got < g.least {
			missed = append(missed, fmt.Errorf("%s F1 %.4f is below %g", g.name, got, g.least))
		}
	}
	if missed == nil {
		return nil
	}
	return &exitError{exitGate, errors.Join(missed...)}
}
