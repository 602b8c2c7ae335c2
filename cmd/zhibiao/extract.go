package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract"
	"zhibiao/extract/batch"
)

type extractFlags struct {
	source
	format, out, table, progress string
	jobs                         int
	force, quiet                 bool
}

func newExtract() *cobra.Command {
	var f extractFlags
	cmd := &cobra.Command{
		Use:   "extract [flags] PATH…",
		Short: "Read reports and write their dataset",
		Long: `extract reads files, directories with all they hold, patterns, and - for the
standard input, and writes four tables to a directory: documents, observations,
indicators and residue, with a manifest of how they were made.

The dataset is written to a temporary place and renamed. An earlier dataset in
the directory is replaced; a directory that holds something else is refused.
A file that cannot be read has its row in documents and stops no other.`,
		Example: `  zhibiao extract reports/
  zhibiao extract -o data 'reports/*2024*.txt' more.docx
  zhibiao extract -o - --format csv --table indicators a.txt > a.csv
  cat a.txt | zhibiao extract -o - -`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return runExtract(cmd, args, &f) },
	}
	f.flags(cmd)
	o := cmd.Flags()
	o.StringVar(&f.format, "format", "parquet", "parquet, jsonl or csv; with -o - the default is jsonl")
	o.StringVarP(&f.out, "output", "o", "out", "`DIR` of the dataset; - writes one table to the standard output")
	o.StringVar(&f.table, "table", "observations", "the table that -o - writes: "+strings.Join(batch.Tables, ", "))
	o.IntVar(&f.jobs, "jobs", 0, "files worked on at the same time (default: one for each processor)")
	o.StringVar(&f.progress, "progress", "auto", "auto (a bar on a terminal), always, never, or json (one object a file, on stderr)")
	o.BoolVar(&f.force, "force", false, "write into the directory even where it holds something else, which stays")
	o.BoolVarP(&f.quiet, "quiet", "q", false, "say nothing but what went wrong")
	return cmd
}

// target checks the flags and says where rows go.
func (f *extractFlags) target(cmd *cobra.Command) (batch.Target, error) {
	t := batch.Target{Format: batch.Format(f.format), Dir: f.out, Force: f.force, Version: version}
	if f.jobs < 0 {
		return t, fmt.Errorf("--jobs %d: want 1 or more", f.jobs)
	}
	if f.out == "-" {
		t.Stdout, t.Table = cmd.OutOrStdout(), f.table
		if !cmd.Flags().Changed("format") {
			t.Format = batch.JSONL
		}
		if t.Format == batch.Parquet {
			return t, errors.New("--format parquet needs a directory; give -o DIR, or --format jsonl or csv with -o -")
		}
	} else if cmd.Flags().Changed("table") {
		return t, errors.New("--table goes with -o - only; a directory gets all tables")
	}
	if !slices.Contains(batch.Formats, t.Format) {
		return t, fmt.Errorf("--format %s: want one of %v", f.format, batch.Formats)
	}
	if !slices.Contains(progressModes, f.progress) {
		return t, fmt.Errorf("--progress %s: want one of %v", f.progress, progressModes)
	}
	if !slices.Contains(batch.Tables, f.table) {
		return t, fmt.Errorf("--table %s: want one of %v", f.table, batch.Tables)
	}
	return t, nil
}

func runExtract(cmd *cobra.Command, args []string, f *extractFlags) error {
	target, err := f.target(cmd)
	if err != nil {
		return err
	}
	stderr := cmd.ErrOrStderr()
	inputs, passed, err := found(args)
	if err != nil {
		return err
	}
	work, err := f.work(cmd)
	if err != nil {
		return err
	}
	bar := newProgress(f.progress, f.quiet, stderr, len(inputs))
	talk := summary{out: f.out, passed: passed}
	work.Jobs, work.Progress = f.jobs, bar.step
	work.Document = func(r *extract.Rows) { talk.document(r) }
	s, err := batch.Run(cmd.Context(), inputs, work, target)
	bar.finish()
	if s != nil {
		report(stderr, s, f.quiet)
	}
	switch {
	case errors.Is(err, batch.ErrAllFailed):
		return &exitError{exitSome, err}
	case err != nil:
		return err
	}
	if !f.quiet && f.out != "-" {
		talk.note(inputs, s)
		talk.print(stderr, s)
	}
	if s.Status["failed"] > 0 {
		return &exitError{code: exitSome}
	}
	return nil
}

// report says what could not be read, and what the meta file said in vain.
func report(w io.Writer, s *batch.Summary, quiet bool) {
	for _, f := range s.Failures {
		fmt.Fprintln(w, "zhibiao: "+failure(f.Source, f.Error))
	}
	if quiet {
		return
	}
	for _, warning := range s.Warnings {
		fmt.Fprintln(w, "zhibiao: warning: "+warning)
	}
}

// failure puts the file before what is wrong with it, unless it stands there.
func failure(source, why string) string {
	file, _, _ := strings.Cut(source, "#")
	if strings.HasPrefix(why, file+":") {
		return why
	}
	return source + ": " + why
}
