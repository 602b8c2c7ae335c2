package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"zhibiao/schema"
)

// NewView joins the given lines of a document (byte ranges of text, in text
// order, as in schema.Block.Lines) into one text as it is read:
//
//   - full-width digits, letters and ％＋－／．＝～∶ become ASCII, ℅ becomes %;
//   - ASCII , ; ( ) ? ! beside Chinese become ，；（）？！, while a comma that
//     groups thousands becomes or stays ASCII;
//   - stray spaces are dropped; one space is kept between Latin words and
//     between numbers, and a wide gap inside a line is kept as one tab;
//   - wrapped lines are joined, with a space only between Latin words.
//
// Every byte of the view maps back with View.Span.
func NewView(text string, lines []schema.Span) *View {
	var b ViewBuilder
	if len(lines) == 1 && isFolded(lines[0].In(text)) {
		b.Copy(lines[0].In(text), lines[0].Start)
		return b.View()
	}
	f := folder{text: text, chars: readChars(text, lines)}
	f.closeBrackets()
	for i, c := range f.chars {
		if s := f.gap(i); s != "" {
			b.Fold(s, c.gapDoc, c.doc-c.gapDoc)
		}
		switch {
		case c.out == c.r && c.n == utf8.RuneLen(c.r):
			b.Copy(text[c.doc:c.doc+c.n], c.doc)
		default:
			b.Fold(string(c.out), c.doc, c.n)
		}
	}
	return b.View()
}

// isFolded reports whether a line is already as it is read.
func isFolded(line string) bool {
	for _, r := range line {
		if r < utf8.RuneSelf {
			switch r {
			case ' ', '\t', ',', ';', '(', ')', '?', '!', '\r', '\n':
				return false
			}
			continue
		}
		if r == '，' || r == utf8.RuneError || foldRune(r) != r || isSpace(r) || isZeroWidth(r) {
			return false
		}
	}
	return true
}

// A gap is what stood before a character: nothing, a space, a column
// separator, or the end of a line.
type gap uint8

const (
	noGap gap = iota
	spaceGap
	wideGap
	wrapGap
)

// A char is one visible character of the lines, the gap before it, and what it
// is folded to.
type char struct {
	r, out rune
	doc, n int // where r stands in the document, and its length in bytes
	gap    gap
	gapDoc int // where the gap starts: the end of the character before
}

// readChars lists the visible characters of the lines.
func readChars(text string, lines []schema.Span) []char {
	total := 0
	for _, l := range lines {
		total += l.Len()
	}
	chars := make([]char, 0, total/2)
	for _, l := range lines {
		g, spaces := wrapGap, 0
		for i := l.Start; i < l.End; {
			r, n := utf8.DecodeRuneInString(text[i:l.End])
			switch {
			case isZeroWidth(r):
			case isSpace(r):
				if spaces++; g != wrapGap {
					g = spaceGap
					if wide := spaces > 1 || r == '\t'; wide {
						g, spaces = wideGap, 2
					}
				}
			default:
				c := char{r: r, out: foldRune(r), doc: i, n: n, gap: g, gapDoc: i}
				if k := len(chars); k > 0 {
					c.gapDoc = chars[k-1].doc + chars[k-1].n
				} else {
					c.gap = noGap
				}
				chars = append(chars, c)
				g, spaces = noGap, 0
			}
			i += n
		}
	}
	return chars
}

// foldRune folds a character that is folded wherever it stands.
func foldRune(r rune) rune {
	switch {
	case r < 0x2000:
		return r
	case '０' <= r && r <= '９', 'Ａ' <= r && r <= 'Ｚ', 'ａ' <= r && r <= 'ｚ':
		return r - 0xFEE0
	case 0x2F00 <= r && r <= 0x2FDF, 0xF900 <= r && r <= 0xFAFF: // look-alikes of ideographs, common in PDF fonts
		if f, n := utf8.DecodeRuneInString(norm.NFKC.String(string(r))); n > 0 {
			return f
		}
	}
	switch r {
	case '％', '℅', '﹪':
		return '%'
	case '＋':
		return '+'
	case '－', '−', '﹣':
		return '-'
	case '／':
		return '/'
	case '．':
		return '.'
	case '＝':
		return '='
	case '～':
		return '~'
	case '∶': // the sign of a ratio
		return ':'
	}
	return r
}

func isSpace(r rune) bool { return r == '\t' || unicode.Is(unicode.Zs, r) || r == '\r' || r == '\n' }

func isZeroWidth(r rune) bool {
	return 0x200B <= r && r <= 0x200F || r == 0x2060 || r == 0xFEFF || r == 0xAD
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// isWide reports whether r belongs to Chinese text: an ideograph, its
// punctuation, or a sign that closes a figure.
func isWide(r rune) bool {
	if r < 0x80 {
		return r == '%'
	}
	return r >= 0x2E80 || 0x2010 <= r && r <= 0x206F || 0x2100 <= r && r <= 0x214F || 0x2460 <= r && r <= 0x24FF || r == '·' || r == '×' || r == '±'
}

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) && r < 0xFF00 }

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
	case f.splitsNumber(i):
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
	return j > 0 && f.chars[j].gap == noGap && f.at(j-1) != '.'
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
	return strings.ContainsRune("，。、；：？！（）《》〈〉“”‘’【】〔〕「」『』…—", r)
}
