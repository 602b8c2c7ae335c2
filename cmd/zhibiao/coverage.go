package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract/batch"
	"zhibiao/extract/panel"
)

func newCoverage() *cobra.Command {
	var f sheetFlags
	var years []int32
	cmd := &cobra.Command{
		Use:   "coverage OUT",
		Short: "Say which headline indicators of which region and year a dataset has",
		Long: `coverage reads a dataset and looks in every report for the indicators that
readers look for first: GDP, budget revenue, investment, retail sales, industry,
incomes, consumer prices, jobs, unemployment, trade and grain, each as achieved
in the year behind and as aimed at for the year ahead.

In the table every cell has two signs, achieved and target:
  ✓  found                  ?  named beside a number that was not parsed
  ·  not stated             ✗  the document could not be read
  blank: reports of this kind need not state it
Numbers that were not parsed follow with their sentences, and the years that
there is no report of.`,
		Example: `  zhibiao coverage out
  zhibiao coverage --years 2023,2024 out
  zhibiao coverage --format csv out > coverage.csv
  zhibiao coverage -o coverage.parquet out`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check("table", "csv", "jsonl", "parquet"); err != nil {
				return err
			}
			d, err := batch.ReadDataset(args[0])
			if err != nil {
				return err
			}
			rows := panel.Coverage(d.Reports, years)
			if f.format == "table" {
				return f.print(cmd, func(w io.Writer) error { return printCoverage(w, rows) })
			}
			return f.write(cmd, panel.CoverageSheet(rows), d)
		},
	}
	f.flags(cmd, "table, csv, jsonl or parquet")
	cmd.Flags().Int32SliceVar(&years, "years", nil, "only reports of these `YEARS`; a region without one is missing (default: all years that a report is of)")
	return cmd
}

func printCoverage(w io.Writer, rows []panel.CoverageRow) error {
	lines, gaps := panel.CoverageLines(rows)
	head := []string{"region", "year", "reports"}
	for _, h := range panel.Headlines {
		head = append(head, h.Short)
	}
	t := newTable(head...)
	for _, l := range lines {
		cells := []string{shorten(l.Region, 24), reportYear(l), strings.Join(l.Kinds, " ")}
		for _, h := range panel.Headlines {
			s := l.Cells[h.Code]
			cells = append(cells, strings.TrimRight(signs[s[0]]+signs[s[1]], " "))
		}
		t.add(cells...)
	}
	if err := t.print(w, ""); err != nil {
		return err
	}
	for _, g := range gaps {
		fmt.Fprintf(w, "no report of %s: %s\n", g.Region, g.Ranges())
	}
	return printUnparsed(w, rows)
}

func reportYear(l *panel.CoverageLine) string {
	if l.Year == 0 {
		return ""
	}
	return fmt.Sprint(l.Year)
}

var signs = map[panel.State]string{panel.Found: "✓", panel.NotParsed: "?", panel.NotStated: "·", panel.Failed: "✗", panel.Missing: "-", "": " "}

// printUnparsed lists numbers that look like a headline and were not parsed,
// and documents that could not be read.
func printUnparsed(w io.Writer, rows []panel.CoverageRow) error {
	t := &textTable{}
	failed := map[string]bool{}
	for _, r := range rows {
		switch {
		case r.State == panel.NotParsed:
			t.add("?", r.Name, string(r.Aspect), text(r.Surface), text(r.Note), text(r.Source), shorten(strings.ReplaceAll(text(r.Sentence), "\n", ""), 80))
		case r.State == panel.Failed && !failed[text(r.Source)]:
			failed[text(r.Source)] = true
			t.add("✗", text(r.Source), text(r.Note))
		}
	}
	if len(t.rows) == 0 {
		return nil
	}
	fmt.Fprintln(w)
	return t.print(w, "")
}
