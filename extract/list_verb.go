package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Verbs that the next of a list takes from the one before.

// shares reports whether a member of a list takes over the verb of the one
// before it: 建成图书馆2座、体育馆1座.
func (b *binder) shares(prev bound, s subject, st *statement) bool {
	if prev.subject.verb == "" || s.verb != "" || prev.kind != schema.Level || st.rule.Set.Kind != schema.Level || b.standsAlone(prev, s, st) {
		return false
	}
	if strings.HasPrefix(prev.subject.verb, "新") && notNew.MatchString(s.text) {
		return false // 新增债券9亿元、再融资债券7亿元
	}
	if increase.MatchString(prev.subject.verb) && standsAt.MatchString(b.s.text[st.start:b.s.groups[st.group].start]) {
		return false // 新增甲类企业12家，乙类企业达到50家
	}
	if s.attr == "" || b.x.words.ClassOf(s.attr)&nlp.OwnWord == 0 || prev.subject.attr != "" {
		return true
	}
	return strings.HasSuffix(s.attr, "位") && utf8.RuneCountInString(s.owner()) >= 2 // 建成照料中心4个、家庭养老床位900张
}

// notNew begins what was there before, so that nothing of it is 新增.
var notNew = nlp.NewExpr(`^(?:再融资|置换|存量|续建|续发|结转)`)

var (
	// increase are verbs of what came to a stock, standsAt tells what one has come to.
	increase = nlp.NewExpr(`^[新净]增加?$`)
	standsAt = nlp.NewExpr(`达到|[增升]至|[增扩升][加大]?到|总数`)
)

// standsAlone reports whether s is an amount that no verb before it governs: one that the
// catalogue knows, in another unit (接待游客80万人次、旅游总收入6亿元) or with a verb of its own
// (引进内资3亿元、实际利用外资800万美元).
func (b *binder) standsAlone(prev bound, s subject, st *statement) bool {
	q := b.s.groups[st.group].items[0]
	if isCount(q) || increase.MatchString(prev.subject.verb) || !b.known(s.text) && s.attr != "收入" && !strings.HasSuffix(s.attr, "总收入") {
		return false
	}
	return prev.dimension != q.Unit.Dimension || actually.MatchString(s.text)
}

var (
	// actually begins a name that says itself what was done.
	actually = nlp.NewExpr(`^(?:实际|合同)(?:利用|使用|到位)`)
)

// headBefore is what name has before the word that p, the next of a list, begins with
// again: 电商 in 电商示范企业, for 示范园区; 博士学位 in 博士学位授予单位, for 授权点.
func headBefore(name, p string) string {
	if k := strings.LastIndex(name, firstRunes(p, 2)); k >= len("一二") && utf8.RuneCountInString(p) <= 5 && name[k:] != p {
		return name[:k]
	}
	if k := strings.LastIndex(name, firstRunes(p, 1)); k >= len("一二三四") && utf8.RuneCountInString(p) <= 3 && utf8.RuneCountInString(name[k:]) == utf8.RuneCountInString(p)+1 {
		return name[:k]
	}
	return ""
}

// sameSort reports whether a clause of its own goes on a list: it counts with the
// same measure word what no catalogue knows by itself (新建渡槽6处，大型泵站2处).
func (b *binder) sameSort(prev bound, s subject, l leftPart, st *statement) bool {
	_, known := b.x.catalogue.Lookup(s.text)
	q := b.s.groups[st.group].items[0]
	return !known && !l.child && adding.MatchString(prev.subject.verb) && prev.unit == b.unitOf(st) && (q.Unit.Dimension == "count" || prev.subject.verb == "新增" && q.Unit.Dimension == "area") && s.attr == "" && prev.subject.attr == "" && b.object(st) == "" && !upTo.MatchString(b.s.text[l.start:b.s.groups[st.group].start]) && (!b.tells(s.text) || shops.MatchString(s.text))
}

// shops end the name of a house by what is done there: 无理由退货承诺店.
var shops = nlp.NewExpr(`(?:店|厂|站|点|馆|所|院|中心|基地|单位|机构|企业)$`)

// adding are verbs that make of a stock what came to it in the year.
var adding = nlp.NewExpr(`^(?:新|净|获|建|创|认定|培育|开通|举办|改造|修|评|授)`)

// tells reports whether text is more than a noun: a verb stands in it.
func (b *binder) tells(text string) bool {
	for _, w := range b.x.words.Split(text) {
		if w.Is(nlp.ActWord|nlp.PredWord|nlp.VerbWord) && w.End < len(text) {
			return true
		}
	}
	return false
}

// raising are verbs of what is grown or kept that are nouns elsewhere.
var raising = nlp.NewExpr(`^(?:大力|新)?(?:发展|套种|间作|栽培|养殖|播种)`)

// listVerb is the verb that the next of a list takes from the one before, where
// only the general dictionary knows it: 处置积压土地20亩、低效土地8亩.
func (b *binder) listVerb(prev bound, s subject, l leftPart, st *statement) string {
	if l.sep != "、" || prev.subject.verb != "" || s.verb != "" || prev.subject.attr != "" || s.attr != "" || prev.kind != schema.Level || st.rule.Set.Kind != schema.Level {
		return ""
	}
	if v := raising.FindString(prev.subject.text); v != "" && b.x.words.Prefix(s.text, nlp.VerbWord|nlp.ActWord) == "" && !b.known(s.text) {
		return v // 发展油桐600亩、食用菌棚90个
	}
	if prev.unit != b.unitOf(st) {
		return ""
	}
	v := b.x.words.Prefix(prev.subject.text, nlp.VerbWord)
	if v == "" || utf8.RuneCountInString(prev.subject.text) < 4 || !b.wordStarts(prev.subject.text, v) || b.x.words.Prefix(s.text, nlp.VerbWord|nlp.ActWord) != "" {
		return ""
	}
	return v
}
