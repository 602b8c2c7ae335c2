package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Sums of a budget: what its items come to, and what is carried over from year to year.

var (
	// carriedOver is money that one year leaves to another, by a name that lacks nothing: 上年
	// 结余 behind 债务收入5.9亿元 is no 债务结余.
	carriedOver = nlp.NewExpr(`^(?:[，、；：]|其中|[和及加])*(?:[加减][上去]|扣除|减除)?((?:上年|上年度|历年|以前年度)(?:净|滚存|累计)?结[余转](?:收入|资金)?|(?:上年)?结转(?:下年|下年度|上年)(?:支出|使用|收入)?|净结余)(?:为|共|达到?)?$`)
	// cameTo is what all items come to. Firms and sights have such sums too; budgetItem says
	// that the sentence speaks of a budget.
	cameTo     = nlp.NewExpr(`^(?:[，、；：]|其中|[和及])*((?:收入|支出|收支)(?:总计|合计|总量)|总(?:计)?(?:收入|支出)|财力(?:总计|合计)|(?:收入|支出)安排总计)(?:为|共|达到?)?$`)
	budgetItem = nlp.NewExpr(`公共预算|财政(?:总)?(?:收入|支出|拨款)|补助(?:收入|下级)|转移支付|税收返还|上解|调入|结转|上年结余|预算收入|预算支出|债[务券](?:转贷)?(?:收入|还本)|转贷收入|预算稳定调节基金|政府性基金|国有资本经营|收支相抵`)
	// budgetColumn says of a value whether it was planned or came about: 年初预算 and 决算数 of
	// 支出年初预算为38.6亿元，决算数39.8亿元. The name needs neither.
	budgetColumn = nlp.NewExpr(`(?:(?:年初|调整后?的?|当年|原)预算数?|预算数|(?:预计)?执行数|决算数|快报数|^(?:预算)?执行中?)$`)
	// addedTo begins an item that is added to those before, or taken from them: 加上上级补助收入,
	// 减去公共财政预算支出, 扣除结转下年使用的专款.
	addedTo = nlp.NewExpr(`^(?:再?加上|减去|扣除|减除|扣减|[加减])((?:上级|中央|省级?|市级?|公共|上年|上解|下级|补助|返还|税收返还|转移|调[入出]|动用|补充|安排|结转|债[务券]|地方|政府|一般|财政|专项|当年|本年|置换|偿还|再融资|新增|待偿)\P{P}*(?:收入|支出|结余|结转|资金|基金|还本|返还|补助|支付|债券|财力|专款))$`)
)

// budgetSum is the name of such a sum in the clause raw that ends at offset end; "" if it is none.
func (b *binder) budgetSum(raw string, end int) string {
	if m := carriedOver.FindStringSubmatch(raw); m != nil {
		return m[1]
	}
	if m := cameTo.FindStringSubmatch(raw); m != nil && budgetItem.MatchString(b.s.text[b.s.start:end-len(raw)]) {
		return m[1]
	}
	return ""
}

// withoutColumn is a name without the column of the budget that it ends in; it is empty where
// the sentence has said before what the column is of.
func (b *binder) withoutColumn(name string) string {
	m := budgetColumn.FindString(name)
	if m == name && len(b.history) == b.first {
		return name
	}
	if n := len(b.history); n > b.first && b.history[n-1].status == schema.Target && reallySpent.MatchString(name) {
		return ""
	}
	return strings.TrimSuffix(name, m)
}

// reallySpent is what came of a planned sum: 实际支出 of 预备费年初预算1.5亿元，实际支出0.8亿元.
var reallySpent = nlp.NewExpr(`^实际(?:支出|列支|使用|收入)$`)

// itemBefore is the subject before that is no sum of a budget and so may own what follows:
// of 基金预算收入8亿元，收入总计9亿元；支出7亿元 the first. It is s where there is none.
func (b *binder) itemBefore(s subject) subject {
	for k := b.first; k < len(b.history) && s.sum; k++ {
		if h := b.history[k].subject; inOut.MatchString(h.text) {
			s = h
		}
	}
	return s
}

// usedFor is what money goes to, mainlyFor its front with words that say nothing of it.
var (
	usedFor   = nlp.NewExpr(`^(?:.*[^只仅适专不可])?用于`)
	mainlyFor = nlp.NewExpr(`^(?:主要|重点|全部|优先|集中|统筹|其中|已|专项)+用于`)
)

// usedAlso is what a further use in a list takes from the first: 债券资金用于 in 债券资金9亿元，
// 用于棚户区改造5亿元、产业园区4亿元.
func (b *binder) usedAlso(w *gap) string {
	prev, p, l := w.prev, w.p, &w.l
	if l.sep != "、" && l.sep != "和" && l.sep != "以及" || l.child || prev.kind != schema.Level || prev.kind != w.kind || prev.dimension != b.value(w).Unit.Dimension || strings.Contains(p, "用于") {
		return ""
	}
	return usedFor.FindString(prev.subject.text)
}

// limitSetBy leads from those who set a limit, and for whom, to the limit; givenBy from those
// who gave something to what was done: 省政府核定我市政府债务限额, 省财政厅下达我市专项资金.
var (
	limitSetBy = nlp.NewExpr(`^(?:经?(?:国务院|中央|上级|省|市|县|区|州|自治区)?(?:人民)?(?:政府|财政[厅局部]|人大|人大常委会|政府办)?(?:批准|同意|批复)?[，、]?)(?:重新)?(?:核定|下达|核准|批准|批复|确定)(?:给|了)?(?:[我全本][省市县区州盟旗]|\p{Han}{2,4}?[省市县区州盟旗])?(?:的)?(?:(?:19|20)\d\d年度?)?(?:的)?((?:地方|新增|政府|一般|专项|法定|全部|累计|[省市县区州]级|[省市县区州]本级)*债[务券]\p{Han}{0,4}限额)$`)
	givenBy    = nlp.NewExpr(`^(?:国务院|中央|上级|省|市|自治区)(?:人民)?(?:政府|财政[厅局部]?)?(下达|拨付|核定|分配|转贷|安排)(?:给)?[我本][省市县区州盟旗](?:的)?(\P{P}{2,})$`)
)

var (
	// budgetHeaded is the budget that a heading names.
	budgetHeaded = nlp.NewExpr(`一般公共预算|政府性基金|国有资本经营预算|社会保险基金`)
	// budgetLevel leads to what one level of government takes in and spends: 市本级：收入9亿元.
	budgetLevel = nlp.NewExpr(`^(?:其中[：，])?((?:[省市县区州旗]|自治[区州县])(?:本)?级|[^，。；：]{2,8}(?:新区|开发区|高新区|本级))[：，]?$`)
)

// budgetNamed is the budget that a heading names, if it is one.
func budgetNamed(heading string) string {
	if all := budgetHeaded.FindAllString(heading, 2); len(all) == 1 {
		return all[0]
	}
	return ""
}

// budgetAbove is whose income or spending a sentence of a budget report tells of that
// begins with no more than that word: the level of government that it leads in with and
// the budget of the heading above. "" if no heading names one.
func (b *binder) budgetAbove(w *gap) string {
	if w.p == "" || inOut.FindString(w.p) != w.p {
		return ""
	}
	if b.r.doc.Kind != schema.BudgetReport {
		return ""
	}
	for n := len(b.r.headings); n > 0; n-- {
		if h := b.r.headings[n-1]; h.budget != "" {
			if m := budgetLevel.FindStringSubmatch(b.s.text[b.s.start:w.l.start]); m != nil {
				return m[1] + h.budget
			}
			return h.budget
		}
	}
	return ""
}
