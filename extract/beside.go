package extract

import (
	"zhibiao/nlp"
	"zhibiao/schema"
)

// growsOn makes a bare percentage a growth where it goes on a list of such (增长
// 1.6倍、47%和38%) or sets another beside it (增长5.2%，上年同期为4.6%).
func (b *binder) growsOn(i int) {
	b.changesOn(i)
	if i == 0 || b.stmts[i].rule.Set.Kind != schema.Rate || b.stmts[i-1].rule.Set.Kind != schema.Growth {
		return
	}
	st, prev := &b.stmts[i], &b.stmts[i-1]
	between := b.s.text[prev.end:b.s.groups[st.group].start]
	listed := b.s.groups[prev.group].class == nlp.Times && listSep.MatchString(between)
	if b.s.groups[st.group].class == nlp.Percent && (listed || sameBeside.MatchString(between)) {
		st.rule, st.negative, st.basis = prev.rule, listed && prev.negative, prev.basis
	}
}

// changesOn gives points that go on a list of changes the direction of those before:
// 分别下降2.1/10万、0.8个千分点.
func (b *binder) changesOn(i int) {
	if i == 0 || b.stmts[i].rule.Set.Kind != schema.Delta || b.stmts[i-1].rule.Set.Kind != schema.Delta {
		return
	}
	st, prev := &b.stmts[i], &b.stmts[i-1]
	start := b.s.groups[st.group].start
	if st.start == start && prev.rule.groups[signGroup] >= 0 && listSep.MatchString(b.s.text[prev.end:start]) && distributes(b.s.text[b.clauseStart(b.s.start, prev.start):b.s.groups[prev.group].start]) {
		st.negative, st.basis = prev.negative, prev.basis
	}
}

// sameBeside leads from a growth to that of the year before or to the one aimed at.
var sameBeside = nlp.NewExpr(`^[，；](?:而)?(?:(?:上年|去年)(?:同期|同月|同季)?|(?:全年|年度|年初)(?:预期)?(?:目标|计划))(?:仅?为|是|只有)$`)
