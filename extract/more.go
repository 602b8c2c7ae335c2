package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// More of the same: what is built upon what there was.

// upon stands behind what something is built upon: 在去年新建42个的基础上.
var upon = nlp.NewExpr(`^的?基础上`)

// builds is a verb of building and what follows it.
var builds = nlp.NewExpr(`^再?(?:新|改|扩|续)?建(?:设|成)?`)

// builtMore names what is counted before more of it is built, and the more of it:
// 新建养老站 of 在去年新建42个的基础上，再建养老站30个, and 建设农田 of 已有农田32万亩，
// 今年再建4万亩. "" where p is no bare verb of building.
func (b *binder) builtMore(w *gap) string {
	st, l, p, prev, inSentence := w.st, &w.l, w.p, w.prev, w.where&amid != 0
	if p == "增" && inSentence && prev.kind == schema.Level && prev.unit == b.unitOf(st) {
		return "新增" + prev.subject.body // 新增86家，今年再增30家
	}
	if !strings.Contains(p, "建") {
		return "" // as mostly
	}
	g := b.s.groups[st.group]
	if rest, ok := strings.CutPrefix(p, "建"); ok && strings.Contains(l.raw, "再"+p) && rest != "" {
		return "建设" + rest // 再建养老站30个
	}
	p = b.stripText(strings.TrimPrefix(p, "在"))
	if st.rule.Set.Kind != schema.Level || builds.FindString(p) != p || p == "" {
		return ""
	}
	if p == "建" || p == "再建" {
		if inSentence && prev.kind == schema.Level && prev.unit == b.unitOf(st) {
			return "建设" + prev.subject.body
		}
		return ""
	}
	if !upon.MatchString(b.s.text[g.end:b.s.end]) {
		return ""
	}
	for k := range b.stmts {
		next := &b.stmts[k]
		if next.start < st.end || b.unitOf(next) != b.unitOf(st) {
			continue
		}
		_, clause, found := strings.Cut(b.s.text[g.end:next.start], "，")
		if m := builds.FindString(b.stripText(clause)); found && m != "" {
			if noun := strings.TrimPrefix(b.stripText(clause), m); noun != "" {
				return p + noun
			}
			return p + b.object(next)
		}
		break
	}
	return ""
}

// cameOf is what came of a plan for those that it counted: 企业实际落户.
var cameOf = nlp.NewExpr(`^(\p{Han}{2,8}?)(?:实际|只|仅)(\p{Han}{2,6})$`)

// cameOfPlan names what came of a plan: 落户企业 of 计划引进的12家企业实际落户9家.
func (b *binder) cameOfPlan(w *gap) string {
	prev, p := w.prev, w.p
	if m := cameOf.FindStringSubmatch(p); m != nil && prev.status == schema.Target && strings.HasSuffix(prev.subject.text, m[1]) {
		return m[2] + m[1]
	}
	return ""
}
