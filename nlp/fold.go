package nlp

import (
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
