package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zhibiao/nlp"
)

// Lines of a document's head as they are compared.

// hasSpace reports whether a space of any sort stands in s.
func hasSpace(s string) bool {
	for i := 0; i < len(s); {
		if nlp.IsIdeograph(s[i]) {
			i += 3
			continue
		}
		r, w := nlp.Decode(s, i)
		if r <= 0x3000 && unicode.IsSpace(r) { // the ideographic space is the last
			return true
		}
		i += w
	}
	return false
}

// foldLine drops the spaces of a line and writes a year in figures.
func foldLine(s string) string {
	if hasSpace(s) {
		s = strings.Join(strings.Fields(s), "")
	}
	for i := 0; i < len(s); i += len("年") {
		k := strings.Index(s[i:], "年")
		if k < 0 {
			break
		}
		i += k
		if from := hanYear(s[:i]); from < i {
			year := hanDigits.Replace(s[from:i])
			s = s[:from] + year + s[i:]
			i = from + len(year)
		}
	}
	return s
}

var yearDigits = nlp.NewRunes("一二三四五六七八九〇○零ＯO")

// hanYear is where a year of four Chinese numerals begins that ends s; len(s) if
// none does.
func hanYear(s string) int {
	at := len(s)
	for n := 1; n <= 4; n++ {
		r, w := utf8.DecodeLastRuneInString(s[:at])
		if !yearDigits.Has(r) || n == 4 && r != '一' && r != '二' {
			break
		}
		if at -= w; n == 4 {
			return at
		}
	}
	return len(s)
}

var hanDigits = strings.NewReplacer("一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7",
	"八", "8", "九", "9", "〇", "0", "○", "0", "零", "0", "Ｏ", "0", "O", "0")
