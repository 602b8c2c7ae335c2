package nlp

import (
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

// A tableRow is a line that is a row of a table.
type tableRow struct {
	markdown bool
	rule     bool          // the |---|---| below a Markdown head
	cells    []schema.Span // in the document, without the space around them
}

var (
	markdownHead = NewExpr(`^(#{1,6})\s+(.*?)\s*#*$`)
	markdownRule = NewExpr(`^\|?\s*(?::?-{2,}:?|:-:|:-|-:)\s*(\|\s*(?::?-{2,}:?|:-:|:-|-:)\s*)*\|?$`)
	markdownItem = NewExpr(`^([-*+•●◆■▪]\s+|>\s*)`)
	markdownBold = NewExpr(`\*\*|__`)
)

// readMarkdown takes the marks of Markdown off the lines that have them.
func readMarkdown(lines []line) {
	for i := range lines {
		l := &lines[i]
		if l.mark != nil {
			continue
		}
		if m := markdownHead.FindStringSubmatchIndex(l.text); m != nil && m[4] < m[5] {
			l.md = m[3] - m[2]
			l.cut(m[4], m[5])
		} else if m := markdownItem.FindStringIndex(l.text); m != nil && m[1] < len(l.text) && !isFurniture(l.text, l.runes) {
			l.cut(m[1], len(l.text))
		}
		if strings.HasPrefix(l.text, "**") && strings.HasSuffix(l.text, "**") && len(l.text) > 4 && strings.Count(l.text, "**") == 2 {
			l.cut(2, len(l.text)-2)
		}
	}
}

// cut leaves the bytes [from, to) of the line.
func (l *line) cut(from, to int) {
	l.span = schema.Span{Start: l.span.Start + from, End: l.span.Start + to}
	trimmed := strings.TrimFunc(l.text[from:to], isLineSpace)
	if trimmed == "" {
		l.text = l.text[from:to]
		return
	}
	at := strings.Index(l.text[from:to], trimmed)
	l.span = schema.Span{Start: l.span.Start + at, End: l.span.Start + at + len(trimmed)}
	l.text = trimmed
	l.runes, l.width = measure(trimmed)
}

// unmarked is the spans of a line without the marks of bold type.
func unmarked(text string, l line) []schema.Span {
	if !strings.Contains(l.text, "**") && !strings.Contains(l.text, "__") {
		return []schema.Span{l.span}
	}
	marks := markdownBold.FindAllStringIndex(l.text, -1)
	if len(marks) == 0 || len(marks)%2 != 0 {
		return []schema.Span{l.span}
	}
	var out []schema.Span
	from := 0
	for _, m := range append(marks, []int{len(l.text), len(l.text)}) {
		if m[0] > from {
			out = append(out, schema.Span{Start: l.span.Start + from, End: l.span.Start + m[0]})
		}
		from = m[1]
	}
	if len(out) == 0 {
		return []schema.Span{l.span}
	}
	return out
}

// markTables marks the rows of Markdown tables and of tables set with tabs.
func markTables(lines []line) {
	for i := range lines {
		l := &lines[i]
		if l.mark == nil && strings.HasPrefix(l.text, "|") && strings.Count(l.text, "|") >= 2 {
			l.table = markdownRow(*l)
		}
	}
	for i := 0; i < len(lines); {
		n := 0
		for i+n < len(lines) && (tabbed(lines[i+n]) || n > 1 && headsRows(lines[i+n-1:])) && (n == 0 || lines[i+n].blank == 0) {
			n++
		}
		for k := i; n >= 2 && k < i+n; k++ {
			lines[k].table = tabRow(lines[k])
		}
		i += max(n, 1)
	}
	for i := range lines {
		if lines[i].table != nil {
			lines[i].kind = schema.TableBlock
		}
	}
}

func markdownRow(l line) *tableRow {
	row := &tableRow{markdown: true, rule: markdownRule.MatchString(l.text)}
	from := 1
	for i := 1; i <= len(l.text); i++ {
		if i == len(l.text) && strings.TrimSpace(l.text[from:]) == "" {
			break
		}
		if i == len(l.text) || l.text[i] == '|' && l.text[i-1] != '\\' {
			row.cells = append(row.cells, cellSpan(l, from, i))
			from = i + 1
		}
	}
	return row
}

// tabbed reports whether a line is cells with tabs between.
func tabbed(l line) bool {
	return l.table == nil && l.mark == nil && strings.Contains(l.text, "\t") && !strings.ContainsAny(l.text, "。；")
}

// headsRows reports whether the second of lines, which has no tab, heads the rows behind
// it in the table that the first is a row of: 按经营地分.
func headsRows(lines []line) bool {
	if len(lines) < 3 || !tabbed(lines[0]) || !tabbed(lines[2]) || lines[2].blank > 0 {
		return false
	}
	l := lines[1]
	if l.table != nil || l.mark != nil || l.runes > 16 || isCaption(l.text) || strings.ContainsAny(l.text, "，。；0123456789") {
		return false
	}
	cells := strings.Split(lines[2].text, "\t")
	if len(cells) != strings.Count(lines[0].text, "\t")+1 {
		return false
	}
	figures := 0
	for _, c := range cells[1:] {
		if strings.ContainsAny(c, "0123456789") {
			figures++
		}
	}
	return figures*2 >= len(cells)-1
}

func tabRow(l line) *tableRow {
	row := &tableRow{}
	from := 0
	for i := 0; i <= len(l.text); i++ {
		if i == len(l.text) || l.text[i] == '\t' {
			row.cells = append(row.cells, cellSpan(l, from, i))
			from = i + 1
		}
	}
	return row
}

// cellSpan is the bytes [from, to) of a line without the space and the bold
// marks around them.
func cellSpan(l line, from, to int) schema.Span {
	s := l.text[from:to]
	t := strings.TrimLeft(s, " \t\u00a0\u3000*")
	from += len(s) - len(t)
	t = strings.TrimRight(t, " \t\u00a0\u3000*")
	return schema.Span{Start: l.span.Start + from, End: l.span.Start + from + len(t)}
}

// makeTable makes the table of the rows in g. The rows above a Markdown rule
// are marked as the head.
func makeTable(lines []line, g group) *schema.Table {
	t := &schema.Table{}
	for _, i := range g {
		row := lines[i].table
		if row.rule {
			for k := range t.Cells {
				t.Cells[k].Header = true
			}
			continue
		}
		for c, s := range row.cells {
			t.Cells = append(t.Cells, schema.Cell{Row: t.Rows, Col: c, RowSpan: 1, ColSpan: 1, Span: s})
		}
		t.Rows++
		t.Cols = max(t.Cols, len(row.cells))
	}
	widenHead(t)
	return t
}

// widenHead gives the cells of a head row their spans back: Markdown has none,
// so that a row of one cell per group stands over a row of one per column.
func widenHead(t *schema.Table) {
	n, head := 0, false
	for _, c := range t.Cells {
		if c.Row == 0 {
			n++
			head = head || c.Header
		}
	}
	if !head || t.Rows < 3 || n < 2 || n >= t.Cols || (t.Cols-1)%(n-1) != 0 {
		return
	}
	w := (t.Cols - 1) / (n - 1)
	first := schema.Span{}
	for _, c := range t.Cells {
		if c.Row == 1 && c.Col == 0 {
			first = c.Span
		}
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row == 0 && c.Col > 0 {
			c.Col, c.ColSpan = 1+(c.Col-1)*w, w
		}
		if c.Row == 1 && first.Empty() {
			c.Header = true
		}
	}
}

// captionAbove is the span of the lines right above a table that name it or
// give its unit, as 表1：… and 单位：亿元; empty if there are none.
func captionAbove(blocks []schema.Block, text string) schema.Span {
	var out schema.Span
	for k := len(blocks) - 1; k >= 0 && k >= len(blocks)-3; k-- {
		b := blocks[k]
		s := b.Span()
		if b.Kind == schema.FurnitureBlock {
			continue
		}
		if b.Kind == schema.TableBlock || b.Kind == schema.TitleBlock || !isCaption(s.In(text)) && !(b.Level != 1 && b.Level != 2 && isBareCaption(s.In(text))) {
			break
		}
		if !isCaption(s.In(text)) && !out.Empty() && isCaption(out.In(text)) && !strings.Contains(out.In(text), "单位") && !strings.Contains(out.In(text), "100") {
			break // it has its name
		}
		if out.Empty() {
			out = s
		}
		out.Start = s.Start
	}
	return out
}

// basisLine says under the name of a table what its indices are against: 上年=100.
const basisLine = `^[（(]?(?:以)?(?:上年|去年|上月)(?:同期|同月)?(?:价格)?\s*[=＝为]\s*100[）)]?$`

var captionLine = NewExpr(basisLine + `|^(续?附?表\s*[\d０-９一二三四五六七八九十]|附表|[（(]?\s*(计量)?单位\s*[:：])|[\s　（(](?:计量)?单位\s*[:：]`)

// isCaption reports whether a line names a table or gives its unit.
func isCaption(s string) bool {
	return len(s) <= 60*utf8.UTFMax && utf8.RuneCountInString(s) <= 60 && !strings.Contains(s, "。") && (captionLine.MatchString(s) || strings.HasSuffix(s, "表") && utf8.RuneCountInString(s) <= 40)
}

// isBareCaption reports whether a line may name the table below it: short, and
// no sentence or list.
func isBareCaption(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 4 && n <= 36 && hanCount(s) >= 4 && !strings.ContainsAny(s, "。；，：:！？") && numberingOf(s).level == 0
}
