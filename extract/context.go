package extract

import (
	"strings"
	"time"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A setting of the scene: what the figures of a section are unless a sentence
// says otherwise.
type scene struct {
	status schema.Status
	year   int
	from   int // first year where the section speaks of a span; 0 otherwise
}

// A reading is the state of going through one document.
type reading struct {
	doc      *schema.Document
	headings []heading
	base     scene // outside every heading, until the report turns
	ahead    scene // as the last heading that told it said
	turned   scene // what outlasts the headings: the half that looks ahead, once it has begun
	annex    bool  // 附件 stood before: the heading that follows sets base
	mixed    bool  // the section looks back and ahead in turn
	scene    scene
	part     schema.Period // of the review year, where the report is about no more
	five     bool          // the paragraphs tell of five years
	fiveTold bool          // a paragraph of this section has
	lastly   bool          // but the last one, and the list that it opened, of the last of them
	glossary bool          // the blocks explain names
	glances  []glance      // by block, those not read yet
	alike    string        // what changes are against that say nothing else: 比2013年末（下同）
	*scratch
	cuts   int // sentences that were too long to be read whole
	review int
	plan   int
	given  time.Time // the month in which it was given; zero if it does not say
	early  bool      // it is given at the end of the year that it reviews
}

type heading struct {
	level  int
	span   schema.Span
	scene  scene
	budget string // the budget that it says its section is about
	told   bool   // it or one above says whether the section looks back or ahead
	runIn  bool   // it stands in the paragraph that it heads
}

func newReading(doc *schema.Document) *reading {
	r := &reading{doc: doc, review: doc.ReviewYear, plan: doc.PlanYear}
	if r.review == 0 && r.plan != 0 {
		r.review = r.plan - 1
	}
	if r.plan == 0 && r.review != 0 {
		r.plan = r.review + 1
	}
	r.base = scene{status: schema.Actual, year: r.review}
	r.given = givenIn(doc)
	r.early = r.twoHalves() && r.given.Year() == r.review
	if tasksTitle.MatchString(doc.Title) && doc.PlanYear > 0 {
		r.base = scene{status: schema.Target, year: r.plan}
	}
	if m := yearSpan.FindStringSubmatch(doc.Title); m != nil && doc.Kind == schema.OtherReport && number(m[2]) == r.review && r.base.status == schema.Actual {
		r.base.from = number(m[1]) // 三年工作总结（2020—2022年）
	} else if from, _ := yearsHeaded(doc.Title, r.review); doc.Kind == schema.OtherReport && doc.PlanYear == 0 && r.base.status == schema.Actual {
		r.base.from = from // “甲县这五年”新闻发布会
	}
	r.scene = r.base
	r.part = titlePart(doc.Title, r.review)
	return r
}

// ofMonth says behind a month in a title that it is the one reported on, not when the
// report was given: 2024年7月全市工业生产情况.
var ofMonth = nlp.NewExpr(`^[^（(，。；]*(?:情况|运行|分析|简析|快报|综述|形势|解读|数据|简报|简讯|月报|价格|指数|[Cc][Pp][Ii]|走势)`)

// titlePart is the half, the quarters or the months of year that a report's
// title says it is about; the zero Period where it is about all of the year.
func titlePart(title string, year int) schema.Period {
	for i := range title {
		p, ok := nlp.PeriodAt(title, i)
		if !ok {
			continue
		}
		if of := p.Resolve(year); of.Text != "" && of.Start.Year() == year && of.End.Year() == year && of.End.Sub(of.Start) < 360*24*time.Hour &&
			(of.End.Sub(of.Start) > 40*24*time.Hour || strings.HasSuffix(title[:p.End], "月份") || strings.HasSuffix(title[:p.End], "月") && ofMonth.MatchString(title[p.End:])) {
			return of
		}
	}
	return schema.Period{}
}

// wholeYear says that a figure is of the year, in a report on a part of it; 上年全年 is
// what one is compared with.
var wholeYear = nlp.NewExpr(`(?:^|[^年]|今年)全年(?:[^任目计预进]|$)|年度|年内|年初(?:确定|预期|计划|预算)`)

// startPart begins another report within one file, on year.
func (r *reading) startPart(year int) {
	r.review, r.headings, r.mixed, r.annex, r.turned = year, nil, false, false, scene{}
	r.alike = ""
	r.plan = year + 1
	r.base = scene{status: schema.Actual, year: year}
	r.scene = r.base
}

func (r *reading) section() []schema.Span {
	out := make([]schema.Span, len(r.headings))
	for i, h := range r.headings {
		out[i] = h.span
	}
	return out
}

// fiveYearNo is the n of the ten-plus-nth plan: 四 of 十四五 is 4.
func fiveYearNo(word string) int {
	return strings.Index("一二三四五六七八九", word)/len("一") + 1
}

var (
	aimSentence  = nlp.NewExpr(`(预期|主要|奋斗|发展|工作|预期性)目标(是|为：|：)|目标任务是`)
	forecastMark = nlp.NewExpr(`(IMF|国际货币基金组织|世界银行|世行|经合组织|OECD|联合国|国际机构|有关机构|亚行|亚洲开发银行|高盛)[^。；]*(预测|预计|预期)|(省里|市里|上级|有关部门)预测|预测[^。；，]{0,8}(全球|世界)经济|全球经济增长预测`)
)

var (
	// fiveLookBack begins a run of paragraphs that tell of five years.
	fiveLookBack = nlp.NewExpr(`五年来[，：]|这五年[，是]|是[^。]{2,30}的五年。|经过五年|过去五年[，来]|回望“?十[一二三四]五|^“?十[一二三四]五”?时期[，是]`)
	// oneYear ends it.
	oneYear = nlp.NewExpr(`一年来|过去的?一年|去年|上年|同比|今年`)
	// oneYearLed is a paragraph on one year among such.
	oneYearLed = nlp.NewExpr(`^(?:各位代表[！，!,]|——)?[^，。；]{0,8}(?:一年来|过去的?一年|过去这一年|去年|今年|刚刚过去|(?:19|20)\d\d年(?:[，,]|是))`)
)

// meanOfFive tells beside a growth of one year that of a five-year plan: 比上年增长3.9%，
// “十三五”期间年均增长6.2%.
var meanOfFive = nlp.NewExpr(`，(?:“?十[一二三四]五”?(?:时期|期间)(?:年均|年平均|平均每年|累计)|五年(?:年均|年平均|平均每年))`)

// onlyMean reports whether a paragraph speaks of five years no more than that.
func onlyMean(text string) bool {
	return meanOfFive.MatchString(text) && !reviewOfFive.MatchString(meanOfFive.ReplaceAllString(text, ""))
}

// yearLed is a paragraph that begins with the year it tells of.
var yearLed = nlp.NewExpr(`^(?:刚刚?过去的)?((?:19|20)\d\d)年(?:[，,]|是)`)

// leadsReview reports whether a paragraph begins with the review year: 2022年，….
func (r *reading) leadsReview(text string) bool {
	m := yearLed.FindStringSubmatch(text)
	return m != nil && number(m[1]) == r.review
}

// lookingBack reports whether a paragraph stands in a run that tells of the five
// years up to the review year.
func (r *reading) lookingBack(text string, seen nlp.Seen) bool {
	switch {
	case r.scene.status == schema.Target:
		r.five = false
	case r.doc.Kind == schema.Communique && r.scene.from == 0:
		r.five = false // which tells of five years in passing
	case seen.Match(fiveLookBack, text):
		r.five, r.lastly = true, false
	case r.scene.from > 0: // the heading says so
		r.lastly = oneYearLed.MatchString(text) || r.lastly && (strings.HasPrefix(text, "——") || r.fiveTold && !reviewOfFive.MatchString(text))
		r.five = !r.lastly
	case r.five && r.leadsReview(text):
		r.five = false
	case r.five && strings.HasPrefix(text, "——"): // goes on the list that the look back began
		r.five = !oneYearLed.MatchString(strings.TrimPrefix(text, "——"))
	case seen.Match(oneYear, text):
		r.five = false
	}
	r.fiveTold = r.fiveTold || r.five
	return r.five
}

// reviewOfFive finds a paragraph that looks back on five years.
var reviewOfFive = nlp.NewExpr(`五年来|过去五年|五年间|五年(?:年均|累计)|“?十[一二三四]五”?(时期|期间)|较“?十[一二三四]五”?末`)

// paragraphScene adjusts the scene for one paragraph: a statement of aims in a
// report without clear halves, or an outlook to the next five years.
func (r *reading) paragraphScene(text string, seen nlp.Seen) scene {
	sc := r.scene
	if sc.status == schema.Target || r.review == 0 {
		return r.yearOfFive(text, seen)
	}
	if r.mixed {
		if to := ahead5(text, r.review); to > 0 {
			r.scene = scene{schema.Target, to, to - 4} // and for what follows in the section
			return r.scene
		}
	}
	if led, ok := r.led(text); ok {
		return led
	}
	if r.turnsAhead(text, seen) {
		r.turn(scene{status: schema.Target, year: r.plan})
		return r.scene
	}
	if seen.Match(aimSentence, text) && !strings.Contains(text, "完成") {
		return scene{status: schema.Target, year: r.plan}
	}
	return sc
}

// ahead5 is the last year of the first five-year plan that text names, if it is
// the one after the review year; else 0.
func ahead5(text string, review int) int {
	m := fiveYear.FindStringSubmatch(text)
	if m == nil || m[1]+m[2] == "" {
		return 0
	}
	if to := 2005 + 5*fiveYearNo(m[1]+m[2]); to > review {
		return to
	}
	return 0
}

// when is the time that governs a statement: the last time named before it in
// its sentence, or the scene's.
type when struct {
	period   schema.Period
	explicit bool
	five     *nlp.PeriodMention
	spans    bool // five is the last of the times named
	year     int
}

// partOfYear reports whether the time is less than a year.
func (w when) partOfYear() bool {
	return w.period.Text != "" && w.period.End.Sub(w.period.Start) < 360*24*time.Hour
}

// whenAt finds the time that governs the text at offset at.
func (r *reading) whenAt(s *sentence, at int, sc scene, skip func(nlp.PeriodMention) bool) when {
	w := when{year: sc.year, period: nlp.Year(sc.year)}
	if r.part.Text != "" && sc.year == r.review && sc.status == schema.Actual && !wholeYear.MatchString(afterLast(s.text[s.start:at], "；")) {
		w.period = r.part
	}
	used := 0 // where the last time that counts ends
	for i := range s.periods {
		p := &s.periods[i]
		if p.Start >= at {
			break
		}
		if skip(*p) || s.passing(p, at) {
			continue
		}
		if p.FiveYear {
			w.five, w.spans = p, true
			if p.To > 0 {
				w.year, w.explicit = p.To, true
				w.period = nlp.Year(p.To)
			} else if p.Relative > 0 || p.Past && sc.year > r.review && r.review > 0 {
				w.year, w.explicit = r.review+p.Relative, true
				w.period = nlp.Year(w.year)
			}
			continue
		}
		if w.partOfYear() && strings.HasSuffix(s.text[p.Start:p.End], "本年") {
			continue // of what is counted since the year began: 1—9月，本年到位资金
		}
		base := sc.year
		if p.Named {
			if base = r.thisYear(sc); sc.status == schema.Actual && sc.year > 0 && strings.HasSuffix(s.text[p.Start:p.End], "本年") {
				base = sc.year // in accounts, the year that they are of
			}
		} else if p.To == 0 && w.explicit {
			base = w.year
		}
		res := p.Resolve(base)
		if res.Text == "" {
			continue
		}
		w.period, w.explicit = res, true
		w.year, used = res.End.Year(), p.End
		w.spans = p.From > 0
		if w.spans {
			w.five = p
		}
	}
	if used > 0 && w.period.Text != "" && w.period.Start.Year() == w.year && ofYear.MatchString(s.text[used:at]) {
		w.period = nlp.Year(w.year) // 下半年将确保全年增长6%
	}
	return w
}

// afterLast is what stands behind the last mark in s; all of s if there is none.
func afterLast(s, mark string) string {
	if k := strings.LastIndex(s, mark); k >= 0 {
		return s[k+len(mark):]
	}
	return s
}

// passing reports whether a time is named of one value in the middle of a part
// that ends before offset at: 产值增长9%，到2030年突破50亿元；培育企业5家 says nothing
// of when the firms are.
func (s *sentence) passing(p *nlp.PeriodMention, at int) bool {
	if !strings.Contains(s.text[p.End:at], "；") {
		return false
	}
	part := s.start
	if k := strings.LastIndex(s.text[s.start:p.Start], "；"); k >= 0 {
		part += k
	}
	for i := range s.groups {
		if g := &s.groups[i]; g.start >= part && g.end <= p.Start {
			return true
		}
	}
	return false
}

// ofYear says of what follows that it is of the whole year, after a part of it was
// named.
var ofYear = nlp.NewExpr(`(?:确保|力争|实现|完成|预计|保持|达到|，)全年[^任目计预进]|[^，。；上去前今每占比较为完成达到的]全年(?:突破|达|增长|下降|降幅|增速|完成|实现|保持|控制|超|不)`)

// thisYear is what 今年 means: in a report that plans, the year it plans for.
func (r *reading) thisYear(sc scene) int {
	if r.doc.PlanYear > 0 && tasksTitle.MatchString(r.doc.Title) {
		return r.plan
	}
	if r.early {
		return r.review
	}
	if r.doc.PlanYear > 0 && (r.doc.Kind == schema.WorkReport || r.doc.Kind == schema.PlanReport || r.doc.Kind == schema.BudgetReport) {
		return r.plan
	}
	switch {
	case r.given.Year() == r.review+1 && r.doc.Kind != schema.Communique && (sc.status == schema.Target || r.given.Month() >= time.March):
		return r.given.Year() // told so late, the year reviewed is 去年
	case sc.year != 0:
		return r.review
	}
	return 0
}

// over reports whether a part of a year was over when the document was given, as
// far as it says when that was.
func (r *reading) over(p schema.Period) bool {
	return !r.given.IsZero() && p.Text != "" && p.End.Sub(p.Start) < 360*24*time.Hour && p.End.Before(r.given.AddDate(0, 1, 0))
}
