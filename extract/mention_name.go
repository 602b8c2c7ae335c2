package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Numerals that are no quantities by themselves or their neighbours.

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
	if u, ok := m.x.units.At(m.s.text[:m.s.end], p.End); p.Bare && ok && u.Role == nlp.RolePlain {
		return false // 路灯2000盏
	}
	if p.FiveYear && p.Named {
		return true
	}
	if p.Bare && p.Start > m.s.start {
		b := m.s.text[p.Start-1]
		return !('a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || b == '-' || b == '.')
	}
	return true
}

// ofPlan leads up to the years in brackets that a plan is for, which say nothing of
// the figures behind: 国土空间总体规划（2021—2035年）.
var ofPlan = nlp.NewExpr(`(?:规划|纲要|计划|方案|意见|行动|办法|清单)》?”?（$`)

// named reads a word of the lexicon with a numeral in it (三农) and a Latin name
// (5G, PM2.5, H9, IPv6, 4A).
func (m *mentionScan) named(i int) (int, bool) {
	s := m.s
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
		if before && m.abbreviated(i) {
			return i, false
		}
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
	if m.x.words.Over(s.text[:s.end], i, nlp.NameWord) {
		if wd := s.wordAt(i); wd.Is(nlp.NameWord) && !m.quantityWins(i, wd) {
			m.maskNumerals(i, wd.End, schema.ReasonName)
			return wd.End, true
		}
	}
	return i, false
}

// abbreviated reports whether the number at i has its unit and stands right behind an
// abbreviation of what is measured: GDP256.3亿元, unlike IPv6 and ISO9001.
func (m *mentionScan) abbreviated(i int) bool {
	s := m.s
	at := i
	for at > s.start && 'A' <= s.text[at-1] && s.text[at-1] <= 'Z' {
		at--
	}
	if i-at < len("GDP") || at > s.start && isAlnum(s.text[at-1]) {
		return false
	}
	n, ok := nlp.NumberAt(s.text[:s.end], i)
	if !ok || n.End-i < len("10") {
		return false // SUV7座
	}
	u, ok := m.x.units.At(s.text[:s.end], n.End)
	return ok && (u.Role == nlp.RolePlain || u.Role == nlp.RolePercent)
}

// quantityWins reports whether a number with a unit reaches beyond the name
// that starts with it: 百万 of a name against 三百万人.
func (m *mentionScan) quantityWins(i int, w nlp.Word) bool {
	n, ok := nlp.NumberAt(m.s.text[:m.s.end], i)
	if !ok {
		return false
	}
	if n.End > w.End || strings.HasPrefix(m.s.text[n.End:m.s.end], "个半") || countedBefore.MatchString(m.s.text[m.s.start:i]) { // 两个半月
		return true
	}
	u, ok := m.x.units.At(m.s.text[:m.s.end], n.End)
	return ok && n.End >= w.End && u.Role != nlp.RoleWeak
}

// countedBefore ends the member of a list before one that is counted too: 十五个乡、
// 七个镇.
var countedBefore = nlp.NewExpr(`(?:\d|[十百千][一二三四五六七八九]?)[个所家座处名位]\p{Han}{1,6}[、和]$`)

// phone leads up to a number to call or to write to.
var phone = nlp.NewExpr(`(?:电话|传真|热线|邮编|邮政编码|QQ|微信)：?$`)

// tableNumber leads up to the number of a table or a figure: 见表1.
var tableNumber = nlp.NewExpr(`(?:表|图|附件|专栏|附表|附注|注|注释)[：:]?\s*$`)

// drugs have their class in their name.
var drugs = nlp.NewExpr(`^(?:创新药|新药|中药|化药|疫苗|医疗器械)`)

// structureWord begins what orders a text rather than counts things.
var structureWord = nlp.NewExpr(`^(方面|步骤|环节|层面|维度|重要批示|字|坚持|确保|更加|转变|相结合|聚焦|着力|突出)`)

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isAlnum(c byte) bool { return isLetter(c) || '0' <= c && c <= '9' }

// noQuantity judges a numeral by itself and its nearest neighbours.
func (m *mentionScan) noQuantity(q *nlp.Quantity) (schema.Reason, bool) {
	s := m.s
	before := s.text[s.start:q.Start]
	after := s.text[q.End:s.end]
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case q.Class == nlp.RankNo && next == '度':
		return schema.ReasonName, true // 首位度
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
		case (q.Start == s.start || strings.HasSuffix(before, "：") || strings.HasSuffix(before, "；")) && !q.Chinese && (next == '.' || next == '、' || next == '．'):
			return schema.ReasonOrdinal, true // 3. of a numbered note
		case itemOpens.MatchString(before) && itemCloses.MatchString(after):
			return schema.ReasonOrdinal, true // （2）新增托位300个
		case next == '×':
			return schema.ReasonName, true // 2×66万千瓦
		case tableNumber.MatchString(before):
			return schema.ReasonOrdinal, true
		case strings.HasSuffix(before, "[") && strings.HasPrefix(after, "]"), len(s.text[q.Start:q.End]) <= 2 && (strings.HasSuffix(before, "〔") && strings.HasPrefix(after, "〕") || strings.HasSuffix(before, "【") && strings.HasPrefix(after, "】")):
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
	case strings.HasSuffix(before, "〕") && q.Class != nlp.Percent, strings.HasSuffix(before, "]") && q.Unit.Text == "号":
		return schema.ReasonDocumentNumber, true
	case q.Unit.Text == "类" && drugs.MatchString(after):
		return schema.ReasonName, true // 1类创新药
	case ordering.MatchString(q.Unit.Text):
		return schema.ReasonName, true // 500强
	case q.Class == nlp.Amount && structureWord.MatchString(after):
		return schema.ReasonName, true // 6个方面
	}
	return "", false
}

// itemOpens and itemCloses stand around the number of one of several things to do.
var (
	itemOpens  = nlp.NewExpr(`(?:^|[：；。，])\s*[（(]$`)
	itemCloses = nlp.NewExpr(`^[）)]\s*[\p{Han}“]`)
)

// chinese reports whether a Chinese numeral counts something: numerals from
// eleven on with a measure word do, small ones only where a list or a verb of
// counting leads up to them (…等三个调解室).
func (m *mentionScan) chinese(q *nlp.Quantity, before string) bool {
	if shortMedal(m.s.text[q.Start:q.End], q.Unit.Text) {
		return true
	}
	if q.Unit.Text == "位" && movedBy.MatchString(before) {
		return true
	}
	if q.Class == nlp.Bare && (q.Unit.Text == "" || q.Unit.Factor != nil) || q.Weak {
		return q.Class == nlp.Times
	}
	if q.Class == nlp.Bare && utf8.RuneCountInString(m.s.text[q.Start:q.NumEnd]) < 3 {
		return q.Bound == schema.Gt && q.Unit.Text == m.s.text[q.Start:q.End] // 旅客吞吐量破亿
	}
	if q.Class != nlp.Amount {
		return true
	}
	if d := q.Unit.Dimension; q.Unit.Factor != nil && d != "count" && d != "people" && d != "households" {
		return utf8.RuneCountInString(m.s.text[q.Start:q.NumEnd]) > 1 || q.Unit.Dimension == "currency"
	}
	if q.Unit.Text == "次" && !strings.HasSuffix(before, "达") && !strings.HasSuffix(before, "共") {
		return false // 十二次全会
	}
	if q.Value.Cmp(one) == 0 && q.Unit.Text == "个" && strings.HasSuffix(before, "建成") {
		return false // 建成一个更美的家园
	}
	if countedBefore.MatchString(before) {
		return true
	}
	if q.Value.Cmp(eleven) >= 0 || strings.ContainsAny(q.Unit.Text, "万亿") {
		return true
	}
	for _, w := range []string{"等", "共", "共有", "达", "超", "增加", "新增", "新建", "建成", "实施"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return m.countsSmall(q, before)
}

// movedBy leads to how many places something moved in an order: 较上年上升两位.
var movedBy = nlp.NewExpr(`(?:上升|提升|前移|前进|跃升|攀升|晋升|进位|下降|下滑|后移|后退|回落)了?$`)

// vagueMeasure are measure words that a small Chinese numeral mostly goes with
// where nothing is counted: 两项工作, 三个关系, 四大行动.
var vagueMeasure = nlp.NewExpr(`^(?:[个项种类次大期批届轮步条级手方份道篇步]|方面|系列|层|重)$`)

// oneBuilt leads to the one thing that was built: 新建中转站一座.
var oneBuilt = nlp.NewExpr(`(?:新建|改建|扩建|建成|建设|迁建|购置|修建)[^，。；、]{2,16}$`)

// countsSmall reports whether a Chinese numeral up to ten counts: 新建公厕五座 at the
// end of what is said, 引进三家企业 behind what is done. One counts only what was built.
func (m *mentionScan) countsSmall(q *nlp.Quantity, before string) bool {
	if q.Value.Cmp(one) <= 0 {
		next, _ := utf8.DecodeRuneInString(m.s.text[q.FullEnd:m.s.end])
		return oneBuilt.MatchString(before) && (q.FullEnd >= m.s.end || strings.ContainsRune("，。；、）", next)) && !vagueMeasure.MatchString(q.Unit.Text)
	}
	done := m.x.words.Suffix(strings.TrimSuffix(before, "了"), nlp.ActWord) != ""
	if vagueMeasure.MatchString(q.Unit.Text) {
		return q.Bound == schema.Ge && (done || strings.HasSuffix(before, "、"))
	}
	next, _ := utf8.DecodeRuneInString(m.s.text[q.FullEnd:m.s.end])
	return done || q.FullEnd >= m.s.end || strings.ContainsRune("，。；、）", next)
}
