package panel

import (
	"regexp"
	"strings"

	"zhibiao/schema"
)

// Verbs of a change, as they stand right before a number.
var (
	rise     = regexp.MustCompile(`(?:增长|上升|提高|增加|上涨|提升|上浮|攀升|增收|新增|净增|扩大)(?:了|约|近|超|超过|达|至少|幅度为)?[\s\n]*$`)
	fall     = regexp.MustCompile(`(?:下降|减少|降低|回落|下跌|下滑|缩减|压减|下浮|减收)(?:了|约|近|超|超过|达|至少|幅度为)?[\s\n]*$`)
	minus    = regexp.MustCompile(`^[-－−﹣–—]`)
	negative = regexp.MustCompile(`降幅|跌幅|逆差|亏损|减幅|下降|减少`)
	upward   = regexp.MustCompile(`提高|增加|上升|增长|扩大|提升|扩展|增至|升至|增到|升到|上涨|发展`)
	downward = regexp.MustCompile(`下降|降低|降至|降到|减少|减至|减到|压减|压降|缩减|回落|收窄|缩小|下调`)
)

// signs looks for signs that do not go with their words.
func (a *auditor) signs() {
	for _, r := range a.docs {
		for i, f := range r.figs {
			if f.is(schema.Growth) || f.is(schema.Delta) {
				a.verb(f)
			}
			if i+1 < len(r.figs) {
				a.fromTo(f, r.figs[i+1])
			}
			if f.is(schema.Growth) && f.exact {
				a.together(f)
			}
		}
	}
}

// verb holds the sign of a change against the verb before it.
func (a *auditor) verb(f *fig) {
	before := f.before(8)
	signed := minus.MatchString(f.o.Surface)
	if m := minus.FindString(lastRune(before)); m != "" {
		before, signed = strings.TrimSuffix(before, m), true
	}
	up, down := rise.MatchString(before), fall.MatchString(before)
	switch {
	case (up || down) && signed:
		a.tell(Warning, f, nil, nil, "%s: a minus stands behind a verb that has a direction already", f.o.Surface)
	case negative.MatchString(f.o.Indicator):
	case up && f.o.Value < 0:
		a.tell(Error, f, nil, nil, "the text has a rise before %s, the row %s", f.o.Surface, f.o.ValueText)
	case down && f.o.Value > 0:
		a.tell(Error, f, nil, nil, "the text has a fall before %s, the row %s", f.o.Surface, f.o.ValueText)
	}
}

func lastRune(s string) string {
	runes := []rune(s)
	return string(runes[max(0, len(runes)-1):])
}

// fromTo holds 由A提高到B against its verb.
func (a *auditor) fromTo(f, g *fig) {
	if f.o.Indicator != g.o.Indicator || f.o.Kind != g.o.Kind || !f.level() || f.unit() != g.unit() || f.o.Sentence != g.o.Sentence {
		return
	}
	verb := f.between(g)
	if len(verb) > 24 || strings.ContainsAny(verb, "，；。、,;") || !regexp.MustCompile(`[由从]`).MatchString(f.before(14)) {
		return
	}
	up, down := upward.MatchString(verb), downward.MatchString(verb)
	if up && !down && g.high < f.low {
		a.tell(Error, g, f, &interval{f.low, inf}, "由%s%s%s: the text says that it rises", f.o.Surface, verb, g.o.Surface)
	}
	if down && !up && g.low > f.high {
		a.tell(Error, g, f, &interval{-inf, f.high}, "由%s%s%s: the text says that it falls", f.o.Surface, verb, g.o.Surface)
	}
}

// together holds a growth against a difference over the same time that stands
// in the same sentence.
func (a *auditor) together(f *fig) {
	for _, g := range f.r.figs {
		if !g.is(schema.Delta) || g.o.Sentence != f.o.Sentence || g.o.Indicator != f.o.Indicator || !g.key("").same(f.key("")) ||
			value(g.o.Basis) != value(f.o.Basis) || g.unit() == "pp" || g.o.Dimension != nil && *g.o.Dimension == "percent" {
			continue
		}
		if f.value()*g.value() < 0 {
			a.tell(Error, f, g, nil, "%s has a growth of %s and a difference of %s, of opposite signs", f.o.Indicator, f.o.ValueText+f.o.Unit, g.o.ValueText+g.o.Unit)
		}
	}
}
