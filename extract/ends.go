package extract

import (
	"unicode/utf8"

	"zhibiao/nlp"
)

// firstRunes is the first n characters of s, all of it where there are fewer.
func firstRunes(s string, n int) string {
	to := 0
	for ; n > 0 && to < len(s); n-- {
		_, w := nlp.Decode(s, to)
		to += w
	}
	return s[:to]
}

// lastRunes is the last n characters of s, all of it where there are fewer.
func lastRunes(s string, n int) string {
	from := len(s)
	for ; n > 0 && from > 0; n-- {
		_, w := utf8.DecodeLastRuneInString(s[:from])
		from -= w
	}
	return s[from:]
}

// afterMarks is s without the marks of a list that it begins with.
func afterMarks(s string) string {
	for s != "" {
		r, w := nlp.Decode(s, 0)
		if r != '，' && r != '、' && r != '；' {
			break
		}
		s = s[w:]
	}
	return s
}
