package nlp

import (
	"strings"

	"zhibiao/schema"
)

// Blocks divides plain text into titles, headings, paragraphs, list items,
// tables, notes and page furniture. Every non-blank line is in exactly one
// block; the lines of a block are spans of text without the space around them,
// and without Markdown marks.
func Blocks(text string) []schema.Block { return BlocksMarked(text, nil) }

// A Mark is what a file itself says of some whole lines of its text: that they
// are a title, a heading, a table.
type Mark struct {
	Span  schema.Span
	Kind  schema.BlockKind
	Level int           // of a heading
	Table *schema.Table // of a table
}

// BlocksMarked is Blocks for a text of which some parts are known: each mark
// becomes one block, the other lines are judged by their look. Marks are in
// text order and do not overlap.
func BlocksMarked(text string, marks []Mark) []schema.Block {
	lines := readLines(text)
	if len(lines) == 0 {
		return nil
	}
	setMarks(lines, marks)
	readMarkdown(lines)
	markTables(lines)
	markFurniture(lines)
	wrap := wrapWidth(lines)
	body := markTitle(lines, wrap)
	for i := body; i < len(lines); i++ {
		markNumbered(lines, i, wrap)
	}
	groups := joinLines(lines, body, wrap)
	readEmptyHeads(lines, groups)
	markPlainHeadings(lines, groups, body)
	return markNotes(text, makeBlocks(text, lines, groups))
}

// setMarks tells the lines what their marks say.
func setMarks(lines []line, marks []Mark) {
	m := 0
	for i := range lines {
		l := &lines[i]
		for m < len(marks) && marks[m].Span.End <= l.span.Start {
			m++
		}
		if m < len(marks) && marks[m].Span.Overlaps(l.span) {
			l.mark, l.kind, l.level = &marks[m], marks[m].Kind, marks[m].Level
		}
	}
}

// A group is the indices of the lines that make one block.
type group []int

// titleNouns end the title of a report.
var titleNouns = []string{"报告", "公报", "草案", "情况", "计划", "分析", "综述", "简报", "快报", "简析", "概况", "纲要", "规划", "要点", "方案", "意见", "决议", "通报", "年报", "说明", "讲话"}

// markTitle marks the lines of the title, and returns the index of the first
// line of the body.
func markTitle(lines []line, wrap int) int {
	body := bodyStart(lines, wrap)
	for i := 0; i < body; i++ {
		if lines[i].md == 1 || lines[i].kind == schema.TitleBlock {
			lines[i].kind = schema.TitleBlock
			return body
		}
	}
	first := -1
	for i := 0; i < body && first < 0; i++ {
		for n := 1; n <= 4 && i+n <= body; n++ {
			if !titleLike(lines[i+n-1]) {
				break
			}
			if endsInTitleNoun(lines[i+n-1].text) {
				first = i
				for ; n > 0; n-- {
					lines[i].kind = schema.TitleBlock
					i++
				}
				break
			}
		}
	}
	if first < 0 {
		if body < len(lines) { // or else it heads nothing: a sentence, or a list of them
			markPlainTitle(lines[:body])
		}
		return body
	}
	for i := range lines[:body] { // the title once more, of a web page
		if lines[i].kind == "" && lines[i].text == lines[first].text {
			lines[i].kind = schema.FurnitureBlock
		}
	}
	return body
}

// markPlainTitle marks the first line as the title, if nothing says that it is
// something else.
func markPlainTitle(lines []line) {
	for i, l := range lines {
		if l.kind == schema.FurnitureBlock {
			continue
		}
		if titleLike(l) && l.runes >= 8 && !plainLine.MatchString(l.text) {
			lines[i].kind = schema.TitleBlock
		}
		return
	}
}

// plainLine is a line with the author or the date of a report.
var plainLine = NewExpr(`(局|委员会|委|政府|队|办公室|厅|部|院|中心)$|[县市区省]长\s|\d{1,2}日|[\d.]$|^[\d.]+\S{0,6}$|：`)

// bodyStart is the index of the first line that cannot stand before the body.
func bodyStart(lines []line, wrap int) int {
	for i, l := range lines {
		if l.kind == schema.FurnitureBlock || l.kind == schema.TitleBlock || l.md == 1 {
			continue
		}
		n := numberingOf(l.text)
		if i >= 30 || l.table != nil || l.kind != "" || l.md > 1 || n.level > 0 || strings.HasPrefix(l.text, "各位代表") ||
			l.runes > 60 || endsSentence(l.text) && l.runes > 12 || endsClause(l.text) && i > 0 ||
			wrap > 0 && l.width*100 >= wrap*85 && strings.ContainsAny(l.text, "，。") {
			return i
		}
	}
	return len(lines)
}

func titleLike(l line) bool {
	return l.kind == "" && l.runes >= 2 && l.runes <= 60 && hanCount(l.text) >= 2 && !endsClause(l.text) &&
		!strings.ContainsAny(l.text, "。；") && !strings.HasPrefix(l.text, "—") && !strings.HasPrefix(l.text, "（") && !strings.HasPrefix(l.text, "(")
}

func endsInTitleNoun(s string) bool {
	s = strings.TrimRight(s, "①②③[1]*※ ")
	for _, open := range []string{"（", "("} {
		if i := strings.LastIndex(s, open); i > 0 && strings.ContainsAny(s[i:], "）)") {
			s = strings.TrimSpace(s[:i])
		}
	}
	for _, n := range titleNouns {
		if strings.HasSuffix(s, n) {
			return true
		}
	}
	return false
}

// The longest heading, in characters.
const headingRunes = 45

// markNumbered marks the line at i if its numbering makes it a heading or a
// list item.
func markNumbered(lines []line, i, wrap int) {
	l := &lines[i]
	if l.kind != "" {
		return
	}
	n := numberingOf(l.text)
	if l.md > 0 {
		l.kind, l.level = schema.HeadingBlock, max(l.md-1, 1)
		return
	}
	if n.level == 0 {
		if headWords[bare(l.text)] {
			l.kind, l.level = schema.HeadingBlock, 1
		}
		return
	}
	wrapped := wrap > 0 && l.width*100 >= wrap*85
	switch rest := l.text[n.size:]; {
	case l.runes > headingRunes || wrapped && !headingContinues(lines, i):
		if n.level > 2 {
			l.kind = schema.ListBlock
		}
	case !strings.ContainsAny(rest, "。；;！？") && last(rest) != '，' && last(rest) != '、' &&
		!openQuote(rest) && (rest != "" || n.level == 1):
		l.kind, l.level = schema.HeadingBlock, n.level
	case n.level <= 2 && endsSentence(rest) && strings.Count(rest, "。") == 1 && !hasFigure(rest) && !wrapped:
		l.kind, l.level = schema.HeadingBlock, n.level // a head that closes with a stop
	case n.level > 2:
		l.kind = schema.ListBlock
	}
}

// headWords head a part of a report without a number.
var headWords = wordSet(`名词解释 名词注释 附录 目录 前言 引言 序言 结束语 附件 附表 注释 附注`)

// headingContinues reports whether the full line at i is the first half of a
// wrapped heading: the next is short and neither is a sentence.
func headingContinues(lines []line, i int) bool {
	if strings.ContainsAny(lines[i].text, "。；") || i+1 >= len(lines) {
		return false
	}
	next := lines[i+1]
	return next.kind == "" && next.blank == 0 && next.runes <= 20 && numberingOf(next.text).level == 0 &&
		!strings.ContainsAny(next.text, "。；，") && !endsClause(next.text)
}

// hasFigure reports whether s has a number that is not a year.
func hasFigure(s string) bool {
	for i := 0; i < len(s); {
		k := digitRun(s[i:])
		if k == 0 {
			i++
			continue
		}
		if !(k == 4 && strings.HasPrefix(s[i+k:], "年")) {
			return true
		}
		i += k
	}
	return false
}

// markPlainHeadings marks short unnumbered lines that stand by themselves
// before prose: 两大主导产业集群：
func markPlainHeadings(lines []line, groups []group, body int) {
	for k, g := range groups {
		l := &lines[g[0]]
		if len(g) == 1 && g[0] >= body && l.kind == "" && l.runes <= 24 && halfLine.MatchString(l.text) {
			l.kind, l.level = schema.HeadingBlock, 1
			continue
		}
		if len(g) > 1 || g[0] < body || l.kind != "" || l.runes > 20 || l.runes < 3 || k+1 >= len(groups) {
			continue
		}
		next := lines[groups[k+1][0]]
		long := len(groups[k+1]) > 1 || next.runes > 30 || next.runes > 20 && endsSentence(next.text) || next.kind == schema.ListBlock
		if long && (next.kind == "" || next.kind == schema.ListBlock) && hanCount(l.text) >= 3 && !hasFigure(l.text) && !strings.HasPrefix(l.text, "各位") &&
			!strings.ContainsAny(l.text, "。；，、！？,;") && l.level == 0 && (k == 0 || lines[groups[k-1][0]].kind != "" || endsClause(lines[groups[k-1][len(groups[k-1])-1]].text)) {
			l.kind, l.level = schema.HeadingBlock, 5
		}
	}
}

// readEmptyHeads takes heads with figures in them for text where there is nothing
// for them to head: the items of a list that close without a stop, the last of
// which has the paragraph behind the list under it, and a line alone. What a file
// itself says is a head stays one.
func readEmptyHeads(lines []line, groups []group) {
	turned := 0 // the level of the items just above
	for k, g := range groups {
		l := &lines[g[0]]
		above := turned
		turned = 0
		if l.mark != nil || l.md > 0 || l.kind != schema.HeadingBlock && l.kind != schema.TitleBlock || !figureIn(lines, g) {
			continue
		}
		level := l.level
		if k+1 < len(groups) {
			next := lines[groups[k+1][0]]
			if l.kind == schema.TitleBlock || level != above && (next.kind != schema.HeadingBlock || next.level > level) {
				continue
			}
		}
		l.kind, l.level, turned = "", 0, level
		if level > 2 {
			l.kind = schema.ListBlock
		}
	}
}

// figureIn reports whether the lines of g have a figure behind their numbering.
func figureIn(lines []line, g group) bool {
	for _, i := range g {
		if s := lines[i].text; hasFigure(s[numberingOf(s).size:]) {
			return true
		}
	}
	return false
}

// halfLine heads the half of a report that looks back or ahead, without a number:
// 2023年工作回顾.
var halfLine = NewExpr(`^(?:关于)?(?:(?:19|20)\d\d年|今年|明年|去年|过去的?一年|过去五年|今后五年|未来五年|新的?一年|下一?步|下一?阶段|[上下]半年)(?:以来)?的?[^\d，。；：！？、]{0,10}(?:工作|任务|目标|安排|回顾|打算|要求|思路|建议|计划)$`)

// makeBlocks makes one block of each group.
func makeBlocks(text string, lines []line, groups []group) []schema.Block {
	out := make([]schema.Block, 0, len(groups))
	for _, g := range groups {
		b := schema.Block{Kind: lines[g[0]].kind, Level: lines[g[0]].level}
		if b.Kind == "" {
			b.Kind = schema.ParagraphBlock
		}
		for _, i := range g {
			b.Lines = append(b.Lines, unmarked(text, lines[i])...)
		}
		if b.Kind == schema.TableBlock {
			b.Lines = b.Lines[:0]
			for _, i := range g {
				b.Lines = append(b.Lines, lines[i].span)
			}
			if m := lines[g[0]].mark; m != nil {
				b.Table = m.Table
			} else {
				b.Table = makeTable(lines, g)
			}
			b.Table.Caption = captionAbove(out, text)
		}
		out = append(out, b)
	}
	return out
}
