package extract

import (
	"sort"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// table makes an observation of every figure of a table whose heads say what
// it is: the names of its row and column, a unit, a time. All its other
// numbers become residue.
func (x *Extractor) table(r *reading, block schema.Block, out *schema.Result) {
	t := &tableReading{x: x, r: r, block: block, out: out, section: r.section()}
	if block.Table != nil {
		t.grid = x.newGrid(r.doc.Text, block.Table)
	}
	if t.grid != nil {
		t.frame()
		for _, p := range t.panels {
			t.panel(p)
		}
	}
	t.rest()
}

// A tableReading is the state of going through one table.
type tableReading struct {
	x       *Extractor
	r       *reading
	block   schema.Block
	out     *schema.Result
	section []schema.Span

	grid    *grid
	body    int       // the first row below the head
	caption tableHead // what the lines above the table say of all of it
	topic   topic     // what the table is about
	year    int       // of the table; 0 if unknown
	region  schema.Region
	panels  []panel
}

// line is the span of the row's line, which stands for the sentence.
func (t *tableReading) line(s schema.Span) schema.Span {
	lines := t.block.Lines
	k := sort.Search(len(lines), func(i int) bool { return lines[i].End > s.Start })
	if k < len(lines) && lines[k].Start <= s.Start {
		return lines[k]
	}
	return s
}

// rest puts the numbers that no observation claims into the residue: those of
// heads and names with what they are, those between the cells as they stand.
func (t *tableReading) rest() {
	if t.grid == nil {
		for _, l := range t.block.Lines {
			t.leave(l, l, "")
		}
		return
	}
	cells := append([]gridCell(nil), t.grid.cells...)
	sort.SliceStable(cells, func(i, j int) bool { return cells[i].Span.Start < cells[j].Span.Start })
	k := 0
	for _, l := range t.block.Lines {
		from := l.Start
		for ; k < len(cells) && cells[k].Span.Start < l.End; k++ {
			c := &cells[k]
			if c.Span.Start < from {
				continue
			}
			t.leave(schema.Span{Start: from, End: c.Span.Start}, l, "")
			if c.claimed.Empty() {
				t.leave(c.Span, l, c.reason)
			} else { // a mark of a footnote may stand beside the figure
				t.leave(schema.Span{Start: c.Span.Start, End: c.claimed.Start}, l, schema.ReasonOrdinal)
				t.leave(schema.Span{Start: c.claimed.End, End: c.Span.End}, l, schema.ReasonOrdinal)
			}
			from = c.Span.End
		}
		t.leave(schema.Span{Start: from, End: max(from, l.End)}, l, "")
	}
}

// whyOf is the reason of a number of a head or name: a year is a date.
func whyOf(number string, why schema.Reason) schema.Reason {
	if bareYear.MatchString(number) {
		return schema.ReasonDate
	}
	return why
}

// numbered is the length of the numbering that a name begins with; 0 if none.
func numbered(s string) int {
	for _, re := range stubMarks {
		if m := re.FindString(s); m != "" {
			return len(m)
		}
	}
	return 0
}

// leave puts the numbers of one stretch of text into the residue; why is the
// reason of those that tell none of their own.
func (t *tableReading) leave(s, line schema.Span, why schema.Reason) {
	if s.Empty() {
		return
	}
	view := nlp.NewView(t.r.doc.Text, []schema.Span{s})
	if !hasNumeral(view.Text) {
		return
	}
	m := t.x.scan(view.Text, 0, len(view.Text))
	if why != "" {
		for _, g := range m.groups {
			for _, q := range g.items {
				m.names = append(m.names, masked{q.Start, max(q.NumEnd, q.Start+1), whyOf(view.Text[q.Start:q.NumEnd], why)})
			}
		}
		m.groups = m.groups[:0]
		if n := numbered(view.Text); n > 0 {
			m.names = append([]masked{{0, n, schema.ReasonOrdinal}}, m.names...)
		}
	}
	from := len(t.out.Residue)
	t.x.rest(&binder{view: view, s: m}, m, t.out)
	m.free()
	for i := from; i < len(t.out.Residue); i++ {
		t.out.Residue[i].Sentence = line
	}
}
