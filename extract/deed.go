package extract

import (
	"strings"

	"zhibiao/nlp"
)

// What was done in several years together, and what stood at their end.

// upTo leads to what a stock stands at.
var upTo = nlp.NewExpr(`达|[增升提]至|到|共有|总数|保有|拥有|保持|稳定`)

// inAll reports whether a value adds up what was done in all the years that the
// paragraph tells of, and is no stock at their end.
func (b *binder) inAll(st *statement, sub subject, l leftPart) bool {
	said := b.s.text[l.start:b.s.groups[st.group].start]
	if prev, ok := b.previous(); ok && prev.summed && l.sep == "、" && l.clean != "" && len(b.history) > b.first && !upTo.MatchString(said) {
		return true // 累计完成营造林90万亩、森林抚育30万亩
	}
	if strings.Contains(said, "累计") {
		return true
	}
	if upTo.MatchString(said) || yearAfterYear.MatchString(said) {
		return false
	}
	if sub.verb != "" {
		return !reaching.MatchString(sub.verb)
	}
	return done.MatchString(said) && !yearly.MatchString(said) || b.deed(st, sub)
}

// deed reports whether a subject without a verb of counting tells what was done:
// its first word is a verb to the general dictionary (处置闲置土地), or one is said of
// those counted (8所学校入选名单, 9项成果在全国推广).
func (b *binder) deed(st *statement, sub subject) bool {
	if sub.attr != "" || isPeople(b.s.groups[st.group].items[0]) {
		return false // 登记失业人员
	}
	if v := b.x.words.Prefix(sub.text, nlp.VerbWord); v != "" && v != sub.text && b.wordStarts(sub.text, v) {
		return !states.MatchString(v)
	}
	object := b.object(st)
	if shared := b.sharedPredicate(st, object, 0); shared != "" {
		object = shared
	}
	if object == "" {
		object = sub.text // 经验获全国推广6项
	}
	if _, said := b.predicated(object); said != "" && !strings.HasPrefix(said, "在") {
		return !states.MatchString(said)
	}
	words := b.x.words.Split(object)
	last := words[len(words)-1]
	return last.Start > 0 && last.Is(nlp.VerbWord|nlp.ActWord|nlp.PredWord) && !states.MatchString(object[last.Start:])
}

// states are verbs that tell how things are.
var states = nlp.NewExpr(`^(?:在|拥有|保持|存在|位于|位列|进入|跻身|达到|参加|参与|接受|具有|运行|运营|经营|使用|服务|管理|保障|应用|布局|覆盖|联系|包含|包括|享受|享有|共享|支撑|构成|组成)`)

// done says that something was done, where the subject has no verb of its own.
var done = nlp.NewExpr(`新增|完成|加装|追回|减免|植树|减量|(?:投入|实施|发放|拨付|引进|建成|兑现)\p{Han}{2}`)

// yearly says that a level is that of each year.
var yearly = nlp.NewExpr(`年均|每年`)

// yearAfterYear says that a level was reached in each of several years.
var yearAfterYear = nlp.NewExpr(`连续[\d一二两三四五六七八九十]+年`)

// reaching ends a verb that tells how far something goes by now.
var reaching = nlp.NewExpr(`(?:覆盖|辐射|通达|拥有|共享|登记|注册)$`)
