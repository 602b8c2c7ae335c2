package extract

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"

	"zhibiao/nlp"
)

// A shadow is a sentence in which every quantity list and every time is one
// private-use character. It knows where each character stood.
type shadow struct {
	s     *sentence
	runes []rune
	at    []int // where each character stands in the text; one more for the end
	marks []mark

	text []byte // the same in UTF-8, made when a rule asks for words

	// memory of the matching, kept for the next sentence
	buf   []byte
	lead  []nlp.Begins
	rules []ruleState
}

// A mark is a quantity list in a shadow.
type mark struct{ at, group int }

var shadows = sync.Pool{New: func() any { return &shadow{} }}

// makeShadow makes the shadow of s. It is put back with free.
func makeShadow(s *sentence) *shadow {
	sh := shadows.Get().(*shadow)
	sh.s, sh.runes, sh.at, sh.marks, sh.text = s, sh.runes[:0], sh.at[:0], sh.marks[:0], sh.text[:0]
	at := s.start
	g, p := 0, 0
	for g < len(s.groups) || p < len(s.periods) {
		if p >= len(s.periods) || g < len(s.groups) && s.groups[g].start < s.periods[p].Start {
			if x := &s.groups[g]; x.start >= at {
				sh.copy(at, x.start)
				sh.marks = append(sh.marks, mark{len(sh.runes), g})
				sh.put(classShadow[x.class], x.start)
				at = x.end
			}
			g++
			continue
		}
		if x := &s.periods[p]; x.Start >= at {
			sh.copy(at, x.Start)
			sh.put(periodShadow, x.Start)
			at = x.End
		}
		p++
	}
	sh.copy(at, s.end)
	sh.at = append(sh.at, s.end)
	return sh
}

func (sh *shadow) free() {
	sh.s = nil
	shadows.Put(sh)
}

// states returns n states of which nothing is known.
func (sh *shadow) states(n int) []ruleState {
	if cap(sh.rules) < n {
		sh.rules = make([]ruleState, n)
	}
	sh.rules = sh.rules[:n]
	clear(sh.rules)
	return sh.rules
}

func (sh *shadow) put(r rune, at int) {
	sh.runes = append(sh.runes, r)
	sh.at = append(sh.at, at)
}

// copy puts the text in [start, end).
func (sh *shadow) copy(start, end int) {
	for start < end {
		r, w := nlp.Decode(sh.s.text[:end], start)
		sh.put(r, start)
		start += w
	}
}

// groupAt is the group whose mark is character at.
func (sh *shadow) groupAt(at int) (group int, ok bool) {
	i := sort.Search(len(sh.marks), func(i int) bool { return sh.marks[i].at >= at })
	if i == len(sh.marks) || sh.marks[i].at != at {
		return 0, false
	}
	return sh.marks[i].group, true
}

// has reports whether one of words stands in the shadow.
func (sh *shadow) has(words []string) bool {
	if len(sh.text) == 0 {
		for _, r := range sh.runes {
			sh.text = utf8.AppendRune(sh.text, r)
		}
	}
	for _, w := range words {
		if bytes.Contains(sh.text, []byte(w)) {
			return true
		}
	}
	return false
}
