package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A sentence is one sentence under extraction. All offsets in it are half-open
// byte ranges of text, the view of its block.
type sentence struct {
	text       string // of the whole view
	start, end int    // the sentence within text
	words      []nlp.Word
	groups     []group
	periods    []nlp.PeriodMention
	names      []masked // numbers that are no quantities
}

// masked is a number that is known to be no quantity.
type masked struct {
	start, end int
	reason     schema.Reason
}

// scan finds what a sentence mentions: quantities, times, and the numbers that
// are neither.
func (x *Extractor) scan(text string, start, end int) *sentence {
	s := &sentence{text: text, start: start, end: end}
	if !hasNumeral(text[start:end]) {
		return s
	}
	s.words = x.words.Split(text[start:end])
	for i := range s.words {
		s.words[i].Start += start
		s.words[i].End += start
	}
	sc := mentionScan{x: x, s: s, quotes: quotes(text, start, end)}
	sc.run()
	s.groups = makeGroups(text, sc.found)
	return s
}

// hasNumeral is a cheap look whether text can hold a number at all.
func hasNumeral(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c-'0' <= 9 {
			return true
		} else if c >= utf8.RuneSelf {
			r, w := utf8.DecodeRuneInString(text[i:])
			if isNumeral(r) || r == '翻' {
				return true
			}
			i += w - 1
		}
	}
	return false
}

// isNumeral reports whether r is a Chinese numeral or a numbering sign.
func isNumeral(r rune) bool {
	return strings.ContainsRune("零〇一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億", r)
}

type quote struct {
	start, end int // the marks included
	title      bool
}

// quotes finds “…”, 《…》 and ‘…’ that are closed within [start, end).
func quotes(text string, start, end int) []quote {
	var out []quote
	for i := start; i < end; {
		r, w := utf8.DecodeRuneInString(text[i:])
		closing := ""
		switch r {
		case '“':
			closing = "”"
		case '《':
			closing = "》"
		case '「':
			closing = "」"
		}
		if closing != "" {
			if k := strings.Index(text[i+w:end], closing); k >= 0 {
				e := i + w + k + len(closing)
				out = append(out, quote{i, e, r == '《'})
				i = e
				continue
			}
		}
		i += w
	}
	return out
}

// mentionScan walks one sentence from left to right.
type mentionScan struct {
	x      *Extractor
	s      *sentence
	quotes []quote
	found  []nlp.Quantity
	word   int // index of the word at the current place
}

func (m *mentionScan) run() {
	s := m.s
	from := s.start
	for i := s.start; i < s.end; {
		r, w := utf8.DecodeRuneInString(s.text[i:])
		if !m.opens(r) {
			i += w
			continue
		}
		end := m.at(i, from)
		if end > i {
			i, from = end, end
		} else {
			i += w
		}
	}
}

// opens reports whether a mention can start with r.
func (m *mentionScan) opens(r rune) bool {
	return '0' <= r && r <= '9' || isNumeral(r) || strings.ContainsRune("第前上下今去明本“《「过近未翻这①②③④⑤⑥⑦⑧⑨⑩", r)
}

// at reads the mention at i and returns where it ends; i if there is none.
func (m *mentionScan) at(i, from int) int {
	s := m.s
	r, w := utf8.DecodeRuneInString(s.text[i:])
	if strings.ContainsRune("①②③④⑤⑥⑦⑧⑨⑩", r) {
		m.mask(i, i+w, schema.ReasonOrdinal)
		return i + w
	}
	if q, ok := m.quoted(i); ok {
		if p, ok := nlp.PeriodAt(s.text, i); ok && p.End >= q.end {
			s.periods = append(s.periods, p)
			return p.End
		}
		if m.isName(q) {
			m.maskNumerals(q.start, q.end, schema.ReasonName)
			return q.end
		}
		return i
	}
	if p, ok := nlp.PeriodAt(s.text[:s.end], i); ok && m.timeHere(p) {
		s.periods = append(s.periods, p)
		return p.End
	}
	if end, ok := m.named(i); ok {
		return end
	}
	c := nlp.Scanner{Units: m.x.units, Hedges: m.x.hedges}
	q, ok := c.At(s.text[:s.end], i, from)
	if !ok {
		return i
	}
	if reason, bad := m.noQuantity(&q); bad {
		m.mask(q.Start, max(q.NumEnd, q.Start+w), reason)
		return max(q.NumEnd, q.Start+w)
	}
	m.found = append(m.found, q)
	return q.FullEnd
}

func (m *mentionScan) mask(start, end int, why schema.Reason) {
	m.s.names = append(m.s.names, masked{start, end, why})
}

// maskNumerals masks every run of numerals in [start, end).
func (m *mentionScan) maskNumerals(start, end int, why schema.Reason) {
	for i := start; i < end; {
		n := numeralRun(m.s.text[:end], i)
		if n > i {
			m.mask(i, n, why)
			i = n
			continue
		}
		_, w := utf8.DecodeRuneInString(m.s.text[i:])
		i += w
	}
}

// numeralRun returns where the run of digits (with its points and thousands
// commas) or of Chinese numerals that starts at i ends; i if none does.
func numeralRun(s string, i int) int {
	if c := s[i]; '0' <= c && c <= '9' {
		j := i
		for j < len(s) && ('0' <= s[j] && s[j] <= '9' || (s[j] == '.' || s[j] == ',') && j+1 < len(s) && '0' <= s[j+1] && s[j+1] <= '9') {
			j++
		}
		return j
	}
	j := i
	for j < len(s) {
		r, w := utf8.DecodeRuneInString(s[j:])
		if !isNumeral(r) {
			break
		}
		j += w
	}
	return j
}
