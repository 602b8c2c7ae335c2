package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// partYears finds where a file that holds the communiques of several years
// begins the next one: at a heading 一、 after later ones. The result maps the
// index of that block to the year that the part names most.
func partYears(doc *schema.Document, blocks []schema.Block) map[int]int {
	if doc.Kind != schema.Communique {
		return nil
	}
	var starts []int
	later := false // a heading 四、 stood since the last start
	for i, b := range blocks {
		if b.Kind != schema.HeadingBlock || b.Level != 1 {
			continue
		}
		text := nlp.NewView(doc.Text, b.Lines).Text
		switch {
		case !strings.HasPrefix(text, "一、"):
			later = later || strings.HasPrefix(text, "四、")
		case len(starts) == 0 || later:
			starts, later = append(starts, i), false
		}
	}
	if len(starts) < 2 {
		return nil
	}
	years := map[int]int{}
	for k, from := range starts {
		to := len(blocks)
		if k+1 < len(starts) {
			to = starts[k+1]
		}
		var texts []string
		for _, b := range blocks[from:to] {
			if b.Kind != schema.NoteBlock {
				texts = append(texts, b.Span().In(doc.Text))
			}
		}
		if y := commonYear(texts); y > 0 {
			years[from] = y
		}
	}
	return years
}
