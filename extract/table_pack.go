package extract

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"zhibiao/schema"
)

// A packed row holds the lines of several rows, as a table does that came from
// a fixed layout: all names in one cell, all figures in the next. unpack
// spreads such rows out where the counts leave no doubt of what goes together.
func (x *Extractor) unpack(text string, g *grid) {
	sort.SliceStable(g.cells, func(i, j int) bool { return g.cells[i].Row < g.cells[j].Row })
	var out []gridCell
	shift := 0
	for i := 0; i < len(g.cells); {
		j := i + 1
		for j < len(g.cells) && g.cells[j].row == g.cells[i].row {
			j++
		}
		cells, n := x.unpackRow(text, g.cells[i:j])
		for _, c := range cells {
			c.Row += shift
			out = append(out, c)
		}
		shift += n - 1
		i = j
	}
	g.cells = out
}

// unpackRow spreads one row over as many as it holds, at least 1.
func (x *Extractor) unpackRow(text string, row []gridCell) ([]gridCell, int) {
	most := 0
	for i := range row {
		if row[i].RowSpan > 1 {
			return row, 1
		}
		most = max(most, len(figuresIn(text, row[i].Span)))
	}
	if most < 2 {
		return row, 1
	}
	var out []gridCell
	rows := 1
	for i := 0; i < len(row); {
		j := i + 1
		for j < len(row) && (figuresIn(text, row[j].Span) != nil || x.unitsIn(text, row[j].Span, 0) != nil) {
			j++
		}
		cells, n := x.unpackGroup(text, row[i:j])
		if n == 0 {
			return row, 1
		}
		out, rows = append(out, cells...), max(rows, n)
		i = j
	}
	return out, rows
}

// unpackGroup spreads a cell of names and the cells of figures to its right;
// n is 0 where the counts do not agree.
func (x *Extractor) unpackGroup(text string, cells []gridCell) (out []gridCell, n int) {
	for _, c := range cells[1:] {
		figures := figuresIn(text, c.Span)
		if figures == nil {
			continue
		}
		if len(figures)%c.ColSpan != 0 || n > 0 && n != len(figures)/c.ColSpan {
			return nil, 0
		}
		n = len(figures) / c.ColSpan
	}
	names := x.namesIn(text, cells[0].Span, n)
	if n == 0 || names == nil {
		return nil, 0
	}
	put := func(c gridCell, s schema.Span, row, col int) {
		c.Span, c.Row, c.Col, c.RowSpan, c.ColSpan = s, c.Row+row, c.Col+col, 1, 1
		c.col += col
		out = append(out, c)
	}
	for k, s := range names {
		put(cells[0], s, k, 0)
	}
	for _, c := range cells[1:] {
		parts := figuresIn(text, c.Span)
		if parts == nil {
			parts = x.unitsIn(text, c.Span, n)
		}
		if len(parts) != n*c.ColSpan {
			return nil, 0
		}
		for k, s := range parts {
			put(c, s, k/c.ColSpan, k%c.ColSpan)
		}
	}
	return out, n
}

// fieldsIn are the stretches of a cell without space.
func fieldsIn(text string, s schema.Span) []schema.Span {
	var out []schema.Span
	at := s.Start
	for _, f := range strings.Fields(s.In(text)) {
		at += strings.Index(text[at:s.End], f)
		out = append(out, schema.Span{Start: at, End: at + len(f)})
		at += len(f)
	}
	return out
}

// figuresIn are the numbers of a cell that holds nothing else; nil otherwise.
func figuresIn(text string, s schema.Span) []schema.Span {
	if s.Empty() || !strings.ContainsAny(text[s.Start:s.End], "0123456789") {
		return nil
	}
	fields := fieldsIn(text, s)
	for _, f := range fields {
		if strings.Trim(f.In(text), "0123456789.,-+%") != "" || isMissing(f.In(text)) {
			return nil
		}
	}
	return fields
}

// unitsIn are the units of a cell that holds nothing else: 万个 万个 万个. Where
// they stand without space they are one unit n times; n 0 takes any number.
func (x *Extractor) unitsIn(text string, s schema.Span, n int) []schema.Span {
	fields := fieldsIn(text, s)
	if len(fields) != 1 {
		for _, f := range fields {
			if _, ok := x.units.Parse(f.In(text)); !ok {
				return nil
			}
		}
		return fields
	}
	word := fields[0].In(text)
	u, ok := x.units.At(word, 0)
	if !ok || u.End == 0 || len(word)%u.End != 0 || word != strings.Repeat(word[:u.End], len(word)/u.End) || n > 0 && n != len(word)/u.End {
		return nil
	}
	var out []schema.Span
	for at := fields[0].Start; at < fields[0].End; at += u.End {
		out = append(out, schema.Span{Start: at, End: at + u.End})
	}
	return out
}

// namesIn are the n names of a cell. Where names stand without space between,
// they are told apart only if there is one way to do so: by the tail they
// share, or as single words.
func (x *Extractor) namesIn(text string, s schema.Span, n int) []schema.Span {
	fields := fieldsIn(text, s)
	if len(fields) >= n || len(fields) == 0 {
		if len(fields) == n {
			return fields
		}
		return nil
	}
	want := n - len(fields) + 1
	taken := map[string]bool{}
	for _, f := range fields {
		taken[f.In(text)] = true
	}
	byWords := func(s string, n int) []int { return x.splitByWords(s, n, taken) }
	for _, split := range []func(string, int) []int{splitByTail, byWords} {
		found, cuts := -1, []int(nil)
		for i, f := range fields {
			if strings.ContainsFunc(f.In(text), unicode.IsDigit) {
				continue
			}
			c := split(f.In(text), want)
			if c == nil {
				continue
			}
			if found >= 0 {
				found = -1
				break
			}
			found, cuts = i, c
		}
		if found < 0 {
			continue
		}
		out := append([]schema.Span(nil), fields[:found]...)
		at := fields[found].Start
		for _, c := range cuts {
			out = append(out, schema.Span{Start: at, End: fields[found].Start + c})
			at = fields[found].Start + c
		}
		return append(out, fields[found+1:]...)
	}
	return nil
}

// splitByTail cuts s into n names that end alike, and returns where they end.
func splitByTail(s string, n int) []int {
	for i := range s {
		tail := s[i:]
		if utf8.RuneCountInString(tail) < 2 {
			return nil
		}
		if strings.Count(s, tail) != n || strings.HasPrefix(s, tail) {
			continue
		}
		var cuts []int
		for at := 0; at < len(s); {
			k := strings.Index(s[at:], tail)
			if k <= 0 {
				return nil
			}
			at += k + len(tail)
			cuts = append(cuts, at)
		}
		return cuts
	}
	return nil
}

// splitByWords cuts s into n words where there is one way to do so. Words that
// are among taken, the other names, are none of it.
func (x *Extractor) splitByWords(s string, n int, taken map[string]bool) []int {
	if strings.ContainsAny(s, "（()）") || x.isWord(s) || utf8.RuneCountInString(s) > 24 || n > 6 {
		return nil
	}
	var found []int
	ways := 0
	var cut func(from int, cuts []int)
	cut = func(from int, cuts []int) {
		for i := range s[from:] {
			at := from + i
			if at > from && len(cuts) < n-1 && x.isWord(s[from:at]) && !taken[s[from:at]] {
				cut(at, append(cuts[:len(cuts):len(cuts)], at))
			}
		}
		if len(cuts) == n-1 && from < len(s) && x.isWord(s[from:]) && !taken[s[from:]] {
			found, ways = append(cuts[:len(cuts):len(cuts)], len(s)), ways+1
		}
	}
	cut(0, nil)
	if ways != 1 {
		return nil
	}
	return found
}

// isWord reports whether s is one word.
func (x *Extractor) isWord(s string) bool { return len(x.words.Split(s)) == 1 }
