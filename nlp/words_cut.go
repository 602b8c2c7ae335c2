package nlp

import (
	"strings"
	"unicode/utf8"
)

// Where a text can be cut without changing its words.

// charactersOf are the characters of the words of a dictionary, Latin letters in
// either case.
func charactersOf(dictionary string) *Runes {
	x := &Runes{}
	for line := range strings.Lines(dictionary) {
		word, _, _ := strings.Cut(line, " ")
		for _, r := range word {
			if r < 1<<16 {
				x.add(r, r)
			}
			if isLatin(r) && r < utf8.RuneSelf {
				x.add(r|0x20, r|0x20)
				x.add(r&^0x20, r&^0x20)
			}
		}
	}
	return x
}

// A pairSet tells of most pairs of characters that are not in it that they are not.
type pairSet [1 << 14]uint64

func (x *pairSet) bit(a, b rune) (word int, bit uint64) {
	h := (uint32(a)<<16 ^ uint32(b)) * 0x9E3779B1 >> 12
	return int(h >> 6), 1 << (h & 63)
}

// pairsOf are the characters side by side in the words of a dictionary.
func pairsOf(dictionary string) *pairSet {
	x := &pairSet{}
	for line := range strings.Lines(dictionary) {
		word, _, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
		last := rune(-1)
		for _, r := range word {
			if r = lower(r); last >= 0 {
				k, bit := x.bit(last, r)
				x[k] |= bit
			}
			last = r
		}
	}
	return x
}

// SplitAround returns the words of those stretches of text in which a character of
// marks stands, as Split would find them.
func (w *Words) SplitAround(text string, marks *Runes) (out []Word) {
	done := 0
	for i := 0; i < len(text); {
		r, n := decode(text, i)
		if !marks.Has(r) {
			i += n
			continue
		}
		start, end := i, i+n
		for first := r; start > done; {
			before, n := utf8.DecodeLastRuneInString(text[:start])
			if !w.Joins(before, first) {
				break
			}
			first, start = before, start-n
		}
		for last := r; end < len(text); {
			behind, n := decode(text, end)
			if !w.Joins(last, behind) {
				break
			}
			last, end = behind, end+n
		}
		for _, x := range w.Split(text[start:end]) {
			out = append(out, Word{start + x.Start, start + x.End, x.Class})
		}
		i, done = end, end
	}
	return out
}

// IsMark reports whether r stands in no word of several characters, as signs and
// digits do, so that text can be split there without changing the words.
func (w *Words) IsMark(r rune) bool { return r < 1<<16 && !w.within.Has(r) }

// Joins reports whether a word may hold a and b side by side; where none does,
// text can be split between them without changing the words.
func (w *Words) Joins(a, b rune) bool {
	if w.IsMark(a) || w.IsMark(b) {
		return false
	}
	if within := func(r rune) bool { return 0x80 <= r && r < 0x800 || r == utf8.RuneError }; within(a) || within(b) {
		return true // letters that have another case, and what is no character
	}
	k, bit := w.pairs.bit(lower(a), lower(b))
	return w.pairs[k]&bit != 0
}
