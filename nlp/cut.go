package nlp

import (
	"strings"
	"unicode/utf8"
)

// What a text is cut behind, the best first.
var (
	stopMarks   = []string{"\n", "。", "！", "？"}
	clauseMarks = []string{"；", "，", "、", "\t", " "}
)

// farFromNumerals is how many characters before a cut hold no numeral, where
// such a place is found: a unit belongs to its number.
const farFromNumerals = 8

// Cut is where text of more than limit bytes is best cut, in bytes from its
// start: in the second half of the first limit bytes, behind a stop, or else
// behind a clause mark, or else far from numerals, or else not within one, or
// else where the limit is. stop says that it is behind a stop.
func Cut(text string, limit int) (at int, stop bool) {
	end := limit
	for end > limit/2 && !utf8.RuneStart(text[end]) {
		end--
	}
	half := limit / 2
	for half < end && !utf8.RuneStart(text[half]) {
		half++
	}
	for i, marks := range [][]string{stopMarks, clauseMarks} {
		for _, m := range marks {
			if k := strings.LastIndex(text[half:end], m); k >= 0 {
				return half + k + len(m), i == 0
			}
		}
	}
	far, near, since, within := 0, 0, 0, false
	for i, r := range text[half:end] {
		numeral := r < utf8.RuneSelf && (digitByte(byte(r)) || r == '.' || r == ',') || '０' <= r && r <= '９' || numberStart.Has(r)
		if !numeral && !within {
			near = i
		}
		if since > farFromNumerals {
			far = i
		}
		if since++; numeral {
			since = 0
		}
		within = numeral
	}
	switch {
	case far > 0:
		return half + far, false
	case near > 0:
		return half + near, false
	}
	return end, false
}
