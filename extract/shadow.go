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
			if at = sh.copy(at, x.Start); at <= x.Start {
				sh.put(periodShadow, x.Start)
				at = x.End
			}
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

// copy puts the text in [start, end) without its notes, and returns where it stopped:
// at end, or behind a note that reaches over it.
func (sh *shadow) copy(start, end int) int {
	for start < end {
		r, w := nlp.Decode(sh.s.text[:end], start)
		if r == '（' {
			if n := sh.s.note(start); n > start {
				start = n
				continue
			}
		}
		if n := footnoteAt(sh.s.text[start:end], r); n > 0 {
			start += n
			continue
		}
		sh.put(r, start)
		start += w
	}
	return start
}

// footnoteAt is the length of the mark of a footnote that text begins with: 增长[3]5.7%.
// r is its first rune.
func footnoteAt(text string, r rune) int {
	if circled.Has(r) {
		return utf8.RuneLen(r)
	}
	if r != '[' && r != '〔' && r != '【' {
		return 0
	}
	return len(footnote.FindString(text))
}

var footnote = nlp.NewExpr(`^[\[〔【]\d{1,2}[\]〕】]`)

// note says in brackets how what stands around it is meant, and parts words that
// belong together: 比2013年末（普查时点，下同）增长, 增长（按可比价计算）5.9%.
var note = nlp.NewExpr(`^（(?:[^（）]{0,36}下同|(?:均)?按(?:可比|不变|当年|现行|现)价(?:格)?(?:计算)?)）`)

// note returns where the note ends that begins at the bracket at; at if what stands
// there is none or has a value of its own.
func (s *sentence) note(at int) int {
	end := at + len(note.FindString(s.text[at:s.end]))
	for i := range s.groups {
		if g := &s.groups[i]; at < g.start && g.start < end {
			return at
		}
	}
	return end
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
