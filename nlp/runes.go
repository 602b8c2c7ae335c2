package nlp

import "unicode/utf8"

// Runes is a set of characters below U+10000. Asking it takes a fraction of
// what looking through a string takes.
type Runes [1 << 10]uint64

// NewRunes makes a set of the characters of s.
func NewRunes(s string) *Runes {
	x := &Runes{}
	for _, r := range s {
		x.add(r, r)
	}
	return x
}

// add puts the characters from first to last into the set.
func (x *Runes) add(first, last rune) {
	for r := first; r <= last; r++ {
		x[r>>6] |= 1 << (r & 63)
	}
}

// Add puts r into the set.
func (x *Runes) Add(r rune) {
	if uint32(r) < 1<<16 {
		x.add(r, r)
	}
}

// Has reports whether r is in the set.
func (x *Runes) Has(r rune) bool { return uint32(r) < 1<<16 && x[r>>6]&(1<<(r&63)) != 0 }

// Next is where in s, from i on, the next character of x stands; len(s) where there
// is none.
func (x *Runes) Next(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case c < utf8.RuneSelf:
			if x[c>>6]&(1<<(c&63)) != 0 {
				return i
			}
			i++
		case 0xE1 <= c && c != 0xED && c <= 0xEF && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80:
			if x[uint(c&0xF)<<6|uint(s[i+1]&0x3F)]&(1<<(s[i+2]&0x3F)) != 0 {
				return i
			}
			i += 3
		default:
			r, w := utf8.DecodeRuneInString(s[i:])
			if x.Has(r) {
				return i
			}
			i += w
		}
	}
	return len(s)
}

// Trim is s without the characters of x at its ends.
func (x *Runes) Trim(s string) string {
	for s != "" {
		r, n := decode(s, 0)
		if !x.Has(r) {
			break
		}
		s = s[n:]
	}
	for s != "" {
		r, n := decodeLast(s)
		if !x.Has(r) {
			break
		}
		s = s[:len(s)-n]
	}
	return s
}

// IsIdeograph reports whether c begins one of the common ideographs, U+4000 to
// U+9FFF: three bytes that are none of the signs that text is divided at. Loops
// that look for such signs step over most of a text with it.
func IsIdeograph(c byte) bool { return 0xE4 <= c && c <= 0xE9 }

// ideograph is the common ideograph at byte i of s, of three bytes; ok is false
// where none stands.
func ideograph(s string, i int) (r rune, ok bool) {
	if i+2 >= len(s) || s[i]-0xE4 > 5 {
		return 0, false
	}
	a, b := s[i+1]^0x80, s[i+2]^0x80
	return rune(s[i]&0xF)<<12 | rune(a)<<6 | rune(b), a|b < 64
}

// decode is utf8.DecodeRuneInString of s[i:], quicker for ASCII, ideographs and
// the signs between them.
func decode(s string, i int) (r rune, size int) {
	if i >= len(s) {
		return utf8.RuneError, 0
	}
	c := s[i]
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	if 0xE1 <= c && c != 0xED && c <= 0xEF && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 {
		return rune(c&0xF)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s[i:])
}

// decodeLast is utf8.DecodeLastRuneInString, quicker for ideographs.
func decodeLast(s string) (r rune, size int) {
	if len(s) >= 3 {
		if r, ok := ideograph(s, len(s)-3); ok {
			return r, 3
		}
	}
	return utf8.DecodeLastRuneInString(s)
}

// Decode is utf8.DecodeRuneInString of s[i:], quicker for most of what stands in a Chinese text.
func Decode(s string, i int) (r rune, size int) { return decode(s, i) }

// RuneCount is utf8.RuneCountInString, quicker for most of what stands in a
// Chinese text.
func RuneCount(s string) (n int) {
	for i := 0; i < len(s); n++ {
		switch c := s[i]; {
		case 0xE1 <= c && c != 0xED && c <= 0xEF && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80:
			i += 3
		case c < utf8.RuneSelf:
			i++
		default:
			_, w := utf8.DecodeRuneInString(s[i:])
			i += w
		}
	}
	return n
}
