package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Parts that leave out of their name what their whole begins with.

// partOfAdded names a part by what is measured of the whole; of what was added it
// says so too: 新增少儿类图书藏量 of 新增图书藏量.
func (b *binder) partOfAdded(whole subject, p, attr string) string {
	attr = branchMeasure(attr)
	if whole.verb != "新增" && whole.verb != "净增" {
		return merge(p, attr)
	}
	if strings.HasSuffix(p, "类") {
		attr = whole.body
	}
	return whole.verb + merge(p, attr)
}

// branchMeasure is how a branch's part of a measure is called: what it adds to
// 生产总值 is its 增加值.
func branchMeasure(attr string) string {
	switch {
	case strings.HasSuffix(attr, "生产总值"):
		return "增加值"
	case attr == "总产量":
		return "产量"
	}
	return attr
}

// whereTo begins what became of the workers that a whole counts.
var whereTo = nlp.NewExpr(`^(?:[县市省][内外]|境外|就近就地|就地就近|就近|就地)(?:转移|输出|就业|务工)`)

var prizes = nlp.NewExpr(`^[特一二三]等奖$`)

// awardedIn follows a prize with those of a place who got it.
var awardedIn = nlp.NewExpr(`^\p{Han}*(?:地区|省|市|县)`)

// sources end who pays into a fund.
var sources = nlp.NewExpr(`(?:财政|缴纳|缴费|补助|自筹|配套)$`)

// gradedName is a part with its grade, and what it is a grade of.
var gradedName = nlp.NewExpr(`^((?:国家|省|市|区|县|州)级)(.{2,})$`)

// gradedPart names a part by its grade where it says only the end of what the
// whole is: 市级福彩公益金 of 福彩公益金, 其中市级公益金.
func gradedPart(whole, p string) string {
	m := gradedName.FindStringSubmatch(p)
	if m == nil {
		return ""
	}
	rest := gradeHead.ReplaceAllString(whole, "")
	if head, ok := strings.CutSuffix(rest, m[2]); !ok || head == "" {
		return ""
	}
	return m[1] + rest
}

// workers are those whose going a whole counts.
var workers = nlp.NewExpr(`(?:农村|脱贫|城乡)?(?:富余|剩余)?劳动力`)

// goesOn is what a part leaves out of its whole's beginning: 农村劳动力 of 农村劳动力
// 转移就业总量, 其中省外输出; 参加 of 参加各类社会保险, 其中失业保险.
func goesOn(whole, p string) string {
	if m := workers.FindString(whole); m != "" && whereTo.MatchString(p) {
		return m
	}
	if k := strings.Index(whole, "奖"); k > 0 && prizes.MatchString(p) {
		if awardedIn.MatchString(whole[k+len("奖"):]) {
			return whole // 省科技奖甲地区授奖60项，其中一等奖12项
		}
		return whole[:k+len("奖")]
	}
	if strings.HasPrefix(whole, "参加") && strings.HasSuffix(whole, "保险") && strings.HasSuffix(p, "保险") && !strings.HasPrefix(p, "参加") {
		return "参加"
	}
	return ""
}

var (
	// partner is a counterpart of the region and what is measured with it.
	partner = nlp.NewExpr(`^(?:([对与在][^，。；]{2,20}?(?:国家|地区|市场|经济体|伙伴|境外))(?:完成|实现|达成)?|([对与]\P{P}{2,8}?)(?:完成|实现|达成))(\P{P}{2,8})$`)
	// trades are measures that a counterpart alone names well.
	trades = nlp.NewExpr(`(?:进出口|出口|进口|贸易)(?:总?[额值])?$|投资(?:额)?$`)
	// paidBy begins money with who paid it.
	paidBy = nlp.NewExpr(`^(?:中央|省级?|市级?|县级?|区级?|地方|各级)财政`)
	// insured are those of a part who take part in an insurance.
	insured   = nlp.NewExpr(`^([^险保\P{Han}]{2,8})参保(?:人数|人员)?$`)
	insurance = nlp.NewExpr(`^参加.*保险(?:人数)?$`)
	// localHead is where those are that a whole counts: 在川 of 在川两院院士.
	localHead = nlp.NewExpr(`^在[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川黔滇藏陕甘青宁蒙疆汉穗深杭蓉榕厦]\P{P}{2}`)
	// townPart is a part of the region that the whole is of.
	townPart = nlp.NewExpr(`^(?:市区|城区|郊区|[一二三四五六七八九十]县)`)
	// diseases ends a disease, cases what is counted of it.
	diseases = nlp.NewExpr(`(?:病|症|中毒|肿瘤|癌|炎|疾)$`)
	cases    = nlp.NewExpr(`(?:新病例|病例|患者|病人)$`)
)

// wholesOwner names a part by what its whole says of both, where the part has a measure
// or a noun of its own: 对共建国家对外承包工程营业额 of 对外承包工程营业额, 其中对共建国家
// 完成营业额; 甲计划中央财政投入资金 of 甲计划投入资金; "" if the part needs nothing.
func (b *binder) wholesOwner(whole subject, p string, st *statement) string {
	if m := partner.FindStringSubmatch(p); m != nil && whole.owner() != "" && m[3] == whole.attr && !trades.MatchString(whole.text) && !strings.HasPrefix(whole.text, m[1]+m[2]) {
		return m[1] + m[2] + whole.text
	}
	if head := localHead.FindString(whole.text); head != "" && !strings.HasPrefix(p, "在") {
		return firstRunes(head, 2) + p
	}
	if owner := whole.owner(); owner != "" && paidBy.MatchString(p) && strings.HasSuffix(whole.attr, "资金") && strings.HasSuffix(p, whole.attr) && !strings.HasPrefix(p, owner) {
		if tail := commonEnd(whole.text, p); len(tail) < len(whole.text) {
			return strings.TrimSuffix(strings.TrimSuffix(whole.text, tail), "共") + p
		}
	}
	if m := insured.FindStringSubmatch(p); m != nil && insurance.MatchString(whole.text) {
		return m[1] + whole.text
	}
	if strings.HasSuffix(p, "差") && b.known(p) {
		return p // 进出口总额，其中贸易顺差
	}
	if k := strings.Index(whole.text, "存贷款"); k > 0 && lending.MatchString(p) {
		return whole.text[:k] + p
	}
	if m := gradedHouses.FindStringSubmatch(whole.text); m != nil && letterGrade.MatchString(p) {
		return p + m[1]
	}
	if name := b.someCases(whole, p, st); name != "" {
		return name
	}
	if m := severalWays.FindString(whole.text); m != "" && b.attrOf(p) == "" && b.leadingVerb(p) == "" && b.unitOf(st) == b.parent.unit {
		return p + whole.text[len(m):]
	}
	if name := b.branchGrown(whole, p, st); name != "" {
		return name
	}
	q := b.s.groups[st.group].items[0]
	if m := workedUpon.FindString(whole.body); m != "" && whole.verb != "" && whole.attr == "" && b.parent.unit == b.unitOf(st) && families.MatchString(p) && b.leadingVerb(p) == "" {
		if livedIn.MatchString(whole.body) {
			return whole.verb + p + whole.body // 改造农村危房80户，其中低保户20户
		}
		return p + whole.body
	}
	if m := townPart.FindString(whole.text); m != "" && isCount(q) && b.attrOf(p) == "" && !strings.HasPrefix(p, m) && b.leadingVerb(p) == "" {
		return m + p
	}
	if m := cases.FindString(whole.body); m != "" && q.Unit.Text == "例" && diseases.MatchString(p) {
		return whole.verb + p + m
	}
	return ""
}

var (
	// severalWays begins what is measured of several ways of transport together: 公路水路投资.
	severalWays = nlp.NewExpr(`^(?:(?:公路|水路|水运|铁路|民航|港航|航空|场站)[、和]?){2,}`)
	// lending are the parts of deposits and loans together.
	lending = nlp.NewExpr(`^(?:各项)?(?:存款|贷款)(?:余额)?$`)
	// gradedHouses are those that inspectors give letters, letterGrade is such a grade:
	// 餐饮服务单位量化分级管理率80%，其中A级30家.
	gradedHouses = nlp.NewExpr(`^(?:\P{P}*?)((?:\p{Han}{2,8})?(?:单位|企业|店|场所))(?:食品安全|监督|信用|纳税)?(?:量化|信用|风险|等级|分级|评级)`)
	letterGrade  = nlp.NewExpr(`^(?:[A-E]|A{2,5})级$`)
	// workedUpon ends what is done to houses and for families, families are those it is done for:
	// 农村危房改造90户，其中低保户20户.
	workedUpon = nlp.NewExpr(`(?:改造|搬迁|安置|救助|修缮|供暖|改厕|资助|培训|危房|住房|户厕)$`)
	livedIn    = nlp.NewExpr(`(?:房|厕)$`)
	families   = nlp.NewExpr(`(?:户|家庭|人员|对象)$`)
)

// branchGrown names a branch that grew by the measure of a whole that has only an amount:
// 化工增加值 of 主导产业增加值50亿元，其中化工增长6%.
func (b *binder) branchGrown(whole subject, p string, st *statement) string {
	if st.rule.Set.Kind != schema.Growth || !branchMeasures.MatchString(whole.attr) || whole.owner() == "" || sizeHead(whole.text) != "" || b.attrOf(p) != "" || b.known(p) || b.leadingVerb(p) != "" || b.tells(p) || utf8.RuneCountInString(p) > 8 || b.topic.attr != "" {
		return ""
	}
	return merge(p, branchMeasure(whole.attr))
}

// branchMeasures are those that every branch has its own of.
var branchMeasures = nlp.NewExpr(`^(?:增加值|总?产值|零售额|销售额|营业收入|营业额|投资|固定资产投资)$`)

var (
	// person ends a name of people, aged begins one by their age.
	person = nlp.NewExpr(`(?:学生|人才|人员|对象|老年人|老人|残疾人|儿童|孤儿|农民工?|劳动力|职工|教师|医师|医生|护士|党员|干部|公务员|志愿者|运动员|企业家|患者|居民)$`)
	aged   = nlp.NewExpr(`^\d+周?岁(?:及以上|以上|及以下|以下)(?:的)?`)
	// noPerson ends what names people or families itself, or is said of none.
	noPerson = nlp.NewExpr(`[师士员工生者人民户口童妇军干兵长手才例次夫家部]$|对象|家庭|劳动力|学生|人员|企业|机构|单位|学校|就业|创业|新增|死亡|受伤|失踪|经|累计|共|的$`)
)

// somePeople names some of the people that a whole counts by what is said of them: 高级职称
// 专业技术人才 of 专业技术人才总量, 80周岁以上老年人 of 60周岁及以上老年人; "" if p names people
// itself.
func (b *binder) somePeople(parent bound, p string, st *statement) string {
	whole := parent.subject
	q := b.s.groups[st.group].items[0]
	if q.Unit.Dimension != "people" || b.unitOf(st) != parent.unit || st.rule.Set.Kind != schema.Level || parent.kind != schema.Level || p == "" || noPerson.MatchString(withoutBrackets(p)) || strings.HasSuffix(p, "”") || whole.verb != "" && strings.HasSuffix(p, whole.verb) || headcount.MatchString(whole.attr) || b.attrOf(p) != "" || b.leadingVerb(p) != "" || b.qualifies(p) || b.known(p) {
		return ""
	}
	name := strings.TrimSuffix(strings.TrimSuffix(totalOf.ReplaceAllString(whole.body, ""), "共"), "的")
	if !person.MatchString(name) || strings.Contains(name, p) || lastRunes(p, 2) == lastRunes(name, 2) {
		return ""
	}
	return whole.verb + p + aged.ReplaceAllString(name, "")
}

// schooled ends what is said of people by what they have learnt or how old they are.
var schooled = nlp.NewExpr(`(?:学历|职称|学位|年龄段|程度|岁(?:以上|以下))$`)

// someCases names some of the cases that a whole counts by whose or of what sort they are:
// 审结民事案件 of 审结各类案件900件，其中民事500件.
func (b *binder) someCases(whole subject, p string, st *statement) string {
	if b.unitOf(st) != "件" && b.unitOf(st) != "起" || st.rule.Set.Kind != schema.Level || b.parent.unit != b.unitOf(st) || !strings.HasSuffix(whole.body, "案件") || strings.HasSuffix(p, "案") || strings.Contains(p, "案件") || b.attrOf(p) != "" || b.leadingVerb(p) != "" || b.tells(p) || utf8.RuneCountInString(p) > 6 || utf8.RuneCountInString(p) < 2 {
		return ""
	}
	return whole.verb + p + strings.TrimPrefix(strings.TrimPrefix(whole.body, "各类"), "各种")
}

// totalOf ends the name of all people of a sort.
var totalOf = nlp.NewExpr(`(?:总量|总数|总人数|人数|数量|数)$`)

// likeParts reports whether p goes on the parts of such a whole: further diseases, further
// houses of a part of the region.
func (b *binder) likeParts(whole subject, p string, st *statement) bool {
	q := b.s.groups[st.group].items[0]
	if q.Unit.Text == "例" {
		return cases.MatchString(whole.body) && diseases.MatchString(p)
	}
	if localHead.MatchString(whole.text) {
		return b.parent.unit == b.unitOf(st) && b.attrOf(p) == ""
	}
	return townPart.MatchString(whole.text) && isCount(q) && !isPeople(q) && b.attrOf(p) == "" && b.bracketed(b.s.groups[st.group].start)
}

// commonEnd is the longest end that two texts share.
func commonEnd(a, b string) string {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < min(len(x), len(y)) && x[len(x)-1-n] == y[len(y)-1-n] {
		n++
	}
	return string(x[len(x)-n:])
}

var (
	// asked is a tail that only says what was asked for or granted.
	asked = nlp.NewExpr(`^(?:申请|授权)(?:量|数)?$`)
	// guests are those whom a place receives, fromWhere what some of them are; travellers
	// are counted by themselves.
	guests     = nlp.NewExpr(`(?:游客|旅客)$`)
	fromWhere  = nlp.NewExpr(`(?:[^客]人|同胞|侨胞|华侨|者)$`)
	travellers = nlp.NewExpr(`(?:游客|旅客|旅游者)$`)
	// standingAs are verbs of what a whole is, not of what was done with it.
	standingAs = nlp.NewExpr(`^(?:注册|登记|拥有|列入|纳入)`)
)

// namedShort is a part whose name leaves out the noun that the whole ends in, behind
// the verb of the whole: 新增境内上市公司 of 新增境内外上市公司, 其中境内上市.
func (b *binder) namedShort(whole subject, p string) string {
	verb := b.leadingVerb(p)
	body := strings.TrimPrefix(p, verb)
	tail := commonTail(whole.body, body)
	if !commonNoun.MatchString(tail) || utf8.RuneCountInString(tail) != 2 || verb == "" && whole.verb == "" || verb != "" && whole.verb != "" && verb != whole.verb {
		return ""
	}
	if verb == "" {
		verb = whole.verb
	}
	return verb + body + tail
}

// furtherPart reports whether s goes on the parts of a whole of which the first took
// the verb: 接待游客3万人次，其中外国人1万人次，港澳同胞2万人次.
func (b *binder) furtherPart(prev bound, s subject, st *statement) bool {
	if _, known := b.x.catalogue.Lookup(s.text); known || s.attr != "" && prev.subject.attr == "" {
		return false
	}
	return prev.part && !standingAs.MatchString(prev.subject.verb) && !strings.HasPrefix(s.text, "“") && prev.unit == b.unitOf(st) && b.parent.unit == prev.unit && prev.subject.verb == b.parent.subject.verb && b.object(st) == "" && !b.tells(s.text) && !upTo.MatchString(b.s.text[st.start:b.s.groups[st.group].start])
}

// goesOnParts reports whether p is a further part of what 其中 spoke of before, which
// leaves out what the first did.
func (b *binder) goesOnParts(prev bound, l leftPart, p string, st *statement) bool {
	whole := b.parent.subject
	if budgetHead(whole, p) != "" {
		return true
	}
	if s := prev.subject; !prev.part && prev.kind == schema.Level && prev.unit == b.parent.unit && b.measures(s.attr) && s.attr != whole.attr {
		return false // 保费收入8亿元，其中财产险3亿元；赔付额2亿元，财产险1亿元
	}
	if l.sep == "；" {
		return (prev.part || prev.subject.attr == whole.attr) && b.attrOf(p) == "" && b.sibling(p, st) // 其中夏粮1.2万吨，增产3.2%；早稻24.6万吨
	}
	switch {
	case goesOn(whole.text, p) != "", b.qualifies(p), b.sibling(p, st), workingAt.MatchString(whole.text):
		return true
	case b.bareVerb(p) && whole.verb != "" && b.parent.unit == b.unitOf(st):
		return true
	case prev.part && b.namedShort(whole, p) != "", prev.part && prev.unit == b.unitOf(st) && (stars.MatchString(p) || b.processOf(whole, p) != ""):
		return true
	case prev.part && (letterGrade.MatchString(p) || b.someCases(whole, p, st) != ""):
		return true
	case prev.part && l.sep == "、" && (b.somePeople(b.parent, p, st) != "" || workedUpon.MatchString(whole.body) && families.MatchString(p) && b.parent.unit == b.unitOf(st)):
		return true
	case prev.part && l.sep == "，" && b.somePeople(b.parent, p, st) != "" && (stages.FindString(p) == p || aged.FindString(p) == p || schooled.MatchString(p) || lastRunes(p, 2) != p && strings.Contains(prev.subject.text, lastRunes(p, 2))):
		return true
	}
	grade := gradeWord.MatchString(bracket.ReplaceAllString(p, ""))
	return grade && (strings.HasSuffix(p, "级") || strings.HasSuffix(p, "及以下"))
}

// stars are grades of hotels and sights.
var stars = nlp.NewExpr(`^(?:[一二三四五1-5]星|[1-5]A)级(?:及?以[上下])?$`)

// processOf names a part by how it came about, where it says what is measured but not of
// what: 水产品养殖产量 of 水产品产量, 其中养殖产量; "" where it names a thing of its own.
func (b *binder) processOf(whole subject, p string) string {
	how, ok := strings.CutSuffix(p, whole.attr)
	if !ok || whole.verb != "" || whole.attr == "" || utf8.RuneCountInString(how) != 2 || utf8.RuneCountInString(whole.owner()) < 2 || how != "养殖" && b.x.words.ClassOf(how)&(nlp.ActWord|nlp.VerbWord) == 0 { // 养殖 is a noun as well
		return ""
	}
	return whole.owner() + p
}
