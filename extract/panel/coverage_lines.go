package panel

import (
	"fmt"
	"slices"
	"strings"
)

// A CoverageLine is what is covered of one region and year.
type CoverageLine struct {
	Region string              // name and code
	Year   int32               // the year whose results the reports give; 0 if unknown
	Kinds  []string            // kinds of the reports
	Cells  map[string][2]State // by code of the headline: achieved, target; "" where reports of these kinds need not state it
}

// A CoverageGap is a region with the years that it has no report of, ascending.
type CoverageGap struct {
	Region string
	Years  []int32
}

// CoverageLines puts rows of one region and year together, the best state of
// several reports first, and says which years regions have no report of.
func CoverageLines(rows []CoverageRow) (lines []*CoverageLine, gaps []*CoverageGap) {
	type place struct {
		region string
		year   int32
	}
	at := map[place]*CoverageLine{}
	gone := map[string]*CoverageGap{}
	for i := range rows {
		r := &rows[i]
		k := place{strings.TrimSpace(value(r.RegionName) + " " + value(r.RegionCode)), value(r.ReportYear)}
		if r.State == Missing {
			g := gone[k.region]
			if g == nil {
				g = &CoverageGap{Region: k.region}
				gone[k.region], gaps = g, append(gaps, g)
			}
			if !slices.Contains(g.Years, k.year) {
				g.Years = append(g.Years, k.year)
			}
			continue
		}
		l := at[k]
		if l == nil {
			l = &CoverageLine{Region: k.region, Year: k.year, Cells: map[string][2]State{}}
			at[k] = l
			lines = append(lines, l)
		}
		l.add(r)
	}
	return lines, gaps
}

func (l *CoverageLine) add(r *CoverageRow) {
	if k := value(r.ReportKind); !slices.Contains(l.Kinds, k) {
		l.Kinds = append(l.Kinds, k)
	}
	side := 0
	if r.Aspect == Target {
		side = 1
	}
	cell := l.Cells[r.Code]
	if Better(r.State, cell[side]) {
		cell[side] = r.State
	}
	l.Cells[r.Code] = cell
}

// Ranges writes the years with runs as ranges: 2019–2021, 2024.
func (g *CoverageGap) Ranges() string {
	var parts []string
	for i := 0; i < len(g.Years); {
		j := i
		for j+1 < len(g.Years) && g.Years[j+1] == g.Years[j]+1 {
			j++
		}
		part := fmt.Sprint(g.Years[i])
		if i < j {
			part += fmt.Sprintf("–%d", g.Years[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
