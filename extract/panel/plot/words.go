package plot

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"zhibiao/schema"
)

var boundSigns = map[schema.Bound]string{schema.Approx: "≈", schema.Ge: "≥", schema.Gt: ">", schema.Le: "≤", schema.Lt: "<"}

// words writes a figure with its bound: ≥5.5%, 4.5–5%.
func (f *figure) words(unit string) string {
	if f == nil {
		return "—"
	}
	out := boundSigns[f.bound] + decimal(f.low)
	if f.high != f.low {
		out += "–" + decimal(f.high)
	}
	if unit == "%" {
		out += unit
	}
	if f.conflict {
		out += " !"
	}
	return out
}

// gapWords is target minus achieved, with both ends of a range.
func (c *cell) gapWords() string {
	if c.achieved == nil || c.target == nil {
		return "—"
	}
	out := signed(c.target.low - c.achieved.low)
	if c.target.low != c.target.high {
		out += "至" + signed(c.target.high-c.achieved.low)
	}
	return out
}

// tip says where a figure comes from, for whoever points at it.
func (f *figure) tip(c *cell, what, unit string) string {
	x := f.from
	if f.estimate {
		what = "预计" + what
	}
	return fmt.Sprintf("%s %d年 %s %s%s\n%s\n%s #%d", c.label, c.year, what, strings.TrimSuffix(f.words(unit), " !"), strings.TrimPrefix(unit, "%"),
		x.Quote.Line(around, around), x.Source, x.Seq)
}

// around is how many characters of its sentence are shown on each side of a
// figure.
const around = 60

// decimal writes a number with as few digits as it has.
func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// signed is decimal with its sign, for differences.
func signed(f float64) string {
	if f = tidy(f); f > 0 {
		return "+" + decimal(f)
	}
	return decimal(f)
}

// tidy drops what floating point adds behind the tenth digit.
func tidy(f float64) float64 {
	out, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 10, 64), 64)
	if err != nil || math.Abs(out) < 1e-9 {
		return 0
	}
	return out
}

// width is about how wide s is, in parts of its size: a Chinese character is 1.
func width(s string) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case r >= 0x2E80:
			w++
		case strings.ContainsRune(" .,:;|!'()[]/ijlI", r):
			w += 0.33
		case r == '%' || r == '≈' || r == '≥' || r == '≤' || r == '—' || r >= 'A' && r <= 'Z':
			w += 0.85
		default:
			w += 0.56
		}
	}
	return w
}

// fit shortens s to at most most.
func fit(s string, most float64) string {
	if width(s) <= most {
		return s
	}
	r := []rune(s)
	for len(r) > 1 && width(string(r))+1 > most {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}

// wrap breaks items, joined with sep, into lines of at most most.
func wrap(head string, items []string, sep string, most float64) []string {
	lines := []string{head}
	for i, item := range items {
		if i < len(items)-1 {
			item += sep
		}
		last := &lines[len(lines)-1]
		if *last != head && width(*last+item) > most {
			lines = append(lines, fit(item, most))
			continue
		}
		*last += fit(item, most)
	}
	return lines
}
