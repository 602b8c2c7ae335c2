package panel

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// WriteXLSX writes sheets as one workbook: a head of Chinese labels over the
// names of columns, both kept in view, and a filter on every column. The error
// is that of w, or of a sheet with more rows than a workbook can hold.
func WriteXLSX(w io.Writer, sheets ...*Sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EDF3"}}})
	if err != nil {
		return err
	}
	for i, s := range sheets {
		if i == 0 {
			err = f.SetSheetName("Sheet1", s.Name)
		} else {
			_, err = f.NewSheet(s.Name)
		}
		if err == nil {
			err = fillSheet(f, s, bold)
		}
		if err != nil {
			return fmt.Errorf("sheet %s: %w", s.Name, err)
		}
	}
	return f.Write(w)
}

func fillSheet(f *excelize.File, s *Sheet, bold int) error {
	sw, err := f.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	for i, c := range s.Columns {
		if err := sw.SetColWidth(i+1, i+1, columnWidth(c.Name)); err != nil {
			return err
		}
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	labels, names := make([]any, len(s.Columns)), make([]any, len(s.Columns))
	for i, c := range s.Columns {
		labels[i] = excelize.Cell{StyleID: bold, Value: c.Label}
		names[i] = excelize.Cell{StyleID: bold, Value: c.Name}
	}
	if err := sw.SetRow("A1", labels); err != nil {
		return err
	}
	if err := sw.SetRow("A2", names); err != nil {
		return err
	}
	for i, row := range s.Rows {
		cells := make([]any, len(row))
		for c, cell := range row {
			cells[c] = xlsxCell(cell)
		}
		if err := sw.SetRow(fmt.Sprintf("A%d", i+3), cells); err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(len(s.Columns), len(s.Rows)+2)
	if err != nil {
		return err
	}
	if err := f.AutoFilter(s.Name, "A2:"+last, nil); err != nil { // before Flush, which writes it
		return err
	}
	return sw.Flush()
}

// xlsxCell writes lists as lines of one cell.
func xlsxCell(cell any) any {
	switch v := cell.(type) {
	case []string:
		return strings.Join(v, "\n")
	case []int32:
		return strings.Trim(fmt.Sprint(v), "[]")
	}
	return cell
}

// columnWidth is enough for most cells of a column, in characters.
func columnWidth(name string) float64 {
	if strings.Contains(name, "sentence") || strings.Contains(name, "sources") {
		return 40
	}
	return float64(max(10, min(24, len(name)+2)))
}
