package nlp

import (
	"strings"
	"unicode"
)

// A folder decides what depends on the neighbours.
type folder struct {
	text  string
	chars []char
}

// at is the folded character at i, 0 outside.
func (f *folder) at(i int) rune {
	if i < 0 || i >= len(f.chars) {
		return 0
	}
	return f.chars[i].out
}

// closeBrackets folds the punctuation that depends on neighbours. Brackets are
// folded in pairs: where one end stands beside Chinese, both become full-width.
func (f *folder) closeBrackets() {
	var open []int
	for i := range f.chars {
		c := &f.chars[i]
		beside := func() bool { return isWide(f.at(i-1)) || isWide(f.at(i+1)) }
		switch c.r {
		case ',':
			if beside() && !f.groups(i) {
				c.out = '，'
			}
		case '，':
			if f.groups(i) {
				c.out = ','
			}
		case ';', '?', '!':
			if beside() {
				c.out = c.r + 0xFEE0
			}
		case '(', '（':
			if c.r == '(' && beside() {
				c.out = '（'
			}
			open = append(open, i)
		case ')', '）':
			if c.r == ')' && beside() {
				c.out = '）'
			}
			if k := len(open) - 1; k >= 0 {
				o := &f.chars[open[k]]
				if o.out == '（' || c.out == '）' {
					o.out, c.out = '（', '）'
				}
				open = open[:k]
			}
		}
	}
}

// groups reports whether the comma at i groups thousands: one to three digits
// before the first comma, exactly three digits without a gap after each.
func (f *folder) groups(i int) bool {
	after := f.digits(i+1, 1)
	if after != 3 || f.chars[i+1].gap == spaceGap || f.chars[i+1].gap == wideGap || f.chars[i].gap != noGap {
		return false
	}
	before := f.digits(i-1, -1)
	if before < 1 || before > 3 {
		return false
	}
	p := f.at(i - 1 - before)
	if p == ',' || p == '，' {
		return before == 3 && f.groups(i-1-before)
	}
	return p != '.' && p != ':' && p != '：' && !isLatin(p) && (f.at(i-before) != '0')
}

// digits counts the digits from i on, in steps of step, up to four; a space
// among them ends the count.
func (f *folder) digits(i, step int) int {
	n := 0
	for ; n < 4 && isDigit(f.at(i)); i += step {
		n++
		next := max(i, i+step) // the later of the two has the gap between them
		if next < len(f.chars) && (f.chars[next].gap == spaceGap || f.chars[next].gap == wideGap) {
			break
		}
	}
	return n
}

// gap is what is left of the gap before the character at i.
func (f *folder) gap(i int) string {
	c := f.chars[i]
	if c.gap == noGap || i == 0 {
		return ""
	}
	p, n := f.at(i-1), c.out
	switch {
	case isLatin(p) && isLatin(n):
		if c.gap == wideGap {
			return "\t"
		}
		return " "
	case c.gap == wrapGap:
		return ""
	case f.splitsNumber(i), c.gap == spaceGap && f.splitsDigits(i):
		return ""
	case c.gap == wideGap:
		if isPunct(p) || isPunct(n) || f.spacedOut(i) || isDigit(p) && isUnitSign(n) {
			return ""
		}
		return "\t"
	}
	return f.space(i, p, n)
}

// space is what is left of a single space between p and n at i.
func (f *folder) space(i int, p, n rune) string {
	alnum := isDigit(n) || isLatin(n)
	switch {
	case isDigit(p) && isDigit(n), isLatin(p) && isDigit(n):
		return " "
	case alnum && strings.ContainsRune(",;.)", p), isLatin(p) && n == '(', isUnitSign(p) && isDigit(n):
		return " "
	case (isDigit(p) || isUnitSign(p)) && (n == '-' || n == '+') && isDigit(f.at(i+1)) && f.chars[min(i+1, len(f.chars)-1)].gap == noGap:
		return " " // a column of signed figures
	}
	return ""
}

// splitsNumber reports whether the gap at i stands beside a decimal point
// within one number. 1. 5 at the start of a line is numbering, not 1.5.
func (f *folder) splitsNumber(i int) bool {
	if isDigit(f.at(i-1)) && f.at(i) == '.' {
		return isDigit(f.at(i + 1))
	}
	if f.at(i-1) != '.' || !isDigit(f.at(i)) || !isDigit(f.at(i-2)) || f.chars[i].gap == wideGap {
		return false
	}
	j := i - 2
	for j > 0 && isDigit(f.at(j-1)) && f.chars[j].gap == noGap {
		j--
	}
	before := f.at(j - 1)
	return j > 0 && before != '.' && !isPunct(before) && (f.chars[j].gap == noGap || f.chars[j].gap == spaceGap && (isDigit(before) || isWide(before)))
}

// splitsDigits reports whether the space at i stands between the digits of one
// number: a group of thousands before a unit (38 627 吨), or a number set with a
// space behind every digit (2 4 . 8).
func (f *folder) splitsDigits(i int) bool {
	if !isDigit(f.at(i-1)) || !isDigit(f.at(i)) {
		return false
	}
	left, right := f.digits(i-1, -1), f.digits(i, 1)
	if left == 1 && right == 1 && !isDigit(f.at(i-3)) { // every digit on its own
		before, after := f.at(i-2), f.at(i+1)
		return isWide(before) && (isWide(after) || after == '.' || isUnitSign(after) || isDigit(after)) ||
			isDigit(before) && (isWide(after) || after == '.' || isUnitSign(after))
	}
	return left <= 3 && right == 3 && isWide(f.at(i-1-left)) && !isPunct(f.at(i-1-left)) && isWide(f.at(i+3)) && !isPunct(f.at(i+3))
}

// spacedOut reports whether the gap at i is one of a word spaced out for
// looks, as 目　录: single ideographs on both sides.
func (f *folder) spacedOut(i int) bool {
	edge := func(k int) bool { // a gap, an end or a mark before the character at k
		return k <= 0 || k >= len(f.chars) || f.chars[k].gap != noGap || isPunct(f.at(k-1))
	}
	return unicode.Is(unicode.Han, f.at(i-1)) && unicode.Is(unicode.Han, f.at(i)) && edge(i-1) &&
		(edge(i+1) || isPunct(f.at(i+1)))
}

func isUnitSign(r rune) bool { return r == '%' || r == '‰' || r == '‱' || r == '℃' }

// isPunct reports whether r is Chinese punctuation, beside which no column
// separator stands.
func isPunct(r rune) bool {
	return punctuation.Has(r)
}

var punctuation = NewRunes("，。、；：？！（）《》〈〉“”‘’【】〔〕「」『』…—")
