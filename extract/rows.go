package extract

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"time"

	"zhibiao/nlp"
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
	p := provenance(doc)
	rows := Rows{
		Observations: make([]schema.ObservationRow, len(res.Observations)),
		Residue:      make([]schema.ResidueRow, len(res.Residue)),
	}
	cells := make([]optionalCells, len(res.Observations))
	at := &codePoints{text: doc.Text}
	for i, k := 0, 0; i < len(res.Observations) || k < len(res.Residue); { // in text order, so that the text is counted once
		if k == len(res.Residue) || i < len(res.Observations) && res.Observations[i].Span.Start <= res.Residue[k].Span.Start {
			o := &res.Observations[i]
			rows.Observations[i] = observationRow(doc, p, at, i, o, &cells[i])
			if i > 0 && slices.Equal(o.Section, res.Observations[i-1].Section) {
				rows.Observations[i].Section = rows.Observations[i-1].Section
			} else {
				rows.Observations[i].Section = texts(doc.Text, o.Section)
			}
			i++
			continue
		}
		r := &res.Residue[k]
		rows.Residue[k] = schema.ResidueRow{
			DocID: doc.ID, Seq: int32(k), Source: doc.Source,
			CharStart: at.of(r.Span.Start), CharEnd: at.of(r.Span.End),
			Surface: r.Span.In(doc.Text), Sentence: r.Sentence.In(doc.Text), Reason: string(r.Reason),
		}
		k++
	}
	rows.Document = documentRow(doc, res, p, at.of(len(doc.Text)))
	rows.Indicators = indicatorRows(rows.Observations)
	return rows
}

// FailedRow is the document row of a file that could not be read. Fields of
// doc that are known are kept.
func FailedRow(doc *schema.Document, err error) schema.DocumentRow {
	row := documentRow(doc, &schema.Result{}, provenance(doc), (&codePoints{text: doc.Text}).of(len(doc.Text)))
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

func documentRow(doc *schema.Document, res *schema.Result, p schema.Provenance, chars int32) schema.DocumentRow {
	row := schema.DocumentRow{
		DocID: doc.ID, Provenance: p, Format: doc.Format, Encoding: doc.Encoding, Bytes: doc.Bytes,
		Chars:     int64(chars),
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
	start, end                                                                  schema.Date
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

// date is schema.DateOf with its day in its place.
func date(at *schema.Date, t time.Time) *schema.Date {
	if t.IsZero() {
		return nil
	}
	*at = schema.DayOf(t)
	return at
}

func observationRow(doc *schema.Document, p schema.Provenance, at *codePoints, seq int, o *schema.Observation, c *optionalCells) schema.ObservationRow {
	q := &o.Quantity
	return schema.ObservationRow{
		DocID: doc.ID, Seq: int32(seq), Provenance: p,
		Sentence:  o.Sentence.In(doc.Text),
		CharStart: at.of(o.Span.Start), CharEnd: at.of(o.Span.End),
		Page: optionalInt(o.Page), TableRow: optionalInt(o.TableRow), TableCol: optionalInt(o.TableCol),
		Surface:   o.Span.In(doc.Text),
		Indicator: o.Indicator, IndicatorCode: cell(&c.code, o.Code), IndicatorName: cell(&c.codeName, o.CodeName),
		SubjectCode: cell(&c.subjectCode, o.Region.Code), SubjectName: cell(&c.subjectName, o.Region.Name),
		Kind: string(o.Kind), Value: floatOf(q.Value), ValueMax: double(&c.max, q.Max), ValueText: q.Value, Unit: q.Unit,
		NormValue: double(&c.norm, q.Norm), NormValueMax: double(&c.normMax, q.NormMax), NormUnit: unitOf(q), Dimension: cell(&c.dimension, q.Dimension),
		Bound: string(o.Bound), Modifier: cell(&c.modifier, o.Modifier), Status: string(o.Status),
		Period: o.Period.Text, PeriodStart: date(&c.start, o.Period.Start), PeriodEnd: date(&c.end, o.Period.End),
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

// codePoints maps byte offsets of a text to code-point offsets. It goes from one
// to the next, so that offsets in text order take one pass over the text.
type codePoints struct {
	text       string
	at, before int // the last offset asked for and the code points before it
}

// of is the number of code points before byte offset off.
func (c *codePoints) of(off int) int32 {
	if off >= c.at {
		c.before += nlp.RuneCount(c.text[c.at:off])
	} else {
		c.before -= nlp.RuneCount(c.text[off:c.at])
	}
	c.at = off
	return int32(c.before)
}
