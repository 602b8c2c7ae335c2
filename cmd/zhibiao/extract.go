package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"zhibiao/extract"
	"zhibiao/extract/batch"
)

type extractFlags struct {
	source
	format, out, table, progress string
	jobs                         int
	force, quiet                 bool

	filesFrom, shard     string
	include, exclude     []string
	limit                int
	dryRun, abort        bool
	maxSize, maxUnpacked string
	maxText              string
	timeout              time.Duration
	partitionBy          []string
	rowsPerPart          int
}

func newExtract() *cobra.Command {
	var f extractFlags
	cmd := &cobra.Command{
		Use:   "extract [flags] PATH…",
		Short: "Read reports and write their dataset",
		Long: `extract reads files, directories with all they hold, patterns, and - for the
standard input, and writes four tables to a directory: documents, observations,
indicators and residue, with a manifest of how they were made.

The dataset is put in place when all is done. An earlier dataset in the
directory is replaced; a directory that holds something else is refused.
A file that cannot be read has its row in documents and stops no other.

The same command, given again after a run that was ended in whatever way or is
done, keeps the rows of files that are done and have not changed, and tries
failures again; --force starts over. An interrupt ends a run with a dataset of
what is done; a second one ends it at once.`,
		Example: `  zhibiao extract reports/
  zhibiao extract -o data 'reports/*2024*.txt' more.docx
  zhibiao extract -o - --format csv --table indicators a.txt > a.csv
  cat a.txt | zhibiao extract -o - -
  find reports -newer data -print0 | zhibiao extract -o more --files-from -
  zhibiao extract -o part3 --shard 3/8 reports/`,
		Args: arguments(func(cmd *cobra.Command, args []string) error {
			if f.filesFrom != "" {
				return nil
			}
			return cobra.MinimumNArgs(1)(cmd, args)
		}),
		RunE: func(cmd *cobra.Command, args []string) error { return runExtract(cmd, args, &f) },
	}
	f.flags(cmd)
	f.outputFlags(cmd)
	f.inputFlags(cmd)
	return cmd
}

func (f *extractFlags) outputFlags(cmd *cobra.Command) {
	o := cmd.Flags()
	o.StringVar(&f.format, "format", "parquet", "parquet, jsonl or csv; with -o - the default is jsonl")
	o.StringVarP(&f.out, "output", "o", "out", "`DIR` of the dataset; - writes one table to the standard output")
	o.StringVar(&f.table, "table", "observations", "the table that -o - writes: "+strings.Join(batch.Tables, ", "))
	o.StringVar(&f.progress, "progress", "auto", "auto (a bar on a terminal, a line every few seconds elsewhere), always, never, or json (one object a file, on stderr)")
	o.BoolVar(&f.force, "force", false, "write into the directory even where it holds something else, which stays; and start over where an earlier run is there")
	o.BoolVarP(&f.quiet, "quiet", "q", false, "say nothing but what went wrong")
	o.StringSliceVar(&f.partitionBy, "partition-by", nil, "write directories such as review_year=2024, by any of: "+strings.Join(batch.PartitionColumns, ", "))
	o.IntVar(&f.rowsPerPart, "rows-per-part", 0, "rows after which a Parquet file is full (default: about 5 million)")
}

// maxUnpacked is what a compressed file may unpack to where no flag says.
const maxUnpacked = "256MB"

func (f *extractFlags) inputFlags(cmd *cobra.Command) {
	o := cmd.Flags()
	o.IntVar(&f.jobs, "jobs", 0, "files worked on at the same time (default: one for each processor)")
	o.StringVar(&f.filesFrom, "files-from", "", "read paths from `FILE` too, one a line or NUL-ended; - is the standard input")
	o.StringSliceVar(&f.include, "include", nil, "only files whose path or name matches any of these `patterns`; ** spans directories")
	o.StringSliceVar(&f.exclude, "exclude", nil, "no files whose path or name matches any of these `patterns`")
	o.StringVar(&f.shard, "shard", "", "only the files of part `i/n`, by a hash of their path: n runs with the same paths share the work")
	o.IntVar(&f.limit, "limit", 0, "only the first `n` files")
	o.BoolVar(&f.dryRun, "dry-run", false, "list the files that would be read, with size and state, and write nothing")
	o.BoolVar(&f.abort, "abort-on-error", false, "stop at the first file that cannot be read")
	o.StringVar(&f.maxSize, "max-file-size", "512MB", "larger files are failures; 0 is no limit")
	o.StringVar(&f.maxUnpacked, "max-unpacked-size", maxUnpacked, "archives and office files that unpack to more are failures; 0 is no limit")
	o.StringVar(&f.maxText, "max-text-size", "16MB", "documents with more text are failures; 0 is no limit")
	o.DurationVar(&f.timeout, "document-timeout", 10*time.Minute, "documents that take longer are failures; 0 is no limit")
}

// target checks the flags and says where rows go.
func (f *extractFlags) target(cmd *cobra.Command) (batch.Target, error) {
	t := batch.Target{Format: batch.Format(f.format), Dir: f.out, Force: f.force, Version: version, PartitionBy: f.partitionBy, RowsPerPart: f.rowsPerPart}
	if len(f.partitionBy) > 0 && (f.format != string(batch.Parquet) || f.out == "-") {
		return t, errors.New("--partition-by goes with --format parquet and a directory only")
	}
	if f.rowsPerPart < 0 {
		return t, fmt.Errorf("--rows-per-part %d: want 1 or more", f.rowsPerPart)
	}
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
	ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGTERM)
	defer stop()
	target, err := f.target(cmd)
	if err != nil {
		return err
	}
	inputs, passed, err := f.inputs(cmd, args)
	if err != nil {
		return err
	}
	work, err := f.batchWork(cmd)
	if err != nil {
		return err
	}
	if f.dryRun {
		return printPlan(cmd.OutOrStdout(), inputs, work, target)
	}
	stderr := cmd.ErrOrStderr()
	bar := newProgress(f.progress, f.quiet, stderr)
	talk := summary{out: f.out, passed: passed}
	work.Progress = func(e batch.Event) {
		talk.kept = e.Totals.Kept
		bar.step(e)
	}
	work.Document = func(r *extract.Rows) { talk.document(r) }
	s, err := batch.Run(ctx, inputs, work, target)
	bar.finish()
	if s != nil {
		report(stderr, s, f.quiet)
	}
	if err != nil {
		return ended(err, s, f.out, len(inputs))
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

// ended says how a run ended that did not end well.
func ended(err error, s *batch.Summary, out string, total int) error {
	switch {
	case errors.Is(err, batch.ErrAllFailed):
		return &exitError{exitSome, err}
	case errors.Is(err, batch.ErrAborted):
		return &exitError{exitSome, fmt.Errorf("%w; no table was written; the same command tries it again and goes on", err)}
	case !errors.Is(err, context.Canceled) || s == nil:
		return err
	case s.Remaining == 0 && s.Written:
		return &exitError{exitInterrupted, errors.New("interrupted; all was done, and the dataset is whole")}
	case s.Written:
		return &exitError{exitInterrupted, fmt.Errorf("interrupted; %d of %d files are done and written to %s; the same command goes on", total-s.Remaining, total, out)}
	case s.Counts["documents"] > 0 && out != "-":
		return &exitError{exitInterrupted, fmt.Errorf("interrupted; the earlier dataset stays; %d of %d files are done, and the same command goes on", total-s.Remaining, total)}
	}
	return &exitError{exitInterrupted, errors.New("interrupted; nothing was written")}
}

// shownFailures is how many failures a run names at its end.
const shownFailures = 100

// report says what could not be read, and what the meta file said in vain.
func report(w io.Writer, s *batch.Summary, quiet bool) {
	for i, f := range s.Failures {
		if i == shownFailures {
			fmt.Fprintf(w, "zhibiao: … and %d more failures; _manifest.json and documents name them all\n", len(s.Failures)-i)
			break
		}
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
