package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// What governs a value: the time it is of, and whether it happened.

// pricesOf makes a year the base of prices: 按2020年价格计算.
var pricesOf = nlp.NewExpr(`^(?:不变|可比|现行)?价`)

// record is what a time is the best or worst of: 为近8年来最大降幅.
var record = nlp.NewExpr(`^(?:以来|来|间)?的?(?:最|新高|新低|首次)`)

// when is the time that governs a statement; a time that is only compared with
// does not.
func (b *binder) when(st *statement, l leftPart) when {
	return b.r.whenAt(b.s, st.end, b.scene, func(p nlp.PeriodMention) bool {
		for k := range b.stmts {
			x := &b.stmts[k]
			if x.start <= p.Start && p.End <= x.end && (x.group != st.group || st.base < 0 || p.Start < b.s.groups[st.base].start) {
				return true
			}
		}
		before := b.s.text[b.s.start:p.Start]
		for _, w := range []string{"比", "较", "与", "同", "以", "自"} {
			if strings.HasSuffix(before, w) || strings.HasSuffix(before, w+"“") {
				return true
			}
		}
		after := b.s.text[p.End:b.s.end]
		if record.MatchString(after) || b.seen.Match(builtUpon, after) && !builtUpon.MatchString(b.s.text[st.end:b.s.end]) {
			return true
		}
		if !p.FiveYear && (strings.HasPrefix(after, "以来") || strings.HasPrefix(after, "汇率") || pricesOf.MatchString(after)) {
			return true
		}
		return p.FiveYear && (strings.HasSuffix(b.s.text[p.Start:p.End], "以来") || strings.HasPrefix(after, "规划") || strings.HasPrefix(after, "计划") || strings.HasPrefix(after, "目标") || planEdge.MatchString(after))
	})
}

// builtUpon follows a time that only the start of what is told was of: 在去年改造85个
// 的基础上.
var builtUpon = nlp.NewExpr(`^[^，。；]*的?基础上`)

// planEdge makes of a five-year plan the year in which it begins or ends: “十五五”
// 开局之年.
var planEdge = nlp.NewExpr(`^”?(?:规划)?(?:的)?(?:开局|起步|收官|收关|开篇|攻坚|关键|谋划|承上启下)`)

// period is what a statement is about.
func (b *binder) period(st *statement, sub subject, l leftPart, w when, status schema.Status) schema.Period {
	if status == schema.Baseline {
		at := b.s.groups[st.group].start
		if st.base >= 0 {
			at = b.s.groups[st.base].start
		}
		for _, p := range b.s.periods {
			if p.Start >= st.start && p.End <= at {
				if p.From > 0 { // “七五”时期的平均水平
					return nlp.Years(p.From, p.To)
				}
				return p.Resolve(w.year)
			}
		}
		if b.scene.status == schema.Target && b.r.review > 0 && (!w.explicit || fromNow.MatchString(b.s.text[st.start:at])) {
			return nlp.Year(b.r.review)
		}
		if before := b.s.text[min(l.start, st.start):at]; w.year > 0 && (strings.Contains(before, "上年") || strings.Contains(before, "去年")) {
			return nlp.Year(w.year - 1)
		}
		if from := fromYear.FindAllStringSubmatch(b.s.text[b.s.start:st.start], -1); from != nil && st.base >= 0 {
			return nlp.Year(number(from[len(from)-1][1])) // 企业由2015年的8家增至20家；职工由1万人增至3万人
		}
	}
	if status == schema.Baseline && w.year > 0 && b.five && w.year == b.r.review {
		return nlp.Year(w.year - 5)
	}
	if m := b.seen.Submatch(yearlyMean, b.s.text[l.start:max(l.start, st.end)]); m != nil || strings.Contains(st.basis, "年均") {
		switch {
		case m != nil && m[1] != "" && w.year > 0:
			n := strings.Index("一二三四五", strings.Replace(m[1], "两", "二", 1))/len("一") + 1
			return nlp.Years(w.year-n+1, w.year)
		case b.planBegan(st) > 0:
			return nlp.Years(b.planBegan(st), b.r.review)
		case w.five != nil && w.five.From > 0:
			return nlp.Years(w.five.From, w.five.To)
		case number(strings.TrimPrefix(b.sinceBefore(), "since:")) > 0 && number(strings.TrimPrefix(b.sinceBefore(), "since:")) < w.year:
			return nlp.Years(number(strings.TrimPrefix(b.sinceBefore(), "since:"))+1, w.year)
		case b.scene.from > 0 && !w.explicit:
			return nlp.Years(b.scene.from, b.scene.year)
		case w.five != nil && w.year > 0 && w.five.Span > 0:
			return nlp.Years(w.year-w.five.Span+1, w.year)
		case w.five != nil && w.year > 0, b.five && w.year > 0 && !w.explicit && (m == nil || m[0] != "年平均"):
			return nlp.Years(w.year-4, w.year)
		}
	}
	if w.year > 0 && w.explicit && atYearEnd.MatchString(afterMarks(b.s.text[l.limit:max(l.limit, st.start)])) && b.s.text[l.limit:st.start] != "" {
		return nlp.Year(w.year) // 5月超过90个、年底超过120个
	}
	if b.run && status == schema.Actual && w.year > 0 && !w.explicit && st.rule.Set.Kind == schema.Level && b.inAll(st, sub, l) {
		return nlp.Years(w.year-4, w.year)
	}
	return w.period
}

// fromNow says that a value to be changed is that of the year reviewed.
var fromNow = nlp.NewExpr(`^(?:仍|已)?[由从](?:目前|现在|当前)`)

// fromYear is the year from which a sentence tells what became of its subjects.
var fromYear = nlp.NewExpr(`[由从]((?:19|20)\d\d)年末?的`)

// atYearEnd opens a clause that goes on from a month to the end of its year.
var atYearEnd = nlp.NewExpr(`^(?:到)?(?:年底|年末)`)

// sincePlan counts the years from the first of a five-year plan.
var sincePlan = nlp.NewExpr(`“?十([一二三四五六])五”?以来`)

// planBegan is the first year of the five-year plan since which the sentence of st
// counts; 0 if there is none or the report is on an earlier year.
func (b *binder) planBegan(st *statement) int {
	m := b.seen.Submatch(sincePlan, b.s.text[b.s.start:st.start])
	if m == nil {
		return 0
	}
	if year := 2001 + 5*fiveYearNo(m[1]); year <= b.r.review {
		return year
	}
	return 0
}

// upTo leads to what a stock stands at.
var upTo = nlp.NewExpr(`达|[增升提]至|到|共有|总数|保有|拥有|保持|稳定`)

// inAll reports whether a value adds up what was done in all the years that the
// paragraph tells of, and is no stock at their end.
func (b *binder) inAll(st *statement, sub subject, l leftPart) bool {
	said := b.s.text[l.start:b.s.groups[st.group].start]
	if prev, ok := b.previous(); ok && prev.summed && l.sep == "、" && l.clean != "" && len(b.history) > b.first && !upTo.MatchString(said) {
		return true // 累计完成营造林90万亩、森林抚育30万亩
	}
	return strings.Contains(said, "累计") || done.MatchString(said) && !upTo.MatchString(said) && !yearly.MatchString(said) || sub.verb != "" && !upTo.MatchString(said) && !reaching.MatchString(sub.verb)
}

// done says that something was done, where the subject has no verb of its own.
var done = nlp.NewExpr(`新增|完成|加装|追回|减免|植树`)

// yearly says that a level is that of each year.
var yearly = nlp.NewExpr(`年均|每年`)

// reaching ends a verb that tells how far something goes by now.
var reaching = nlp.NewExpr(`(?:覆盖|辐射|通达|拥有)$`)

// yearBefore says that a value is that of the year before.
var yearBefore = nlp.NewExpr(`^(?:而)?(?:上年|去年)(?:同期|末)?(?:为|是|仅为|只有)`)

// ofYearBefore begins what is told of the year before: 上年基金结余. What is carried
// over from it is of this year.
var ofYearBefore = nlp.NewExpr(`^(?:上年|去年)(?:末|底)?[^同结转净增减\P{Han}]\p{Han}{1,11}(?:余额|结余|总额|总量|收入|支出)(?:为|是|达)?$`)

// intended says that what follows is aimed at, in a report on what was.
var intended = nlp.NewExpr(`计划|规划|提出|力争|目标|确保|控制在|拟|将`)

// standing is a stock as it stands now, in a text that looks ahead.
var standing = nlp.NewExpr(`(?:目前|现有|已有|已建成)[^，。；、]{0,14}$|[，；：]拥有$`)

// aimBefore is an aim that stands right before its value: 年度目标80个.
var aimBefore = nlp.NewExpr(`(?:(?:年度|全年|年初|省定|市定|下达|既定|预期|人代会)的?(?:目标|计划|任务)(?:任务|数|值)?|(?:^|、|，|的)目标|增长目标|规划确定的\p{Han}{2,12}|(?:年初|人代会|大会)[^，。；]{0,10}(?:提出|确定|定下?)的?今年\p{Han}{0,10}增长)(?:为|是|的)?[^，。；、完占]{0,10}$`)

// beyondAim ends what says by how much an aim was missed or passed, or how many
// things a plan has.
var beyondAim = nlp.NewExpr(`(?:超出?|超过|高于|低于|短缺|差)(?:年度|全年|年初)?的?(?:目标|计划|任务)$|[列纳]入(?:年度|全年|年初)?(?:目标|计划|任务)的$`)

var (
	// alreadyDone ends what leads to a value that was reached, also beside an aim.
	alreadyDone = nlp.NewExpr(`(?:现已|目前已|已累计|实际(?:完成|建成|检查|开工|实施)|已经?(?:完成|建成|完工|开工|投产|上缴|帮助|达到|实现|签约|发放|办结|超过|提前))[^，。；、]{0,10}$`)
	// asAimed follows a value that was an aim.
	asAimed = nlp.NewExpr(`^(?:以上|左右|以内|以下)?的?(?:规划|预期|年度|既定|约束性)?(?:目标|规划要求)(?:$|[^值人群任完实达如提前的])`)
	// thenReally sets what came of it beside a plan.
	thenReally = nlp.NewExpr(`^[^，。；]{0,8}，(?:[^，。；]{0,10}，)?[^，。；]{0,6}(?:实际|只)`)
	planned    = nlp.NewExpr(`计划|任务|预算(?:安排|数|草案)?为|规划|原定|原打算|拟|提出`)
	// mustGrow ends what says how much is still needed.
	mustGrow = nlp.NewExpr(`(?:据测算|仍|还|尚|后期|下半年|四季度)[^，。；]{0,6}[需须](?:再)?(?:增长|完成|达到|新增)$`)
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
	if said := b.s.text[l.start:b.s.groups[st.group].start]; len(b.history) > b.first && (b.seen.Match(yearBefore, said) || b.seen.Match(ofYearBefore, said) && stated(st.rule.Set.Kind)) {
		return schema.Baseline // 师生比1:16，上年为1:17
	}
	own := b.s.text[l.limit:st.end]
	if strings.HasPrefix(own, "（") && len(b.history) > b.first {
		return b.history[len(b.history)-1].status
	}
	sc := b.scene
	before, behind := b.s.text[l.limit:b.s.groups[st.group].start], b.s.text[b.s.groups[st.group].end:b.s.end]
	if stated(st.rule.Set.Kind) || st.rule.Set.Kind == schema.Growth {
		switch {
		case b.seen.Match(alreadyDone, before):
			return schema.Actual // 拟加装60部，现已完工63部
		case b.seen.Match(asAimed, behind) || b.seen.Match(thenReally, behind) && planned.MatchString(before) || b.seen.Match(mustGrow, before):
			return schema.Target // 达到45%的目标; 计划建设30家，实际建成32家
		}
	}
	switch {
	case sc.status == schema.Target && w.explicit && w.year > 0 && b.r.review > 0 && w.year <= b.r.review && w.year != sc.year:
		sc.status = schema.Actual
	case sc.status == schema.Actual && w.explicit && b.r.review > 0 && w.year > b.r.review && (b.r.doc.Kind != schema.Communique || intended.MatchString(b.s.text[b.s.start:st.end])):
		return schema.Target
	case sc.status == schema.Actual && b.aims:
		return schema.Target
	}
	if sc.status == schema.Target {
		if standing.MatchString(b.s.text[l.limit:st.start]) {
			return schema.Actual
		}
		return schema.Target
	}
	if set := st.rule.Set; (set.Kind == schema.Level || set.Kind == schema.Rate || set.Kind == schema.Growth) && !b.seen.Match(beyondAim, before) && b.aimLeadsTo(b.s.text[l.limit:max(st.start, b.s.groups[st.group].start)]) {
		return schema.Target
	}
	if strings.Contains(own, "预计") || strings.Contains(own, "有望") || b.hopes && st.start < b.hopesTo && st.rule.Set.Kind != schema.Rank && !b.partYear(l.limit, st.end) {
		return schema.Estimate
	}
	if last := len(b.history) - 1; last >= b.first && b.history[last].status == schema.Estimate && (l.clean == "" && !(st.rule.Set.Kind == schema.Rank && strings.Contains(l.raw, "连续")) || l.sep == "、" && b.history[last].hope && l.clean != "") {
		return schema.Estimate
	}
	return schema.Actual
}
