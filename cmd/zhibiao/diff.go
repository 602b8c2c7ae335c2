package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
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
sentences; at the end, how many changed in which field. Documents are matched by
their source, observations by their place in the text or, where the text was
read otherwise, by their sentence, or by number and indicator.`,
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
				return f.print(cmd, func(w io.Writer) error { return printDiff(w, rows, before, after) })
			}
			return f.write(cmd, panel.DiffSheet(rows), after)
		},
	}
	f.flags(cmd, "table, parquet, csv or jsonl")
	return cmd
}

var changeSigns = map[panel.Change]string{panel.Added: "+", panel.Removed: "-", panel.Changed: "~"}

func printDiff(w io.Writer, rows []panel.Difference, before, after *batch.Dataset) error {
	fields := map[string]int{}
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
		for _, f := range d.Fields {
			name, _, _ := strings.Cut(f, ":")
			fields[name]++
		}
		line := fmt.Sprintf("  %s %s %s  %s", changeSigns[d.Change], d.Indicator, strings.ReplaceAll(d.Surface, "\n", ""), strings.Join(d.Fields, ", "))
		fmt.Fprintln(w, strings.TrimRight(line, " "))
		fmt.Fprintf(w, "      %s\n", d.Quote.Line(30, 20))
	}
	names := slices.SortedFunc(maps.Keys(fields), func(a, b string) int { return cmp.Or(cmp.Compare(fields[b], fields[a]), strings.Compare(a, b)) })
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %d", name, fields[name])
	}
	for _, d := range []*batch.Dataset{before, after} {
		m := d.Manifest
		fmt.Fprintf(w, "%s: zhibiao %s, seeds %.12s, %d observations of %d documents\n", d.Dir, m.Version, m.SeedsSHA256, m.Counts["observations"], m.Counts["documents"])
	}
	_, err := fmt.Fprintf(w, "%d added, %d removed, %d changed\n", count[panel.Added], count[panel.Removed], count[panel.Changed])
	if len(names) > 0 {
		_, err = fmt.Fprintf(w, "changed fields: %s\n", strings.Join(names, ", "))
	}
	return err
}
