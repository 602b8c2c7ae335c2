package panel

import "strings"

// A Quote is the sentence of a figure, cut where the figure stands: the same
// number may stand in it twice.
type Quote struct{ Before, Surface, After string }

// quoteOf cuts a sentence at the surface that starts at a character of text;
// at the first such surface where text is another.
func quoteOf(text []rune, charStart int32, sentence, surface string) Quote {
	first := -1
	for from := 0; surface != ""; {
		i := strings.Index(sentence[from:], surface)
		if i < 0 {
			break
		}
		i += from
		before := []rune(sentence[:i])
		if at := int(charStart); at <= len(text) && at >= len(before) && string(text[at-len(before):at]) == sentence[:i] {
			first = i
			break
		}
		if first < 0 {
			first = i
		}
		from = i + len(surface)
	}
	if first < 0 {
		return Quote{Before: sentence}
	}
	return Quote{sentence[:first], surface, sentence[first+len(surface):]}
}

// Line is the quote on one line with its figure in brackets, and at most so
// many characters of the sentence before and behind it; … stands for the rest.
func (q Quote) Line(before, after int) string {
	b, a := []rune(oneLine(q.Before)), []rune(oneLine(q.After))
	head, tail := "", ""
	if q.Surface == "" {
		before += after
		if len(b) > before {
			return string(b[:before]) + "…"
		}
		return string(b)
	}
	if len(b) > before {
		head, b = "…", b[len(b)-before:]
	}
	if len(a) > after {
		tail, a = "…", a[:after]
	}
	return head + string(b) + "【" + oneLine(q.Surface) + "】" + string(a) + tail
}

// oneLine takes out what wraps a line.
func oneLine(s string) string { return strings.NewReplacer("\r", "", "\n", "", "\t", " ").Replace(s) }
