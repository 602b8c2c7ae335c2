package extract

import (
	"strings"
	"time"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// The halves of a report: headings and paragraphs tell where it looks back and
// where it begins to look ahead.

// twoHalves reports whether the document is one that looks back on a year and
// plans the next.
func (r *reading) twoHalves() bool {
	switch r.doc.Kind {
	case schema.WorkReport, schema.PlanReport, schema.BudgetReport:
		return r.plan > 0
	case schema.OtherReport: // one with a part on each year
		return r.doc.PlanYear > 0 && r.doc.PlanYear == r.doc.ReviewYear+1 && !tasksTitle.MatchString(r.doc.Title) && !planJudged.MatchString(r.doc.Title)
	}
	return false
}

// head takes in a heading: it ends the sections of its level and below, and
// may change the scene.
func (r *reading) head(b schema.Block, text string) {
	r.leaveTo(b.Level)
	if strings.HasPrefix(text, "附件") {
		r.annex = true
	}
	if r.annex || appended.MatchString(text) {
		r.turned = scene{}
	}
	outer, told := r.outer()
	sc := outer
	if s, ok := r.sceneOf(text, told); ok {
		sc, told = s, true
		r.ahead = s
		if r.annex { // what an annex says it is holds for all of it
			r.turn(s)
			r.annex = false
		}
	}
	if sc.status == schema.Actual {
		switch from, one := yearsHeaded(text, sc.year); {
		case from > 0:
			sc.from = from
		case one:
			sc.from = 0
		case sc.year == outer.year:
			sc.from = outer.from
		}
	}
	r.headings = append(r.headings, heading{level: b.Level, span: b.Span(), scene: sc, told: told, budget: budgetNamed(text)})
	r.five, r.lastly, r.fiveTold = false, false, false
	r.scene = sc
}

// leaveTo ends the sections of level and below.
func (r *reading) leaveTo(level int) {
	for n := len(r.headings); n > 0 && r.headings[n-1].level >= level; n-- {
		h := r.headings[n-1]
		if r.turned = (scene{}); h.told && h.scene.status == schema.Target && !h.runIn {
			r.turned = h.scene
		}
		r.headings = r.headings[:n-1]
	}
}

var (
	// severalYears heads what tells of several years up to the one reviewed.
	severalYears = nlp.NewExpr(`“?十([一二三四五六七八])五”?(?:时期|期间|以来|发展|建设|规划(?:实施|执行|完成|主要)|$)|(?:过去|近|这)的?([二三四五])年|([三四五])年来`)
	// singleYear heads what tells of one.
	singleYear = nlp.NewExpr(`(?:19|20)\d\d年|去年|今年|过去的?一年|一年来|上年`)
)

// yearsHeaded is the first of the years, up to year, that a heading says its section is
// about: 2021 of “十四五”时期工作回顾; 0 if it names none. one is set where it is
// about a single year, or about that too.
func yearsHeaded(heading string, year int) (from int, one bool) {
	if singleYear.MatchString(heading) {
		return 0, true
	}
	m := severalYears.FindStringSubmatch(heading)
	switch {
	case m == nil || year == 0:
		return 0, false
	case m[1] == "":
		return year - strings.Index("二三四五", m[2]+m[3])/len("二") - 1, false
	}
	if from = 2001 + 5*fiveYearNo(m[1]); from >= year || from+4 < year {
		return 0, false
	}
	return from, false
}

// outer is the scene of the section that a new heading stands in, and whether the
// report has said so.
func (r *reading) outer() (scene, bool) {
	if n := len(r.headings); n > 0 {
		return r.headings[n-1].scene, r.headings[n-1].told
	}
	if r.turned.status != "" {
		return r.turned, true
	}
	return r.base, false
}

// turn begins another half of the report in the middle of a section: what follows
// is seen so whatever the headings above say.
func (r *reading) turn(s scene) {
	for i := range r.headings {
		r.headings[i].scene, r.headings[i].told = s, true
	}
	r.turned, r.scene = s, s
}

var (
	// tasksFollow ends a paragraph that leads to what is to be done.
	tasksFollow = nlp.NewExpr(`(?:抓好|做好|抓实|做实|推进|实施|落实|突出)好?(?:以下|下列|如下)?(?:[一二三四五六七八九十两几\d]+个?)?(?:大|方面|项|个方面)?的?(?:重点)?(?:工作|任务)[：。]$`)
	// aheadOf says of such a paragraph that it is about the time to come.
	aheadOf = nlp.NewExpr(`今年|明年|新的?一年|下一年|下一?步|下一?阶段|围绕(?:上述|以上|这一|这些|全年)?目标|为(?:此|实现|完成|确保)`)
	// yearAims tell what a year is to bring: 2024年工作的总体要求是.
	yearAims = nlp.NewExpr(`(?:(20\d\d)年|今年|新的?一年)，?[^。；，]{0,16}(?:总体要求|总体思路|指导思想|总的要求|总要求|基本思路|(?:预期性?|主要|奋斗|发展|总体|工作)目标)(?:建议)?(?:是|为|：)`)
	// yearsWork opens the half that plans: 做好今年工作，责任重大.
	yearsWork = nlp.NewExpr(`^(?:各位代表[！，!,])?(?:扎实|全力)?(?:做好|抓好|干好)(?:(20\d\d)年|今年|明年|新的?一年)的?(?:政府|各项)?工作|^明年[，怎]`)
	thisYear  = nlp.NewExpr(`今年|本年度?|新的?一年|下一?年|下一?步|下一?阶段|明年`)
	nextYear  = nlp.NewExpr(`明年|来年|下一?年|新的?一年`)
	lastYear  = nlp.NewExpr(`去年|过去的?一年|上一?年|一年来`)
	// appended heads what stands behind the report proper.
	appended = nlp.NewExpr(`^附[录表注]|^注释`)
)

// aspires heads the part of a report on what is to be done that says no more of it:
// 二、奋力开创跨越发展新局面.
var aspires = nlp.NewExpr(`奋力|奋勇|奋进|开创|谱写|迈向|迈进|全力|聚力|聚焦|加快|推动|推进|建设|打造|努力|坚持|坚定|开启|攻坚|夺取`)

// pivot is the heading at which the half that plans begins in a report of two
// halves whose headings and paragraphs nowhere say so: the first behind one that
// looks back which speaks of aspirations. -1 if there is none, or the report says it.
func (r *reading) pivot(blocks []schema.Block) int {
	if !r.twoHalves() {
		return -1
	}
	at, past := -1, false
	for i, b := range blocks {
		if b.Kind != schema.HeadingBlock && b.Kind != schema.ParagraphBlock {
			continue
		}
		g := r.glance(i, b)
		text := g.view.Text
		if b.Kind == schema.ParagraphBlock {
			if r.turnsAhead(text, g.seen) {
				return -1
			}
			continue
		}
		s, ok := r.sceneOf(text, false)
		switch {
		case ok && s.status == schema.Target:
			return -1
		case ok:
			past = past || b.Level == 1
		case past && at < 0 && b.Level == 1 && aspires.MatchString(text):
			at = i
		}
	}
	return at
}

var (
	// willLead opens a paragraph on what is to be done, in a report without halves.
	willLead = nlp.NewExpr(`^(?:((?:19|20)\d\d)年|今年|下一?步|下一?阶段|下半年|接下来|新的?一年|为此|今后|明年|来年)[，,]?(?:[^，。；]{0,8}[，,])?(?:我们?|我局|我市|我县|我区|本人|全市|全县|全区)?(?:将|要|计划|力争|拟|着力|重点)`)
	// mustLead opens one that tells others to do it.
	mustLead = nlp.NewExpr(`^(?:第?[一二三四五六七八九十]+[，、是])要[^，。]|^建议[一二三四五六七八九十]?[：:]|^我们?将`)
	// thisLead opens one on what the year is to bring.
	thisLead = nlp.NewExpr(`^今年(?:全[省市县区州])?[^，。；以]{0,6}(?:安排|实施|推进|新建|启动|新增|完成)`)
	// yearsLead opens one on several years up to the one reviewed.
	yearsLead = nlp.NewExpr(`^(?:(?:过去|近|这)?的?[二三四五]年(?:来|间)|累计)`)
	// pastLead opens one on what was done.
	pastLead = nlp.NewExpr(`^(?:((?:19|20)\d\d)年|去年|上年|过去的?一年)(以来)?[，,]`)
)

// led is the scene that a paragraph's first words set in a report without halves:
// 去年，…; 今年，我们将…. What was done lasts to the next heading.
func (r *reading) led(text string) (scene, bool) {
	if k := r.doc.Kind; k != schema.Analysis && k != schema.OtherReport || r.scene.status == schema.Target || r.review == 0 {
		return scene{}, false
	}
	year := func(digits string, otherwise int) int {
		if digits != "" {
			return number(digits)
		}
		return otherwise
	}
	if m := willLead.FindStringSubmatch(text); m != nil && nextYear.MatchString(m[0]) {
		r.turn(scene{status: schema.Target, year: r.review + 1})
		return r.scene, true
	} else if m != nil {
		return scene{status: schema.Target, year: year(m[1], r.review)}, true
	}
	if mustLead.MatchString(text) {
		return scene{status: schema.Target, year: r.review}, true
	}
	if r.doc.Kind == schema.OtherReport && r.given.Year() == r.review && r.given.Month() <= time.March && thisLead.MatchString(text) {
		return scene{status: schema.Target, year: r.review}, true // told as the year begins
	}
	if r.scene.year < r.review && yearsLead.MatchString(text) {
		r.scene = scene{status: schema.Actual, year: r.review, from: r.base.from}
		return r.scene, true
	}
	if m := pastLead.FindStringSubmatch(text); m != nil {
		last := r.review - 1
		if strings.HasPrefix(text, "过去") && yearWord.MatchString(r.doc.Title) {
			last = r.review
		}
		y := year(m[1], last)
		if m[2] != "" && y < r.review {
			return scene{status: schema.Actual, year: r.review}, true // 2021年以来: of this paragraph alone
		}
		if r.scene.from > 0 && y == r.scene.year {
			return scene{status: schema.Actual, year: y}, true // one year among five
		}
		if y <= r.review {
			r.scene = scene{status: schema.Actual, year: y}
			return r.scene, true
		}
	}
	return scene{}, false
}

var (
	// yearOpens begins the part on the first year of the five that a section is about:
	// 2021年是“十四五”开局之年, 今年要重点抓好.
	yearOpens = nlp.NewExpr(`^(?:各位代表[！，!,])?(?:(20\d\d)年|今年|新的一年)[，,]?(?:是|我们|全[市县区州省旗镇]|[市县区州省]?政府|要|将|重点|着力|突出|集中|主要|经济社会|工作|目标|预期)`)
	// fiveOpens goes back to all five.
	fiveOpens = nlp.NewExpr(`^(?:各位代表[！，!,])?(?:到20\d\d年|(?:今后|未来)的?五年|“?十[一二三四五六七八]五”?(?:时期|期间|规划))`)
	// fiveLed begins a sentence on all five.
	fiveLed = nlp.NewExpr(`(?:^|[。！；])[^，。；]{0,4}(?:到20\d\d年|(?:今后|未来)的?五年|“?十[一二三四五六七八]五”?(?:时期|期间|规划|的?(?:经济社会)?(?:主要|奋斗|发展)*目标))`)
	// firstYear is the one that is planned.
	firstYear = nlp.NewExpr(`(20\d\d)年|今年|新的一年`)
)

// yearOfFive is the scene of a paragraph in a section on the five years to come, of
// which it may tell the first: 二、“十四五”发展目标和2021年重点工作. What follows in the
// section is of that year too, up to a paragraph on all five.
func (r *reading) yearOfFive(text string, seen nlp.Seen) scene {
	was := r.scene
	if r.ahead.from == 0 || r.ahead.year == r.plan || !r.twoHalves() {
		return was
	}
	if was.from == 0 {
		if fiveOpens.MatchString(text) {
			r.turn(r.ahead)
		}
		return r.scene
	}
	at := r.planNamed(text)
	if at < 0 || !(at < len("各位代表！，") && yearOpens.MatchString(text) || r.turnsAhead(text, seen)) {
		return was
	}
	five := fiveLed.FindStringIndex(text)
	if five != nil && at < five[0] {
		return was // 今年是“十四五”开局之年。今后五年，…
	}
	if r.turn(scene{status: schema.Target, year: r.plan}); five != nil {
		return was // “十四五”时期，…。2021年，主要目标是…: the sentence says its year itself
	}
	return r.scene
}

// planNamed is where text first names the year that is planned; -1 if it does not.
func (r *reading) planNamed(text string) int {
	for _, m := range firstYear.FindAllStringSubmatchIndex(text, -1) {
		if m[2] < 0 || number(text[m[2]:m[3]]) == r.plan {
			return m[0]
		}
	}
	return -1
}

// turnsAhead reports whether a paragraph that is no heading leads from the half
// that looks back to the one that plans.
func (r *reading) turnsAhead(text string, seen nlp.Seen) bool {
	if !r.twoHalves() {
		return false
	}
	if m := seen.Submatch(yearAims, text); m != nil {
		return m[1] == "" || number(m[1]) == r.plan
	}
	if m := seen.Submatch(yearsWork, text); m != nil && (m[1] == "" || number(m[1]) == r.plan) {
		return true
	}
	if !seen.Match(tasksFollow, text) || lastYear.MatchString(text) {
		return false
	}
	for _, y := range yearWord.FindAllString(text, -1) {
		if number(y) == r.plan {
			return true
		}
	}
	return aheadOf.MatchString(text)
}

var (
	aheadWords = nlp.NewExpr(`目标|重点工作|主要任务|重点任务|工作安排|工作部署|工作打算|工作计划|总体要求|总体考虑|总体思路|主要考虑|工作思路|下一步|下一阶段|草案|安排意见|主要措施|重大举措|重点事项|面临的?[^，、]{0,8}形势|形势(?:任务|分析|研判|与|和)|(?:发展|经济|当前|宏观|内外部|国际国内)形势$|展望|预算安排|民生实事(?:项目|清单|安排|计划)?$|工作重点|预期(?:$|性?指标|安排)|建议|对策|打算`)
	// aimMet is a heading that says of aims that they were reached.
	aimMet    = nlp.NewExpr(`(?:好于|优于|超|高于|符合|快于|达到|完成|实现|如期|兑现)[^，、]{0,10}(?:预期|目标|任务)|(?:预期|目标|任务|民生实事)[^，、]{0,4}(?:完成|实现|达成|兑现|落地|见效)`)
	pastWords = nlp.NewExpr(`回顾|执行情况|完成情况|成就|工作总结|主要工作|过去|进展|运行情况|主要特点|存在的?(主要)?(困难|问题)|情况$`)
	// turns are those that turn the scene within a section that has one; there
	// 民生实事, 新进展 and their like only tell what a part is about.
	turnsAhead = nlp.NewExpr(`重点工作|主要任务|工作安排|工作部署|工作打算|工作计划|总体要求|总体思路|主要考虑|工作思路|下一步|下一阶段|安排意见|打算`)
	turnsBack  = nlp.NewExpr(`回顾(?:$|与)|执行情况|完成情况|工作总结|运行情况|(?:发展|主要|历史性?)成就$|发展基础|发展现状`)
	// howToMeet ends what is to be done so that aims are met, restOfYear tells what is
	// to be done in the rest of a year; taskHead ends what a part of a review is about.
	howToMeet  = nlp.NewExpr(`(?:措施|举措|打算|安排|建议|对策)$`)
	restOfYear = nlp.NewExpr(`(?:下半年|后\P{P}{1,3}月|后\P{P}{1,2}季度|[二三四]季度|下一?季度)\P{P}{0,8}(?:工作|措施|举措|任务|打算|安排|重点|建议)`)
	taskHead   = nlp.NewExpr(`\P{P}{2,}(?:重点工作|主要任务)(?:任务)?$`)
	fiveYear   = nlp.NewExpr(`“?十([一二三四五六七八])五”?|第十([一二三四五六七八])个五年|(今后|未来|下一个)五年`)
	yearWord   = nlp.NewExpr(`(19|20)\d{2}`)
)

// theirAims is what an evaluation of a plan is about: 二、主要目标进展.
var theirAims = nlp.NewExpr(`目标(?:任务|指标)?|任务`)

// sceneOf reads the scene from a heading such as 二、2025年重点工作 or
// 三、“十五五”时期主要目标, within a section that has one where within is true.
// ok is false where the heading says nothing of it.
func (r *reading) sceneOf(text string, within bool) (scene, bool) {
	text = foldLine(text)
	if evaluates.MatchString(r.doc.Title) && !r.twoHalves() {
		text = theirAims.ReplaceAllString(text, "") // the aims are what is looked back on
	}
	toCome, gone := aheadWords, pastWords
	if within {
		toCome, gone = turnsAhead, turnsBack
	}
	past := gone.MatchString(text)
	ahead := !strings.HasSuffix(text, "情况") && toCome.MatchString(text) && (!aimMet.MatchString(text) || howToMeet.MatchString(text))
	if within && r.twoHalves() && ahead && !turnsAhead.MatchString(taskHead.ReplaceAllString(text, "")) {
		ahead = false // （六）财政重点工作, within 2023年预算执行情况
	}
	if r.part.Text != "" && restOfYear.MatchString(text) && !turnsBack.MatchString(text) && !strings.HasSuffix(text, "情况") {
		past, ahead = false, true // 三、下半年主要工作
	}
	var reviewed, planned bool
	for _, y := range yearWord.FindAllString(text, -1) {
		n := number(y)
		reviewed, planned = reviewed || n == r.review, planned || n == r.plan
	}
	if r.twoHalves() && !reviewed && !planned { // it is given in the year that it plans
		reviewed = lastYear.MatchString(text)
		planned = thisYear.MatchString(text) && !past
	}
	if r.review > 0 && !r.twoHalves() && nextYear.MatchString(text) {
		return scene{status: schema.Target, year: r.review + 1}, true
	}
	if reviewed != planned { // the year says more than the words
		past, ahead = reviewed, planned
	}
	r.mixed = past && len(fiveYear.FindAllString(text, 2)) > 1
	if m := fiveYear.FindStringSubmatch(text); m != nil && r.review > 0 {
		from := r.plan
		if no := m[1] + m[2]; no != "" {
			from = 2001 + 5*fiveYearNo(no)
		}
		switch {
		case from > r.review && !past:
			return scene{schema.Target, from + 4, from}, true
		case from+4 <= r.review && !r.mixed && !ahead:
			past = true // of a plan that is over
		}
	}
	switch {
	case past:
		if years := yearWord.FindAllString(text, -1); len(years) == 1 && number(years[0]) < r.review && number(years[0]) > r.review-10 && !within {
			return scene{status: schema.Actual, year: number(years[0])}, true // 2023年决算, beside the half year of 2024
		}
		return scene{status: schema.Actual, year: r.review}, true
	case ahead && r.doc.Kind == schema.Analysis && r.doc.PlanYear == 0 && !planned:
		return scene{status: schema.Target, year: r.review}, true // the rest of the year
	case ahead:
		return scene{status: schema.Target, year: r.plan, from: r.planFrom()}, true
	}
	return scene{}, false
}

// planFrom is the first of the years that the document plans for; 0 if that is one.
func (r *reading) planFrom() int {
	if r.plan == r.review+5 && fiveYearPlan.MatchString(r.doc.Title) {
		return r.plan - 4
	}
	return 0
}
