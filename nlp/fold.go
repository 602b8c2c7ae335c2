package nlp

import (
	"sync"
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
	if len(lines) == 1 && isFolded(lines[0].In(text)) {
		line := lines[0].In(text)
		v := &View{Text: line, one: [1]piece{{0, len(line), lines[0].Start, len(line)}}}
		v.pieces = v.one[:]
		return v
	}
	var b ViewBuilder
	kept := charLists.Get().(*[]char)
	defer charLists.Put(kept)
	*kept = readChars((*kept)[:0], text, lines)
	f := folder{text: text, chars: *kept}
	f.closeBrackets()
	size := 0
	for _, l := range lines {
		size += l.End - l.Start
	}
	b.sb.Grow(size)
	from, to := 0, 0 // what stays as it is, and is not copied yet
	for i, c := range f.chars {
		gap, stays := f.gap(i), c.out == c.r && c.n == utf8.RuneLen(c.r)
		if gap == "" && stays && c.doc == to {
			to += c.n
			continue
		}
		b.Copy(text[from:to], from)
		from, to = c.doc, c.doc
		if gap != "" {
			b.Fold(gap, c.gapDoc, c.doc-c.gapDoc)
		}
		if stays {
			to += c.n
		} else {
			b.Fold(string(c.out), c.doc, c.n)
		}
	}
	b.Copy(text[from:to], from)
	return b.View()
}

// charLists keeps the memory of folding: a list of a paragraph's characters takes
// more than ten times what the paragraph does.
var charLists = sync.Pool{New: func() any { return new([]char) }}

// folding are the characters that are not read as they stand, or that depend on
// their neighbours.
var folding = foldingRunes()

func foldingRunes() *Runes {
	x := NewRunes(" \t,;()?!\r\n\uFFFD")
	for r := rune(0x80); r < 0x10000; r++ {
		if r == 0x3001 {
			r = 0xF900 // ideographs and characters for private use stay
		}
		if isSpace(r) || isZeroWidth(r) || isLookAlike(r) || foldRune(r) != r {
			x.add(r, r)
		}
	}
	return x
}

// isFolded reports whether a line is already as it is read.
func isFolded(line string) bool {
	digit, grouped := false, false // before: a digit; a digit and a comma
	for i := 0; i < len(line); {
		if IsIdeograph(line[i]) && i+2 < len(line) && line[i+1]&0xC0 == 0x80 && line[i+2]&0xC0 == 0x80 { // as it stands
			digit, grouped = false, false
			i += 3
			continue
		}
		r, n := decode(line, i)
		if folding.Has(r) || grouped && isDigit(r) {
			return false
		}
		grouped = digit && r == '，'
		digit = isDigit(r)
		i += n
	}
	return line != ""
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

// readChars appends the visible characters of the lines to chars.
func readChars(chars []char, text string, lines []schema.Span) []char {
	for _, l := range lines {
		g, spaces := wrapGap, 0
		for i := l.Start; i < l.End; {
			r, n := decode(text[:l.End], i)
			switch fold := folding.Has(r); {
			case fold && isZeroWidth(r):
			case fold && isSpace(r):
				if spaces++; g != wrapGap {
					g = spaceGap
					if wide := spaces > 1 || r == '\t'; wide {
						g, spaces = wideGap, 2
					}
				}
			default:
				c := char{r: r, out: r, doc: i, n: n, gap: g, gapDoc: i}
				if fold {
					c.out = foldRune(r)
				}
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
	case isLookAlike(r):
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

// isLookAlike reports whether r is one of the look-alikes of ideographs that are
// common in PDF fonts.
func isLookAlike(r rune) bool { return 0x2F00 <= r && r <= 0x2FDF || 0xF900 <= r && r <= 0xFAFF }

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
