package panel

import (
	"slices"

	"zhibiao/schema"
)

// A Headline is an indicator that readers look for first in a report.
type Headline struct {
	Code, Name string
	Short      string   // two Chinese characters or three letters, for the head of a table
	Words      []string // how reports write it; a number behind one of them is likely to be its value
	Achieved   []schema.ReportKind
	Target     []schema.ReportKind // the reports that are to say it, of the year behind and of the year ahead
}

// The reports that say what was achieved, and those that say what is aimed at.
var (
	everyReport  = []schema.ReportKind{schema.PlanReport, schema.WorkReport, schema.Communique, schema.Analysis}
	yearReports  = []schema.ReportKind{schema.PlanReport, schema.WorkReport, schema.Communique}
	fiscalReport = append([]schema.ReportKind{schema.BudgetReport}, everyReport...)
	planning     = []schema.ReportKind{schema.PlanReport, schema.WorkReport}
	planFiscal   = []schema.ReportKind{schema.PlanReport, schema.WorkReport, schema.BudgetReport}
	planOnly     = []schema.ReportKind{schema.PlanReport}
)

// Headlines are the headline indicators, in the order of a report, with the
// kinds of report that are required to state them.
var Headlines = []Headline{
	{"gdp", "地区生产总值", "GDP", []string{"地区生产总值", "国内生产总值", "生产总值", "GDP", "经济增长"}, everyReport, planning},
	{"public_budget_revenue", "一般公共预算收入", "财政", []string{"一般公共预算收入", "公共财政预算收入"}, fiscalReport, planFiscal},
	{"fixed_asset_investment", "固定资产投资", "投资", []string{"固定资产投资"}, everyReport, planning},
	{"retail_sales", "社会消费品零售总额", "消费", []string{"社会消费品零售总额", "社零总额"}, everyReport, planning},
	{"industry_va_above_scale", "规模以上工业增加值", "工业", []string{"规模以上工业增加值", "规上工业增加值"}, everyReport, planning},
	{"resident_income", "全体居民人均可支配收入", "居民", []string{"居民人均可支配收入", "居民收入"}, everyReport, planning},
	{"urban_income", "城镇居民人均可支配收入", "城镇", []string{"城镇居民人均可支配收入", "城镇常住居民人均可支配收入", "城乡居民人均可支配收入"}, yearReports, nil},
	{"rural_income", "农村居民人均可支配收入", "农村", []string{"农村居民人均可支配收入", "农村常住居民人均可支配收入", "城乡居民人均可支配收入"}, yearReports, nil},
	{"cpi", "居民消费价格", "CPI", []string{"居民消费价格", "CPI"}, everyReport, planning},
	{"urban_new_jobs", "城镇新增就业", "就业", []string{"城镇新增就业", "新增城镇就业"}, yearReports, planning},
	{"surveyed_unemployment", "城镇调查失业率", "失业", []string{"城镇调查失业率", "调查失业率"}, yearReports, planning},
	{"trade_total", "货物进出口总额", "外贸", []string{"进出口总额", "进出口总值", "外贸进出口"}, everyReport, planOnly},
	{"grain_output", "粮食产量", "粮食", []string{"粮食产量", "粮食总产量", "粮食总产"}, yearReports, planOnly},
}

// requires reports whether a report of this kind is to state h.
func (h *Headline) requires(kind string, aspect Aspect) bool {
	of := h.Achieved
	if aspect == Target {
		of = h.Target
	}
	return slices.Contains(of, schema.ReportKind(kind))
}
