package nlp

import (
	"slices"
	"unicode/utf8"
)

// A Sentence is the half-open byte range [Start, End) of View.Text, with its
// closing mark and the quotes behind it, without the space around it.
type Sentence struct {
	View       *View
	Start, End int
	// Cut says that what stands here is longer than MaxSentence, and that the
	// rest of it is the next Sentence.
	Cut bool
}

// MaxSentence is the length in bytes of the longest sentence, 2000 ideographs.
// What goes on longer without a stop is read in parts: some of what is done to a
// sentence takes time that grows with the square of its length.
const MaxSentence = 6000

// Text is the sentence as it is read.
func (s Sentence) Text() string { return s.View.Text[s.Start:s.End] }

// The longest bracket, in characters, within which a stop ends no sentence. A
// longer one is a bracket that was never meant to close there.
const bracketRunes = 200

// commonSentence is the length in bytes of a sentence that is not long.
const commonSentence = 120

// deepest is how many brackets may be open within one another.
const deepest = 64

// Sentences divides a view at 。！？. A semicolon ends no sentence, nor does a
// stop within 《》 “” （）; where a closed quotation ends with a stop of its own
// and no punctuation follows, the sentence ends behind the quote.
func Sentences(v *View) []Sentence {
	text := v.Text
	out := make([]Sentence, 0, 1+len(text)/commonSentence)
	start := 0
	emit := func(end int) {
		s, e := start, end
		for s < e && isBlank(text[s]) {
			s++
		}
		for s < e && isBlank(text[e-1]) {
			e--
		}
		for e-s > MaxSentence {
			n, _ := Cut(text[s:e], MaxSentence)
			out = append(out, Sentence{v, s, s + n, true})
			s += n
		}
		if s < e {
			out = append(out, Sentence{v, s, e, false})
		}
		start = end
	}
	var closes []bracket // once one opens
	known := false
	for i := 0; i < len(text); {
		if IsIdeograph(text[i]) {
			i += 3
			continue
		} else if text[i] < utf8.RuneSelf { // neither stop nor bracket
			i++
			continue
		}
		r, n := decode(text, i)
		if !known && opening.Has(r) {
			closes, known = brackets(text), true
		}
		for len(closes) > 0 && closes[0].start < i {
			closes = closes[1:]
		}
		if len(closes) > 0 && closes[0].start == i {
			end := closes[0].end
			i = end
			if inner, size := lastMark(text[:end]); inner && !goesOn(text[end:]) && end-size > start {
				emit(end)
			}
			continue
		}
		i += n
		if isStop(r) {
			for i < len(text) {
				r, n := decode(text, i)
				if !isStop(r) && !isClosing(r) {
					break
				}
				i += n
			}
			emit(i)
		}
	}
	emit(len(text))
	if len(out) == 0 {
		return nil
	}
	return out
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

func isStop(r rune) bool { return r == '。' || r == '！' || r == '？' }

var (
	closing    = NewRunes("”’）】》」』")
	onward     = NewRunes("，、；：。！？的等和与及）”》—…·")
	bracketsOf = map[rune]rune{'（': '）', '“': '”', '《': '》', '「': '」', '【': '】'}
	opening    = NewRunes("（“《「【")
)

func isClosing(r rune) bool { return closing.Has(r) }

// lastMark reports whether s, a closed bracket at its end, has a stop right
// before the close; size is the length of the close.
func lastMark(s string) (bool, int) {
	_, n := utf8.DecodeLastRuneInString(s)
	r, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
	return isStop(r), n
}

// goesOn reports whether rest continues the sentence before it.
func goesOn(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && onward.Has(r)
}

// A bracket is what stands between two of its marks, these included.
type bracket struct{ start, end int }

// brackets lists the outermost brackets that close soon enough, in text order.
func brackets(text string) (out []bracket) {
	type open struct {
		at, runes int
		close     rune
	}
	var stack []open
	count := 0
	for i, w := 0, 0; i < len(text); i += w {
		count++
		if w = 3; IsIdeograph(text[i]) {
			continue
		} else if w = 1; text[i] < utf8.RuneSelf { // no bracket either
			continue
		}
		var r rune
		r, w = decode(text, i)
		if opening.Has(r) {
			if len(stack) == deepest {
				stack = append(stack[:0], stack[1:]...)
			}
			stack = append(stack, open{i, count, bracketsOf[r]})
			continue
		}
		if len(stack) == 0 || !isClosing(r) {
			continue
		}
		for k := len(stack) - 1; k >= 0; k-- {
			if stack[k].close != r {
				continue
			}
			if count-stack[k].runes <= bracketRunes {
				out = append(out, bracket{stack[k].at, i + utf8.RuneLen(r)})
			}
			stack = stack[:k]
			break
		}
	}
	slices.SortFunc(out, func(a, b bracket) int { return a.start - b.start })
	return out
}
