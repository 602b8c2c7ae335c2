package extract

import (
	"strconv"
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// What a change is against, where the words around it say so.

// alikeSince is the year that changes are against from there on: 比2013年末（普查时点，下同）.
var alikeSince = nlp.NewExpr(`[比较]((?:19|20)\d\d)年末?（[^（）]{0,36}下同）`)

// sinceBefore is the year that the growth before in the sentence is against;
// "" unless it is an earlier one than the year before.
func (b *binder) sinceBefore() string {
	for k := len(b.history) - 1; k >= b.first; k-- {
		if h := b.history[k]; h.status == schema.Target && b.scene.status == schema.Actual {
			continue // 低于累计下降14%的目标；利润下降4%
		} else if h.kind == schema.Growth || h.kind == schema.Delta {
			if year, ok := strings.CutPrefix(h.basis, "since:"); ok && (h.kind == schema.Growth || number(year) < b.r.review-1) {
				if b.besideYearly(k) {
					return ""
				}
				return h.basis
			}
			if h.kind == schema.Growth {
				return ""
			}
		}
	}
	return ""
}

// besideYearly reports whether the change at k of the history only stands beside one
// against the year before: 零售额增长14.2%，比2019年增长6.5%；出口增长36.8%.
func (b *binder) besideYearly(k int) bool {
	if k == b.first {
		return false
	}
	h, prev := &b.history[k], &b.history[k-1]
	return prev.kind == schema.Growth && prev.basis == "yoy" && prev.subject.text == h.subject.text
}

// span is how many years the sentence of st or its paragraph looks back on; 0 if it
// tells of one.
func (b *binder) span(st *statement, w when) int {
	switch {
	case w.five != nil && w.five.Span > 0:
		return w.five.Span
	case w.five != nil && w.five.From > 0:
		return w.five.To - w.five.From + 1
	case b.five && !b.ofOneYear(st, w):
		return 5
	}
	return 0
}

// lastYearLed begins what is told of one year beside what is told of five: 全年完成投资60亿元,
// 过去的一年，….
var lastYearLed = nlp.NewExpr(`(?:^|[，。：；！”])(?:预计)?(?:(?:19|20)\d\d年，?)?(?:(?:预计)?全年[^，。；目计]|过去的?一年|过去这一年|去年|刚刚过去)`)

// yearFirst opens a sentence with the year that it is on.
var yearFirst = nlp.NewExpr(`^[—，\s]{0,9}(?:19|20)\d\d年(?:[，,]|[^末底以初的至到—-])`)

// ofOneYear reports whether the sentence of st is on one year, in a paragraph on five.
func (b *binder) ofOneYear(st *statement, w when) bool {
	if b.scene.status == schema.Target {
		return w.explicit && w.year == b.r.plan
	}
	said := b.s.text[b.s.start:st.start]
	if q := b.s.groups[st.group].items[0]; w.explicit && !w.spans && w.year == b.r.review && q.Class == nlp.Percent && yearFirst.MatchString(said) && !fiveYears.MatchString(said) && !fromToYear.MatchString(said) {
		return true // 2021年，出口增长18%
	}
	if !b.seen.May(lastYearLed) {
		return false
	}
	m := lastYearLed.FindStringIndex(said)
	return m != nil && !fiveYears.MatchString(said[m[0]:])
}

// fiveYears goes over to what was done in several.
var fiveYears = nlp.NewExpr(`[三四五]年|十[一二三四五六七八]?五`)

var comparedTo = nlp.NewExpr(`[与同比较](?:19|20)\d\d年(?:末|底|同期|[^，。；]{0,12}(?:普查|调查)[^，。；]{0,16}?)?(?:相比|比较)?[，,]`)

// comparedWith is a value of another year that a change behind it is against.
var comparedWith = nlp.NewExpr(`([比较](?:19|20)\d\d年)(?:末|底|同期|[^，。；、的\d]{0,12}(?:普查|调查))?的[\d.]+(?:%|[万亿]?\p{Han}{1,3})$`)

// againstIt leads to a survey that something is compared with.
var againstIt = nlp.NewExpr(`[与同比较]$`)

// compared is the comparison that opens the sentence before a statement: 与1985年
// 相比，…, or the time that stands right before it: 较禁捕之初.
func (b *binder) compared(st *statement) string {
	before := b.s.text[b.s.start:max(b.s.start, st.start)]
	if m := comparedWith.FindStringSubmatch(before); m != nil {
		return m[1] // 比2010年的21%上升9个百分点
	}
	if m := sinceThen.FindString(before); m != "" {
		return m
	}
	if since := b.sinceSurvey(st); since != "" {
		return since
	}
	if !b.seen.May(comparedTo) {
		return ""
	}
	return comparedTo.FindString(before)
}

// sinceSurvey is the comparison with a survey by its number, by the year that it stands
// for: 比2010年 of 与第六次全国人口普查相比.
func (b *binder) sinceSurvey(st *statement) string {
	for _, p := range b.s.periods {
		if p.To > 0 && p.End <= b.s.groups[st.group].start && strings.HasPrefix(b.s.text[p.Start:], "第") && againstIt.MatchString(b.s.text[b.s.start:p.Start]) {
			return "比" + strconv.Itoa(p.To) + "年"
		}
	}
	return ""
}
