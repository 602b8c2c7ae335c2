package ingest

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zhibiao/schema"
)

// HTML reads web pages: the main text without the furniture of the site, with
// data tables as tables and layout tables as the text in them.
type HTML struct{}

// Format is html.
func (HTML) Format() string { return "html" }

// Accepts goes by the extension, or by how the file begins.
func (HTML) Accepts(name string, head []byte) bool {
	if hasSuffix(name, ".html", ".htm", ".shtml", ".xhtml") {
		return true
	}
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	return hasPrefix(start, "<!doctype html", "<html", "<head", "<meta", "<body", "<table")
}

// How many bytes and elements a page may have. An element takes some 300 bytes
// of memory.
const (
	maxHTML = 16 << 20
	maxTags = 500_000
)

var metaCharset = regexp.MustCompile(`(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)`)

// Read parses the page and composes its main text.
func (HTML) Read(_ context.Context, data []byte, name string, _ Options) (*schema.Document, error) {
	switch cells := bytes.Count(data, []byte("<td")) + bytes.Count(data, []byte("<TD")); {
	case len(data) > maxHTML:
		return nil, fail(name, ErrTooLarge, fmt.Sprintf("a page of more than %d bytes", maxHTML), "split it")
	case bytes.Count(data, []byte("<")) > 2*maxTags:
		return nil, fail(name, ErrTooLarge, fmt.Sprintf("a page of more than %d elements", maxTags), "split it")
	case cells > maxCells:
		return nil, fail(name, ErrTooLarge, fmt.Sprintf("%d cells in its tables, more than %d", cells, maxCells), "split it")
	}
	declared := ""
	if m := metaCharset.FindSubmatch(data[:min(len(data), 4096)]); m != nil {
		declared = string(m[1])
	}
	doc, err := readText(data, name, declared)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(doc.Text))
	if err != nil {
		return nil, fail(name, ErrDamaged, "not a web page: "+err.Error(), "open it in a browser and save it as text")
	}
	prune(root, 0)
	page := readMeta(root)
	main := mainPart(root)
	w := &htmlWalker{}
	w.block(main, 0)
	w.flush("", 0)
	if page.head && startsShort(w.parts) {
		page.title = "" // the text has a title of its own
	}
	if page.title != "" && !startsWithTitle(w.parts, page.title) {
		w.parts = append([]part{{text: page.title, kind: schema.TitleBlock}}, w.parts...)
	}
	doc.Title, doc.Publisher = page.title, page.publisher
	compose(doc, w.parts)
	return doc, nil
}

// leading is the text of the first n paragraphs, those in layout tables too.
func leading(parts []part, n int) []string {
	var out []string
	for _, p := range parts {
		if len(out) >= n {
			break
		}
		if p.table == nil {
			if s := strings.Join(strings.Fields(p.text), ""); s != "" {
				out = append(out, s)
			}
		} else if p.table.isLayout() {
			for _, row := range p.table.rows {
				for _, cell := range row {
					out = append(out, leading(cell.parts, n-len(out))...)
				}
			}
		}
	}
	return out[:min(len(out), n)]
}

// startsWithTitle reports whether the title is among the first paragraphs.
func startsWithTitle(parts []part, title string) bool {
	title = strings.Join(strings.Fields(title), "")
	for _, s := range leading(parts, 12) {
		if strings.Contains(s, title) || len(s) > 24 && strings.Contains(title, s) {
			return true
		}
	}
	return false
}

// startsShort reports whether one of the first paragraphs may be the title.
func startsShort(parts []part) bool {
	for _, s := range leading(parts, 6) {
		if n := len([]rune(s)); n >= 8 && n <= 60 && !strings.ContainsAny(s, "。；：>") {
			return true
		}
	}
	return false
}

// An htmlWalker collects the parts of a page in reading order.
type htmlWalker struct {
	parts []part
	line  strings.Builder // the inline text since the last block edge
	items []int           // the last numbers of the open ordered lists; -1 for others

	sections bool // h1 heads the numbered sections of the report
}

// maxDepth is how deep elements may nest.
const maxDepth = 200

// flush ends the paragraph that is open.
func (w *htmlWalker) flush(kind schema.BlockKind, level int) {
	if strings.TrimSpace(w.line.String()) != "" {
		w.parts = append(w.parts, part{text: w.line.String(), kind: kind, level: level})
	}
	w.line.Reset()
}

// block walks the children of n.
func (w *htmlWalker) block(n *html.Node, depth int) {
	if depth > maxDepth {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.inline(c.Data)
		case html.ElementNode:
			w.element(c, depth)
		}
	}
}

// inline adds text with its white space collapsed; the spaces that are meant
// (no-break and ideographic) stay.
func (w *htmlWalker) inline(s string) {
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' {
			if b := w.line.String(); b == "" || strings.HasSuffix(b, " ") || strings.HasSuffix(b, "\n") {
				continue
			}
			r = ' '
		}
		w.line.WriteRune(r)
	}
}

func (w *htmlWalker) element(n *html.Node, depth int) {
	switch n.DataAtom {
	case atom.Br:
		w.line.WriteByte('\n')
	case atom.Table:
		w.flush("", 0)
		if g := readTable(n, depth); g != nil {
			w.parts = append(w.parts, part{table: g})
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.flush("", 0)
		w.block(n, depth+1)
		w.heading(int(n.Data[1] - '0'))
	case atom.Ol, atom.Ul:
		w.flush("", 0)
		start := -1
		if n.DataAtom == atom.Ol && (attr(n, "type") == "" || attr(n, "type") == "1") && attr(n, "style") == "" {
			start = max(atoi(attr(n, "start"), 1), 0) - 1
		}
		w.items = append(w.items, start)
		w.block(n, depth+1)
		w.flush("", 0)
		w.items = w.items[:len(w.items)-1]
	case atom.Li:
		w.flush("", 0)
		first := len(w.parts)
		w.block(n, depth+1)
		w.flush("", 0)
		w.number(first)
	default:
		if !isBlockElement(n.DataAtom) {
			w.block(n, depth+1)
			return
		}
		w.flush("", 0)
		w.block(n, depth+1)
		w.flush("", 0)
	}
}

// number writes the number that a browser shows before a list item whose parts
// begin at first, unless the text has one of its own.
func (w *htmlWalker) number(first int) {
	k := len(w.items) - 1
	if k < 0 || w.items[k] < 0 || first >= len(w.parts) || w.parts[first].table != nil {
		return
	}
	w.items[k]++
	p := &w.parts[first]
	if text := strings.TrimSpace(p.text); p.kind == "" && !startsNumbered(text) {
		p.text = joinNumber(strconv.Itoa(w.items[k])+".", text)
	}
}

// heading ends a paragraph of an element h1 to h6. A heading with a number is
// left to be judged by it. h2 is of the first level, unless h1 heads sections.
func (w *htmlWalker) heading(n int) {
	text := strings.TrimSpace(w.line.String())
	switch {
	case len([]rune(text)) > 60 || strings.ContainsAny(text, "。；"):
		w.flush("", 0)
	case startsNumbered(text):
		w.sections = w.sections || n == 1
		w.flush("", 0)
	case n == 1 && !w.sections:
		w.flush(schema.TitleBlock, 0)
	case w.sections:
		w.flush(schema.HeadingBlock, min(n, 5))
	default:
		w.flush(schema.HeadingBlock, min(n-1, 5))
	}
}

// startsNumbered reports whether a heading starts with its number.
func startsNumbered(s string) bool {
	for _, r := range s {
		return strings.ContainsRune("一二三四五六七八九十（(第0123456789专附", r)
	}
	return false
}

func isBlockElement(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Body, atom.Html, atom.Header, atom.Blockquote, atom.Pre, atom.Dl, atom.Dt, atom.Dd,
		atom.Form, atom.Fieldset, atom.Center, atom.Figure, atom.Figcaption, atom.Hr, atom.Address, atom.Tr, atom.Td, atom.Th, atom.Caption, atom.Details, atom.Summary:
		return true
	}
	return false
}

// attr is the value of an attribute, "" if n has none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
