package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"zhibiao/extract"
	"zhibiao/extract/batch"
	"zhibiao/schema"
)

// headlineDocuments is how many documents a summary shows figures of.
const headlineDocuments = 3

// A summary tells a person what a run found.
type summary struct {
	out    string
	kept   int            // files that an earlier run had done
	passed map[string]int // files of directories that are no reports, by extension
	docs   []documentHeadlines
	more   int    // documents with headlines beyond those shown
	first  string // path of the first report that was read; "" if the shell needs it quoted
}

type documentHeadlines struct {
	row       schema.DocumentRow
	headlines []batch.Headline
}

// document takes note of a document, and keeps its text out of memory.
func (s *summary) document(r *extract.Rows) {
	headlines := batch.Headlines(r)
	if len(headlines) == 0 {
		return
	}
	if len(s.docs) == headlineDocuments {
		s.more++
		return
	}
	d := documentHeadlines{r.Document, headlines}
	d.row.Text = ""
	s.docs = append(s.docs, d)
}

func (s *summary) print(w io.Writer, run *batch.Summary) {
	for _, d := range s.docs {
		fmt.Fprintf(w, "%s\n", heading(&d.row))
		t := newTable("indicator", "achieved "+year(d.row.ReviewYear), "growth", "target "+year(d.row.PlanYear), "growth")
		for _, h := range d.headlines {
			cells := []string{h.Name, "", "", "", ""}
			if h.Achieved != nil {
				cells[1], cells[2] = valueCell(h.Achieved), growthCell(h.Achieved)
			}
			if h.Target != nil {
				cells[3], cells[4] = valueCell(h.Target), growthCell(h.Target)
			}
			t.add(cells...)
		}
		_ = t.print(w, "  ")
		fmt.Fprintln(w)
	}
	if s.more > 0 {
		fmt.Fprintf(w, "… and %d more; zhibiao show FILE prints any of them\n\n", s.more)
	}
	var t textTable
	t.add("documents", fmt.Sprintf("%d ok, %d partial, %d failed", run.Status["ok"], run.Status["partial"], run.Status["failed"]))
	if s.kept > 0 {
		t.add("kept", fmt.Sprintf("%d files of an earlier run that have not changed", s.kept))
	}
	if len(s.passed) > 0 {
		t.add("passed over", s.passedOver())
	}
	t.add("observations", fmt.Sprintf("%d in %d indicator rows; %d other numbers in residue", run.Counts["observations"], run.Counts["indicators"], run.Counts["residue"]))
	t.add("written to", s.out+string(filepath.Separator))
	t.add("next", s.next(run))
	if s.first != "" {
		t.add("or", os.Args[0]+" show "+s.first)
	}
	_ = t.print(w, "")
}

// passedOver names the kinds of files that were left aside.
func (s *summary) passedOver() string {
	var parts []string
	for _, ext := range slices.Sorted(maps.Keys(s.passed)) {
		parts = append(parts, fmt.Sprintf("%d %s", s.passed[ext], cmp.Or(ext, "without extension")))
	}
	return strings.Join(parts, ", ") + " (no reader for such names)"
}

func heading(d *schema.DocumentRow) string {
	title := text(d.Title)
	if title == "" {
		title = text(d.RegionName)
	}
	if title == "" {
		return d.Source
	}
	return shorten(title, 60) + "  (" + d.Source + ")"
}

func year(y *int32) string {
	if y == nil {
		return ""
	}
	return fmt.Sprint(*y)
}

// note keeps the first of inputs that the run could read.
func (s *summary) note(inputs []batch.Input, run *batch.Summary) {
	for _, in := range inputs {
		failed := slices.ContainsFunc(run.Failures, func(f batch.ManifestFailed) bool { return f.Source == in.Source })
		if !failed && in.Path != "-" && !strings.ContainsAny(in.Path, " \t'\"$&;()*?!<>|#~`") {
			s.first = in.Path
			return
		}
	}
}

// next is what to type now.
func (s *summary) next(run *batch.Summary) string {
	path := filepath.ToSlash(s.out)
	switch run.Format {
	case batch.Parquet:
		python := "python3"
		if runtime.GOOS == "windows" {
			python = "python"
		}
		if len(run.PartitionBy) > 0 { // pandas alone stumbles over partitions without a value
			return fmt.Sprintf(python+` -c "import pandas, pyarrow.dataset as d; print(pandas.read_parquet('%s/indicators', partitioning=d.partitioning(flavor='hive')))"`, path)
		}
		return fmt.Sprintf(python+` -c "import pandas; print(pandas.read_parquet('%s/indicators'))"`, path)
	case batch.CSV:
		return "open " + s.out + string(os.PathSeparator) + "indicators.csv"
	}
	return "head -n 3 " + path + "/indicators.jsonl"
}
