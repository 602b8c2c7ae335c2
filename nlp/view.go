// Package nlp holds pure functions on text: folding, blocks and sentences,
// words, patterns, numbers, quantities and periods.
package nlp

import (
	"sort"
	"strings"

	"zhibiao/schema"
)

// A View is text as it is read: lines joined, full-width digits and letters
// folded, stray spaces dropped. It knows where each byte of it stands in the
// document.
type View struct {
	Text   string
	pieces []piece  // ascending in view and in document
	one    [1]piece // the memory of pieces where there is one, as mostly
}

// A piece is a run of the view and the run of the document it stands for. The
// two differ in length only where a character was folded; such a piece is one
// character long.
type piece struct {
	view, viewLen int
	doc, docLen   int
}

// Span maps the half-open byte range [start, end) of the view to the document.
// An empty range maps to an empty range.
func (v *View) Span(start, end int) schema.Span {
	if len(v.pieces) == 0 {
		return schema.Span{}
	}
	if end <= start {
		s := v.start(start)
		return schema.Span{Start: s, End: s}
	}
	return schema.Span{Start: v.start(start), End: v.end(end)}
}

// start maps a view offset that begins something.
func (v *View) start(off int) int {
	i := sort.Search(len(v.pieces), func(i int) bool { return v.pieces[i].view > off }) - 1
	if i < 0 {
		i = 0
	}
	p := v.pieces[i]
	if d := off - p.view; d <= 0 {
		return p.doc
	} else if p.viewLen == p.docLen && d < p.viewLen {
		return p.doc + d
	} else if d < p.viewLen {
		return p.doc
	}
	return p.doc + p.docLen
}

// end maps a view offset that ends something: the place behind the last
// character before it.
func (v *View) end(off int) int {
	i := sort.Search(len(v.pieces), func(i int) bool { return v.pieces[i].view >= off }) - 1
	if i < 0 {
		return v.pieces[0].doc
	}
	p := v.pieces[i]
	if d := off - p.view; d < p.viewLen && p.viewLen == p.docLen {
		return p.doc + d
	}
	return p.doc + p.docLen
}

// A ViewBuilder makes a View piece by piece, in document order.
type ViewBuilder struct {
	sb     strings.Builder
	pieces []piece
}

// Copy adds text that stands at doc unchanged.
func (b *ViewBuilder) Copy(text string, doc int) {
	if text == "" {
		return
	}
	if n := len(b.pieces); n > 0 {
		p := &b.pieces[n-1]
		if p.viewLen == p.docLen && p.doc+p.docLen == doc {
			p.viewLen += len(text)
			p.docLen += len(text)
			b.sb.WriteString(text)
			return
		}
	}
	b.pieces = append(b.pieces, piece{b.sb.Len(), len(text), doc, len(text)})
	b.sb.WriteString(text)
}

// Fold adds text that stands for the docLen bytes at doc.
func (b *ViewBuilder) Fold(text string, doc, docLen int) {
	if len(text) == docLen {
		b.Copy(text, doc)
		return
	}
	b.pieces = append(b.pieces, piece{b.sb.Len(), len(text), doc, docLen})
	b.sb.WriteString(text)
}

// View returns the finished view.
func (b *ViewBuilder) View() *View { return &View{Text: b.sb.String(), pieces: b.pieces} }
