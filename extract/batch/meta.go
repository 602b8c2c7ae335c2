package batch

import (
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"zhibiao/schema"
)

// A Meta says of some documents what they are, and so overrides what would be
// read from them.
type Meta struct {
	name     string
	sum      [sha256.Size]byte // of the file
	rows     []metaRow
	bySource map[string][]int // rows, by source, in the order of the file
}

type metaRow struct {
	source string
	line   int
	set    []func(*schema.Document)
}

// metaColumns are the columns a meta file may have beside source, and how each
// is read.
var metaColumns = map[string]func(value string) (func(*schema.Document), error){
	"title": func(v string) (func(*schema.Document), error) { return func(d *schema.Document) { d.Title = v }, nil },
	"publisher": func(v string) (func(*schema.Document), error) {
		return func(d *schema.Document) { d.Publisher = v }, nil
	},
	"region_name": func(v string) (func(*schema.Document), error) {
		return func(d *schema.Document) { d.Region.Name = v }, nil
	},
	"region_code":  metaRegionCode,
	"region_level": metaRegionLevel,
	"report_kind":  metaReportKind,
	"review_year":  metaYear(func(d *schema.Document, y int) { d.ReviewYear = y }),
	"plan_year":    metaYear(func(d *schema.Document, y int) { d.PlanYear = y }),
}

// ReadMeta reads a meta file: CSV with a header that names source and any of
// title, publisher, region_code, region_name, region_level, report_kind,
// review_year and plan_year. An empty cell says nothing. The error joins a
// *schema.Fault for every mistake; name is how they call the file.
func ReadMeta(name string, r io.Reader) (*Meta, error) {
	m := &Meta{name: name, bySource: map[string][]int{}}
	sum := sha256.New()
	c := csv.NewReader(skipBOM(io.TeeReader(r, sum)))
	c.TrimLeadingSpace = true
	header, err := c.Read()
	if errors.Is(err, io.EOF) {
		return nil, &schema.Fault{File: name, Err: errors.New("empty: want a header line such as source,region_code,review_year")}
	} else if err != nil {
		return nil, metaCSV(name, err)
	}
	if err := checkHeader(name, header); err != nil {
		return nil, err
	}
	var faults []error
	for {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			m.sum = [sha256.Size]byte(sum.Sum(nil))
			return m, errors.Join(faults...)
		} else if err != nil {
			return nil, metaCSV(name, err)
		}
		line, _ := c.FieldPos(0)
		row, err := readMetaRow(header, record)
		if err != nil {
			faults = append(faults, &schema.Fault{File: name, Line: line, Err: err})
			continue
		}
		row.line = line
		m.bySource[row.source] = append(m.bySource[row.source], len(m.rows))
		m.rows = append(m.rows, row)
	}
}

func checkHeader(name string, header []string) error {
	known := slices.Sorted(maps.Keys(metaColumns))
	var faults []error
	for i, column := range header {
		column = strings.TrimSpace(column)
		header[i] = column
		if _, ok := metaColumns[column]; !ok && column != "source" {
			faults = append(faults, &schema.Fault{File: name, Line: 1, Err: fmt.Errorf("unknown column %q (want source, %s)", column, strings.Join(known, ", "))})
		}
	}
	if !slices.Contains(header, "source") {
		faults = append(faults, &schema.Fault{File: name, Line: 1, Err: errors.New("no column source, which says what file a row is about")})
	}
	return errors.Join(faults...)
}

func readMetaRow(header, record []string) (metaRow, error) {
	var row metaRow
	for i, cell := range record {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			continue
		}
		if header[i] == "source" {
			row.source = path.Clean(strings.ReplaceAll(cell, `\`, "/"))
			continue
		}
		set, err := metaColumns[header[i]](cell)
		if err != nil {
			return row, fmt.Errorf("%s %q: %w", header[i], cell, err)
		}
		row.set = append(row.set, set)
	}
	if row.source == "" {
		return row, errors.New("no source")
	}
	return row, nil
}

func metaCSV(name string, err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return &schema.Fault{File: name, Line: p.Line, Err: p.Err}
	}
	return fmt.Errorf("%s: %w", name, err)
}

func skipBOM(r io.Reader) io.Reader {
	head := make([]byte, 3)
	n, _ := io.ReadFull(r, head)
	return io.MultiReader(strings.NewReader(strings.TrimPrefix(string(head[:n]), "\uFEFF")), r)
}

func metaRegionCode(v string) (func(*schema.Document), error) {
	if len(v) != 6 || strings.Trim(v, "0123456789") != "" {
		return nil, errors.New("want six digits")
	}
	return func(d *schema.Document) { d.Region.Code = v }, nil
}

func metaRegionLevel(v string) (func(*schema.Document), error) {
	if !slices.Contains([]string{"country", "province", "prefecture", "county"}, v) {
		return nil, errors.New("want country, province, prefecture or county")
	}
	return func(d *schema.Document) { d.Region.Level = v }, nil
}

func metaReportKind(v string) (func(*schema.Document), error) {
	kinds := []schema.ReportKind{schema.PlanReport, schema.WorkReport, schema.Communique, schema.BudgetReport, schema.Analysis, schema.OtherReport}
	if !slices.Contains(kinds, schema.ReportKind(v)) {
		return nil, fmt.Errorf("want one of %v", kinds)
	}
	return func(d *schema.Document) { d.Kind = schema.ReportKind(v) }, nil
}

func metaYear(set func(*schema.Document, int)) func(string) (func(*schema.Document), error) {
	return func(v string) (func(*schema.Document), error) {
		year, err := strconv.Atoi(v)
		if err != nil || year < 1900 || year > 2200 {
			return nil, errors.New("want a year of four digits")
		}
		return func(d *schema.Document) { set(d, year) }, nil
	}
}

// Apply sets in doc what the rows say that are about its source or about the
// file it was read from. A row is about the file whose source it gives, or
// whose name it gives without a directory.
func (m *Meta) Apply(doc *schema.Document, source string) {
	if m == nil {
		return
	}
	for _, i := range m.about(source, doc.Source) {
		for _, set := range m.rows[i].set {
			set(doc)
		}
	}
}

// about are the rows about any of the sources, in the order of the file.
func (m *Meta) about(sources ...string) []int {
	var rows []int
	for _, s := range sources {
		rows = append(rows, m.bySource[s]...)
		rows = append(rows, m.bySource[path.Base(s)]...)
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

// unused are warnings about the rows that are about none of the sources.
func (m *Meta) unused(sources map[string]bool) []string {
	if m == nil {
		return nil
	}
	used := make([]bool, len(m.rows))
	for s := range sources {
		for _, i := range m.about(s) {
			used[i] = true
		}
	}
	var out []string
	for i := range m.rows {
		if r := &m.rows[i]; !used[i] {
			out = append(out, fmt.Sprintf("%s:%d: no input is called %s", m.name, r.line, r.source))
		}
	}
	return out
}
