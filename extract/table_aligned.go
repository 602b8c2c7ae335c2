package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

// A column separator of plain text: a tab, or a gap of two spaces and more.
var columnGap = regexp.MustCompile(`[ \x{3000}\x{a0}]*\t[ \t\x{3000}\x{a0}]*|[ \x{3000}\x{a0}]{2,}`)

// alignedValue is a cell of figures of plain text: a number, perhaps with a
// unit, or a sign that there is none.
var alignedValue = regexp.MustCompile(`^(?:[-+−－—]?\d[\d,.，]*\s?\S{0,6}|[-—–…/]+)$`)

// The least lines that make a table, and the most characters of a cell.
const (
	alignedLines = 3
	alignedCell  = 30
)

// An alignedLine is a line of text with its cells.
type alignedLine struct {
	block int // index of its block
	span  schema.Span
	cells []schema.Span
}

// alignedTables returns blocks with each run of lines that are set as a table,
// in as many columns by tabs or wide gaps, made one table block. blocks is not
// changed.
func alignedTables(text string, blocks []schema.Block) []schema.Block {
	var out []schema.Block
	from := 0 // blocks before it are in out
	for i := 0; i < len(blocks); {
		j := i
		for j < len(blocks) && alignable(blocks[j].Kind) {
			j++
		}
		if j == i {
			i++
			continue
		}
		if lines := alignedRun(text, blocks, i, j); lines != nil {
			out = append(out, blocks[from:i]...)
			out = splitAligned(text, blocks, i, j, lines, out)
			from = j
		}
		i = j
	}
	if from == 0 {
		return blocks
	}
	return append(out, blocks[from:]...)
}

func alignable(k schema.BlockKind) bool {
	return k == schema.ParagraphBlock || k == schema.ListBlock || k == schema.HeadingBlock
}

// alignedRun lists the lines of blocks[i:j]; nil if none has a wide gap.
func alignedRun(text string, blocks []schema.Block, i, j int) []alignedLine {
	gaps, n := false, 0
	for _, b := range blocks[i:j] {
		n += len(b.Lines)
		for _, s := range b.Lines {
			gaps = gaps || hasGap(s.In(text))
		}
	}
	if !gaps {
		return nil
	}
	lines := make([]alignedLine, 0, n)
	any := false
	for k := i; k < j; k++ {
		for _, s := range blocks[k].Lines {
			l := alignedLine{block: k, span: s, cells: cellsOf(text, s)}
			any = any || len(l.cells) > 1
			lines = append(lines, l)
		}
	}
	if !any {
		return nil
	}
	return lines
}

// hasGap is a cheap look whether a line can have a wide gap.
func hasGap(line string) bool {
	return strings.Contains(line, "\t") || strings.Contains(line, "\u3000") || strings.Contains(line, "\u00a0") || strings.Contains(line, "  ")
}

// cellsOf parts a line at its wide gaps.
func cellsOf(text string, s schema.Span) []schema.Span {
	line := s.In(text)
	if !hasGap(line) {
		return []schema.Span{s}
	}
	var out []schema.Span
	at := 0
	for _, g := range columnGap.FindAllStringIndex(line, -1) {
		if g[0] > at {
			out = append(out, schema.Span{Start: s.Start + at, End: s.Start + g[0]})
		}
		at = g[1]
	}
	if at < len(line) {
		out = append(out, schema.Span{Start: s.Start + at, End: s.End})
	}
	return out
}

// splitAligned adds blocks[i:j] to out, runs of lines that are a table as a
// table.
func splitAligned(text string, blocks []schema.Block, i, j int, lines []alignedLine, out []schema.Block) []schema.Block {
	add := func(l alignedLine) {
		if n := len(out); n > 0 && out[n-1].Kind == blocks[l.block].Kind && len(out[n-1].Lines) > 0 && l.span.Start > blocks[l.block].Lines[0].Start && out[n-1].Lines[0].Start >= blocks[l.block].Lines[0].Start {
			out[n-1].Lines = append(out[n-1].Lines, l.span)
			return
		}
		b := blocks[l.block]
		b.Lines = []schema.Span{l.span}
		out = append(out, b)
	}
	for k := 0; k < len(lines); {
		n := tableLines(text, lines[k:])
		if n == 0 {
			add(lines[k])
			k++
			continue
		}
		table := alignedTable(lines[k : k+n])
		if m := len(out); m > 0 && out[m-1].Kind != schema.TableBlock {
			if s := out[m-1].Span(); utf8.RuneCountInString(s.In(text)) <= 60 && !strings.ContainsAny(s.In(text), "。；\n") {
				table.Caption = s
			}
		}
		b := schema.Block{Kind: schema.TableBlock, Page: blocks[lines[k].block].Page, Table: table}
		for _, l := range lines[k : k+n] {
			b.Lines = append(b.Lines, l.span)
		}
		out = append(out, b)
		k += n
	}
	return out
}

// tableLines is how many of the first lines are one table: all in as many
// columns, most with figures behind the first. The first may have one less,
// where nothing heads the column of names. 0 if they are none.
func tableLines(text string, lines []alignedLine) int {
	if captionMark.MatchString(lines[0].span.In(text)) {
		return 0
	}
	first := 0
	width := len(lines[0].cells)
	if width >= 2 && len(lines) > 1 && len(lines[1].cells) == width+1 || width == 1 && len(lines) > 1 && len(lines[1].cells) == 2 && alignedHead(lines[0].span.In(text)) {
		first, width = 1, width+1
	}
	if width < 2 {
		return 0
	}
	n, values, all := 0, 0, 0
	for ; n < len(lines); n++ {
		l := lines[n]
		if n >= first && len(l.cells) != width || strings.ContainsAny(l.span.In(text), "。；") {
			break
		}
		if n > 0 && strings.Count(text[lines[n-1].span.End:l.span.Start], "\n") != 1 {
			break
		}
		for _, c := range l.cells {
			if utf8.RuneCountInString(c.In(text)) > alignedCell {
				return 0
			}
		}
		if n == 0 {
			continue
		}
		for _, c := range l.cells[1:] {
			all++
			if alignedValue.MatchString(c.In(text)) {
				values++
			}
		}
	}
	if n < alignedLines || values*2 < all {
		return 0
	}
	return n
}

// alignedHead reports whether a line by itself heads the second of two columns.
func alignedHead(s string) bool {
	return headUnit.MatchString(s) && utf8.RuneCountInString(s) <= 16 && !unitWord.MatchString(s)
}

// alignedTable makes the table of lines.
func alignedTable(lines []alignedLine) *schema.Table {
	t := &schema.Table{Rows: len(lines)}
	for r, l := range lines {
		shift := 0
		if r == 0 && len(lines) > 1 && len(l.cells) < len(lines[1].cells) {
			shift = 1
		}
		for c, s := range l.cells {
			t.Cells = append(t.Cells, schema.Cell{Row: r, Col: c + shift, RowSpan: 1, ColSpan: 1, Span: s})
			t.Cols = max(t.Cols, c+shift+1)
		}
	}
	return t
}
