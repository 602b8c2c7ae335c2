package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

// findPanels tells names, units and figures apart, column by column.
func (t *tableReading) findPanels(from int) {
	g := t.grid
	var p *panel
	for c := 0; c < g.cols; c++ {
		head := t.columnHead(from, c)
		switch t.columnKind(c, head.text) {
		case "names":
			if p == nil || len(p.values) > 0 {
				t.panels = append(t.panels, panel{unit: -1})
				p = &t.panels[len(t.panels)-1]
			}
			p.names = append(p.names, c)
			if t.caption.unit == "" && head.unit != "" { // 项目（万元）
				t.caption.unit, t.caption.share = head.unit, head.share
			}
		case "unit":
			if p != nil {
				p.unit = c
			}
		case "count":
			t.why(c, schema.ReasonOrdinal)
		case "code":
			t.why(c, schema.ReasonName)
		case "note":
		default:
			if p != nil {
				p.values = append(p.values, column{c, head})
			}
		}
	}
	for i := range t.panels {
		values := t.panels[i].values
		inherit(values)
		for k := range values { // 全省 beside 城市 and 农村 is the whole
			if ofAllPlaces.MatchString(values[k].head.name) && slices.ContainsFunc(values, func(c column) bool { return townOrCountry.MatchString(c.head.name) }) {
				values[k].head.name = ""
			}
		}
	}
}

var (
	ofAllPlaces   = regexp.MustCompile(`^全[省市县区州盟旗]$`)
	townOrCountry = regexp.MustCompile(`^(?:城市|农村|城镇|乡村)$`)
)

// why gives the numbers of a column below its head a reason.
func (t *tableReading) why(col int, reason schema.Reason) {
	for r := t.body; r < t.grid.rows; r++ {
		if c := t.grid.at(r, col); c != nil {
			c.reason = reason
		}
	}
}

// columnHead puts the heads over a column together, from the top down.
func (t *tableReading) columnHead(from, col int) tableHead {
	var out tableHead
	var above *gridCell
	for r := from; r < t.body; r++ {
		c := t.headCell(from, r, col)
		if c == nil || c == above || c.text == "" {
			continue
		}
		if strings.HasSuffix(c.text, "：") || strings.HasSuffix(c.text, "中:") { // 在总计中：
			continue
		}
		above = c
		h := t.x.readHead(c.text)
		if own, ok := strings.CutPrefix(h.name, "其中"); ok {
			h.name, out.name = strings.TrimLeft(own, "：:、 "), ""
		}
		if u, share, ok := t.x.unitsOf(c.text); ok && r > from { // a row of units below the heads
			h = tableHead{text: "（" + c.text + "）", unit: u, share: share}
		}
		if m := sexHead.FindStringSubmatch(h.name); m != nil && strings.HasSuffix(out.name, "人口") {
			h.name, out.name = m[1]+"性"+out.name, ""
		}
		if out.text == "" {
			out = h
		} else {
			out = h.under(out)
		}
	}
	return out
}

// headCell is the cell over a column in row r of the head, whose first row is
// from. One that was left empty goes on that to its left, where both have heads
// below and the row above does not part them: 城镇 over 2023年 and 2024年.
func (t *tableReading) headCell(from, r, col int) *gridCell {
	c := t.grid.at(r, col)
	if c != nil && c.text != "" || !t.headBelow(r, col) {
		return c
	}
	for k := col; k > 1; k-- {
		if r > from && t.grid.text(r-1, k) != "" && t.grid.starts(r-1, k) {
			return c
		}
		if left := t.grid.at(r, k-1); left != nil && left.text != "" {
			if !t.headBelow(r, k-1) {
				return c
			}
			return left
		}
	}
	return c
}

// headBelow reports whether the head has words over a column below row r.
func (t *tableReading) headBelow(r, col int) bool {
	for r++; r < t.body; r++ {
		if t.grid.text(r, col) != "" && t.grid.at(r, col).Row == r {
			return true
		}
	}
	return false
}

// columnKind says what a column holds: names, unit, count, code, note, or "" of
// figures.
func (t *tableReading) columnKind(col int, head string) string {
	g := t.grid
	figures, words, units, times, told := 0, 0, 0, 0, 0
	var last *gridCell
	for r := t.body; r < g.rows; r++ {
		c := g.at(r, col)
		if c == nil || c == last || !g.starts(r, col) {
			continue
		}
		last = c
		switch c.kind {
		case figureCell:
			figures++
		case yearCell, periodCell:
			times++
		case wordsCell:
			words++
			if tellsMore(c.text) {
				told++
			}
			if _, _, ok := t.x.unitsOf(c.text); ok {
				units++
			}
		}
	}
	title := strings.TrimRight(head, "：: ")
	switch {
	case countHead.MatchString(title):
		return "count"
	case codeHead.MatchString(title):
		return "code"
	case unitHead.MatchString(title) && col > 0:
		return "unit"
	case col == 0 && words+times >= figures:
		return "names"
	case col == 0 && figures > 0 && t.counting(col):
		return "count"
	case col == 0:
		return "names"
	case noteHead.MatchString(title), 2*told > words && (tasksHead.MatchString(title) || doneTold.MatchString(title)):
		return "note"
	case words > 0 && units*5 >= words*4 && units > figures && unitish(title):
		return "unit"
	case words > figures+times && (len(t.panels) == 0 || t.figuresRight(col)):
		return "names"
	case words > figures+times:
		return "note"
	}
	return ""
}

// unitish reports whether the head of a column allows it to be one of units.
func unitish(head string) bool { return head == "" || strings.Contains(head, "单位") }

// counting reports whether a column just numbers the rows.
func (t *tableReading) counting(col int) bool {
	n := 0
	for r := t.body; r < t.grid.rows; r++ {
		c := t.grid.at(r, col)
		if c == nil || c.kind != figureCell {
			continue
		}
		if n++; c.figure.q.Unit.Text != "" || c.text != itoa(n) {
			return false
		}
	}
	return n > 1
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// figuresRight reports whether a column of figures stands to the right.
func (t *tableReading) figuresRight(col int) bool {
	for c := col + 1; c < t.grid.cols; c++ {
		for r := t.body; r < t.grid.rows; r++ {
			if t.grid.starts(r, c) && t.grid.kind(r, c) == figureCell {
				return true
			}
		}
	}
	return false
}

// sexHead is the head of a column of men or of women, sexed the front of its name.
var (
	sexHead = regexp.MustCompile(`^([男女])性?$`)
	sexed   = regexp.MustCompile(`^[男女]性`)
)

// inherit gives columns of changes, places and shares what they leave unsaid:
// the thing and the time of the columns of levels to their left.
func inherit(cols []column) {
	from := 0
	for i := range cols {
		h := &cols[i].head
		relative := h.kind == schema.Growth || h.kind == schema.Delta || h.kind == change || h.kind == schema.Rank ||
			h.kind == schema.Completion || h.kind == schema.Rate && (utf8.RuneCountInString(h.name) <= 2 || strings.HasPrefix(h.name, "占"))
		if h.kind == "" && h.unit == "" && i > 0 && headsOfPeople.MatchString(h.name) && cols[i-1].head.unit == "人" {
			h.unit = "人" // 卫生人员: 合计（人）, 其中：执业医师, 注册护士
		}
		if !relative {
			if i > 0 && cols[i-1].head.kind != "" && cols[i-1].head.kind != h.kind {
				from = i
			}
			continue
		}
		done := cols[from:i]
		if h.kind == schema.Completion {
			done = without(done, schema.Target)
		}
		left, any := latest(done)
		if !any {
			continue
		}
		if sexed.MatchString(left.name) {
			left.name = sexed.ReplaceAllString(left.name, "") // 合计, 男, 女, 比重
		}
		if h.name == "" || h.kind != schema.Rate && left.kind == "" && strings.HasPrefix(left.name, h.name) || h.kind == schema.Rate && left.kind == schema.Rate && strings.HasSuffix(left.name, h.name) {
			h.name = left.name
		} else if h.kind == schema.Rate && left.kind == "" && !strings.HasSuffix(left.name, "比") && !strings.HasSuffix(left.name, "率") {
			h.name = left.name + h.name
		}
		if (h.kind == schema.Delta || h.kind == change) && h.unit == "" && !isShareUnit(left.unit) {
			h.unit = left.unit
		}
		if !h.timed() {
			h.times, h.from, h.to, h.prior = left.times, left.from, left.to, left.prior
			if low, high := yearsOf(cols[from:i]); h.yearly && low < high {
				h.from, h.to = low+1, high
			}
			if h.status == "" && h.kind != schema.Completion {
				h.status = left.status
			}
		}
	}
}

// yearsOf are the first and the last year that columns of levels are of; 0
// where they name none.
func yearsOf(cols []column) (low, high int) {
	for i := range cols {
		h := &cols[i].head
		n := len(h.times)
		if h.kind != "" || n == 0 || h.times[n-1].To == 0 {
			continue
		}
		y := h.times[n-1].To
		if low == 0 || y < low {
			low = y
		}
		high = max(high, y)
	}
	return low, high
}

// latest is the head of the latest time among columns of levels.
func latest(cols []column) (tableHead, bool) {
	var best tableHead
	year, any := 0, false
	for i := range cols {
		h := cols[i].head
		if h.kind != "" && !(h.kind == schema.Rate && h.name != "") {
			continue
		}
		y := 1
		if n := len(h.times); n > 0 && h.times[n-1].To > 0 {
			y = h.times[n-1].To
		} else if h.prior {
			y = 0
		}
		if !any || y >= year {
			best, year, any = h, y, true
		}
	}
	return best, any
}

// without are the columns whose heads do not have a status; all of them if every
// one has it.
func without(cols []column, status schema.Status) []column {
	var out []column
	for _, c := range cols {
		if c.head.status != status {
			out = append(out, c)
		}
	}
	if out == nil {
		return cols
	}
	return out
}
