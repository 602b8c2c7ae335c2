package extract

import (
	"strconv"
	"strings"
	"time"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// What governs a value: the time that it is of.

// pricesOf makes a year the base of prices: 按2020年价格计算.
var pricesOf = nlp.NewExpr(`^(?:不变|可比|现行)?价`)

// record is what a time is the best or worst of: 为近8年来最大降幅.
var record = nlp.NewExpr(`^(?:以来|来|间)?的?(?:最|新高|新低|首次)`)

// when is the time that governs a statement; a time that is only compared with
// does not.
func (b *binder) when(st *statement, l leftPart) when {
	if nowLed.MatchString(afterMarks(b.s.text[l.start:max(l.start, st.start)])) {
		return b.r.whenAt(b.s, b.s.start, b.scene, func(nlp.PeriodMention) bool { return true }) // 去年9200人，现在已是14300人
	}
	w := b.whenBefore(st, st.end)
	if w.year > 0 && w.explicit && l.limit < st.start && atYearEnd.MatchString(afterMarks(b.s.text[l.limit:st.start])) {
		w.period = nlp.Year(w.year) // 5月超过90个、年底超过120个
	}
	return w
}

// nowLed begins a clause on how things stand at last.
var nowLed = nlp.NewExpr(`^(?:而)?(?:现在|如今|眼下)`)

// whenBefore is the time that governs what stands at offset at, on the way to st.
func (b *binder) whenBefore(st *statement, at int) when {
	return b.r.whenAt(b.s, at, b.scene, func(p nlp.PeriodMention) bool {
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
		if record.MatchString(after) || builtBefore.MatchString(after) || documentNo.MatchString(after) || levelOf.MatchString(after) || b.seen.Match(builtUpon, after) && !builtUpon.MatchString(b.s.text[st.end:b.s.end]) {
			return true
		}
		if !p.FiveYear && (strings.HasPrefix(after, "以来") || strings.HasPrefix(after, "汇率") || pricesOf.MatchString(after)) {
			return true
		}
		if p.FiveYear && meanOnly.MatchString(after) && b.besides(p, st) {
			return true
		}
		return p.FiveYear && (strings.HasSuffix(b.s.text[p.Start:p.End], "以来") || strings.HasPrefix(after, "规划") || strings.HasPrefix(after, "计划") || strings.HasPrefix(after, "目标") || planEdge.MatchString(after))
	})
}

// builtBefore follows a year up to which those were built or came about that are counted:
// 改造2000年底前建成的小区58个.
var builtBefore = nlp.NewExpr(`^(?:年?[底末])?(?:以|之)?[前后](?:建成|建设|建造|修建|竣工|投用|投产|形成|发生|出生|参加|取得|登记|成立|施工)\p{Han}{0,4}的`)

// documentNo follows the year in the number of a document: 政发〔2022〕27号.
var documentNo = nlp.NewExpr(`^[〕\]］】）)] ?(?:第 ?)?\d+ ?号`)

// meanOnly follows years of which no more than a mean is told.
var meanOnly = nlp.NewExpr(`^(?:年均|年平均|平均每年)`)

// besides reports whether the value of st stands behind one that years are named for only
// beside another: 比上年增长3.9%，“十三五”期间年均增长6.2%，其中工业增长4.8%.
func (b *binder) besides(p nlp.PeriodMention, st *statement) bool {
	before, between := 0, 0
	for i := range b.s.groups {
		switch g := &b.s.groups[i]; {
		case g.end <= p.Start:
			before++
		case g.start < st.start:
			between++
		}
	}
	return before > 0 && between > 0 && strings.HasSuffix(b.s.text[b.s.start:p.Start], "，") && !yearlyMean.MatchString(b.s.text[st.start:st.end])
}

// levelOf follows a time that something has come back to or passed.
var levelOf = nlp.NewExpr(`^同?期?的?(?:同期)?水平[，、]`)

// builtUpon follows a time that only the start of what is told was of: 在去年改造85个
// 的基础上.
var builtUpon = nlp.NewExpr(`^[^，。；]*的?基础上`)

// planEdge makes of a five-year plan the year in which it begins or ends: “十五五”
// 开局之年.
var planEdge = nlp.NewExpr(`^”?(?:规划)?(?:的)?(?:开局|起步|收官|收关|开篇|攻坚|关键|谋划|承上启下)`)

// period is what a statement is about.
func (b *binder) period(st *statement, sub subject, l leftPart, w when, status schema.Status) schema.Period {
	if status == schema.Target && b.scene.status == schema.Actual && w.period.Text != nlp.Year(w.year).Text && yearsAim.MatchString(b.s.text[l.limit:b.s.groups[st.group].start]) {
		return nlp.Year(w.year) // 全年目标为6%, in a report on three quarters
	}
	if status == schema.Target && w.partOfYear() && b.onceDone(st) {
		return nlp.Year(w.year) // 预计四季度投产，达产后年产值可达50亿元
	}
	if status == schema.Target && b.r.plan == b.r.review+1 {
		if n := b.yearsGiven(st, l, w); n > 0 {
			return nlp.Year(b.r.review + n)
		}
		if m := b.seen.Submatch(byThen, b.s.text[b.s.groups[st.group].end:b.s.end]); m != nil && st.rule.Set.Kind == schema.Level {
			return nlp.Year(number(m[1])) // 8万贫困人口到2018年全部脱贫
		}
	}
	if year := b.yearOfAim(st); year > 0 {
		return nlp.Year(year)
	}
	if status == schema.Target && b.scene.status == schema.Actual {
		if year := b.planAimed(st, l); year > 0 && yearlyMean.MatchString(b.s.text[l.start:st.end]) {
			return nlp.Years(year-4, year)
		} else if year > 0 {
			return nlp.Year(year)
		}
	}
	if status == schema.Baseline {
		at := b.s.groups[st.group].start
		if st.base >= 0 {
			at = b.s.groups[st.base].start
		}
		if aimFrom.MatchString(b.s.text[b.s.start:at]) && b.scene.status == schema.Target {
			return w.period // 目标由53%调整为51%: both are aims
		}
		for _, p := range b.s.periods {
			if p.Start >= st.start && p.End <= at {
				if p.From > 0 { // “七五”时期的平均水平
					return nlp.Years(p.From, p.To)
				}
				return p.Resolve(w.year)
			}
		}
		if b.scene.status == schema.Target && b.r.review > 0 && (!w.explicit || w.year > b.r.review+1 || fromNow.MatchString(b.s.text[st.start:at])) {
			return nlp.Year(b.r.review)
		}
		if before := b.s.text[min(l.start, st.start):at]; w.year > 0 && (strings.Contains(before, "上年") || strings.Contains(before, "去年")) {
			if was := b.whenBefore(st, l.start); sameTime.MatchString(before) && was.period.Text != "" {
				return aYearEarlier(was.period)
			} else if was.year > 0 {
				return nlp.Year(was.year - 1)
			}
		}
		if year := number(yearIn.FindString(b.compared(st))); year > 0 && year < w.year && st.base >= 0 {
			return nlp.Year(year) // 与2010年相比，…由8.7年提高至9.7年
		}
		if m := b.seen.Submatch(sinceThatYear, b.s.text[b.s.start:st.start]); m != nil && m[2] != "" && st.base >= 0 {
			return nlp.Year(number(m[1]) - 1) // 2003年以来的五年，产值由4亿元增加到9亿元
		}
		if since := b.sinceYear(st); since > 0 && since < w.year && st.base >= 0 {
			return nlp.Year(since) // 2020年以来，覆盖率从51%提升至54%
		}
		if from := fromYear.FindAllStringSubmatch(b.s.text[b.s.start:st.start], -1); from != nil && st.base >= 0 {
			return nlp.Year(number(from[len(from)-1][1])) // 企业由2015年的8家增至20家；职工由1万人增至3万人
		}
	}
	if status == schema.Baseline && w.year > 0 && b.five && w.year == b.r.review {
		if b.run && b.scene.from > 0 {
			return nlp.Year(b.scene.from - 1)
		}
		return nlp.Year(w.year - 5)
	}
	if m := b.seen.Submatch(yearlyMean, b.s.text[l.start:max(l.start, st.end)]); m != nil || strings.Contains(st.basis, "年均") {
		from, to := b.grownBetween(st, w)
		switch {
		case b.uponYear > 0 && b.uponYear < w.year:
			return nlp.Years(b.uponYear+1, w.year)
		case m != nil && m[1] != "" && w.year > 0:
			n := strings.Index("一二三四五", strings.Replace(m[1], "两", "二", 1))/len("一") + 1
			return nlp.Years(w.year-n+1, w.year)
		case from > 0:
			return nlp.Years(from+1, to)
		case b.planBegan(st) > 0:
			return nlp.Years(b.planBegan(st), b.r.review)
		case w.five != nil && w.five.From > 0:
			return nlp.Years(w.five.From, w.five.To)
		case number(strings.TrimPrefix(b.sinceBefore(), "since:")) > 0 && number(strings.TrimPrefix(b.sinceBefore(), "since:")) < w.year:
			return nlp.Years(number(strings.TrimPrefix(b.sinceBefore(), "since:"))+1, w.year)
		case b.sinceBase() > 0:
			return nlp.Years(b.sinceBase()+1, b.lastYear())
		case b.scene.from > 0 && (!w.explicit || w.year == b.scene.year):
			return nlp.Years(b.scene.from, b.scene.year)
		case w.five != nil && w.year > 0 && w.five.Span > 0:
			return nlp.Years(w.year-w.five.Span+1, w.year)
		case w.five != nil && w.year > 0, b.five && w.year > 0 && !w.explicit && (m == nil || !strings.HasPrefix(m[0], "年平均")):
			return nlp.Years(w.year-4, w.year)
		}
	}
	if b.scene.status == schema.Target && status == schema.Actual && !w.explicit && b.r.review > 0 {
		return nlp.Year(b.r.review) // what there is now, in the half that plans
	}
	if st.rule.Set.Kind == schema.Level {
		if from, to := b.yearsTold(st, w, status); from > 0 && b.inAll(st, sub, l) {
			return nlp.Years(from, to)
		}
	}
	return w.period
}

// sinceBase is the year of the value that the one before in the sentence is set against:
// 2020 of 收入由2020年的8亿元增至2022年的9亿元，年均增长6%, lastYear that of the latter. It is 0 if
// there is none.
func (b *binder) sinceBase() int {
	n := len(b.out.Observations)
	if n < 2 || len(b.history) < b.first+2 {
		return 0
	}
	base, now := &b.out.Observations[n-2], &b.out.Observations[n-1]
	if year := number(yearIn.FindString(now.Scope)); now.Kind == schema.Multiple && year > 0 && year < now.Period.End.Year() {
		return year // 产值是2005年的2.1倍，年均增长14%
	}
	if base.Status != schema.Baseline || now.Status != schema.Actual || base.Indicator != now.Indicator || base.Period.Text == "" || base.Period.End.Year() >= now.Period.End.Year() {
		return 0
	}
	return base.Period.End.Year()
}

func (b *binder) lastYear() int {
	return b.out.Observations[len(b.out.Observations)-1].Period.End.Year()
}

// yearsTold are the first and the last of the years that a statement tells of
// together: 近三年新建公园40个. They are 0 where it tells of one year.
func (b *binder) yearsTold(st *statement, w when, status schema.Status) (from, to int) {
	sc := b.scene
	switch {
	case w.spans && w.five.From > 0:
		if from, to = w.five.From, w.five.To; status != schema.Target && b.r.review > from {
			to = min(to, b.r.review) // “十四五”期间, told in 2024
		}
	case w.spans && w.five.Relative > 0:
		from, to = w.year-w.five.Span+1, w.year
	case status == schema.Target:
		if sc.from > 0 && (!w.explicit || w.spans) && sc.year == w.year {
			from, to = sc.from, sc.year // 五年新建公园60个
		}
	case status != schema.Actual && status != schema.Estimate:
	case w.spans && w.five.Span > 0 && w.year > 0:
		from, to = w.year-w.five.Span+1, w.year
	case !w.explicit && w.year > 0 && b.planBegan(st) > 0: // “十四五”以来
		from, to = b.planBegan(st), w.year
	case !w.explicit && b.sinceYear(st) > 0 && b.sinceYear(st) < w.year: // 2020年以来
		from, to = b.sinceYear(st), w.year
	case b.run && b.ofOneYear(st, w):
	case b.run && !w.explicit && w.year > 0 && sc.from > 0:
		from, to = sc.from, w.year
	case b.run && !w.explicit && w.year > 0:
		from, to = w.year-4, w.year
	}
	return from, to
}

// yearOfAim is the year that a statement of an aim names within itself, beside what
// was reached: 距2025年2.6%的目标. It is 0 if there is none.
func (b *binder) yearOfAim(st *statement) int {
	if st.rule.Set.Status != schema.Target {
		return 0
	}
	for _, p := range b.s.periods {
		if p.Start >= st.start && p.End <= b.s.groups[st.group].start && p.To > 0 {
			return p.To
		}
	}
	return 0
}

// yearsAim leads to what was set for a year.
var yearsAim = nlp.NewExpr(`(?:全年|年度|年初)(?:预期)?的?(?:目标|计划|任务|预算)[^，。；、]{0,8}$`)

// inYears is how many years something is to take, from the one planned on.
var inYears = nlp.NewExpr(`(?:用|，|^)([一二两三四五1-5])年(?:左右)?(?:的?时间|内)`)

// yearsOpen are those that all of a sentence or of its part is to take: 力争用三年时间，….
var yearsOpen = nlp.NewExpr(`^[，；]?(?:今年起|力争|确保|争取|计划|从今年起|，)*用([一二两三四五1-5])年(?:左右)?(?:的?时间|内)?[，,]`)

// byThen is when what was counted is to be so: 8万人到2018年全部脱贫.
var byThen = nlp.NewExpr(`^[^，。；、\d]{1,14}[到至于在](20\d\d)年[底末]?(?:以?前)?[^，。；、\d]{2,10}(?:$|[，。；、])`)

// yearsGiven is how many years something is to take, as the words before its value
// or those that open its part of the sentence say; 0 if they do not.
func (b *binder) yearsGiven(st *statement, l leftPart, w when) int {
	if !b.seen.May(inYears) {
		return 0
	}
	part := b.segmentStart(st.start)
	m := inYears.FindStringSubmatch(b.s.text[max(l.limit, min(part, st.start)):st.end])
	if m == nil && !w.explicit {
		m = yearsOpen.FindStringSubmatch(b.s.text[part:st.start])
	}
	if m == nil {
		return 0
	}
	return max(number(m[1]), strings.Index("一二三四五", strings.Replace(m[1], "两", "二", 1))/len("一")+1)
}

// aimPlan names the five-year plan whose aim a value is; aimOf says so of a plan that
// was named before, planAim behind the value: 95%的规划目标.
var (
	aimPlan = nlp.NewExpr(`“?十([一二三四五六])五”?规划[^，。；、]{0,12}$`)
	aimOf   = nlp.NewExpr(`(?:《[^》]{0,30}(?:纲要|规划)》[^，。；、]{0,8}目标|规划(?:提出|确定|规定)的?)[^，。；、]{0,6}$|(?:五年|规划)(?:目标|任务)(?:值|数)?$`)
	planAim = nlp.NewExpr(`^(?:以上|左右|以内)?的?(?:五年)?(?:规划|纲要)(?:目标|要求|任务)`)
)

// planAimed is the last year of the plan that set the value of st as its aim; 0 if
// the text names none.
func (b *binder) planAimed(st *statement, l leftPart) int {
	before := b.s.text[l.limit:b.s.groups[st.group].start]
	if m := b.seen.Submatch(aimPlan, before); m != nil {
		return 2005 + 5*fiveYearNo(m[1])
	}
	if b.r.plan > b.r.review+1 && (b.seen.Match(aimOf, before) || planAim.MatchString(b.s.text[b.s.groups[st.group].end:b.s.end])) {
		return b.r.plan
	}
	return 0
}

// aimFrom leads to an aim that is changed.
var aimFrom = nlp.NewExpr(`目标值?[由从]$`)

// fromNow says that a value to be changed is that of the year reviewed.
var fromNow = nlp.NewExpr(`^(?:仍|已)?[由从](?:目前|现在|当前)`)

// fromYear is the year from which a sentence tells what became of its subjects.
var fromYear = nlp.NewExpr(`[由从]((?:19|20)\d\d)年末?的`)

// fromToYear are the years between which a sentence tells what became of its subjects.
var fromToYear = nlp.NewExpr(`[由从]((?:19|20)\d\d)年[末底]?的?[^，。；]{1,30}?[到至为成]了?(?:((?:19|20)\d\d)年[末底]?的?)?[\d.]`)

// grownBetween are the years between which the statement before tells what became of
// its subject: 由2016年的A增加到2020年的B，年均增长9%. They are 0 if it tells of none.
func (b *binder) grownBetween(st *statement, w when) (from, to int) {
	if len(b.history) == b.first || !b.seen.May(fromToYear) {
		return 0, 0
	}
	all := fromToYear.FindAllStringSubmatch(b.s.text[b.segmentStart(st.start):st.start], -1)
	if all == nil {
		return 0, 0
	}
	m := all[len(all)-1]
	if from, to = number(m[1]), number(m[2]); to == 0 {
		to = w.year
	}
	if from < to {
		return from, to
	}
	return 0, 0
}

// atYearEnd opens a clause that goes on from a month to the end of its year.
var atYearEnd = nlp.NewExpr(`^(?:到)?(?:年底|年末)`)

// sincePlan counts the years from the first of a five-year plan.
var sincePlan = nlp.NewExpr(`“?十([一二三四五六])五”?以来`)

// sinceThatYear counts the years from one on.
var sinceThatYear = nlp.NewExpr(`((?:19|20)\d\d)年以来(的[三四五]年)?`)

// sinceYear is the year since which the sentence of st counts; 0 if there is none.
func (b *binder) sinceYear(st *statement) int {
	if m := b.seen.Submatch(sinceThatYear, b.s.text[b.s.start:st.start]); m != nil {
		return number(m[1])
	}
	return 0
}

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

// aYearEarlier is the same part of the year before: 2022-H1 of 2023-H1.
func aYearEarlier(p schema.Period) schema.Period {
	year := p.End.Year()
	if p.Start.Year() != year {
		return nlp.Year(year - 1)
	}
	p.Text = strings.ReplaceAll(p.Text, strconv.Itoa(year), strconv.Itoa(year-1))
	p.Start = p.Start.AddDate(-1, 0, 0)
	p.End = time.Date(year-1, p.End.Month()+1, 0, 0, 0, 0, 0, time.UTC)
	return p
}

// sameTime says that a value of the year before is of the same part of it.
var sameTime = nlp.NewExpr(`(?:上年|去年)?同(?:期|月|季)`)
