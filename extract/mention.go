package extract

import (
	"strings"
	"unicode"
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

// A group is a list of quantities with nothing but 、 or 和 between them:
// 621.6万人、125.7万吨. Most groups hold one.
type group struct {
	start, end int // hedges included
	class      nlp.Class
	items      []nlp.Quantity
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

// quoted returns the quotation that starts at i.
func (m *mentionScan) quoted(i int) (quote, bool) {
	for _, q := range m.quotes {
		if q.start == i {
			return q, true
		}
	}
	return quote{}, false
}

// isName reports whether what stands in quotation marks is a name rather than
// a sentence with figures of its own.
func (m *mentionScan) isName(q quote) bool {
	return q.title || utf8.RuneCountInString(m.s.text[q.start:q.end]) <= 22
}

// timeHere rules out what only looks like a time: 十五 of 十五个.
func (m *mentionScan) timeHere(p nlp.PeriodMention) bool {
	if p.FiveYear && p.Named {
		return true
	}
	if p.Bare && p.Start > m.s.start {
		b := m.s.text[p.Start-1]
		return !('a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || b == '-' || b == '.')
	}
	return true
}

// named reads a word of the lexicon with a numeral in it (三农) and a Latin name
// (5G, PM2.5, H9, IPv6, 4A).
func (m *mentionScan) named(i int) (int, bool) {
	s := m.s
	for m.word < len(s.words) && s.words[m.word].End <= i {
		m.word++
	}
	c := s.text[i]
	if c < utf8.RuneSelf {
		j := i
		for j < s.end && (s.text[j] == '.' || isAlnum(s.text[j])) {
			j++
		}
		before := i > s.start && isLetter(s.text[i-1])
		if !before && i > s.start && s.text[i-1] == '-' && i-1 > s.start && isLetter(s.text[i-2]) {
			before = true
		}
		k := i
		for k < j && !isLetter(s.text[k]) {
			k++
		}
		letters := s.text[k:j]
		if before {
			m.mask(i, k, schema.ReasonName)
			return k, true
		}
		if letters != "" {
			if len(letters) == 1 && strings.Contains("ABCDEFGHKQRSTVXYZ", letters) {
				m.mask(i, k, schema.ReasonName) // 5G, 4A
				return k, true
			}
			if u, ok := m.x.units.At(s.text[:s.end], k); ok && u.End >= j {
				return i, false
			}
			m.mask(i, k, schema.ReasonName)
			return k, true
		}
		return i, false
	}
	if m.word < len(s.words) {
		wd := s.words[m.word]
		if wd.Is(nlp.NameWord) && wd.Start <= i && !m.quantityWins(i, wd) {
			m.maskNumerals(i, wd.End, schema.ReasonName)
			return wd.End, true
		}
	}
	return i, false
}

// quantityWins reports whether a number with a unit reaches beyond the name
// that starts with it: 百万 of a name against 三百万人.
func (m *mentionScan) quantityWins(i int, w nlp.Word) bool {
	n, ok := nlp.NumberAt(m.s.text[:m.s.end], i)
	if !ok {
		return false
	}
	if n.End > w.End {
		return true
	}
	u, ok := m.x.units.At(m.s.text[:m.s.end], n.End)
	return ok && n.End >= w.End && u.Role != nlp.RoleWeak
}

// phone leads up to a number to call or to write to.
var phone = nlp.NewExpr(`(?:电话|传真|热线|邮编|邮政编码|QQ|微信)：?$`)

// tableNumber leads up to the number of a table or a figure: 见表1.
var tableNumber = nlp.NewExpr(`(?:表|图|附件|专栏|附表|附注|注|注释)[：:]?\s*$`)

// structureWord begins what orders a text rather than counts things.
var structureWord = nlp.NewExpr(`^(方面|步骤|环节|层面|维度|重要批示|字|坚持|确保|更加|转变|相结合|聚焦|着力|突出)`)

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
func isAlnum(c byte) bool  { return isLetter(c) || '0' <= c && c <= '9' }

// noQuantity judges a numeral by itself and its nearest neighbours.
func (m *mentionScan) noQuantity(q *nlp.Quantity) (schema.Reason, bool) {
	s := m.s
	before := s.text[s.start:q.Start]
	after := s.text[q.End:s.end]
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case q.Class == nlp.RankNo:
		if strings.HasSuffix(s.text[q.Start:q.End], "位") || strings.HasSuffix(s.text[q.Start:q.End], "名") {
			return "", false
		}
		if after == "" || strings.ContainsRune("，。；、）和及与", next) {
			return "", false
		}
		return schema.ReasonOrdinal, true
	case q.Chinese && q.Class != nlp.Percent && q.Class != nlp.Doubling && !m.chinese(q, before):
		return schema.ReasonName, true
	case strings.HasSuffix(before, "前") && q.Class == nlp.Percent:
		return schema.ReasonName, true // 前千分之一
	case strings.HasSuffix(before, "每") && q.Class != nlp.Percent:
		return schema.ReasonThreshold, true
	case q.Class == nlp.Bare && q.Unit.Text == "" && q.Max == nil:
		switch {
		case strings.HasPrefix(after, ".") && startsHan(after[1:]):
			return schema.ReasonOrdinal, true // 3.坚持底线思维
		case phone.MatchString(before), strings.HasSuffix(before, "T "), strings.HasSuffix(before, "T"):
			return schema.ReasonDocumentNumber, true
		case (q.Start == s.start || strings.HasSuffix(before, "：")) && !q.Chinese && (next == '.' || next == '、' || next == '．'):
			return schema.ReasonOrdinal, true // 3. of a numbered note
		case next == '×':
			return schema.ReasonName, true // 2×66万千瓦
		case tableNumber.MatchString(before):
			return schema.ReasonOrdinal, true
		case strings.HasSuffix(before, "[") && strings.HasPrefix(after, "]"):
			return schema.ReasonOrdinal, true // a footnote mark
		case strings.HasPrefix(after, "强"), strings.HasPrefix(after, "+"), strings.HasSuffix(before, "+"):
			return schema.ReasonName, true
		case strings.HasPrefix(after, "号"):
			return schema.ReasonDocumentNumber, true
		case unicode.Is(unicode.Han, next) && q.Value.IsInt() && !strings.ContainsRune("降升提增缩扩减到至下上左以的和及与或多余个", next):
			return schema.ReasonName, true // 关中5市, 国考10市
		}
	case strings.HasSuffix(before, "×"):
		return schema.ReasonName, true
	case strings.HasPrefix(after, "级") && q.Max == nil && !q.Weak, strings.HasSuffix(q.Unit.Text, "级") && q.Unit.Text != "级":
		return schema.ReasonName, true // 100亿级
	case strings.HasSuffix(before, "〕"), strings.HasSuffix(before, "]") && q.Unit.Text == "号":
		return schema.ReasonDocumentNumber, true
	case ordering.MatchString(q.Unit.Text):
		return schema.ReasonName, true // 500强
	case q.Class == nlp.Amount && structureWord.MatchString(after):
		return schema.ReasonName, true // 6个方面
	}
	return "", false
}

// chinese reports whether a Chinese numeral counts something: numerals from
// eleven on with a measure word do, small ones only where a list or a verb of
// counting leads up to them (…等三个调解室).
func (m *mentionScan) chinese(q *nlp.Quantity, before string) bool {
	if q.Class == nlp.Bare && (q.Unit.Text == "" || q.Unit.Factor != nil) || q.Weak {
		return q.Class == nlp.Times
	}
	if q.Class == nlp.Bare && utf8.RuneCountInString(m.s.text[q.Start:q.NumEnd]) < 3 {
		return false
	}
	if q.Class != nlp.Amount {
		return true
	}
	if q.Unit.Factor != nil && q.Unit.Dimension != "count" {
		return utf8.RuneCountInString(m.s.text[q.Start:q.NumEnd]) > 1 || q.Unit.Dimension == "currency"
	}
	if q.Unit.Text == "次" && !strings.HasSuffix(before, "达") && !strings.HasSuffix(before, "共") {
		return false // 十二次全会
	}
	if q.Value.Cmp(eleven) >= 0 || strings.ContainsAny(q.Unit.Text, "万亿") {
		return true
	}
	for _, w := range []string{"等", "共", "共有", "达", "超", "增加", "新增", "新建", "建成", "实施"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
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

// makeGroups joins quantities that follow one another in a list.
func makeGroups(text string, qs []nlp.Quantity) []group {
	var out []group
	for _, q := range qs {
		if n := len(out); n > 0 && joins(text, out[n-1], q) {
			g := &out[n-1]
			g.items = append(g.items, q)
			g.end, g.class = q.FullEnd, q.Class
			carryUnit(g)
			carryHedge(g)
			continue
		}
		out = append(out, group{q.FullStart, q.FullEnd, q.Class, []nlp.Quantity{q}})
	}
	return out
}

// joins reports whether q goes on the list g.
func joins(text string, g group, q nlp.Quantity) bool {
	if reached := text[q.FullStart:q.Start]; len(reached) >= len("突破") && reached != "不低于" && reached != "超过" {
		return false // 新增1700公里、突破7000公里
	}
	switch text[g.end:q.FullStart] {
	case "、", "和", "及", "与", "以及", "、和":
	default:
		return false
	}
	last := g.items[len(g.items)-1]
	switch {
	case g.class == nlp.RatioNos || q.Class == nlp.RatioNos:
		return false
	case g.class == nlp.RankNo:
		return q.Class == nlp.RankNo || q.Class == nlp.Amount && q.Unit.Text == "位"
	case q.Unit.Text != last.Unit.Text && (q.Weak || q.FullEnd > q.End && startsHan(text[q.FullEnd:])):
		return false // 3.7人、3岁以下婴幼儿托位5个
	case last.Class == q.Class, last.Class == nlp.Bare:
		return true
	case q.Class == nlp.Points && last.Unit.Text == "个":
		return true
	}
	return false
}

func startsHan(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Han, r)
}

// carryHedge lets a hedge before the first or behind the last of a list hold
// for those that have none: 超过98%、85%.
func carryHedge(g *group) {
	first, last := g.items[0], g.items[len(g.items)-1]
	for i := range g.items {
		q := &g.items[i]
		if q.Bound != schema.Eq || q.Modifier != "" {
			continue
		}
		if first.FullStart < first.Start {
			q.Bound, q.Modifier = first.Bound, first.Modifier
		} else if last.FullEnd > last.End && last.FullStart == last.Start {
			q.Bound, q.Modifier = last.Bound, last.Modifier
		}
	}
}

// carryUnit gives the unit at the end of a list to the members before it that
// have none: 78.3、16.4万吨; 3.5个、3个百分点.
func carryUnit(g *group) {
	last := g.items[len(g.items)-1]
	if g.class == nlp.Amount && g.items[0].Class == nlp.RankNo {
		last = g.items[0]
		for i := range g.items {
			g.items[i].Class, g.items[i].Unit = last.Class, last.Unit
		}
		g.class = nlp.RankNo
		return
	}
	for i := range g.items[:len(g.items)-1] {
		q := &g.items[i]
		bare := q.Class == nlp.Bare && last.Class != nlp.Bare
		if bare || last.Class == nlp.Points && q.Class == nlp.Amount && q.Unit.Text == "个" {
			if bare && q.Unit.Text != "" && !strings.HasPrefix(last.Unit.Text, q.Unit.Text) {
				continue
			}
			q.Unit, q.Class, q.Weak = last.Unit, last.Class, last.Weak
		}
	}
}
