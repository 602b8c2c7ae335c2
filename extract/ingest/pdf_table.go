package ingest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// writePage adds the regions of a page to a document's text.
func (c *composer) writePage(regions []region, em float64) {
	for _, r := range regions {
		left := margin(r.lines, em)
		for _, t := range r.tables {
			n := slices.IndexFunc(r.lines, func(l *pdfLine) bool { return l.top+l.bottom < t.top()+t.bottom() })
			if n < 0 {
				n = len(r.lines)
			}
			c.writeLines(r.lines[:n], left, em)
			r.lines = r.lines[n:]
			c.writeRuled(t)
		}
		c.writeLines(r.lines, left, em)
	}
}

// writeLines adds the lines of a column, whose text begins at left, with an
// indent kept where a paragraph begins, and marks the tables among them.
func (c *composer) writeLines(lines []*pdfLine, left, em float64) {
	for i := 0; i < len(lines); {
		if n := tableLines(lines[i:], em); n > 0 {
			c.writeRows(lines[i : i+n])
			i += n
			continue
		}
		l := lines[i]
		if in := l.cells[0].left - left; in > 1.2*em {
			c.text.WriteString("\u3000\u3000")
		}
		c.text.WriteString(l.text())
		c.text.WriteByte('\n')
		i++
	}
}

// tableLines is how many lines from the first on are a table: lines of cells,
// with single short cells among them; 0 if the first starts none.
func tableLines(lines []*pdfLine, em float64) int {
	n, rows, figures := 0, 0, 0
	for i, l := range lines {
		if i > 0 && lines[i-1].bottom-l.top > 3.5*em {
			break
		}
		if len(l.cells) < 2 {
			text := l.text()
			if i == 0 || utf8.RuneCountInString(text) > 24 || strings.ContainsAny(text, "。，；") || i-n >= 2 {
				break
			}
			continue
		}
		if prose(l) {
			break
		}
		rows++
		n = i + 1
		for _, cell := range l.cells[1:] {
			if isFigure(cell.text.String()) {
				figures++
			}
		}
	}
	if rows < 2 || figures < 2 {
		return 0
	}
	return n
}

// prose reports whether a line of several cells is text after all.
func prose(l *pdfLine) bool {
	for _, c := range l.cells {
		if s := c.text.String(); utf8.RuneCountInString(s) > 24 && strings.ContainsAny(s, "。，；") {
			return true
		}
	}
	return false
}

// isFigure reports whether a cell is a number.
func isFigure(s string) bool {
	s = strings.TrimSpace(s)
	digits := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			digits++
		} else if !strings.ContainsRune(".,-+%‰—…±（）() ", r) {
			return false
		}
	}
	return digits > 0
}

// A column is the room of a table's column on the page.
type column struct{ left, right float64 }

// columnsOf finds the columns of a table from the lines that have the usual
// number of cells: cells above one another share a column.
func columnsOf(lines []*pdfLine) []column {
	count := map[int]int{}
	usual := 0
	for _, l := range lines {
		k := len(l.cells)
		if count[k]++; k > 1 && (usual < 2 || count[k] > count[usual] || count[k] == count[usual] && k > usual) {
			usual = k
		}
	}
	var cols []column
	for _, l := range lines {
		if len(l.cells) != usual {
			continue
		}
		for _, c := range l.cells {
			cols = append(cols, column{c.left, c.right})
		}
	}
	slices.SortFunc(cols, func(a, b column) int { return compare(a.left, b.left) })
	out := cols[:0]
	for _, c := range cols {
		if n := len(out); n > 0 && c.left < out[n-1].right {
			out[n-1].right = max(out[n-1].right, c.right)
			continue
		}
		out = append(out, c)
	}
	return out
}

// writeRows writes the lines of a table and marks them.
func (c *composer) writeRows(lines []*pdfLine) {
	cols := columnsOf(lines)
	table := &schema.Table{Rows: len(lines), Cols: len(cols)}
	start := c.text.Len()
	for row, l := range lines {
		next := 0
		for i, cell := range l.cells {
			if i > 0 {
				c.text.WriteByte('\t')
			}
			from := c.text.Len()
			c.text.WriteString(cell.text.String())
			first, last := covers(cols, cell)
			first = max(first, next)
			last = max(last, first)
			next = last + 1
			table.Cols = max(table.Cols, next)
			table.Cells = append(table.Cells, schema.Cell{Row: row, Col: first, RowSpan: 1, ColSpan: last - first + 1,
				Span: schema.Span{Start: from, End: c.text.Len()}})
		}
		c.text.WriteByte('\n')
	}
	c.marks = append(c.marks, nlp.Mark{Span: schema.Span{Start: start, End: c.text.Len()}, Kind: schema.TableBlock, Table: table})
}

// covers is the first and the last column that a cell stands over; where it
// stands over none, the nearest.
func covers(cols []column, cell *pdfCell) (first, last int) {
	first = -1
	nearest, distance := 0, 1e9
	for i, col := range cols {
		if min(col.right, cell.right) > max(col.left, cell.left) {
			if first < 0 {
				first = i
			}
			last = i
		}
		if d := max(col.left-cell.right, cell.left-col.right); d < distance {
			nearest, distance = i, d
		}
	}
	if first < 0 {
		return nearest, nearest
	}
	return first, last
}
