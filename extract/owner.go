package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Owners: what a statement leaves out of its subject and the ones before it supply.

// shortHead is what stands before a name that is a thing of its own: 助理 of
// 助理会计师, 捐赠点和 of 捐赠点和公益超市.
var shortHead = nlp.NewExpr(`^.{2}$|[和及与、]$`)

// parallel is the owner that p leaves out because the text before has it and is
// otherwise built alike: 社区卫生服务中心次均门诊药费…；次均住院药费….
func (b *binder) parallel(w *gap) string {
	p, before := w.p, b.withoutCount(w.prev.subject)
	if k := strings.Index(before, "占"); k > 0 && strings.HasSuffix(before, "比重") && w.kind == schema.Level {
		before = before[:k] // 门诊药费占门诊费用的40%；住院药费（90元）
	}
	if !strings.HasSuffix(before, lastRunes(p, 2)) {
		return ""
	}
	if n := utf8.RuneCountInString(p); n < 4 || utf8.RuneCountInString(before) < n+2 || goodsPrice.MatchString(p) {
		return ""
	}
	if head, ok := strings.CutSuffix(before, p); ok && b.attrOf(p) == "" && shortHead.MatchString(head) {
		return "" // 捐赠点和公益超市14个（其中公益超市4个）
	}
	k := strings.Index(before, firstRunes(p, 2))
	if k < len("一二") || strings.HasSuffix(before[:k], "部分") {
		return ""
	}
	if _, known := b.x.catalogue.Lookup(p); known {
		return ""
	}
	return before[:k]
}

// goodsPrice is the price of a class of goods that shares its first word with the
// measure 生产者出厂价格.
var goodsPrice = nlp.NewExpr(`^生(?:产|活)资料`)

// grown turns 经营主体净增 into 净增经营主体; what follows speaks of the stock.
func (b *binder) grown(s subject, st *statement) (subject, bool) {
	for _, v := range []string{"新增", "净增"} {
		if stock, ok := strings.CutSuffix(s.text, v); ok && stock != "" && st.rule.Set.Kind == schema.Level {
			stock = strings.TrimSuffix(stock, b.x.words.Suffix(stock, nlp.AdverbWord))
			base := b.parse(stock)
			return subject{text: v + stock, verb: v, body: stock, attr: base.attr, stock: &base}, true
		}
	}
	return subject{}, false
}

// bareVerb reports whether p is verbs of counting and nothing else; 出口, which
// is measured itself, is none.
func (b *binder) bareVerb(p string) bool {
	if p != "" && b.x.words.Prefix(p, nlp.ActWord) == "" {
		return false // as most are: nothing has to be put together to see it
	}
	return b.leadingVerb(p+"事项数") == p && b.x.words.ClassOf(p)&(nlp.AttrWord|nlp.OwnWord) == 0
}

// sameCount reports whether a count goes on one of the same things before.
func (b *binder) sameCount(prev bound, st *statement) bool {
	return prev.kind == schema.Level && prev.unit == b.unitOf(st) && isCount(b.s.groups[st.group].items[0])
}

// contribution is what stands between a branch and its rate of contribution.
var contribution = nlp.NewExpr(`对[^，。；]{2,12}的?(?:贡献率?)?$`)

var (
	// contributes is what branches do for the growth of the whole.
	contributes = nlp.NewExpr(`^对[^，。；、]{2,16}的?贡献率$|^(?:直接)?拉动[^，。；、]{0,14}$`)
	// outputs are measures that a branch contributes by.
	outputs = nlp.NewExpr(`(?:增加值|总?产值)$`)
	// contributeAll ends a list of those who do so.
	contributeAll = nlp.NewExpr(`(?:对[^，。；、]{2,16}的?贡献率|(?:直接)?拉动[^，。；、]{2,14})$`)
)

// contributor is who contributes to the growth of the whole, where a clause only says how
// much: 第一产业 of 第一产业增加值42亿元，增长3.9%，占比9%，对经济增长的贡献率为6.1%，拉动经济增长
// 0.2个百分点. "" if the part of the sentence has not said.
func (b *binder) contributor(l leftPart) string {
	from := b.segmentStart(l.start)
	for k := len(b.history) - 1; k >= b.first && b.history[k].at >= from; k-- {
		h := b.history[k]
		s := h.subject
		if h.shared != nil {
			s = *h.shared
		}
		if h.aside || h.kind == schema.Rank || pace.MatchString(s.attr) || h.kind == schema.Rate && h.shared == nil && !contributeAll.MatchString(s.text) {
			continue
		}
		name := contributeAll.ReplaceAllString(s.text, "")
		if name == s.text && outputs.MatchString(s.attr) && s.owner() != "" {
			name = strings.TrimSuffix(s.text, s.attr)
		}
		return doneBefore.ReplaceAllString(name, "")
	}
	return ""
}

// ownerless reports whether p is only an attribute: 招生, 合同额, 计划总投资.
func (b *binder) ownerless(p string) bool {
	if rest := byDay.ReplaceAllString(atGrade.ReplaceAllString(p, ""), ""); rest != p && b.x.words.ClassOf(rest)&(nlp.OwnWord|nlp.AttrWord) != 0 {
		return !b.known(p) // 日最高客运量, 村级覆盖率
	}
	class := b.x.words.ClassOf(withoutBrackets(p))
	if class&(nlp.OwnWord|nlp.AttrWord) == 0 {
		if first, _ := nlp.Decode(p, 0); !reckons.Has(first) {
			return false // as mostly
		}
		thing := reckoned.ReplaceAllString(p, "")
		if thing == p || b.x.words.ClassOf(thing)&(nlp.OwnWord|nlp.AttrWord) == 0 {
			return false
		}
		prev, _ := b.previous()
		if _, known := b.x.catalogue.Lookup(p); known {
			return false
		}
		if prev.subject.noun != "" || prev.subject.attr != "" && prev.subject.owner() != "" && strings.HasSuffix(thing, prev.subject.attr) {
			return true
		}
		_, known := b.x.catalogue.Lookup(thing) // 乡镇12个，年均降水量800毫米
		return !known && prev.dimension == "count"
	}
	if _, known := b.x.catalogue.Lookup(p); !known {
		return true
	} else if class&nlp.OwnWord == 0 {
		return false // 税收收入 is an indicator of its own
	}
	prev, has := b.previous()
	if !has {
		return true
	}
	for _, h := range b.history[b.first:] {
		if h.subject.text == prev.subject.owner() && prev.subject.attr != "" {
			return true // 卫生院20个，床位900张，卫生人员700人
		}
	}
	if prev.dimension == "count" && prev.kind == schema.Level && strings.HasSuffix(prev.subject.text, "机构") {
		return true // 医疗卫生机构90个，实有床位2400张
	}
	if p == "卫生技术人员" && strings.Contains(prev.subject.attr, "床") {
		return false // 医院病床230张，卫生技术人员260人: of all, not of hospitals
	}
	_, known := b.x.catalogue.Lookup(prev.subject.text) // 出口总值, 进口总值
	return !known
}

// reckoned says of a measure only how it was reckoned: 单日最高 of 单日最高客流量.
var reckoned = nlp.NewExpr(`^(?:最高日|高峰日|最大日|单日|当日|单月|日均|月均|年均|最高|最低|最大|高峰|峰值|平均|总|合计|新增备案|备案|按[^，。；]{2,8}计算的)+`)

// reckons are the characters that such words begin with.
var reckons = nlp.NewRunes("最高单当日月年峰平总合新备按")

// reckonedTail ends the owner of a measure that was reckoned otherwise: 线网日均.
var reckonedTail = nlp.NewExpr(`(?:单日|当日|单月|日均|月均|年均|最高|最低|最大|平均|总)+$`)

var (
	// atGrade begins a measure that is taken at one grade of places.
	atGrade = nlp.NewExpr(`^[省市区县乡镇村]级`)
	// byDay begins a measure that is taken day by day.
	byDay = nlp.NewExpr(`^(?:单日|每日|日)(?:最高|最大|均)`)
)

// known reports whether the catalogue knows p.
func (b *binder) known(p string) bool {
	_, known := b.x.catalogue.Lookup(p)
	return known
}

// sibling reports whether p is a further part of what 其中 spoke of before: it
// counts the same unit of money or goods and names no measure.
func (b *binder) sibling(p string, st *statement) bool {
	whole := b.parent
	q := b.s.groups[st.group].items[0]
	heads := isPeople(q) && (headcount.MatchString(whole.subject.attr) || whole.subject.verb == "接待" && visitors.MatchString(p))
	if whole.unit != baseUnit(q) && !heads || st.rule.Set.Kind != whole.kind || b.x.words.Suffix(p, nlp.AttrWord) != "" || b.leadingVerb(p) != "" {
		return false
	}
	if _, ok := tailReplaced(whole.subject.text, p); ok || b.likeParts(whole.subject, p, st) {
		return true
	}
	if strings.HasPrefix(p, "在") && strings.HasSuffix(whole.subject.body, lastRunes(p, 2)) {
		return true // 在超市抽检300批次，在网店抽检80批次
	}
	return heads || whole.subject.attr != "" && (!isCount(q) || ownMeasure(q))
}

// visitors ends a sort of those who are received.
var visitors = nlp.NewExpr(`(?:人|同胞|侨胞|游客|旅客|旅游者)$`)

// verbOnly completes a verb that stands alone before its value: 惠及10万户 goes
// on the statement before, 接待1.5万人次 takes who did that.
func (b *binder) verbOnly(last bound, p string, st *statement) subject {
	prev := last.subject
	if p == "完成" || p == "实现" {
		return b.ofBudget(prev)
	}
	if b.known("城镇" + p) {
		return b.parse(p) // 开展技能培训800人次，新增就业300人
	}
	q := b.s.groups[st.group].items[0]
	if head := b.otherDeed(prev, p); head != "" && last.kind == schema.Level && last.unit == baseUnit(q) {
		return b.parse(head + p)
	}
	if last.kind == schema.Level && last.dimension == q.Unit.Dimension && last.dimension != "people" && !unmoved.MatchString(prev.attr) {
		return b.parse(p + agreed.ReplaceAllString(prev.body, "")) // 播种面积80万亩、新增3万亩
	}
	if last.kind == schema.Growth && added.MatchString(p) {
		for k := len(b.history) - 1; k >= b.first; k-- {
			if h := b.history[k]; h.subject.text == prev.text && h.kind == schema.Level && h.unit == baseUnit(q) {
				return b.parse(p + prev.body) // 存款余额864亿元，增长8%，新增64亿元
			}
		}
	}
	if v := b.x.words.Suffix(prev.body, nlp.ActWord); prev.verb != "" && utf8.RuneCountInString(v) > 1 && utf8.RuneCountInString(prev.body) >= utf8.RuneCountInString(v)+3 {
		return b.parse(strings.TrimSuffix(prev.body, v) + p) // 开展地质灾害隐患治理80处、搬迁360户
	}
	if v := b.innerVerb(prev.text); v != "" {
		if k := strings.Index(prev.text, v); k > 0 {
			return b.parse(prev.text[:k] + p)
		}
	}
	return b.parse(p)
}

var (
	// unmoved are measures that nothing is done to.
	unmoved = nlp.NewExpr(`(?:市值|股本)$`)
	// agreed says of money that came in later that it was agreed upon.
	agreed = nlp.NewExpr(`^(?:合同|协议)`)
	// added are verbs of what comes to a stock.
	added = nlp.NewExpr(`^(?:新增|净增)$`)
)

// otherDeed is what p was done to, where the name before ends in another thing that was
// done to it: 保障房 of 保障房开工6万套，基本建成9万套; "" if it does not.
func (b *binder) otherDeed(prev subject, p string) string {
	if prev.verb != "" || prev.attr != "" || added.MatchString(p) {
		return ""
	}
	deed := b.x.words.Suffix(prev.body, nlp.ActWord|nlp.PredWord)
	head := strings.TrimSuffix(prev.body, deed)
	if deed == "" || deed == "组织" || utf8.RuneCountInString(deed) < 2 {
		return ""
	}
	if strings.HasSuffix(p, deed) && p != deed { // 汽车报废更新3万辆、置换更新4万辆
		head = strings.TrimSuffix(prev.body, lastRunes(prev.body, utf8.RuneCountInString(p)))
	}
	if utf8.RuneCountInString(head) < 2 {
		return ""
	}
	return head
}

var (
	// worksRate is a rate of works, whatever was spent on them: 重点项目完成投资9亿元，开工率90%.
	worksRate = nlp.NewExpr(`^(?:开工|开复工|复工|竣工|完工|投产|达产|签约|履约|落地|入库)率$`)
	// sizeOf says how large works are, spent what they cost.
	sizeOf = nlp.NewExpr(`^(?:全长|总长|长度|总里程|里程|面积|总面积|建筑面积|总建筑面积|占地面积|规划面积)$`)
	spent  = nlp.NewExpr(`投资(?:额|金额)?$`)
	// costing is what works are to cost, as against what was spent so far.
	costing = nlp.NewExpr(`^(?:项目)?(?:计划|概算|估算|预算|年度计划)?总投资(?:额)?$|^(?:概算|估算)投资$`)
)

// inRegion are lengths that a region has in all, line ends what has one of its own, road
// the ways by which regions tell theirs.
var (
	inRegion = nlp.NewExpr(`^(?:总|通车|运营|营运)?(?:总?里程)$`)
	line     = nlp.NewExpr(`(?:线路?|航线|管网|管道|轨道交通|地铁|绿道|步道|高速公路|国省干线|碧道)$`)
	road     = nlp.NewExpr(`(?:公路|铁路|道路)$`)
)

// workKind are verbs that say which of all works are meant, allInvested what is, or is to be,
// put into one.
var (
	workKind    = nlp.NewExpr(`^(?:新|续|改|扩|迁|竣工|投产)`)
	allInvested = nlp.NewExpr(`^(?:计划|概算|规划|项目|完成|累计完成|协议|年度计划|年度)?(?:总投资额?|投资总额|完成投资|计划投资|协议投资)$`)
)

var (
	// progress is how far funds and works have got, whatever was done with them before.
	progress = nlp.NewExpr(`^(?:(?:资金)?(?:支出|拨付|执行|支付|使用)(?:进度|率)|(?:项目)?(?:新?开工|复工|竣工|完工|投产|履约|资金到位)率|(?:工程|形象|建设)进度|累计完成投资)$`)
	// worksAt ends the name of works by how far they are: 重大工程已开工.
	worksAt = nlp.NewExpr(`(?:均?已|全部|陆续)?(?:新?开工|复工|竣工|完工|建成|投产)$`)
)
