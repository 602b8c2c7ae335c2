package nlp

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

// Hedges are the words that limit a value: 约, 超过, 以上, 余.
type Hedges struct {
	pre, post, mid []hedge // longest first
	// the characters that those before end with and those behind begin with
	last, first Runes
}

type hedge struct {
	word  string
	bound schema.Bound
}

// LoadHedges reads hedge tables, each adding to those before it. The error
// joins all faults (*schema.Fault).
func LoadHedges(names []string, files []io.Reader) (*Hedges, error) {
	h := &Hedges{}
	var faults []error
	for i, f := range files {
		faults = append(faults, h.read(names[i], f)...)
	}
	for _, list := range [][]hedge{h.pre, h.post, h.mid} {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].word) > len(list[j].word) })
	}
	for _, x := range h.pre {
		r, _ := utf8.DecodeLastRuneInString(x.word)
		h.last.Add(r)
	}
	for _, list := range [][]hedge{h.post, h.mid} {
		for _, x := range list {
			r, _ := utf8.DecodeRuneInString(x.word)
			h.first.Add(r)
		}
	}
	return h, errors.Join(faults...)
}

func (h *Hedges) read(name string, r io.Reader) (faults []error) {
	sc := bufio.NewScanner(r)
	for line := 1; sc.Scan(); line++ {
		text := strings.TrimRight(sc.Text(), "\r")
		if line == 1 || text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		fault := func(format string, args ...any) {
			faults = append(faults, &schema.Fault{File: name, Line: line, Err: fmt.Errorf(format, args...)})
		}
		c := append(strings.Split(text, "\t"), "", "")
		b := schema.Bound(c[2])
		switch b {
		case schema.Approx, schema.Ge, schema.Gt, schema.Le, schema.Lt:
		default:
			fault("unknown bound %q (want approx, ge, gt, le or lt)", c[2])
			continue
		}
		switch c[1] {
		case "pre":
			h.pre = append(h.pre, hedge{c[0], b})
		case "post":
			h.post = append(h.post, hedge{c[0], b})
		case "mid":
			h.mid = append(h.mid, hedge{c[0], b})
		default:
			fault("unknown place %q (want pre, post or mid)", c[1])
		}
	}
	return faults
}

// before returns the hedge that ends at byte i of s, and where it starts.
func (h *Hedges) before(s string, i int) (hedge, int, bool) {
	j := i
	if strings.HasSuffix(s[:j], "了") {
		j -= len("了")
	}
	if r, _ := utf8.DecodeLastRuneInString(s[:j]); !h.last.Has(r) {
		return hedge{}, i, false
	}
	for _, x := range h.pre {
		if strings.HasSuffix(s[:j], x.word) && !agreed(s[:j]) {
			return x, j - len(x.word), true
		}
	}
	return hedge{}, i, false
}

// agreed reports whether the 约 that s ends in is that of 签约, not a hedge.
func agreed(s string) bool {
	return strings.HasSuffix(s, "签约") || strings.HasSuffix(s, "履约") || strings.HasSuffix(s, "违约") || strings.HasSuffix(s, "节约")
}

// After returns the bound and the words of the hedge that starts at byte i of s;
// eq and "" where there is none.
func (h *Hedges) After(s string, i int) (schema.Bound, string) {
	if x, _, ok := h.after(s, i); ok {
		return x.bound, x.word
	}
	return schema.Eq, ""
}

// after returns the hedge that starts at byte i of s, and where it ends.
func (h *Hedges) after(s string, i int) (hedge, int, bool) { return h.front(h.post, s, i) }

// between returns the hedge between number and unit that starts at i.
func (h *Hedges) between(s string, i int) (hedge, int, bool) { return h.front(h.mid, s, i) }

func (h *Hedges) front(list []hedge, s string, i int) (hedge, int, bool) {
	if i >= len(s) {
		return hedge{}, i, false
	}
	if r, _ := decode(s, i); !h.first.Has(r) {
		return hedge{}, i, false
	}
	for _, x := range list {
		if strings.HasPrefix(s[i:], x.word) {
			return x, i + len(x.word), true
		}
	}
	return hedge{}, i, false
}
