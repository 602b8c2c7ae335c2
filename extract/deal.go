package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// How values are dealt to several subjects.

// rowBefore are the n subjects of the list before, of which a clause tells one value each:
// 发放低保金3亿元、救助金1亿元，分别惠及2万人和1万人. It is nil if there are not so many.
func (b *binder) rowBefore(n int) []subject {
	if len(b.row) == n {
		return b.row
	}
	k := len(b.history) - n
	if k < b.first || b.row != nil {
		return nil
	}
	last := b.history[len(b.history)-1]
	for i, h := range b.history[k:] {
		if h.kind != schema.Level || h.unit != last.unit || h.aside || i > 0 && !h.listed || i == 0 && h.listed && k > b.first {
			return nil
		}
		b.row = append(b.row, h.subject)
	}
	return b.row
}

// ofRow are the subjects of values that a clause gives for each of the list before.
func (b *binder) ofRow(i int, l leftPart, n int) []subject {
	if !l.each && !strings.HasPrefix(afterMarks(l.raw), "分别") && !added.MatchString(l.clean) || n < 2 || l.clean == "" || l.sep == "；" || b.known(l.clean) || len(splitMarks(b.x, l.clean, true)) > 1 {
		return nil
	}
	st := &b.stmts[i]
	if st.rule.Set.Kind != schema.Level || effectOf(l.clean) == "" && !meanOfEach.MatchString(l.clean) && b.leadingVerb(l.clean) == "" && !b.bareVerb(l.clean) {
		return nil
	}
	row := b.rowBefore(n)
	var subs []subject
	for _, o := range row {
		name := o.text
		if given.MatchString(o.verb) {
			name = o.body
		}
		if added.MatchString(l.clean) {
			subs = append(subs, b.parse(l.clean+o.body)) // 企业、合作社分别达58家、121家，净增12家、26家
			continue
		}
		subs = append(subs, b.parse(name+l.clean))
	}
	return subs
}

// meanOfEach begins a mean that says not of what it is.
var meanOfEach = nlp.NewExpr(`^(?:[年月日]?[人户亩]|[年月日])均`)

// partsShare is the name of a share with that of its part.
var partsShare = nlp.NewExpr(`^(.{2,}?)占.+(?:比重|比例)$`)

// ofAll says that a change or a place is that of all the amounts before: 均增长20%
// 以上, 均居全市首位.
var ofAll = nlp.NewExpr(`^，?(?:增幅|增速|涨幅)?(?:同比|比上年)?(?:均|都|双双)`)

// allBefore are the amounts of the clauses before st, up to ；, where it is said of
// all of them.
func (b *binder) allBefore(st *statement) (subs []subject) {
	if st.rule.Set.Kind != schema.Growth && st.rule.Set.Kind != schema.Rank || !ofAll.MatchString(b.s.text[st.start:b.s.groups[st.group].start]) {
		return nil
	}
	from := b.s.start + max(0, strings.LastIndex(b.s.text[b.s.start:st.start], "；"))
	for _, h := range b.history[b.first:] {
		if h.at < from || h.part || h.aside {
			continue
		}
		if h.kind != schema.Level {
			return nil
		}
		subs = append(subs, h.subject)
	}
	return subs
}

// rateOfEach gives rates that are said of all to each of the list that a sentence has
// just counted: 办理建议98件、提案120件，办复率均为100%.
func (b *binder) rateOfEach(l leftPart, st *statement) (subs []subject) {
	if !l.each || st.rule.Set.Kind != schema.Rate || l.sep != "，" || !ofEach.MatchString(l.clean) {
		return nil
	}
	rates := splitMarks(b.x, l.clean, true)
	for _, p := range rates {
		if utf8.RuneCountInString(p) > 4 || !ofEach.MatchString(p) {
			return nil
		}
	}
	var things []string
	for k := len(b.history) - 1; k >= b.first; k-- {
		h := b.history[k]
		if h.kind != schema.Level || h.unit != b.history[len(b.history)-1].unit || h.aside || h.part {
			break
		}
		things = append([]string{h.subject.body}, things...)
		if !h.listed {
			break
		}
	}
	if len(things) < 2 {
		return nil
	}
	for _, p := range rates {
		for _, t := range things {
			s := b.parse(t + p)
			s.attr = p // not 率 alone: what is rated next is not of 建议办复
			subs = append(subs, s)
		}
	}
	return subs
}

var (
	// inAll says of a share or an effect that those before have it together.
	inAll = nlp.NewExpr(`^[，、]?(?:[两二三四五六]者)?(?:合计|共计?|总计|合起来)(?:约?占|拉动|对|贡献)`)
	// shareThen opens a share of those of which the list said how many they are.
	shareThen = nlp.NewExpr(`^[，、]?占`)
)

// allDealt is what the subjects of the list right before have together, where one value
// is said of them all: 甲、乙、丙三大产业产值分别为7亿元、6亿元、5亿元，占总产值的40%; 甲业、乙业
// 分别增长5%、4%，合计拉动经济增长2个百分点.
func (b *binder) allDealt(i int, l leftPart) (subject, bool) {
	if i == 0 || l.each || l.clean != "" && !contributes.MatchString(l.clean) {
		return subject{}, false
	}
	said := b.s.text[l.start:b.s.groups[b.stmts[i].group].start]
	if !inAll.MatchString(said) && !(shareThen.MatchString(said) && bigClass.MatchString(b.s.text[b.segmentStart(l.start):l.start])) {
		return subject{}, false
	}
	m := len(b.items(&b.stmts[i-1]))
	if m < 2 || len(b.history)-m < b.first {
		return subject{}, false
	}
	var names []string
	for _, h := range b.history[len(b.history)-m:] {
		if !slices.Contains(names, h.subject.text) {
			names = append(names, h.subject.text)
		}
	}
	if len(names) != m {
		return subject{}, false
	}
	name := b.oneName(names)
	if name == "" {
		name = strings.Join(names, "、")
	}
	return b.parse(name + l.clean), true
}

// predicateObject reports whether what stands behind a value is a predicate, not
// a thing.
func (b *binder) predicateObject(object string) bool {
	v := b.x.words.Prefix(object, nlp.PredWord)
	return v != "" && b.wordStarts(object, v)
}

// sharedRate reports whether a lone rate is said of every member of a list:
// each of them ends in a word that is measured.
func (b *binder) sharedRate(l leftPart, st *statement) bool {
	if allMarks.Next(l.clean, 0) == len(l.clean) {
		return false // no list, as mostly
	}
	parts := splitMarks(b.x, l.clean, true)
	if len(parts) < 2 {
		return false
	}
	if _, ok := b.places(parts); ok {
		return true // 内江、眉山、自贡经济总量突破2000亿元: each of them
	}
	kind := st.rule.Set.Kind
	if kind != schema.Rate && kind != schema.Growth && kind != schema.Rank {
		return false
	}
	last := parts[len(parts)-1]
	if (kind != schema.Rate && numbers.MatchString(last) || kind == schema.Rate && ofEach.MatchString(last) && !softMarks.MatchString(l.clean)) && b.bareNames(parts) {
		return true // 科技企业、文化企业数量翻番; 联盟办学、走班教学覆盖率达80%
	}
	for _, p := range parts {
		switch {
		case strings.HasSuffix(p, "率"):
		case kind != schema.Rate && b.x.words.Suffix(p, nlp.AttrWord) != "":
		case kind != schema.Rank && strings.HasSuffix(last, "率") && b.x.words.ClassOf(p)&nlp.QualWord != 0:
		default:
			return false
		}
	}
	return true
}

var (
	// numbers ends the number of what a list names.
	numbers = nlp.NewExpr(`(?:数量|总数|户数|家数)$`)
	// ofEach ends a rate that each of a list has, and not all of them together.
	ofEach = nlp.NewExpr(`[^献有]率$`)
)

// bareNames reports whether all of a list but the last are names of things of some
// length, none of them with a measure of its own.
func (b *binder) bareNames(parts []string) bool {
	for _, p := range parts[:len(parts)-1] {
		if utf8.RuneCountInString(p) < 3 || b.attrOf(p) != "" || b.leadingVerb(p) != "" && !strings.Contains(p, "的") {
			return false
		}
	}
	return true
}

func sameUnit(items []nlp.Quantity) bool {
	for _, q := range items[1:] {
		if q.Unit.Text != items[0].Unit.Text {
			return false
		}
	}
	return true
}

// carried repeats the subjects of the statements before: the last one for a
// single value, the last n for a list.
func (b *binder) carried(n int, kind schema.Kind, raw, unit string) ([]subject, bool) {
	h := b.history
	if len(h) == 0 {
		return nil, false
	}
	if n == 1 {
		last := h[len(h)-1]
		for k := len(h) - 1; kind == schema.Delta && unit != last.unit && unit != "pp" && !strings.HasPrefix(last.unit, unit+"/") && k >= b.first; k-- {
			if h[k].unit == unit && h[k].kind == schema.Level {
				last = h[k] // 优良天数326天，优良率89%，减少5天
				break
			}
		}
		if last.shared != nil && (kind == schema.Growth || kind == schema.Level) {
			return []subject{*last.shared}, true
		}
		if m := partsShare.FindStringSubmatch(last.subject.text); m != nil && kind == schema.Level && last.kind == schema.Rate && unit != last.unit {
			return []subject{b.parse(m[1])}, true // 民生支出占财政支出比重由61%提高到73%，累计达到98亿元
		}
		if s, ok := b.stockOf(last.subject, raw); ok && kind == schema.Level {
			return []subject{s}, true
		}
		if s := last.subject; kind == schema.Growth && last.kind == schema.Level && s.verb == "净增" && b.toldBefore(s.body) {
			return []subject{b.parse(s.body)}, true // 用户由3万户增加到6万户，净增3万户，翻了一番
		}
		if last.subject.stock != nil {
			return []subject{*last.subject.stock}, true
		}
		if s := last.subject; kind == schema.Growth && last.kind == schema.Delta && pace.MatchString(s.attr) && s.text != s.attr {
			return []subject{b.parse(strings.TrimSuffix(s.text, s.attr))}, true // 增速回落0.3个百分点。一季度增长7%
		}
		if kind != schema.Level || really.MatchString(raw) {
			return []subject{b.ofBudget(last.subject)}, true
		}
		return []subject{last.subject}, true
	}
	var subs []subject
	for k := len(h) - 1; k >= b.first && len(subs) < n; k-- {
		if len(subs) > 0 && subs[0].text == h[k].subject.text {
			continue
		}
		subs = append([]subject{h[k].subject}, subs...)
	}
	for k, s := range subs {
		if stock, ok := b.stockOf(s, raw); ok && kind == schema.Level {
			subs[k] = stock
		}
	}
	return subs, len(subs) == n
}

// ofBudget is what the budget s is of, for what became of it: 财政收入预算3亿元，实际完成4亿元.
func (b *binder) ofBudget(s subject) subject {
	if m := budgeted.FindStringSubmatch(s.text); m != nil {
		return b.parse(m[1])
	}
	return s
}

var (
	// budgeted is the name of a budget, really says that something became of it.
	budgeted = nlp.NewExpr(`^(.*(?:收入|支出|资金|费|基金|投资))(?:年初|年度|全年|当年|调整)?预算(?:数)?$`)
	really   = nlp.NewExpr(`实际|完成|执行数`)
)

// stockOf is all that there is of what s says was added, where raw, the words before a
// further value, speaks of all of it: 基地 for 新增基地3个、累计达8个.
func (b *binder) stockOf(s subject, raw string) (subject, bool) {
	if !strings.Contains(raw, "累计") || !strings.HasPrefix(s.verb, "新") && !strings.HasPrefix(s.verb, "净") {
		return subject{}, false
	}
	return b.parse(s.body), true
}

// toldBefore reports whether the sentence has told of the measure name itself.
func (b *binder) toldBefore(name string) bool {
	for _, h := range b.history[b.first:] {
		if h.subject.text == name && h.kind == schema.Level {
			return true
		}
	}
	return false
}

// said is all that stands before the value of st in its clause.
func (b *binder) said(l leftPart, st *statement) string {
	from, to := l.start, b.s.groups[st.group].start
	if from > to {
		return l.raw
	}
	return b.s.text[from:to]
}

func repeat(s subject, n int) []subject {
	out := make([]subject, n)
	for i := range out {
		out[i] = s
	}
	return out
}

func repeatString(s string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = s
	}
	return out
}
