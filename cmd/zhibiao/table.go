package main

import (
	"io"
	"slices"
	"strings"

	"github.com/rivo/uniseg"
)

// A textTable lines up cells in columns; a Chinese character is two wide.
type textTable struct{ head, rows [][]string }

// newTable is a table with a head.
func newTable(head ...string) *textTable { return &textTable{head: [][]string{head}} }

func (t *textTable) add(cells ...string) { t.rows = append(t.rows, cells) }

// print writes the table with two spaces between columns and indent before
// each line. Columns that are empty below the head are left out.
func (t *textTable) print(w io.Writer, indent string) error {
	var widths []int
	var used []bool
	rows := slices.Concat(t.head, t.rows)
	for i, row := range rows {
		for c, cell := range row {
			if c == len(widths) {
				widths, used = append(widths, 0), append(used, false)
			}
			widths[c] = max(widths[c], uniseg.StringWidth(cell))
			used[c] = used[c] || i >= len(t.head) && cell != ""
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line := indent
		for c, cell := range row {
			if used[c] {
				line += cell + strings.Repeat(" ", widths[c]-uniseg.StringWidth(cell)+2)
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// shorten cuts s to a width, with an ellipsis where something was cut.
func shorten(s string, width int) string {
	if uniseg.StringWidth(s) <= width {
		return s
	}
	out := ""
	for _, r := range s {
		if uniseg.StringWidth(out+string(r)) > width-1 {
			break
		}
		out += string(r)
	}
	return out + "…"
}
