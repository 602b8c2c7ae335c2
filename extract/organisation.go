package extract

import (
	"slices"
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Organisations, which have measures of their own: staff, beds, output.

// organisation ends the name of those who have staff, assets and output.
var organisations = nlp.NewExpr(`(?:企业|工业|公司|机构|医院|卫生院|学校|院校|高校|幼儿园|服务中心|服务站|合作社|开发区|园区|设施|单位)(?:（[^（）]*）)?的?$`)

// theirs are measures that belong to an organisation where a sentence speaks of
// one, although a region has them too.
var theirs = nlp.NewExpr(`^(?:工业)?(?:总产值|增加值|销售产值|出口交货值)$|^施工产值$|^(?:产品|主营业务|营业)?(?:销售|营业|业务)收入$|^(?:利润总额|利税总额|上缴税金|上交税金|实缴税金|资产总计|资产总额|负债总额|从业人员|专职从业人员|职工人数|职工总数|负债总计|固定资产|固定资产(?:原价|原值|净值)|流动资产|流动负债|流动资产周转天数|资产负债率|流动比率|进口用汇|出口创汇|外汇收支差额|房屋(?:建筑)?(?:施工|竣工)面积)$`)

// organisationBefore is the owner that p takes over from the sentence although
// it could stand alone: 大中型企业 in 大中型企业30家；工业增加值5亿元. The measure of
// a thing in p may repeat its last word: 福利机构8个，床位90张，机构收养人数60人.
func (b *binder) organisationBefore(p string) string {
	if b.attrOf(p) == "" {
		return ""
	}
	if allIndustry.MatchString(p) && slices.ContainsFunc(b.history[b.first:], func(h bound) bool { return allIndustry.MatchString(h.subject.text) }) {
		return "" // of all industry again
	}
	for k := len(b.history) - 1; k >= b.first; k-- {
		h := b.history[k]
		owner := h.subject.body
		if !organisations.MatchString(owner) {
			owner = h.subject.owner()
		}
		if m := signed.FindStringSubmatch(owner); m != nil {
			owner = m[1]
		}
		if strings.HasSuffix(owner, "企业工业") {
			owner = strings.TrimSuffix(owner, "工业") // of 企业工业增加值
		}
		if h.kind != schema.Level || h.part || h.subject.verb != "" || !organisations.MatchString(owner) || strings.Contains(owner, "占") {
			continue
		}
		if strings.HasPrefix(p, owner) {
			return ""
		}
		if m := organisations.FindString(owner); strings.HasPrefix(p, m) && m != owner {
			if inEconomy.MatchString(p[len(m):]) {
				return "" // 规模以上工业增加值3亿元，工业占生产总值的比重30%
			}
			return strings.TrimSuffix(owner, m)
		}
		if theirs.MatchString(p) {
			return strings.TrimSuffix(owner, "的")
		}
		return ""
	}
	return ""
}

// inEconomy is what part of the economy, or of its growth, is that of all of a branch.
var inEconomy = nlp.NewExpr(`^(?:增加值)?(?:占\p{Han}*(?:生产总值|GDP|经济总量)|对\p{Han}*(?:经济|GDP|生产总值)增长|拉动\p{Han}*(?:经济|GDP|生产总值)?增长)`)

// organisationAbove is the owner that a measure takes from the sentence before, if
// it begins its own: 幼儿园38所，其中公办12所。在园幼儿6200人.
func (b *binder) organisationAbove(p string) string {
	thing := strings.TrimPrefix(reckoned.ReplaceAllString(withoutBrackets(p), ""), withinHouse.FindString(p))
	if b.first == 0 || b.x.words.ClassOf(thing)&nlp.OwnWord == 0 && !(strings.HasPrefix(p, "按") && thing != p && b.attrOf(thing) != "") {
		return ""
	}
	if _, known := b.x.catalogue.Lookup(p); known { // it may be the region's
		return ""
	}
	last := b.history[b.first-1].sentence
	for _, h := range b.history[:b.first] {
		if h.sentence != last || h.part || h.aside || h.kind != schema.Level {
			continue
		}
		if h.subject.verb == "" && organisations.MatchString(h.subject.body) {
			return h.subject.body
		}
		if owner := h.subject.owner(); h.subject.attr != "" && h.subject.verb == "" && organisations.MatchString(owner) {
			return owner
		}
		return ""
	}
	return ""
}

// withinHouse begins a measure of the houses told of before: 机构内床位.
var withinHouse = nlp.NewExpr(`^(?:机构|院|馆|园|校|站|中心|所|企业)内`)

// measuresOnly reports whether the sentence has so far named measures alone, whose owner
// the one before it tells.
func (b *binder) measuresOnly() bool {
	for _, h := range b.history[b.first:] {
		if h.subject.attr == "" || h.subject.attr != h.subject.text {
			return false
		}
	}
	return len(b.history) > b.first
}
