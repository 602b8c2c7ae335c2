package batch

import (
	"testing"

	"zhibiao/extract"
	"zhibiao/schema"
)

func TestHeadlines(t *testing.T) {
	name, code, other, city := "地区生产总值", "gdp", "cpi", "500000"
	one, two, review, plan := 1.0, 2.0, int32(2024), int32(2025)
	row := func(code *string, period, status string, v *float64) schema.IndicatorRow {
		return schema.IndicatorRow{IndicatorCode: code, IndicatorName: &name, Period: period, Status: status, Value: v}
	}
	ofTheCity := row(&code, "2024", "actual", &two)
	ofTheCity.SubjectCode = &city
	rows := extract.Rows{
		Document: schema.DocumentRow{Provenance: schema.Provenance{ReviewYear: &review, PlanYear: &plan}},
		Indicators: []schema.IndicatorRow{
			ofTheCity, row(&code, "2024", "actual", nil), row(&code, "2024-H1", "actual", &two), row(&code, "2023", "actual", &two),
			row(&code, "2024", "estimate", &one), row(&code, "2024", "target", &two), row(&code, "2025/2030", "target", &two), row(&other, "2024-12", "actual", &two),
		},
	}
	got := Headlines(&rows)
	if len(got) != 2 || got[0].Achieved == nil || *got[0].Achieved.Value != 1 || got[0].Target != nil || got[1].Achieved.Period != "2024-12" {
		t.Errorf("headlines are %+v", got)
	}
}
