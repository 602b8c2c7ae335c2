package plot

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zhibiao/extract/panel"
)

// mostLines is how many regions one picture can tell apart.
const mostLines = 8

// Years draws one measure of one indicator over the years, a line for every
// region that c names, else for every one with two years of what was achieved,
// and the targets beside it. It returns an
// *EmptyError where there is nothing to draw, or more than eight regions.
func Years(candidates []panel.Candidate, c Choice) (*Picture, error) {
	s, err := choose(candidates, c)
	if err != nil {
		return nil, err
	}
	lines, left := linesOf(s.cells, len(c.Regions) > 0)
	if len(lines) == 0 {
		return nil, &EmptyError{"no region has " + s.title() + " of two years", "add reports of other years, or draw --kind targets"}
	}
	if len(lines) > mostLines {
		var names []string
		for _, l := range lines {
			names = append(names, l[0].label)
		}
		return nil, &EmptyError{fmt.Sprintf("%d regions have %s of two years or more; a picture tells %d apart", len(lines), s.title(), mostLines),
			"choose with --region from " + strings.Join(names, ", ")}
	}
	return drawYears(s, lines, left), nil
}

// linesOf are the cells of each region, in the order of the panel, and the
// names of those left out. Unless regions were asked for, a region needs two
// years of what was achieved.
func linesOf(cells []*cell, asked bool) (lines [][]*cell, left []string) {
	var order []string
	of := map[string][]*cell{}
	done := map[string]int{}
	for _, c := range cells {
		if of[c.region] == nil {
			order = append(order, c.region)
		}
		of[c.region] = append(of[c.region], c)
		if c.achieved != nil {
			done[c.region]++
		}
	}
	for _, r := range order {
		if asked || done[r] > 1 {
			lines = append(lines, of[r])
		} else {
			left = append(left, of[r][0].label)
		}
	}
	return lines, left
}

func drawYears(s *series, lines [][]*cell, missed []string) *Picture {
	var cells []*cell
	for _, l := range lines {
		cells = append(cells, l...)
	}
	first, last := cells[0].year, cells[0].year
	for _, c := range cells {
		first, last = min(first, c.year), max(last, c.year)
	}
	p := &Picture{Name: "years", Title: fmt.Sprintf("%s，%d—%d年", s.title(), first, last), Width: 960, Table: tableOf(s, cells)}
	p.About = fmt.Sprintf("单位：%s。线为实绩，另标当年目标；%d个地区。", s.unit, len(lines))
	y := p.head(p.About) + 28
	done := ink
	if len(lines) == 1 {
		done = palette[0]
	}
	p.legend(y, cells, done, done)

	names := 0.0
	for _, l := range lines {
		names = max(names, width(l[0].label))
	}
	left, right := float64(margin+48), p.Width-margin-min(names*13, 170)-18
	top, bottom := y+56, y+56+340
	v := newAxis(numbersOf(cells), 6, bottom, top)
	t := axis{low: float64(first) - 0.3, high: float64(last) + 0.3, a: left, b: right}
	p.text(left-40, top-14, 12, start, soft, s.axisTitle())
	for _, f := range v.ticks() {
		colour, w := grid, 1.0
		if f == 0 {
			colour, w = ink, 1.2
		}
		p.line(left, v.at(f), right, v.at(f), colour, w, 0)
		p.text(left-8, v.at(f)+4, 12, end, soft, decimal(f))
	}
	every := 1 + int(last-first)/16
	for f := int(first); f <= int(last); f += every {
		p.line(t.at(float64(f)), bottom, t.at(float64(f)), bottom+4, soft, 1, 0)
		p.text(t.at(float64(f)), bottom+20, 12, middle, soft, strconv.Itoa(f))
	}
	for i, l := range lines {
		p.yearLine(s, l, &t, &v, palette[i], aside(i, len(lines)), len(lines) == 1)
	}
	p.nameLines(lines, &t, &v, right+10)
	notes := s.notes(cells)
	if len(missed) > 0 {
		notes = append(notes, "实绩不足两年、未画出："+strings.Join(missed, "、")+"。")
	}
	p.Height = p.foot(p.notes(bottom+48, notes), "来源：", sources(cells))
	return p
}

// yearLine draws one region; a year without a figure breaks its line. Its
// targets stand aside, so that those of several regions can be seen.
func (p *Picture) yearLine(s *series, cells []*cell, t, v *axis, colour string, aside float64, alone bool) {
	for i := 1; i < len(cells); i++ {
		a, b := cells[i-1], cells[i]
		if a.achieved != nil && b.achieved != nil && b.year == a.year+1 {
			p.line(t.at(float64(a.year)), v.at(a.achieved.low), t.at(float64(b.year)), v.at(b.achieved.low), colour, 2.2, 0)
		}
	}
	for _, c := range cells {
		m := &mark{p, func(f float64) point { return point{t.at(float64(c.year)), v.at(f)} }, point{0, -1}}
		if c.target != nil {
			m := &mark{p, func(f float64) point { return point{t.at(float64(c.year)) + aside, v.at(f)} }, point{0, -1}}
			m.aim(c.target, colour, c.target.tip(c, "目标", s.unit))
		}
		if c.achieved != nil {
			m.done(c.achieved, colour, c.achieved.tip(c, "实绩", s.unit))
			if alone {
				at := m.at(c.achieved.low)
				p.text(at.x, at.y-12, 12, middle, ink, c.achieved.words(s.unit))
			}
		}
	}
}

// aside is how far to the right the targets of the line i of n stand from
// their year: none where the year's dots are.
func aside(i, n int) float64 {
	switch {
	case n == 1:
		return 0
	case i < n/2:
		return float64(i-n/2) * 10
	}
	return float64(i-n/2+1) * 10
}

// nameLines writes the name of each line at the right, apart from each other,
// with a thin line to its last point.
func (p *Picture) nameLines(lines [][]*cell, t, v *axis, x float64) {
	type name struct {
		from   point
		y      float64
		text   string
		colour string
	}
	var names []name
	for i, l := range lines {
		c := l[len(l)-1]
		for j := len(l) - 1; j >= 0 && c.achieved == nil; j-- {
			c = l[j]
		}
		f := c.achieved
		if f == nil {
			c = l[len(l)-1]
			f = c.target
		}
		from := point{t.at(float64(c.year)), v.at(f.low)}
		names = append(names, name{from, from.y, l[0].label, palette[i]})
	}
	slices.SortStableFunc(names, func(a, b name) int { return cmp.Compare(a.y, b.y) })
	for i := range names {
		n := &names[i]
		if i > 0 && n.y < names[i-1].y+17 {
			n.y = names[i-1].y + 17
		}
		p.line(n.from.x+8, n.from.y, x-4, n.y, n.colour, 0.6, 2)
		p.text(x, n.y+4, 13, start, n.colour, fit(n.text, 13))
	}
}
