package nlp

import (
	"strings"
	"unicode/utf8"
)

// An anyOf finds whether a text holds one of some words.
type anyOf struct {
	words []string
	exact map[string]bool // the text is to be one of them
	// first has a bit for the character that a word begins with: few characters
	// share it, so that most are passed over at once.
	first   [64]uint64
	byFirst map[rune][]string
	byLast  map[rune][]string
}

// fewWords are looked for one after the other.
const fewWords = 3

func newAnyOf(words []string, exact bool) *anyOf {
	w := &anyOf{words: words}
	if exact {
		w.exact = map[string]bool{}
		for _, x := range words {
			w.exact[x] = true
		}
		return w
	}
	w.byFirst, w.byLast = map[rune][]string{}, map[rune][]string{}
	for _, x := range words {
		r, _ := utf8.DecodeRuneInString(x)
		w.byFirst[r] = append(w.byFirst[r], x)
		w.first[r>>6&63] |= 1 << (r & 63)
		r, _ = utf8.DecodeLastRuneInString(x)
		w.byLast[r] = append(w.byLast[r], x)
	}
	return w
}

// begins reports whether a word begins s.
func (w *anyOf) begins(s string) bool {
	if w.exact != nil {
		return w.exact[s]
	}
	if s == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return w.at(r, s)
}

func (w *anyOf) at(r rune, s string) bool {
	return w.first[r>>6&63]&(1<<(r&63)) != 0 && w.find(r, s)
}

func (w *anyOf) find(r rune, s string) bool {
	for _, x := range w.byFirst[r] {
		if strings.HasPrefix(s, x) {
			return true
		}
	}
	return false
}

// ends reports whether a word ends s.
func (w *anyOf) ends(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	for _, x := range w.byLast[r] {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

// in reports whether a word stands in s.
func (w *anyOf) in(s string) bool {
	if len(w.words) <= fewWords {
		for _, x := range w.words {
			if strings.Contains(s, x) {
				return true
			}
		}
		return false
	}
	for i := 0; i < len(s); {
		r, n := decode(s, i)
		if w.at(r, s[i:]) {
			return true
		}
		i += n
	}
	return false
}
