package ingest

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"zhibiao/nlp"
)

func TestDump(t *testing.T) {
	f := os.Getenv("DUMP")
	if f == "" {
		t.Skip()
	}
	docs, err := Read(context.Background(), f, Options{})
	fmt.Println(err)
	for _, d := range docs {
		fmt.Printf("%s %s %q pub=%q q=%.3f partial=%q bytes=%d text=%d blocks=%d\n", d.Format, d.Encoding, d.Title, d.Publisher, d.Quality, d.Partial, d.Bytes, len(d.Text), len(d.Blocks))
		for _, b := range d.Blocks {
			v := []rune(nlp.NewView(d.Text, b.Lines).Text)
			s := string(v)
			if len(v) > 70 && os.Getenv("FULL") == "" {
				s = string(v[:35]) + " … " + string(v[len(v)-30:])
			}
			x := ""
			if b.Table != nil {
				x = fmt.Sprintf("%dx%d cap=%q", b.Table.Rows, b.Table.Cols, b.Table.Caption.In(d.Text))
				s = ""
				for i, c := range b.Table.Cells {
					if i > 60 {
						break
					}
					s += fmt.Sprintf(" %d,%d", c.Row, c.Col)
					if c.RowSpan > 1 || c.ColSpan > 1 {
						s += fmt.Sprintf("(%dx%d)", c.RowSpan, c.ColSpan)
					}
					if c.Header {
						s += "h"
					}
					s += "=" + c.Span.In(d.Text)
				}
			}
			fmt.Printf("%-9s %d p%d n=%d %4d %s %s\n", b.Kind, b.Level, b.Page, len(b.Lines), len(v), x, strings.ReplaceAll(s, "\t", "⇥"))
		}
	}
}
