package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Where the thing behind a value begins and ends.

var letting = nlp.NewRunes("让使")

// A counted thing is found once for each group of a sentence: many ask for it.
type countedThing struct {
	known bool
	text  string
}

// object is the counted thing behind a value: 绿道 of 12公里绿道. It is
// "" where the value ends its clause.
func (b *binder) object(st *statement) string {
	o := &b.objects[st.group]
	if !o.known {
		*o = countedThing{true, b.findObject(st)}
	}
	return o.text
}

// jointly is a verb within the name of what has a predicate of its own: 5个两省市共建的重大项目完成
// 投资6亿元.
var jointly = nlp.NewExpr(`(?:共建|合建|联建|共享|援建)\P{P}*(?:项目|工程|园区|基地|平台)$`)

// undone stands before a verb that says what became of those counted, so that the verb
// stays: 未 of 4项未完成.
var undone = nlp.NewExpr(`(?:未|没有|[或和、]超额|[或和、]提前)$`)

func (b *binder) findObject(st *statement) string {
	g := b.s.groups[st.group]
	if g.class != nlp.Amount && g.class != nlp.Bare && g.class != nlp.Percent || st.end != g.end {
		return ""
	}
	kind := st.rule.Set.Kind
	if kind == schema.Level && shortMedal(b.s.text[g.start:g.end], g.items[0].Unit.Text) {
		return lastRune(b.s.text[g.start:g.end]) + "牌"
	}
	if kind != schema.Level && !(kind == schema.Rate && (st.start == g.start || putting.MatchString(b.s.text[st.start:g.start]) || there.MatchString(b.s.text[st.start:g.start]) && strings.HasPrefix(b.s.text[g.end:], "的"))) {
		return ""
	}
	if name := b.passed(st.group); name != "" {
		return name
	}
	if after := b.s.text[g.end:b.s.end]; asAimed.MatchString(after) || strings.HasPrefix(after, "的同时") || upon.MatchString(after) {
		return "" // 达到600公里的目标提前一年实现, 减税3亿元的同时新增20家, 在新建42个的基础上
	}
	end, runsOn, rating := b.s.end, false, b.ratingAt(g.end)
	for _, x := range b.bounds {
		if x.at >= g.end && !b.aside(x) {
			end = x.at
			break
		}
	}
	for k := range b.stmts {
		if n := b.stmts[k].start; n >= g.end && n < end && !b.limits(b.s.groups[b.stmts[k].group]) && !(rating && n == g.end) {
			end, runsOn = n, true
		}
	}
	for k := range b.s.groups {
		if n := b.s.groups[k].start; n >= g.end && n < end && !b.limits(b.s.groups[k]) && !(rating && n == g.end) {
			end = n
		}
	}
	text := b.s.text[g.end:end]
	if runsOn && !strings.Contains(text, "、") {
		said := forEachHead.ReplaceAllString(text, "")
		text = b.dropPredicate(said)
		if built := text != said && jointly.MatchString(text); !built && !listSep.MatchString(lastRune(text)) && !serves.MatchString(b.s.text[b.s.start:g.start]) {
			text = b.beforePredicate(text)
		}
	}
	if next := b.statementFrom(end); text == "的" && next != nil && currencyOf(g) && investing.MatchString(b.s.text[b.s.start:g.start]) {
		return b.object(next) // 总投资86亿元的30个项目
	}
	if next := b.statementFrom(end); next != nil && (runsOn && currencyOf(g) && b.bareVerb(text) || text == "" && (batches.MatchString(g.items[0].Unit.Text) || g.items[0].Unit.Text == "件" && b.s.groups[next.group].items[0].Unit.Text == "项" || strings.HasSuffix(g.items[0].Unit.Text, "户") && (isPeople(b.s.groups[next.group].items[0]) || b.s.groups[next.group].items[0].Unit.Dimension == "person_times"))) {
		if o := b.object(next); o != "" {
			return text + o // 统筹12亿元实施4个专项; 6批次17组重组
		}
	}
	if r, _ := utf8.DecodeRuneInString(text); text == "" || !unicode.IsLetter(r) && r != '“' && r != '《' && !classed.MatchString(text) && !rating && !b.limitsAt(g.end) || r == '和' || r == '及' || r == '与' || strings.HasPrefix(text, "以及") {
		return ""
	}
	if k := outerMark(text); k >= 0 && (b.listGoesOn(g.end+k, end) || newRemark.MatchString(text[k+len("、"):])) {
		text = text[:k]
	}
	for _, and := range []string{"并", "且", "而", "且"} {
		if strings.HasPrefix(text, and) {
			return ""
		}
	}
	if strings.HasSuffix(text, "等") && end < b.s.end {
		for _, w := range b.x.words.Split(text) { // 5轮暴雨和“甲”等3个台风
			if j := text[w.Start:w.End]; w.Start > 0 && listSep.MatchString(j) {
				text = text[:w.Start]
				break
			}
		}
	}
	if strings.Contains(text, "让") || strings.Contains(text, "使") {
		for _, w := range b.x.words.SplitAround(text, letting) {
			if j := text[w.Start:w.End]; w.Start >= len("一二") && (j == "让" || j == "使") {
				text = text[:w.Start] // 60项“通办”事项让群众少跑路
				break
			}
		}
	}
	if !levelOfSchool.MatchString(text) {
		text = strings.TrimSuffix(text, "中")
	}
	text = strings.Trim(strings.TrimPrefix(b.dropTimes(byYear.ReplaceAllString(text, ""), g.end), "的"), " \t、，")
	for _, join := range []string{"及其所属", "及所属", "和所属", "及下属", "涉及", "以及", "和", "及", "与"} {
		if end < b.s.end && strings.HasSuffix(text, join) && !b.joinedTo(text, join) {
			text = strings.TrimSuffix(text, join)
		}
	}
	if runsOn && thenReally.MatchString(text) {
		text = fellShort.ReplaceAllString(text, "") // 计划组织的4批交流只成行1批
	}
	if k := strings.LastIndex(text, "人均"); k >= len("人口") && runsOn && isPeople(g.items[0]) {
		text = text[:k] // 6万名职工人均养老金突破2000元
	}
	if m := rated.FindStringSubmatch(text); m != nil && kind == schema.Level && isCount(g.items[0]) {
		text = m[1]
	}
	if strings.Count(text, "）") > strings.Count(text, "（") {
		text = strings.TrimSuffix(text, "）")
	}
	if text == "" || b.x.words.Prefix(text, nlp.LinkWord|nlp.AdverbWord) == text || milestone.MatchString(text) {
		return ""
	}
	if link := b.x.words.Suffix(text, nlp.LinkWord); utf8.RuneCountInString(link) > 1 && link != text && !undone.MatchString(strings.TrimSuffix(text, link)) {
		text = strings.TrimSuffix(text, link)
		for _, adv := range []string{"如期", "按期", "按时"} {
			text = strings.TrimSuffix(text, adv)
		}
	}
	if r, _ := utf8.DecodeRuneInString(text); strings.ContainsRune("）”》—-/+*=~()", r) || utf8.RuneCountInString(text) < 2 {
		if utf8.RuneCountInString(text) != 1 || !strings.ContainsRune("村县镇乡户区市州", r) {
			return ""
		}
	}
	return text
}

// byYear is when what becomes of a counted thing is to be so: 8万人到2018年全部脱贫.
var byYear = nlp.NewExpr(`(?:[到至于在](?:19|20)\d\d年[底末]?(?:以?前)?)`)

// joinedTo reports whether join only ends a longer word at the end of text: 参与.
func (b *binder) joinedTo(text, join string) bool {
	words := b.x.words.Split(text)
	return len(text)-words[len(words)-1].Start > len(join) && utf8.RuneCountInString(join) == 1
}

// investing ends what stands before the investment in those counted behind it.
var investing = nlp.NewExpr(`(?:总投资额?|投资总额|计划投资|协议投资|合同金额)$`)

// fellShort is what came of a plan, behind what it planned.
var fellShort = nlp.NewExpr(`(?:实际|只|仅)\p{Han}{0,4}$`)

// providing is those of whom a clause says what they gave.
var providing = nlp.NewExpr(`^([^为向给]{2,}?(?:站|点|所|院|中心|机构|企业|队|）))(?:累计|共|年内)*提供|^(\P{P}{1,6}传染病)(?:共)?报告`)

// rated is a counted thing with a rate that is told of it behind the count: 断面 of
// 29个断面水质优良比例为93%.
var rated = nlp.NewExpr(`^(\P{P}+?)(?:累计均值|累计)?(?:环境空气质量|空气质量|水环境质量|水质)?(?:平均|年均)?(?:优良天数|优良水质|优良水体|优良|优Ⅲ类?|达标|合格|完好)?(?:（\P{P}+）)?(?:比例|比率|率|(?:查明|探明)?资源量)(?:（\P{P}+）?)?$`)

// putting stands before a share of what is put to a use: 将四分之一的资金投向研发.
var putting = nlp.NewExpr(`^(?:持续|每年|坚持)?将$`)

// there stands before a share of those of whom something is said: 仍有14%的村未通客车.
var there = nlp.NewExpr(`^(?:仍|还|尚|约|已)*(?:有|实现了?)(?:约|近)?$`)

// classed begins the name of a thing by its class: 1类创新药, 50亿级商圈.
var classed = nlp.NewExpr(`^\d类\p{Han}|^\d[\d.]*[十百千万]?[万亿]美?元?级\p{Han}{2}`)

// levelOfSchool ends in a 中 that means a school: 普通高中.
var levelOfSchool = nlp.NewExpr(`[高初县职]中$`)

// batches are units in which what the next value counts was done.
var batches = nlp.NewExpr(`^(?:批次?|大?类|轮次?)$`)

// currencyOf reports whether a group is of money.
func currencyOf(g group) bool { return g.items[0].Unit.Dimension == "currency" }

// statementFrom is the statement that starts at offset at; nil if none does.
func (b *binder) statementFrom(at int) *statement {
	for k := range b.stmts {
		if b.stmts[k].start == at {
			return &b.stmts[k]
		}
	}
	return nil
}

// outerMark is where the first 、 of text stands that is not in brackets: of
// 县（市、区）、乡镇 the second; -1 if there is none.
func outerMark(text string) int {
	depth := 0
	for i, r := range text {
		switch r {
		case '（':
			depth++
		case '）':
			depth--
		case '、':
			if depth == 0 {
				return i
			}
		}
	}
	return -1
}

// dropPredicate cuts from a counted thing the verb that leads to the next value:
// 县重点项目 of 60个县重点项目完成投资35亿元.
func (b *binder) dropPredicate(text string) string {
	if m := providing.FindStringSubmatch(text); m != nil {
		text = m[1] + m[2] // 90家服务站累计提供服务8万人次
	}
	const verbs = nlp.LinkWord | nlp.OwnWord | nlp.ActWord | nlp.AdverbWord | nlp.TailWord
	if b.x.words.Suffix(text, verbs) == "" {
		return text
	}
	words := b.x.words.Split(text)
	for n := len(words) - 1; n > 0; n-- {
		w := words[n]
		if !w.Is(verbs) {
			break
		}
		if utf8.RuneCountInString(text[:w.Start]) < 2 {
			break
		}
		rest := text[w.Start:]
		text = text[:w.Start]
		if strings.HasPrefix(rest, "项目") && w.Is(nlp.OwnWord) {
			text += "项目" // 60个重点项目总投资90亿元
			break
		}
	}
	if thing := ofWater.ReplaceAllString(text, ""); utf8.RuneCountInString(thing) >= 2 {
		return thing // 12条支流水质达标率90%
	}
	return text
}

// forEachHead ends what leads to how much each of those counted earns more: of 带动
// 1200户农户户均增收3000元.
var forEachHead = nlp.NewExpr(`年?[人户村亩社]均(?:增收)?$`)

// ofWater ends a counted thing where its water is told of next.
var ofWater = nlp.NewExpr(`(?:累计均值|平均|年均)?水质$`)

// actors end the names of those of whom a clause says what they did.
var actors = nlp.NewExpr(`(?:平台|组团|城市|[县区镇乡村]|街道|社区|企业|公司|央企|国企|学校|高校|院校|机构|医院|卫生院|单位|部门|基金|项目|工程|家庭|省市|省份|中心|基地|团队|银行|农商行|信用社|农户|人员|专家|群众|居民|学生|教师|园区|试点|集群)$`)

// beforePredicate is the noun of a counted thing of which the next value says
// what it did: 试点乡镇 of 8个试点乡镇实施项目30个.
func (b *binder) beforePredicate(text string) string {
	words := b.x.words.Split(text)
	for n := len(words) - 1; n > 0; n-- {
		if !words[n].Is(nlp.PredWord|nlp.ActWord) && text[words[n].Start:words[n].End] != "共有" {
			continue
		}
		k := n
		for k > 1 && (words[k-1].Is(nlp.AdverbWord|nlp.LinkWord|nlp.PredWord|nlp.ActWord) || text[words[k-1].Start:words[k-1].End] == "新") {
			k--
		}
		if noun := text[:words[k].Start]; utf8.RuneCountInString(noun) >= 2 && actors.MatchString(noun) {
			return noun
		}
	}
	return text
}

// aside reports whether a bracket only explains a word: 2个县（市）.
func (b *binder) aside(x boundary) bool {
	if x.mark == '）' {
		return true
	}
	if x.mark != '（' {
		return false
	}
	k := strings.Index(b.s.text[x.at:b.s.end], "）")
	if k < 0 {
		return false
	}
	for _, g := range b.s.groups {
		if g.start >= x.at && g.start < x.at+k {
			return false
		}
	}
	return true
}

// limits reports whether a quantity only limits what is named behind it:
// 65岁及以上 of 65岁及以上老年人.
func (b *binder) limits(g group) bool {
	q := g.items[len(g.items)-1]
	return q.FullEnd > q.End && startsHan(b.s.text[q.FullEnd:b.s.end])
}

var (
	gradeOnly = nlp.NewExpr(`^(?:国家|省|市|县|[万千百十]?[亿万]|[0-9A-Z]+)级$`)
	gradeThen = nlp.NewExpr(`^(?:国家|省|市|县|[万千百十]?[亿万]|[0-9A-Z]+)级(.{2,})$`)
)

// withNoun adds to an object that is only a grade what the next of the list
// names: 2个国家级和8个省级示范园区.
func (b *binder) withNoun(st *statement, object string) string {
	if !gradeOnly.MatchString(object) {
		return object
	}
	stop := b.objectStop(st, object)
	for k := range b.stmts {
		if next := &b.stmts[k]; stop > 0 && next.start >= stop && next.start <= stop+len("以及") {
			if m := gradeThen.FindStringSubmatch(b.object(next)); m != nil {
				return object + m[1]
			}
		}
	}
	return object
}

// newRemark begins what is said of the value rather than a further thing
// counted: 约3万名游客、创历史新高.
var newRemark = nlp.NewExpr(`^(创|居|位居|位列|排|同比|增长|下降|比|较|占|高于|低于|为|均|总|规模|增速|其中)`)

// limitsAt reports whether a quantity that only limits begins at offset at.
func (b *binder) limitsAt(at int) bool {
	for _, g := range b.s.groups {
		if g.start == at {
			return b.limits(g)
		}
	}
	return false
}

// ratedWorks are works behind their rating: 220千伏变电站.
var ratedWorks = nlp.NewExpr(`^级?\p{Han}{0,6}?(?:变电站|输变电|线路|电站|机组|工程|项目|生产线|泊位|码头|电网|开关站|锅炉|主变|光伏|风电|储能|装置)`)

// ratedClass is a rating that is a name by itself: 5万吨级.
var ratedClass = nlp.NewExpr(`^\d[\d.]*[百千]?万?(?:吨|千伏|千瓦|兆瓦|立方米)级\p{Han}{2}`)

// ratingAt reports whether the rating of what is counted begins at offset at: 2座
// 220千伏变电站.
func (b *binder) ratingAt(at int) bool {
	if ratedClass.MatchString(b.s.text[at:b.s.end]) {
		return true
	}
	for k := range b.s.groups {
		if g := &b.s.groups[k]; g.start == at {
			switch g.items[0].Unit.Dimension {
			case "voltage", "power", "apparent_power", "tonnage", "mass":
				return ratedWorks.MatchString(b.s.text[g.end:b.s.end])
			}
		}
	}
	return false
}

// milestone is what a value reaches, not what it counts: 突破20亿斤大关.
var milestone = nlp.NewExpr(`^(?:(?:新的?|[两二三四五六七八九十几]个?)?[大新]?(?:大关|关口|台阶|门槛)|目标|水平|规模|左右|的?新高|(?:下降|降低|减少|压减|[降减])?[至到为成]零)$`)

// objectStop is where the object of a statement ends if a mark or 和 parts it
// from what follows; 0 where the next value speaks of the same words.
func (b *binder) objectStop(st *statement, object string) int {
	g := b.s.groups[st.group]
	at := strings.Index(b.s.text[g.end:b.s.end], object)
	if at < 0 {
		return 0
	}
	end := g.end + at + len(object)
	for _, m := range []string{"、", "，", "；", "和", "及", "与"} {
		if strings.HasPrefix(b.s.text[end:b.s.end], m) {
			return end
		}
	}
	return 0
}

// listGoesOn reports whether the 、 at offset at parts this value's object from
// the next value's: 100组路灯、3000盏太阳能路灯.
func (b *binder) listGoesOn(at, end int) bool {
	for _, g := range b.s.groups {
		if g.start > at && g.start <= end {
			return true
		}
	}
	for k := range b.stmts {
		if n := b.stmts[k].start; n > at && n <= end {
			return true
		}
	}
	return false
}
