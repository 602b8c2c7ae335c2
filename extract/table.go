package extract

import (
	"zhibiao/nlp"
	"zhibiao/schema"
)

// table reads a table cell by cell.
func (x *Extractor) table(r *reading, block schema.Block, out *schema.Result) {
	for _, line := range block.Lines {
		view := nlp.NewView(r.doc.Text, []schema.Span{line})
		s := x.scan(view.Text, 0, len(view.Text))
		x.rest(&binder{view: view, s: s}, s, out)
	}
}
