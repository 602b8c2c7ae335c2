package main

import (
	"strconv"
	"strings"

	"zhibiao/schema"
)

// How a bound looks before a number.
var boundSigns = map[schema.Bound]string{schema.Approx: "≈", schema.Ge: "≥", schema.Gt: ">", schema.Le: "≤", schema.Lt: "<"}

// figure writes a number with its bound and unit; "" for none.
func figure(bound *string, low, high *float64, unit string) string {
	if low == nil {
		return ""
	}
	sign := ""
	if bound != nil {
		sign = boundSigns[schema.Bound(*bound)]
	}
	text := sign + decimal(*low)
	if high != nil {
		text += "–" + decimal(*high)
	}
	return text + unit
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// text is what p points to, "" for nil.
func text(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}

// valueCell is the level or rate of an indicator row.
func valueCell(r *schema.IndicatorRow) string {
	return figure(r.Bound, r.Value, r.ValueMax, text(r.Unit))
}

// growthCell is the growth of an indicator row, with its basis where that is
// not the year before.
func growthCell(r *schema.IndicatorRow) string {
	cell := figure(r.GrowthBound, r.Growth, r.GrowthMax, "%")
	if r.Growth != nil && *r.Growth > 0 && !strings.ContainsAny(cell, "≈≥>≤<") {
		cell = "+" + cell
	}
	if b := text(r.Basis); cell != "" && b != "" && b != "yoy" {
		cell += " " + b
	}
	return cell
}

// otherCell is what else an indicator row says.
func otherCell(r *schema.IndicatorRow) string {
	var parts []string
	if r.Completion != nil {
		parts = append(parts, decimal(*r.Completion)+"% of plan")
	}
	if r.Delta != nil {
		sign := ""
		if *r.Delta > 0 {
			sign = "+"
		}
		parts = append(parts, "Δ "+sign+decimal(*r.Delta)+text(r.DeltaUnit))
	}
	if r.Rank != nil {
		parts = append(parts, strings.TrimSpace("rank "+strconv.Itoa(int(*r.Rank))+" "+text(r.RankScope)))
	}
	return strings.Join(parts, ", ")
}
