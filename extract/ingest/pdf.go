package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sort"
	"strconv"
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
	var blank, garbled, broken []int
	for i, p := range pages {
		starts = append(starts, c.text.Len())
		switch {
		case len(p.glyphs) > 0:
			c.writePage(layOutPage(p.glyphs, p.rules))
			if len(p.other) > 0 {
				c.writePage(layOutPage(p.other, nil))
			}
		case p.plain != "":
			c.text.WriteString(p.plain + "\n")
		case p.broken:
			broken = append(broken, i+1)
		case p.picture && i > 0 && i < len(pages)-1, len(pages) < 3: // covers may be pictures
			blank = append(blank, i+1)
		}
		if text := c.text.String()[starts[i]:]; visible(text) >= 40 && Quality(text) < minQuality {
			garbled = append(garbled, i+1)
		}
	}
	doc.Text = c.text.String()
	if len(broken) > 0 && len(broken) == len(pages) {
		return nil, fail(name, ErrDamaged, "its pages are broken, or too large for the PDF reader", "open it in a PDF program and save it again")
	}
	if visible(doc.Text) < 2*len(pages) {
		return nil, fail(name, ErrNoText, fmt.Sprintf("no text layer (scanned?) on its %d pages", len(pages)), "run OCR first")
	}
	switch {
	case len(broken) > 0:
		doc.Partial = fmt.Sprintf("%s of %d: broken, or too large for the PDF reader", pageList(broken), len(pages))
	case len(blank) > 0:
		doc.Partial = fmt.Sprintf("%s of %d: no text layer (scanned?)", pageList(blank), len(pages))
	case len(garbled) > 0:
		doc.Partial = fmt.Sprintf("%s of %d: the text looks garbled (fonts without an encoding?)", pageList(garbled), len(pages))
	}
	doc.Blocks = nlp.BlocksMarked(doc.Text, c.marks)
	for i := range doc.Blocks {
		at := doc.Blocks[i].Lines[0].Start
		doc.Blocks[i].Page = sort.SearchInts(starts, at+1)
	}
	return doc, nil
}

// pageList writes page numbers, the first ten of many.
func pageList(pages []int) string {
	var out []string
	for _, p := range pages[:min(len(pages), 10)] {
		out = append(out, strconv.Itoa(p))
	}
	if len(pages) > 10 {
		out = append(out, "…")
	}
	return "pages " + strings.Join(out, ", ")
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
