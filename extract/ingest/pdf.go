package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// PDF reads the text layer of PDF files. Wrapped lines are re-joined, and page
// numbers and running heads set aside, by nlp.Blocks.
type PDF struct{}

// Format is pdf.
func (PDF) Format() string { return "pdf" }

// Accepts looks for the signature, which may stand behind other bytes.
func (PDF) Accepts(_ string, head []byte) bool { return bytes.Contains(head, []byte("%PDF-")) }

// Read composes the text of all pages and gives each block its page.
func (PDF) Read(ctx context.Context, data []byte, name string, _ Options) (*schema.Document, error) {
	if len(data) > maxPDF {
		return nil, fail(name, ErrTooLarge, fmt.Sprintf("a PDF of more than %d bytes", maxPDF), "split it")
	}
	pages, err := pdfPages(ctx, data)
	switch {
	case errors.Is(err, errPassword):
		return nil, fail(name, ErrEncrypted, "encrypted: it needs a password", "save a copy without one")
	case errors.Is(err, errPDFLarge):
		return nil, fail(name, ErrTooLarge, err.Error(), "split it")
	case errors.Is(err, errPDFBroken):
		return nil, fail(name, ErrDamaged, err.Error(), "download it again")
	case err != nil:
		return nil, err
	}
	doc := &schema.Document{Encoding: "utf-8"}
	var c composer
	var starts []int // of each page in the text
	blank := 0
	for _, p := range pages {
		starts = append(starts, c.text.Len())
		switch {
		case len(p.glyphs) > 0:
			c.writePage(layOutPage(p.glyphs, p.rules))
		case p.plain != "":
			c.text.WriteString(p.plain + "\n")
		default:
			blank++
		}
	}
	doc.Text = c.text.String()
	if visible(doc.Text) < 2*len(pages) {
		return nil, fail(name, ErrNoText, fmt.Sprintf("no text layer (scanned?) on its %d pages", len(pages)), "run OCR first")
	}
	if blank*2 > len(pages) && blank > 1 {
		doc.Partial = fmt.Sprintf("%d of %d pages have no text layer (scanned?)", blank, len(pages))
	}
	doc.Blocks = nlp.BlocksMarked(doc.Text, c.marks)
	for i := range doc.Blocks {
		at := doc.Blocks[i].Lines[0].Start
		doc.Blocks[i].Page = sort.SearchInts(starts, at+1)
	}
	return doc, nil
}

// tidyPage normalises what PDF producers do to text: line ends, look-alikes of
// ideographs, hyphens that mark a wrapped word, invisible characters.
func tidyPage(text string) string {
	text = lineEnds.Replace(text)
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\u0002' || r == '\ufffe' || r == '\uffff': // a soft hyphen at a line end
			return -1
		case r == '\f' || r == '\v':
			return '\n'
		case 0x2F00 <= r && r <= 0x2FDF || 0x2E80 <= r && r <= 0x2EFF || 0xF900 <= r && r <= 0xFAFF:
			if s := []rune(norm.NFKC.String(string(r))); len(s) == 1 {
				return s[0]
			}
		}
		return printable(r)
	}, text)
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRightFunc(l, unicode.IsSpace)
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
