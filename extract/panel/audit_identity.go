package panel

import "zhibiao/schema"

// An identity says that one figure follows from others.
type identity struct {
	code  string
	kind  schema.Kind
	from  []string
	kinds []schema.Kind
	slack float64 // beyond rounding, as a share of what follows
	of    func(v []interval) interval
}

// perHundred is v[0] of v[1] in percent.
func perHundred(v []interval) interval { return v[0].over(v[1]).scale(100) }

var level2 = []schema.Kind{schema.Level, schema.Level}

var identities = []identity{
	{"natural_growth_rate", schema.Rate, []string{"birth_rate", "death_rate"}, []schema.Kind{schema.Rate, schema.Rate}, 0,
		func(v []interval) interval { return v[0].minus(v[1]) }},
	{"natural_increase", schema.Level, []string{"births", "deaths"}, level2, 0.01,
		func(v []interval) interval { return v[0].minus(v[1]) }},
	{"urbanization_rate", schema.Rate, []string{"population_urban", "population_resident"}, level2, 0.002, perHundred},
	{"tax_share", schema.Rate, []string{"tax_revenue", "public_budget_revenue"}, level2, 0.005, perHundred},
	{"private_economy_share", schema.Rate, []string{"private_economy_va", "gdp"}, level2, 0.005, perHundred},
	{"manufacturing_share_gdp", schema.Rate, []string{"manufacturing_va", "gdp"}, level2, 0.005, perHundred},
	{"urban_rural_ratio", schema.Rate, []string{"urban_income", "rural_income"}, level2, 0.005,
		func(v []interval) interval { return v[0].over(v[1]) }},
	{"gdp_per_capita", schema.Level, []string{"gdp", "population_resident"}, level2, 0.03,
		func(v []interval) interval { return v[0].over(v[1]) }},
	{"good_air_share", schema.Rate, []string{"good_air_days"}, []schema.Kind{schema.Level}, 0.004,
		func(v []interval) interval { return interval{v[0].low / 366 * 100, v[0].high / 365 * 100} }},
	{"trade_surplus", schema.Level, []string{"exports", "imports"}, level2, 0.005,
		func(v []interval) interval { return v[0].minus(v[1]) }},
}

// identities holds figures against those that they follow from.
func (a *auditor) identities() {
	for _, r := range a.docs {
		for _, id := range identities {
			for _, f := range r.figs {
				if f.code == id.code && f.is(id.kind) && f.exact {
					a.identity(id, f)
				}
			}
		}
	}
}

func (a *auditor) identity(id identity, f *fig) {
	var from []*fig
	var v []interval
	for i, code := range id.from {
		g := f.beside(code, id.kinds[i])
		if g == nil || g.low <= 0 || len(from) > 0 && id.code != "gdp_per_capita" && g.unit() != from[0].unit() {
			return
		}
		from, v = append(from, g), append(v, g.interval)
	}
	if id.code == "gdp_per_capita" && f.unit() != from[0].unit() {
		return
	}
	want := id.of(v)
	want = want.widen(id.slack * max(want.middle(), -want.middle()))
	if !want.overlaps(f.interval) {
		a.tell(Error, f, from[0], &want, "%s is %s, but follows from %s as %s to %s", f.o.Indicator, f.o.Surface, surfaces(from),
			figureText(want.low, f), figureText(want.high, f))
	}
}
