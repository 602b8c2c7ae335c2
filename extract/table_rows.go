package extract

import (
	"strings"

	"zhibiao/schema"
)

// A tableRow is one row of a panel: its name as composed, what its head says,
// and the unit its unit column gives.
type tableRow struct {
	at     int
	name   string
	head   tableHead
	unit   string
	region schema.Region
}

// panel reads the rows of a panel from the top down.
func (t *tableReading) panel(p panel) {
	if len(p.names) == 0 || len(p.values) == 0 {
		return
	}
	n := &namer{t: t}
	var last *gridCell
	for r := t.body; r < t.grid.rows; r++ {
		name := t.grid.at(r, p.names[len(p.names)-1])
		words := t.stubWords(p, r)
		s := t.readStub(words)
		if figures, missing := t.figures(p, r); !figures {
			if missing {
				n.row(s, t.unitOf(p, r))
			} else if words != "" && name != last {
				n.section(s)
			}
			last = name
			continue
		}
		row := tableRow{at: r, head: s.head, unit: t.unitOf(p, r)}
		if n.set && n.head.unit != "" || n.head.timed() {
			row.head = row.head.under(tableHead{unit: n.head.unit, share: n.head.share, times: n.head.times, from: n.head.from, to: n.head.to})
		}
		if g, ok := t.regionNamed(s.head.name); ok {
			row.region = g
		} else {
			row.name = n.row(s, firstOf(row.unit, s.head.unit))
			if row.unit == "" && s.head.unit == "" {
				row.unit = n.carried(s)
			} else {
				n.above = firstOf(row.unit, s.head.unit)
			}
			if name != nil && len(p.names) > 1 {
				row.name = t.groupName(p, r, row.name, s.head.name)
			}
		}
		for _, c := range p.values {
			t.cell(row, c)
		}
	}
}

// stubWords are the words of the innermost column of names that has any.
func (t *tableReading) stubWords(p panel, row int) string {
	words := ""
	for i := len(p.names) - 1; i >= 0; i-- {
		c := t.grid.at(row, p.names[i])
		if c == nil {
			continue
		}
		if c.reason == "" {
			c.reason = schema.ReasonName
		}
		if words == "" && c.kind != blankCell {
			words = t.oneLabel(c, t.unitOf(p, row))
		}
	}
	return words
}

// oneLabel is what a cell of names says; where two names are set in it, the one that is
// measured in unit: 发电量 of 发电量 自来水产量 beside 亿千瓦时.
func (t *tableReading) oneLabel(c *gridCell, unit string) string {
	u, known := t.x.units.Parse(unit)
	parts := strings.Fields(c.Span.In(t.r.doc.Text))
	if len(parts) != 2 || !known || !t.measured(parts[0]) || !t.measured(parts[1]) {
		return c.text
	}
	for _, p := range parts {
		if e, ok := t.x.catalogue.LookupFor(p, schema.Level, u.Dimension); ok && e.Dimension == u.Dimension {
			return p
		}
	}
	return c.text
}

// groupName puts the outer name of a row before the inner where it qualifies
// it: 农村 of 农村 | 居民人均可支配收入.
func (t *tableReading) groupName(p panel, row int, name, own string) string {
	for i := len(p.names) - 2; i >= 0; i-- {
		outer := t.readStub(t.groupText(p, row, i)).head.name
		switch {
		case own == "" && outer != "":
			name = outer // 地区生产总值 | 总量, and below it | 增速
		case outer == "" || strings.Contains(name, outer):
		case t.measured(name) && t.qualifies(outer):
			name = outer + name
		case !t.measured(name) && t.measured(outer):
			name, _ = t.partOf(outer, name, true)
		}
	}
	return name
}

// groupText is the outer name of a row. One that was left empty goes on that above,
// where the figures do not make a row of totals of it.
func (t *tableReading) groupText(p panel, row, i int) string {
	for r := row; r >= t.body; r-- {
		if s := t.grid.text(r, p.names[i]); s != "" {
			return s
		}
		if t.grid.text(r, p.names[i+1]) == "" {
			break
		}
	}
	return ""
}

// figures reports whether a row has figures, and whether it marks them as
// missing.
func (t *tableReading) figures(p panel, row int) (some, missing bool) {
	for _, c := range p.values {
		if !t.grid.starts(row, c.at) {
			continue
		}
		k := t.grid.kind(row, c.at)
		some = some || k == figureCell || k == yearCell
		missing = missing || k == blankCell && t.grid.text(row, c.at) != ""
	}
	return some, missing
}

// unitOf is what the column of units says of a row.
func (t *tableReading) unitOf(p panel, row int) string {
	if p.unit < 0 || t.grid.kind(row, p.unit) != wordsCell {
		return ""
	}
	if c := t.grid.at(row, p.unit); c.reason == "" {
		c.reason = schema.ReasonName
	}
	return unbracketed(t.grid.text(row, p.unit))
}

// unbracketed is s without brackets around the whole.
func unbracketed(s string) string {
	if strings.HasPrefix(s, "（") && strings.HasSuffix(s, "）") {
		return s[len("（") : len(s)-len("）")]
	}
	return s
}

// cell makes an observation of one figure.
func (t *tableReading) cell(row tableRow, col column) {
	c := t.grid.at(row.at, col.at)
	if c == nil || c.Col != col.at || c.Row != row.at || c.kind != figureCell && c.kind != yearCell || c.view == nil {
		return
	}
	m := t.measuring(row, col.head, c)
	if m.unit == "" && !unitless.MatchString(m.name) && m.kind != schema.Rank {
		c.reason = schema.ReasonUnitUnknown
		return
	}
	if m.name == "" || ratioWord.MatchString(m.name) {
		c.reason = schema.ReasonSubjectUnknown
		return
	}
	o := schema.Observation{
		Span: c.view.Span(c.figure.start, c.figure.end), Sentence: t.line(c.Span), Section: t.section,
		Indicator: t.x.tidy(m.name), Kind: m.kind, Bound: c.figure.q.Bound, Modifier: c.figure.q.Modifier,
		Scope: m.scope, Rule: "table." + string(m.kind), Page: t.block.Page,
		TableRow: c.row + 1, TableCol: c.col + 1, Region: row.region,
	}
	if o.Region.Name == "" {
		o.Region = t.region
	}
	o.Quantity = t.quantity(c.figure, m)
	o.Period, o.Status, o.Basis = m.period, m.status, m.basis
	if e, ok := t.x.catalogue.LookupFor(o.Indicator, o.Kind, o.Quantity.Dimension); ok {
		o.Code, o.CodeName = e.Code, e.Name
	}
	t.out.Observations = append(t.out.Observations, o)
	c.claimed = o.Span
}
