package panel

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"zhibiao/extract"
	"zhibiao/schema"
)

// A Candidate is one observation that may fill a cell of the panel: the level
// or the growth of one indicator in one region and year, as achieved,
// estimated or aimed at.
type Candidate struct {
	RegionCode    *string  `json:"region_code" zh:"地区代码" about:"GB/T 2260 code of the region"`
	RegionName    *string  `json:"region_name" zh:"地区名称" about:"name of the region"`
	Year          int32    `json:"year" zh:"年份" unit:"year" about:"the year that the figure is about"`
	Code          string   `json:"indicator_code" zh:"指标代码" about:"code in the catalogue"`
	Name          string   `json:"indicator_name" zh:"指标" about:"the catalogue's name for the code"`
	Measure       Measure  `json:"measure" zh:"量" about:"value or growth"`
	Role          Role     `json:"role" zh:"性质" about:"final estimate target"`
	Rank          int32    `json:"rank" zh:"次序" about:"1 fills the cell; the others come after it"`
	Standing      string   `json:"standing" zh:"依据" about:"why it ranks there: kind of report, and whether it looks back or speaks of another region"`
	Value         float64  `json:"value" zh:"数值" unit:"unit" about:"as written; the low end of a range"`
	ValueMax      *float64 `json:"value_max" zh:"数值上限" unit:"unit" about:"the high end of a range"`
	Unit          string   `json:"unit" zh:"单位" about:"as written"`
	NormValue     *float64 `json:"norm_value" zh:"规范数值" unit:"norm_unit" about:"in the canonical unit"`
	NormValueMax  *float64 `json:"norm_value_max" zh:"规范数值上限" unit:"norm_unit" about:"the high end in the canonical unit"`
	NormUnit      *string  `json:"norm_unit" zh:"规范单位" about:"canonical unit"`
	Bound         string   `json:"bound" zh:"界限" about:"eq approx ge gt le lt range"`
	Modifier      *string  `json:"modifier" zh:"修饰词" about:"the hedge as written"`
	Terms         *string  `json:"terms" zh:"口径" about:"实际 名义 同口径: what the text says of a growth; NULL where it says nothing"`
	Conflict      bool     `json:"conflict" zh:"矛盾" about:"differs by more than rounding from the first of its cell that is in the same unit and terms"`
	DocID         string   `json:"doc_id" zh:"文档编号" about:"document of the observation"`
	Seq           int32    `json:"seq" zh:"序号" about:"seq of the observation"`
	Source        string   `json:"source" zh:"来源文件" about:"path of the document"`
	ReportKind    string   `json:"report_kind" zh:"报告类型" about:"kind of the report"`
	ReportYear    *int32   `json:"report_year" zh:"回顾年份" unit:"year" about:"the year whose results the report gives"`
	Surface       string   `json:"surface" zh:"表述" about:"the number as written"`
	Sentence      string   `json:"sentence" zh:"原句" about:"the sentence of the number"`
	Quote         Quote    // Surface in Sentence
	place         Place
	precedence    int
	interval      interval
	level, parent *string // of the region
}

// A Measure is what of an indicator a figure gives.
type Measure string

// The measures.
const (
	LevelOf  Measure = "value"
	GrowthOf Measure = "growth"
)

// A Role is what a figure is to its year.
type Role string

// The roles.
const (
	Final    Role = "final"    // reported as having happened
	Estimate Role = "estimate" // expected when the report was written
	Goal     Role = "target"
)

// Precedence is the order in which reports are believed, the first most. Of
// what was achieved the communiqué stands before the budget report (for fiscal
// indicators), the plan report, the work report, an analysis, and others; of
// aims the plan report stands first. After all of these come a report of a
// later year that looks back, and a report of another region. Within one
// report a figure stated plainly stands before a hedged one, a figure of the
// year before one of its last month, and the earlier in the text before the
// later. Figures are never averaged.
var Precedence = map[Role][]schema.ReportKind{
	Final:    {schema.Communique, schema.BudgetReport, schema.PlanReport, schema.WorkReport, schema.Analysis, schema.OtherReport},
	Estimate: {schema.Communique, schema.BudgetReport, schema.PlanReport, schema.WorkReport, schema.Analysis, schema.OtherReport},
	Goal:     {schema.PlanReport, schema.BudgetReport, schema.WorkReport, schema.Analysis, schema.OtherReport, schema.Communique},
}

// fiscalCodes are the indicators that budget reports have the first word on.
var fiscalCodes = []string{"public_budget_revenue", "public_budget_expenditure", "tax_revenue"}

// priceCodes are indicators whose rate in percent is their growth.
var priceCodes = []string{"cpi", "ppi", "ppi_purchase"}

// Candidates are all observations with a code that speak of a whole year, of
// what was achieved, estimated or aimed at, in the order of the panel and
// ranked within each cell.
func Candidates(reports []extract.Rows) []Candidate {
	var out []Candidate
	for i := range reports {
		r := &reports[i]
		text := []rune(r.Document.Text)
		for j := range r.Observations {
			if c, ok := candidate(&r.Document, &r.Observations[j]); ok {
				c.Terms = termsOf(text, &r.Observations[j])
				c.Quote = quoteOf(text, r.Observations[j].CharStart, c.Sentence, c.Surface)
				if c.Measure == LevelOf && severalYears.MatchString(c.Quote.Before) {
					continue
				}
				out = append(out, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Candidate) int {
		return cmp.Or(a.place.compare(b.place), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Code, b.Code),
			-strings.Compare(string(a.Measure), string(b.Measure)), cmp.Compare(slices.Index(roles, a.Role), slices.Index(roles, b.Role)),
			cmp.Compare(a.precedence, b.precedence), -cmp.Compare(value(a.ReportYear), value(b.ReportYear)),
			strings.Compare(a.Source, b.Source), cmp.Compare(a.Seq, b.Seq))
	})
	for start := 0; start < len(out); {
		end := start + 1
		for end < len(out) && out[end].cell() == out[start].cell() {
			end++
		}
		rank(out[start:end])
		start = end
	}
	return out
}

var roles = []Role{Final, Estimate, Goal}

// CandidateSheet is rows as a table to write.
func CandidateSheet(rows []Candidate) *Sheet { return sheetOf("sources", rows) }

// cell names what a candidate competes for.
func (c *Candidate) cell() string {
	return fmt.Sprint(c.place.key(), "|", c.Year, "|", c.Code, "|", c.Measure, "|", c.Role)
}

// rank numbers the candidates of one cell and marks those that contradict the
// first of the same unit and terms.
func rank(cell []Candidate) {
	for i := range cell {
		cell[i].Rank = int32(i + 1)
		first := slices.IndexFunc(cell, func(c Candidate) bool {
			return value(c.NormUnit) == value(cell[i].NormUnit) && c.basis() == cell[i].basis()
		})
		cell[i].Conflict = !cell[i].interval.overlaps(cell[first].interval)
	}
}

// candidate makes a candidate of o, unless it fills no cell.
func candidate(d *schema.DocumentRow, o *schema.ObservationRow) (Candidate, bool) {
	year, whole := yearOf(o)
	measure, ok := measureOf(o)
	role := roleOf(o)
	if o.IndicatorCode == nil || o.SameAs != nil || !ok || role == "" || year == 0 || !whole {
		return Candidate{}, false
	}
	if o.Status == string(schema.Baseline) && year >= reviewYear(d) {
		return Candidate{}, false // an earlier value whose year the text does not give
	}
	place, other := placeOf(d), false
	if o.SubjectCode != nil || o.SubjectName != nil {
		place = Place{Code: value(o.SubjectCode), Name: value(o.SubjectName), Known: true}
		other = true
	}
	c := Candidate{
		RegionCode: optional(place.Code), RegionName: optional(place.Name), Year: year,
		Code: *o.IndicatorCode, Name: value(o.IndicatorName), Measure: measure, Role: role,
		Value: o.Value, ValueMax: o.ValueMax, Unit: o.Unit, NormValue: o.NormValue, NormValueMax: o.NormValueMax, NormUnit: o.NormUnit,
		Bound: o.Bound, Modifier: o.Modifier, DocID: o.DocID, Seq: o.Seq, Source: d.Source, ReportKind: d.ReportKind, ReportYear: optional(reviewYear(d)),
		Surface: o.Surface, Sentence: o.Sentence, place: place, interval: intervalOf(o), level: optional(place.Level), parent: optional(place.Province),
	}
	c.stand(d, o, other)
	return c, true
}

// severalYears are words right before a level that is not that of one year,
// though the row has one: 五年累计完成120亿元.
var severalYears = regexp.MustCompile(`(?:[两三四五六七八九十]年(?:来|间|以来)?累计|年均|每年|年平均)[^，,、。；;：:\d]{0,8}$`)

// measureOf is what o gives of its indicator; a growth against anything but
// the year before fills no cell.
func measureOf(o *schema.ObservationRow) (Measure, bool) {
	switch schema.Kind(o.Kind) {
	case schema.Level:
		return LevelOf, true
	case schema.Rate:
		if slices.Contains(priceCodes, value(o.IndicatorCode)) && value(o.NormUnit) == "%" && o.Value < 50 {
			return GrowthOf, true
		}
		return LevelOf, true
	case schema.Growth:
		basis := value(o.Basis)
		return GrowthOf, (basis == "" || basis == "yoy") && value(o.NormUnit) == "%"
	}
	return "", false
}

func roleOf(o *schema.ObservationRow) Role {
	switch schema.Status(o.Status) {
	case schema.Actual, schema.Baseline:
		return Final
	case schema.Estimate:
		return Estimate
	case schema.Target:
		return Goal
	}
	return ""
}

// stand says where c stands among others of its cell, and why.
func (c *Candidate) stand(d *schema.DocumentRow, o *schema.ObservationRow, other bool) {
	own := reviewYear(d)
	if c.Role == Goal {
		own = planYear(d)
	}
	order := Precedence[c.Role]
	kind := slices.Index(order, schema.ReportKind(d.ReportKind))
	if kind < 0 {
		kind = len(order)
	}
	if d.ReportKind == string(schema.BudgetReport) && !slices.Contains(fiscalCodes, c.Code) {
		kind = len(order)
	}
	c.Standing, c.precedence = d.ReportKind, kind*10
	switch {
	case other:
		c.Standing, c.precedence = "of another region: "+c.Standing, c.precedence+2000
	case own != 0 && own != c.Year:
		c.Standing, c.precedence = "of another year: "+c.Standing, c.precedence+1000
	}
	if o.Status == string(schema.Baseline) {
		c.precedence += 100
	}
	if strings.Contains(o.Period, "-") {
		c.precedence += 4
	}
	if o.Bound != string(schema.Eq) && c.Role != Goal {
		c.precedence += 2
	}
}
