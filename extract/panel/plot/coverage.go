package plot

import (
	"fmt"
	"strings"

	"zhibiao/extract/panel"
	"zhibiao/schema"
)

// mostCoverageLines is how many regions and years one picture of coverage has.
const mostCoverageLines = 400

// The colours of states; not stated has none.
const (
	foundColour   = "#2a7f62"
	unreadColour  = "#e8b04a"
	failedColour  = "#b3263a"
	notStatedLine = "#c3ccd6"
)

// stateNames are what states are called in a legend, in its order.
var stateNames = []struct {
	state panel.State
	name  string
}{
	{panel.Found, "已提取"}, {panel.NotParsed, "原文有、未解析"}, {panel.NotStated, "原文未述"}, {panel.Failed, "文件未能读取"},
}

// Coverage draws which headline indicators of which region and year are there:
// each cell has a left half for what was achieved and a right half for what is
// aimed at. It returns an *EmptyError where there is nothing to draw, or more
// than 400 regions and years.
func Coverage(rows []panel.CoverageRow, c Choice) (*Picture, error) {
	lines, gaps := coverageLines(rows, c)
	switch {
	case len(lines) == 0:
		return nil, &EmptyError{"no report of the years and regions asked for", "zhibiao coverage OUT lists those there are"}
	case len(lines) > mostCoverageLines:
		return nil, &EmptyError{fmt.Sprintf("%d regions and years; a picture holds %d", len(lines), mostCoverageLines), "choose with --region and --year"}
	}
	p := &Picture{Name: "coverage", Title: "主要指标覆盖情况", Width: 960, Table: coverageTable(lines)}
	p.About = "每格左半为回顾年度实绩，右半为次年目标；空白为该类报告不要求载明。年份为报告回顾的年度。"
	y := p.head(p.About) + 28
	p.coverageLegend(y)
	const left, high, wide = 250, 24, 52
	top := y + 44
	for i, h := range panel.Headlines {
		x := left + float64(i)*wide + wide/2
		p.shapes = append(p.shapes, label{at: point{x, top - 8}, size: 12, anchor: middle, fill: ink, text: h.Short, tip: h.Name})
	}
	for i, l := range lines {
		y := top + float64(i)*high
		if i == 0 || lines[i-1].Region != l.Region {
			p.line(margin, y, left+wide*float64(len(panel.Headlines)), y, grid, 1, 0)
			p.text(margin, y+17, 13, start, ink, fit(l.Region[:endOfName(l.Region)], 13))
		}
		year := ""
		if l.Year != 0 {
			year = fmt.Sprint(l.Year)
		}
		p.text(left-12, y+17, 12, end, soft, year)
		for j, h := range panel.Headlines {
			for side, what := range []string{"实绩", "目标"} {
				tip := strings.TrimSpace(fmt.Sprintf("%s %s %s%s：%s", l.Region, year, h.Name, what, stateName(l.Cells[h.Code][side])))
				p.state(left+float64(j)*wide+5+float64(side)*22, y+4, l.Cells[h.Code][side], tip)
			}
		}
	}
	var none []string
	for _, g := range gaps {
		none = append(none, g.Region[:endOfName(g.Region)]+" "+g.Ranges())
	}
	p.Height = p.foot(top+float64(len(lines))*high+28, "无报告的年度：", none)
	return p, nil
}

// coverageLines are the lines and gaps of what c asks for.
func coverageLines(rows []panel.CoverageRow, c Choice) ([]*panel.CoverageLine, []*panel.CoverageGap) {
	var kept []panel.CoverageRow
	for i := range rows {
		x := panel.Candidate{RegionCode: rows[i].RegionCode, RegionName: rows[i].RegionName}
		if rows[i].ReportYear != nil {
			x.Year = *rows[i].ReportYear
		}
		if c.wants(&x) {
			kept = append(kept, rows[i])
		}
	}
	return panel.CoverageLines(kept)
}

// state draws half a cell: full, with a bar, empty, or crossed out.
func (p *Picture) state(x, y float64, s panel.State, tip string) {
	const w, h = 20, 16
	switch s {
	case panel.Found:
		p.rect(x, y, w, h, look{fill: foundColour}, tip)
	case panel.NotParsed:
		p.rect(x, y, w, h, look{fill: unreadColour}, tip)
		p.text(x+w/2, y+13, 12, middle, ink, "?")
	case panel.NotStated:
		p.rect(x+0.5, y+0.5, w-1, h-1, look{fill: paper, stroke: notStatedLine, width: 1}, tip)
	case panel.Failed:
		p.rect(x, y, w, h, look{fill: failedColour}, tip)
		p.line(x+4, y+3, x+w-4, y+h-3, paper, 1.5, 0)
		p.line(x+4, y+h-3, x+w-4, y+3, paper, 1.5, 0)
	}
}

func (p *Picture) coverageLegend(y float64) {
	x := float64(margin)
	for _, s := range stateNames {
		p.state(x, y-13, s.state, "")
		p.text(x+28, y, 12, start, ink, s.name)
		x += 28 + width(s.name)*12 + 22
	}
}

func stateName(s panel.State) string {
	for _, n := range stateNames {
		if n.state == s {
			return n.name
		}
	}
	return "不要求"
}

// endOfName is where the code behind a region's name begins.
func endOfName(region string) int {
	if i := strings.LastIndex(region, " "); i > 0 {
		return i
	}
	return len(region)
}

func coverageTable(lines []*panel.CoverageLine) *panel.Sheet {
	t := &panel.Sheet{Name: "coverage", Columns: []schema.Column{{Name: "region", Type: "string", Label: "地区"}, {Name: "year", Type: "int32", Label: "年份"}}}
	for _, h := range panel.Headlines {
		t.Columns = append(t.Columns, schema.Column{Name: h.Code, Type: "string", Label: h.Name})
	}
	for _, l := range lines {
		row := []any{l.Region, l.Year}
		for _, h := range panel.Headlines {
			c := l.Cells[h.Code]
			row = append(row, stateName(c[0])+" / "+stateName(c[1]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
