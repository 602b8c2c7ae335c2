package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract"
	"zhibiao/schema"
)

func newShow() *cobra.Command {
	var s source
	var status []string
	cmd := &cobra.Command{
		Use:   "show FILE",
		Short: "Print the indicators of a report as a table to read",
		Long: `show reads one report and prints its indicator rows: what is measured, over
which period, actual or target, value, growth, and what else is said of it.
≈ is about, ≥ at least, > more than, ≤ at most, < less than.`,
		Example: `  zhibiao show reports/a.txt
  zhibiao show --status target reports/a.txt`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return runShow(cmd, args, &s, status) },
	}
	s.flags(cmd)
	cmd.Flags().StringSliceVar(&status, "status", nil, "only rows of these: actual, estimate, target, baseline, forecast")
	return cmd
}

func runShow(cmd *cobra.Command, args []string, s *source, status []string) error {
	for _, st := range status {
		if !slices.Contains([]schema.Status{schema.Actual, schema.Estimate, schema.Target, schema.Baseline, schema.Forecast}, schema.Status(st)) {
			return fmt.Errorf("--status %s: want actual, estimate, target, baseline or forecast", st)
		}
	}
	inputs, _, err := found(args)
	if err != nil {
		return err
	}
	work, err := s.work(cmd)
	if err != nil {
		return err
	}
	all, err := work.Rows(cmd.Context(), inputs)
	if err != nil {
		return err
	}
	var failures []error
	for i := range all {
		if d := &all[i].Document; d.Status == "failed" {
			failures = append(failures, errors.New(failure(d.Source, text(d.Error))))
			continue
		}
		if err := showDocument(cmd.OutOrStdout(), &all[i], status); err != nil {
			return err
		}
	}
	if failures != nil {
		return &exitError{exitSome, errors.Join(failures...)}
	}
	return nil
}

// aboutTable says what a document is, as far as it is known.
func aboutTable(d *schema.DocumentRow) *textTable {
	t := &textTable{}
	for _, row := range [][2]string{
		{"region", strings.TrimSpace(text(d.RegionName) + " " + text(d.RegionCode))},
		{"kind", d.ReportKind},
		{"reviews", year(d.ReviewYear)},
		{"plans", year(d.PlanYear)},
		{"found", fmt.Sprintf("%d observations, %d other numbers", d.Observations, d.Residue)},
		{"partial", text(d.Error)},
	} {
		if row[1] != "" {
			t.add(row[0], row[1])
		}
	}
	return t
}

func showDocument(w io.Writer, r *extract.Rows, status []string) error {
	d := &r.Document
	about := aboutTable(d)
	t := newTable("period", "status", "indicator", "value", "growth", "also")
	for i := range r.Indicators {
		if row := &r.Indicators[i]; len(status) == 0 || slices.Contains(status, row.Status) {
			t.add(row.Period, row.Status, shorten(text(row.SubjectName)+row.Indicator, 44), valueCell(row), growthCell(row), otherCell(row))
		}
	}
	if _, err := fmt.Fprintln(w, heading(d)); err != nil {
		return err
	}
	if err := about.print(w, "  "); err != nil {
		return err
	}
	if len(t.rows) == 0 {
		_, err := fmt.Fprintln(w, "no indicators")
		return err
	}
	return t.print(w, "")
}
