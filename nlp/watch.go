package nlp

import (
	"slices"
	"sort"
	"unicode/utf8"
)

// A Watch tells of a text, in one pass over it, which of its expressions no part of
// the text can match: those of whose words it has none. That takes a small part of
// the time that it takes to ask one expression after another.
type Watch struct {
	lists uint  // how many lists of words there are
	last  Runes // the last characters of words
	tails []tail
	shift int // of a hash to the place in tails
}

// A tail is the end of a word, at most tailRunes characters, and the lists of words
// that have such a word, a bit for each. No lists: the place is free.
type tail struct {
	key, lists uint64
}

const (
	tailRunes = 3
	runeBits  = 21
)

// NewWatch makes a Watch of expressions that belong to no other.
func NewWatch(exprs ...*Expr) *Watch {
	w := &Watch{}
	found := map[uint64]uint64{}
	for _, e := range exprs {
		if e.watch != nil {
			panic("watched already: " + e.String())
		}
		e.watch = w
		for _, words := range e.needed() {
			if w.lists == 64 {
				panic("too many expressions to watch")
			}
			bit := uint64(1) << w.lists
			w.lists++
			e.needs |= bit
			for _, word := range words {
				key := uint64(0)
				runes := []rune(word)
				for _, r := range runes[max(0, len(runes)-tailRunes):] {
					key = key<<runeBits | uint64(r)
				}
				found[key] |= bit
				w.last.Add(runes[len(runes)-1])
			}
		}
	}
	w.shift = 64 - 8
	for 1<<(64-w.shift) < 4*len(found) {
		w.shift--
	}
	w.tails = make([]tail, 1<<(64-w.shift))
	for key, lists := range found {
		*w.tail(key) = tail{key, lists}
	}
	return w
}

// needed are the rarest lists of words of which every match of e has one each, at
// most two.
func (e *Expr) needed() (lists [][]string) {
	unseen := func(word string) bool { // by the set of last characters
		r, n := utf8.DecodeLastRuneInString(word)
		return n == 0 || r >= 1<<16
	}
	for _, w := range []*anyOf{e.within, e.also, e.front, e.back} {
		if w != nil && !slices.ContainsFunc(w.words, unseen) {
			lists = append(lists, w.words)
		}
	}
	sort.SliceStable(lists, func(i, j int) bool { return rarity(lists[i]) < rarity(lists[j]) })
	return lists[:min(len(lists), 2)]
}

// tail is where key stands, or the free place where it would.
func (w *Watch) tail(key uint64) *tail {
	for i := key * 0x9E3779B97F4A7C15 >> w.shift; ; i = (i + 1) % uint64(len(w.tails)) {
		if t := &w.tails[i]; t.key == key || t.lists == 0 {
			return t
		}
	}
}

// Seen is what a Watch has seen of a text. Of the zero Seen nothing is known.
type Seen struct {
	watch *Watch
	lists uint64 // those of which there is a word
}

// Look is what w sees of text.
func (w *Watch) Look(text string) Seen {
	seen := Seen{watch: w}
	key := uint64(0) // the last characters
	for i := 0; i < len(text); {
		r, n := decode(text, i)
		i += n
		key = (key<<runeBits | uint64(r)) & (1<<(tailRunes*runeBits) - 1)
		if !w.last.Has(r) {
			continue
		}
		for bits := runeBits; bits <= tailRunes*runeBits; bits += runeBits {
			seen.lists |= w.tail(key & (1<<bits - 1)).lists
		}
	}
	return seen
}

// May reports whether e can match in the text or a part of it. It is true of an
// expression that was not watched for.
func (s Seen) May(e *Expr) bool {
	return s.watch == nil || s.watch != e.watch || s.lists&e.needs == e.needs
}

// Match is e.MatchString of the text or a part of it.
func (s Seen) Match(e *Expr, part string) bool { return s.May(e) && e.MatchString(part) }

// Submatch is e.FindStringSubmatch of the text or a part of it.
func (s Seen) Submatch(e *Expr, part string) []string {
	if !s.May(e) {
		return nil
	}
	return e.FindStringSubmatch(part)
}
