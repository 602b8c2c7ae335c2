package panel

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

var inf = math.Inf(1)

// restated looks for one indicator with two values for the same time in one
// document. Figures of one sentence are left out, for there a second figure is
// of a part more often than not, and so are names too short to be sure of.
func (a *auditor) restated() {
	for _, r := range a.docs {
		groups := map[string][]*fig{}
		var order []string
		for _, f := range r.figs {
			if !repeatable(f) {
				continue
			}
			k := f.key(firstOf(f.code, f.o.Indicator))
			id := fmt.Sprint(k, "|", value(f.o.Basis), "|", value(f.o.Scope), "|", f.unit(), "|", strings.Contains(f.o.Indicator, "实际"))
			if groups[id] == nil {
				order = append(order, id)
			}
			groups[id] = append(groups[id], f)
		}
		var pairs [][2]*fig
		for _, id := range order {
			first := groups[id][0]
			for _, f := range groups[id][1:] {
				if contradicts(f, first) {
					pairs = append(pairs, [2]*fig{f, first})
				}
			}
		}
		if coded(pairs) > severalReports {
			f, g := pairs[0][0], pairs[0][1]
			a.tell(Warning, f, g, nil, "%d figures stand twice with different values, the first being %s: several reports in one file?", len(pairs), f.o.Indicator)
			continue
		}
		for _, p := range pairs {
			a.tell(certainty(p[0], p[1]), p[0], p[1], &p[1].interval, "%s is %s here, %s there, for the same period", p[0].o.Indicator, p[0].o.Surface, p[1].o.Surface)
		}
	}
}

// farApart is how many times larger than another a figure of the same name is
// that is rather of a part than a slip.
const farApart = 1.5

// certainty is how sure it is that two figures of one name are of one thing:
// headlines are; other names may be said of parts in another paragraph, and
// are where the figures lie far apart.
func certainty(f, g *fig) Severity {
	switch {
	case headlineIndex(f.code) < len(Headlines):
		return Error
	case f.code == "":
		return Note
	case max(f.value()/g.value(), g.value()/f.value()) > farApart:
		return Note
	}
	return Warning
}

// severalReports is how many contradictions one report may have; a file with
// more of them holds several reports.
const severalReports = 25

func coded(pairs [][2]*fig) (n int) {
	for _, p := range pairs {
		if p[0].code != "" {
			n++
		}
	}
	return n
}

// contradicts reports whether two figures of one thing cannot both be right.
func contradicts(f, g *fig) bool {
	return f.o.Sentence != g.o.Sentence && !f.overlaps(g.interval) && !accumulated(f) && !accumulated(g) && real(f) == real(g) &&
		(f.o.Indicator == g.o.Indicator || headlineIndex(f.code) < len(Headlines))
}

// repeatable reports whether f says one thing that may be said again.
func repeatable(f *fig) bool {
	switch {
	case f.o.NormValue == nil, f.o.Period == "", f.o.SameAs != nil, f.o.TableRow != nil && f.code == "":
		return false
	case f.o.Status == string(schema.Baseline), f.o.Status == string(schema.Forecast):
		return false
	case f.is(schema.Delta), f.is(schema.Rank), f.is(schema.Multiple):
		return false
	}
	return f.code != "" || utf8.RuneCountInString(f.o.Indicator) >= 6
}

// accumulated reports a figure of several years, whatever its period says.
func accumulated(f *fig) bool {
	text := f.before(30)
	for _, w := range []string{"累计", "五年", "三年", "“十", "以来"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return f.is(schema.Growth) && (strings.Contains(text, "年均") || strings.Contains(text, "平均"))
}

// real reports a growth in constant prices where the text says so.
func real(f *fig) bool {
	text := f.before(12)
	return strings.Contains(text, "实际增长") || strings.Contains(text, "实际") && strings.Contains(text, "扣除")
}
