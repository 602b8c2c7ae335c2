package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract/batch"
	"zhibiao/extract/panel"
)

func newAudit() *cobra.Command {
	var f sheetFlags
	var only []string
	var least string
	about := &strings.Builder{}
	for _, c := range panel.Checks {
		fmt.Fprintf(about, "\n  %-13s %s", c.ID, c.About)
	}
	cmd := &cobra.Command{
		Use:   "audit OUT",
		Short: "Check the figures of a dataset against each other",
		Long: `audit reads a dataset and does the checks that economists do by hand. Each
finding has the sentence of the figure and of the one that it is held against.

Severity: error, the figures cannot all be right; warning, very likely a slip of
the report or of its reading; note, worth knowing and no mistake.

A figure stands for all values that round to it: 1842.6 for 1842.55 to 1842.65.
Sums, differences and quotients are taken of these ranges, and a finding means
that no values within them agree. Figures behind 超, 近 and the like take no part
in arithmetic. The checks, and what they allow beyond rounding:
` + about.String(),
		Example: `  zhibiao audit out
  zhibiao audit --check scale,sign out
  zhibiao audit --least note -o audit.html out
  zhibiao audit --format csv out > audit.csv`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check("table", "parquet", "csv", "jsonl", "html"); err != nil {
				return err
			}
			keep, err := wanted(only, least)
			if err != nil {
				return err
			}
			d, err := batch.ReadDataset(args[0])
			if err != nil {
				return err
			}
			findings, lesser := []panel.Finding{}, 0
			for _, x := range panel.Audit(d.Reports) {
				switch checked, severe := keep(x); {
				case checked && severe:
					findings = append(findings, x)
				case checked:
					lesser++
				}
			}
			switch f.format {
			case "table":
				return f.print(cmd, func(w io.Writer) error { return printAudit(w, findings, lesser) })
			case "html":
				return f.print(cmd, func(w io.Writer) error { return panel.WriteAuditHTML(w, findings) })
			}
			return f.write(cmd, panel.FindingSheet(findings), d)
		},
	}
	f.flags(cmd, "table, parquet, csv, jsonl or html")
	cmd.Flags().StringSliceVar(&only, "check", nil, "only these `CHECKS`")
	cmd.Flags().StringVar(&least, "least", "warning", "only findings of this `SEVERITY` or a worse one: error, warning, note")
	return cmd
}

// wanted says whether a finding is of a check that was asked for, and of a
// severity.
func wanted(only []string, least string) (keep func(panel.Finding) (checked, severe bool), err error) {
	order := []string{"error", "warning", "note"}
	at := slices.Index(order, least)
	if at < 0 {
		return nil, fmt.Errorf("--least %s: want error, warning or note", least)
	}
	var ids []string
	for _, c := range panel.Checks {
		ids = append(ids, c.ID)
	}
	for _, id := range only {
		if !slices.Contains(ids, id) {
			return nil, fmt.Errorf("--check %s: want some of %s", id, strings.Join(ids, ", "))
		}
	}
	return func(x panel.Finding) (checked, severe bool) {
		return len(only) == 0 || slices.Contains(only, x.Check), slices.Index(order, string(x.Severity)) <= at
	}, nil
}

// printAudit says what was found, and how many lesser findings are not shown.
func printAudit(w io.Writer, findings []panel.Finding, lesser int) error {
	more := ""
	if lesser > 0 {
		more = fmt.Sprintf("; %d lesser findings not shown (--least note)", lesser)
	}
	if len(findings) == 0 {
		_, err := fmt.Fprintln(w, "nothing found"+more)
		return err
	}
	count := map[panel.Severity]int{}
	for _, x := range findings {
		count[x.Severity]++
		fmt.Fprintf(w, "%s %s · %s %s · %s\n  %s\n", x.Severity, x.Check, text(x.RegionName), x.Period, x.Source, strings.ReplaceAll(x.Message, "\n", ""))
		t := &textTable{}
		t.add(fmt.Sprintf("#%d", x.Seq), x.Quote.Line(30, 20))
		if x.OtherSeq != nil && *x.OtherSentence != x.Sentence {
			name := fmt.Sprintf("#%d", *x.OtherSeq)
			if *x.OtherSource != x.Source {
				name += " " + *x.OtherSource
			}
			t.add(name, x.OtherQuote.Line(30, 20))
		}
		if err := t.print(w, "  "); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "\n%d errors, %d warnings, %d notes%s\n", count[panel.Error], count[panel.Warning], count[panel.Note], more)
	return err
}
