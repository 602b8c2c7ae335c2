package plot

import (
	"fmt"
	"slices"

	"zhibiao/extract/panel"
)

// Targets draws what each region aimed at for one year beside what it
// achieved. Without a year in c it takes the latest in which a region has both,
// else the latest. It returns an *EmptyError where there is nothing to draw.
func Targets(candidates []panel.Candidate, c Choice) (*Picture, error) {
	if len(c.Years) > 1 {
		return nil, &EmptyError{"the picture of targets is of one year", "give one with --year, or draw --kind years"}
	}
	s, err := choose(candidates, c)
	if err != nil {
		return nil, err
	}
	year := latest(s.cells)
	cells := slices.DeleteFunc(slices.Clone(s.cells), func(c *cell) bool { return c.year != year })
	return drawTargets(s, year, cells), nil
}

// latest is the last year in which a region has both a target and what was
// achieved, else the last year.
func latest(cells []*cell) (year int32) {
	both := false
	for _, c := range cells {
		if has := c.achieved != nil && c.target != nil; has && !both || has == both && c.year > year {
			year, both = c.year, has
		}
	}
	return year
}

// The columns at the right of the picture of targets.
const (
	rowHeight   = 30
	columnWidth = 96
)

func drawTargets(s *series, year int32, cells []*cell) *Picture {
	p := &Picture{Name: "targets", Title: fmt.Sprintf("%d年%s：目标与实绩", year, s.title()), Width: 960, Table: tableOf(s, cells)}
	p.About = fmt.Sprintf("单位：%s。各地政府报告提出的目标与随后报告的实绩；%d个地区，按行政区划代码排列。", s.unit, len(cells))
	y := p.head(p.About) + 28
	p.legend(y, cells, achieved, aim)

	names := 0.0
	for _, c := range cells {
		names = max(names, width(c.label))
	}
	left := margin + min(names*14, 220) + 16
	right := p.Width - margin - 3*columnWidth
	top, bottom := y+44, y+44+float64(len(cells))*rowHeight
	x := newAxis(numbersOf(cells), 6, left, right-24)
	for i, h := range []string{"目标", "实绩", "目标−实绩"} {
		p.text(right+float64(i+1)*columnWidth, top-8, 12, end, soft, h)
	}
	for i := range cells {
		if i%2 == 0 {
			p.rect(margin-8, top+float64(i)*rowHeight, p.Width-2*margin+16, rowHeight, look{fill: band}, "")
		}
	}
	for _, t := range x.ticks() {
		at := x.at(t)
		p.line(at, top, at, bottom, grid, 1, 0)
		if t == 0 {
			p.line(at, top, at, bottom+5, ink, 1.2, 0)
		}
		p.text(at, bottom+18, 12, middle, soft, decimal(t))
	}
	p.text((left+right-24)/2, bottom+36, 12, middle, soft, s.axisTitle())
	for i, c := range cells {
		p.targetRow(s, c, &x, top+(float64(i)+0.5)*rowHeight, left, right)
	}
	p.Height = p.foot(p.notes(bottom+62, append(s.notes(cells), s.gapNote())), "来源：", sources(cells))
	return p
}

// targetRow draws one region: its name, its marks and its figures.
func (p *Picture) targetRow(s *series, c *cell, x *axis, y, left, right float64) {
	p.text(left-16, y+5, 14, end, ink, fit(c.label, 220.0/14))
	m := &mark{p, func(f float64) point { return point{x.at(f), y} }, point{1, 0}}
	if c.achieved != nil && c.target != nil {
		p.line(x.at(c.target.low), y, x.at(c.achieved.low), y, "#a9b4c0", 3, 0)
	}
	if c.target != nil {
		m.aim(c.target, aim, c.target.tip(c, "目标", s.unit))
	}
	if c.achieved != nil {
		m.done(c.achieved, achieved, c.achieved.tip(c, "实绩", s.unit))
	}
	p.text(right+columnWidth, y+5, 13, end, aim, c.target.words(s.unit))
	p.text(right+2*columnWidth, y+5, 13, end, achieved, c.achieved.words(s.unit))
	p.text(right+3*columnWidth, y+5, 13, end, ink, c.gapWords())
}

func (s *series) axisTitle() string {
	if s.growth {
		return "比上年增长（%）"
	}
	if s.unit == "" {
		return s.name
	}
	return s.name + "（" + s.unit + "）"
}

func (s *series) gapNote() string {
	if s.growth || s.unit == "%" {
		return "目标−实绩以百分点计，正数为实绩低于目标；区间目标给出两端之差。"
	}
	return "目标−实绩的单位同上，正数为实绩低于目标；区间目标给出两端之差。"
}

// notes are what a reader has to know of the marks.
func (s *series) notes(cells []*cell) (out []string) {
	if slices.ContainsFunc(cells, func(c *cell) bool {
		return c.achieved != nil && c.achieved.conflict || c.target != nil && c.target.conflict
	}) {
		out = append(out, "! 各处数值不一，取排序最先者；zhibiao panel --sources 列出全部。")
	}
	if s.another > 0 {
		out = append(out, fmt.Sprintf("另有%d个数值单位不同，未画出。", s.another))
	}
	out = append(out, "≈ 左右，≥ 以上，> 超过，≤ 以内，< 不足。")
	return out
}

func numbersOf(cells []*cell) (out []float64) {
	for _, c := range cells {
		for _, f := range []*figure{c.achieved, c.target} {
			if f != nil {
				out = append(out, f.low, f.high)
			}
		}
	}
	return out
}
