package panel

import (
	"regexp"
	"strings"

	"zhibiao/schema"
)

// sumOf are wholes that are the sum of their parts by definition.
var sumOf = []struct {
	whole string
	parts []string
}{
	{"gdp", []string{"gdp_primary", "gdp_secondary", "gdp_tertiary"}},
	{"trade_total", []string{"exports", "imports"}},
	{"population_resident", []string{"population_urban", "population_rural"}},
	{"population_resident", []string{"population_male", "population_female"}},
	{"population_registered", []string{"population_male", "population_female"}},
	{"public_budget_revenue", []string{"tax_revenue", "nontax_revenue"}},
	{"retail_sales", []string{"retail_urban", "retail_rural"}},
	{"retail_sales", []string{"retail_goods", "retail_catering"}},
}

// sumSlack is what a sum may be off beyond rounding, as a share of the whole.
const sumSlack = 0.002

// sums holds parts against their whole.
func (a *auditor) sums() {
	for _, r := range a.docs {
		for _, s := range sumOf {
			for _, whole := range r.figs {
				if whole.code != s.whole || !whole.is(schema.Level) || !whole.exact {
					continue
				}
				if parts := whole.parts(s.parts, schema.Level); parts != nil {
					a.sum(whole, parts)
				}
			}
		}
	}
}

// parts are the figures of codes beside f, nil unless all are there in f's
// unit.
func (f *fig) parts(codes []string, kind schema.Kind) []*fig {
	var out []*fig
	for _, code := range codes {
		g := f.beside(code, kind)
		if g == nil || g.unit() != f.unit() {
			return nil
		}
		out = append(out, g)
	}
	return out
}

func (a *auditor) sum(whole *fig, parts []*fig) {
	total := interval{}
	for _, p := range parts {
		total = total.plus(p.interval)
	}
	want := total.widen(sumSlack * whole.value())
	if !want.overlaps(whole.interval) {
		a.tell(Error, whole, parts[0], &want, "%s is %s, its parts %s sum to %s", whole.o.Indicator, whole.o.Surface, surfaces(parts), figureText(total.middle(), whole))
	}
}

func surfaces(figs []*fig) string {
	var out []string
	for _, f := range figs {
		out = append(out, f.o.Indicator+" "+f.o.Surface)
	}
	return strings.Join(out, ", ")
}

// mixSlack is how far the growth of a whole may lie outside those of its
// parts, in points.
const mixSlack = 0.15

// mixes holds the growth of a whole against the growths of its parts, which
// need their levels to be weighed.
func (a *auditor) mixes() {
	for _, r := range a.docs {
		for _, s := range sumOf {
			for _, whole := range r.figs {
				if whole.code != s.whole || !whole.yearly() {
					continue
				}
				parts := whole.parts(s.parts, schema.Growth)
				if parts == nil {
					continue
				}
				want := parts[0].interval
				for _, p := range parts[1:] {
					want = interval{min(want.low, p.low), max(want.high, p.high)}
				}
				want = want.widen(mixSlack)
				if !want.overlaps(whole.interval) {
					a.tell(Error, whole, parts[0], &want, "%s grew by %s, which lies outside the growths of its parts: %s", whole.o.Indicator, whole.o.Surface, surfaces(parts))
				}
				a.weighed(whole, parts)
			}
		}
	}
}

// weighedSlack is what the growth of GDP may differ from the growths of the
// three industries, weighed with their levels of the same year, in points.
const weighedSlack = 0.6

// weighed holds the growth of a whole against the mean of its parts' growths.
func (a *auditor) weighed(whole *fig, parts []*fig) {
	sum, weight := 0.0, 0.0
	for _, p := range parts {
		level := p.beside(p.code, schema.Level)
		if level == nil {
			return
		}
		w := level.value() / (1 + p.value()/100)
		sum += w * p.value()
		weight += w
	}
	if weight <= 0 {
		return
	}
	want := interval{sum / weight, sum / weight}.widen(weighedSlack)
	if !want.overlaps(whole.interval) {
		a.tell(Warning, whole, parts[0], &want, "%s grew by %s, its parts weighed with their levels by %.2f%%: %s", whole.o.Indicator, whole.o.Surface, sum/weight, surfaces(parts))
	}
}

// nearMiss is how far parts may miss their whole and still be held to make it
// up, as a share of the whole.
const nearMiss = 0.1

// parts holds what stands behind 其中 against the figure before it.
func (a *auditor) parts() {
	for _, r := range a.docs {
		for i, whole := range r.figs {
			if !whole.additive() || i+1 == len(r.figs) {
				continue
			}
			if parts := partsOf(r.figs[i+1:], whole); len(parts) > 0 {
				a.partsOf(whole, parts)
			}
		}
	}
}

// means are names of figures that are no sum of their parts.
var means = regexp.MustCompile(`均|每|率|密度|强度|标准|单价|价格|面$|占`)

// additive reports whether f is an amount in running text that parts can make
// up; in tables 其中 heads a row, and its whole need not stand right above.
func (f *fig) additive() bool {
	return f.is(schema.Level) && f.exact && f.o.TableRow == nil && !strings.Contains(f.o.Unit, "/") && !strings.Contains(f.unit(), "/") && !means.MatchString(f.o.Indicator)
}

// balance is what is left of two parts, and none itself: 顺差.
var balance = regexp.MustCompile(`[顺逆]差$|差额$`)

// partsOf are the levels among figs that stand behind the 其中 that follows
// whole, in whole's unit and period, up to the full stop or the next 其中.
func partsOf(figs []*fig, whole *fig) []*fig {
	var out []*fig
	for _, p := range figs {
		text := whole.between(p)
		lead, rest, ok := strings.Cut(text, "其中")
		if !ok {
			if p.is(schema.Level) && p.unit() == whole.unit() || strings.ContainsAny(text, "\n") || strings.Count(text, "。") > 1 {
				return nil // another whole stands nearer
			}
			continue
		}
		lead = strings.TrimSpace(lead)
		end := "。\n；;"
		switch {
		case strings.HasSuffix(lead, "。"): // 。其中，甲…；乙…。
			lead, end = strings.TrimSuffix(lead, "。"), "。\n"
		case strings.HasSuffix(lead, "（"), strings.HasSuffix(lead, "("):
			end += "）)"
		}
		if opened := strings.Count(rest, "（") + strings.Count(rest, "(") - strings.Count(rest, "）") - strings.Count(rest, ")"); opened > 0 {
			continue // a part of a part: 30家（含分店4家）
		}
		if strings.ContainsAny(lead, "。\n；;") || strings.Contains(rest, "其中") || strings.Contains(rest, "包括") || strings.ContainsAny(rest, end) {
			break
		}
		if p.additive() && !balance.MatchString(p.o.Indicator) && p.unit() == whole.unit() && p.o.Period == whole.o.Period && p.o.Status == whole.o.Status {
			out = append(out, p)
		}
	}
	return out
}

// opensParts reports whether 其中 stands right behind f.
func (f *fig) opensParts() bool {
	from := min(int(f.o.CharEnd), len(f.r.text))
	return strings.HasPrefix(strings.Trim(string(f.r.text[from:min(from+4, len(f.r.text))]), "，, （("), "其中")
}

func (a *auditor) partsOf(whole *fig, parts []*fig) {
	total := interval{}
	for _, p := range parts {
		if p.low > whole.high*(1+sumSlack) {
			if p.opensParts() {
				continue // a whole of its own
			}
			sev := Error
			if value(p.o.Dimension) == "count" && p.code == "" {
				sev = Note // other things may be counted in the same word
			}
			a.tell(sev, p, whole, &interval{0, whole.high}, "a part behind 其中, %s %s, is larger than its whole, %s %s", p.o.Indicator, p.o.Surface, whole.o.Indicator, whole.o.Surface)
			return
		}
		total = total.plus(p.interval)
	}
	if len(parts) < 2 || overlapping(parts) {
		return
	}
	want := total.widen(sumSlack / 2 * whole.value())
	if want.overlaps(whole.interval) {
		return
	}
	off := (total.middle() - whole.value()) / whole.value()
	if off < -nearMiss {
		return // they need not make it up
	}
	sev := Warning
	if off < 0 && !complete(parts) || off > 0.5 {
		sev = Note // others may be there that the text leaves out; or two views of one whole
	}
	a.tell(sev, whole, parts[0], &want, "%s is %s, its parts behind 其中 (%s) sum to %s", whole.o.Indicator, whole.o.Surface, surfaces(parts), figureText(total.middle(), whole))
}

// opposites are words of which one leaves nothing but the other.
var opposites = [][2]string{{"城镇", "乡村"}, {"城市", "农村"}, {"男", "女"}, {"出口", "进口"}, {"税", "非税"}, {"省外", "省内"}, {"县外", "县内"}, {"新建", "续建"},
	{"一般", "专项"}, {"区内", "流动"}, {"夏粮", "秋粮"}, {"轻工业", "重工业"}, {"内资", "外资"}, {"住院", "门诊"}, {"国有", "非国有"}}

// opposed reports parts whose names leave nothing out.
func opposed(parts []*fig) bool {
	names := ""
	for _, p := range parts {
		names += p.o.Indicator + "|"
	}
	for _, o := range opposites {
		if strings.Contains(names, o[1]) && strings.Contains(strings.ReplaceAll(names, o[1], ""), o[0]) {
			return true
		}
	}
	return false
}

// complete reports parts that leave nothing out: opposites; with others among
// them; or whose shares, in the same sentence, make 100.
func complete(parts []*fig) bool {
	if opposed(parts) {
		return true
	}
	for _, p := range parts {
		if strings.Contains(p.o.Indicator, "其他") || strings.Contains(p.o.Indicator, "其余") {
			return true
		}
	}
	shares, total := 0, interval{}
	for _, f := range parts[0].r.figs {
		if f.is(schema.Rate) && f.unit() == "%" && f.o.Sentence == parts[0].o.Sentence {
			shares, total = shares+1, total.plus(f.interval)
		}
	}
	return shares == len(parts) && total.overlaps(interval{100, 100})
}

// overlapping reports parts of which one names another, or that count
// different things.
func overlapping(parts []*fig) bool {
	for i, p := range parts {
		for j, q := range parts {
			if i != j && strings.Contains(q.o.Indicator, p.o.Indicator) {
				return true
			}
		}
	}
	return false
}

// figureText writes v, which is in f's canonical unit, in f's unit as written.
func figureText(v float64, f *fig) string {
	return trimFloat(v/factorOf(f.o)) + f.o.Unit
}
