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

// meanwhile goes on from a value that limits nothing.
var meanwhile = nlp.NewExpr(`^的?(?:同时|情况|基础上|目标|条件|前提|背景)`)

// pickedFirms are those that pass a limit, named without 的.
var pickedFirms = nlp.NewExpr(`^(?:规上|规模以上)?(?:工业|服务业)?(?:企业|项目|园区|乡镇|村|县)(?:有|达|共)?$`)

// limitLed leads to a limit, where it is not part of the quantity.
var limitLed = nlp.NewExpr(`[^超通经渡跨胜]过$|超$|超过$|不足$`)
