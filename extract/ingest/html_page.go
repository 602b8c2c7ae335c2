package ingest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropped are the elements whose content is never text of a report.
var dropped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Nav: true, atom.Footer: true, atom.Aside: true,
	atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Input: true, atom.Iframe: true, atom.Object: true, atom.Svg: true,
	atom.Video: true, atom.Audio: true, atom.Canvas: true, atom.Map: true, atom.Rt: true, atom.Rp: true,
}

var (
	hiddenStyle = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)
	furnitureID = regexp.MustCompile(`(?i)^(nav|navbar|menu|breadcrumb|crumbs?|footer|foot|sidebar|share|bdsharebuttonbox|toolbar|copyright|pagination|qrcode|ewm|related|xgwd|search)$`)
)

// prune drops what is not text, what is hidden, and the furniture of the site.
func prune(n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode || c.Type == html.ElementNode && (depth > 2*maxDepth || isDropped(c)) {
			n.RemoveChild(c)
		} else {
			prune(c, depth+1)
			if c.Type == html.ElementNode && isLinkList(c) {
				n.RemoveChild(c)
			}
		}
		c = next
	}
}

func isDropped(n *html.Node) bool {
	if dropped[n.DataAtom] || hiddenStyle.MatchString(attr(n, "style")) || attr(n, "role") == "navigation" || attr(n, "aria-hidden") == "true" {
		return true
	}
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Td {
		return false
	}
	if furnitureID.MatchString(attr(n, "id")) {
		return true
	}
	for _, class := range strings.Fields(attr(n, "class")) {
		if furnitureID.MatchString(class) {
			return true
		}
	}
	return false
}

// isLinkList reports whether an element is a list of links: three links or
// more that hold most of its text, none of it prose.
func isLinkList(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Ul, atom.Ol, atom.Div, atom.Section, atom.Dl, atom.Table, atom.Td, atom.P:
	default:
		return false
	}
	links, linked, all, stops := 0, 0, 0, 0
	walk(n, func(c *html.Node, inLink bool) {
		if c.DataAtom == atom.A {
			links++
		}
		if c.Type == html.TextNode {
			k := visible(c.Data)
			all += k
			if inLink {
				linked += k
			}
			stops += strings.Count(c.Data, "。")
		}
	})
	return links >= 3 && stops == 0 && linked*10 > all*6
}

// walk visits n and everything below it.
func walk(n *html.Node, visit func(n *html.Node, inLink bool)) {
	var down func(n *html.Node, inLink bool, depth int)
	down = func(n *html.Node, inLink bool, depth int) {
		visit(n, inLink)
		if depth > 3*maxDepth {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			down(c, inLink || n.DataAtom == atom.A, depth+1)
		}
	}
	down(n, false, 0)
}

// visible counts the characters of s that are not space.
func visible(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// mainPart is the smallest element that holds nearly all prose of the page.
func mainPart(root *html.Node) *html.Node {
	weight := map[*html.Node]int{}
	var weigh func(n *html.Node, inLink bool, depth int) int
	weigh = func(n *html.Node, inLink bool, depth int) int {
		w := 0
		if n.Type == html.TextNode && !inLink {
			if k := visible(n.Data); k > 10 || inTableCell(n) {
				w = k
			}
		}
		if depth < 3*maxDepth {
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				w += weigh(c, inLink || n.DataAtom == atom.A, depth+1)
			}
		}
		weight[n] = w
		return w
	}
	at, total := root, weigh(root, false, 0)
	for total > 0 {
		var next *html.Node
		for c := at.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && weight[c]*100 >= total*88 && c.DataAtom != atom.P && c.DataAtom != atom.Span {
				next = c
			}
		}
		if next == nil {
			break
		}
		if next.DataAtom == atom.Table && !hasNestedBlocks(next) {
			break
		}
		at = next
	}
	return at
}

func inTableCell(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Td {
			return true
		}
		if p.DataAtom == atom.Div {
			return false
		}
	}
	return false
}

// hasNestedBlocks reports whether a table is the frame of a page.
func hasNestedBlocks(table *html.Node) bool {
	found := false
	walk(table, func(n *html.Node, _ bool) {
		found = found || n != table && n.DataAtom == atom.Table
	})
	return found
}

// A pageMeta is what a page says of itself in its head.
type pageMeta struct {
	title, publisher string
	head             bool // title is that of the window, which may be the site's
}

// readMeta reads the meta tags of government sites, h1 and title.
func readMeta(root *html.Node) pageMeta {
	var m pageMeta
	var h1, title string
	walk(root, func(n *html.Node, _ bool) {
		switch n.DataAtom {
		case atom.Meta:
			content := strings.TrimSpace(attr(n, "content"))
			switch strings.ToLower(attr(n, "name") + attr(n, "property")) {
			case "articletitle":
				m.title = content
			case "contentsource":
				m.publisher = content
			}
		case atom.H1:
			if h1 == "" {
				h1 = textOf(n)
			}
		case atom.Title:
			if title == "" {
				title = textOf(n)
			}
		}
	})
	if m.title == "" {
		m.title = h1
	}
	if m.title == "" {
		m.title, m.head = siteTitle.ReplaceAllString(title, ""), true
	}
	if utf8.RuneCountInString(m.title) > 80 || utf8.RuneCountInString(m.title) < 5 {
		m.title = ""
	}
	return m
}

// siteTitle is what sites add to the title of a page.
var siteTitle = regexp.MustCompile(`\s*[-_|–—]+\s*[^-_|–—]{0,30}(网|网站|政府|局|委员会|委|门户|频道|中心)\s*$`)

func textOf(n *html.Node) string {
	var sb strings.Builder
	walk(n, func(c *html.Node, _ bool) {
		if c.Type == html.TextNode {
			sb.WriteString(c.Data)
		}
	})
	return strings.Join(strings.Fields(sb.String()), " ")
}
