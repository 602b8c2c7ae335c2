package extract

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"zhibiao/nlp"
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
				row.name = t.groupName(p, r, row.name)
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
			words = c.text
		}
	}
	return words
}

// groupName puts the outer name of a row before the inner where it qualifies
// it: 农村 of 农村 | 居民人均可支配收入.
func (t *tableReading) groupName(p panel, row int, name string) string {
	for i := len(p.names) - 2; i >= 0; i-- {
		outer := t.readStub(t.grid.text(row, p.names[i])).head.name
		switch {
		case outer == "" || strings.Contains(name, outer):
		case t.measured(name) && t.qualifies(outer):
			name = outer + name
		case !t.measured(name) && t.measured(outer):
			name, _ = t.partOf(outer, name, true)
		}
	}
	return name
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
	if m.name == "" {
		c.reason = schema.ReasonSubjectUnknown
		return
	}
	o := schema.Observation{
		Span: c.view.Span(c.figure.start, c.figure.end), Sentence: t.line(c.Span), Section: t.section,
		Indicator: tidy(m.name), Kind: m.kind, Bound: c.figure.q.Bound, Modifier: c.figure.q.Modifier,
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
	c.claimed = true
}

// unitless are indicators whose figures have no unit.
var unitless = regexp.MustCompile(`(?:指数|系数|比|比值|比率|得分|评分|弹性)$`)

// A measuring is what heads, names and the cell itself make of a figure.
type measuring struct {
	name   string
	kind   schema.Kind
	unit   string
	scope  string
	down   bool
	period schema.Period
	status schema.Status
	basis  string
}

// measuring puts together what is said of a cell: the column's head first
// where it tells a change, a share or a place, else the row's.
func (t *tableReading) measuring(row tableRow, col tableHead, c *gridCell) measuring {
	m := measuring{kind: col.kind, down: col.down != row.head.down, scope: col.scope}
	basis, rowKind := col.basis, row.head.kind
	if m.kind == "" || m.kind == schema.Rate && rowKind == schema.Growth {
		if rowKind != "" {
			m.kind, basis, m.scope = rowKind, row.head.basis, row.head.scope
		}
	}
	m.unit = t.unit(row, col, &m, c.figure)
	rowUnit := firstOf(row.unit, row.head.unit)
	m.kind = t.kind(m, c.figure, rowUnit != "" && !isShareUnit(rowUnit) && !isShareUnit(col.unit))
	m.name = t.indicator(row.name, col.name, m.kind)
	w := t.when(row.head, col)
	m.period = w.period
	if c.figure.total { // the sum of the years of a five-year plan
		if m.period.Text != "" && m.period.Start.Year() == w.year {
			m.period = nlp.Years(w.year-4, w.year)
		}
		if m.kind == schema.Growth {
			basis = fmt.Sprint(m.period.Start.Year() - 1)
			if isShareUnit(rowUnit) {
				m.kind, m.unit = schema.Delta, "个百分点"
			}
		}
	}
	m.status = t.status(row.head, col, w)
	switch m.kind {
	case schema.Growth, schema.Delta, schema.Completion:
		m.basis = basisOf(basis, "", m.kind, w.year)
		if m.kind == schema.Delta && m.basis == "" {
			m.basis = "yoy"
		}
		if (col.yearly || row.head.yearly) && m.kind == schema.Growth && !c.figure.total {
			m.basis = "annual_avg"
		}
	}
	return m
}

// unit is the unit of a figure: of the cell itself, of the head that tells its
// kind, of the row, of the column, of the caption.
func (t *tableReading) unit(row tableRow, col tableHead, m *measuring, f figure) string {
	if u := f.q.Unit; u.Text != "" && (u.Factor != nil || strings.Trim(u.Text, "万亿千百十") != "") {
		return u.Text
	}
	scale := f.q.Unit.Text
	switch {
	case m.kind == schema.Rank:
		return "位"
	case col.index && m.kind == schema.Rate:
		return col.unit
	}
	rowUnit := row.unit
	if rowUnit == "" {
		rowUnit = row.head.unit
	}
	relative := m.kind == schema.Growth || m.kind == schema.Completion || m.kind == schema.Rate
	if col.kind != "" && col.unit != "" {
		return scale + col.unit
	}
	if relative || m.kind == change {
		for _, u := range []string{col.share, rowUnit, row.head.share, col.unit, t.caption.share, t.caption.unit} {
			if isShareUnit(u) || u == "倍" && m.kind == schema.Growth {
				return u
			}
		}
		if relative && (m.kind != schema.Rate || t.caption.unit == "") {
			return "%"
		}
		if m.kind == schema.Rate {
			return scale + firstOf(rowUnit, col.unit, "%")
		}
	}
	u := firstOf(rowUnit, col.unit, t.caption.unit)
	if m.kind == schema.Delta && isShareUnit(u) {
		u = "个百分点" // a difference of two shares
	}
	return scale + u
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// kind is what sort of statement a figure makes. amount says that the figures of
// its row are amounts, so that one in percent is a change.
func (t *tableReading) kind(m measuring, f figure, amount bool) schema.Kind {
	switch {
	case f.q.Class == nlp.RankNo:
		return schema.Rank
	case f.q.Class == nlp.Points || m.unit == "个百分点" || m.unit == "百分点":
		return schema.Delta
	case m.kind == change && (isShareUnit(m.unit) || m.unit == "倍"):
		return schema.Growth
	case m.kind == change:
		return schema.Delta
	case m.kind == schema.Completion && !isShareUnit(m.unit):
		return schema.Level
	case m.kind != "" && m.kind != schema.Level:
		return m.kind
	case (f.changes || amount) && (isShareUnit(m.unit) || m.unit == "倍"):
		return schema.Growth
	case f.q.Class == nlp.Times:
		return schema.Multiple
	case isShareUnit(m.unit) && t.caption.kind == schema.Growth:
		return schema.Growth
	case isShareUnit(m.unit), m.unit == "":
		return schema.Rate
	}
	return schema.Level
}

// quantity is the value of a figure in its unit, exact.
func (t *tableReading) quantity(f figure, m measuring) schema.Quantity {
	q := f.q
	q.Unit = nlp.MeasuredUnit{Text: m.unit}
	if u, ok := t.x.units.Parse(m.unit); ok {
		q.Unit = u
	}
	if f.q.Class == nlp.Percent && f.q.Unit.Text == m.unit {
		q.Unit = f.q.Unit
	}
	if m.kind == schema.Rank {
		q.Unit = nlp.MeasuredUnit{Text: "位", NormUnit: "位", Dimension: "count", Factor: big.NewRat(1, 1)}
	}
	negative := f.down || m.down && (m.kind == schema.Growth || m.kind == schema.Delta)
	return (*binder)(nil).quantity(q, negative)
}

// when is the time of a figure: of its column, its row, the caption.
func (t *tableReading) when(row, col tableHead) when {
	year := t.year
	for _, h := range []tableHead{row, col} {
		if h.prior {
			year = t.year - 1
			return when{year: year, period: nlp.Year(year), explicit: true}
		}
	}
	for _, h := range []tableHead{col, row} {
		if h.to > 0 {
			return when{year: h.to, period: nlp.Years(h.from, h.to), explicit: true}
		}
	}
	w := when{year: year, period: nlp.Year(year)}
	var times []nlp.PeriodMention
	for _, h := range []tableHead{t.caption, row, col} {
		times = append(times, h.times...)
	}
	part := nlp.PeriodMention{}
	for _, p := range times {
		base := w.year
		if p.Named {
			base = t.r.thisYear(scene{year: year})
		}
		if p.To == 0 && p.Relative == 0 && p.Month == 0 && p.Half == 0 && p.Quarter == 0 && !p.Named {
			continue
		}
		res := p.Resolve(base)
		if res.Text == "" {
			continue
		}
		whole := p.Month == 0 && p.Half == 0 && p.Quarter == 0
		if whole && (part.Month > 0 || part.Half > 0 || part.Quarter > 0) && part.To == 0 { // 1-3月 of the row, 2024年 of the column
			part.To = res.End.Year()
			w.period, w.year, w.explicit = part.Resolve(part.To), part.To, true
			part.To = 0
			continue
		}
		if !whole {
			part = p
		}
		w.period, w.year, w.explicit = res, res.End.Year(), true
	}
	return w
}

// status says whether a figure happened, is estimated or aimed at.
func (t *tableReading) status(row, col tableHead, w when) schema.Status {
	past := w.explicit && w.year > 0 && t.r.review > 0 && w.year <= t.r.review
	switch {
	case col.status != "":
		return col.status
	case row.status != "":
		return row.status
	case t.caption.status == schema.Target && !past, t.r.scene.status == schema.Target && !past:
		return schema.Target
	case w.explicit && t.r.review > 0 && w.year > t.r.review && t.r.doc.Kind != schema.Communique && t.r.doc.Kind != schema.Analysis:
		return schema.Target
	}
	return schema.Actual
}
