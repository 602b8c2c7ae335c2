package extract

import (
	"strings"
	"sync"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A sentence is one sentence under extraction. All offsets in it are half-open
// byte ranges of text, the view of its block.
type sentence struct {
	text       string // of the whole view
	start, end int    // the sentence within text
	numeral    bool   // there is a number in it
	words      sentenceWords
	groups     []group
	periods    []nlp.PeriodMention
	names      []masked       // numbers that are no quantities
	found      []nlp.Quantity // those of groups, one after the other
	best       []statement    // of groups, as rules are matched
	stmts      []statement
}

// masked is a number that is known to be no quantity.
type masked struct {
	start, end int
	reason     schema.Reason
}

// scan finds what a sentence mentions: quantities, times, and the numbers that
// are neither.
func (x *Extractor) scan(text string, start, end int) *sentence {
	s := sentences.Get().(*sentence)
	s.text, s.start, s.end = text, start, end
	if !hasNumeral(text[start:end]) {
		return s
	}
	s.numeral = true
	s.words.lexicon = x.words
	sc := mentionScan{x: x, s: s, quotes: quotes(text, start, end)}
	sc.run()
	s.groups = makeGroups(s.groups, text, s.found)
	unitFromBehind(s.groups, text)
	return s
}

// sentences keeps the memory of sentences that are done with.
var sentences = sync.Pool{New: func() any { return &sentence{} }}

// free gives the memory of a sentence to the next. Nothing of it may be in use.
func (s *sentence) free() {
	clear(s.found) // of values that observations hold
	*s = sentence{
		found: s.found[:0], groups: s.groups[:0], periods: s.periods[:0], names: s.names[:0], best: s.best[:0], stmts: s.stmts[:0],
		words: sentenceWords{clauses: s.words.clauses[:0]},
	}
	sentences.Put(s)
}

// hasNumeral is a cheap look whether text can hold a number at all.
func hasNumeral(text string) bool {
	for i := numeralSigns.Next(text, 0); i < len(text); i = numeralSigns.Next(text, i+len("首")) {
		sign := strings.HasPrefix(text[i:], "首") || strings.HasPrefix(text[i:], "榜")
		if !sign || strings.HasPrefix(text[i:], "首位") || strings.HasPrefix(text[i:], "榜首") {
			return true
		}
	}
	return false
}

// What a number is written with, and what a mention can start with.
const chineseNumerals = "零〇一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億"

var (
	numerals     = nlp.NewRunes(chineseNumerals)
	figures      = nlp.NewRunes("0123456789" + chineseNumerals)
	numeralSigns = nlp.NewRunes("0123456789翻首榜" + chineseNumerals)
	mentionStart = nlp.NewRunes("0123456789第首榜前上下今去明本“《「过近未后翻这年①②③④⑤⑥⑦⑧⑨⑩" + chineseNumerals)
	circled      = nlp.NewRunes("①②③④⑤⑥⑦⑧⑨⑩")
)

// isNumeral reports whether r is a Chinese numeral or a numbering sign.
func isNumeral(r rune) bool {
	return numerals.Has(r)
}

type quote struct {
	start, end int // the marks included
	title      bool
}

// quotes finds “…”, 《…》 and ‘…’ that are closed within [start, end).
func quotes(text string, start, end int) []quote {
	var out []quote
	unclosed := "" // what no longer closes
	for i := start; i < end; {
		if nlp.IsIdeograph(text[i]) {
			i += 3
			continue
		} else if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, w := nlp.Decode(text, i)
		closing := ""
		switch r {
		case '“':
			closing = "”"
		case '《':
			closing = "》"
		case '「':
			closing = "」"
		}
		if closing != "" && !strings.Contains(unclosed, closing) {
			if k := strings.Index(text[i+w:end], closing); k >= 0 {
				e := i + w + k + len(closing)
				out = append(out, quote{i, e, r == '《'})
				i = e
				continue
			}
			unclosed += closing
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
}

func (m *mentionScan) run() {
	s := m.s
	from := s.start
	if s.start > 0 && s.start < s.end { // of a number that was cut
		_, w := utf8.DecodeLastRuneInString(s.text[:s.start])
		if n := numeralRun(s.text[:s.end], s.start); n > s.start && numeralRun(s.text[:s.start], s.start-w) == s.start {
			m.mask(s.start, n, schema.ReasonOther)
			from = n
		}
	}
	for i := mentionStart.Next(s.text[:s.end], from); i < s.end; i = mentionStart.Next(s.text[:s.end], i) {
		if end := m.at(i, from); end > i {
			i, from = end, end
		} else {
			_, w := nlp.Decode(s.text, i)
			i += w
		}
	}
}

// at reads the mention at i and returns where it ends; i if there is none.
func (m *mentionScan) at(i, from int) int {
	s := m.s
	r, w := nlp.Decode(s.text, i)
	if circled.Has(r) {
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
		if ofPlan.MatchString(s.text[s.start:i]) && strings.HasPrefix(s.text[p.End:s.end], "）") {
			m.maskNumerals(i, p.End, schema.ReasonDate)
			return p.End
		}
		s.periods = append(s.periods, p)
		return p.End
	}
	if end, ok := m.named(i); ok {
		return end
	}
	if end := tooLong(s.text[:s.end], i); end > i {
		m.mask(i, end, schema.ReasonOther)
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
	s.found = append(s.found, q)
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
		_, w := nlp.Decode(m.s.text, i)
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
		r, w := nlp.Decode(s, j)
		if !isNumeral(r) {
			break
		}
		j += w
	}
	return j
}
