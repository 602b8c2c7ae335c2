package ingest

import (
	"math"
	"slices"
)

// A region is a part of a page that is read from top to bottom before the
// next: a page of one column is one region.
type region struct {
	lines  []*pdfLine
	tables []*ruledTable // from top to bottom
}

// layOutPage puts the glyphs of a page into regions in reading order. em is
// the size of its type in points.
func layOutPage(glyphs []glyph, rules []rule) (regions []region, em float64) {
	em = typeSize(glyphs)
	tables, rest := ruledTables(glyphs, rules)
	var items []pageItem
	for _, t := range tables {
		items = append(items, pageItem{left: t.left(), right: t.right(), top: t.top(), bottom: t.bottom(), table: t})
	}
	for _, r := range runsOf(rest, em) {
		items = append(items, pageItem{left: r.left, right: r.right, top: r.top, bottom: r.bottom, run: r})
	}
	return divide(items, em, 0), em
}

// A pageItem is a run of glyphs or a table, and its place.
type pageItem struct {
	left, right, top, bottom float64
	run                      *run
	table                    *ruledTable
}

func (p *pageItem) middle() float64 { return (p.top + p.bottom) / 2 }

// divide finds the columns of a part of a page. What reaches over the gutter,
// such as a title or a wide table, divides the columns above from those below.
func divide(items []pageItem, em float64, depth int) []region {
	at, ok := gutter(items, em)
	if !ok || depth > 2 {
		return []region{column1(items, em)}
	}
	var over, left, right []pageItem
	for _, p := range items {
		switch {
		case crosses(&p, at, em):
			over = append(over, p)
		case p.right <= at:
			left = append(left, p)
		default:
			right = append(right, p)
		}
	}
	slices.SortStableFunc(over, func(a, b pageItem) int { return compare(b.middle(), a.middle()) })
	var out []region
	var wide []pageItem
	for k := 0; k <= len(over); k++ {
		high, low := math.Inf(1), math.Inf(-1)
		if k > 0 {
			high = over[k-1].middle()
		}
		if k < len(over) {
			low = over[k].middle()
		}
		between := func(p pageItem) bool { return p.middle() <= high && p.middle() > low }
		l, r := only(left, between), only(right, between)
		if len(l)+len(r) > 0 && len(wide) > 0 {
			out, wide = append(out, column1(wide, em)), nil
		}
		for _, side := range [][]pageItem{l, r} {
			if len(side) > 0 {
				out = append(out, divide(side, em, depth+1)...)
			}
		}
		if k < len(over) {
			wide = append(wide, over[k])
		}
	}
	if len(wide) > 0 {
		out = append(out, column1(wide, em))
	}
	return out
}

func only(items []pageItem, want func(pageItem) bool) (out []pageItem) {
	for _, p := range items {
		if want(p) {
			out = append(out, p)
		}
	}
	return out
}

// column1 is the region that items of one column make.
func column1(items []pageItem, em float64) region {
	var r region
	for _, p := range items {
		if p.table != nil {
			r.tables = append(r.tables, p.table)
		} else {
			r.lines = addRun(r.lines, p.run)
		}
	}
	sortLines(r.lines, em)
	slices.SortStableFunc(r.tables, func(a, b *ruledTable) int { return compare(b.top(), a.top()) })
	return r
}

// crosses reports whether an item reaches into the gutter around at.
func crosses(p *pageItem, at, em float64) bool { return p.left < at+0.3*em && p.right > at-0.3*em }

// gutter finds the white stretch between two columns: most lines of prose fill
// their column, there are some lines or rows on either side, and few reach over.
func gutter(items []pageItem, em float64) (at float64, ok bool) {
	if len(items) < 12 {
		return 0, false
	}
	left, right := 1e9, -1e9
	for _, p := range items {
		left, right = min(left, p.left), max(right, p.right)
	}
	best, from, to := len(items)/3, 0.0, 0.0
	for x := left + 0.25*(right-left); x < left+0.75*(right-left); x += em / 5 {
		n := 0
		for i := range items {
			if crosses(&items[i], x, em) {
				n++
			}
		}
		switch {
		case n < best || to == 0 && n == best:
			best, from, to = n, x, x
		case n == best && x-to < em/4:
			to = x
		}
	}
	if to == 0 {
		return 0, false
	}
	at = (from + to) / 2
	lines, rows := [2][]*pdfLine{}, [2]int{}
	for i := range items {
		p := &items[i]
		if crosses(p, at, em) {
			continue
		}
		side := 0
		if p.left > at {
			side = 1
		}
		if p.table != nil {
			rows[side] += len(p.table.ys) - 1
		} else {
			lines[side] = addRun(lines[side], p.run)
		}
	}
	full := rows
	for side, width := range [2]float64{at - left, right - at} {
		for _, l := range lines[side] {
			ends := l.cells[0]
			a, b, ink := ends.left, ends.right, 0.0
			for _, c := range l.cells {
				a, b, ink = min(a, c.left), max(b, c.right), ink+c.right-c.left
			}
			if b-a >= 0.75*width && ink >= 0.6*width {
				full[side]++
			}
		}
		n := len(lines[side]) + rows[side]
		if full[side] < 4 || full[side]*4 < n || best > n {
			return 0, false
		}
	}
	prose := full[0] + full[1] - rows[0] - rows[1]
	return at, prose >= 4 && prose*2 >= len(lines[0])+len(lines[1])
}
