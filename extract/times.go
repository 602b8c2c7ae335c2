package extract

import (
	"strings"

	"zhibiao/nlp"
)

// Values that differ in their time: 一季度、上半年、前三季度分别增长5.4%、5.8%和4.8%.

// timeJoint joins the times of such a list.
var timeJoint = nlp.NewExpr(`^(?:、|和|及|与|、和)$`)

// quartersEach names as many quarters as there are values.
var quartersEach = nlp.NewExpr(`(?:前?[两二三四]个|各)季度(?:的)?(?:\p{Han}{0,12})(?:分别|依次)`)

// timesListed are the times of n values that a list names before them, nil where
// the values are of one time.
func (b *binder) timesListed(l leftPart, st *statement, n int) []nlp.PeriodMention {
	start := b.s.groups[st.group].start
	if n < 2 || !l.each && !distributes(b.s.text[l.limit:start]) {
		return nil
	}
	if quartersEach.MatchString(b.s.text[l.limit:start]) && n <= 4 {
		var out []nlp.PeriodMention
		for q := 1; q <= n; q++ {
			out = append(out, nlp.PeriodMention{Quarter: q})
		}
		return out
	}
	if out := b.quartersListed(b.s.text[l.limit:start]); len(out) == n {
		return out
	}
	var out []nlp.PeriodMention
	for _, p := range b.s.periods {
		if p.Start < l.limit || p.End > start {
			continue
		}
		if k := len(out); k > 0 && !timeJoint.MatchString(b.s.text[out[k-1].End:p.Start]) {
			out = nil
		}
		if k := len(out); k > 0 && p.To == 0 && !p.Named {
			p.To, p.Relative = out[k-1].To, out[k-1].Relative // 2023年一季度、上半年
		}
		out = append(out, p)
	}
	switch k := len(out); {
	case k == 1 && out[0].From > 0 && out[0].To-out[0].From+1 == n:
		first := out[0]
		out = nil
		for y := first.From; y <= first.To; y++ {
			out = append(out, nlp.PeriodMention{To: y})
		}
	case k > 1 && k == n-1 && wholeYearNext.MatchString(b.s.text[out[k-1].End:start]):
		out = append(out, nlp.PeriodMention{To: out[k-1].To, Named: out[k-1].To == 0})
	}
	if len(out) != n || comparing.MatchString(b.s.text[l.limit:max(l.limit, out[0].Start)]) {
		return nil // 比一季度、上半年分别提高1.1个和0.6个百分点
	}
	for i := range out {
		if out[i].FiveYear {
			return nil
		}
	}
	return out
}

var (
	// quarterList names quarters of which only the last says so: 一、二、三季度.
	quarterList = nlp.NewExpr(`(?:第?[一二三四][、和])+第?[一二三四]季度`)
	// quarterEnds is what of such a list stays at either end of a name.
	quarterEnds = nlp.NewExpr(`^(?:第?[一二三四][、和])+第?[一二三四]季度|(?:第?[一二三四][、和])+第?[一二三四]?(?:季度)?$|[一二三四]$`)
)

// quartersListed are the quarters that such a list in text names.
func (b *binder) quartersListed(text string) (out []nlp.PeriodMention) {
	for _, r := range quarterList.FindString(text) {
		if q := strings.IndexRune("一二三四", r); q >= 0 {
			out = append(out, nlp.PeriodMention{Quarter: q/len("一") + 1})
		}
	}
	return out
}

// comparing leads up to times that something is compared with.
var comparing = nlp.NewExpr(`(?:比|较|与|高于|低于)$`)

// wholeYearNext ends such a list with the whole year.
var wholeYearNext = nlp.NewExpr(`^[、和及与]全年`)

// quarterCount ends a name where such a list says how many quarters.
var quarterCount = nlp.NewExpr(`(?:前?[两二三四]个|各)季度$`)

// timed gives a statement the time that a list names for its value.
func (b *binder) timed(w when, p *nlp.PeriodMention) when {
	base := w.year
	if p.Named {
		base = b.r.thisYear(b.scene)
	}
	if t := p.Resolve(base); strings.TrimSpace(t.Text) != "" {
		w.period, w.explicit, w.year, w.five = t, true, t.End.Year(), nil
	}
	return w
}
