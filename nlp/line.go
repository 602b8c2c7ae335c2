package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zhibiao/schema"
)

// A line is one non-blank line of a text and what it looks like by itself.
type line struct {
	span   schema.Span // without the space around it
	text   string      // what span covers
	runes  int
	width  int  // columns: an ideograph takes two
	indent int  // columns of space before it
	blank  int  // blank lines before it
	broken bool // a page furniture line or a form feed stands before it

	kind  schema.BlockKind
	level int // of a heading
	md    int // marks of a Markdown heading
	table *tableRow
	mark  *Mark // what the file says of it; nil if nothing
}

// readLines lists the non-blank lines of text.
func readLines(text string) []line {
	out := make([]line, 0, 1+strings.Count(text, "\n"))
	blank, feed := 0, false
	for start := 0; start < len(text); {
		end, next := len(text), len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end, next = start+i, start+i+1
		}
		raw := text[start:end]
		s := strings.TrimFunc(raw, isLineSpace)
		if strings.Contains(raw, "\f") {
			feed = true
		}
		if s == "" {
			blank++
		} else {
			at := start + strings.Index(raw, s)
			l := line{span: schema.Span{Start: at, End: at + len(s)}, text: s, blank: blank, broken: feed}
			l.runes, l.width = measure(s)
			_, l.indent = measure(raw[:at-start])
			out = append(out, l)
			blank, feed = 0, false
		}
		start = next
	}
	return out
}

func isLineSpace(r rune) bool { return unicode.IsSpace(r) || isZeroWidth(r) }

// measure is the number of characters of s and of the columns that they take in a
// fixed-width face.
func measure(s string) (runes, width int) {
	for i := 0; i < len(s); runes++ {
		if IsIdeograph(s[i]) && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 {
			i, width = i+3, width+2
			continue
		}
		r, n := decode(s, i)
		i += n
		switch {
		case isZeroWidth(r):
		case r == '\t':
			width += 4
		case r >= 0x2E80, r == '“', r == '”', r == '—', r == '…':
			width += 2
		default:
			width++
		}
	}
	return runes, width
}

// last is the last character of s.
func last(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// endsSentence reports whether nothing of the sentence can follow s.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "”’\"）)】》①②③④⑤⑥⑦⑧⑨⑩ ")
	return s != "" && strings.ContainsRune("。！？!?", last(s))
}

// endsClause reports whether s ends in a mark after which a new line may start.
func endsClause(s string) bool {
	return endsSentence(s) || strings.ContainsRune("；;：:…", last(s))
}

// hanCount is the number of ideographs in s.
func hanCount(s string) int {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// A numbering is how a line is numbered: the level of heading it makes, and
// the bytes it takes.
type numbering struct{ level, size int }

// numberingOf reads the number at the start of s: 一、 is level 1, （一） 2,
// 1. and 1、 3, （1） and ① 4; 第一章 is 1, 第一节 2, 专栏1 3, 附件1 1. The zero
// numbering means none.
func numberingOf(s string) numbering {
	if n, ok := strings.CutPrefix(s, "第"); ok {
		k := hanNumber(n)
		if k == 0 {
			k = digitRun(n)
		}
		for unit, level := range map[string]int{"部分": 1, "章": 1, "篇": 1, "编": 1, "节": 2} {
			if k > 0 && strings.HasPrefix(n[k:], unit) {
				return numbering{level, len("第") + k + len(unit)}
			}
		}
		return numbering{}
	}
	for _, w := range []struct {
		word  string
		level int
	}{{"专栏", 3}, {"附件", 1}, {"附录", 1}, {"附表", 1}} {
		if n, ok := strings.CutPrefix(s, w.word); ok {
			n = strings.TrimLeft(n, " ")
			if k := max(hanNumber(n), digitRun(n)); k > 0 && len(n[k:]) < 3*40 {
				return numbering{w.level, len(s) - len(n) + k}
			}
			return numbering{}
		}
	}
	if k := hanNumber(s); k > 0 {
		m := markAfter(s[k:], "、", "．", ".")
		rest := s[k+m:]
		if more := hanNumber(rest); m == 0 || more > 0 && markAfter(rest[more:], "、", "季", "产", "线", "类", "级", "月") > 0 && !headsQuarter(s[:k], rest, more) {
			return numbering{} // 一、二、三产业; 三、四季度
		}
		return numbering{1, k + m}
	}
	if k := digitRun(s); k > 0 && k <= 3 {
		m := markAfter(s[k:], "、", "．", ".", "）", ")")
		if m > 0 && digitRun(s[k+m:]) == 0 {
			return numbering{3, k + m}
		}
		return numbering{}
	}
	return bracketNumbering(s)
}

// headsQuarter reports whether rest, which begins with a number of n bytes, is a heading
// on one quarter with the number before it, and no list of two: 三、二季度工作打算.
func headsQuarter(number, rest string, n int) bool {
	const digits = "一二三四五六七八九十"
	if markAfter(rest[n:], "季") == 0 {
		return false
	}
	from, to := strings.Index(digits, number), strings.Index(digits, rest[:n])
	return from >= 0 && to >= 0 && to <= from
}

// bracketNumbering reads （一） （1） and ①.
func bracketNumbering(s string) numbering {
	if m := markAfter(s, "（", "("); m > 0 {
		k, level := hanNumber(s[m:]), 2
		if k == 0 {
			k, level = digitRun(s[m:]), 4
		}
		if k == 0 || k > 2 && level == 4 {
			return numbering{}
		}
		if e := markAfter(s[m+k:], "）", ")"); e > 0 {
			return numbering{level, m + k + e}
		}
	}
	if r, n := utf8.DecodeRuneInString(s); '①' <= r && r <= '⑳' {
		return numbering{4, n}
	}
	return numbering{}
}

// hanNumber is the length of the run of Chinese numerals that starts s.
func hanNumber(s string) int {
	for i, r := range s {
		if !strings.ContainsRune("一二三四五六七八九十百", r) {
			return i
		}
	}
	return len(s)
}

// digitRun is the length in bytes of the run of digits that starts s.
func digitRun(s string) int {
	for i, r := range s {
		if !isDigit(foldRune(r)) {
			return i
		}
	}
	return len(s)
}

// markAfter is the length of the first of marks that starts s, 0 if none does.
func markAfter(s string, marks ...string) int {
	for _, m := range marks {
		if strings.HasPrefix(s, m) {
			return len(m)
		}
	}
	return 0
}
