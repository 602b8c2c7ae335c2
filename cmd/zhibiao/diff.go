package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract/batch"
	"zhibiao/extract/panel"
)

func newDiff() *cobra.Command {
	var f sheetFlags
	cmd := &cobra.Command{
		Use:   "diff OUT1 OUT2",
		Short: "Show the rows in which two datasets differ",
		Long: `diff reads two datasets, such as those of two versions of the rules, and lists
the observations that were added (+), removed (-) and changed (~), with their
sentences. Documents are matched by their source, observations by their place in
the text.`,
		Example: `  zhibiao diff before after
  zhibiao diff --format csv before after > diff.csv`,
		Args: arguments(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check("table", "parquet", "csv", "jsonl"); err != nil {
				return err
			}
			before, err := batch.ReadDataset(args[0])
			if err != nil {
				return err
			}
			after, err := batch.ReadDataset(args[1])
			if err != nil {
				return err
			}
			rows := panel.Diff(before.Reports, after.Reports)
			if f.format == "table" {
				return f.print(cmd, func(w io.Writer) error { return printDiff(w, rows) })
			}
			return f.write(cmd, panel.DiffSheet(rows), after)
		},
	}
	f.flags(cmd, "table, parquet, csv or jsonl")
	return cmd
}

var changeSigns = map[panel.Change]string{panel.Added: "+", panel.Removed: "-", panel.Changed: "~"}

func printDiff(w io.Writer, rows []panel.Difference) error {
	count := map[panel.Change]int{}
	source := ""
	for _, d := range rows {
		if d.Source != source {
			source = d.Source
			fmt.Fprintln(w, source)
		}
		if d.Of == "document" {
			fmt.Fprintf(w, "  %s document %s\n", changeSigns[d.Change], strings.Join(d.Fields, ", "))
			continue
		}
		count[d.Change]++
		fmt.Fprintf(w, "  %s %s %s  %s\n", changeSigns[d.Change], d.Indicator, strings.ReplaceAll(d.Surface, "\n", ""), strings.Join(d.Fields, ", "))
		fmt.Fprintf(w, "      %s\n", around(d.Sentence, d.Surface))
	}
	_, err := fmt.Fprintf(w, "%d added, %d removed, %d changed\n", count[panel.Added], count[panel.Removed], count[panel.Changed])
	return err
}
