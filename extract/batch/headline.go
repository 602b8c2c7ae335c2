package batch

import (
	"slices"
	"strconv"
	"strings"

	"zhibiao/extract"
	"zhibiao/schema"
)

// headlineCodes are the indicators that a reader looks for first, in the order
// of a yearbook's first page.
var headlineCodes = []string{
	"gdp", "industry_va_above_scale", "fixed_asset_investment", "retail_sales", "trade_total",
	"public_budget_revenue", "resident_income", "urban_new_jobs", "surveyed_unemployment", "cpi",
}

// A Headline is what a report says of one of the indicators that are looked
// for first.
type Headline struct {
	Name     string
	Achieved *schema.IndicatorRow // of the review year, actual or estimated; nil: nothing said
	Target   *schema.IndicatorRow // of the plan year; nil: nothing said
}

// Headlines picks the headline indicators of a document that it says something
// of.
func Headlines(r *extract.Rows) []Headline {
	var out []Headline
	review, plan := yearText(r.Document.ReviewYear), yearText(r.Document.PlanYear)
	for _, code := range headlineCodes {
		h := Headline{
			Achieved: headlineRow(r.Indicators, code, review, string(schema.Actual), string(schema.Estimate)),
			Target:   headlineRow(r.Indicators, code, plan, string(schema.Target)),
		}
		for _, row := range []*schema.IndicatorRow{h.Target, h.Achieved} {
			if row != nil {
				h.Name = value(row.IndicatorName)
			}
		}
		if h.Name != "" {
			out = append(out, h)
		}
	}
	return out
}

// headlineRow is the first row of a code, of the document's own region, that
// has a value or a growth: one of the whole year, else one of a part of it. An
// unknown year is any.
func headlineRow(rows []schema.IndicatorRow, code, year string, status ...string) *schema.IndicatorRow {
	var part *schema.IndicatorRow
	for i := range rows {
		r := &rows[i]
		if value(r.IndicatorCode) != code || r.SubjectCode != nil || r.SubjectName != nil ||
			r.Value == nil && r.Growth == nil || !slices.Contains(status, r.Status) || !strings.HasPrefix(r.Period, year) {
			continue
		}
		if r.Period == year || year == "" {
			return r
		}
		if part == nil && !strings.Contains(r.Period, "/") {
			part = r
		}
	}
	return part
}

func yearText(y *int32) string {
	if y == nil {
		return ""
	}
	return strconv.Itoa(int(*y))
}
