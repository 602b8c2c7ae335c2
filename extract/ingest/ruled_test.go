package ingest

import "testing"

// write adds the glyphs of s to page, from x on the base line y.
func write(page []glyph, x, y float64, s string) []glyph {
	for _, r := range s {
		w := 12.0
		if r < 0x80 {
			w = 6
		}
		if r != ' ' {
			page = append(page, glyph{char: r, left: x + 0.5, right: x + w - 0.5, top: y + 10, bottom: y - 1})
		}
		x += w
	}
	return page
}

// tablePage is a table of two rows under a head of two, whose names are
// close to the figures and break over two lines.
func tablePage() (page []glyph, rules []rule) {
	for _, c := range []struct {
		x, y float64
		s    string
	}{{102, 690, "指标"}, {164, 690, "2024年"}, {162, 670, "总量"}, {202, 670, "增长%"}, {102, 650, "一般公共"}, {102, 636, "预算收入"}, {151, 643, "9.75"}, {202, 643, "-3.6"},
		{102, 616, "地区生产"}, {102, 602, "总值"}, {151, 609, "182.6"}, {202, 609, "5.8"}} {
		page = write(page, c.x, c.y, c.s)
	}
	for _, y := range []float64{704, 664, 632, 598} {
		rules = append(rules, rule{true, y, 100, 240})
	}
	rules = append(rules, rule{true, 684, 150, 240})
	for _, x := range []float64{100, 150, 240} {
		rules = append(rules, rule{false, x, 598, 704})
	}
	return page, append(rules, rule{false, 200, 598, 684})
}

const tableText = "指标\t2024年\n总量\t增长%\n一般公共预算收入\t9.75\t-3.6\n地区生产总值\t182.6\t5.8\n"

func TestRuledTable(t *testing.T) {
	glyphs, rules := tablePage()
	glyphs = write(glyphs, 100, 720, "表上的一行。")
	var c composer
	c.writePage(layOutPage(glyphs, rules))
	if got, want := c.text.String(), "表上的一行。\n"+tableText; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	if len(c.marks) != 1 || c.marks[0].Table.Rows != 4 || c.marks[0].Table.Cols != 3 {
		t.Fatalf("marks %+v", c.marks)
	}
	for _, cell := range c.marks[0].Table.Cells {
		s := cell.Span.In(c.text.String())
		if s == "指标" && cell.RowSpan != 2 || s == "2024年" && cell.ColSpan != 2 || s == "5.8" && (cell.Row != 3 || cell.Col != 2) {
			t.Errorf("%s: %+v", s, cell)
		}
	}
}

// TestSideways reads the same table on a page turned to either side.
func TestSideways(t *testing.T) {
	for _, up := range []bool{true, false} {
		glyphs, rules := tablePage()
		for i, g := range glyphs { // (x, y) becomes (-y, x), or (y, -x)
			if glyphs[i].left, glyphs[i].right, glyphs[i].bottom, glyphs[i].top = -g.top, -g.bottom, g.left, g.right; !up {
				glyphs[i].left, glyphs[i].right, glyphs[i].bottom, glyphs[i].top = g.bottom, g.top, -g.right, -g.left
			}
		}
		for i, r := range rules {
			switch {
			case up && r.across:
				rules[i] = rule{false, -r.at, r.from, r.to}
			case up:
				rules[i] = rule{true, r.at, -r.to, -r.from}
			case r.across:
				rules[i] = rule{false, r.at, -r.to, -r.from}
			default:
				rules[i] = rule{true, -r.at, r.from, r.to}
			}
		}
		turn := uprightFrom(glyphs)
		for i := range glyphs {
			glyphs[i] = turn.glyph(glyphs[i])
		}
		for i := range rules {
			rules[i] = turn.rule(rules[i])
		}
		var c composer
		c.writePage(layOutPage(glyphs, rules))
		if got := c.text.String(); got != tableText || turn.up != up {
			t.Errorf("up %v: text %q, turn %+v", up, got, turn)
		}
	}
}

// TestTableGoesOn reads a table that a page number divides: the part without a
// head takes over that of the part before.
func TestTableGoesOn(t *testing.T) {
	glyphs, rules := tablePage()
	glyphs = write(glyphs, 160, 560, "- 1 -")
	var c composer
	c.writePage(layOutPage(glyphs, rules))
	next := write(write(write(nil, 102, 700, "财政支出"), 151, 700, "20.5"), 202, 700, "1.8")
	edges := []rule{{true, 714, 100, 240}, {true, 694, 100, 240}}
	for _, x := range []float64{100, 150, 200, 240} {
		edges = append(edges, rule{false, x, 694, 714})
	}
	c.writePage(layOutPage(next, edges))
	if len(c.marks) != 2 {
		t.Fatalf("%d tables in %q", len(c.marks), c.text.String())
	}
	table := c.marks[1].Table
	if table.Rows != 3 || table.Cells[0].Span.In(c.text.String()) != "指标" {
		t.Errorf("%+v", table)
	}
	for _, cell := range table.Cells {
		if cell.Span.In(c.text.String()) == "20.5" && (cell.Row != 2 || cell.Col != 1) {
			t.Errorf("%+v", cell)
		}
	}
}

// TestBoxesOfText reads a ruled table whose cells hold sentences as text.
func TestBoxesOfText(t *testing.T) {
	var page []glyph
	for k, s := range []string{"工业提质", "招商引资"} {
		page = write(page, 102, 690-100*float64(k), s)
		for i, l := range []string{"力争新增规上工业企业12家以上，建成数字化", "车间6个，产业产值突破120亿元，技改投资占", "工业投资比重不低于40%，单位能耗下降3%，", "产销率达到98%，研发强度提高到2.5%。"} {
			page = write(page, 162, 690-100*float64(k)-20*float64(i), l)
		}
	}
	rules := []rule{{true, 710, 100, 440}, {true, 610, 100, 440}, {true, 510, 100, 440}, {false, 100, 510, 710}, {false, 158, 510, 710}, {false, 440, 510, 710}}
	var c composer
	c.writePage(layOutPage(page, rules))
	const box = "力争新增规上工业企业12家以上，建成数字化车间6个，产业产值突破120亿元，技改投资占工业投资比重不低于40%，单位能耗下降3%，产销率达到98%，研发强度提高到2.5%。"
	if want := "工业提质\n" + box + "\n招商引资\n" + box + "\n"; c.text.String() != want || len(c.marks) != 0 {
		t.Errorf("text %q, want %q", c.text.String(), want)
	}
}
