package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// The largest table that is read as one, in places of its grid.
const maxGrid = 2_000_000

// A cellKind is what a cell holds by its look.
type cellKind uint8

const (
	blankCell  cellKind = iota // nothing, or a sign for nothing: — … /
	figureCell                 // a number, with or without a unit
	yearCell                   // a bare year, which may be a number all the same
	periodCell                 // a time: 2019年, 1-2月, 一季度
	wordsCell                  // anything else
)

// A gridCell is a cell as it is read.
type gridCell struct {
	schema.Cell
	row, col int    // as it stood in the file, from 0; Row moves where a packed row is spread out
	text     string // folded, without spaces
	kind     cellKind
	figure   figure
	view     *nlp.View
	claimed  schema.Span   // of the observation made of it; empty if none was
	reason   schema.Reason // why not, where the place of the cell tells
}

// A grid is a table as it is read: every place has the cell that covers it.
type grid struct {
	rows, cols int
	cells      []gridCell
	places     []int32 // by row and column, 1 + index into cells; 0 where there is none
}

// newGrid reads the cells of a table; nil where it is too large to be one.
func (x *Extractor) newGrid(text string, table *schema.Table) *grid {
	g := &grid{cells: make([]gridCell, 0, len(table.Cells))}
	for _, c := range table.Cells {
		g.cells = append(g.cells, gridCell{Cell: c, row: c.Row, col: c.Col})
	}
	x.unpack(text, g)
	for i := range g.cells {
		c := &g.cells[i]
		c.RowSpan, c.ColSpan = max(c.RowSpan, 1), max(c.ColSpan, 1)
		g.rows, g.cols = max(g.rows, c.Row+1), max(g.cols, c.Col+c.ColSpan)
		x.readCell(text, c)
	}
	if g.rows == 0 || g.cols == 0 || g.cols > maxGrid/g.rows {
		return nil
	}
	g.places = make([]int32, g.rows*g.cols)
	for i := range g.cells {
		c := &g.cells[i]
		for r := c.Row; r < min(c.Row+c.RowSpan, g.rows); r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				if p := &g.places[r*g.cols+k]; *p == 0 {
					*p = int32(i + 1)
				}
			}
		}
	}
	x.signs(text, g, table.Caption.In(text))
	return g
}

// at is the cell that covers a place; nil if none does.
func (g *grid) at(row, col int) *gridCell {
	if n := g.places[row*g.cols+col]; n > 0 {
		return &g.cells[n-1]
	}
	return nil
}

// text is what stands at a place, "" if nothing.
func (g *grid) text(row, col int) string {
	if c := g.at(row, col); c != nil {
		return c.text
	}
	return ""
}

func (g *grid) kind(row, col int) cellKind {
	if c := g.at(row, col); c != nil {
		return c.kind
	}
	return blankCell
}

// starts reports whether a cell begins at the place, rather than reaching in
// from the left.
func (g *grid) starts(row, col int) bool {
	c := g.at(row, col)
	return c != nil && c.Col == col
}

// only returns the one cell of a row that has words, if no other place of the
// row holds anything.
func (g *grid) only(row int) *gridCell {
	var found *gridCell
	for c := 0; c < g.cols; c++ {
		at := g.at(row, c)
		if at == nil || at.kind == blankCell || at == found {
			continue
		}
		if found != nil {
			return nil
		}
		found = at
	}
	return found
}

// readCell folds a cell and tells what it holds.
func (x *Extractor) readCell(text string, c *gridCell) {
	if c.Span.Empty() {
		return
	}
	c.view = nlp.NewView(text, []schema.Span{c.Span})
	c.text = strings.Trim(strings.ReplaceAll(c.view.Text, "\t", ""), " ")
	switch {
	case isMissing(c.text):
		c.kind = blankCell
	case bareYear.MatchString(c.text):
		c.kind = yearCell
		c.figure, _ = x.readFigure(c.view.Text)
	case wholePeriod(c.text):
		c.kind = periodCell
	default:
		f, ok := x.readFigure(c.view.Text)
		if c.figure, c.kind = f, wordsCell; ok {
			c.kind = figureCell
		}
	}
}

// isMissing reports whether a cell says that there is no figure.
func isMissing(s string) bool {
	switch s {
	case "无", "持平", "平", "不详", "空", "n/a", "N/A":
		return true
	}
	return strings.Trim(s, "-—–…．.·/\\×*~～_＿―─ ") == ""
}
