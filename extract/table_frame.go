package extract

import (
	"regexp"
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A panel is a part of a table with its own names: one or more columns of
// names, perhaps one of units, and the columns of figures to their right.
type panel struct {
	names  []int // columns
	unit   int   // column; -1 if none
	values []column
}

// A column of figures and its head.
type column struct {
	at   int
	head tableHead
}

var (
	genericStub = regexp.MustCompile(`^(?:指标(?:名称)?|项目(?:名称)?|名称|产品(?:名称)?|行业|类别|分类|地区|单位(?:名称)?|年份|年度|时间|月份|国别和地区|国家和?地区|区域|区县|县区|县市区|县（市、区）|市（州）|市州|市县|乡镇|乡镇（街道）|年龄|品名|科目|种类|品种|目录|主要指标|内容|指标单位)$`)
	unitHead    = regexp.MustCompile(`^(?:计量|数量|指标|产品)?单位$`)
	countHead   = regexp.MustCompile(`^(?:序号|编号|行次|序|No\.?|NO\.?)$`)
	codeHead    = regexp.MustCompile(`代码|邮编|邮政编码|电话|区号|车牌`)
	noteHead    = regexp.MustCompile(`备注|说明|属性|性质|责任单位|牵头|来源|负责人|建设地点|建设内容|主要建设|起止年限|建设年限|起止时间`)
	captionMark = regexp.MustCompile(`^(?:续?附?表\s*[\d一二三四五六七八九十]+(?:[-—.]\d+)?|专栏\s*\d+|附表)[:：.、]?`)
)

// frame finds where the head of the table ends and what its columns are.
func (t *tableReading) frame() {
	g := t.grid
	caption := ""
	if t.block.Table.Caption.Len() > 0 {
		caption = nlp.NewView(t.r.doc.Text, []schema.Span{t.block.Table.Caption}).Text
	}
	row := 0
	for ; row < g.rows-1; row++ { // a name or a unit set as the first rows
		c := g.only(row)
		if c == nil || c.kind != wordsCell || c.ColSpan < g.cols && !unitWord.MatchString(c.text) && (c.Col > 0 || !captionLike(c.text) && !t.headFollows(row)) {
			break
		}
		c.reason = schema.ReasonHeading
		if !strings.Contains(caption, c.text) {
			caption += " " + c.text
		}
	}
	t.readCaption(caption)
	t.body = t.headEnd(row)
	for r := row; r < t.body; r++ {
		for c := 0; c < g.cols; c++ {
			if at := g.at(r, c); at != nil {
				at.reason = schema.ReasonHeading
			}
		}
	}
	t.findPanels(row)
	t.texts(row)
}

// headFollows reports whether the row below row is a head of its own or a line
// of units, so that a lone cell in row names the table.
func (t *tableReading) headFollows(row int) bool {
	words := 0
	for c := 0; c < t.grid.cols; c++ {
		switch t.grid.kind(row+1, c) {
		case figureCell, yearCell:
			return false
		case wordsCell, periodCell:
			if t.grid.starts(row+1, c) && t.grid.at(row+1, c).Row == row+1 {
				words++
			}
		}
	}
	return words > 1 || t.grid.only(row+1) != nil && unitWord.MatchString(t.grid.only(row+1).text)
}

// captionLike reports whether a line by itself on top of a table names it.
func captionLike(s string) bool {
	return captionMark.MatchString(s) || unitWord.MatchString(s) || strings.HasSuffix(s, "表") || strings.HasSuffix(s, "情况")
}

// headEnd is the first row below the head: rows above the first that has
// figures, other than years.
func (t *tableReading) headEnd(from int) int {
	g := t.grid
	last := from
	for r := from; r < g.rows; r++ {
		figures, years, words, marked := 0, 0, 0, 0
		for c := 1; c < g.cols; c++ {
			at := g.at(r, c)
			if at == nil || !g.starts(r, c) {
				continue
			}
			if at.Header {
				marked++
			}
			switch at.kind {
			case figureCell:
				if plainFigure(at) {
					figures++
				}
			case yearCell:
				years++
			case wordsCell, periodCell:
				words++
			}
		}
		first := g.at(r, 0)
		stub := first == nil || first.kind == blankCell || genericStub.MatchString(first.text) || first.Row < r || r > from && first.kind == wordsCell && first.text == g.text(r-1, 0)
		switch {
		case figures > 0 && !(stub && marked > 0 && words > figures):
			return r
		case figures == 0 && years > 0 && !stub:
			return r
		case figures+years+words > 0 && (stub || marked > 0 || r == from):
			last = r + 1
		case r > from && last == r && figures+years == 0 && words > 0 && !t.figuresBelow(r):
			last = r + 1
		default:
			if r > from && last > from {
				return last
			}
		}
	}
	return last
}

// figuresBelow reports whether the head above row r already names each column
// that has words in it, so that r belongs to the body.
func (t *tableReading) figuresBelow(r int) bool {
	for c := 1; c < t.grid.cols; c++ {
		if t.grid.kind(r, c) == wordsCell && t.grid.kind(r-1, c) == blankCell {
			return false
		}
	}
	return true
}

// plainFigure reports whether a cell is a figure as tables have them, not a
// class of sizes (3岁以下) in a head.
func plainFigure(c *gridCell) bool {
	return !c.figure.changes && (c.figure.q.Modifier == "" || c.figure.q.FullEnd == c.figure.q.End)
}

// readCaption reads what the lines above the table say of all its figures.
func (t *tableReading) readCaption(text string) {
	text = captionMark.ReplaceAllString(strings.TrimLeft(text, " \t"), "")
	text = strings.ReplaceAll(text, "\t", "")
	h := tableHead{text: text}
	s := t.x.takeUnit(&h, text)
	if m := baseYear.FindString(s); m != "" {
		s, h.index = strings.Replace(s, m, "", 1), true
	}
	switch {
	case h.index:
		h.kind = schema.Rate
	case structured.MatchString(s):
		h.kind = schema.Rate
	case moving.MatchString(s):
		h.kind = schema.Growth
	}
	if aheadWords.MatchString(s) && !pastWords.MatchString(s) {
		h.status = schema.Target
	}
	s = h.takeTimes(s)
	t.caption = h
	t.year = t.yearOf(h)
	t.readTopic(strings.Trim(s, " ：:，"))
}

var (
	structured = regexp.MustCompile(`结构|构成|比重|比例`)
	moving     = regexp.MustCompile(`涨跌|涨幅|增速|增幅|增长|升降`)
)

// yearOf is the year of the figures where no head tells another: that of the
// caption, of the report the table stands in, or of the section.
func (t *tableReading) yearOf(h tableHead) int {
	if n := len(h.times); n > 0 && h.times[n-1].To > 0 {
		return h.times[n-1].To
	}
	if y := t.yearAbove(); y > 0 {
		return y
	}
	if t.r.scene.year > 0 {
		return t.r.scene.year
	}
	if t.r.review == 0 {
		return t.r.plan
	}
	return t.r.review
}

var (
	reportLine = regexp.MustCompile(`((?:19|20)\d\d)年?[^，。；]*(?:公报|报告)$`)
	yearInLine = regexp.MustCompile(`((?:19|20)\d\d)年`)
)

// How many blocks above a table are looked at for its year.
const lookBack = 300

// yearAbove looks above the table for the title of the report it stands in, of
// which one document may hold several, or the caption of a table before it.
func (t *tableReading) yearAbove() int {
	blocks := t.r.doc.Blocks
	at := t.block.Span().Start
	seen := 0
	for i := len(blocks) - 1; i >= 0 && seen < lookBack; i-- {
		s := blocks[i].Span()
		if s.Start >= at {
			continue
		}
		seen++
		if blocks[i].Kind == schema.TableBlock || s.Len() > 150 {
			continue
		}
		line := s.In(t.r.doc.Text)
		re := reportLine
		if mark := captionMark.FindString(line); mark != "" {
			line, re = line[len(mark):], yearInLine
		}
		if m := re.FindStringSubmatch(strings.Join(strings.Fields(line), "")); m != nil {
			return number(m[1])
		}
	}
	return 0
}
