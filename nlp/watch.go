package nlp

import (
	"slices"
	"sort"
	"strings"
)

// A Watch tells of a text, in one pass over it, which of its expressions no part of
// the text can match: those of whose words it has none. That takes a small part of
// the time that it takes to ask one expression after another.
type Watch struct {
	lists int // how many lists of words there are
	// By the low twelve bits of the last character of a tail: how long such tails
	// are, a bit for each length.
	lengths [1 << 12]uint8
	tails   []tail
	shift   int // of a hash to the place in tails
}

// A tail is a few characters of a word, and the lists that have such a word, a bit
// for each. No lists: the place is free.
type tail struct {
	key, lists uint64
}

const (
	tailRunes = 3
	runeBits  = 21
)

// with is the key of a tail with r behind it.
func with(key uint64, r rune) uint64 { return key<<runeBits | uint64(r) }

// shorter is the key of the last n characters of a tail.
func shorter(key uint64, n int) uint64 { return key & (1<<(n*runeBits) - 1) }

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
			for _, word := range words {
				key := uint64(0)
				runes := tailOf(word)
				for _, r := range runes {
					key = with(key, r)
				}
				found[key] |= 1 << w.lists
				w.lengths[runes[len(runes)-1]&(1<<12-1)] |= 1 << len(runes)
			}
			e.needs |= 1 << w.lists
			w.lists++
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

// common are characters that a tail better does not end in.
const common = "，。：；、的是为年"

// tailOf is what is looked for of a word: its last characters, without those that
// stand everywhere if two are left.
func tailOf(word string) []rune {
	runes := []rune(word)
	for len(runes) > 2 && strings.ContainsRune(common, runes[len(runes)-1]) {
		runes = runes[:len(runes)-1]
	}
	return runes[max(0, len(runes)-tailRunes):]
}

// needed are the rarest lists of words of which every match of e has one each, at
// most two.
func (e *Expr) needed() (lists [][]string) {
	for _, w := range []*anyOf{e.within, e.also, e.front, e.back} {
		if w != nil && !slices.Contains(w.words, "") {
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
	key := uint64(0) // of the last characters
	for i := 0; i < len(text); {
		r, ok := ideograph(text, i)
		if n := len("字"); ok {
			i += n
		} else {
			r, n = decode(text, i)
			i += n
		}
		key = shorter(with(key, r), tailRunes)
		for lengths, n := w.lengths[r&(1<<12-1)], 1; lengths>>n != 0; n++ {
			if lengths>>n&1 != 0 {
				seen.lists |= w.tail(shorter(key, n)).lists
			}
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
