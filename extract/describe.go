package extract

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A front is what describe reads of a document.
type front struct {
	doc  *schema.Document
	name string   // of the file, without folder and ending
	head []string // the first blocks, folded, furniture left out
}

// How many blocks are read for title, publisher and place of delivery, and
// how many characters such a line may have.
const (
	frontBlocks = 40
	frontRunes  = 60
)

// describe fills what doc is about. Fields already set are kept; of a region
// that has only its code the rest is filled.
func describe(doc *schema.Document, regions *Regions) {
	f := readFront(doc)
	if doc.Title == "" {
		doc.Title = f.title()
	}
	if doc.Publisher == "" {
		doc.Publisher = f.publisher()
	}
	if doc.Kind == "" {
		doc.Kind = f.kind()
	}
	review, plan := f.years()
	if doc.ReviewYear == 0 {
		doc.ReviewYear = review
	}
	if doc.PlanYear == 0 {
		doc.PlanYear = plan
	}
	switch {
	case doc.Region.Code == "" && doc.Region.Name == "":
		doc.Region = f.region(regions)
	case doc.Region.Code == "":
		if r, ok := regions.Find(doc.Region.Name); ok {
			doc.Region = r
		}
	case doc.Region.Name == "":
		if r, ok := regions.ByCode(doc.Region.Code); ok {
			doc.Region = r
		}
	}
}

func readFront(doc *schema.Document) *front {
	base := path.Base(doc.Source)
	f := &front{doc: doc, name: foldLine(strings.TrimSuffix(base, path.Ext(base)))}
	for _, b := range doc.Blocks {
		if len(f.head) == frontBlocks {
			break
		}
		if b.Kind != schema.FurnitureBlock && b.Kind != schema.TableBlock && len(b.Lines) > 0 {
			f.head = append(f.head, f.text(b))
		}
	}
	return f
}

func (f *front) text(b schema.Block) string {
	return foldLine(nlp.NewView(f.doc.Text, b.Lines).Text)
}

var (
	titleEnd   = nlp.NewExpr(`(?:报告|公报|分析|草案|情况|简析|综述)(?:（[^）]*）|\([^)]*\))?$`)
	reportEnd  = nlp.NewExpr(`报告(?:（[^）]*）|\([^)]*\))?$`)
	planEnd    = nlp.NewExpr(`(?:19|20)\d\d年.*(?:计划|方案|安排|总结|要点|清单|打算)(?:（[^）]*）|\([^)]*\))?$`)
	titleMarks = "#*①②③④※ [1]"
)

// title is the text of the title block, or else the first short line that
// ends as a title does, or else the file name where that reads like one.
func (f *front) title() string {
	for i, b := range f.doc.Blocks {
		if b.Kind != schema.TitleBlock {
			continue
		}
		s := f.text(b)
		for _, next := range f.doc.Blocks[i+1:] {
			t := f.text(next)
			if (next.Kind != schema.TitleBlock || titleEnd.MatchString(s)) && !titleGoesOn(s, t) {
				break
			}
			s += t
		}
		return strings.Trim(s, titleMarks)
	}
	for _, s := range f.head {
		s = strings.Trim(s, titleMarks)
		if utf8.RuneCountInString(s) <= frontRunes && titleEnd.MatchString(s) && !strings.ContainsAny(s, "，。；") {
			return s
		}
	}
	for _, s := range f.head[:min(4, len(f.head))] {
		if s = strings.Trim(s, titleMarks); utf8.RuneCountInString(s) <= frontRunes && planEnd.MatchString(s) && !strings.ContainsAny(s, "，。；") {
			return s
		}
	}
	if titleEnd.MatchString(f.name) {
		return f.name
	}
	return ""
}

// titleGoesOn reports whether next is the second line of the title s:
// 关于…计划 / 执行情况与…的报告.
func titleGoesOn(s, next string) bool {
	return strings.HasPrefix(s, "关于") && !strings.Contains(s, "报告") && reportEnd.MatchString(next) &&
		utf8.RuneCountInString(next) <= frontRunes && !strings.ContainsAny(next, "，。；：")
}

var (
	publisherLine = nlp.NewExpr(`^(?:来源[:：]|发布机构[:：]|信息来源[:：])?(\p{Han}{2,24}(?:人民政府|统计局|调查队|委员会|发展改革委|发改委|财政局|财政厅|民政部|民政局|民政厅|办公室|办公厅|管理局|研究院|研究所))(?:\p{Han}*[长任]\p{Han}{2,4})?$`)
	noPublisher   = nlp.NewExpr(`报告|公报|会议|大会|委托|各位|^关于`)
)

// publisher is who signs above the body, several joined by 、.
func (f *front) publisher() string {
	var out []string
	for _, s := range f.head {
		if len(out) == 3 || strings.HasPrefix(s, "各位代表") {
			break
		}
		m := publisherLine.FindStringSubmatch(s)
		if m == nil || noPublisher.MatchString(s) {
			continue
		}
		name := strings.Replace(m[1], "局国家统计局", "局、国家统计局", 1)
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, "、")
}

// kindWords are tried in this order, on the title, the file name, and the
// first lines.
var kindWords = []struct {
	kind schema.ReportKind
	re   *nlp.Expr
}{
	{schema.PlanReport, nlp.NewExpr(`国民经济和社会发展(?:年度)?计划|社会发展计划|计划执行情况|计划（草案）|计划草案`)},
	{schema.BudgetReport, nlp.NewExpr(`预算执行|预算草案|预算（草案）|财政预算|决算`)},
	{schema.WorkReport, nlp.NewExpr(`政府工作的?报告|(?:政府|街道|办事处|[乡镇]|开发区|高新区|新区|园区|管委会|管理委员会)(?:(?:19|20)\d\d年度?)?工作报告(?:$|（)`)},
	{schema.Communique, nlp.NewExpr(`公报`)},
	{schema.Analysis, nlp.NewExpr(`分析|简析|经济运行|经济形势|运行情况|上半年|季度|月份`)},
}

func (f *front) kind() schema.ReportKind {
	places := []string{f.doc.Title, f.name}
	for i := 0; i < len(f.head) && i < 12; i++ {
		places = append(places, f.head[i])
	}
	for i, s := range places {
		if i > 1 && utf8.RuneCountInString(s) > 2*frontRunes {
			continue
		}
		for _, k := range kindWords {
			if k.re.MatchString(s) && (k.kind != schema.Analysis || i < 2) {
				return k.kind
			}
		}
	}
	return schema.OtherReport
}

var (
	yearText   = nlp.NewExpr(`(?:19|20)\d\d`)
	yearSpan   = nlp.NewExpr(`((?:19|20)\d\d)年?[-—–~～至]+((?:19|20)\d\d)`)
	delivered  = nlp.NewExpr(`((?:19|20)\d\d)年(\d{1,2})月\d{1,2}日在?\p{Han}{2,30}(?:届人民代表大会|次会议)`)
	reviewHead = nlp.NewExpr(`((?:19|20)\d\d)年\D{0,20}(?:回顾|执行情况|完成情况|工作总结|主要成绩|工作情况|预算收支)`)
	planHead   = nlp.NewExpr(`((?:19|20)\d\d)年\D{0,20}(?:重点工作|工作安排|任务|目标|要求|工作重点|草案|主要工作|发展工作|政府工作|工作建议|计划|思路|安排|打算|部署)`)
	countedAt  = nlp.NewExpr(`((?:19|20)\d\d)年末|((?:19|20)\d\d)年\d{1,2}月\d{1,2}日(?:零|0)时|标准时点\D{0,6}((?:19|20)\d\d)年`)
)

// years tells whose results the report gives, and for which year it plans; 0
// where it does not say.
func (f *front) years() (review, plan int) {
	switch f.doc.Kind {
	case schema.PlanReport, schema.BudgetReport:
		review, plan = f.plannedYears()
	case schema.WorkReport:
		review, plan = f.deliveredYears()
	default:
		for _, s := range []string{f.doc.Title, f.name} {
			if m := fiveYearPlan.FindStringSubmatch(s); m != nil && !evaluates.MatchString(s) { // aims of the years 20x1 to 20x5
				to := 2005 + 5*fiveYearNo(m[1])
				return to - 5, to
			}
			if m := planJudged.FindStringSubmatch(s); m != nil && evaluates.MatchString(s) { // what has come of them so far
				to := 2005 + 5*fiveYearNo(m[1]+m[2])
				if last := givenIn(f.doc).Year() - 1; last > to-5 && last < to {
					return last, to
				} else if last >= to {
					return to, 0
				}
				return to - 3, to
			}
		}
		if year := f.reportedYear(); year > 0 && tasksTitle.MatchString(f.doc.Title) {
			return year - 1, year
		}
		if review, plan = f.headedYears(); plan > 0 {
			return review, plan
		}
		return f.reportedYear(), 0
	}
	if midYear.MatchString(f.doc.Title) && review > 0 { // the rest of the year is planned
		return max(review, plan), max(review, plan)
	}
	for _, b := range f.doc.Blocks {
		if b.Kind != schema.HeadingBlock || b.Level > 1 {
			continue
		}
		s := f.text(b)
		if m := reviewHead.FindStringSubmatch(s); m != nil {
			review = number(m[1])
			if plan != 0 && plan <= review {
				plan = 0
			}
		} else if m := planHead.FindStringSubmatch(s); m != nil && number(m[1]) > review {
			plan = number(m[1])
		}
	}
	if plan == 0 && review != 0 && (f.doc.Kind == schema.WorkReport || strings.Contains(f.doc.Title, "草案") && !strings.Contains(f.doc.Title, "决算")) {
		plan = review + 1
	}
	if review == 0 && plan != 0 {
		review = plan - 1
	}
	return review, plan
}

// headedYears are those of a report with a part on each of two years, as its headings
// say: 一、2022年工作回顾, 二、2023年工作计划. They are 0 where it is none.
func (f *front) headedYears() (review, plan int) {
	if f.doc.Kind != schema.OtherReport {
		return 0, 0
	}
	for _, b := range f.doc.Blocks {
		if b.Kind != schema.HeadingBlock || b.Level > 1 {
			continue
		}
		s := f.text(b)
		if m := reviewHead.FindStringSubmatch(s); m != nil && plan == 0 {
			review = number(m[1])
		} else if m := planHead.FindStringSubmatch(s); m != nil && number(m[1]) == review+1 {
			plan = review + 1
		}
	}
	if plan == 0 {
		return 0, 0
	}
	return review, plan
}

// givenIn is the month in which a document says that it was given; the zero Time if
// it does not.
func givenIn(doc *schema.Document) time.Time {
	for _, s := range readFront(doc).head {
		for _, re := range []*nlp.Expr{delivered, dated, datedMonth} {
			if m := re.FindStringSubmatch(s); m != nil {
				return time.Date(number(m[1]), time.Month(number(m[2])), 1, 0, 0, 0, 0, time.UTC)
			}
		}
	}
	return time.Time{}
}

// tasksTitle is the title of a document that tells what is to be done.
var tasksTitle = nlp.NewExpr(`^[^结执]*(?:工作要点|(?:工作|行动|项目|投资|供应|采购)计划|实施方案)(?:（[^）]*）)?$`)

// midYear says that a report is on a part of a year.
var midYear = nlp.NewExpr(`上半年|前三季度|前三个季度|[一三1-3]季度|(?:1|一)[-—–至~～](?:\d{1,2}|[一二三四五六七八九十]+)月`)

// evaluates is the title of a document that looks back on how a plan is carried out.
var evaluates = nlp.NewExpr(`评估|实施情况|执行情况|完成情况|审计|审议意见`)

// planJudged is the plan that such a document judges.
var planJudged = nlp.NewExpr(`第十([一二三四五六七八])个五年规划|“?十([一二三四五六七八])五”?[^，。；]{0,20}规划`)

var fiveYearPlan = nlp.NewExpr(`第十([一二三四五六七八])个五年规划`)

// plannedYears are the first and the last year of a title such as
// 2024年…执行情况及2025年…草案.
func (f *front) plannedYears() (review, plan int) {
	for _, s := range []string{f.doc.Title, f.name} {
		years := yearText.FindAllString(s, -1)
		if len(years) == 0 {
			continue
		}
		review = number(years[0])
		if last := number(years[len(years)-1]); last > review {
			plan = last
		} else if !strings.Contains(s, "执行") && !strings.Contains(s, "决算") && (strings.Contains(s, "草案") || strings.HasSuffix(s, "计划")) {
			review, plan = review-1, review
		}
		return review, plan
	}
	return 0, 0
}

// deliveredYears are those of a work report: it is delivered at the start of
// the year it plans for, or in the last two months of the year before.
func (f *front) deliveredYears() (review, plan int) {
	for _, s := range append([]string{f.doc.Title}, f.head...) {
		if m := delivered.FindStringSubmatch(s); m != nil {
			plan = number(m[1])
			if number(m[2]) >= 11 {
				plan++
			}
			return plan - 1, plan
		}
	}
	for _, s := range []string{f.doc.Title, f.name} {
		if y := yearText.FindString(s); y != "" {
			return number(y) - 1, number(y)
		}
	}
	for _, s := range f.head {
		if m := dated.FindStringSubmatch(s); m != nil {
			plan = number(m[1])
			if number(m[2]) >= 11 {
				plan++
			}
			return plan - 1, plan
		}
	}
	for _, s := range f.head {
		if m := toldOf.FindStringSubmatch(s); m != nil {
			return number(m[1]), number(m[1]) + 1
		}
	}
	return 0, 0
}

var (
	// dated is a line with the day on which a report was given and no more.
	dated = nlp.NewExpr(`^[（(—-]*((?:19|20)\d\d)年(\d{1,2})月\d{1,2}日[)）]?$`)
	// datedMonth is one that gives only the month.
	datedMonth = nlp.NewExpr(`^[（(—-]*((?:19|20)\d\d)年(\d{1,2})月[)）]?$`)
	// toldOf opens a report's account of a year.
	toldOf = nlp.NewExpr(`^(?:过去的)?((?:19|20)\d\d)年(?:以来|，|是)`)
)

// reportedYear is the year of a communique or an analysis. A file of several
// years counts as of the last.
func (f *front) reportedYear() int {
	for _, s := range []string{f.name, f.doc.Title} {
		if m := yearSpan.FindStringSubmatch(s); m != nil && number(m[2]) > number(m[1]) {
			return number(m[2])
		}
	}
	for _, s := range []string{f.doc.Title, f.name} {
		if y := yearText.FindString(s); y != "" {
			return number(y)
		}
	}
	for _, s := range f.head {
		if m := countedAt.FindStringSubmatch(s); m != nil {
			return number(m[1] + m[2] + m[3])
		}
	}
	return commonYear(f.head)
}

var yearSaid = nlp.NewExpr(`((?:19|20)\d\d)年`)

// commonYear is the year that texts name most, the later of equals.
func commonYear(texts []string) int {
	count, best := map[int]int{}, 0
	for _, s := range texts {
		for _, m := range yearSaid.FindAllStringSubmatch(s, -1) {
			y := number(m[1])
			if count[y]++; count[y] > count[best] || count[y] == count[best] && y > best {
				best = y
			}
		}
	}
	return best
}

// number reads digits that a pattern has already checked.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
