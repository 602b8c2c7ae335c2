package panel

import (
	"slices"

	"zhibiao/schema"
)

// wideMeasures are the columns that an indicator may have in a wide panel,
// behind its code.
var wideMeasures = []struct {
	suffix, label, unit, about string
	of                         func(*Row) *float64
}{
	{"", "", "canonical unit", "value in the canonical unit", func(r *Row) *float64 { return first(r.NormValue, r.Value) }},
	{"_growth", "增速", "%", "growth over the year before", func(r *Row) *float64 { return r.Growth }},
	{"_target", "目标", "canonical unit", "target for the year in the canonical unit, the low end of a range", func(r *Row) *float64 { return first(r.Aim.NormValue, r.Aim.Value) }},
	{"_target_growth", "目标增速", "%", "growth aimed at for the year, the low end of a range", func(r *Row) *float64 { return r.Aim.Growth }},
	{"_gap", "目标减实绩", "canonical unit", "target minus value", func(r *Row) *float64 { return r.ValueGap }},
	{"_growth_gap", "目标增速减实绩", "pp", "target growth minus growth", func(r *Row) *float64 { return r.GrowthGap }},
}

func first(a, b *float64) *float64 {
	if a != nil {
		return a
	}
	return b
}

// Wide makes one row of every region and year, with up to six columns for
// every indicator: code, code_growth, code_target, code_target_growth,
// code_gap and code_growth_gap. Columns without any figure are left out.
func Wide(rows []Row) *Sheet {
	s := &Sheet{Name: "panel", Columns: []schema.Column{
		{Name: "region_code", Type: "string", Nullable: true, Label: "地区代码", Meaning: "GB/T 2260 code of the region"},
		{Name: "region_name", Type: "string", Nullable: true, Label: "地区名称", Meaning: "name of the region"},
		{Name: "region_level", Type: "string", Nullable: true, Label: "地区级别", Meaning: "country province prefecture county"},
		{Name: "province_code", Type: "string", Nullable: true, Label: "省级代码", Meaning: "code of the province the region belongs to"},
		{Name: "year", Type: "int32", Label: "年份", Unit: "year", Meaning: "the year that the figures are about"},
	}}
	names, there := map[string]string{}, map[string]bool{}
	var codes []string
	for i := range rows {
		if names[rows[i].Code] == "" {
			codes = append(codes, rows[i].Code)
			names[rows[i].Code] = rows[i].Name
		}
		for _, m := range wideMeasures {
			if m.of(&rows[i]) != nil {
				there[rows[i].Code+m.suffix] = true
			}
		}
	}
	slices.SortFunc(codes, compareCodes)
	at := map[string]int{}
	for _, code := range codes {
		for _, m := range wideMeasures {
			if !there[code+m.suffix] {
				continue
			}
			at[code+m.suffix] = len(s.Columns)
			s.Columns = append(s.Columns, schema.Column{Name: code + m.suffix, Type: "double", Nullable: true, Label: names[code] + m.label, Unit: m.unit, Meaning: m.about})
		}
	}
	var last *Row
	for i := range rows {
		r := &rows[i]
		if last == nil || last.place.key() != r.place.key() || last.Year != r.Year {
			cells := make([]any, len(s.Columns))
			for c, p := range []*string{r.RegionCode, r.RegionName, r.RegionLevel, r.ProvinceCode} {
				if p != nil {
					cells[c] = *p
				}
			}
			cells[4] = r.Year
			s.Rows = append(s.Rows, cells)
			last = r
		}
		for _, m := range wideMeasures {
			if f := m.of(r); f != nil {
				s.Rows[len(s.Rows)-1][at[r.Code+m.suffix]] = *f
			}
		}
	}
	return s
}

// compareCodes puts headlines first, in their order, and the others by code.
func compareCodes(a, b string) int {
	x, y := headlineIndex(a), headlineIndex(b)
	if x != y {
		return x - y
	}
	if a < b {
		return -1
	} else if a > b {
		return 1
	}
	return 0
}

func headlineIndex(code string) int {
	i := slices.IndexFunc(Headlines, func(h Headline) bool { return h.Code == code })
	if i < 0 {
		return len(Headlines)
	}
	return i
}
