package ingest

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readTable reads a table element; nil if it has no rows.
func readTable(table *html.Node, depth int) *grid {
	if depth > maxDepth/4 {
		return nil
	}
	g := &grid{}
	var rows func(n *html.Node, head bool)
	rows = func(n *html.Node, head bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Thead:
				rows(c, true)
			case atom.Tbody, atom.Tfoot:
				rows(c, false)
			case atom.Tr:
				if row := readRow(c, head, depth); len(row) > 0 {
					g.rows = append(g.rows, row)
				}
			case atom.Caption:
				w := &htmlWalker{}
				w.block(c, depth+1)
				w.flush("", 0)
				g.rows = append([][]gridCell{{{parts: w.parts, rowSpan: 1, colSpan: 200}}}, g.rows...)
			}
		}
	}
	rows(table, false)
	if len(g.rows) == 0 {
		return nil
	}
	place(g.rows)
	return g
}

func readRow(tr *html.Node, head bool, depth int) []gridCell {
	var row []gridCell
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		w := &htmlWalker{}
		w.block(c, depth+4)
		w.flush("", 0)
		row = append(row, gridCell{parts: w.parts, rowSpan: span(c, "rowspan"), colSpan: span(c, "colspan"), header: head || c.DataAtom == atom.Th})
	}
	return row
}

func span(n *html.Node, key string) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(n, key)))
	if err != nil || v < 1 {
		return 1
	}
	return v
}
