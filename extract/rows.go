package extract

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sort"
	"strconv"
	"unicode/utf8"

	"zhibiao/schema"
)

// Rows are the rows that one document adds to the four tables.
type Rows struct {
	Document     schema.DocumentRow
	Observations []schema.ObservationRow
	Indicators   []schema.IndicatorRow
	Residue      []schema.ResidueRow
}

// MakeRows makes the rows of doc from what was found in it. Byte spans become
// code-point offsets here and nowhere else. It panics if a Quantity is not
// made of decimals, which Extract promises.
func MakeRows(doc *schema.Document, res *schema.Result) Rows {
	at := newCodePoints(doc, res)
	p := provenance(doc)
	rows := Rows{
		Document:     documentRow(doc, res, p),
		Observations: make([]schema.ObservationRow, len(res.Observations)),
		Residue:      make([]schema.ResidueRow, len(res.Residue)),
	}
	cells := make([]optionalCells, len(res.Observations))
	for i := range res.Observations {
		rows.Observations[i] = observationRow(doc, p, at, i, &res.Observations[i], &cells[i])
	}
	for i, r := range res.Residue {
		rows.Residue[i] = schema.ResidueRow{
			DocID: doc.ID, Seq: int32(i), Source: doc.Source,
			CharStart: at.of(r.Span.Start), CharEnd: at.of(r.Span.End),
			Surface: r.Span.In(doc.Text), Sentence: r.Sentence.In(doc.Text), Reason: string(r.Reason),
		}
	}
	rows.Indicators = indicatorRows(rows.Observations)
	return rows
}

// FailedRow is the document row of a file that could not be read. Fields of
// doc that are known are kept.
func FailedRow(doc *schema.Document, err error) schema.DocumentRow {
	row := documentRow(doc, &schema.Result{}, provenance(doc))
	row.Status, row.Error = "failed", optional(err.Error())
	return row
}

func provenance(doc *schema.Document) schema.Provenance {
	kind := doc.Kind
	if kind == "" {
		kind = schema.OtherReport
	}
	return schema.Provenance{
		Source:       doc.Source,
		RegionCode:   optional(doc.Region.Code),
		RegionName:   optional(doc.Region.Name),
		RegionLevel:  optional(doc.Region.Level),
		ProvinceCode: optional(doc.Region.Province),
		ReportKind:   string(kind),
		ReviewYear:   optionalInt(doc.ReviewYear),
		PlanYear:     optionalInt(doc.PlanYear),
	}
}

func documentRow(doc *schema.Document, res *schema.Result, p schema.Provenance) schema.DocumentRow {
	row := schema.DocumentRow{
		DocID: doc.ID, Provenance: p, Format: doc.Format, Encoding: doc.Encoding, Bytes: doc.Bytes,
		Chars:     int64(utf8.RuneCountInString(doc.Text)),
		Sentences: int32(res.Sentences), Observations: int32(len(res.Observations)), Residue: int32(len(res.Residue)),
		Title: optional(doc.Title), Publisher: optional(doc.Publisher),
		Status: "ok", TextQuality: doc.Quality, Text: doc.Text,
	}
	why := errors.Join(res.Faults...)
	if doc.Partial != "" {
		why = errors.Join(errors.New(doc.Partial), why)
	}
	if why != nil {
		row.Status, row.Error = "partial", optional(why.Error())
	}
	return row
}

// optionalCells are the cells of an observation that may be NULL, in one place:
// each by itself would cost an allocation.
type optionalCells struct {
	code, codeName, subjectCode, subjectName, dimension, modifier, basis, scope string
	max, norm, normMax                                                          float64
}

// cell is NULL for "", else a pointer to s in its place.
func cell(at *string, s string) *string {
	if s == "" {
		return nil
	}
	*at = s
	return at
}

// double is floatOf with its value in its place.
func double(at *float64, s string) *float64 {
	if s == "" {
		return nil
	}
	*at = floatOf(s)
	return at
}

func observationRow(doc *schema.Document, p schema.Provenance, at codePoints, seq int, o *schema.Observation, c *optionalCells) schema.ObservationRow {
	q := &o.Quantity
	return schema.ObservationRow{
		DocID: doc.ID, Seq: int32(seq), Provenance: p,
		Section:   texts(doc.Text, o.Section),
		Sentence:  o.Sentence.In(doc.Text),
		CharStart: at.of(o.Span.Start), CharEnd: at.of(o.Span.End),
		Page: optionalInt(o.Page), TableRow: optionalInt(o.TableRow), TableCol: optionalInt(o.TableCol),
		Surface:   o.Span.In(doc.Text),
		Indicator: o.Indicator, IndicatorCode: cell(&c.code, o.Code), IndicatorName: cell(&c.codeName, o.CodeName),
		SubjectCode: cell(&c.subjectCode, o.Region.Code), SubjectName: cell(&c.subjectName, o.Region.Name),
		Kind: string(o.Kind), Value: floatOf(q.Value), ValueMax: double(&c.max, q.Max), ValueText: q.Value, Unit: q.Unit,
		NormValue: double(&c.norm, q.Norm), NormValueMax: double(&c.normMax, q.NormMax), NormUnit: unitOf(q), Dimension: cell(&c.dimension, q.Dimension),
		Bound: string(o.Bound), Modifier: cell(&c.modifier, o.Modifier), Status: string(o.Status),
		Period: o.Period.Text, PeriodStart: schema.DateOf(o.Period.Start), PeriodEnd: schema.DateOf(o.Period.End),
		Basis: cell(&c.basis, o.Basis), Scope: cell(&c.scope, o.Scope), Rule: o.Rule,
		SameAs: sameAs(o.SameAs),
	}
}

// unitOf is the canonical unit, NULL where there is no canonical value. A bare
// ratio has the canonical unit "".
func unitOf(q *schema.Quantity) *string {
	if q.Norm == "" {
		return nil
	}
	return &q.NormUnit
}

func sameAs(n int) *int32 {
	if n == 0 {
		return nil
	}
	seq := int32(n - 1)
	return &seq
}

func texts(text string, spans []schema.Span) []string {
	if len(spans) == 0 {
		return nil
	}
	out := make([]string, len(spans))
	for i, s := range spans {
		out[i] = s.In(text)
	}
	return out
}

// optional is NULL for "".
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// optionalInt is NULL for 0.
func optionalInt(n int) *int32 {
	if n == 0 {
		return nil
	}
	v := int32(n)
	return &v
}

// rat reads an exact decimal or a fraction a/b.
func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(fmt.Sprintf("value %q is not a decimal", s))
	}
	return r
}

// floatOf is the double nearest to an exact decimal or fraction.
func floatOf(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		f, _ = rat(s).Float64()
	}
	return f
}

// codePoints maps the byte offsets of a result to code-point offsets.
type codePoints struct {
	bytes  []int // ascending, each once
	points []int32
}

// newCodePoints counts the code points before every offset that a row needs,
// in one pass over the text.
func newCodePoints(doc *schema.Document, res *schema.Result) codePoints {
	offsets := make([]int, 0, 2*(len(res.Observations)+len(res.Residue)))
	for i := range res.Observations {
		s := res.Observations[i].Span
		offsets = append(offsets, s.Start, s.End)
	}
	for _, r := range res.Residue {
		offsets = append(offsets, r.Span.Start, r.Span.End)
	}
	slices.Sort(offsets)
	offsets = slices.Compact(offsets)
	points := make([]int32, len(offsets))
	from, n := 0, 0
	for i, off := range offsets {
		n += utf8.RuneCountInString(doc.Text[from:off])
		from, points[i] = off, int32(n)
	}
	return codePoints{offsets, points}
}

// of is the number of code points before byte offset off, which is one of the
// offsets c was made for.
func (c codePoints) of(off int) int32 { return c.points[sort.SearchInts(c.bytes, off)] }
