package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// What is measured of the next of a list, where only the first of it says so.

// nextOfList gives to the next of a list what was measured of the one before: 牛肉产量
// of 猪肉产量7万吨，增长3%；牛肉0.3万吨; 出栏牛 of 出栏生猪9万头，牛3万头; 私营企业利润 of 国有企业
// 利润8亿元，增长2%；私营企业6亿元.
func (b *binder) nextOfList(st *statement, l leftPart, p string) (subject, bool) {
	if l.child || st.rule.Set.Kind != schema.Level || p == "" || utf8.RuneCountInString(p) > 16 || b.leadingVerb(p) != "" || strings.Contains(p, "“") {
		return subject{}, false
	}
	h, ok := b.modelOf(l)
	q := b.s.groups[st.group].items[0]
	if !ok || h.kind != schema.Level || h.dimension != q.Unit.Dimension && h.subject.attr != "产量" {
		return subject{}, false
	}
	if livestock.MatchString(q.Unit.Text) {
		m := fattened.FindStringSubmatch(h.subject.text)
		if m == nil || m[1]+m[2] == "" || b.attrOf(p) != "" || utf8.RuneCountInString(p) > 6 {
			return subject{}, false
		}
		if m[1] != "" && strings.HasPrefix(p, m[1]) || ownFate.MatchString(p) {
			return b.parse(p), true // 出栏生猪9万头；出栏牛3万头
		}
		return b.parse(m[1] + p + m[2]), true
	}
	if name := b.ofPlaceToo(h, p); name != "" && h.unit == b.unitOf(st) {
		return b.parse(name), true
	}
	attr := strings.TrimPrefix(h.subject.attr, "总")
	owner := doneBefore.ReplaceAllString(h.subject.owner(), "")
	if attr == "" || headcounts.MatchString(attr) || h.subject.verb != "" || owner == "" && !b.partByItself(p, attr) || owner == p || volumes.MatchString(p) || !b.lacks(p, attr, q) {
		return subject{}, false
	}
	switch {
	case h.unit == b.unitOf(st) && strings.HasPrefix(owner, "对") && trades.MatchString(attr) && countries.MatchString(p):
		return b.parse("对" + p + attr), true // 对美国出口9亿元，增长2%；欧盟6亿元
	case h.unit == b.unitOf(st) && (owner == "" || b.sameClass(owner, p)):
	case used.MatchString(attr) && !user.MatchString(p):
		return subject{}, false // 工业用电量6亿千瓦时；新能源发电2亿千瓦时
	case h.unit == b.unitOf(st) && goodsUnits.MatchString(q.Unit.Dimension) && utf8.RuneCountInString(p) <= 6 && (l.sep == "；" || madeOrUsed.MatchString(attr) && !b.tells(p)):
	case h.dimension != q.Unit.Dimension:
		if e, known := b.x.catalogue.LookupFor(p, schema.Level, q.Unit.Dimension); !known || e.Code != b.codeOf(p+attr) {
			return subject{}, false // 手机产量9万部；发电机组60万千瓦
		}
	case q.Unit.Dimension == "count" && madeOrUsed.MatchString(attr) && utf8.RuneCountInString(p) <= 10 && !b.tells(p):
	default:
		return subject{}, false
	}
	return b.parse(merge(sizeHead(owner), p) + attr), true
}

// ownFate ends what says itself what became of a herd.
var ownFate = nlp.NewExpr(`(?:出栏|出笼|存栏|饲养)量?$`)

// volumes are measured themselves.
var volumes = nlp.NewExpr(`\p{Han}(?:量|额|产值|面积)$`)

// headcounts are attributes that say no more than that something was counted.
var headcounts = nlp.NewExpr(`^(?:总|户|家|人)?数量?$`)

// ofPlaceToo names for another place what the one before says of a place: 南镇固定资产投资
// of 北镇固定资产投资8亿元，增长2%；南镇6亿元.
func (b *binder) ofPlaceToo(h bound, p string) string {
	if h.subject.verb != "" || !listedPlace.MatchString(p) {
		return ""
	}
	m := listedHead.FindStringSubmatch(h.subject.text)
	if m == nil || m[1] == p || lastRunes(m[1], 1) != lastRunes(p, 1) || !b.known(m[2]) {
		return ""
	}
	return p + m[2]
}

// partByItself reports whether p can be nothing but a part of attr, said without an owner:
// 工业 of 用电量, 财产险 of 赔付额.
func (b *binder) partByItself(p, attr string) bool {
	return used.MatchString(attr) && user.MatchString(p) || strings.Contains(attr, "赔") && strings.HasSuffix(p, "险")
}

// modelOf is what the next of a list is called like: behind ； the first amount of the
// part before, else the last amount.
func (b *binder) modelOf(l leftPart) (bound, bool) {
	if l.sep == "；" {
		from := b.s.start + max(0, strings.LastIndex(strings.TrimSuffix(b.s.text[b.s.start:l.start], "；"), "；"))
		for _, h := range b.history[b.first:] {
			if h.at >= from {
				return h, true
			}
		}
		return bound{}, false
	}
	if l.sep != "，" && l.sep != "、" {
		return bound{}, false
	}
	for k := len(b.history) - 1; k >= b.first; k-- {
		if h := b.history[k]; !h.aside && h.kind == schema.Level {
			return h, h.at >= b.segmentStart(l.start)
		}
	}
	return bound{}, false
}

// lacks reports whether p is a name that leaves out attr: one that says not what is
// measured, and by itself is no indicator of something else.
func (b *binder) lacks(p, attr string, q nlp.Quantity) bool {
	if b.attrOf(p) != "" {
		return false
	}
	code, known := b.x.catalogue.LookupFor(p, schema.Level, q.Unit.Dimension)
	if !known || branchName.MatchString(p) {
		return true
	}
	return code.Code == b.codeOf(p+attr)
}

// codeOf is the code that the catalogue has for name; "" if none.
func (b *binder) codeOf(name string) string {
	e, _ := b.x.catalogue.Lookup(name)
	return e.Code
}

// sameClass reports whether two names end in what they are alike: 企业, 地区, 类, 镇.
func (b *binder) sameClass(owner, p string) bool {
	if lastRunes(owner, 2) == lastRunes(p, 2) {
		return true
	}
	end := lastRunes(p, 1)
	return lastRunes(owner, 1) == end && strings.Contains("类业险镇乡县区市州旗村国", end)
}

var (
	// listedPlace is a place in a list of such, listedHead one in front of what is measured.
	listedPlace = nlp.NewExpr(`^\p{Han}{1,5}[区县市镇乡州旗]$`)
	listedHead  = nlp.NewExpr(`^(\p{Han}{1,5}?(?:地区|[区县市镇乡州旗]))(\p{Han}{2,})$`)
	// used are measures that branches and households have parts of.
	used = nlp.NewExpr(`^(?:用电量|用水量|用气量)$`)
	user = nlp.NewExpr(`(?:^|[^企])业$|生活$|居民$`)
	// doneBefore ends an owner with the verb of what it measures: 企业实现 of 企业实现利润.
	doneBefore = nlp.NewExpr(`(?:实现|完成|累计|共)+$`)
	// branchName is a branch, which may stand for what it adds to the whole.
	branchName = nlp.NewExpr(`[产行]业$|^[^企]+[^企]业$`)
	// countries end the name of a partner in trade.
	countries = nlp.NewExpr(`(?:国|国家|盟|洲|日本|俄罗斯|印度|地区|香港|澳门|台湾|东|尼西亚|新加坡|成员国)$`)
	// goodsUnits are dimensions in which goods and land are measured.
	goodsUnits = nlp.NewExpr(`^(?:mass|area|volume|energy)$`)
	// madeOrUsed are measures of goods that have each a measure word of their own.
	madeOrUsed = nlp.NewExpr(`^(?:产量|产销量|销量|销售量|保有量|用电量|消费量|用水量)$`)
	// livestock are the measure words of animals, which a list changes as it goes on.
	livestock = nlp.NewExpr(`^万?[头只羽口匹]$`)
	// fattened is what becomes of animals: 出栏生猪, 生猪年末存栏.
	fattened = nlp.NewExpr(`^((?:累计)?(?:出栏|出笼|存栏|饲养))?\P{P}+?((?:年末|期末)?(?:出栏|出笼|存栏|饲养)量?)?$`)
)
