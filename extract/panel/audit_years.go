package panel

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"zhibiao/schema"
)

// What levels and growths may differ by beyond rounding, in points of growth:
// within one report, of the same figure, hardly; against the level of another
// report, by prices and by revised bases.
const (
	chainSlack  = 0.15
	pricesSlack = 8.0
)

// chains holds a level and its growth against its difference or its level of
// the year before.
func (a *auditor) chains() {
	for _, r := range a.docs {
		for _, f := range r.figs {
			if f.is(schema.Level) && f.exact && f.value() > 0 {
				a.difference(f)
				a.yearBefore(f)
			}
		}
	}
}

// growthOf is the yearly growth that stands with level f: of the same
// sentence, indicator and period.
func (f *fig) growthOf() *fig {
	for _, g := range f.r.figs {
		if g.yearly() && g.o.Sentence == f.o.Sentence && g.o.Indicator == f.o.Indicator && g.key("").same(f.key("")) {
			return g
		}
	}
	return nil
}

// difference holds level and growth against the difference: L and Δ make a
// growth of Δ/(L−Δ).
func (a *auditor) difference(f *fig) {
	growth := f.growthOf()
	for _, d := range f.r.figs {
		if !d.is(schema.Delta) || !d.exact || d.o.Sentence != f.o.Sentence || d.o.Indicator != f.o.Indicator || d.unit() != f.unit() || !d.key("").same(f.key("")) {
			continue
		}
		if b := value(d.o.Basis); b != "" && b != "yoy" {
			continue
		}
		if math.Abs(d.value()) > f.value() && d.value() > 0 {
			a.tell(Error, d, f, nil, "%s rose by %s to %s: more than all of it", f.o.Indicator, d.o.Surface, f.o.Surface)
			continue
		}
		if growth == nil || strings.Contains(f.o.Sentence, "实际增长") {
			continue
		}
		base := f.minus(d.interval)
		if base.low <= 0 {
			continue
		}
		want := interval{d.low / base.high, d.high / base.low}
		if d.low < 0 {
			want = interval{d.low / base.low, d.high / base.high}
		}
		want = want.scale(100).widen(chainSlack)
		if !want.overlaps(growth.interval) {
			a.tell(Error, growth, d, &want, "%s %s with a difference of %s makes a growth of %.1f%%, the text has %s", f.o.Indicator, f.o.Surface, d.o.Surface, want.middle(), growth.o.Surface)
		}
	}
}

// otherTerms are words that say that a growth does not compare the two levels
// as they stand.
var otherTerms = regexp.MustCompile(`同口径|可比|不变价|剔除|扣除|还原|价格计算`)

// comparable reports a growth on a comparable basis or in constant prices,
// in which the business volumes of post and telecom always are.
func (f *fig) comparable() bool {
	return otherTerms.MatchString(f.before(24)) || strings.HasSuffix(value(f.o.IndicatorName), "业务总量")
}

// yearBefore holds a level and its growth against the level of the year
// before, in this document or another of the place.
func (a *auditor) yearBefore(f *fig) {
	growth := f.growthOf()
	year, whole := yearOf(f.o)
	if growth == nil || f.code == "" || year == 0 || !whole || !f.first() || growth.comparable() {
		return
	}
	for _, r := range a.byPlace[f.r.place.key()] {
		for _, p := range r.figs {
			py, whole := yearOf(p.o)
			if p.code != f.code || !p.is(schema.Level) || !p.exact || py != year-1 || !whole || aspectOf(p.o) == Target || p.unit() != f.unit() || p.key("").subject != f.key("").subject || !p.first() {
				continue
			}
			slack := pricesSlack
			if r == f.r && p.o.Sentence == f.o.Sentence {
				slack = 2
			}
			want := f.over(p.interval)
			want = interval{want.low*100 - 100, want.high*100 - 100}.widen(slack)
			if !want.overlaps(growth.interval) {
				a.tell(Warning, growth, p, &want, "%s went from %s (%d) to %s, which makes %.1f%%; the text has %s", f.o.Indicator, p.o.Surface, py, f.o.Surface, f.value()/p.value()*100-100, growth.o.Surface)
			}
			return
		}
	}
}

// first reports whether f is the first level of its sort in the document.
func (f *fig) first() bool {
	g := f.r.byCode[f.key(f.code)]
	return len(g) > 0 && g[0] == f
}

// completionSlack is what a completion may be off beyond rounding, in points.
const completionSlack = 0.3

// completions holds a completion against what was achieved over the target of
// the same indicator and year.
func (a *auditor) completions() {
	for _, r := range a.docs {
		for _, f := range r.figs {
			if !f.is(schema.Completion) || !f.exact {
				continue
			}
			var done, aim *fig
			for _, g := range r.figs {
				if g.o.Sentence != f.o.Sentence || g.o.Indicator != f.o.Indicator || !g.is(schema.Level) || !g.exact || g.o.Period != f.o.Period {
					continue
				}
				if g.o.Status == string(schema.Target) {
					aim = g
				} else if done == nil {
					done = g
				}
			}
			if done == nil || aim == nil || done.unit() != aim.unit() || aim.low <= 0 {
				continue
			}
			want := done.over(aim.interval).scale(100).widen(completionSlack)
			if !want.overlaps(f.interval) {
				a.tell(Error, f, aim, &want, "%s: %s of %s is %.1f%%, the text has %s", f.o.Indicator, done.o.Surface, aim.o.Surface, 100*done.value()/aim.value(), f.o.Surface)
			}
		}
	}
}

// targets notes what was missed: the panel's targets against what was
// achieved.
func (a *auditor) targets() {
	candidates := Candidates(a.reports)
	achieved := map[string]*Candidate{}
	for i := range candidates {
		c := &candidates[i]
		key := fmt.Sprint(c.place.key(), "|", c.Year, "|", c.Code, "|", c.Measure)
		switch {
		case c.Rank != 1:
		case c.Role != Goal && achieved[key] == nil: // finals come first
			achieved[key] = c
		case c.Role == Goal && achieved[key] != nil && value(achieved[key].NormUnit) == value(c.NormUnit):
			a.missed(c, achieved[key])
		}
	}
}

// ceilings are indicators whose target is not to be exceeded.
var ceilings = []string{"cpi", "ppi", "surveyed_unemployment", "registered_unemployment", "pm25", "energy_intensity"}

func (a *auditor) missed(aim, done *Candidate) {
	ceiling := aim.Bound == string(schema.Le) || aim.Bound == string(schema.Lt) || slices.Contains(ceilings, aim.Code)
	short := done.interval.high < aim.interval.low-slack
	if ceiling {
		short = done.interval.low > aim.interval.high+slack
	}
	if short {
		a.tell(Note, a.figOf(done), a.figOf(aim), &aim.interval, "the target for %d was %s%s, achieved was %s", aim.Year, aim.Surface, value(aim.Modifier), done.Surface)
	}
}

// figOf is the figure that a candidate was made of.
func (a *auditor) figOf(c *Candidate) *fig {
	return a.byDoc[c.DocID+"|"+c.Source].figs[c.Seq]
}

// revised notes figures that two documents give differently.
func (a *auditor) revised() {
	candidates := Candidates(a.reports)
	first := map[string]*Candidate{}
	for i := range candidates {
		c := &candidates[i]
		if c.Rank == 1 {
			first[c.cell()] = c
		}
		if f := first[c.cell()]; c.Conflict && c.DocID != f.DocID {
			a.tell(Note, a.figOf(c), a.figOf(f), &f.interval, "%s of %d is %s here (%s) and %s there (%s)", c.Name, c.Year, c.Surface, c.Standing, f.Surface, f.Standing)
		}
	}
}
