package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// The owner of a measure that says not whose it is.

// changes are attributes that speak of the measure itself, so that it stays:
// 固定资产投资 + 降幅.
var changes = nlp.NewExpr(`增速|增幅|涨幅|降幅|跌幅|占|比重|率$|目标|任务`)

// ownRate reports whether a rate says itself what it is of: 病床使用率, not 完成率.
func ownRate(p string) bool { return utf8.RuneCountInString(p) >= 5 && !strings.Contains(p, "完成") }

// pace are attributes that every member of a list can take behind its own.
var pace = nlp.NewExpr(`^((?:年均|平均)?增速|增幅|涨幅|降幅|占比|比重)$`)

// totals are attributes of a stock: the owner stands without its verb.
var totals = nlp.NewExpr(`投资(?:金额)?$|总量|增量|总数|规模|存量|余额|总面积|总里程|(?:运营|营业|通车)里程`)

var (
	// grand are totals of a measure that something was added to.
	grand = nlp.NewExpr(`^总(?:规模|容量|里程|面积)$`)
	// reached are measures of a branch, not of those that were added to it.
	reached = nlp.NewExpr(`^(?:主营业务收入|营业收入|从业人员)$`)
)

// owned puts an owner in front of an attribute: 小学 + 招生.
func (b *binder) owned(prev subject, p string, l leftPart) subject {
	raw, sep := l.raw, l.sep
	prev = b.itemBefore(prev)
	if last := b.history[len(b.history)-1]; last.shared != nil && !changes.MatchString(p) {
		prev = *last.shared // 固定资产6亿元，占全县的12%；流动资产4亿元
	}
	if pace.MatchString(p) {
		return b.parse(prev.text + p) // 人均可支配收入增长6%，增速比城镇高2个百分点
	}
	if bare := b.withoutCount(prev); bare != prev.text {
		prev = b.parse(bare)
	}
	if (p == "出口" || p == "进口") && strings.Contains(prev.text, "进出口") {
		return b.parse(p)
	}
	if prev.verb != "" && prev.body != p && strings.HasSuffix(p, prev.body) && prev.attr == "" {
		return b.parse(prev.verb + p) // 申请专利80件，其中发明专利20件
	}
	if vital.MatchString(prev.text) && vital.MatchString(p) {
		return b.parse(p)
	}
	if head := firstRunes(prev.text, 2); p == head+"面" {
		return b.parse(p) // 亏损企业19户，亏损面16%
	}
	if owner, ok := strings.CutSuffix(prev.text, "产生量"); ok && strings.HasSuffix(p, "率") && owner != "" {
		return b.parse(owner + p)
	}
	if (p == "数量" || p == "总量") && prev.attr != "" && strings.Contains("量数", lastRune(prev.attr)) {
		return prev // 专利授权量620件，数量居全省第3位
	}
	if (p == "总量" || p == "总额") && prev.attr != "" && (strings.Contains("额值", lastRune(prev.attr)) || prev.attr == "投资") {
		return prev // 进出口总额增长9%，总量居全国首位
	}
	if thing := strings.TrimLeft(p, "年总"); thing != p && thing != "" && thing != "产" && thing != "动力" && strings.Index(prev.body, thing) > 0 && !namesWork(prev.body, thing) {
		return b.parse(strings.TrimSuffix(prev.body[:strings.Index(prev.body, thing)], "总") + p) // 新增电力装机30万千瓦、总装机200万千瓦
	}
	if last := b.history[len(b.history)-1]; sep == "；" && last.part && b.parent.subject.text != "" {
		prev = b.parent.subject
	}
	if reared.MatchString(strings.TrimSuffix(p, "量")) && reared.MatchString(prev.verb) {
		return b.parse(prev.body + p) // 出栏生猪9万头、存栏6万头
	}
	if head := stemHead(prev.body, p); head != "" {
		return b.parse(head + p) // 轨道交通运营线路14条、运营里程580公里
	}
	if thing := contracted.FindString(p); thing != "" && thing != p && strings.Index(prev.body, thing) > 0 {
		return b.parse(prev.body[:strings.Index(prev.body, thing)] + p) // 技术合同登记80项，合同成交额4亿元
	}
	if last := b.history[len(b.history)-1]; strings.HasSuffix(p, "率") && last.part && last.listed && sep == "，" && last.kind == schema.Level && b.parent.subject.text != "" {
		return b.parse(strings.TrimPrefix(b.parent.subject.text, b.parent.subject.verb) + p) // 改造危房90户，其中低保户20户、特困户6户，开工率100%
	}
	if owner := b.ratesOwner(p, sep); owner != "" {
		return b.parse(owner + p)
	}
	from := b.s.start + max(0, strings.LastIndex(b.s.text[b.s.start:l.start], "；"))
	for k := len(b.history) - 1; k >= b.first; k-- {
		if sep != "；" && b.history[k].at < from {
			if h := b.history[len(b.history)-1].subject; h.owner() != "" && h.attr != "" {
				prev = b.parse(strings.TrimSuffix(h.owner(), "产品")) // 粮食产量9万吨；生猪出栏8万头、存栏6万头
			}
			break
		}
		if sep == "；" && b.history[k].part || b.history[k].subject.sum {
			continue // parts do not own what follows ；
		}
		if sep != "；" && k == len(b.history)-1 && b.isOwned(k) && b.saidWhole(k, sep) {
			prev = b.history[k].subject // 示范园区2个，大棚蔬菜面积6万亩，产量9万吨
			break
		}
		if !b.isOwned(k) && b.history[k].subject.text != "" {
			prev = b.jointly(k)
			break
		}
	}
	if teachers.MatchString(p) && prev.attr == "" && pupils.MatchString(prev.text) {
		return b.parse(p)
	}
	prev = b.ofAllParts(b.ofStock(prev), sep)
	if s, ok := b.counterpart(prev, p); ok {
		return s
	}
	if b.x.words.Prefix(strings.TrimLeft(raw, "，、；和及 "), nlp.ActWord|nlp.LinkWord) != "" && prev.attr != "" && prev.verb != "" {
		prev = b.parse(prev.body) // 新签合同额3亿元，完成营业额2亿元
	}
	if strings.HasPrefix(prev.verb, "新") && prev.owner() == "" && grand.MatchString(p) {
		return b.parse(prev.body + p) // 新增算力900P、总规模2600P
	}
	if (prev.owner() == "" || general.MatchString(prev.owner())) && prev.attr != "" && !changes.MatchString(p) { // 主营业务收入 has no owner to give
		return b.parse(p)
	}
	owner := prev.text
	if progress.MatchString(p) && !costing.MatchString(prev.attr) {
		return b.parse(worksAt.ReplaceAllString(prev.body, "") + p) // 下达资金9亿元，支出进度80%
	}
	if prev.attr == "" && spreadOut.MatchString(atGrade.ReplaceAllString(p, "")) {
		owner = prev.body // 新建医疗集团5个、区级覆盖率达80%
	}
	if prev.noun != "" {
		owner = prev.noun
	} else if p == "完成投资" && workKind.MatchString(prev.verb) && utf8.RuneCountInString(prev.body) == 2 {
		// 续建项目30个，完成投资8亿元
	} else if totals.MatchString(p) && utf8.RuneCountInString(prev.body) > 2 || b.leadingVerb(p) != "" && prev.verb != "" || having.MatchString(prev.verb) || held.MatchString(prev.verb) && prev.attr == "" || p == "完成投资" || prev.verb == "新增" && reached.MatchString(p) && upTo.MatchString(b.s.text[l.start:b.s.end]) {
		owner = prev.body
	}
	if thing := strings.TrimLeft(p, "年总"); strings.Contains(prev.body, thing) && thing != "" && thing != "产" && thing != "动力" && !strings.HasPrefix(prev.body, thing) && !bySize.MatchString(prev.body[strings.Index(prev.body, thing)+len(thing):]) && !namesWork(prev.body, thing) {
		return b.parse(strings.TrimSuffix(prev.body[:strings.Index(prev.body, thing)], "总") + p) // 页岩气产气井, 累计产气
	}
	if prev.attr != "" && prev.owner() != "" && (!totals.MatchString(p) || (costing.MatchString(prev.attr) || sizeOf.MatchString(prev.attr)) && spent.MatchString(p)) && (!changes.MatchString(p) || worksRate.MatchString(p) && strings.HasSuffix(prev.attr, "投资") || strings.HasSuffix(p, "率") && (strings.HasSuffix(prev.attr, "率") || ownRate(p))) {
		owner = strings.TrimSuffix(owner, attrBeside(prev.attr, p)) // 一般公共预算收入8亿元，支出9亿元
	}
	if allInvested.MatchString(p) && allInvested.MatchString(prev.attr) && prev.owner() != "" {
		owner = strings.TrimSuffix(owner, prev.attr) // 产业园总投资30亿元，完成投资4亿元
	}
	if strings.HasPrefix(prev.verb, "新") && sold.MatchString(p) {
		owner = outlets.ReplaceAllString(prev.body, "") // 新增彩票网点70个，销售额2亿元
	}
	if strings.HasSuffix(p, "余额") {
		owner = strings.TrimSuffix(owner, "限额") // 政府债务限额28亿元，年末余额26亿元
	}
	if strings.HasPrefix(prev.attr, "销售") {
		owner = strings.TrimSuffix(owner, "产品")
	}
	owner = strings.TrimSuffix(owner, "共")
	if !strings.Contains(p, "合同") {
		owner = signedOnly.ReplaceAllString(owner, "") // 对外承包工程新签合同额3亿美元，完成营业额2亿美元
	}
	if strings.HasSuffix(owner, "接待") && !headcount.MatchString(p) {
		owner = strings.TrimSuffix(owner, "接待") // 景区接待人次达4万、综合收入2亿元
	}
	if m := reckoned.FindString(p); m != "" {
		owner = reckonedTail.ReplaceAllString(owner, "") // 地铁日均客流量3万人次，单日最高客流量5万人次
	}
	if v := b.x.words.Prefix(p, nlp.PredWord); v != "" && prev.counted != "" && strings.HasPrefix(owner, v) {
		owner = strings.TrimSuffix(strings.TrimPrefix(owner, v), "的"+prev.counted) // 4家单位入选国家名单，入选数量居首位
	}
	if strings.HasSuffix(p, "面") && prev.thing != "" {
		owner = prev.thing // 36个行业中，26个实现增长，增长面72%
	}
	if strings.HasPrefix(p, "平均") {
		owner = strings.TrimPrefix(owner, "支出") // 支出临时救助资金3亿元，平均救助水平900元
		if given.MatchString(prev.verb) {
			owner = strings.TrimPrefix(owner, prev.verb) // 推出改革事项60个，平均时间压减一半
		}
	}
	owner = ofMeasure.ReplaceAllString(owner, "")
	if strings.HasPrefix(owner, "在") {
		owner = b.doneAbroad(p) + owner // 对外承包工程营业额8亿美元。在沿线12个国家，完成营业额3亿美元
	}
	if withinHouse.FindString(owner) == owner {
		owner = "" // 机构内床位500张，抚养人员200人
	}
	if strings.HasPrefix(p, owner) {
		return b.parse(p) // 区级收入9亿元，区级支出8亿元
	}
	if inRegion.MatchString(p) && prev.verb != "" && b.x.words.Prefix(strings.TrimLeft(raw, "，、；和及 "), nlp.ScopeWord) != "" && !line.MatchString(owner) {
		owner = road.FindString(owner) // 硬化通村公路30公里，全县通车里程900公里
	}
	name := merge(owner, p) // 研发经费投入, 投入强度
	if n := utf8.RuneCountInString(p); n >= 4 && utf8.RuneCountInString(owner) > n && lastRunes(owner, 2) == lastRunes(p, 2) {
		name = strings.TrimSuffix(owner, lastRunes(owner, n)) + p // 学前教育入园幼儿5万人；在园幼儿17万人
	}
	s := b.parse(name)
	s.body, s.attr = name, p
	s.verb = ""
	return s
}

var (
	// teachers are those who pupils have, but not as their own.
	teachers = nlp.NewExpr(`^(?:专任教师|教职工|教师)`)
	pupils   = nlp.NewExpr(`(?:学生|中学生|小学生|学员|幼儿)$`)
	// signedOnly ends what was agreed upon, whose measures are not of all that was done.
	signedOnly = nlp.NewExpr(`(?:新签订?|签订)$`)
	// bySize picks out those counted by a measure: 年成交额亿元以上市场.
	bySize = nlp.NewExpr(`^[\d.]*[十百千万]*[万亿]?元?(?:以上|以下)`)
)

// ratesOwner is the owner that a rate takes from the rate before it in a list, which says
// its own: 热线 of 热线办结率100%、满意度97%.
func (b *binder) ratesOwner(p, sep string) string {
	k := len(b.history) - 1
	for k > b.first && b.history[k].listed && b.history[k].kind == schema.Rate && b.history[k-1].kind == schema.Rate {
		k--
	}
	last := b.history[k]
	s := last.subject
	if sep != "、" || last.kind != schema.Rate || !rateWord.MatchString(p) || !rateWord.MatchString(s.attr) || s.owner() == "" || !strings.HasSuffix("，"+strings.TrimRight(b.s.text[b.s.start:last.at], "达到为至在均"), "，"+s.text) {
		return ""
	}
	if owner := s.owner(); s.attr == "率" && utf8.RuneCountInString(owner) >= 4 {
		return strings.TrimSuffix(owner, lastRunes(owner, 2)) // 热线接通率
	}
	return s.owner()
}

// rateWord ends a rate.
var rateWord = nlp.NewExpr(`[率度]$`)

// counterpart is what was spent of that whose income the sentence told of before it came
// to something else, or the other way round: 经营预算收入6亿元，调出1亿元，支出5亿元.
func (b *binder) counterpart(prev subject, p string) (subject, bool) {
	if p != "支出" && p != "收入" || inOut.MatchString(prev.text) {
		return subject{}, false
	}
	for k := len(b.history) - 1; k >= b.first; k-- {
		if h := b.history[k]; inOut.MatchString(h.subject.text) && !h.part && h.subject.text != p {
			return b.parse(h.subject.text[:len(h.subject.text)-len("收入")] + p), true
		}
	}
	return subject{}, false
}

// ofStock is what s was added to, where the sentence names that: 企业 in 企业78户，净增11户，
// whose output is not that of the new ones.
func (b *binder) ofStock(s subject) subject {
	switch {
	case s.stock != nil:
		return *s.stock
	case s.verb == "新增" || s.verb == "净增":
		return b.parse(b.withoutCount(s))
	}
	return s
}

// ofAllParts is the whole of the parts that a list has just dealt with, which is what a
// clause of its own goes on with: 资金9亿元，其中农业5亿元、水利4亿元，支出进度80%. Else it is prev.
func (b *binder) ofAllParts(prev subject, sep string) subject {
	n := len(b.history)
	if sep != "，" || n-b.first < 3 || b.parent.subject.text == "" {
		return prev
	}
	last, before := b.history[n-1], b.history[n-2]
	if !last.part || !last.listed || !before.part || last.kind != before.kind || last.unit != before.unit {
		return prev
	}
	return b.parent.subject
}

// namesWork reports whether thing within name tells which works are meant, so that it is
// not what is measured of them: 投资 in 政府投资项目.
func namesWork(name, thing string) bool {
	_, rest, _ := strings.Cut(name, thing)
	return workNoun.MatchString(rest)
}

var workNoun = nlp.NewExpr(`^(?:\p{Han}{0,2}项目|工程|企业|公司|主体|基金)`)

// held are verbs of an event, whose measures are its own.
var held = nlp.NewExpr(`^(?:举办|承办|组织|开展|组织开展|召开)$`)

// doneAbroad is whose measure p is, as the sentence before says of the same measure.
func (b *binder) doneAbroad(p string) string {
	if b.first == 0 {
		return ""
	}
	last := b.history[b.first-1].sentence
	for k := b.first - 1; k >= 0 && b.history[k].sentence == last; k-- {
		if s := b.history[k].subject; s.attr == p && s.verb == "" {
			return s.owner()
		}
	}
	return ""
}

// vital are what befalls a population.
var vital = nlp.NewExpr(`^(?:出生|死亡|迁入|迁出)(?:人口|人数)?$`)

// sold is what all outlets of a sort took, the new ones and the old.
var (
	sold    = nlp.NewExpr(`^(?:销售额|营业额|交易额|销量)$`)
	outlets = nlp.NewExpr(`(?:销售|服务)?(?:网点|门店|站点|销售点)$`)
)

// having are verbs that only say that something is there.
var having = nlp.NewExpr(`^(?:拥有|设有|建有|现有)$`)

// ofMeasure is what ends an owner but belongs to its measure alone: 流动资产 of
// 流动资产周转天数 owns no 资产负债率, nor a hospital's doctors its beds, nor those admitted the graduates.
var ofMeasure = nlp.NewExpr(`(?:流动|固定|总)?资产周转$|(?:产成品|存货|应收账款|平均)+(?:周转|回收)$|每百元\p{Han}{2,8}中的$|医[师生](?:人均)?(?:每日|日均|平均)?(?:担负)?$|平均每\p{Han}+$|挂果$|共?招收?(?:学生|新生)$`)

// stemHead is what stands in name before the first word of p, a measure of the same
// doing: 轨道交通 in 轨道交通运营线路, for 运营里程.
func stemHead(name, p string) string {
	stem := activities.FindString(p)
	if k := strings.Index(name, stem); stem != "" && k >= len("一二") && utf8.RuneCountInString(name[k:]) <= 5 {
		return name[:k]
	}
	return ""
}

// contracted begins a measure of contracts and the like, which those before name.
var contracted = nlp.NewExpr(`^(?:合同|登记|协议)`)

// general are owners that belong to the name of the measure: 产品 of 产品销售收入.
var general = nlp.NewExpr(`^(?:产品|商品|主营|主要产品)$`)

// jointly is the subject of history[k], together with those it is listed with:
// 小学38所、教学点12个，招生2600人.
func (b *binder) jointly(k int) subject {
	s := b.history[k].subject
	if s.verb != "" || s.attr != "" {
		return s
	}
	text := s.text
	for ; k > b.first && b.history[k].listed && b.history[k-1].kind == schema.Level && b.history[k-1].subject.verb == "" && b.history[k-1].subject.attr == ""; k-- {
		text = b.history[k-1].subject.text + "、" + text
	}
	if text == s.text {
		return s
	}
	return subject{text: text, body: text}
}

// saidWhole reports whether the text itself puts the owner of history[k] in front
// of its attribute.
func (b *binder) saidWhole(k int, sep string) bool {
	h, least := b.history[k], 4
	if sep == "、" && h.subject.verb == "" {
		least = 2 // 粮食面积80万亩、总产30万吨
	}
	if h.kind != schema.Level || utf8.RuneCountInString(h.subject.attr) < 2 || utf8.RuneCountInString(h.subject.owner()) < least {
		return false
	}
	return strings.Contains(b.s.text[b.s.start:h.at], h.subject.text)
}

// isOwned reports whether history[k] is itself an owner with its attribute.
func (b *binder) isOwned(k int) bool {
	s := b.history[k].subject
	return s.attr != "" && b.ownerless(s.attr) && s.owner() != ""
}
