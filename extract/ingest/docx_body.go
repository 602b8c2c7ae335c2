package ingest

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"zhibiao/schema"
)

// A docxStyle is what a paragraph style says that matters here.
type docxStyle struct {
	name, basedOn string
	outline       int // heading level from 0; -1 if none
	numID, level  string
}

// A docxReader turns the XML of a Word document into parts.
type docxReader struct {
	ctx     context.Context
	styles  map[string]docxStyle
	numbers *numberer
	boxes   []part // text boxes of the paragraph being read
}

func (w *docxReader) loadStyles(data []byte) error {
	root, err := parseXML(w.ctx, data)
	if err != nil {
		return err
	}
	w.styles = map[string]docxStyle{}
	for _, s := range root.child("styles").all("style") {
		st := docxStyle{name: strings.ToLower(s.child("name").val()), basedOn: s.child("basedOn").val(), outline: -1}
		if o := s.at("pPr", "outlineLvl"); o != nil {
			st.outline = atoi(o.val(), -1)
		}
		st.numID, st.level = s.at("pPr", "numPr", "numId").val(), s.at("pPr", "numPr", "ilvl").val()
		w.styles[s.attrs.get("styleId")] = st
	}
	return nil
}

// style is the style of the given id with what it inherits.
func (w *docxReader) style(id string) docxStyle {
	out := docxStyle{outline: -1}
	for range 20 {
		s, ok := w.styles[id]
		if !ok {
			break
		}
		if out.name == "" {
			out.name = s.name
		}
		if out.outline < 0 {
			out.outline = s.outline
		}
		if out.numID == "" {
			out.numID, out.level = s.numID, s.level
		}
		id = s.basedOn
	}
	return out
}

func (w *docxReader) body(data []byte) ([]part, error) {
	root, err := parseXML(w.ctx, data)
	if err != nil {
		return nil, err
	}
	return w.blocks(root.at("document", "body"), 0), nil
}

// blocks reads the paragraphs and tables in n.
func (w *docxReader) blocks(n *xmlNode, depth int) []part {
	if n == nil || depth > maxDepth/4 {
		return nil
	}
	var out []part
	for _, c := range n.nodes {
		switch c.name {
		case "p":
			out = append(out, w.paragraph(c)...)
		case "tbl":
			if g := w.table(c, depth); len(g.rows) > 0 {
				out = append(out, part{table: g})
			}
		case "sdt":
			out = append(out, w.blocks(c.child("sdtContent"), depth+1)...)
		case "AlternateContent":
			out = append(out, w.blocks(alternative(c), depth+1)...)
		case "ins", "moveTo", "customXml", "smartTag":
			out = append(out, w.blocks(c, depth+1)...)
		}
	}
	return out
}

// paragraph reads a paragraph, and after it the text boxes anchored in it.
func (w *docxReader) paragraph(p *xmlNode) []part {
	outer := w.boxes
	w.boxes = nil
	var sb strings.Builder
	w.runs(p, &sb, 0)
	boxes := w.boxes
	w.boxes = outer
	props := p.child("pPr")
	st := w.style(props.child("pStyle").val())
	text := sb.String()
	if strings.TrimSpace(text) == "" {
		return boxes
	}
	numID, level := st.numID, st.level
	if np := props.child("numPr"); np != nil {
		if id := np.child("numId"); id != nil {
			numID = id.val()
		}
		if l := np.child("ilvl"); l != nil {
			level = l.val()
		}
	}
	text = joinNumber(w.numbers.next(numID, atoi(level, 0)), text)
	if o := props.child("outlineLvl"); o != nil {
		st.outline = atoi(o.val(), st.outline)
	}
	return append([]part{styled(text, st)}, boxes...)
}

// joinNumber puts an automatic number before its paragraph; 1. stays apart
// from a digit, which would make it 1.5.
func joinNumber(number, text string) string {
	text = strings.TrimLeft(text, " \t\u3000")
	if number != "" && text != "" && isASCIIDigit(number[len(number)-1], '.') && isASCIIDigit(text[0], '0') {
		return number + " " + text
	}
	return number + text
}

func isASCIIDigit(c, other byte) bool { return '0' <= c && c <= '9' || c == other }

// styled is a paragraph with the kind that its style says. A heading with its
// number is left to be judged by it.
func styled(text string, st docxStyle) part {
	p := part{text: text}
	short := len([]rune(text)) <= 60 && !strings.ContainsAny(text, "。；")
	switch {
	case strings.HasPrefix(st.name, "toc"):
		p.kind = schema.FurnitureBlock
	case st.name == "title" && short:
		p.kind = schema.TitleBlock
	case st.name == "footnote text" || st.name == "endnote text":
		p.kind = schema.NoteBlock
	case st.outline >= 0 && st.outline < 9 && short && !startsNumbered(strings.TrimSpace(text)):
		p.kind, p.level = schema.HeadingBlock, min(st.outline+1, 5)
	}
	return p
}

// runs adds the text of a paragraph's runs to sb.
func (w *docxReader) runs(n *xmlNode, sb *strings.Builder, depth int) {
	if n == nil || depth > maxDepth {
		return
	}
	for _, c := range n.nodes {
		switch c.name {
		case "pPr", "rPr", "del", "moveFrom", "instrText", "delText", "rt", "fldData", "softHyphen", "lastRenderedPageBreak", "annotationRef":
		case "r":
			if !c.at("rPr", "vanish").on() {
				w.runs(c, sb, depth+1)
			}
		case "t":
			if n.name != "txbxContent" {
				sb.WriteString(c.text)
			}
		case "tab", "ptab":
			sb.WriteByte('\t')
		case "br", "cr":
			sb.WriteByte('\n')
		case "noBreakHyphen":
			sb.WriteByte('-')
		case "AlternateContent":
			w.runs(alternative(c), sb, depth+1)
		case "txbxContent":
			w.boxes = append(w.boxes, w.blocks(c, depth/4+1)...)
		default:
			w.runs(c, sb, depth+1)
		}
	}
}

// alternative is the one of two forms of the same content to read: the first
// that has text.
func alternative(n *xmlNode) *xmlNode {
	for _, c := range n.nodes {
		if (c.name == "Choice" || c.name == "Fallback") && c.hasText() {
			return c
		}
	}
	return nil
}

func (n *xmlNode) hasText() bool {
	if n.name == "t" && strings.TrimSpace(n.text) != "" {
		return true
	}
	for _, c := range n.nodes {
		if c.hasText() {
			return true
		}
	}
	return false
}

// table reads a table; vertically merged cells become one with a row span.
func (w *docxReader) table(t *xmlNode, depth int) *grid {
	g := &grid{}
	above := map[int][2]int{} // by column, the row and index of the merged cell that reaches down
	for _, tr := range t.flat("tr") {
		if tr.at("trPr", "del") != nil {
			continue
		}
		var row []gridCell
		col := min(max(atoi(tr.at("trPr", "gridBefore").val(), 0), 0), 200)
		header := tr.at("trPr", "tblHeader").on()
		for _, tc := range tr.flat("tc") {
			props := tc.child("tcPr")
			width := min(max(atoi(props.child("gridSpan").val(), 1), 1), 200)
			merge := props.child("vMerge")
			if at, ok := above[col]; merge != nil && merge.val() != "restart" && ok {
				g.rows[at[0]][at[1]].rowSpan = len(g.rows) - at[0] + 1
				col += width
				continue
			}
			delete(above, col)
			if merge != nil {
				above[col] = [2]int{len(g.rows), len(row)}
			}
			row = append(row, gridCell{parts: w.blocks(tc, depth+1), col: col, rowSpan: 1, colSpan: width, header: header})
			col += width
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// notes reads footnotes.xml or endnotes.xml: one note a line, [1] and so on.
func (w *docxReader) notes(data []byte) ([]part, error) {
	root, err := parseXML(w.ctx, data)
	if err != nil || len(root.nodes) == 0 {
		return nil, err
	}
	var out []part
	for _, n := range root.nodes[len(root.nodes)-1].nodes {
		if n.name != "footnote" && n.name != "endnote" || n.attrs.get("type") != "" && n.attrs.get("type") != "normal" {
			continue
		}
		if text := flat(w.blocks(n, 0)); text != "" {
			out = append(out, part{text: fmt.Sprintf("[%d] %s", len(out)+1, text), kind: schema.NoteBlock})
		}
	}
	return out, nil
}

// all are the elements of the given name in n.
func (n *xmlNode) all(name string) []*xmlNode {
	var out []*xmlNode
	if n != nil {
		for _, c := range n.nodes {
			if c.name == name {
				out = append(out, c)
			}
		}
	}
	return out
}

// flat is all, also within content controls and accepted insertions.
func (n *xmlNode) flat(name string) []*xmlNode {
	var out []*xmlNode
	for _, c := range n.nodes {
		switch c.name {
		case name:
			out = append(out, c)
		case "sdt", "sdtContent", "ins", "moveTo", "customXml":
			out = append(out, c.flat(name)...)
		}
	}
	return out
}

func atoi(s string, otherwise int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return otherwise
	}
	return n
}
