package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"zhibiao/schema"
)

// Xlsx reads Excel workbooks: each visible sheet is a table of what its cells
// show, the lines above and below it are text.
type Xlsx struct{}

// Format is xlsx.
func (Xlsx) Format() string { return "xlsx" }

// Accepts asks for a zip file named as Excel names them.
func (Xlsx) Accepts(name string, head []byte) bool {
	return hasPrefix(head, "PK\x03\x04") && hasSuffix(name, ".xlsx", ".xlsm", ".xltx")
}

// Read composes the sheets in their order.
func (Xlsx) Read(ctx context.Context, data []byte, name string, o Options) (*schema.Document, error) {
	// With both limits the same, no sheet is put into a file of its own.
	most := min(o.maxUnpacked(), maxWorkbook)
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: most, UnzipXMLSizeLimit: most})
	switch {
	case err != nil && strings.Contains(err.Error(), "unzip size exceeds"):
		return nil, fail(name, ErrTooLarge, fmt.Sprintf("it unpacks to more than %d bytes (--max-unpacked-size, and at most %d for a workbook)", most, int64(maxWorkbook)), "split it")
	case err != nil:
		return nil, fail(name, ErrDamaged, err.Error(), "open it in Excel and save it again")
	}
	defer book.Close()
	var parts []part
	var unread []string
	left := maxPlaces
	sheets := book.GetSheetList()
	for _, sheet := range sheets {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if shown, err := book.GetSheetVisible(sheet); err == nil && !shown {
			continue
		}
		rows, err := sheetRows(ctx, book, sheet, &left)
		switch {
		case errors.Is(err, errTooManyCells):
			return nil, fail(name, ErrTooLarge, fmt.Sprintf("sheet %s: %v", sheet, err), "delete what is empty in it, or split it")
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			unread = append(unread, sheet)
			continue
		case len(rows) == 0:
			continue
		}
		if len(sheets) > 1 && !strings.HasPrefix(sheet, "Sheet") {
			parts = append(parts, part{text: sheet, kind: schema.HeadingBlock, level: 1})
		}
		parts = append(parts, sheetParts(rows, mergedCells(book, sheet))...)
	}
	doc := &schema.Document{Encoding: "utf-8"}
	compose(doc, parts)
	if len(unread) > 0 {
		doc.Partial = "broken sheets were not read: " + strings.Join(unread, ", ")
	}
	return doc, nil
}

// What a workbook may hold: bytes it unpacks to, and places from the first to
// the last cell of each row.
const (
	maxWorkbook = 128 << 20
	maxPlaces   = 4_000_000
)

var errTooManyCells = fmt.Errorf("more than %d cells, empty ones among them", maxPlaces)

// sheetRows is what the cells of a sheet show, row by row. left is how many
// cells may still be read.
func sheetRows(ctx context.Context, book *excelize.File, sheet string, left *int) ([][]string, error) {
	rows, err := book.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out [][]string
	filled := 0
	for n := 1; rows.Next(); n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		row, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		for len(row) > 0 && strings.TrimSpace(row[len(row)-1]) == "" {
			row = row[:len(row)-1]
		}
		if *left -= len(row) + 1; *left < 0 {
			return nil, errTooManyCells
		}
		out = append(out, slices.Clip(row))
		if len(row) > 0 {
			filled = len(out)
		}
	}
	return out[:filled], rows.Error()
}

// mergedCells maps the row and column of each merged cell's corner to its
// rows and columns.
func mergedCells(book *excelize.File, sheet string) map[[2]int][2]int {
	out := map[[2]int][2]int{}
	merged, err := book.GetMergeCells(sheet)
	if err != nil {
		return out
	}
	for _, m := range merged {
		c1, r1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		c2, r2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 == nil && err2 == nil && r2 >= r1 && c2 >= c1 {
			out[[2]int{r1 - 1, c1 - 1}] = [2]int{r2 - r1 + 1, c2 - c1 + 1}
		}
	}
	return out
}

// sheetParts divides the rows of a sheet: rows with one cell at its top and
// its bottom are lines of text, the rest is a table.
func sheetParts(rows [][]string, merged map[[2]int][2]int) []part {
	var all []part
	g := &grid{}
	covered := map[[2]int]bool{}
	for at, size := range merged {
		for r := at[0]; r < min(at[0]+size[0], len(rows)); r++ {
			for c := at[1]; c < min(at[1]+size[1], at[1]+200); c++ {
				covered[[2]int{r, c}] = [2]int{r, c} != at
			}
		}
	}
	last := len(rows) - 1
	for last > 0 && filled(rows[last]) <= 1 {
		last--
	}
	for r, row := range rows {
		if n := filled(row); n <= 1 && (len(g.rows) == 0 || r > last) {
			if n == 1 {
				if r > last && len(g.rows) > 0 {
					all, g = append(all, part{table: g}), &grid{}
				}
				all = append(all, part{text: strings.Join(row, "")})
			}
			continue
		}
		var cells []gridCell
		for c, text := range row {
			if covered[[2]int{r, c}] {
				continue
			}
			size, ok := merged[[2]int{r, c}]
			if !ok {
				size = [2]int{1, 1}
			}
			cells = append(cells, gridCell{parts: []part{{text: text}}, col: c, rowSpan: size[0], colSpan: size[1]})
		}
		g.rows = append(g.rows, cells)
	}
	if len(g.rows) > 0 {
		all = append(all, part{table: g})
	}
	return all
}

// filled counts the cells of a row that show something.
func filled(row []string) int {
	n := 0
	for _, c := range row {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}
