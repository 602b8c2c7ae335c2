package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
)

// What the first of a list begins with that is said of all.

// forSoMany is the heads that a list of counts is taken for, which only its first says: 每千
// 人口 of 每千人口床位数、医师数.
func (b *binder) forSoMany(first, p string) string {
	if m := ofOutput.FindString(first); m != "" && ofNature.MatchString(p) {
		return m // 单位GDP能耗和二氧化碳排放
	}
	head := forEach.FindString(first)
	if head == "" || strings.HasPrefix(p, "每") || means.MatchString(p) {
		return ""
	}
	if m := forEachHas.FindString(first[len(head):]); m != "" {
		return head + m
	}
	if !countEnd.MatchString(p) || !countEnd.MatchString(first) {
		return ""
	}
	return head
}

var (
	// ofOutput begins what is used or let out for so much output, ofNature is what.
	ofOutput = nlp.NewExpr(`^(?:单位|万元)(?:GDP|地区生产总值|生产总值|工业增加值)`)
	ofNature = nlp.NewExpr(`^(?:二氧化碳|碳排放|水耗|用水量|能耗|电耗)`)
	// forEachHas is the verb behind such heads.
	forEachHas = nlp.NewExpr(`^(?:拥有|占有|配有)`)
	// countEnd ends what is counted for so many heads.
	countEnd = nlp.NewExpr(`(?:数量?|数|医师|医生|护士|床位|托位|车位|面积|里程|人员|辆|设施)$`)
)

// startsAgain is what a rate has before the character that p, another rate, begins with:
// 建制村 in 建制村通硬化路率, for 通客车率.
func (b *binder) startsAgain(first, p string) string {
	k := strings.Index(first, firstRunes(p, 1))
	if k < len("一二") || !strings.HasSuffix(first, "率") || !strings.HasSuffix(p, "率") || utf8.RuneCountInString(p) > 5 || utf8.RuneCountInString(first[k:]) > 6 || b.known(p) {
		return ""
	}
	return first[:k]
}

func ruralFirst(p string) bool { return strings.HasPrefix(p, "农村") }

// goesWith reports whether p is a measure of the same owner as the first of a
// list although the lexicon or the catalogue says nothing of it: 高铁旅客发送量、
// 到达量; 公路客运量、货运量.
func (b *binder) goesWith(first subject, p string) bool {
	if b.x.words.ClassOf(p)&nlp.AttrWord != 0 && b.qualifies(first.owner()) {
		return true
	}
	if gates.MatchString(first.owner()) && lastRune(first.text) == lastRune(p) && utf8.RuneCountInString(p) <= 4 {
		return true // 口岸货运量、客运量
	}
	if b.known(p) {
		return false
	}
	if strings.HasSuffix(p, "率") && utf8.RuneCountInString(p) <= 4 && strings.HasSuffix(first.attr, "率") && first.attr != "率" {
		return true // 适龄儿童入园率和普惠率
	}
	same := lastRune(first.text) == lastRune(p) && strings.Contains("量额数值", lastRune(p))
	return same && utf8.RuneCountInString(p) <= 4 && utf8.RuneCountInString(first.text) >= utf8.RuneCountInString(p)+2
}

// lacksOwner reports whether p needs an owner and the first of its list is no
// indicator of a region: 农产品零售额、出口额.
func (b *binder) lacksOwner(first subject, p string) bool {
	_, known := b.x.catalogue.Lookup(first.text)
	return !known && b.x.words.ClassOf(p)&nlp.OwnWord != 0
}

// headAlike is what the first of a list has before a measure built like p, which
// nobody knows by itself: 工业生产者 of 工业生产者出厂价格、购进价格.
func (b *binder) headAlike(first, p string) string {
	r, q := []rune(first), []rune(p)
	n := len(r) - len(q)
	if n < 2 || len(q) < 4 || !strings.HasSuffix(first, "价格") || !strings.HasSuffix(p, "价格") {
		return ""
	}
	if _, known := b.x.catalogue.Lookup(p); known {
		return ""
	}
	head := string(r[:n])
	for _, w := range b.x.words.Split(first) {
		if w.End == len(head) {
			return head
		}
	}
	return ""
}

// gates are places that traffic passes.
var gates = nlp.NewExpr(`(?:口岸|港口?|机场|枢纽|车站|公路|铁路|水路|民航)$`)

// isAttribute reports whether p is a measured thing without an owner.
func (b *binder) isAttribute(p string) bool {
	if b.x.words.ClassOf(p)&(nlp.AttrWord|nlp.OwnWord) == 0 {
		return false
	}
	_, known := b.x.catalogue.Lookup(p) // 进出口总额 stands for itself
	return !known
}

// sharedHead is the verb and the qualifiers that text begins with.
func (b *binder) sharedHead(text string) string {
	end := len(b.leadingVerb(text))
	for end < len(text) {
		q := b.x.words.Prefix(text[end:], nlp.QualWord)
		if q == "" || end+len(q) == len(text) {
			break
		}
		if k := utf8.RuneCountInString(text[end+len(q):]); k < 2 {
			break
		}
		end += len(q)
	}
	return text[:end]
}

// takesHead reports whether a later member has no head of its own.
func (b *binder) takesHead(p string) bool {
	return b.leadingVerb(p) == "" && b.x.words.Prefix(p, nlp.QualWord) == "" && !strings.HasPrefix(p, "“")
}
