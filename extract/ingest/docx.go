package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"zhibiao/schema"
)

// Docx reads Word documents (Office Open XML): paragraphs with their automatic
// numbers written out, tables with merged cells, text boxes, footnotes.
// Insertions under review are read, deletions are not.
type Docx struct{}

// Format is docx.
func (Docx) Format() string { return "docx" }

// Accepts asks for a zip file named as Word names them.
func (Docx) Accepts(name string, head []byte) bool {
	return hasPrefix(head, "PK\x03\x04") && hasSuffix(name, ".docx", ".docm", ".dotx") ||
		hasPrefix(head, "PK\x03\x04") && bytes.Contains(head, []byte("word/"))
}

// Read reads the body, then the footnotes and endnotes it refers to.
func (Docx) Read(ctx context.Context, data []byte, name string, o Options) (*schema.Document, error) {
	pkg, err := openPackage(data, name, o)
	if err != nil {
		return nil, err
	}
	body, err := pkg.read("word/document.xml")
	if err != nil {
		return nil, err
	}
	if body == nil {
		return nil, fail(name, ErrDamaged, "no word/document.xml in it: not a Word document", "open it and save it as docx")
	}
	w := &docxReader{ctx: ctx, numbers: &numberer{}}
	for _, p := range []struct {
		path string
		load func([]byte) error
	}{{"word/styles.xml", w.loadStyles}, {"word/numbering.xml", w.numbers.load}} {
		b, err := pkg.read(p.path)
		if err == nil && b != nil {
			err = p.load(b)
		}
		if errors.Is(err, ErrTooLarge) {
			return nil, err
		}
	}
	parts, err := w.body(body)
	if err != nil {
		return nil, fail(name, ErrDamaged, "broken XML: "+err.Error(), "open it in Word and save it again")
	}
	for _, kind := range []string{"footnotes", "endnotes"} {
		if b, err := pkg.read("word/" + kind + ".xml"); err == nil && b != nil {
			parts = append(parts, w.notes(b)...)
		}
	}
	doc := &schema.Document{Encoding: "utf-8"}
	compose(doc, parts)
	return doc, nil
}

// A zipPackage is the files of an Office document, with a limit on what they
// unpack to.
type zipPackage struct {
	name  string
	files map[string]*zip.File
	left  int64 // bytes that may still be unpacked
}

// openPackage opens the zip file of an Office document.
func openPackage(data []byte, name string, o Options) (*zipPackage, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fail(name, ErrDamaged, "not a whole zip file: "+err.Error(), "download it again")
	}
	p := &zipPackage{name: name, files: map[string]*zip.File{}, left: o.maxBytes()}
	for _, f := range z.File {
		p.files[strings.ReplaceAll(strings.TrimPrefix(f.Name, "/"), `\`, "/")] = f
	}
	return p, nil
}

// read unpacks one file; nil if there is none of that name.
func (p *zipPackage) read(path string) ([]byte, error) {
	f := p.files[path]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, fail(p.name, ErrDamaged, path+": "+err.Error(), "download it again")
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, p.left+1))
	if int64(len(b)) > p.left {
		return nil, fail(p.name, ErrTooLarge, fmt.Sprintf("%s unpacks to more than allowed", path), "check where it comes from")
	}
	if err != nil {
		return nil, fail(p.name, ErrDamaged, path+": "+err.Error(), "download it again")
	}
	p.left -= int64(len(b))
	return b, nil
}

// An xmlNode is an element with its attributes by local name, its elements and
// its text.
type xmlNode struct {
	name  string
	attrs map[string]string
	nodes []*xmlNode
	text  string
}

// parseXML reads a whole document as a tree, with a limit on its depth.
func parseXML(ctx context.Context, data []byte) (*xmlNode, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	root := &xmlNode{}
	stack := []*xmlNode{root}
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		tok, err := dec.RawToken()
		if err == io.EOF {
			if len(stack) > 1 {
				return root, errors.New("it ends in the middle")
			}
			return root, nil
		}
		if err != nil {
			return root, err
		}
		top := stack[len(stack)-1]
		switch t := tok.(type) {
		case xml.StartElement:
			e := &xmlNode{name: t.Name.Local}
			if len(t.Attr) > 0 {
				e.attrs = make(map[string]string, len(t.Attr))
				for _, a := range t.Attr {
					e.attrs[a.Name.Local] = a.Value
				}
			}
			top.nodes = append(top.nodes, e)
			if stack = append(stack, e); len(stack) > 500 {
				return nil, errors.New("elements nest too deep")
			}
		case xml.EndElement:
			if len(stack) > 1 {
				stack = stack[:len(stack)-1]
			}
		case xml.CharData:
			if len(stack) > 1 {
				top.text += string(t)
			}
		}
	}
}

// child is the first element of the given name, nil if there is none.
func (n *xmlNode) child(name string) *xmlNode {
	if n == nil {
		return nil
	}
	for _, c := range n.nodes {
		if c.name == name {
			return c
		}
	}
	return nil
}

// at follows names downward; nil where one is missing.
func (n *xmlNode) at(names ...string) *xmlNode {
	for _, name := range names {
		n = n.child(name)
	}
	return n
}

// val is the w:val attribute, "" on nil.
func (n *xmlNode) val() string {
	if n == nil {
		return ""
	}
	return n.attrs["val"]
}

// on reports whether a switch such as w:b is there and not off.
func (n *xmlNode) on() bool {
	return n != nil && n.val() != "0" && n.val() != "false" && n.val() != "none" && n.val() != "off"
}
