package extract

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"zhibiao/nlp"
	"zhibiao/schema"
)

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
	if m.kind == "" && isShareUnit(t.caption.share) && rateName.MatchString(firstOf(col.name, row.name)) {
		m.kind = schema.Rate // 支出率 under 单位：万元、%
	}
	m.unit = t.unit(row, col, &m, c.figure)
	rowUnit := firstOf(row.unit, row.head.unit)
	m.kind = t.kind(m, c.figure, rowUnit != "" && !isShareUnit(rowUnit) && !isShareUnit(col.unit))
	m.name = t.indicator(row.name, col.name, m.kind)
	if t.caption.index && col.kind == "" && rowKind == "" && rowUnit == "" {
		m.kind, m.unit = schema.Rate, ""
		if !unitless.MatchString(m.name) {
			m.name += "指数"
		}
	}
	if m.kind == schema.Rate && changeRate.MatchString(m.name) {
		m.kind, m.down, m.name = schema.Growth, true, changeRate.ReplaceAllString(m.name, "")
	}
	w := t.when(row.head, col)
	m.period = w.period
	if c.figure.total { // the sum of the years of a five-year plan
		if m.period.Text != "" && m.period.Start.Year() == w.year {
			m.period = nlp.Years(w.year-4, w.year)
		}
		if m.kind == schema.Growth {
			basis = fmt.Sprint(m.period.Start.Year() - 1)
			switch {
			case rowKind != "" && rowKind != schema.Rate: // 单位GDP能耗降低（%）: the whole fall
			case isShareUnit(rowUnit):
				m.kind, m.unit = schema.Delta, "个百分点"
			case col.sums && rowUnit != "" && flows.MatchString(row.name):
				m.kind, m.unit, m.name = schema.Level, rowUnit, row.name
			case col.sums && rowUnit != "":
				m.kind, m.unit = schema.Delta, rowUnit
			}
		}
	}
	m.status = t.status(row.head, col, w)
	if m.kind == schema.Completion && m.status == schema.Target {
		m.status = schema.Actual // how much of a plan is done
	}
	switch m.kind {
	case schema.Growth, schema.Delta, schema.Completion:
		m.basis = basisOf(basis, "", m.kind, w.year, m.period)
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
	u := firstOf(rowUnit, col.unit, t.caption.unit, t.unitFor(row.name, col.name))
	if m.kind == schema.Delta && isShareUnit(u) {
		u = "个百分点" // a difference of two shares
	}
	return scale + u
}

// rateName ends a share or rate, changeRate one of change.
var (
	rateName   = regexp.MustCompile(`(?:率|比重|占比|比例)$`)
	changeRate = regexp.MustCompile(`(?:下降|降低|减排)率?$`)
)

// flows are indicators of what came about in a time, whose years add up.
var flows = regexp.MustCompile(`^(?:\p{Han}{2,6})?(?:新增|新建|新改建|净增|转移就业|造林|减少)`)

// headsOfPeople are columns that count people.
var headsOfPeople = regexp.MustCompile(`生数?$|人数?$|教师数?$|职工数?$|人员数?$|人口数?$|学生|在校生|毕业生|招生|医师|护士|教师$`)

// unitFor picks that of the several units of the caption which the head of a
// column, or else the name of a row, goes with.
func (t *tableReading) unitFor(row, col string) string {
	for _, name := range []string{col, row} {
		if name == "" || len(t.caption.units) == 0 {
			continue
		}
		e, known := t.x.catalogue.Lookup(name)
		for _, u := range t.caption.units {
			unit, _ := t.x.units.Parse(u)
			if people := unit.Dimension == "people"; headsOfPeople.MatchString(name) == people && (!known || e.Dimension == "" || people || e.Dimension == unit.Dimension) {
				return u
			}
		}
	}
	return ""
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
