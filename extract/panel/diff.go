package panel

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"zhibiao/extract"
	"zhibiao/schema"
)

// A Change says what became of a row.
type Change string

// The changes.
const (
	Added   Change = "added"
	Removed Change = "removed"
	Changed Change = "changed"
)

// A Difference is one row that two datasets do not have alike, or one
// document.
type Difference struct {
	Change    Change   `json:"change" zh:"变化" about:"added removed changed"`
	Of        string   `json:"of" zh:"对象" about:"observation or document"`
	Source    string   `json:"source" zh:"来源文件" about:"path of the document"`
	OldSeq    *int32   `json:"old_seq" zh:"原序号" about:"seq in the first dataset"`
	NewSeq    *int32   `json:"new_seq" zh:"新序号" about:"seq in the second dataset"`
	Indicator string   `json:"indicator" zh:"指标" about:"what is measured, as the second dataset has it where it has the row"`
	Surface   string   `json:"surface" zh:"表述" about:"the number as written"`
	Fields    []string `json:"fields" zh:"变化的字段" about:"of a changed row: field: old → new"`
	OldRule   *string  `json:"old_rule" zh:"原规则" about:"rule of the first dataset's row"`
	NewRule   *string  `json:"new_rule" zh:"新规则" about:"rule of the second dataset's row"`
	Sentence  string   `json:"sentence" zh:"原句" about:"the sentence of the number"`
	Quote     Quote    // the number in it
	start     int32
}

// Diff holds two datasets against each other, document by document (by
// source), and observation by observation: the same place in the text; where the
// text was read otherwise, the same words of the same sentence, or else the same
// number said of the same indicator. Rows are
// ordered by source and place. Offsets, seq and provenance may differ without
// a difference being told.
func Diff(before, after []extract.Rows) []Difference {
	var out []Difference
	old := bySource(before)
	seen := map[string]bool{}
	for i := range after {
		r := &after[i]
		seen[r.Document.Source] = true
		if o := old[r.Document.Source]; o != nil {
			out = append(out, documentDiff(o, r)...)
		} else {
			out = append(out, wholeDocument(Added, r)...)
		}
	}
	for i := range before {
		if !seen[before[i].Document.Source] {
			out = append(out, wholeDocument(Removed, &before[i])...)
		}
	}
	slices.SortStableFunc(out, func(a, b Difference) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), strings.Compare(a.Of, b.Of), cmp.Compare(a.start, b.start))
	})
	return out
}

// DiffSheet is differences as a table to write.
func DiffSheet(rows []Difference) *Sheet { return sheetOf("diff", rows) }

func bySource(reports []extract.Rows) map[string]*extract.Rows {
	out := map[string]*extract.Rows{}
	for i := range reports {
		out[reports[i].Document.Source] = &reports[i]
	}
	return out
}

func wholeDocument(c Change, r *extract.Rows) []Difference {
	out := []Difference{{Change: c, Of: "document", Source: r.Document.Source, Sentence: value(r.Document.Title)}}
	text := []rune(r.Document.Text)
	for i := range r.Observations {
		out = append(out, lone(c, text, &r.Observations[i]))
	}
	return out
}

// lone is a row that the other dataset has not; text is that of its document.
func lone(c Change, text []rune, o *schema.ObservationRow) Difference {
	d := Difference{Change: c, Of: "observation", Source: o.Source, Indicator: o.Indicator, Surface: o.Surface, Sentence: o.Sentence,
		Quote: quoteOf(text, o.CharStart, o.Sentence, o.Surface), start: o.CharStart}
	if c == Added {
		d.NewSeq, d.NewRule = &o.Seq, &o.Rule
	} else {
		d.OldSeq, d.OldRule = &o.Seq, &o.Rule
	}
	return d
}

func documentDiff(a, b *extract.Rows) []Difference {
	var out []Difference
	if fields := changedFields(documentFields(&a.Document), documentFields(&b.Document)); len(fields) > 0 {
		out = append(out, Difference{Change: Changed, Of: "document", Source: b.Document.Source, Fields: fields, Sentence: value(b.Document.Title)})
	}
	old, text := []rune(a.Document.Text), []rune(b.Document.Text)
	taken := make([]bool, len(b.Observations))
	partner := make([]int, len(a.Observations))
	for i := range partner {
		partner[i] = -1
	}
	named := func(o, n *schema.ObservationRow) bool { return o.Indicator == n.Indicator && o.Kind == n.Kind }
	if a.Document.Text == b.Document.Text {
		placed := func(o, n *schema.ObservationRow) bool { return o.CharStart == n.CharStart && o.CharEnd == n.CharEnd }
		at := byPlace(b.Observations)
		pair(a.Observations, b.Observations, partner, taken, at, func(o, n *schema.ObservationRow) bool { return placed(o, n) && named(o, n) })
		pair(a.Observations, b.Observations, partner, taken, at, placed)
		pair(a.Observations, b.Observations, partner, taken, at, overlap)
	} else {
		said := func(o, n *schema.ObservationRow) bool { return o.Surface == n.Surface && o.Sentence == n.Sentence }
		at := bySurface(b.Observations)
		pair(a.Observations, b.Observations, partner, taken, at, func(o, n *schema.ObservationRow) bool { return said(o, n) && named(o, n) })
		pair(a.Observations, b.Observations, partner, taken, at, said)
		pair(a.Observations, b.Observations, partner, taken, at, named)
	}
	for i := range a.Observations {
		o := &a.Observations[i]
		if partner[i] < 0 {
			out = append(out, lone(Removed, old, o))
			continue
		}
		n := &b.Observations[partner[i]]
		if fields := changedFields(observationFields(o), observationFields(n)); len(fields) > 0 {
			d := lone(Added, text, n)
			d.Change, d.Fields, d.OldSeq, d.OldRule = Changed, fields, &o.Seq, &o.Rule
			out = append(out, d)
		}
	}
	for j := range b.Observations {
		if !taken[j] {
			out = append(out, lone(Added, text, &b.Observations[j]))
		}
	}
	return out
}

// overlap reports whether two observations of one text share a character.
func overlap(o, n *schema.ObservationRow) bool {
	return o.CharStart < n.CharEnd && n.CharStart < o.CharEnd
}

// byPlace finds the rows, in text order, that may overlap a row of the same
// text.
func byPlace(rows []schema.ObservationRow) func(*schema.ObservationRow) []int {
	order, longest := make([]int, len(rows)), int32(0)
	for j := range rows {
		order[j], longest = j, max(longest, rows[j].CharEnd-rows[j].CharStart)
	}
	return func(o *schema.ObservationRow) []int {
		from := sort.Search(len(rows), func(j int) bool { return rows[j].CharStart >= o.CharStart-longest })
		to := sort.Search(len(rows), func(j int) bool { return rows[j].CharStart >= o.CharEnd })
		return order[from:to]
	}
}

// bySurface finds the rows with the words of a row.
func bySurface(rows []schema.ObservationRow) func(*schema.ObservationRow) []int {
	at := map[string][]int{}
	for j := range rows {
		at[rows[j].Surface] = append(at[rows[j].Surface], j)
	}
	return func(o *schema.ObservationRow) []int { return at[o.Surface] }
}

// pair gives every old row without a partner the first new one of those at its
// place that is alike.
func pair(before, after []schema.ObservationRow, partner []int, taken []bool, at func(*schema.ObservationRow) []int, alike func(o, n *schema.ObservationRow) bool) {
	for i := range before {
		if partner[i] >= 0 {
			continue
		}
		for _, j := range at(&before[i]) {
			if !taken[j] && alike(&before[i], &after[j]) {
				partner[i], taken[j] = j, true
				break
			}
		}
	}
}

type namedValue struct{ name, value string }

// documentFields are what a document is compared by.
func documentFields(d *schema.DocumentRow) []namedValue {
	return []namedValue{{"status", d.Status}, {"error", value(d.Error)}, {"region_code", value(d.RegionCode)}, {"region_name", value(d.RegionName)}, {"report_kind", d.ReportKind},
		{"review_year", pointed(d.ReviewYear)}, {"plan_year", pointed(d.PlanYear)}, {"title", value(d.Title)}, {"chars", fmt.Sprint(d.Chars)}}
}

// observationFields are what an observation is compared by.
func observationFields(o *schema.ObservationRow) []namedValue {
	return []namedValue{{"surface", o.Surface}, {"indicator", o.Indicator}, {"indicator_code", value(o.IndicatorCode)}, {"subject_region_name", value(o.SubjectName)}, {"kind", o.Kind},
		{"value", o.ValueText}, {"value_max", pointed(o.ValueMax)}, {"unit", o.Unit}, {"norm_value", pointed(o.NormValue)}, {"norm_value_max", pointed(o.NormValueMax)}, {"norm_unit", value(o.NormUnit)},
		{"bound", o.Bound}, {"modifier", value(o.Modifier)}, {"status", o.Status}, {"period", o.Period}, {"basis", value(o.Basis)}, {"scope", value(o.Scope)}, {"rule", o.Rule}}
}

func pointed[T any](p *T) string {
	if p == nil {
		return ""
	}
	return fmt.Sprint(*p)
}

func changedFields(a, b []namedValue) []string {
	var out []string
	for i := range a {
		if a[i].value != b[i].value {
			out = append(out, fmt.Sprintf("%s: %s → %s", a[i].name, shown(a[i].value), shown(b[i].value)))
		}
	}
	return out
}

func shown(s string) string {
	if s == "" {
		return "∅"
	}
	return s
}
