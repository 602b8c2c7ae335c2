package eval

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zhibiao/extract"
	"zhibiao/schema"
)

// An Extractor finds what a document says in numbers; *extract.Extractor is
// one.
type Extractor interface {
	Describe(doc *schema.Document)
	Extract(doc *schema.Document) *schema.Result
}

// A CaseScore is how a file of cases fared.
type CaseScore struct {
	File   string
	Cases  int
	Right  int // cases of which everything is right, basis, scope, region and residue too
	Gaps   int // cases marked as known gaps
	Tally      // Tuple asks for basis, scope and region where the case gives them
	Wrong  []CaseError
	Closed []Case // known gaps that are right now
}

// A CaseError is a case of which something is wrong.
type CaseError struct {
	Case
	Faults []string // MISS, DIFF and EXTRA lines
}

// New reports whether the case is not marked as a known gap.
func (e CaseError) New() bool { return !e.Gap }

// String is the case with its line and what is wrong with it.
func (e CaseError) String() string {
	mark := ""
	if e.Gap {
		mark = "? "
	}
	return fmt.Sprintf("%d: %s%s\n  %s", e.Line, mark, e.Text, strings.Join(e.Faults, "\n  "))
}

// ScoreCases reads every case with x and compares what is found with what is
// wanted.
func ScoreCases(x Extractor, file string, cases []Case) *CaseScore {
	s := &CaseScore{File: file, Cases: len(cases)}
	for _, c := range cases {
		faults := s.one(x, c)
		if c.Gap {
			s.Gaps++
		}
		if len(faults) > 0 {
			s.Wrong = append(s.Wrong, CaseError{c, faults})
			continue
		}
		s.Right++
		if c.Gap {
			s.Closed = append(s.Closed, c)
		}
	}
	return s
}

// CasesTogether is the sum of several files' scores.
func CasesTogether(scores []*CaseScore) *CaseScore {
	sum := &CaseScore{File: "all"}
	for _, s := range scores {
		sum.Cases += s.Cases
		sum.Right += s.Right
		sum.Gaps += s.Gaps
		sum.add(s.Tally)
		sum.Wrong = append(sum.Wrong, s.Wrong...)
		sum.Closed = append(sum.Closed, s.Closed...)
	}
	return sum
}

// document is the report in which the text of c is the only paragraph.
func (c Case) document(x Extractor) *schema.Document {
	doc := &schema.Document{Title: c.Scene.Title, Format: "txt", Encoding: "utf-8", Kind: c.Scene.Kind, ReviewYear: c.Scene.Review, PlanYear: c.Scene.Plan}
	block := func(kind schema.BlockKind, level int, line string) {
		start := len(doc.Text)
		doc.Text += line
		doc.Blocks = append(doc.Blocks, schema.Block{Kind: kind, Level: level, Lines: []schema.Span{{Start: start, End: len(doc.Text)}}})
		doc.Text += "\n"
	}
	for i, h := range c.Scene.Section {
		block(schema.HeadingBlock, i+1, h)
	}
	block(schema.ParagraphBlock, 0, c.Text)
	if c.Scene.Region != "" {
		if c.Scene.Region[0] >= '0' && c.Scene.Region[0] <= '9' {
			doc.Region.Code = c.Scene.Region
		} else {
			doc.Region.Name = c.Scene.Region
		}
		x.Describe(doc)
	}
	return doc
}

// one says what is wrong with what x finds in c, and counts it.
func (s *CaseScore) one(x Extractor, c Case) (faults []string) {
	doc := c.document(x)
	res := x.Extract(doc)
	rows := extract.MakeRows(doc, res)
	pred := FromRows(doc.Text, rows.Observations)
	gold := make([]Gold, len(c.Want))
	for i, w := range c.Want {
		gold[i] = w.Gold
		gold[i].span = [2]int{0, len(doc.Text)} // a case says what is found, not where
	}
	of := matchCase(gold, pred)
	taken := make([]bool, len(pred))
	for i, w := range c.Want {
		switch {
		case of[i] >= 0:
			taken[of[i]] = true
			if !w.Optional {
				faults = append(faults, s.pair(&gold[i], w, &pred[of[i]], &rows.Observations[of[i]])...)
			}
		case !w.Optional:
			s.Gold++
			faults = append(faults, fmt.Sprintf("MISS  %s %s %s %s", w.Indicator, w.Kind, strings.Join(w.Values, "|"), w.Unit))
		}
	}
	for j, o := range rows.Observations {
		if !taken[j] {
			s.Pred++
			faults = append(faults, fmt.Sprintf("EXTRA %s %s %s %s %s %s %s [%s]",
				o.Indicator, o.Kind, writtenValue(&o), o.Unit, o.Bound, o.Status, o.Period, o.Rule))
		}
	}
	for _, r := range c.Residue {
		if fault := r.missed(rows.Residue); fault != "" {
			faults = append(faults, fault)
		}
	}
	return faults
}

// matchCase is match, but a prediction of the same value and the very same
// name comes first.
func matchCase(gold []Gold, pred []Prediction) []int {
	of := make([]int, len(gold))
	var goldLeft []Gold
	var predLeft []Prediction
	var goldAt, predAt []int
	used := make([]bool, len(pred))
	for i := range gold {
		of[i] = -1
		for j := range pred {
			if !used[j] && sameNumber(gold[i].Value, pred[j].Value) && exactName(&gold[i], &pred[j]) == nil {
				of[i], used[j] = j, true
				break
			}
		}
		if of[i] < 0 {
			goldLeft, goldAt = append(goldLeft, gold[i]), append(goldAt, i)
		}
	}
	for j := range pred {
		if !used[j] {
			predLeft, predAt = append(predLeft, pred[j]), append(predAt, j)
		}
	}
	for i, j := range match(goldLeft, predLeft) {
		if j >= 0 {
			of[goldAt[i]] = predAt[j]
		}
	}
	return of
}

// pair compares one wanted observation with the one found for it.
func (s *CaseScore) pair(g *Gold, w Wanted, p *Prediction, o *schema.ObservationRow) []string {
	beyond := slices.Concat(
		differs("basis", w.Basis, value(o.Basis)),
		differs("scope", w.Scope, value(o.Scope)),
		differs("region", w.Region, value(o.SubjectName)))
	v := judge(g, p)
	hits := [3]int{1, 0, 0}
	if v.detect() {
		hits[Detect] = 1
	}
	if v.tuple() && beyond == nil {
		hits[Tuple] = 1
	}
	s.add(Tally{1, 1, hits, hits})
	found := slices.Concat(
		exactName(g, p),
		differs("kind", append(w.Alt.Kind, w.Kind), o.Kind),
		differs("value", w.Values, writtenValue(o)),
		differs("unit", append(w.Alt.Unit, w.Unit), o.Unit),
		differs("bound", append(w.Alt.Bound, w.Bound), o.Bound),
		differs("status", append(w.Alt.Status, w.Status), o.Status),
		differs("period", append(w.Alt.Period, w.Period), o.Period),
		beyond)
	if found == nil {
		return nil
	}
	return []string{fmt.Sprintf("DIFF  %s %s: %s [%s]", w.Indicator, w.Values[0], strings.Join(found, "; "), o.Rule)}
}

// differs says how got is none of want; nil where it is, or nothing is wanted.
func differs(column string, want []string, got string) []string {
	if want == nil || slices.Contains(want, got) {
		return nil
	}
	return []string{fmt.Sprintf("%s want %s got %s", column, dash(want[len(want)-1]), dash(got))}
}

// exactName compares indicators as IndicatorExact does, but takes alternatives.
func exactName(g *Gold, p *Prediction) []string {
	for _, n := range g.names {
		if n.text == p.name.text {
			return nil
		}
	}
	return []string{fmt.Sprintf("indicator want %s got %s", g.Indicator, p.Indicator)}
}

// writtenValue is the exact value of an observation as case files write it.
func writtenValue(o *schema.ObservationRow) string {
	if o.ValueMax == nil {
		return o.ValueText
	}
	return o.ValueText + ".." + strconv.FormatFloat(*o.ValueMax, 'f', -1, 64)
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// missed says that the residue of a case has no such number.
func (r WantedResidue) missed(rows []schema.ResidueRow) string {
	var there []string
	for _, row := range rows {
		if row.Surface == r.Surface && (r.Reasons == nil || slices.Contains(r.Reasons, row.Reason)) {
			return ""
		}
		there = append(there, row.Surface+" "+row.Reason)
	}
	return fmt.Sprintf("RESIDUE want %s %s got %s", r.Surface, strings.Join(r.Reasons, "|"), strings.Join(there, ", "))
}
