package ingest

import (
	"context"
	"path"
	"sort"
	"strconv"
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// OFD reads the fixed-layout format of GB/T 33190. Like a PDF it says where
// each character stands; lines, paragraphs and tables are found from that.
type OFD struct{}

// Format is ofd.
func (OFD) Format() string { return "ofd" }

// Accepts asks for a zip file named so.
func (OFD) Accepts(name string, head []byte) bool {
	return hasPrefix(head, "PK\x03\x04") && hasSuffix(name, ".ofd")
}

// Read composes the pages in their order.
func (OFD) Read(ctx context.Context, data []byte, name string, o Options) (*schema.Document, error) {
	pkg, err := openPackage(data, name, o)
	if err != nil {
		return nil, err
	}
	root, err := pkg.tree(ctx, "OFD.xml")
	if err != nil {
		return nil, err
	}
	if root == nil {
		return nil, fail(name, ErrDamaged, "no OFD.xml in it: not an OFD document", "download it again")
	}
	var c composer
	var starts []int
	for _, body := range root.child("OFD").all("DocBody") {
		docRoot := strings.TrimPrefix(strings.TrimSpace(body.child("DocRoot").content()), "/")
		tree, err := pkg.tree(ctx, docRoot)
		if err != nil {
			return nil, err
		}
		for _, p := range tree.at("Document", "Pages").all("Page") {
			loc := p.attrs.get("BaseLoc")
			if !strings.HasPrefix(loc, "/") {
				loc = path.Join(path.Dir(docRoot), loc)
			}
			page, err := pkg.tree(ctx, strings.TrimPrefix(loc, "/"))
			if err != nil {
				return nil, err
			}
			starts = append(starts, c.text.Len())
			if glyphs := ofdGlyphs(page, 0, 0, 0); len(glyphs) > 0 {
				c.writePage(layOutPage(glyphs, ofdRules(page, nil, 0)))
			}
		}
	}
	doc := &schema.Document{Encoding: "utf-8", Text: c.text.String()}
	if strings.TrimSpace(doc.Text) == "" {
		return nil, fail(name, ErrNoText, "no text layer (scanned?)", "run OCR first")
	}
	doc.Blocks = nlp.BlocksMarked(doc.Text, c.marks)
	for i := range doc.Blocks {
		doc.Blocks[i].Page = sort.SearchInts(starts, doc.Blocks[i].Lines[0].Start+1)
	}
	return doc, nil
}

// tree reads and parses one file of a package; nil if there is none.
func (p *zipPackage) tree(ctx context.Context, name string) (*xmlNode, error) {
	b, err := p.read(name)
	if err != nil || b == nil {
		return nil, err
	}
	n, err := parseXML(ctx, b)
	if err != nil {
		return nil, xmlFault(ctx, p.name, name, err)
	}
	return n, nil
}

// millimetre is one in points, in which pages are laid out.
const millimetre = 72 / 25.4

// ofdGlyphs lists the characters below n. x and y are where the enclosing
// object stands, in millimetres from the upper left corner; y is turned around
// for layOut, which counts upward.
func ofdGlyphs(n *xmlNode, x, y float64, depth int) []glyph {
	var out []glyph
	if n == nil || depth > maxDepth {
		return nil
	}
	for _, c := range n.nodes {
		if c.name != "TextObject" {
			out = append(out, ofdGlyphs(c, x, y, depth+1)...)
			continue
		}
		size := number(c.attrs.get("Size"), 4)
		box := numbers(c.attrs.get("Boundary"))
		if len(box) < 4 {
			continue
		}
		scale, shift := [2]float64{1, 1}, [2]float64{}
		if m := numbers(c.attrs.get("CTM")); len(m) == 6 {
			if m[1] != 0 || m[2] != 0 {
				continue // turned: a watermark
			}
			scale, shift = [2]float64{m[0], m[3]}, [2]float64{m[4], m[5]}
		}
		for _, code := range c.all("TextCode") {
			out = append(out, textCode(code, x+box[0]+shift[0], y+box[1]+shift[1], size, scale)...)
		}
	}
	return out
}

// textCode lists the characters of one TextCode, each DeltaX from the last.
func textCode(code *xmlNode, x, y, size float64, scale [2]float64) []glyph {
	var out []glyph
	deltas := deltaValues(code.attrs.get("DeltaX"))
	at := number(code.attrs.get("X"), 0)
	base := -(y + number(code.attrs.get("Y"), 0)*scale[1])
	em := size * scale[1]
	spaced := false
	for i, r := range []rune(strings.Trim(code.text, "\r\n")) {
		w := size
		if r < 0x2000 {
			w = size / 2
		}
		if r == ' ' {
			spaced = true
		} else if s := tidyPage(string(r)); s != "" {
			left := x + at*scale[0]
			out = append(out, glyph{[]rune(s)[0], (left + 0.05*em) * millimetre, (left + w*scale[0] - 0.05*em) * millimetre,
				(base + 0.8*em) * millimetre, (base - 0.1*em) * millimetre, spaced})
			spaced = false
		}
		if i < len(deltas) {
			at += deltas[i]
		} else {
			at += w
		}
	}
	return out
}

// deltaValues reads a list of distances in which "g 3 4.2" stands for three
// times 4.2.
func deltaValues(s string) []float64 {
	var out []float64
	f := strings.Fields(s)
	for i := 0; i < len(f); i++ {
		if f[i] == "g" && i+2 < len(f) {
			for range min(max(atoi(f[i+1], 0), 0), 10_000) {
				out = append(out, number(f[i+2], 0))
			}
			i += 2
			continue
		}
		out = append(out, number(f[i], 0))
	}
	return out
}

func numbers(s string) []float64 {
	var out []float64
	for _, f := range strings.Fields(s) {
		out = append(out, number(f, 0))
	}
	return out
}

func number(s string, otherwise float64) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v != v || v > 1e6 || v < -1e6 {
		return otherwise
	}
	return v
}

// content is the text of n, "" on nil.
func (n *xmlNode) content() string {
	if n == nil {
		return ""
	}
	return n.text
}
