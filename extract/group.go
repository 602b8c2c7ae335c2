package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Lists of quantities with one statement.

// A group is a list of quantities with nothing but 、 or 和 between them:
// 438.2万人、196.4万吨. Most groups hold one.
type group struct {
	start, end int // hedges included
	class      nlp.Class
	items      []nlp.Quantity
}

// makeGroups appends qs to out; quantities that follow one another in a list are
// joined.
func makeGroups(out []group, text string, qs []nlp.Quantity) []group {
	first := 0 // quantity of the last group
	for i, q := range qs {
		if n := len(out); n > 0 && joins(text, out[n-1], q) {
			g := &out[n-1]
			g.items = qs[first : i+1 : i+1]
			g.end, g.class = q.FullEnd, q.Class
			carryUnit(g)
			carryHedge(g)
			continue
		}
		first = i
		out = append(out, group{q.FullStart, q.FullEnd, q.Class, qs[i : i+1 : i+1]})
	}
	return out
}

// perEach stands before each value of a list of standards: 每人每月860元和每人每年7200元.
var perEach = nlp.NewExpr(`(?:每[人户亩生床](?:每[年月日])?|[年月]人均|人均每?[年月]|每[年月])$`)

// joins reports whether q goes on the list g.
func joins(text string, g group, q nlp.Quantity) bool {
	if reached := text[q.FullStart:q.Start]; len(reached) >= len("突破") && reached != "不低于" && reached != "超过" {
		return false // 新增300公里、突破2000公里
	}
	switch perEach.ReplaceAllString(text[g.end:q.FullStart], "") {
	case "、", "和", "及", "与", "以及", "、和":
	default:
		return false
	}
	last := g.items[len(g.items)-1]
	if q.FullStart < q.Start && q.Unit.Dimension != last.Unit.Dimension {
		if next, _ := utf8.DecodeRuneInString(text[q.FullEnd:]); next == '的' || figures.Has(next) {
			return false // 超亿元27家、超10亿元2家
		}
	}
	switch {
	case g.class == nlp.RatioNos || q.Class == nlp.RatioNos:
		return false
	case g.class == nlp.RankNo:
		return q.Class == nlp.RankNo || q.Class == nlp.Amount && q.Unit.Text == "位"
	case q.Unit.Text != last.Unit.Text && (q.Weak || q.FullEnd > q.End && startsHan(text[q.FullEnd:])):
		return false // 3.7人、3岁以下婴幼儿托位5个
	case q.Class == nlp.Amount && last.Class == nlp.Amount && q.Unit.Dimension != last.Unit.Dimension && isSizeOf(text[q.FullEnd:]):
		return false // 亿元项目12个、10亿元项目3个; 超亿元27家、超5亿元6家
	case last.Class == q.Class, last.Class == nlp.Bare:
		return true
	case last.Class == nlp.Percent && q.Class == nlp.Times:
		return true // 分别增长32.6%和1.1倍
	case q.Class == nlp.Points && last.Unit.Text == "个":
		return true
	}
	return false
}

// nextListed begins what goes on a list of values.
var nextListed = nlp.NewExpr(`^(?:和|及|与|以及|左右|以上|以内)`)

// isSizeOf reports whether what stands behind a value is what it is the size of.
func isSizeOf(behind string) bool {
	r, _ := utf8.DecodeRuneInString(behind)
	return figures.Has(r) || unicode.Is(unicode.Han, r) && !nextListed.MatchString(behind)
}

func startsHan(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Han, r)
}

// carryHedge lets a hedge before the first or behind the last of a list hold
// for those that have none: 超过98%、85%.
func carryHedge(g *group) {
	first, last := g.items[0], g.items[len(g.items)-1]
	for i := range g.items {
		q := &g.items[i]
		if q.Bound != schema.Eq || q.Modifier != "" {
			continue
		}
		if first.FullStart < first.Start {
			q.Bound, q.Modifier = first.Bound, first.Modifier
		} else if last.FullEnd > last.End && last.FullStart == last.Start && (q.Value.IsInt() || !last.Value.IsInt()) { // 95.4%、83.7%、98%以上
			q.Bound, q.Modifier = last.Bound, last.Modifier
		}
	}
}

// listed is the name of a list's next member between two values.
var listed = nlp.NewExpr(`^、[\p{Han}（）“”]{1,14}$`)

// unitFromBehind gives a value without its unit that of the next in a list of names
// with values: 农业用水18亿、工业用水8亿立方米; 小麦37.2、玉米62.9万吨; 高于全国2.4个、
// 全省0.7个百分点.
func unitFromBehind(groups []group, text string) {
	for i := len(groups) - 2; i >= 0; i-- {
		g, next := &groups[i], &groups[i+1]
		if q := &g.items[len(g.items)-1]; q.End != g.end || !lacksUnitOf(q, &next.items[0], text) || !listed.MatchString(text[g.end:next.start]) {
			continue
		}
		to := next.items[0]
		for k := range g.items {
			g.items[k].Unit, g.items[k].Class, g.items[k].Weak = to.Unit, to.Class, to.Weak
		}
		g.class = next.class
	}
}

// lacksUnitOf reports whether q has no unit, or no more than the beginning of that
// of the value to, which goes on a list with it.
func lacksUnitOf(q, to *nlp.Quantity, text string) bool {
	switch {
	case to.Class == nlp.Points:
		return q.Class == nlp.Amount && q.Unit.Text == "个"
	case q.Class != nlp.Bare || to.Class != nlp.Amount:
		return false
	case q.Unit.Text != "":
		return q.Unit.Text != to.Unit.Text && strings.HasPrefix(to.Unit.Text, q.Unit.Text)
	}
	r, _ := utf8.DecodeLastRuneInString(text[:q.Start])
	return !to.Weak && to.Unit.Dimension != "count" && q.FullStart == q.Start && (unicode.Is(unicode.Han, r) || r == '）')
}

// carryUnit gives the unit at the end of a list to the members before it that
// have none: 78.3、16.4万吨; 3.5个、3个百分点.
func carryUnit(g *group) {
	last := g.items[len(g.items)-1]
	if g.class == nlp.Amount && g.items[0].Class == nlp.RankNo {
		last = g.items[0]
		for i := range g.items {
			g.items[i].Class, g.items[i].Unit = last.Class, last.Unit
		}
		g.class = nlp.RankNo
		return
	}
	for i := range g.items[:len(g.items)-1] {
		q := &g.items[i]
		bare := q.Class == nlp.Bare && last.Class != nlp.Bare
		if bare || last.Class == nlp.Points && q.Class == nlp.Amount && q.Unit.Text == "个" {
			if bare && q.Unit.Text != "" && !strings.HasPrefix(last.Unit.Text, q.Unit.Text) {
				continue
			}
			q.Unit, q.Class, q.Weak = last.Unit, last.Class, last.Weak
		}
	}
}
