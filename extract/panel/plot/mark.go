package plot

import (
	"slices"

	"zhibiao/schema"
)

// A mark is a figure on a picture: a dot for what was achieved, and for what
// is aimed at a shape that says its bound. along is the direction in which
// numbers grow: to the right, or up.
type mark struct {
	p     *Picture
	at    func(f float64) point
	along point
}

// done marks what was achieved, empty where it is an estimate.
func (m *mark) done(f *figure, colour, tip string) {
	at := m.at(f.low)
	l := look{fill: colour, stroke: paper, width: 1}
	if f.estimate {
		l = look{fill: paper, stroke: colour, width: 2}
	}
	m.p.circle(at.x, at.y, 4.5, l, tip)
}

// aim marks a target: a diamond, larger than the dot that may lie on it; open
// for about; with an arrow for at least and at most; and a whisker from end to
// end for a range.
func (m *mark) aim(f *figure, colour, tip string) {
	at := m.at(f.low)
	switch {
	case f.high != f.low:
		to := m.at(f.high)
		m.p.line(at.x, at.y, to.x, to.y, colour, 2.5, 0)
		for _, e := range []point{at, to} {
			m.p.line(e.x-m.along.y*7, e.y-m.along.x*7, e.x+m.along.y*7, e.y+m.along.x*7, colour, 2.5, 0)
		}
		m.p.circle((at.x+to.x)/2, (at.y+to.y)/2, 3, look{fill: colour}, tip)
		return
	case f.bound == schema.Ge || f.bound == schema.Gt:
		m.arrow(at, 1, colour)
	case f.bound == schema.Le || f.bound == schema.Lt:
		m.arrow(at, -1, colour)
	}
	l := look{fill: colour, stroke: paper, width: 1}
	if f.bound == schema.Approx {
		l = look{fill: paper, stroke: colour, width: 2}
	}
	m.p.polygon(l, tip, point{at.x - 8, at.y}, point{at.x, at.y - 8}, point{at.x + 8, at.y}, point{at.x, at.y + 8})
}

// arrow points to where a target is met: towards larger numbers, or smaller.
func (m *mark) arrow(at point, sign float64, colour string) {
	dx, dy := m.along.x*sign, m.along.y*sign
	tip := point{at.x + dx*24, at.y + dy*24}
	m.p.line(at.x, at.y, tip.x-dx*5, tip.y-dy*5, colour, 2, 0)
	m.p.polygon(look{fill: colour}, "", tip, point{tip.x - dx*7 - dy*4, tip.y - dy*7 - dx*4}, point{tip.x - dx*7 + dy*4, tip.y - dy*7 + dx*4})
}

// A legendEntry says what a mark means.
type legendEntry struct {
	text string
	wide float64                          // how many pixels more than a dot the mark takes
	is   func(c *cell) bool               // reports whether a cell has such a mark
	draw func(m *mark, done, goal string) // in these colours
}

var legendEntries = []legendEntry{
	{"实绩", 0, func(c *cell) bool { return c.achieved != nil && !c.achieved.estimate }, func(m *mark, done, _ string) { m.done(&figure{}, done, "") }},
	{"预计实绩", 0, func(c *cell) bool { return c.achieved != nil && c.achieved.estimate }, func(m *mark, done, _ string) { m.done(&figure{estimate: true}, done, "") }},
	{"目标", 0, aims(schema.Eq), func(m *mark, _, goal string) { m.aim(&figure{}, goal, "") }},
	{"目标（左右）", 0, aims(schema.Approx), func(m *mark, _, goal string) { m.aim(&figure{bound: schema.Approx}, goal, "") }},
	{"目标（以上）", 16, aims(schema.Ge, schema.Gt), func(m *mark, _, goal string) { m.aim(&figure{bound: schema.Ge}, goal, "") }},
	{"目标（以内）", 16, aims(schema.Le, schema.Lt), func(m *mark, _, goal string) { m.aim(&figure{low: 1, high: 1, bound: schema.Le}, goal, "") }},
	{"目标（区间）", 14, func(c *cell) bool { return c.target != nil && c.target.low != c.target.high }, func(m *mark, _, goal string) { m.aim(&figure{high: 1}, goal, "") }},
}

// legend says from the left at y what the marks of cells mean.
func (p *Picture) legend(y float64, cells []*cell, done, goal string) {
	x := float64(margin)
	for _, e := range legendEntries {
		if !slices.ContainsFunc(cells, e.is) {
			continue
		}
		m := &mark{p, func(f float64) point { return point{x + 8 + f*20, y - 4} }, point{1, 0}}
		e.draw(m, done, goal)
		x += 22 + e.wide
		p.text(x, y, 12, start, ink, e.text)
		x += width(e.text)*12 + 20
	}
}

// aims reports whether a cell has a target with one of these bounds, and one
// end.
func aims(bounds ...schema.Bound) func(*cell) bool {
	return func(c *cell) bool {
		if c.target == nil || c.target.low != c.target.high {
			return false
		}
		return slices.Contains(bounds, c.target.bound)
	}
}
