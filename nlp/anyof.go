package nlp

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// An anyOf finds whether a text holds one of some words.
type anyOf struct {
	// What is asked first stands first, so that it is mostly in one line of the
	// processor's cache.
	low     uint64          // a bit for the low six bits of the character that a word begins with
	common  string          // a character that all words hold, "" if there is none; the word itself where there is one
	sole    bool            // there is one word
	short   bool            // a word is one character
	longest int             // bytes of the longest
	exact   map[string]bool // the text is to be one of them
	words   []string
	// first has the characters that words begin with, second those behind them.
	first, second   charSet
	byFirst, byLast buckets
}

// A charSet holds characters by their low nine bits: few others share them, so that
// most are passed over at once, and it takes one line of the processor's cache.
// There are hundreds of these sets, which would not stay there otherwise.
type charSet [8]uint64

func (s *charSet) add(r rune)      { s[r>>6&7] |= 1 << (r & 63) }
func (s *charSet) has(r rune) bool { return s[r>>6&7]&(1<<(r&63)) != 0 }

func newAnyOf(words []string, exact bool) *anyOf {
	w := &anyOf{words: words, common: commonTo(words), sole: len(words) == 1}
	if w.sole {
		w.common = words[0]
	}
	for _, x := range words {
		w.longest = max(w.longest, len(x))
	}
	if exact {
		w.exact = map[string]bool{}
		for _, x := range words {
			w.exact[x] = true
		}
	}
	w.byFirst = newBuckets(words, func(x string) byte { r, _ := utf8.DecodeRuneInString(x); return byte(r) })
	w.byLast = newBuckets(words, func(x string) byte { return x[len(x)-1] })
	for _, x := range words {
		r, n := utf8.DecodeRuneInString(x)
		w.first.add(r)
		w.low |= 1 << (r & 63)
		if n == len(x) {
			w.short = true
			continue
		}
		r, _ = utf8.DecodeRuneInString(x[n:])
		w.second.add(r)
	}
	return w
}

// commonTo is a character that stands in all words, "" if none does.
func commonTo(words []string) string {
	if len(words) == 0 {
		return ""
	}
	for _, r := range words[0] {
		if !slices.ContainsFunc(words, func(x string) bool { return !strings.ContainsRune(x, r) }) {
			return string(r)
		}
	}
	return ""
}

// begins reports whether a word begins s.
func (w *anyOf) begins(s string) bool {
	if s == "" || w.exact != nil && len(s) > w.longest {
		return false
	}
	r, n := decode(s, 0)
	return w.at(r, n, s, 0) && (w.exact == nil || w.exact[s])
}

// at reports whether a word stands at i of s, where the character r is, n bytes
// long.
func (w *anyOf) at(r rune, n int, s string, i int) bool {
	if !w.first.has(r) {
		return false
	}
	if !w.short {
		if i+n >= len(s) {
			return false
		}
		if x, _ := decode(s, i+n); !w.second.has(x) {
			return false
		}
	}
	for _, x := range w.byFirst.of(byte(r)) {
		if strings.HasPrefix(s[i:], x) {
			return true
		}
	}
	return false
}

// ends reports whether a word ends s.
func (w *anyOf) ends(s string) bool {
	if s == "" {
		return false
	}
	for _, x := range w.byLast.of(s[len(s)-1]) {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

// in reports whether a word stands in s.
func (w *anyOf) in(s string) bool {
	if w.common != "" {
		if !strings.Contains(s, w.common) {
			return false
		}
		if w.sole {
			return true
		}
	}
	low := w.low // most characters need no look at the memory of w
	for i := 0; i < len(s); {
		if c := s[i]; 0xE1 <= c && c != 0xED && c <= 0xEF && i+2 < len(s) { // as decode does, without making a rune
			if a, b := s[i+1]^0x80, s[i+2]^0x80; (a | b) < 64 {
				if low&(1<<b) != 0 && w.first[a&7]&(1<<b) != 0 && w.at(rune(c&0xF)<<12|rune(a)<<6|rune(b), 3, s, i) {
					return true
				}
				i += 3
				continue
			}
		}
		r, n := decode(s, i)
		if w.at(r, n, s, i) {
			return true
		}
		i += n
	}
	return false
}

// buckets are words by the low six bits of one of their characters.
type buckets struct {
	words []string
	from  [65]uint8 // where the words of each begin
}

func newBuckets(words []string, of func(string) byte) (b buckets) {
	for k := range 64 {
		for _, x := range words {
			if x != "" && int(of(x)&63) == k {
				b.words = append(b.words, x)
			}
		}
		b.from[k+1] = uint8(len(b.words))
	}
	return b
}

// lowLast has a bit for the low six bits of the last byte of every word.
func (w *anyOf) lowLast() (bits uint64) {
	for _, x := range w.words {
		if x == "" {
			return ^uint64(0)
		}
		bits |= 1 << (x[len(x)-1] & 63)
	}
	return bits
}

func (b *buckets) of(c byte) []string { return b.words[b.from[c&63]:b.from[c&63+1]] }
