// Package plot draws the panel: growth aimed at beside growth achieved, an
// indicator over years, and what of the headlines is covered. A Picture is
// laid out once, without any font, and written as SVG, as PNG or into a page.
package plot

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"zhibiao/extract/panel"
	"zhibiao/schema"
)

// A Choice says what of a dataset to draw.
type Choice struct {
	Indicator string        // code or catalogue name; "" is gdp
	Measure   panel.Measure // "" is the growth
	Years     []int32       // nil is all
	Regions   []string      // codes or names; nil is all
}

// An EmptyError says that there is nothing to draw, and what to do about it.
type EmptyError struct{ What, Remedy string }

// Error says what is missing and what to do about it.
func (e *EmptyError) Error() string { return e.What + "; " + e.Remedy }

// A figure is one number of a picture.
type figure struct {
	low, high float64 // equal, but for a range; in the unit of the series
	bound     schema.Bound
	estimate  bool // expected when the report was written
	conflict  bool // other reports disagree
	from      *panel.Candidate
}

// A cell is what is known of one region and year.
type cell struct {
	region           string // code, or name where it has none
	label            string
	year             int32
	achieved, target *figure
}

// A series is one measure of one indicator, in one unit, of all regions and
// years, in the order of the panel.
type series struct {
	name    string // of the indicator
	growth  bool
	unit    string // as shown: %, 亿元, 万人
	cells   []*cell
	another int // figures left out, because they are in another unit
}

// title names what is drawn.
func (s *series) title() string {
	if s.growth {
		return s.name + "增速"
	}
	return s.name
}

// choose gathers the figures that fill the panel and that c asks for.
func choose(candidates []panel.Candidate, c Choice) (*series, error) {
	code, measure := cmp.Or(c.Indicator, "gdp"), cmp.Or(c.Measure, panel.GrowthOf)
	s := &series{growth: measure == panel.GrowthOf}
	var fits []*panel.Candidate
	known := false
	for i := range candidates {
		x := &candidates[i]
		if x.Code != code && x.Name != code {
			continue
		}
		known = true
		if x.Measure == measure && c.wants(x) {
			fits = append(fits, x)
		}
	}
	switch {
	case !known:
		return nil, &EmptyError{fmt.Sprintf("no figure of %s in this dataset", code), "zhibiao panel OUT lists codes and names; give one with --indicator"}
	case len(fits) == 0:
		return nil, &EmptyError{fmt.Sprintf("no %s of %s for the years and regions asked for", measure, code), "try --measure " + otherMeasure(measure) + ", or fewer --year and --region"}
	}
	s.name = fits[0].Name
	unit := s.mainUnit(fits)
	factor := 1.0
	factor, s.unit = shownUnit(unit, fits)
	at := map[string]*cell{}
	for _, x := range fits {
		if unitOf(x) != unit {
			s.another++
			continue
		}
		s.put(at, x, factor)
	}
	s.apart()
	return s, nil
}

// apart adds the code to the names of regions that bear the same name.
func (s *series) apart() {
	region, twice := map[string]string{}, map[string]bool{}
	for _, c := range s.cells {
		if r, ok := region[c.label]; ok && r != c.region {
			twice[c.label] = true
		}
		region[c.label] = c.region
	}
	for _, c := range s.cells {
		if twice[c.label] && c.region != c.label {
			c.label += " " + c.region
		}
	}
}

func otherMeasure(m panel.Measure) string {
	if m == panel.GrowthOf {
		return string(panel.LevelOf)
	}
	return string(panel.GrowthOf)
}

// wants reports whether x is of the years and regions asked for.
func (c *Choice) wants(x *panel.Candidate) bool {
	if len(c.Years) > 0 && !slices.Contains(c.Years, x.Year) {
		return false
	}
	return len(c.Regions) == 0 || slices.ContainsFunc(c.Regions, func(r string) bool { return r == text(x.RegionCode) || r == text(x.RegionName) })
}

// put takes x as a figure of its cell, if it is the first of its role there.
func (s *series) put(at map[string]*cell, x *panel.Candidate, factor float64) {
	region := cmp.Or(text(x.RegionCode), text(x.RegionName))
	key := fmt.Sprint(region, "|", x.Year)
	c := at[key]
	if c == nil {
		c = &cell{region: region, label: cmp.Or(text(x.RegionName), region), year: x.Year}
		at[key] = c
		s.cells = append(s.cells, c)
	}
	place := &c.achieved
	if x.Role == panel.Goal {
		place = &c.target
	}
	if *place != nil { // finals come before estimates, and the first before others
		(*place).conflict = (*place).conflict || x.Conflict
		return
	}
	*place = &figure{low: tidy(amount(x) * factor), bound: schema.Bound(x.Bound), estimate: x.Role == panel.Estimate, from: x}
	(*place).high = (*place).low
	if high := maxOf(x); high != nil {
		(*place).high = tidy(*high * factor)
	}
}

// mainUnit is the unit that most figures are in, the first of these.
func (s *series) mainUnit(fits []*panel.Candidate) string {
	count := map[string]int{}
	best := ""
	for _, x := range fits {
		count[unitOf(x)]++
	}
	for _, x := range fits {
		if u := unitOf(x); best == "" || count[u] > count[best] {
			best = u
		}
	}
	return best
}

func unitOf(x *panel.Candidate) string {
	if x.NormValue == nil {
		return x.Unit
	}
	return text(x.NormUnit)
}

func amount(x *panel.Candidate) float64 {
	if x.NormValue == nil {
		return x.Value
	}
	return *x.NormValue
}

func maxOf(x *panel.Candidate) *float64 {
	if x.NormValue == nil {
		return x.ValueMax
	}
	return x.NormValueMax
}

// unitNames are canonical units as a Chinese reader writes them.
var unitNames = map[string]string{"CNY": "元", "USD": "美元", "t": "吨", "m2": "平方米", "m3": "立方米", "m": "米", "pp": "个百分点"}

// shownUnit is the unit to show figures of a canonical unit in, and what takes
// them there: 亿 and 万 where the largest is that large.
func shownUnit(unit string, fits []*panel.Candidate) (factor float64, shown string) {
	most := 0.0
	for _, x := range fits {
		if unitOf(x) == unit {
			most = max(most, math.Abs(amount(x)))
		}
	}
	name := cmp.Or(unitNames[unit], unit)
	switch {
	case unit == "%" || unit == "" || strings.ContainsAny(unit, "/·‰"):
		return 1, name
	case most >= 1e8:
		return 1e-8, "亿" + name
	case most >= 1e4:
		return 1e-4, "万" + name
	}
	return 1, name
}

// sources are the files that the figures of cells stand in, in order.
func sources(cells []*cell) []string {
	var out []string
	for _, c := range cells {
		for _, f := range []*figure{c.achieved, c.target} {
			if f != nil {
				out = append(out, baseName(f.from.Source))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// baseName is the last part of a path, without its extension.
func baseName(path string) string {
	path = path[strings.LastIndex(path, "/")+1:]
	if i := strings.LastIndex(path, "."); i > 0 {
		path = path[:i]
	}
	return path
}

func text(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}
