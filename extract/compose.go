package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// complete makes a subject of the words p: what they leave out (a verb that a
// list shares, the owner of an attribute, the measure of a branch) comes from
// the statements before. k counts the members of a list.
func (b *binder) complete(i int, l leftPart, p string, k int) subject {
	st := &b.stmts[i]
	prev, has := b.previous()
	inSentence := has && len(b.history) > b.first
	if s, ok := b.bareShare(st, l, p); ok {
		return s
	}
	replaced, kin := tailReplaced(prev.subject.text, p)
	if inSentence && !prev.aside && b.bracketed(l.start) && (b.qualifies(p) || kin) && p != "" && prev.kind == st.rule.Set.Kind && prev.unit == b.unitOf(st) {
		l.child = true // 享受补助3万人（城市1万人、农村2万人）
	}
	if kin && inSentence && l.sep == "、" && utf8.RuneCountInString(p) == 2 && b.attrOf(p) == "" && prev.unit == b.unitOf(st) && prev.kind == schema.Level {
		return b.parse(replaced) // 省赛金牌8枚、银牌6枚
	}
	if s, ok := b.formerOrLatter(p); ok {
		return s
	}
	if p == "收入比" && inSentence && strings.Contains(prev.subject.text, "居民") {
		return b.parse("城乡居民收入比")
	}
	if inSentence {
		if name := b.eachOfThem(prev.subject, p); name != "" {
			return b.parse(name)
		}
	}
	switch {
	case inSentence && (planWord.MatchString(p) || prev.subject.verb == p && prev.kind == schema.Level && b.unitOf(st) == prev.unit):
		return prev.subject
	case strings.HasPrefix(p, "拉动") && has && inSentence: // 第二产业增加值…，拉动2.3个百分点
		if p == "拉动" {
			p = "拉动经济增长"
		}
		owner := prev.subject
		if prev.shared != nil {
			owner = *prev.shared
		}
		return b.parse(contribution.ReplaceAllString(strings.TrimSuffix(owner.text, owner.attr), "") + p)
	case strings.HasPrefix(p, "占") && has && prev.shared != nil:
		return b.parse(prev.shared.text + p)
	case strings.HasPrefix(p, "占") && has:
		return b.parse(prev.subject.text + p)
	case has && inSentence && !strings.HasPrefix(p, "达") && saidOfPart.MatchString(p) && b.attrOf(p) == "": // 债券20亿元，其中用于修路8亿元
		whole := prev.subject.text
		for i := range whole {
			if saidOfPart.MatchString(whole[i:]) {
				whole = whole[:i]
				break
			}
		}
		return b.parse(whole + p)
	case has && !inSentence && b.x.words.ClassOf(p)&nlp.PartWord != 0:
		return b.parse(p + strings.TrimPrefix(prev.subject.text, b.x.words.Prefix(prev.subject.text, nlp.PartWord)))
	case inSentence && k == 0 && b.ownerless(p) && b.actBetween(l) != "":
		return b.parse(b.actBetween(l) + p)
	case inSentence && l.sep != "：" && b.ownerless(p):
		return b.owned(prev.subject, p, l)
	case has && !inSentence && k == 0 && !l.child && b.organisationAbove(p) != "":
		return b.parse(b.organisationAbove(p) + p)
	case inSentence && k == 0 && b.bareVerb(p) && (!l.child || strings.Contains(prev.subject.text, p)):
		return b.verbOnly(prev, p, st)
	case l.child && has:
		b.parent = b.wholeOf(prev, st)
		prev = b.parent
		if s, ok := b.part(prev, p, st); ok {
			return s
		}
	case b.parent.subject.text != "" && (l.sep != "；" || budgetHead(b.parent.subject, p) != "") && (budgetHead(b.parent.subject, p) != "" || b.qualifies(p) || b.sibling(p, st) || gradeWord.MatchString(bracket.ReplaceAllString(p, "")) && strings.HasSuffix(p, "级")):
		if s, ok := b.part(b.parent, p, st); ok {
			return s
		}
	}
	if q := b.x.words.Prefix(prev.subject.text, nlp.QualWord); inSentence && q != "" && q != prev.subject.text && b.qualifies(p) && p != q {
		return b.parse(p + prev.subject.text[len(q):]) // 城镇零售额30亿元，乡村8亿元
	}
	if inSentence && k == 0 {
		if head := b.parallel(b.withoutCount(prev.subject), p); head != "" {
			return b.parse(head + p)
		}
	}
	if head := meanOf(prev.subject.text, p); has && head != "" {
		return b.parse(head + p)
	}
	if inSentence {
		if s, ok := b.carriedOwner(prev, st, l, p); ok {
			return s
		}
	}
	if inSentence {
		if counted := b.ofThose(st, p); counted != "" {
			return b.parse(strings.TrimSuffix(p, "的") + counted)
		}
	}
	s := b.parse(p)
	if inSentence && l.sep == "、" && k == 0 && prev.subject.verb == "" && s.verb == "" && s.attr == "" && st.rule.Set.Kind == schema.Level && prev.kind == schema.Level {
		if v := b.innerVerb(prev.subject.text); v != "" && (b.unitOf(st) == prev.unit || holds.MatchString(v)) {
			if at := strings.Index(prev.subject.text, v) + len(v); utf8.RuneCountInString(prev.subject.text[at:]) > 1 {
				return b.parse(prev.subject.text[:at] + p)
			}
		}
	}
	if inSentence && k == 0 && b.shares(prev, s, st) && (l.sep == "、" || l.sep == "，" && b.sameSort(prev, s, l, st)) {
		grade := gradeHead.FindString(prev.subject.body)
		if _, place := b.x.regions.beginning(p, b.r.doc.Region); place > 0 || graded.MatchString(p) || ofPlace.MatchString(p) || l.sep == "，" || strings.HasPrefix(p, "“") {
			grade = ""
		}
		s = b.parse(prev.subject.verb + grade + p)
	}
	if inSentence && k == 0 {
		if v := b.listVerb(prev, s, l, st); v != "" {
			return b.parse(v + p)
		}
	}
	if grown, ok := b.grown(s, st); ok {
		return grown
	}
	if !inSentence && p == s.attr {
		if sector := b.sectorOfSentence(); sector != "" && b.measures(p) {
			return b.parse(sector + p)
		}
	}
	if b.zone != "" && !l.scoped && !l.child && b.plainOwner(s) && !strings.Contains(b.s.text[b.s.start:l.start], "；") {
		return b.parse(b.zone + s.text)
	}
	return b.withTopic(s, st, has)
}

func (b *binder) previous() (bound, bool) {
	if len(b.history) == 0 {
		return bound{}, false
	}
	return b.history[len(b.history)-1], true
}

// saidOfPart begins what is said of a part of the thing before.
var saidOfPart = nlp.NewExpr(`^(?:用于|(?:属于?|达到)(?:国际|国内|世界|省内|市内|一般|先进|领先))`)

// planWord stands for what the plan is of: 新增就业3120人、目标2900人.
var planWord = nlp.NewExpr(`^(?:年度|全年|年初)?(?:目标|计划|任务|目标任务|预算)(?:数|值)?$`)
