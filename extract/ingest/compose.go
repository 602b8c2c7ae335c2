package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A part is one paragraph or table of a file that has structure, before it
// becomes text. Readers of such files make parts, and compose makes the
// document of them.
type part struct {
	text  string           // lines with "\n" between
	kind  schema.BlockKind // as the file says; "" to judge by the look
	level int              // of a heading
	table *grid
}

// A grid is a table as the file has it.
type grid struct{ rows [][]gridCell }

// A gridCell is a cell at its upper left corner.
type gridCell struct {
	parts            []part
	col              int // 0-based
	rowSpan, colSpan int // at least 1
	header           bool
}

// A composer writes parts as text and remembers what they are.
type composer struct {
	text  strings.Builder
	marks []nlp.Mark
	open  *openTable // of a fixed layout; nil if none
}

// compose makes the text and the blocks of a document: each paragraph is a
// line, each row of a table a line with its cells separated by tabs.
func compose(doc *schema.Document, parts []part) {
	var c composer
	c.write(parts)
	doc.Text = c.text.String()
	doc.Blocks = nlp.BlocksMarked(doc.Text, c.marks)
}

func (c *composer) write(parts []part) {
	for _, p := range parts {
		if p.table != nil {
			c.writeTable(p.table)
			continue
		}
		text := tidy(p.text)
		if text == "" {
			continue
		}
		start := c.text.Len()
		c.text.WriteString(text)
		if p.kind != "" {
			c.marks = append(c.marks, nlp.Mark{Span: schema.Span{Start: start, End: c.text.Len()}, Kind: p.kind, Level: p.level})
		}
		c.text.WriteByte('\n')
	}
}

// writeTable writes a table of data and returns it; a table that only lays out
// a page is written as the paragraphs in it, and nil returned.
func (c *composer) writeTable(g *grid) *schema.Table {
	if g.isLayout() {
		for _, row := range g.rows {
			for _, cell := range row {
				c.write(cell.parts)
			}
		}
		return nil
	}
	table := &schema.Table{}
	start, any := c.text.Len(), false
	for _, row := range g.rows {
		line := c.text.Len()
		empty := true
		for i, cell := range row {
			if i > 0 {
				c.text.WriteByte('\t')
			}
			text := flat(cell.parts)
			empty = empty && text == ""
			from := c.text.Len()
			c.text.WriteString(text)
			table.Cells = append(table.Cells, schema.Cell{Row: table.Rows, Col: cell.col, RowSpan: cell.rowSpan, ColSpan: cell.colSpan,
				Span: schema.Span{Start: from, End: c.text.Len()}, Header: cell.header})
			table.Cols = max(table.Cols, cell.col+cell.colSpan)
		}
		table.Rows++
		any = any || !empty
		if c.text.Len() > line {
			c.text.WriteByte('\n')
		}
	}
	if !any {
		return nil
	}
	for i := range table.Cells {
		cell := &table.Cells[i]
		cell.RowSpan = min(cell.RowSpan, table.Rows-cell.Row)
	}
	c.marks = append(c.marks, nlp.Mark{Span: schema.Span{Start: start, End: c.text.Len()}, Kind: schema.TableBlock, Table: table})
	return table
}

// isLayout reports whether a table is there for the looks: it has one column,
// tables within, whole sections of prose in a cell, or boxes of sentences, more
// than it has figures.
func (g *grid) isLayout() bool {
	wide, long, all, prose, figures := 0, 0, 0, 0, 0
	for _, row := range g.rows {
		filled := 0
		for _, cell := range row {
			for _, p := range cell.parts {
				if p.table != nil {
					return true
				}
			}
			text := flat(cell.parts)
			n := utf8.RuneCountInString(text)
			if n > 0 {
				filled++
			}
			switch {
			case n > 40 && strings.ContainsAny(text, "。；"):
				prose++
			case isFigure(text):
				figures++
			}
			if n > 300 && len(cell.parts) > 1 {
				long++
			}
		}
		wide, all = max(wide, filled), all+filled
	}
	return wide <= 1 || long > 0 && len(g.rows) <= 3 || prose > figures && prose*5 >= all
}

// flat is the text of a cell on one line.
func flat(parts []part) string {
	var out []string
	for _, p := range parts {
		if p.table != nil {
			for _, row := range p.table.rows {
				for _, cell := range row {
					out = append(out, flat(cell.parts))
				}
			}
			continue
		}
		out = append(out, p.text)
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) && r != '\u3000' && r != '\u00a0' {
			return ' '
		}
		return printable(r)
	}, strings.Join(out, " ")))
}

// tidy is the text of a paragraph without blank lines and space at line ends.
func tidy(text string) string {
	var out []string
	for _, l := range strings.Split(strings.Map(printable, text), "\n") {
		if l = strings.TrimFunc(l, unicode.IsSpace); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// printable drops control characters.
func printable(r rune) rune {
	if r < 0x20 && r != '\n' && r != '\t' || r == 0x7f || r == utf8.RuneError {
		return -1
	}
	return r
}

// place gives each cell of rows its column, as HTML does: the first one free
// of the cells above that reach down. Spans are kept to what the rows can hold.
func place(rows [][]gridCell) {
	var taken []int // by column, the rows still covered from above
	for _, row := range rows {
		col := 0
		next := make([]int, len(taken))
		for c, n := range taken {
			next[c] = max(n-1, 0)
		}
		for i := range row {
			cell := &row[i]
			cell.colSpan = min(max(cell.colSpan, 1), 200)
			cell.rowSpan = min(max(cell.rowSpan, 1), 1000)
			for col < len(taken) && taken[col] > 0 {
				col++
			}
			cell.col = col
			for k := col; k < col+cell.colSpan; k++ {
				for k >= len(next) {
					next = append(next, 0)
				}
				next[k] = max(next[k], cell.rowSpan-1)
			}
			col += cell.colSpan
		}
		taken = next
	}
}
