package panel

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Row is one cell of the panel: what is known of one catalogue indicator in
// one region and year.
type Row struct {
	RegionCode   *string `json:"region_code" zh:"地区代码" about:"GB/T 2260 code of the region; NULL if unknown"`
	RegionName   *string `json:"region_name" zh:"地区名称" about:"name of the region"`
	RegionLevel  *string `json:"region_level" zh:"地区级别" about:"country province prefecture county"`
	ProvinceCode *string `json:"province_code" zh:"省级代码" about:"code of the province the region belongs to"`
	Year         int32   `json:"year" zh:"年份" unit:"year" about:"the year that the figures are about"`
	Code         string  `json:"indicator_code" zh:"指标代码" about:"code in the catalogue"`
	Name         string  `json:"indicator_name" zh:"指标" about:"the catalogue's name for the code"`

	Value          *float64 `json:"value" zh:"数值" unit:"unit" about:"level or rate achieved, as written: final where there is one, else estimate"`
	Unit           *string  `json:"unit" zh:"单位" about:"unit of value, as written"`
	NormValue      *float64 `json:"norm_value" zh:"规范数值" unit:"norm_unit" about:"value in the canonical unit"`
	NormUnit       *string  `json:"norm_unit" zh:"规范单位" about:"canonical unit"`
	Bound          *string  `json:"bound" zh:"界限" about:"bound of value"`
	Modifier       *string  `json:"modifier" zh:"修饰词" about:"hedge of value as written"`
	Growth         *float64 `json:"growth" zh:"增速" unit:"%" about:"growth over the year before: final where there is one, else estimate"`
	GrowthBound    *string  `json:"growth_bound" zh:"增速界限" about:"bound of growth"`
	GrowthModifier *string  `json:"growth_modifier" zh:"增速修饰词" about:"hedge of growth as written"`

	GrowthTerms *string `json:"growth_terms" zh:"增速口径" about:"实际 名义 同口径: what the text says of growth; NULL where it says nothing"`

	FinalValue     *float64 `json:"final_value" zh:"最终值" unit:"norm_unit" about:"level reported as having happened, canonical unit"`
	EstimateValue  *float64 `json:"estimate_value" zh:"预计值" unit:"norm_unit" about:"level expected when the report was written, canonical unit"`
	FinalGrowth    *float64 `json:"final_growth" zh:"最终增速" unit:"%" about:"growth reported as having happened"`
	EstimateGrowth *float64 `json:"estimate_growth" zh:"预计增速" unit:"%" about:"growth expected when the report was written"`

	Aim  Aimed
	Next NextAimed

	ValueGap     *float64 `json:"value_gap" zh:"目标减实绩" unit:"norm_unit" about:"target minus value, canonical unit; the low end of a range"`
	ValueGapMax  *float64 `json:"value_gap_max" zh:"目标减实绩上限" unit:"norm_unit" about:"high end of a range target minus value"`
	GrowthGap    *float64 `json:"growth_gap" zh:"目标增速减实绩" unit:"pp" about:"target growth minus growth; the low end of a range"`
	GrowthGapMax *float64 `json:"growth_gap_max" zh:"目标增速减实绩上限" unit:"pp" about:"high end of a range target minus growth"`

	Conflict     bool     `json:"conflict" zh:"矛盾" about:"reports disagree on a figure of this row by more than rounding"`
	ConflictNote *string  `json:"conflict_note" zh:"矛盾说明" about:"the figures that disagree, with their sources"`
	Sources      []string `json:"sources" zh:"来源" about:"where each figure stands: measure role doc_id#seq"`
	place        Place
}

// Aimed is the target that was set for the year, usually the year before.
type Aimed struct {
	Value          *float64 `json:"target_value" zh:"目标值" unit:"target_unit" about:"target for this year as written; the low end of a range"`
	ValueMax       *float64 `json:"target_value_max" zh:"目标值上限" unit:"target_unit" about:"the high end of a range"`
	Unit           *string  `json:"target_unit" zh:"目标单位" about:"unit of target_value, as written"`
	NormValue      *float64 `json:"target_norm_value" zh:"目标规范值" unit:"norm_unit" about:"target_value in the canonical unit"`
	Bound          *string  `json:"target_bound" zh:"目标界限" about:"bound of target_value"`
	Modifier       *string  `json:"target_modifier" zh:"目标修饰词" about:"hedge of target_value as written"`
	Growth         *float64 `json:"target_growth" zh:"目标增速" unit:"%" about:"growth aimed at for this year; the low end of a range"`
	GrowthMax      *float64 `json:"target_growth_max" zh:"目标增速上限" unit:"%" about:"the high end of a range"`
	GrowthBound    *string  `json:"target_growth_bound" zh:"目标增速界限" about:"bound of target_growth"`
	GrowthModifier *string  `json:"target_growth_modifier" zh:"目标增速修饰词" about:"hedge of target_growth as written"`
	SetIn          *int32   `json:"target_set_in" zh:"目标所在报告年份" unit:"year" about:"the review year of the report that sets the target"`
}

// NextAimed is the target for the year after, in columns of its own.
type NextAimed struct {
	Value          *float64 `json:"next_target_value" zh:"次年目标值" unit:"next_target_unit" about:"target for the year after as written; the low end of a range"`
	ValueMax       *float64 `json:"next_target_value_max" zh:"次年目标值上限" unit:"next_target_unit" about:"the high end of a range"`
	Unit           *string  `json:"next_target_unit" zh:"次年目标单位" about:"unit of next_target_value, as written"`
	NormValue      *float64 `json:"next_target_norm_value" zh:"次年目标规范值" unit:"norm_unit" about:"next_target_value in the canonical unit"`
	Bound          *string  `json:"next_target_bound" zh:"次年目标界限" about:"bound of next_target_value"`
	Modifier       *string  `json:"next_target_modifier" zh:"次年目标修饰词" about:"hedge of next_target_value as written"`
	Growth         *float64 `json:"next_target_growth" zh:"次年目标增速" unit:"%" about:"growth aimed at for the year after; the low end of a range"`
	GrowthMax      *float64 `json:"next_target_growth_max" zh:"次年目标增速上限" unit:"%" about:"the high end of a range"`
	GrowthBound    *string  `json:"next_target_growth_bound" zh:"次年目标增速界限" about:"bound of next_target_growth"`
	GrowthModifier *string  `json:"next_target_growth_modifier" zh:"次年目标增速修饰词" about:"hedge of next_target_growth as written"`
	SetIn          *int32   `json:"next_target_set_in" zh:"次年目标所在报告年份" unit:"year" about:"the review year of the report that sets the target"`
}

// Rows makes the panel of candidates, which are ranked as Candidates gives
// them: one row for every region, year and code, in that order.
func Rows(candidates []Candidate) []Row {
	var out []*Row
	at := map[string]*Row{}
	for i := range candidates {
		c := &candidates[i]
		key := fmt.Sprint(c.place.key(), "|", c.Year, "|", c.Code)
		r := at[key]
		if r == nil {
			r = &Row{place: c.place, RegionCode: c.RegionCode, RegionName: c.RegionName, RegionLevel: c.level, ProvinceCode: c.parent, Year: c.Year, Code: c.Code, Name: c.Name}
			at[key] = r
			out = append(out, r)
		}
		r.take(c)
	}
	slices.SortStableFunc(out, func(a, b *Row) int {
		return cmp.Or(a.place.compare(b.place), cmp.Compare(a.Year, b.Year), strings.Compare(a.Code, b.Code))
	})
	rows := make([]Row, len(out))
	for i, r := range out {
		if next := at[fmt.Sprint(r.place.key(), "|", r.Year+1, "|", r.Code)]; next != nil {
			r.Next = NextAimed(next.Aim)
		}
		r.gaps()
		rows[i] = *r
	}
	return rows
}

// RowSheet is rows as a table to write.
func RowSheet(rows []Row) *Sheet { return sheetOf("panel", rows) }

// take puts c into its place, if it is the first of its cell, and notes a
// conflict if it contradicts that one.
func (r *Row) take(c *Candidate) {
	if c.RegionName != nil && r.RegionLevel == nil {
		r.RegionLevel, r.ProvinceCode = c.level, c.parent
	}
	if c.Conflict {
		r.Conflict = true
		note := strings.TrimPrefix(value(r.ConflictNote)+"; ", "; ") +
			fmt.Sprintf("%s %s is %s in %s#%d (%s): %s", c.Role, c.Measure, c.Surface, c.DocID, c.Seq, c.Standing, c.Quote.Line(24, 8))
		r.ConflictNote = &note
		return
	}
	if c.Rank != 1 {
		return
	}
	r.Sources = append(r.Sources, fmt.Sprintf("%s %s %s#%d", c.Measure, c.Role, c.DocID, c.Seq))
	switch {
	case c.Role == Goal:
		r.Aim.take(c)
	case c.Measure == LevelOf:
		r.takeLevel(c)
	default:
		r.takeGrowth(c)
	}
}

func (r *Row) takeLevel(c *Candidate) {
	if c.Role == Final {
		r.FinalValue = c.NormValue
	} else {
		r.EstimateValue = c.NormValue
		if r.Value != nil { // finals come first
			return
		}
	}
	r.Value, r.Unit, r.NormValue, r.NormUnit = &c.Value, &c.Unit, c.NormValue, c.NormUnit
	r.Bound, r.Modifier = &c.Bound, c.Modifier
}

func (r *Row) takeGrowth(c *Candidate) {
	if c.Role == Final {
		r.FinalGrowth = &c.Value
	} else {
		r.EstimateGrowth = &c.Value
		if r.Growth != nil {
			return
		}
	}
	r.Growth, r.GrowthBound, r.GrowthModifier, r.GrowthTerms = &c.Value, &c.Bound, c.Modifier, c.Terms
}

func (a *Aimed) take(c *Candidate) {
	a.SetIn = c.ReportYear
	if c.Measure == GrowthOf {
		a.Growth, a.GrowthMax, a.GrowthBound, a.GrowthModifier = &c.Value, c.ValueMax, &c.Bound, c.Modifier
		return
	}
	a.Value, a.ValueMax, a.Unit, a.NormValue = &c.Value, c.ValueMax, &c.Unit, c.NormValue
	a.Bound, a.Modifier = &c.Bound, c.Modifier
}

// gaps fills target minus achieved.
func (r *Row) gaps() {
	a := &r.Aim
	r.GrowthGap, r.GrowthGapMax = less(a.Growth, r.Growth), less(a.GrowthMax, r.Growth)
	r.ValueGap = less(a.NormValue, r.NormValue)
	if a.ValueMax != nil && a.Value != nil && *a.Value != 0 && a.NormValue != nil {
		high := *a.ValueMax * *a.NormValue / *a.Value
		r.ValueGapMax = less(&high, r.NormValue)
	}
}

// less is a minus b to twelve digits, nil where either is.
func less(a, b *float64) *float64 {
	if a == nil || b == nil {
		return nil
	}
	d := rounded(*a - *b)
	return &d
}

// rounded drops what floating point adds behind the twelfth digit.
func rounded(f float64) float64 {
	out, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 12, 64), 64)
	if err != nil {
		return f
	}
	if math.Abs(out) < 1e-9 {
		return 0
	}
	return out
}
