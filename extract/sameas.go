package extract

import (
	"strings"

	"zhibiao/schema"
)

// A saying is what makes two observations the same statement.
type saying struct {
	what, region, kind, value, high, unit, status, basis string
	year                                                 int
	part                                                 string // of the year; "" of a whole year and its end
}

// linkSame gives each observation that repeats an earlier one, one of the two
// in a table, the place of the earlier (1 + its index), so that nobody counts
// a figure twice. obs is in the order of the result.
func linkSame(obs []schema.Observation) {
	tables := false
	for i := range obs {
		tables = tables || obs[i].TableRow > 0
	}
	if !tables {
		return
	}
	first := make(map[saying]int, len(obs))
	for i := range obs {
		o := &obs[i]
		for _, s := range sayings(o) {
			j, ok := first[s]
			if !ok {
				first[s] = i
				continue
			}
			if o.SameAs == 0 && j != i && (o.TableRow > 0 || obs[j].TableRow > 0) {
				o.SameAs = j + 1
				if obs[j].SameAs > 0 {
					o.SameAs = obs[j].SameAs
				}
			}
		}
	}
}

// sayings are the ways to look an observation up: by its code, and by its name.
func sayings(o *schema.Observation) []saying {
	s := saying{region: o.Region.Name, kind: string(o.Kind), value: o.Quantity.Norm, high: o.Quantity.NormMax,
		unit: o.Quantity.NormUnit, status: string(o.Status), basis: o.Basis, year: o.Period.End.Year(), part: partOfYear(o.Period.Text)}
	if s.value == "" {
		s.value, s.high, s.unit = o.Quantity.Value, o.Quantity.Max, o.Quantity.Unit
	}
	var out []saying
	if o.Code != "" {
		s.what = "=" + o.Code
		out = append(out, s)
	}
	s.what = foldIndicator(o.Indicator)
	return append(out, s)
}

// partOfYear is what a period says besides its last year; a stock of December
// is that of the year.
func partOfYear(text string) string {
	if from, _, ok := strings.Cut(text, "/"); ok {
		return from + "/"
	}
	if len(text) <= len("2024-") || strings.HasSuffix(text, "-12") {
		return ""
	}
	return text[len("2024-"):]
}
