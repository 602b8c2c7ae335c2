package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract/batch"
	"zhibiao/extract/panel"
	"zhibiao/extract/panel/plot"
)

// The pictures, in the order of a page.
var plotKinds = []string{"targets", "years", "coverage"}

type plotFlags struct {
	sheetFlags
	kind, measure, font string
	choice              plot.Choice
	scale               float64
}

func newPlot() *cobra.Command {
	var f plotFlags
	cmd := &cobra.Command{
		Use:   "plot OUT",
		Short: "Draw targets against what was achieved, an indicator over years, or the coverage",
		Long: `plot reads a dataset and draws one picture of it:

  targets   what each region aimed at for a year beside what it achieved
  years     an indicator over years, a line for every region, and its targets
  coverage  which headline indicators of which region and year are there

as SVG, as PNG, or as an HTML page, which holds all three unless --kind says
which. Figures are those that zhibiao panel ranks first. The shape of a target
says its bound: open for 左右, an arrow for 以上 and 以内, a whisker for a range.
In SVG and HTML whoever points at a figure is told its sentence and source; the
page has the figures as a table too.

PNG needs a font with Chinese letters: one of the system's, or that of --font.
SVG and HTML need none here; the reader's computer has one.`,
		Example: `  zhibiao plot out -o targets.svg
  zhibiao plot --year 2025 --indicator 一般公共预算收入 out -o revenue.png
  zhibiao plot --kind years --region 北京市,重庆市 out -o years.svg
  zhibiao plot out -o pictures.html`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return runPlot(cmd, args[0], &f) },
	}
	f.flags(cmd, "svg, png or html")
	o := cmd.Flags()
	o.StringVar(&f.kind, "kind", "", "`PICTURE` to draw: targets, years or coverage (default: targets; all of them in a page)")
	o.StringVar(&f.choice.Indicator, "indicator", "gdp", "code or catalogue `NAME` of the indicator")
	o.StringVar(&f.measure, "measure", "growth", "growth or value")
	o.Int32SliceVar(&f.choice.Years, "year", nil, "only these `YEARS` (targets: the latest with both)")
	o.StringSliceVar(&f.choice.Regions, "region", nil, "only these `REGIONS`, by code or name")
	o.StringVar(&f.font, "font", "", "`FILE` with a Chinese font for PNG: .ttf, .otf or .ttc (default: one of the system's)")
	o.Float64Var(&f.scale, "scale", 2, "pixels of a PNG for each of the picture's")
	return cmd
}

func (f *plotFlags) check() error {
	if err := f.sheetFlags.check("svg", "png", "html"); err != nil {
		return err
	}
	if f.kind != "" && !slices.Contains(plotKinds, f.kind) {
		return fmt.Errorf("--kind %s: want one of %s", f.kind, strings.Join(plotKinds, ", "))
	}
	if f.choice.Measure = panel.Measure(f.measure); f.measure != string(panel.GrowthOf) && f.measure != string(panel.LevelOf) {
		return fmt.Errorf("--measure %s: want growth or value", f.measure)
	}
	if !(f.scale >= 0.25 && f.scale <= 8) {
		return fmt.Errorf("--scale %v: want 0.25 to 8", f.scale)
	}
	return nil
}

func runPlot(cmd *cobra.Command, dir string, f *plotFlags) error {
	if err := f.check(); err != nil {
		return err
	}
	d, err := batch.ReadDataset(dir)
	if err != nil {
		return err
	}
	if f.format == "html" {
		return f.page(cmd, d)
	}
	if f.kind == "" {
		f.kind = plotKinds[0]
	}
	p, err := f.picture(f.kind, d)
	if err != nil {
		return err
	}
	if f.format == "svg" {
		return f.print(cmd, p.WriteSVG)
	}
	font, err := f.pngFont()
	if err != nil {
		return err
	}
	return f.print(cmd, func(w io.Writer) error { return p.WritePNG(w, font, f.scale) })
}

func (f *plotFlags) pngFont() (*plot.Font, error) {
	if f.font != "" {
		return plot.LoadFont(f.font)
	}
	return plot.FindFont()
}

func (f *plotFlags) picture(kind string, d *batch.Dataset) (*plot.Picture, error) {
	switch kind {
	case "years":
		return plot.Years(panel.Candidates(d.Reports), f.choice)
	case "coverage":
		return plot.Coverage(panel.Coverage(d.Reports, nil), f.choice)
	}
	return plot.Targets(panel.Candidates(d.Reports), f.choice)
}

// page writes the picture of --kind, or all that can be drawn, and says which
// cannot.
func (f *plotFlags) page(cmd *cobra.Command, d *batch.Dataset) error {
	kinds := plotKinds
	if f.kind != "" {
		kinds = []string{f.kind}
	}
	var pictures []*plot.Picture
	var missed []error
	for _, kind := range kinds {
		p, err := f.picture(kind, d)
		if empty := (*plot.EmptyError)(nil); errors.As(err, &empty) {
			missed = append(missed, fmt.Errorf("%s: %w", kind, err))
			continue
		} else if err != nil {
			return err
		}
		pictures = append(pictures, p)
	}
	if len(pictures) == 0 {
		return errors.Join(missed...)
	}
	for _, err := range missed {
		fmt.Fprintf(cmd.ErrOrStderr(), "zhibiao: no picture of %v\n", err)
	}
	return f.print(cmd, func(w io.Writer) error { return plot.WriteHTML(w, "指标图 · 目标、实绩与覆盖", pictures) })
}
