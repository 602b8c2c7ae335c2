package nlp

import (
	"regexp"
	"regexp/syntax"
)

// An Expr is a regular expression that first looks for words without which it
// cannot match. Most texts have none of them, and finding that out takes a small
// part of the time that matching takes.
type Expr struct {
	*regexp.Regexp
	// The low six bits of the first character of a match, and of the last byte,
	// each as a bit: most texts are passed over by what stands here.
	opening, closing          uint64
	front, back, within, also *anyOf // nil where nothing is known
	whole                     bool   // a text that has the words matches
	watch                     *Watch // that watches for it, if one does
	needs                     uint64 // of what watch sees
}

// NewExpr compiles expr; it panics where that is none.
func NewExpr(expr string) *Expr {
	e := &Expr{Regexp: regexp.MustCompile(expr), opening: ^uint64(0), closing: ^uint64(0)}
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return e
	}
	body, starts, ends := unanchored(re.Simplify())
	k := literalsOf(body)
	if k.anchored || rarity(k.all) == 1 {
		k.all = nil
	}
	e.whole = k.all != nil
	switch {
	case starts && ends && e.whole:
		e.front = newAnyOf(k.all, true)
	case starts && e.whole:
		e.front = newAnyOf(k.all, false)
	case ends && e.whole:
		e.back = newAnyOf(k.all, false)
	case e.whole:
		e.within = newAnyOf(k.all, false)
	default:
		if starts && k.front != nil {
			e.front = newAnyOf(k.front, false)
		} else if starts && k.head.always() {
			e.front = newAnyOf(k.head.words, false)
		}
		if ends && k.back != nil {
			e.back = newAnyOf(k.back, false)
		} else if ends && k.tail.always() {
			e.back = newAnyOf(k.tail.words, false)
		}
		if k.within != nil {
			e.within = newAnyOf(k.within, false)
		}
		if k.also != nil {
			e.also = newAnyOf(k.also, false)
		}
	}
	if e.front != nil {
		e.opening = e.front.low
	}
	if e.back != nil {
		e.closing = e.back.lowLast()
	}
	return e
}

// unanchored takes ^ and $ off the ends of re, or of all its alternatives.
func unanchored(re *syntax.Regexp) (body *syntax.Regexp, starts, ends bool) {
	body, starts = without(re, syntax.OpBeginText)
	body, ends = without(body, syntax.OpEndText)
	return body, starts, ends
}

// without takes anchor off the end of re where it belongs; ok is false, and re
// as it was, where an alternative has none.
func without(re *syntax.Regexp, anchor syntax.Op) (body *syntax.Regexp, ok bool) {
	switch n := len(re.Sub); {
	case re.Op == syntax.OpAlternate:
		out := &syntax.Regexp{Op: syntax.OpAlternate}
		for _, sub := range re.Sub {
			b, ok := without(sub, anchor)
			if !ok {
				return re, false
			}
			out.Sub = append(out.Sub, b)
		}
		return out, true
	case re.Op != syntax.OpConcat || n == 0:
	case anchor == syntax.OpBeginText && re.Sub[0].Op == anchor:
		return &syntax.Regexp{Op: syntax.OpConcat, Sub: re.Sub[1:]}, true
	case anchor == syntax.OpEndText && re.Sub[n-1].Op == anchor:
		return &syntax.Regexp{Op: syntax.OpConcat, Sub: re.Sub[:n-1]}, true
	}
	return re, false
}

// may reports whether s can match.
func (e *Expr) may(s string) bool {
	if e.front != nil || e.back != nil {
		if s == "" || e.closing>>(s[len(s)-1]&63)&1 == 0 || e.opening>>(lastOfFirst(s)&63)&1 == 0 {
			return false
		}
	}
	return (e.front == nil || e.front.begins(s)) && (e.back == nil || e.back.ends(s)) && (e.within == nil || e.within.in(s)) && (e.also == nil || e.also.in(s))
}

// lastOfFirst is the last byte of the first character of s, which holds its low
// six bits.
func lastOfFirst(s string) byte {
	if IsIdeograph(s[0]) && len(s) > 2 {
		return s[2]
	}
	r, _ := decode(s, 0)
	return byte(r)
}

// MatchString is that of regexp.Regexp.
func (e *Expr) MatchString(s string) bool {
	return e.may(s) && (e.whole || e.Regexp.MatchString(s))
}

// FindString is that of regexp.Regexp.
func (e *Expr) FindString(s string) string {
	if !e.may(s) {
		return ""
	}
	return e.Regexp.FindString(s)
}

// FindStringIndex is that of regexp.Regexp.
func (e *Expr) FindStringIndex(s string) []int {
	if !e.may(s) {
		return nil
	}
	return e.Regexp.FindStringIndex(s)
}

// FindStringSubmatch is that of regexp.Regexp.
func (e *Expr) FindStringSubmatch(s string) []string {
	if !e.may(s) {
		return nil
	}
	return e.Regexp.FindStringSubmatch(s)
}

// FindStringSubmatchIndex is that of regexp.Regexp.
func (e *Expr) FindStringSubmatchIndex(s string) []int {
	if !e.may(s) {
		return nil
	}
	return e.Regexp.FindStringSubmatchIndex(s)
}

// FindAllString is that of regexp.Regexp.
func (e *Expr) FindAllString(s string, n int) []string {
	if !e.may(s) {
		return nil
	}
	return e.Regexp.FindAllString(s, n)
}

// FindAllStringIndex is that of regexp.Regexp.
func (e *Expr) FindAllStringIndex(s string, n int) [][]int {
	if !e.may(s) {
		return nil
	}
	return e.Regexp.FindAllStringIndex(s, n)
}

// FindAllStringSubmatch is that of regexp.Regexp.
func (e *Expr) FindAllStringSubmatch(s string, n int) [][]string {
	if !e.may(s) {
		return nil
	}
	return e.Regexp.FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex is that of regexp.Regexp.
func (e *Expr) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !e.may(s) {
		return nil
	}
	return e.Regexp.FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString is that of regexp.Regexp.
func (e *Expr) ReplaceAllString(s, by string) string {
	if !e.may(s) {
		return s
	}
	return e.Regexp.ReplaceAllString(s, by)
}

// ReplaceAllStringFunc is that of regexp.Regexp.
func (e *Expr) ReplaceAllStringFunc(s string, by func(string) string) string {
	if !e.may(s) {
		return s
	}
	return e.Regexp.ReplaceAllStringFunc(s, by)
}

// literals are what every match of an expression holds; nil where that is not
// known, or where a match may hold none.
type literals struct {
	all      []string // the matches themselves
	front    []string // one of them begins the match
	back     []string // one of them ends it
	within   []string // one of them stands within it
	also     []string // and one of these
	head     edge     // what begins it
	tail     edge     // what ends it
	anchored bool     // a match depends on what stands around it
}

// An edge is what stands at one end of every match that is not empty.
type edge struct {
	words []string // nil where that is not known
	empty bool     // the match may be empty
}

// always reports whether a word stands at that end of every match.
func (x edge) always() bool { return !x.empty && len(x.words) > 0 && rarity(x.words) < 1 }

// edgeOf is an edge of a, behind which b goes on.
func edgeOf(a, b edge) edge {
	if !a.empty {
		return a
	}
	return edge{union(a.words, b.words), b.empty}
}

// mostLiterals is how many words are looked for; buckets count them in a byte.
const mostLiterals = 255

func literalsOf(re *syntax.Regexp) literals {
	if re.Flags&syntax.FoldCase != 0 {
		return literals{}
	}
	switch re.Op {
	case syntax.OpLiteral:
		return ofWords([]string{string(re.Rune)})
	case syntax.OpCharClass:
		return ofWords(charsOf(re))
	case syntax.OpEmptyMatch:
		return ofWords([]string{""})
	case syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		k := ofWords([]string{""})
		k.anchored = true
		return k
	case syntax.OpCapture:
		return literalsOf(re.Sub[0])
	case syntax.OpQuest:
		k := literalsOf(re.Sub[0])
		return either(k, ofWords([]string{""}))
	case syntax.OpStar:
		k := literalsOf(re.Sub[0])
		return literals{head: edge{k.head.words, true}, tail: edge{k.tail.words, true}}
	case syntax.OpPlus:
		k := literalsOf(re.Sub[0])
		k.all = nil
		return k
	case syntax.OpConcat:
		k := ofWords([]string{""})
		for _, sub := range re.Sub {
			k = inTurn(k, literalsOf(sub))
		}
		return k
	case syntax.OpAlternate:
		k := literalsOf(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			k = either(k, literalsOf(sub))
		}
		return k
	}
	return literals{} // any character, any number of times
}

// ofWords are the literals of an expression that matches words and nothing else.
func ofWords(words []string) literals {
	if len(words) > mostLiterals {
		words = nil
	}
	k := literals{all: words}
	if rarity(words) < 1 {
		k.front, k.back, k.within = words, words, words
		k.head.words, k.tail.words = words, words
	} else if len(words) == 1 && words[0] == "" {
		k.head, k.tail = edge{[]string{}, true}, edge{[]string{}, true}
	}
	return k
}

// charsOf lists the characters of a class, nil if they are many.
func charsOf(re *syntax.Regexp) (out []string) {
	for i := 0; i < len(re.Rune); i += 2 {
		if re.Rune[i+1]-re.Rune[i] > mostLiterals {
			return nil
		}
		for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
			out = append(out, string(r))
		}
	}
	if len(out) > mostLiterals {
		return nil
	}
	return out
}

// inTurn are the literals of a followed by b.
func inTurn(a, b literals) literals {
	all := crossed(a.all, b.all)
	k := ofWords(all)
	k.anchored = a.anchored || b.anchored
	k.front = rarer(rarer(k.front, a.front), crossed(a.all, b.front))
	k.back = rarer(rarer(k.back, b.back), crossed(a.back, b.all))
	k.head, k.tail = edgeOf(a.head, b.head), edgeOf(b.tail, a.tail)
	for _, w := range [][]string{a.within, b.within, k.front, k.back, crossed(a.back, b.front)} {
		k.within = rarer(k.within, w)
	}
	k.also = rarer(a.also, b.also)
	for _, w := range [][]string{a.within, b.within} {
		if rarity(k.within) < rarity(w) {
			k.also = rarer(k.also, w)
		}
	}
	return k
}

// either are the literals of a or b.
func either(a, b literals) literals {
	k := literals{all: union(a.all, b.all), anchored: a.anchored || b.anchored}
	k.front, k.back, k.within = union(a.front, b.front), union(a.back, b.back), union(a.within, b.within)
	if a.also != nil || b.also != nil {
		k.also = union(orElse(a.also, a.within), orElse(b.also, b.within))
	}
	k.head = edge{union(a.head.words, b.head.words), a.head.empty || b.head.empty}
	k.tail = edge{union(a.tail.words, b.tail.words), a.tail.empty || b.tail.empty}
	return k
}

func orElse(words, others []string) []string {
	if words == nil {
		return others
	}
	return words
}

func union(a, b []string) []string {
	if a == nil || b == nil || len(a)+len(b) > mostLiterals {
		return nil
	}
	return append(a[:len(a):len(a)], b...)
}

func crossed(a, b []string) (out []string) {
	if len(a)*len(b) > mostLiterals {
		return nil
	}
	for _, x := range a {
		for _, y := range b {
			out = append(out, x+y)
		}
	}
	return out
}

// rarer is that of two lists of words that fewer texts hold.
func rarer(a, b []string) []string {
	if rarity(b) < rarity(a) {
		return b
	}
	return a
}

// rarity guesses how often a place in a text holds one of words; 1 for always.
func rarity(words []string) float64 {
	if words == nil {
		return 1
	}
	sum := 0.0
	for _, w := range words {
		p := 1.0
		for range w {
			p /= 64
		}
		sum += p
	}
	return min(sum, 1)
}
