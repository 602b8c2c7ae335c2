package ingest

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A glyph is one visible character of a page and where its ink is, in points
// from the lower left corner.
type glyph struct {
	char                     rune
	left, right, top, bottom float64
	spaced                   bool // the file has a space before it
}

// A pdfCell is a run of characters of one line without a wide gap.
type pdfCell struct {
	text        strings.Builder
	left, right float64
	last        glyph
}

// A pdfLine is what stands on one base line of a page, from left to right.
type pdfLine struct {
	cells       []*pdfCell
	top, bottom float64
}

func (l *pdfLine) text() string {
	var out []string
	for _, c := range l.cells {
		out = append(out, c.text.String())
	}
	return strings.Join(out, "\t")
}

// layOut puts the glyphs of a column into lines from top to bottom. em is the
// size of its type in points.
func layOut(glyphs []glyph) (lines []*pdfLine, em float64) {
	em = typeSize(glyphs)
	for _, run := range runsOf(glyphs, em) {
		lines = addRun(lines, run)
	}
	sortLines(lines, em)
	return lines, em
}

// sortLines orders lines from the top down and their cells from the left.
func sortLines(lines []*pdfLine, em float64) {
	slices.SortStableFunc(lines, func(a, b *pdfLine) int { return -compare(a.top+a.bottom, b.top+b.bottom) })
	for _, l := range lines {
		slices.SortStableFunc(l.cells, func(a, b *pdfCell) int { return compare(a.left, b.left) })
		l.join(em)
	}
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// typeSize is the usual height of an ideograph, whose ink fills nine tenths of
// its square; of a digit, two thirds, where there are no ideographs.
func typeSize(glyphs []glyph) float64 {
	var han, other []float64
	for _, g := range glyphs {
		if h := g.top - g.bottom; unicode.Is(unicode.Han, g.char) {
			han = append(han, h/0.9)
		} else if unicode.IsDigit(g.char) || unicode.IsLetter(g.char) {
			other = append(other, h/0.67)
		}
	}
	if len(han) == 0 {
		han = other
	}
	if len(han) == 0 {
		return 10
	}
	slices.Sort(han)
	return math.Max(han[len(han)/2], 2)
}

// A run is glyphs that follow one another on a line.
type run struct {
	glyphs                   []glyph
	left, right, top, bottom float64
}

// runsOf divides the glyphs, in the order of the file, into runs.
func runsOf(glyphs []glyph, em float64) []*run {
	var out []*run
	for _, g := range glyphs {
		if n := len(out); n > 0 {
			r := out[n-1]
			gap, mid := g.left-r.right, (g.top+g.bottom)/2
			if gap > -0.5*em && gap < 1.2*em && mid > r.bottom-0.25*em && mid < r.top+0.25*em {
				r.glyphs = append(r.glyphs, g)
				r.right, r.top, r.bottom = max(r.right, g.right), max(r.top, g.top), min(r.bottom, g.bottom)
				continue
			}
		}
		out = append(out, &run{[]glyph{g}, g.left, g.right, g.top, g.bottom})
	}
	return out
}

// addRun puts a run on the line it overlaps by half of the lower of the two,
// or on a new one.
func addRun(lines []*pdfLine, r *run) []*pdfLine {
	cell := &pdfCell{left: r.left, right: r.right}
	for i, g := range r.glyphs {
		if i > 0 && g.spaced && g.char < 0x2000 && cell.last.char < 0x2000 {
			cell.text.WriteByte(' ')
		}
		cell.text.WriteRune(g.char)
		cell.last = g
	}
	for k := len(lines) - 1; k >= 0; k-- {
		l := lines[k]
		shared := min(l.top, r.top) - max(l.bottom, r.bottom)
		if shared > 0 && shared >= 0.5*min(l.top-l.bottom, r.top-r.bottom) {
			l.cells = append(l.cells, cell)
			l.top, l.bottom = max(l.top, r.top), min(l.bottom, r.bottom)
			return lines
		}
	}
	return append(lines, &pdfLine{cells: []*pdfCell{cell}, top: r.top, bottom: r.bottom})
}

// join makes one cell of neighbours that are not a column apart. Beside
// punctuation, whose ink fills a part of its square, a column takes more room.
func (l *pdfLine) join(em float64) {
	out := l.cells[:1]
	for _, c := range l.cells[1:] {
		p := out[len(out)-1]
		text := c.text.String()
		first, _ := utf8.DecodeRuneInString(text)
		gap, room := c.left-p.right, 1.2*em
		switch {
		case isMark(p.last.char) || isMark(first):
			room = 1.9 * em
		case isLoneHan(p.text.String()) && isLoneHan(text):
			room = 4 * em // a word spaced out: 粮　食
		}
		if gap > room {
			out = append(out, c)
			continue
		}
		if gap > 0.5*em && p.last.char < 0x2000 && first < 0x2000 {
			p.text.WriteByte(' ')
		}
		p.text.WriteString(text)
		p.right, p.last = max(p.right, c.right), c.last
	}
	l.cells = out
}

// isLoneHan reports whether a cell is one ideograph, not counting the # of a
// part of a total.
func isLoneHan(s string) bool {
	r, n := utf8.DecodeRuneInString(strings.TrimLeft(s, "#"))
	return unicode.Is(unicode.Han, r) && strings.HasSuffix(s, s[len(s)-n:]) && len(strings.TrimLeft(s, "#")) == n
}

func isMark(r rune) bool { return r > 0x80 && (unicode.IsPunct(r) || unicode.IsSymbol(r)) }

// margin is the left edge of the running text of a column: where most of the
// long lines begin.
func margin(lines []*pdfLine, em float64) float64 {
	widest := 0.0
	for _, l := range lines {
		if len(l.cells) == 1 {
			widest = max(widest, l.cells[0].right-l.cells[0].left)
		}
	}
	count := map[int]int{}
	best, at := 0, 0.0
	for _, l := range lines {
		if len(l.cells) != 1 || l.cells[0].right-l.cells[0].left < min(15*em, 0.7*widest) {
			continue
		}
		key := int(math.Round(l.cells[0].left / (em / 2)))
		if count[key]++; count[key] > best || count[key] == best && l.cells[0].left < at {
			best, at = count[key], l.cells[0].left
		}
	}
	return at
}
