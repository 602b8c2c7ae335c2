package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Whether a value happened, is expected or aimed at.

// yearBefore says that a value is that of the year before.
var yearBefore = nlp.NewExpr(`^(?:而)?(?:上年|去年)(?:同期|同月|同季|末)?(?:为|是|仅为|只有)`)

// ofYearBefore begins what is told of the year before: 上年基金结余. What is carried
// over from it is of this year.
var ofYearBefore = nlp.NewExpr(`^(?:上年|去年)(?:末|底)?[^同结转净增减\P{Han}]\p{Han}{1,11}(?:余额|结余|总额|总量|收入|支出)(?:为|是|达)?$`)

// intended says that what follows is aimed at, in a report on what was.
var intended = nlp.NewExpr(`计划|规划|提出|力争|目标|确保|控制在|拟|将`)

// asOf opens what was counted on a day: 截至2022年3月底.
var asOf = nlp.NewExpr(`截[至止]到?(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?`)

// standing is a stock as it stands now, in a text that looks ahead.
var standing = nlp.NewExpr(`(?:目前|现有|已有|已建成)[^，。；、]{0,14}$|(?:^|[，；：])(?:[我全]\p{Han}|当前)*拥有[^，。；、]{0,14}$`)

// asIs ends a sentence that tells how things are, in the half that plans: 这些是我市
// 发展的优势所在.
var asIs = nlp.NewExpr(`这些?(?:都|正|均)?是[^，。；]{2,20}(?:所在|优势|底气|基础|支撑|条件|根基)`)

// inAim leads to what an aim was, in brackets behind it.
var inAim = nlp.NewExpr(`(?:规划|年度|预期|约束性)目标(?:值)?（$`)

// stillTo says that something is to come, in a report on what was: 还将举办.
var stillTo = nlp.NewExpr(`(?:还|即|也|仍|均|都|下一?步|接下来)将[^，。；、]{0,12}$`)

// purposed begins a clause on what was meant to be done, in a report on what was:
// 计划实施项目60个. What was done 按计划 was done.
var purposed = nlp.NewExpr(`(?:(?:^|[，；、：（]|全年|年内|年度|年初|原|[^，；、：（按照成超入的度据]{2})计划|(?:^|[，；、：])拟)([^，。；、：]+)$`)

// aimBefore is an aim that stands right before its value: 年度目标80个.
var aimBefore = nlp.NewExpr(`(?:(?:年度|全年|年初|省定|市定|下达|既定|预期|人代会)的?(?:目标|计划|任务)(?:任务|数|值)?|(?:^|、|，|的|》|[量额率值金资入业])目标|(?:增长|下降|降低)目标|(?:年初|年度|调整后?的?)预算数?|(?:^|[，；入出金费])预算数|规划确定的\p{Han}{2,12}|(?:年初|人代会|大会)[^，。；]{0,10}(?:提出|确定|定下?)的?今年\p{Han}{0,10}增长)(?:为|是|的)?[^，。；、完占]{0,10}$|(?:收入|支出|预备费)预算(?:为|是|安排)?$|(?:改造|建设|新建|实施|治理)计划(?:为|是)?$`)

// beyondAim ends what says by how much an aim was missed or passed, or how many
// things a plan has.
var beyondAim = nlp.NewExpr(`(?:超出?|超过|高于|低于|短缺|差)(?:年度|全年|年初)?的?(?:目标|计划|任务)$|[列纳]入(?:年度|全年|年初)?(?:目标|计划|任务)的$`)

var (
	// alreadyDone ends what leads to a value that was reached, also beside an aim.
	alreadyDone = nlp.NewExpr(`(?:现已|目前已|已累计|实际(?:完成|建成|检查|开工|实施)|已经?(?:完成|建成|完工|开工|投产|上缴|帮助|达到|实现|签约|发放|办结|超过|提前))[^，。；、]{0,10}$`)
	// asAimed follows a value that was an aim.
	asAimed = nlp.NewExpr(`^(?:以上|左右|以内|以下)?的?(?:规划|预期|年度|既定|约束性)?(?:目标|规划要求)(?:$|[^值人群任完实达如的])`)
	// asTask follows one that was a task, taskSet leads to it.
	asTask  = nlp.NewExpr(`^(?:以上|左右|以内)?的(?:年度|全年)?(?:目标)?任务(?:$|[^完的])`)
	taskSet = nlp.NewExpr(`(?:完成|实现|下达|承担)[^，。；]{0,16}$`)
	// thenReally sets what came of it beside a plan.
	thenReally = nlp.NewExpr(`^[^，。；\d]{0,8}(?:，(?:[^，。；]{0,10}，)?[^，。；]{0,6})?(?:实际|只)`)
	planned    = nlp.NewExpr(`计划|任务|批准|预算(?:安排|数|草案)?为|规划|原定|原打算|拟|提出`)
	// mustGrow ends what says how much is still needed.
	mustGrow = nlp.NewExpr(`(?:据测算|仍|还|尚|后期|下半年|四季度|后[一二两三四][年月]|年均|月均)[^，。；]{0,6}[需须](?:再|要)?(?:增长|完成|达到|新增)$`)
)

// aimedAt are those whom an action is for, and no aim of it: 目标人群覆盖率.
var aimedAt = nlp.NewExpr(`目标(?:人群|群体|客户|对象)`)

// partYear reports whether a part of a year is named in [from, to): 1—11月.
func (b *binder) partYear(from, to int) bool {
	for i := range b.s.periods {
		if p := &b.s.periods[i]; p.Start >= from && p.End <= to && (p.Month > 0 || p.Quarter > 0 || p.Half > 0) {
			return true
		}
	}
	return false
}

// aimLeadsTo reports whether an aim ends lead.
func (b *binder) aimLeadsTo(lead string) bool {
	if b.seen.May(aimedAt) {
		return aimBefore.MatchString(aimedAt.ReplaceAllString(lead, ""))
	}
	return b.seen.Match(aimBefore, lead)
}

// status says whether a value happened, is estimated or aimed at.
func (b *binder) status(st *statement, l leftPart, w when, fixed schema.Status) schema.Status {
	if fixed != "" {
		return fixed
	}
	if st.rule.Set.Status != "" {
		return st.rule.Set.Status
	}
	if b.forecast {
		return schema.Forecast
	}
	if l.upon {
		return schema.Baseline
	}
	if said := b.s.text[l.start:b.s.groups[st.group].start]; len(b.history) > b.first && (b.seen.Match(yearBefore, said) || b.seen.Match(ofYearBefore, said) && stated(st.rule.Set.Kind)) {
		if was := b.whenBefore(st, l.start); !was.explicit || was.year >= b.r.review {
			return schema.Baseline // 师生比1:16，上年为1:17; not 五年前为9家，去年为20家
		}
	}
	own := b.s.text[l.limit:st.end]
	if k := st.rule.Set.Kind; (stated(k) || k == schema.Growth) && mustBe.MatchString(b.s.text[l.limit:max(l.limit, st.start)]) && mustDo.MatchString(b.s.text[st.start:]) {
		return schema.Target // 工业增加值要增长8%以上
	}
	if inAim.MatchString(b.s.text[l.limit:b.s.groups[st.group].start]) && b.bracketed(b.s.groups[st.group].start) {
		return schema.Target // 提前达到规划目标（82.5岁）
	}
	if strings.HasPrefix(own, "（") && len(b.history) > b.first {
		return b.history[len(b.history)-1].status
	}
	sc := b.scene
	before, behind := b.s.text[l.limit:b.s.groups[st.group].start], b.s.text[b.s.groups[st.group].end:b.s.end]
	if stated(st.rule.Set.Kind) || st.rule.Set.Kind == schema.Growth {
		switch {
		case b.seen.Match(asAimed, behind) || b.seen.Match(asTask, behind) && taskSet.MatchString(before):
			return schema.Target // 达到45%的目标, 完成削减4%的任务
		case b.seen.Match(alreadyDone, before):
			return schema.Actual // 拟加装60部，现已完工63部
		case b.seen.Match(thenReally, behind) && planned.MatchString(before) || b.seen.Match(mustGrow, before):
			return schema.Target // 计划建设30家，实际建成32家
		}
	}
	switch {
	case sc.status == schema.Target && w.explicit && w.year > 0 && b.r.review > 0 && (w.year <= b.r.review && w.year != sc.year || b.r.over(w.period) && w.year > b.r.review-2):
		sc.status = schema.Actual
	case sc.status == schema.Target && !w.explicit && sincePlan.MatchString(own) && b.planBegan(st) > 0:
		return schema.Actual // “十四五”以来年均增长5.8%的基础
	case sc.status == schema.Actual && w.explicit && b.r.review > 0 && w.year == b.r.review+1 && w.period.Text != nlp.Year(w.year).Text && evaluates.MatchString(b.r.doc.Title) && !b.r.twoHalves() && !intended.MatchString(b.s.text[b.s.start:st.end]):
		// 2023年上半年产值12亿元, in an evaluation of what was done up to 2022
	case sc.status == schema.Actual && w.explicit && b.r.review > 0 && w.year > b.r.review && !b.r.over(w.period) && !asOf.MatchString(b.s.text[b.s.start:st.start]) && (b.r.doc.Kind != schema.Communique || intended.MatchString(b.s.text[b.s.start:st.end])):
		if strings.Contains(own, "预计") && !b.r.twoHalves() && !aiming.MatchString(own) {
			return schema.Estimate // 按此进度预计2025年仅能达到50%
		}
		return schema.Target
	case sc.status == schema.Actual && b.aims:
		return schema.Target
	}
	if sc.status == schema.Actual && stated(st.rule.Set.Kind) && b.onceDone(st) {
		return schema.Target
	}
	if sc.status == schema.Target {
		if b.asIs || !(w.explicit && w.year > b.r.review) && standing.MatchString(b.s.text[l.limit:st.start]) {
			return schema.Actual
		}
		return schema.Target
	}
	if set := st.rule.Set; (set.Kind == schema.Level || set.Kind == schema.Rate || set.Kind == schema.Growth) && !b.seen.Match(beyondAim, before) && b.aimLeadsTo(b.s.text[l.limit:max(st.start, b.s.groups[st.group].start)]) {
		return schema.Target
	}
	if b.seen.Match(stillTo, before) && st.rule.Set.Kind == schema.Level {
		return schema.Target
	}
	if m := b.seen.Submatch(purposed, before); m != nil && st.rule.Set.Kind == schema.Level && (b.leadingVerb(m[1]) != "" || b.bareVerb(m[1]) || strings.HasPrefix(m[1], "投资")) {
		return schema.Target
	}
	if strings.Contains(own, "预计") || strings.Contains(own, "有望") || b.hopes && st.start < b.hopesTo && st.rule.Set.Kind != schema.Rank && !b.partYear(l.limit, st.end) {
		return schema.Estimate
	}
	if last := len(b.history) - 1; last >= b.first && b.history[last].status == schema.Estimate && (l.clean == "" && l.sep != "；" && !(st.rule.Set.Kind == schema.Rank && strings.Contains(l.raw, "连续")) || l.sep == "、" && b.history[last].hope && l.clean != "") {
		return schema.Estimate
	}
	return schema.Actual
}
