package ingest

import (
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

// An openTable is a table that the next column or page may go on with.
type openTable struct {
	xs   []float64     // edges of its columns
	head []schema.Cell // the cells of its head
	rows int           // of the head
	end  int           // where the text of the table ends
}

// writeRuled writes a table. One without a head that has the columns of the
// table before it goes on with that, and takes its head over; the table_row of
// its figures counts the head.
func (c *composer) writeRuled(t *ruledTable) {
	goesOn := c.goesOn(t)
	if len(t.ys) == 2 && !goesOn {
		var cells []string
		for _, cell := range t.cells {
			cells = append(cells, cell.text)
		}
		c.text.WriteString(strings.Join(cells, "\t") + "\n")
		return
	}
	table := c.writeTable(t.grid())
	if table == nil {
		return
	}
	if goesOn {
		for i := range table.Cells {
			table.Cells[i].Row += c.open.rows
		}
		table.Cells = append(append([]schema.Cell(nil), c.open.head...), table.Cells...)
		table.Rows += c.open.rows
		c.open.end = c.text.Len()
		return
	}
	c.open = nil
	if n := t.headRows(); n > 0 {
		c.open = &openTable{xs: t.xs, rows: n, end: c.text.Len()}
		for _, cell := range table.Cells {
			if cell.Row < n {
				cell.RowSpan = min(cell.RowSpan, n-cell.Row)
				c.open.head = append(c.open.head, cell)
			}
		}
	}
}

// goesOn reports whether t goes on with the open table: it has the same
// columns and no head, and only short lines, such as a page number and a
// running head, stand between.
func (c *composer) goesOn(t *ruledTable) bool {
	if c.open == nil || len(c.open.xs) != len(t.xs) || t.headRows() > 0 {
		return false
	}
	for i, x := range t.xs {
		if d := (x - t.xs[0]) - (c.open.xs[i] - c.open.xs[0]); d > 2*touch || d < -2*touch {
			return false
		}
	}
	between := strings.FieldsFunc(c.text.String()[c.open.end:], func(r rune) bool { return r == '\n' })
	for _, l := range between {
		if utf8.RuneCountInString(l) > 40 || strings.ContainsAny(l, "。；") {
			return false
		}
	}
	return len(between) <= 4
}

// headRows is how many rows stand above the first with a figure beside its
// first column; 0 where none has one.
func (t *ruledTable) headRows() int {
	first := len(t.ys)
	for _, c := range t.cells {
		if c.col > 0 && isFigure(c.text) && !isYear(c.text) {
			first = min(first, c.row)
		}
	}
	if first == len(t.ys) {
		return 0
	}
	return first
}

func isYear(s string) bool {
	return len(s) == 4 && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20"))
}

// grid is the table as composer writes it.
func (t *ruledTable) grid() *grid {
	g := &grid{rows: make([][]gridCell, len(t.ys)-1)}
	for _, c := range t.cells {
		g.rows[c.row] = append(g.rows[c.row], gridCell{parts: []part{{text: c.text}}, col: c.col, rowSpan: c.rowSpan, colSpan: c.colSpan})
	}
	return g
}
