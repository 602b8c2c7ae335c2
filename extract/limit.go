package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Limits by which some are picked out of many: 产值超10亿元的企业.

// limit is one, as it stands in a name.
const limit = `(?:(?:超过|超|过|突破|达到|达|不足|低于|高于|逾)[\d.]*[十百千万亿]*(?:美?元|亩|吨|人|户|岁|年|平方米|公里|头|只|台|%)|[\d.]+[十百千万亿]*(?:美?元|亩|吨|人|户|岁|年|平方米|公里|头|只|台|%)(?:及?以上|以下))`

var (
	byLimit   = nlp.NewExpr(`^([^\d超过突达不，、]{0,10}?)(` + limit + `)的?([^\d，、]{0,10})$`)
	withLimit = nlp.NewExpr(`^(.*?[^\d.])` + limit + `(的?.*)$`)
)

// byOtherLimit completes the name of those that p picks out by a limit. What they are,
// and of what the limit is, those before it in the sentence tell that were picked out
// by another: behind 产值超1000万元的企业26家 those of 超亿元的2家 are 产值超亿元的企业. Else
// what they are is the whole that they are part of: 企业61家，其中产值超亿元27家. It is ""
// if p is no limit, or has all of it.
func (b *binder) byOtherLimit(w *gap) string {
	st, l, p, prev := w.st, &w.l, w.p, w.prev
	m := byLimit.FindStringSubmatch(p)
	if m == nil || st.rule.Set.Kind != schema.Level || m[1] != "" && m[3] != "" {
		return ""
	}
	for k := len(b.history) - 1; k >= b.first; k-- {
		h := b.history[k]
		if h.kind != schema.Level || h.unit != b.unitOf(st) {
			continue
		}
		of := withLimit.FindStringSubmatch(h.subject.text)
		switch {
		case of == nil || !strings.HasSuffix(of[2], m[3]):
		case m[1] != "":
			return m[1] + m[2] + of[2]
		default:
			return of[1] + m[2] + of[2]
		}
	}
	if m[1] != "" && l.child && prev.unit == b.unitOf(st) && b.attrOf(prev.subject.text) == "" {
		return m[1] + m[2] + prev.subject.body
	}
	return ""
}

// pickedOut stands between a limit and the number of those that pass it: 产值过10亿元的
// 仅有2家, 面积超5000亩的基地6个.
var pickedOut = nlp.NewExpr(`^(?:的(?:\p{Han}{1,8}?)?(?:仅|只|共|已)?(?:有|达|为)?)?$`)

// picksOut reports whether a value is such a limit: the number of those that pass it
// stands right behind it.
func (b *binder) picksOut(st *statement) bool {
	g := b.s.groups[st.group]
	if isCount(g.items[0]) && g.items[0].Unit.Dimension != "people" || st.group+1 >= len(b.s.groups) || st.rule.Set.Kind != schema.Level {
		return false
	}
	next := b.s.groups[st.group+1]
	if !isCount(next.items[0]) || next.start < g.end {
		return false
	}
	between := b.s.text[g.end:next.start]
	return !meanwhile.MatchString(between) && (pickedOut.MatchString(between) || pickedFirms.MatchString(between)) && (g.start < g.items[0].Start || limitLed.MatchString(b.s.text[b.s.start:g.start]))
}

// Those who pass a limit, counted before it: 有5家企业产值超过10亿元.
var (
	thereAre  = nlp.NewExpr(`(?:有|其中|仅|只)$`)
	eachPlace = nlp.NewExpr(`^(?:县区|区县|县市|县|乡镇|镇街|街道|镇|村|社区)$`) // of which each has a measure of its own
	passing   = nlp.NewExpr(`^(\P{P}{0,8}?(?:企业|公司|合作社|市场主体|县（市、?区?）|县区|区县|县市|县|乡镇|镇街|街道|镇|村|社区|园区|开发区|项目|景区|单位|产业|行业|城市|省份|地区))?(\P{P}{2,16}?)(?:均|都|已)?(超过?|突破|不到|不足|不低于|低于|高于|[^超通经渡跨胜]过)?$`)
)

// passed is what is said of those that the count of group k is of, where the value of
// the next group is only a limit that they pass: 产值超过10亿元的企业; "" if it is not.
func (b *binder) passed(k int) string {
	if k < 0 || k+1 >= len(b.s.groups) {
		return ""
	}
	of, g := b.s.groups[k], b.s.groups[k+1]
	limit := g.items[0]
	if !isCount(of.items[0]) || isPeople(of.items[0]) || g.class != nlp.Percent && g.class != nlp.Bare && limit.Unit.Dimension != "currency" || limit.Bound == schema.Eq || limit.Bound == schema.Approx || g.start < of.end {
		return ""
	}
	m := passing.FindStringSubmatch(b.s.text[of.end:limit.Start])
	if m == nil || !eachPlace.MatchString(m[1]) && !thereAre.MatchString(b.s.text[b.s.start:of.start]) || b.attrOf(m[2]) == "" || b.leadingVerb(m[2]) != "" {
		return ""
	}
	who := m[1]
	if who == "" && b.topic.in {
		who = b.topic.text
	}
	said := m[2] + b.s.text[of.end+len(m[1])+len(m[2]):limit.FullEnd]
	if who == "" {
		return said
	}
	return said + "的" + who
}

// meanwhile goes on from a value that limits nothing.
var meanwhile = nlp.NewExpr(`^的?(?:同时|情况|基础上|目标|条件|前提|背景)`)

// pickedFirms are those that pass a limit, named without 的.
var pickedFirms = nlp.NewExpr(`^(?:规上|规模以上)?(?:工业|服务业)?(?:企业|项目|园区|乡镇|村|县)(?:有|达|共)?$`)

// limitLed leads to a limit, where it is not part of the quantity.
var limitLed = nlp.NewExpr(`[^超通经渡跨胜]过$|超$|超过$|不足$`)
