package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract/batch"
	"zhibiao/extract/panel"
)

// sheetFlags are those of the commands that print or write one table.
type sheetFlags struct{ format, out string }

func (f *sheetFlags) flags(cmd *cobra.Command, formats string) {
	o := cmd.Flags()
	o.StringVar(&f.format, "format", "", formats+" (default: as the name of -o ends, else "+strings.SplitN(formats, ",", 2)[0]+")")
	o.StringVarP(&f.out, "output", "o", "-", "`FILE` to write; - is the standard output")
}

// check settles the format, which is one of formats, the first being that of
// the standard output.
func (f *sheetFlags) check(formats ...string) error {
	if f.format == "" {
		f.format = formats[0]
		if ext := strings.TrimPrefix(filepath.Ext(f.out), "."); f.out != "-" {
			f.format = ext
		}
	}
	if !slices.Contains(formats, f.format) {
		if f.out != "-" && strings.HasSuffix(f.out, "."+f.format) {
			return fmt.Errorf("-o %s: want a name that ends in one of .%s, or --format", f.out, strings.Join(formats, ", ."))
		}
		return fmt.Errorf("--format %s: want one of %s", f.format, strings.Join(formats, ", "))
	}
	if f.out == "-" && (f.format == "parquet" || f.format == "xlsx" || f.format == "png") {
		return fmt.Errorf("--format %s: want a file to write; give -o FILE.%s", f.format, f.format)
	}
	return nil
}

// write writes a sheet of the dataset d.
func (f *sheetFlags) write(cmd *cobra.Command, s *panel.Sheet, d *batch.Dataset) error {
	return f.print(cmd, func(w io.Writer) error {
		if f.format == "xlsx" {
			return panel.WriteXLSX(w, s)
		}
		return batch.WriteSheet(w, batch.Format(f.format), s.Name, s.Columns, s.Rows, batch.Origin{Version: version, SeedsHash: d.Manifest.SeedsSHA256})
	})
}

// print gives draw the standard output or the file of -o, which is there only
// once it is whole.
func (f *sheetFlags) print(cmd *cobra.Command, draw func(io.Writer) error) error {
	if f.out == "-" {
		return draw(cmd.OutOrStdout())
	}
	var b bytes.Buffer
	if err := draw(&b); err != nil {
		return err
	}
	return writeWhole(f.out, b.Bytes())
}

// writeWhole writes a file beside its place and moves it there.
func writeWhole(name string, data []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(name), ".zhibiao-*.tmp")
	if err != nil {
		var p *os.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return fmt.Errorf("%s: cannot be written: %w", name, err)
	}
	_, err = temp.Write(data)
	err = errors.Join(err, temp.Chmod(0o644), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), name)
	}
	if err != nil {
		os.Remove(temp.Name())
	}
	return err
}

type panelFlags struct {
	sheetFlags
	wide, sources bool
}

func newPanel() *cobra.Command {
	var f panelFlags
	cmd := &cobra.Command{
		Use:   "panel OUT",
		Short: "Lay the indicators of all reports out by region and year",
		Long: `panel reads a dataset and makes one row of every region, year and catalogue
indicator: value and growth, estimate and final where both are there, the target
that was set for the year, the target for the next one, target minus achieved,
and where each figure stands.

Only figures of a whole year take part. Where several reports give one, the
first of these counts, and the others stay as sources: the communiqué, the
budget report (fiscal indicators), the plan report, the work report, an
analysis, others; then a report of another year that looks back, then one of
another region. Of targets the plan report comes first. Within a report a plain
figure comes before a hedged one. Figures that differ by more than rounding are
marked as a conflict, with their sources; nothing is averaged.

The table on a terminal shows the headline indicators: ! marks a conflict, 实际
and 同口径 a growth that the text gives in these terms.`,
		Example: `  zhibiao panel out
  zhibiao panel out -o panel.xlsx
  zhibiao panel --wide out -o wide.parquet
  zhibiao panel --sources out -o sources.csv`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return runPanel(cmd, args[0], &f) },
	}
	f.flags(cmd, "table, parquet, csv, jsonl or xlsx")
	cmd.Flags().BoolVar(&f.wide, "wide", false, "one row of every region and year, and columns for every indicator")
	cmd.Flags().BoolVar(&f.sources, "sources", false, "one row of every figure that competes for a cell, ranked")
	return cmd
}

func runPanel(cmd *cobra.Command, dir string, f *panelFlags) error {
	if f.wide && f.sources {
		return errors.New("--wide and --sources are two tables; give one of them")
	}
	if err := f.check("table", "parquet", "csv", "jsonl", "xlsx"); err != nil {
		return err
	}
	if f.format == "table" && (f.wide || f.sources) {
		return errors.New("--wide and --sources want --format csv or jsonl, or -o FILE")
	}
	d, err := batch.ReadDataset(dir)
	if err != nil {
		return err
	}
	candidates := panel.Candidates(d.Reports)
	rows := panel.Rows(candidates)
	switch {
	case f.format == "table":
		return f.print(cmd, func(w io.Writer) error { return printPanel(w, rows) })
	case f.wide:
		return f.write(cmd, panel.Wide(rows), d)
	case f.sources:
		return f.write(cmd, panel.CandidateSheet(candidates), d)
	case f.format == "xlsx":
		return f.print(cmd, func(w io.Writer) error {
			return panel.WriteXLSX(w, panel.RowSheet(rows), panel.CandidateSheet(candidates))
		})
	}
	return f.write(cmd, panel.RowSheet(rows), d)
}

// printPanel shows the headline indicators of every region and year.
func printPanel(w io.Writer, rows []panel.Row) error {
	headlines := map[string]bool{}
	for _, h := range panel.Headlines {
		headlines[h.Code] = true
	}
	t := newTable("region", "year", "indicator", "value", "growth", "target", "target growth", "target − achieved", "")
	region := ""
	for i := range rows {
		r := &rows[i]
		if !headlines[r.Code] {
			continue
		}
		name := strings.TrimSpace(text(r.RegionName) + " " + text(r.RegionCode))
		if shown := shorten(name, 24); shown != region {
			region, name = shown, shown
		} else {
			name = ""
		}
		mark := ""
		if r.Conflict {
			mark = "!"
		}
		t.add(name, fmt.Sprint(r.Year), r.Name, figure(r.Bound, r.Value, nil, text(r.Unit)), strings.TrimSpace(figure(r.GrowthBound, r.Growth, nil, "%")+" "+text(r.GrowthTerms)),
			figure(r.Aim.Bound, r.Aim.Value, r.Aim.ValueMax, text(r.Aim.Unit)), figure(r.Aim.GrowthBound, r.Aim.Growth, r.Aim.GrowthMax, "%"), gapCell(r), mark)
	}
	if len(t.rows) == 0 {
		_, err := fmt.Fprintln(w, "no headline indicators")
		return err
	}
	if err := t.print(w, ""); err != nil {
		return err
	}
	for i := range rows {
		if r := &rows[i]; r.Conflict && headlines[r.Code] {
			fmt.Fprintf(w, "! %s %d %s: %s\n", text(r.RegionName), r.Year, r.Name, text(r.ConflictNote))
		}
	}
	return nil
}

// gapCell is target minus achieved: in points of growth, else in the canonical
// unit.
func gapCell(r *panel.Row) string {
	switch {
	case r.GrowthGap != nil && r.GrowthGapMax != nil:
		return decimal(*r.GrowthGap) + "–" + decimal(*r.GrowthGapMax) + "pp"
	case r.GrowthGap != nil:
		return decimal(*r.GrowthGap) + "pp"
	case r.ValueGap != nil:
		return strings.TrimSuffix(decimal(*r.ValueGap)+" "+text(r.NormUnit), " ")
	}
	return ""
}
