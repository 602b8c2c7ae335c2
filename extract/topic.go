package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Topics: what a lead-in (在…中, 从…看, 分…看) says of all that a sentence tells.

// A lead is what a lead-in says that a sentence tells of.
type lead struct {
	subject
	at   int  // where it stands in the view
	in   bool // 中 makes it what the sentence gives parts of
	seen bool // it is only what the sentence looks at: 从产量看
	// crossed is what has the shares of each of several wholes that the sentence names.
	crossed string
}

// noteTopic remembers a clause 在…中 before this one: its subject holds for the
// rest of the sentence.
func (b *binder) noteTopic(l *leftPart) {
	if l.limit == b.s.start {
		first := b.s.text[l.limit:l.end]
		clause, _, _ := strings.Cut(first, "，")
		if what := b.lookedAt(clause); what != "" {
			b.topic = lead{subject: b.parse(what), at: l.limit, seen: true}
		} else if !viewed.MatchString(clause) && !strings.HasPrefix(first, "其中") {
			b.topic = lead{}
		} else if head := b.sizeBefore(); head != "" && b.topic.text == "" && !wholeEconomy.MatchString(b.s.text[b.s.start:b.s.end]) {
			b.topic = lead{subject: b.parse(head), at: l.limit}
		}
	}
	for clause := range strings.SplitSeq(b.s.text[l.limit:l.start], "，") {
		if m := productsOf.FindStringSubmatch(clause); m != nil && l.limit == b.s.start {
			b.topic = lead{subject: b.parse(m[1]), at: l.limit, in: true}
		}
		clause = stops.Trim(clause)
		if m := among.FindStringSubmatch(clause); m != nil {
			if !standingIn.MatchString(m[1]) {
				m[1] = strings.TrimPrefix(m[1], "在")
			}
			at := l.limit + strings.Index(b.s.text[l.limit:l.start], m[1])
			front, _ := b.stripFront(at, at+len(m[1]))
			front += len(example.FindString(b.s.text[front : at+len(m[1])]))
			b.topic = lead{subject: b.parse(b.surveyOwner(b.s.text[front : at+len(m[1])])), at: at, in: strings.HasSuffix(clause, "中")}
			if prev, ok := b.previous(); ok && at == l.limit && strings.HasSuffix(prev.subject.text, b.topic.text) {
				b.topic.subject = prev.subject // 在企业8500名职工中
			}
		}
	}
}

// productsOf is a clause that only names the measure of all that the sentence lists:
// 主要产品产量：水泥30万吨，饲料4万吨; 主要产品产量有增有减，其中原煤80万吨.
var productsOf = nlp.NewExpr(`^((?:主要|重点)\p{Han}{2,10}?(?:产量|产销量|销量|零售额|进口量|出口量|价格))(?:(?:如下|为|是|分别为|情况如下|情况)?：|(?:有升有降|有增有减|有涨有跌|增减不一|\p{P}升\p{P}降)?$)`)

// wholeEconomy is in a sentence that tells of the whole economy and its three industries,
// not of enterprises of some size: 从产业看，一产增长3%.
var wholeEconomy = nlp.NewExpr(`[一二三]产|第[一二三]产业|三次产业|生产总值`)

// standingIn begins a name with 在: 在校学生.
var standingIn = nlp.NewExpr(`^在(?:[建岗册研库营读]|校[^园区]|园[^区]|职[^工])`)

// example leads in what is only an example.
var example = nlp.NewExpr(`^(?:例?如|譬如|比如)`)

// inBody is a clause that says itself what it tells of the parts of.
var inBody = nlp.NewExpr(`^(.{3,16}?)中([^，]{4,})$`)

// withinBody makes the topic of a sentence of what a clause says that it tells of the
// parts of, although no mark follows, and returns the rest: 城镇市场零售额 of 限额以上单位
// 中城镇市场零售额, 医药制造业投资 of 高技术制造业投资中医药制造业投资.
func (b *binder) withinBody(body string, from int) string {
	if !strings.Contains(body, "中") {
		return body
	}
	m := inBody.FindStringSubmatch(body)
	if m == nil {
		return body
	}
	if attr := b.attrOf(m[1]); sizeHead(m[1]) == "" && (!b.measures(attr) || !strings.HasSuffix(m[2], attr)) {
		return body
	}
	at := from + len(m[1])
	if w := b.s.wordAt(at); w.Start != at || w.End != at+len("中") {
		return body
	}
	b.topic = lead{subject: b.parse(m[1]), at: from, in: true}
	return m[2]
}

// looks is a lead-in that names the measure of what follows: 从工业总产值看. How
// much or many there is of something is none.
var looks = nlp.NewExpr(`^从(.{0,12}(?:产量|[^平均]值|[^差限]额|投资|收入|利润|消费量|用电量|外资|出口|价格|[^总质数增流][^总质数增流]量))上?(?:看|来看)$`)

// lookedAt is the measure that such a clause names; "" if it is none.
func (b *binder) lookedAt(clause string) string {
	if !strings.HasPrefix(clause, "从") {
		return ""
	}
	if m := looks.FindStringSubmatch(clause); m != nil && b.measures(b.attrOf(m[1])) {
		return b.stripText(m[1])
	}
	return ""
}

// countedOff is a topic that only counts what it speaks of.
var countedOff = nlp.NewExpr(`^[两三四五六七八九十]大\p{Han}*(?:产业|行业|集群|板块|门类)$`)

// withTopic adds what holds for the whole sentence: the topic of 在…中, and the
// measure that a bare branch takes from the statement before (集体企业下降).
func (b *binder) withTopic(s subject, st *statement, has bool) subject {
	relative := st.rule.Set.Kind == schema.Growth || st.rule.Set.Kind == schema.Delta && !strings.Contains(s.text, "拉动")
	sector := relative && s.attr == "" && b.x.words.Suffix(s.text, nlp.SectorWord) != ""
	attr := b.topic.attr
	if st.rule.Set.Kind == schema.Level || st.rule.Set.Kind == schema.Rate {
		text := s.text
		if s.attr == "" && b.measures(attr) && s.text != b.topic.text { // 主要产品产量中，水泥…
			text = merge(text, attr)
		} else if b.topic.in && st.rule.Set.Kind == schema.Level && text != "" && b.qualifies(text) && !generalHead.MatchString(b.topic.text) {
			text += b.topic.text // 百岁老人中，女性90人
		} else if b.topic.in && s.attr == "" && st.rule.Set.Kind == schema.Level && isCount(b.s.groups[st.group].items[0]) && units.MatchString(b.topic.text) && branchName.MatchString(text) && !strings.HasPrefix(b.topic.text, text) {
			text = merge(text, b.topic.text) // 工业企业法人单位中，制造业80个
		} else if whole := b.dividedWhole(st); whole != "" && has && s.attr == "" && s.verb == "" && b.x.words.Suffix(s.text, nlp.SectorWord) != "" {
			text += whole
		}
		if head := b.topicHead(s, ""); (b.topic.in || b.samePiece(s)) && sizeHead(head) != "" && sizeHead(text) == "" && st.whole == "" && !shareOnly.MatchString(s.attr) {
			text = merge(head, text) // 规模以上工业中，轻工业增加值20亿元
		} else if b.otherMoney(s, st) {
			text = b.topic.text + "中" + text
		}
		if text == s.text {
			return s
		}
		return b.parse(text)
	}
	if countedOff.MatchString(b.topic.text) && attr == "" {
		return s // 三大支柱产业中，建材增长7%
	}
	above := ""
	if sector && attr == "" && has && len(b.history) > 0 {
		attr, above = b.measureBefore()
	}
	head := b.topicHead(s, above)
	if head == "" && !sector && (!b.topic.seen || s.attr != "") || s.attr == "价格" && b.topic.attr == "价格" {
		return s // 在居民消费价格中，衣着价格上涨2%
	}
	text := merge(head, s.text)
	if sector && attr != "" && b.measures(attr) || attr != "" && s.attr == "" && relative {
		text = merge(text, branchMeasure(attr))
	}
	t := b.parse(text)
	t.verb, t.body = "", text
	return t
}

// otherMoney reports whether s is a part of a sum of money that its name says nothing
// of: 外商投资 in 实收资本中，外商投资3亿元, never 轻工业产值 in 工业总产值中.
func (b *binder) otherMoney(s subject, st *statement) bool {
	if !b.topic.in || s.attr == "" || s.verb != "" || s.owner() == "" || !b.measures(s.attr) || st.rule.Set.Kind != schema.Level || b.s.groups[st.group].items[0].Unit.Dimension != "currency" {
		return false
	}
	if _, known := b.x.catalogue.Lookup(s.text); known || !funds.MatchString(b.topic.text) {
		return false
	}
	return lastRunes(s.attr, 1) != lastRunes(b.topic.text, 1)
}

// funds are sums that are made up of what several put in.
var funds = nlp.NewExpr(`(?:资本|资金|资产|外资|内资|基金|经费)$`)

// samePiece reports whether s is measured like the last of the sentence before, whose
// size of enterprises a lead-in carries on: 规模以上工业能源消费量5万吨。分品种看，煤炭消费量….
func (b *binder) samePiece(s subject) bool {
	if b.first == 0 || s.attr == "" || strings.HasPrefix(b.s.text[b.s.start:], "其中") || strings.HasPrefix(s.text, "工业") {
		return false
	}
	before := b.history[b.first-1].subject
	return sizeHead(before.text) != "" && (strings.HasPrefix(before.attr, s.attr) || lastRunes(s.attr, 1) == lastRunes(before.attr, 1))
}

// topicHead is what the topic of a sentence puts in front of s: 规模以上工业 of
// 规模以上工业重点行业中; above if the topic names no owner.
func (b *binder) topicHead(s subject, above string) string {
	head := countedBranches.ReplaceAllString(everyOne.ReplaceAllString(b.topic.owner(), ""), "$1")
	if head == "" && b.x.words.Prefix(s.text, nlp.QualWord) == "" {
		head = above
	}
	if generalHead.MatchString(head) || partnerOf.MatchString(s.text) && partnerClass.MatchString(head) {
		return ""
	}
	if strings.HasPrefix(s.text, head) || b.topic.text != "" && strings.HasSuffix(s.text, b.topic.text) {
		return ""
	}
	if house := houses.FindString(head); house != "" && house != head && strings.Index(s.text, house) > 0 {
		return strings.TrimSuffix(head, house) // 公立医院中，三级医院次均费用
	}
	return head
}

var (
	// everyOne says of a topic that all of it is meant.
	everyOne = nlp.NewExpr(`^(?:全部|各级各类|各级|各类)`)
	// houses are what both a topic and its part may be called.
	houses = nlp.NewExpr(`(?:企业|单位|医院|学校|机构)$`)
	// partnerOf begins what passes between the region and others, partnerClass ends
	// a topic that says what sort of others: 新兴市场中，对东盟出口.
	partnerOf    = nlp.NewExpr(`^(?:对|自|从|与|向|至)`)
	partnerClass = nlp.NewExpr(`(?:市场|国家|地区|伙伴|经济体)$`)
)

// byBranch opens a sentence that divides what the one before speaks of.
var byBranch = nlp.NewExpr(`^(?:按|分)(?:行业|产业|门类|业态)(?:分|看|划分|来看|统计)[，：]`)

// dividedWhole is the amount of money that such a sentence divides: 消费品零售总额 of
// 社会消费品零售总额80亿元。按行业分，住宿和餐饮业9亿元.
func (b *binder) dividedWhole(st *statement) string {
	if st.rule.Set.Kind != schema.Level || !byBranch.MatchString(b.s.text[b.s.start:b.s.end]) || b.s.groups[st.group].items[0].Unit.Dimension != "currency" {
		return ""
	}
	attr, _ := b.measureBefore()
	if strings.HasSuffix(attr, "零售总额") || strings.HasSuffix(attr, "零售额") {
		return attr
	}
	return ""
}

// countedBranches ends a topic that says how many branches are told of.
var countedBranches = nlp.NewExpr(`^((?:规模以上|规上)工业)(?:[\d二三四五六七八九十]+个?大?)?(?:主要|重点)?(?:行业|产品)$`)

// measureBefore is the measure that a bare branch takes, and the size of the
// enterprises counted there: that of the statement before in its sentence, else
// what the sentence before speaks of first.
func (b *binder) measureBefore() (attr, sized string) {
	for k := len(b.history) - 1; k >= b.first; k-- {
		if s := b.history[k].subject; b.measures(s.attr) {
			return s.attr, sizeHead(s.text)
		}
	}
	if b.first == 0 {
		return "", ""
	}
	for k := b.first; k > 0; {
		last, counts := b.history[k-1].sentence, true
		for _, h := range b.history[:k] {
			if h.sentence == last && b.measures(h.subject.attr) {
				return h.subject.attr, sizeHead(h.subject.text)
			}
		}
		for ; k > 0 && b.history[k-1].sentence == last; k-- {
			counts = counts && branchCount.MatchString(b.history[k-1].subject.text)
		}
		if !counts {
			break // 30个行业中20个增长: it goes on from the sentence before
		}
	}
	return "", ""
}

// branchCount is how many branches or products did something.
var branchCount = nlp.NewExpr(`行业|增长面|产品同比|种产品`)

// generalHead is an owner that only gathers its parts: 主要产品 of 主要产品产量.
var generalHead = nlp.NewExpr(`^(主要|重点|总|各类|其他)`)

// dividing begins a paragraph that divides what the one above it told of.
var dividing = nlp.NewExpr(`^(?:[分按][^，。；]{1,14}(?:看|分|划分)|从(?:行业|产业|门类|领域|类型|类别|规模|经济|企业|所有制|重点|主要|产品|品种|市场|贸易|地区|区域)[^，。；]{0,8}看)，`)

// above is what is known of the paragraph above when that of text begins: nothing,
// except where it goes on to divide a total. 规上工业增加值增长3%。¶分行业看，医药制造业
// 增长5%.
func (r *reading) above(text string) []bound {
	memory := r.memory
	if len(memory) == 0 || !dividing.MatchString(text) {
		return memory[:0]
	}
	total := memory[0]
	for _, h := range memory {
		if size := sizeHead(h.subject.text); size != "" && size+h.subject.attr == h.subject.text && !h.part {
			total = h
		}
	}
	total.sentence, total.at = -1, -1
	return append(memory[:0], total)
}
