package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
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
	doc := &schema.Document{Encoding: "utf-8"}
	w := &docxReader{ctx: ctx, numbers: &numberer{}}
	for _, p := range []struct {
		path string
		load func([]byte) error
	}{{"word/styles.xml", w.loadStyles}, {"word/numbering.xml", w.numbers.load}} {
		b, err := pkg.read(p.path)
		if err == nil && b != nil {
			err = p.load(b)
		}
		switch {
		case errors.Is(err, ErrTooLarge):
			return nil, err
		case err != nil:
			doc.Partial = fmt.Sprintf("%s could not be read: %v", p.path, err)
		}
	}
	parts, err := w.body(body)
	if err != nil {
		return nil, xmlFault(ctx, name, "word/document.xml", err)
	}
	for _, kind := range []string{"footnotes", "endnotes"} {
		b, err := pkg.read("word/" + kind + ".xml")
		if err == nil && b != nil {
			var notes []part
			notes, err = w.notes(b)
			parts = append(parts, notes...)
		}
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.Is(err, ErrTooLarge):
			return nil, err
		case err != nil:
			doc.Partial = fmt.Sprintf("its %s could not be read: %v", kind, err)
		}
	}
	compose(doc, parts)
	return doc, nil
}

// A zipPackage is the files of an Office document, with a limit on what they
// unpack to.
type zipPackage struct {
	name  string
	files map[string]*zip.File
	most  int64 // bytes that it may unpack to
	left  int64 // of these
}

// xmlFault is the error of a part of an Office document that cannot be read.
func xmlFault(ctx context.Context, name, path string, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errTooManyElements):
		return fail(name, ErrTooLarge, path+": "+err.Error(), "split it")
	}
	return fail(name, ErrDamaged, path+": broken XML: "+err.Error(), "open it and save it again")
}

// openPackage opens the zip file of an Office document.
func openPackage(data []byte, name string, o Options) (*zipPackage, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fail(name, ErrDamaged, "not a whole zip file: "+err.Error(), "download it again")
	}
	p := &zipPackage{name: name, files: map[string]*zip.File{}, most: o.maxUnpacked(), left: o.maxUnpacked()}
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
	b, err := inflate(f, p.left)
	if errors.Is(err, ErrTooLarge) {
		return nil, fail(p.name, ErrTooLarge, fmt.Sprintf("it unpacks to more than %d bytes (--max-unpacked-size)", p.most), "check where it comes from, or allow more")
	}
	if err != nil {
		return nil, fail(p.name, ErrDamaged, path+": "+err.Error(), "download it again")
	}
	p.left -= int64(len(b))
	return b, nil
}
