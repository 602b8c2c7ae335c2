package panel

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"zhibiao/schema"
)

// structures are rates that sum to 100.
var structures = [][]string{{"gdp_share_primary", "gdp_share_secondary", "gdp_share_tertiary"}}

// shareSlack is what a share may be off beyond rounding, as a share of it.
const shareSlack = 0.01

// shares holds shares against their parts and wholes, and against 100.
func (a *auditor) shares() {
	for _, r := range a.docs {
		for _, f := range r.figs {
			if !f.is(schema.Rate) || !f.exact || f.unit() != "%" {
				continue
			}
			a.hundred(f)
			a.above(f)
			a.shareOf(f)
		}
		a.lists(r)
	}
}

// hundred holds the structure that f opens against 100.
func (a *auditor) hundred(f *fig) {
	for _, s := range structures {
		if f.code != s[0] {
			continue
		}
		parts := f.parts(s, schema.Rate)
		if parts == nil || parts[0] != f {
			continue
		}
		a.sumTo100(parts, Error)
		for i, code := range []string{"gdp_primary", "gdp_secondary", "gdp_tertiary"} {
			part, whole := f.beside(code, schema.Level), f.beside("gdp", schema.Level)
			if part != nil && whole != nil {
				a.ratio(parts[i], part, whole)
			}
		}
	}
}

func (a *auditor) sumTo100(parts []*fig, sev Severity) {
	total := interval{}
	for _, p := range parts {
		total = total.plus(p.interval)
	}
	if want := (interval{100, 100}); !total.overlaps(want) {
		if sev == Warning && total.high < 100 && !opposed(parts) {
			sev = Note // there may be others that the text leaves out
		}
		a.tell(sev, parts[0], parts[len(parts)-1], nil, "shares sum to %s, not to 100: %s", trimFloat(total.middle()), surfaces(parts))
	}
}

// bounded are names of shares that cannot be above 100.
var bounded = regexp.MustCompile(`(占比|比重|覆盖率|普及率|城镇化率|失业率|合格率|优良率|优良天数比[率例]|达标率|处理率|入户率|参保率)$`)

func (a *auditor) above(f *fig) {
	share := bounded.MatchString(f.o.Indicator) || strings.Contains(f.o.Sentence, "占"+f.o.Surface)
	if share && f.low > 100 {
		a.tell(Error, f, nil, &interval{0, 100}, "%s is %s, above 100%%", f.o.Indicator, f.o.Surface)
	}
}

var (
	shareName = regexp.MustCompile(`^(.+?)占(.+?)的?(?:比重|比例|份额|比)$`)
	shareTail = regexp.MustCompile(`(?:所?占比重?|的?比重)$`)
)

// sharer is what a share is called by, without what it is a share of: 林业产值 of
// 林业产值占比 and 林业产值占总产值比重.
func sharer(name string) string {
	if m := shareName.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return shareTail.ReplaceAllString(name, "")
}

// shareOf holds a share against its part and its whole, where the text gives
// both.
func (a *auditor) shareOf(f *fig) {
	if m := shareName.FindStringSubmatch(f.o.Indicator); m != nil {
		part, whole := f.named(m[1]), f.named(m[2])
		if part != nil && whole != nil && part != whole && part.unit() == whole.unit() {
			a.ratio(f, part, whole)
		}
		return
	}
	name := shareTail.ReplaceAllString(f.o.Indicator, "")
	if name == f.o.Indicator && !strings.HasSuffix(f.before(3), "占") {
		return
	}
	part := f.sameSentence(name)
	if part == nil {
		return
	}
	for i, whole := range f.r.figs {
		if whole.o.Sentence == f.o.Sentence && whole.is(schema.Level) && whole.exact && whole != part {
			for _, p := range partsOf(f.r.figs[i+1:], whole) {
				if p == part && !f.ofAny(part) {
					a.ratio(f, part, whole)
				}
			}
		}
	}
}

// farBack is how many characters before a share its whole may stand.
const farBack = 400

// ofAny reports whether part makes up the share f of some figure before it, for
// 占 may go back further than the 其中 before it.
func (f *fig) ofAny(part *fig) bool {
	for _, whole := range f.r.figs {
		if whole.o.CharStart >= f.o.CharStart {
			return false
		}
		if f.gap(whole) < farBack && whole.is(schema.Level) && whole.exact && whole.unit() == part.unit() && whole.low > 0 &&
			part.over(whole.interval).scale(100).widen(shareSlack*f.value()).overlaps(f.interval) {
			return true
		}
	}
	return false
}

// named is an exact level that carries this name and speaks of the same as f:
// of the same sentence, else the only one of the document.
func (f *fig) named(name string) *fig {
	if g := f.sameSentence(name); g != nil {
		return g
	}
	var only *fig
	for _, g := range f.r.figs {
		if !g.is(schema.Level) || !g.exact || !g.key("").same(f.key("")) || !named(g, name) {
			continue
		}
		if only != nil && !only.overlaps(g.interval) {
			return nil
		}
		only = g
	}
	return only
}

func (f *fig) sameSentence(name string) *fig {
	for _, g := range f.r.figs {
		if g.o.Sentence == f.o.Sentence && g.is(schema.Level) && g.exact && g.key("").same(f.key("")) && g.o.CharStart < f.o.CharStart && named(g, name) {
			return g
		}
	}
	return nil
}

func named(g *fig, name string) bool {
	return g.o.Indicator == name || value(g.o.IndicatorName) == name
}

// same reports whether two keys speak of one place, period and status.
func (k figKey) same(o figKey) bool {
	return k.subject == o.subject && k.period == o.period && k.status == o.status
}

// ratio holds a share in percent against part over whole.
func (a *auditor) ratio(share, part, whole *fig) {
	if whole.low <= 0 || part.low < 0 {
		return
	}
	want := part.over(whole.interval).scale(100)
	want = want.widen(shareSlack * want.middle())
	if want.overlaps(share.interval) {
		return
	}
	sev := Error
	if want.away(share.interval) < 1 {
		sev = Warning
	}
	a.tell(sev, share, part, &want, "%s is %s, but %s %s over %s %s is %.2f%%", share.o.Indicator, share.o.Surface,
		part.o.Indicator, part.o.Surface, whole.o.Indicator, whole.o.Surface, 100*part.value()/whole.value())
}

// lists holds runs of shares in one sentence, each with its part (男性人口为N
// 人，占P%), against each other: the wholes that they imply are one.
func (a *auditor) lists(r *report) {
	type pair struct {
		part, share *fig
		whole       interval
	}
	groups := map[string][]pair{}
	for i, f := range r.figs {
		if i == 0 || !f.is(schema.Rate) || !f.exact || f.unit() != "%" || f.low <= 0 {
			continue
		}
		p := r.figs[i-1]
		if p.is(schema.Level) && p.exact && p.o.Sentence == f.o.Sentence && strings.Trim(p.between(f), " ，,（(") == "占" && sharer(f.o.Indicator) == p.o.Indicator {
			key := f.o.Sentence + p.unit()
			groups[key] = append(groups[key], pair{p, f, p.over(f.scale(0.01))})
		}
	}
	for _, g := range groups {
		if len(g) < 2 {
			continue
		}
		agree := make([]int, len(g))
		for i, p := range g {
			for j, q := range g {
				if i != j && p.whole.widen(shareSlack/2*p.whole.middle()).overlaps(q.whole) {
					agree[i]++
				}
			}
		}
		for i, p := range g {
			if agree[i] > 0 || p.share.ofAny(p.part) {
				continue
			}
			// Most of the list agrees; or of two or three one is right by a whole
			// in the text. Longer lists without a common whole have many.
			if slices.Max(agree) >= max(1, len(g)-2) || len(g) <= 3 && slices.ContainsFunc(g, func(q pair) bool { return q.share.ofAny(q.part) }) {
				a.tell(Error, p.share, p.part, nil, "%s %s as %s of a whole implies a whole of %.0f, the others of the sentence imply another", p.part.o.Indicator, p.part.o.Surface, p.share.o.Surface, p.whole.middle())
			}
		}
		var shares []*fig
		sum := 0.0
		for _, p := range g {
			if strings.Contains(p.part.before(40), "其中") && len(shares) > 0 && strings.Contains(shares[len(shares)-1].between(p.part), "其中") {
				continue
			}
			shares, sum = append(shares, p.share), sum+p.share.value()
		}
		if math.Abs(sum-100) < 3 {
			a.sumTo100(shares, Warning)
		}
	}
}

// trimFloat writes up to four digits behind the point.
func trimFloat(f float64) string {
	s := strconv.FormatFloat(f, 'f', 4, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
