package panel

import (
	"math"
	"regexp"
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A band is what has been seen of an indicator's level, in its canonical unit,
// from the poorest county of the early nineties to the largest region of its
// rank. A slip of 10⁴ falls outside.
type band struct{ county, prefecture, province [2]float64 }

var bands = map[string]band{
	"gdp":                    {[2]float64{1e8, 3e12}, [2]float64{5e8, 8e12}, [2]float64{3e9, 3e13}},
	"public_budget_revenue":  {[2]float64{3e6, 3e11}, [2]float64{5e7, 1e12}, [2]float64{2e8, 3e12}},
	"fixed_asset_investment": {[2]float64{2e7, 1e12}, [2]float64{2e8, 4e12}, [2]float64{1e9, 1e13}},
	"retail_sales":           {[2]float64{3e7, 1e12}, [2]float64{2e8, 4e12}, [2]float64{1e9, 1e13}},
	"resident_income":        {[2]float64{1e3, 2e5}, [2]float64{1e3, 2e5}, [2]float64{1e3, 2e5}},
	"urban_income":           {[2]float64{8e2, 2e5}, [2]float64{8e2, 2e5}, [2]float64{8e2, 2e5}},
	"rural_income":           {[2]float64{3e2, 2e5}, [2]float64{3e2, 2e5}, [2]float64{3e2, 2e5}},
	"rural_net_income":       {[2]float64{3e2, 1e5}, [2]float64{3e2, 1e5}, [2]float64{3e2, 1e5}},
	"gdp_per_capita":         {[2]float64{5e2, 1e6}, [2]float64{5e2, 5e5}, [2]float64{5e2, 5e5}},
	"population_resident":    {[2]float64{5e3, 6e6}, [2]float64{5e4, 3.5e7}, [2]float64{1e6, 1.5e8}},
	"population_registered":  {[2]float64{5e3, 6e6}, [2]float64{5e4, 3.5e7}, [2]float64{1e6, 1.5e8}},
	"population_total":       {[2]float64{5e3, 6e6}, [2]float64{5e4, 3.5e7}, [2]float64{1e6, 1.5e8}},
	"population_urban":       {[2]float64{1e3, 6e6}, [2]float64{2e4, 3e7}, [2]float64{5e5, 1.2e8}},
	"urban_new_jobs":         {[2]float64{1e2, 1e5}, [2]float64{5e2, 8e5}, [2]float64{5e3, 3e6}},
	"grain_output":           {[2]float64{5e2, 5e6}, [2]float64{1e4, 2e7}, [2]float64{1e5, 1e8}},
	"trade_total":            {[2]float64{1e5, 1e12}, [2]float64{1e7, 5e12}, [2]float64{1e8, 1.5e13}},
}

// ofGDP are the shares of GDP that totals of money have been seen at; totals
// that are not listed are held against anyMoney.
var ofGDP = map[string][2]float64{
	"gdp_primary": {1e-4, 1}, "gdp_secondary": {0.01, 1}, "gdp_tertiary": {0.02, 1}, "industry_va": {0.003, 1},
	"public_budget_revenue": {0.005, 0.6}, "public_budget_expenditure": {0.01, 4}, "tax_revenue": {0.002, 0.5},
	"retail_sales": {0.03, 1.5}, "fixed_asset_investment": {0.02, 4}, "deposits": {0.1, 15}, "loans": {0.05, 15},
	"deposits_rmb": {0.1, 15}, "loans_rmb": {0.05, 15}, "household_deposits": {0.03, 5}, "farm_output": {1e-4, 3},
	"retail_urban": {0.01, 1.5}, "retail_rural": {1e-3, 0.8}, "real_estate_investment": {1e-3, 1.5},
}

// anyMoney is how large a total of money may be against GDP.
const anyMoney = 30

// perHead are the levels per resident that have been seen, in the canonical
// unit per person.
var perHead = map[string][2]float64{
	"gdp": {300, 1e6}, "urban_new_jobs": {3e-4, 0.1}, "grain_output": {1e-3, 12}, "tourists": {0.02, 1000},
	"births": {1e-3, 0.05}, "deaths": {1e-3, 0.03}, "population_urban": {0.02, 1}, "population_registered": {0.2, 5},
	"population_male": {0.3, 0.7}, "population_female": {0.3, 0.7},
}

// aboutTenThousand are the factors that betray a slip between 万 and 亿.
var aboutTenThousand = [2]float64{1.5e3, 7e4}

// slipped reports whether two amounts are a factor of around 10⁴ apart.
func slipped(a, b float64) bool {
	if a <= 0 || b <= 0 {
		return false
	}
	f := max(a/b, b/a)
	return f >= aboutTenThousand[0] && f <= aboutTenThousand[1]
}

// scales looks for slips between 万 and 亿.
func (a *auditor) scales() {
	for _, r := range a.docs {
		for _, f := range r.figs {
			if !f.is(schema.Level) || f.o.NormValue == nil || f.value() <= 0 || f.o.SubjectCode != nil || f.o.SubjectName != nil {
				continue
			}
			a.outside(f)
			a.againstGDP(f)
			a.againstPeople(f)
			a.tiny(f)
		}
		a.parts10k(r)
	}
	a.elsewhere()
}

// outside holds f against the band of its indicator and the region's level.
func (a *auditor) outside(f *fig) {
	b, ok := bands[f.code]
	if !ok || f.code != "grain_output" && !strings.Contains("CNY 人", f.unit()) || f.unit() == "" {
		return
	}
	want := interval{math.Inf(1), 0}
	level := levelOf(f.r.place)
	for _, l := range []struct {
		name string
		band [2]float64
	}{{"county", b.county}, {"prefecture", b.prefecture}, {"province", b.province}} {
		if level == "" || level == l.name {
			want = interval{min(want.low, l.band[0]), max(want.high, l.band[1])}
		}
	}
	if level == "country" || f.high >= want.low && f.low <= want.high {
		return
	}
	a.tell(Error, f, nil, &want, "%s of %s is beyond all that is seen of a %s; 万 for 亿, or 亿 for 万?", f.o.Indicator, f.o.Surface, firstOf(level, "region"))
}

// levelOf is the level of a place, by the end of its name where the dataset
// does not say; "" if unknown.
func levelOf(p Place) string {
	if p.Level != "" {
		return p.Level
	}
	for end, level := range map[string]string{"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture", "地区": "prefecture", "盟": "prefecture", "县": "county", "区": "county", "旗": "county"} {
		if strings.HasSuffix(p.Name, end) && !(end == "区" && (strings.HasSuffix(p.Name, "自治区") || strings.HasSuffix(p.Name, "地区"))) {
			return level
		}
	}
	return ""
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// againstGDP holds a total of money against GDP of its period, else of any
// year of the document.
func (a *auditor) againstGDP(f *fig) {
	gdp := f.near("gdp")
	if gdp == nil || f.code == "gdp" || strings.Contains(f.o.Period, "/") || // the sum of years is no share of one
		f.unit() != "CNY" || f.unit() != gdp.unit() {
		return
	}
	share, ok := ofGDP[f.code]
	want := interval{0, anyMoney * gdp.value()}
	if ok {
		want = interval{share[0] * gdp.value(), share[1] * gdp.value()}
	}
	if f.high < want.low || f.low > want.high {
		a.tell(Error, f, gdp, &want, "%s of %s does not go with %s of %s; 万 for 亿, or 亿 for 万?", f.o.Indicator, f.o.Surface, gdp.o.Indicator, gdp.o.Surface)
	}
}

// againstPeople holds a total against the population.
func (a *auditor) againstPeople(f *fig) {
	share, ok := perHead[f.code]
	people := f.near("population_resident")
	if !ok || people == nil || f.unit() != "CNY" && f.code == "gdp" {
		return
	}
	want := interval{share[0] * people.value(), share[1] * people.value()}
	if f.high < want.low || f.low > want.high {
		a.tell(Error, f, people, &want, "%s of %s does not go with %s of %s; 万 for 亿, or 亿 for 万?", f.o.Indicator, f.o.Surface, people.o.Indicator, people.o.Surface)
	}
}

// tinyMoney is the least that a total of a region's money comes to, in CNY, by
// the region's level.
var tinyMoney = map[string]float64{"": 1e6, "county": 1e6, "prefecture": 5e6, "province": 5e7, "country": 5e7}

// tiny finds totals of money that are less than a region has: 9.13万元 for the
// spending of a city.
func (a *auditor) tiny(f *fig) {
	least := tinyMoney[levelOf(f.r.place)]
	if f.code == "" || !f.exact || f.unit() != "CNY" || f.high >= least || bigUnit(f) == "" || means.MatchString(f.o.Indicator+value(f.o.IndicatorName)) || perHeadName.MatchString(f.before(12)) {
		return
	}
	a.tell(Warning, f, nil, &interval{least, inf}, "%s of %s is less than a region has; 万 for 亿?", f.o.Indicator, f.o.Surface)
}

// perHeadName are words behind which an amount is of one person or place.
var perHeadName = regexp.MustCompile(`均|每|户|人次|最低|工资|标准`)

// near is the level of code of f's period, else the first yearly one of
// the document, else the first.
func (f *fig) near(code string) *fig {
	if g := f.beside(code, schema.Level); g != nil {
		return g
	}
	var part *fig
	for _, g := range f.r.figs {
		if g.code != code || !g.is(schema.Level) || !g.exact || g.o.SubjectCode != nil || g.o.SubjectName != nil {
			continue
		}
		if len(g.o.Period) == 4 {
			return g
		}
		if part == nil {
			part = g
		}
	}
	return part
}

// ofEach are measures of one of many, which are no parts of a sum.
var ofEach = nlp.NewExpr(`单产|亩产|单价|价格|[人户亩]均|每|标准|额度|最高|最低`)

// parts10k looks for parts that are 10⁴ smaller than their fellows behind one
// 其中.
func (a *auditor) parts10k(r *report) {
	for i, whole := range r.figs {
		if !whole.is(schema.Level) || !whole.exact || i+1 == len(r.figs) {
			continue
		}
		for _, p := range partsOf(r.figs[i+1:], whole) {
			if p.value() > 0 && whole.value()/p.value() >= 5e3 && !ofEach.MatchString(p.o.Indicator) && bigUnit(p) != bigUnit(whole) {
				a.tell(Warning, p, whole, nil, "a part behind 其中, %s %s, is %.0f times smaller than its whole, %s %s; 万 for 亿?", p.o.Indicator, p.o.Surface, whole.value()/p.value(), whole.o.Indicator, whole.o.Surface)
			}
		}
	}
}

// bigUnit is the 万 or 亿 of f's unit.
func bigUnit(f *fig) string {
	for _, u := range []string{"万亿", "亿", "万"} {
		if strings.HasPrefix(f.o.Unit, u) {
			return u
		}
	}
	return ""
}

// elsewhere holds the level of an indicator against its levels of other years,
// of other status and of other documents of the place.
func (a *auditor) elsewhere() {
	seen := map[string][]*fig{}
	for _, r := range a.docs {
		for _, f := range r.figs {
			if f.code == "" || !f.is(schema.Level) || f.o.NormValue == nil || f.value() <= 0 || f.undated() {
				continue
			}
			place := firstOf(value(f.o.SubjectCode)+value(f.o.SubjectName), r.place.key())
			key := place + "|" + f.code + "|" + f.unit()
			seen[key] = append(seen[key], f)
		}
	}
	for _, r := range a.docs { // in order of the dataset
		for _, f := range r.figs {
			place := firstOf(value(f.o.SubjectCode)+value(f.o.SubjectName), r.place.key())
			for _, g := range seen[place+"|"+f.code+"|"+f.unit()] {
				if g != f && f.is(schema.Level) && f.code != "" && !f.undated() && f.o.NormValue != nil && slipped(f.value(), g.value()) && !strings.Contains(f.o.Surface+g.o.Surface, "0.") {
					a.tell(Error, f, g, nil, "%s is %s here and %s for %s there, a factor of %.0f; 万 for 亿, or 亿 for 万?", f.o.Indicator, f.o.Surface, g.o.Surface, g.o.Period, max(f.value()/g.value(), g.value()/f.value()))
				}
			}
		}
	}
}
