package ingest

import (
	"slices"
	"strings"
)

// touch is how near lines count as one, or as meeting, in points.
const touch = 2.5

// A ruledTable is a table whose cells are divided by lines.
type ruledTable struct {
	xs, ys []float64 // edges of columns from the left, of rows from the top
	cells  []ruledCell
}

// A ruledCell is a cell between lines, with the glyphs in it.
type ruledCell struct {
	row, col, rowSpan, colSpan int
	glyphs                     []glyph
	text                       string
}

func (t *ruledTable) left() float64   { return t.xs[0] }
func (t *ruledTable) right() float64  { return t.xs[len(t.xs)-1] }
func (t *ruledTable) top() float64    { return t.ys[0] }
func (t *ruledTable) bottom() float64 { return t.ys[len(t.ys)-1] }

// ruledTables finds the tables that lines divide, and returns the glyphs that
// are in none.
func ruledTables(glyphs []glyph, rules []rule) (tables []*ruledTable, rest []glyph) {
	for _, g := range meeting(joined(rules)) {
		if t := newRuled(g); t != nil {
			tables = append(tables, t)
		}
	}
	if len(tables) == 0 {
		return nil, glyphs
	}
	in := make([]int, len(glyphs)) // 1 + the table that a glyph is in
	for i, g := range glyphs {
		for k, t := range tables {
			if c := t.cellAt((g.left+g.right)/2, (g.top+g.bottom)/2); c != nil {
				c.glyphs, in[i] = append(c.glyphs, g), k+1
				break
			}
		}
	}
	var kept []*ruledTable
	keep := make([]bool, len(tables)+1)
	for k, t := range tables {
		if t.read() {
			kept, keep[k+1] = append(kept, t), true
		}
	}
	for i, g := range glyphs {
		if !keep[in[i]] {
			rest = append(rest, g)
		}
	}
	return kept, rest
}

// joined puts pieces of one line together.
func joined(rules []rule) []rule {
	slices.SortStableFunc(rules, func(a, b rule) int {
		if a.across != b.across {
			return map[bool]int{true: -1, false: 1}[a.across]
		}
		if d := a.at - b.at; d > touch || d < -touch {
			return compare(a.at, b.at)
		}
		return compare(a.from, b.from)
	})
	var out []rule
	for _, r := range rules {
		if n := len(out); n > 0 {
			p := &out[n-1]
			if p.across == r.across && r.at-p.at <= touch && r.at-p.at >= -touch && r.from <= p.to+touch && r.to >= p.from-touch {
				p.from, p.to = min(p.from, r.from), max(p.to, r.to)
				continue
			}
		}
		out = append(out, r)
	}
	return out
}

// meeting divides lines into groups of those that meet.
func meeting(rules []rule) [][]rule {
	if len(rules) > maxSegments {
		return nil
	}
	group := make([]int, len(rules))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for i, a := range rules {
		for j, b := range rules[:i] {
			if a.across != b.across && a.at >= b.from-touch && a.at <= b.to+touch && b.at >= a.from-touch && b.at <= a.to+touch {
				group[find(i)] = find(j)
			}
		}
	}
	at := map[int]int{}
	var out [][]rule
	for i, r := range rules {
		k, ok := at[find(i)]
		if !ok {
			k = len(out)
			at[find(i)], out = k, append(out, nil)
		}
		out[k] = append(out[k], r)
	}
	return out
}

// newRuled makes the cells that lines divide; nil where they divide none.
// The sides of a table may be open.
func newRuled(rules []rule) *ruledTable {
	var across, down []float64
	left, right, bottom, top := 1e9, -1e9, 1e9, -1e9
	for _, r := range rules {
		if r.across {
			across = append(across, r.at)
			left, right = min(left, r.from), max(right, r.to)
			bottom, top = min(bottom, r.at), max(top, r.at)
		} else {
			down = append(down, r.at)
			bottom, top = min(bottom, r.from), max(top, r.to)
			left, right = min(left, r.at), max(right, r.at)
		}
	}
	if len(across) < 2 || len(down) < 1 {
		return nil
	}
	t := &ruledTable{xs: edges(append(down, left, right)), ys: edges(append(across, bottom, top))}
	slices.Reverse(t.ys)
	rows, cols := len(t.ys)-1, len(t.xs)-1
	if rows < 1 || cols < 2 || rows*cols > 20_000 {
		return nil
	}
	drawn := func(across bool, at, from, to float64) bool {
		for _, r := range rules {
			if r.across == across && r.at-at <= touch && r.at-at >= -touch && r.from <= (from+to)/2 && r.to >= (from+to)/2 {
				return true
			}
		}
		return false
	}
	taken := make([]bool, rows*cols)
	for i := range rows {
		for j := range cols {
			if taken[i*cols+j] {
				continue
			}
			c := ruledCell{row: i, col: j, rowSpan: 1, colSpan: 1}
			for j+c.colSpan < cols && !taken[i*cols+j+c.colSpan] && !drawn(false, t.xs[j+c.colSpan], t.ys[i+1], t.ys[i]) {
				c.colSpan++
			}
			for i+c.rowSpan < rows && !drawn(true, t.ys[i+c.rowSpan], t.xs[j], t.xs[j+1]) {
				c.rowSpan++
			}
			for a := i; a < i+c.rowSpan; a++ {
				for b := j; b < j+c.colSpan; b++ {
					taken[a*cols+b] = true
				}
			}
			t.cells = append(t.cells, c)
		}
	}
	return t
}

// edges are values in order, those that nearly agree once.
func edges(values []float64) []float64 {
	slices.Sort(values)
	out := values[:1]
	for _, v := range values[1:] {
		if v-out[len(out)-1] > touch {
			out = append(out, v)
		}
	}
	return out
}

// cellAt is the cell at a point; nil if it is outside.
func (t *ruledTable) cellAt(x, y float64) *ruledCell {
	if x < t.left() || x > t.right() || y > t.top() || y < t.bottom() {
		return nil
	}
	for i := range t.cells {
		c := &t.cells[i]
		if x >= t.xs[c.col] && x <= t.xs[c.col+c.colSpan] && y <= t.ys[c.row] && y >= t.ys[c.row+c.rowSpan] {
			return c
		}
	}
	return nil
}

// read writes out the cells. It reports false where the lines do not divide a
// table into its rows: it has few cells with text, or figures below one
// another in a cell.
func (t *ruledTable) read() bool {
	filled, stacked, sole := 0, 0, false
	rows := map[int]int{}
	for i := range t.cells {
		c := &t.cells[i]
		if len(c.glyphs) == 0 {
			continue
		}
		lines, em := layOut(c.glyphs)
		width, figures, full := t.xs[c.col+c.colSpan]-t.xs[c.col], 0, false
		for _, l := range lines {
			s := strings.ReplaceAll(l.text(), "\t", " ")
			broken := full && isASCIIDigit(s[0], '.') // a figure too wide for its cell
			if c.text != "" && !broken && c.text[len(c.text)-1] < 0x80 && s[0] < 0x80 {
				c.text += " "
			}
			c.text += s
			if isFigure(s) && !broken {
				figures++
			}
			first, last := l.cells[0], l.cells[len(l.cells)-1]
			full = isASCIIDigit(s[len(s)-1], '.') && last.right-first.left+em > width
		}
		filled++
		rows[c.row]++
		sole = sole || isFigure(c.text)
		if figures > 1 || len(lines) > 12 {
			stacked++
		}
	}
	wide := 0
	for _, n := range rows {
		if n > 1 {
			wide++
		}
	}
	if len(t.ys) == 2 { // what is left of a table that began elsewhere
		return filled >= 3 && sole && stacked == 0
	}
	return filled >= 4 && wide >= 2 && stacked*20 <= filled
}
