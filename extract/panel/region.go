package panel

import (
	"cmp"
	"regexp"

	"zhibiao/schema"
)

// A Place is the region that a report or a value is of.
type Place struct {
	Code, Name, Level, Province string // "" where unknown
	Known                       bool   // the dataset names it; else Name is read from the title
}

// titlePlace finds the place at the head of a title: 望岫县 of
// 甲县2025年政府工作报告, 2025年甲县政府工作报告 and 关于甲县2024年….
var titlePlace = regexp.MustCompile(`^(?:关于)?(?:\d{4}年(?:度)?)?(\p{Han}{1,8}?(?:自治区|自治州|自治县|地区|[省市区县州盟旗]))`)

// placeOf is the place of a document: the region that the dataset gives it;
// else the place that heads its title, else its source.
func placeOf(d *schema.DocumentRow) Place {
	p := Place{value(d.RegionCode), value(d.RegionName), value(d.RegionLevel), value(d.ProvinceCode), true}
	if p.Code != "" || p.Name != "" {
		return p
	}
	p.Known = false
	if m := titlePlace.FindStringSubmatch(value(d.Title)); m != nil {
		p.Name = m[1]
	} else {
		p.Name = d.Source
	}
	return p
}

// key is the same for two reports of one place.
func (p Place) key() string { return cmp.Or(p.Code, p.Name) }

// compare orders places by code, those without one last.
func (p Place) compare(o Place) int {
	if (p.Code == "") != (o.Code == "") {
		return cmp.Compare(o.Code, p.Code)
	}
	return cmp.Or(cmp.Compare(p.Code, o.Code), cmp.Compare(p.Name, o.Name))
}

// reviewYear is the year whose results a document reports, 0 if unknown.
func reviewYear(d *schema.DocumentRow) int32 {
	if d.ReviewYear == nil && d.PlanYear != nil {
		return *d.PlanYear - 1
	}
	return value(d.ReviewYear)
}

// planYear is the year that a document plans for, 0 if unknown.
func planYear(d *schema.DocumentRow) int32 {
	if d.PlanYear == nil && d.ReviewYear != nil {
		return *d.ReviewYear + 1
	}
	return value(d.PlanYear)
}

func value[T any](p *T) (zero T) {
	if p == nil {
		return zero
	}
	return *p
}

// optional is nil for the zero value.
func optional[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}
