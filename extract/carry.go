package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Owners that a sentence names once and its later clauses take over.

// carriedOwner completes p by the head of a statement before it in the sentence.
func (b *binder) carriedOwner(w *gap) (subject, bool) {
	prev, st, l, p := w.prev, w.st, &w.l, w.p
	if s, ok := b.otherRecipients(*prev, st, *l, p); ok {
		return s, true
	}
	if s, ok := b.nextOfList(st, *l, p); ok {
		return s, true
	}
	if insuredBy.MatchString(p) {
		if m := insurances.FindStringSubmatch(prev.subject.owner()); m != nil {
			return b.parse(m[1] + p), true
		}
	}
	if m := fundsFrom.FindStringSubmatch(prev.subject.text); m != nil && (p == "外资" || p == "内资") {
		return b.parse(m[1] + p), true // 实际利用内资86亿元、外资1亿美元
	}
	if head := siblingArea(prev.subject.text, p); head != "" {
		return b.parse(head + p), true
	}
	if head := samePlace(prev.subject.text, p); head != "" && !l.child {
		return b.parse(head + p), true
	}
	before := prev.subject
	if prev.part && l.sep == "；" && b.parent.subject.text != "" {
		before = b.parent.subject // 本外币存款余额90亿元，其中住户存款60亿元；贷款余额70亿元
	}
	if head := b.sameStem(before, p); head != "" && !l.child {
		return b.parse(head + p), true
	}
	if name := otherGrade(prev.subject.text, p); name != "" && prev.unit == b.unitOf(st) && l.sep != "；" {
		return b.parse(name), true
	}
	if s, ok := b.otherStage(*prev, st, p); ok {
		return s, true
	}
	carriers := before.text
	if l.sep == "；" && b.parent.subject.text != "" && modes.MatchString(prev.subject.text) && !modes.MatchString(b.parent.subject.text) {
		carriers = b.parent.subject.text // 货物周转量86亿吨公里，其中公路64亿吨公里；旅客周转量9亿人公里
	}
	if head := transport(carriers, p); head != "" && (l.sep != "；" || sameFlow(carriers, p)) && !(carrying.MatchString(p) && prev.said != "") {
		return b.parse(head + p), true
	}
	if head := residents.FindString(before.text); head != "" && perResident.MatchString(p) {
		return b.parse(head + p), true
	}
	if head := perHeadOf.FindString(prev.subject.text); head != "" && spendings.MatchString(p) && spendings.MatchString(prev.subject.text[len(head):]) {
		return b.parse(head + p), true // 人均食品烟酒支出增长2%，衣着支出增长1%
	}
	if head := b.otherPart(prev.subject.text, p); head != "" {
		return b.parse(head + p), true
	}
	if head := b.sister(prev.subject.text, p); head != "" {
		return b.parse(head + p), true
	}
	if head := b.sameVerb(prev.subject, p, prev.unit == b.unitOf(st)); head != "" && !l.child && !(prev.part && l.sep == "；") {
		return b.parse(head + p), true
	}
	if l.child || b.leadingVerb(p) != "" {
		return subject{}, false
	}
	if owner := b.organisationBefore(p); owner != "" {
		s := b.parse(merge(owner, p))
		s.verb, s.body = "", s.text
		return s, true
	}
	return subject{}, false
}

// insuredBy begins a measure of an insurance that says not which: 人均筹资标准 behind
// 合作医疗参合率, 参保农民 behind 养老保险列入试点.
var (
	insuredBy  = nlp.NewExpr(`^(?:[人月年户次]均)?(?:筹资|补助|补偿|报销|缴费|参保|参合|住院费用报销|政策范围内)`)
	insurances = nlp.NewExpr(`^(.*(?:保险|合作医疗|医保|新农合))(?:参合|参保|覆盖)?$`)
)

var (
	patients = nlp.NewExpr(`(?:病人|患者)(?:数|人数)?$|^病区[县乡村](?:（\P{P}+）)?数?$|^达到(?:消除|控制|传播阻断|传播控制)的?[县乡村]`)
	endemic  = nlp.NewExpr(`^(\p{Han}{2,10}?(?:病|中毒|症)(?:（\p{Han}+型）)?)(?:病|流行)[区县村]`)
)

// modes are ways of transport in front of what they carry.
var modes = nlp.NewExpr(`^(?:公路|铁路|水路|水运|内河|民航|航空|港口|机场|管道|公交|轨道交通)`)

// formerOrLatter is which of two subjects before 前者 or 后者 means.
func (b *binder) formerOrLatter(w *gap) (subject, bool) {
	p := w.p
	if p != "前者" && p != "后者" {
		return b.allOfThem(p)
	}
	var named []subject
	for _, h := range b.history[b.first:] {
		if !slices.ContainsFunc(named, func(s subject) bool { return s.text == h.subject.text }) {
			named = append(named, h.subject)
		}
	}
	n := len(named)
	if n < 2 {
		return subject{}, false
	}
	if p == "前者" {
		return named[n-2], true
	}
	return named[n-1], true
}

// otherResidents gives to residents of another kind what is measured of those
// before: 城镇居民人均可支配收入4万元，增长4%；农牧区居民2万元.
func (b *binder) otherResidents(w *gap) (subject, bool) {
	st, l, p := w.st, &w.l, w.p
	if l.child || !strings.HasSuffix(p, "居民") || st.rule.Set.Kind != schema.Level {
		return subject{}, false
	}
	for k := len(b.history) - 1; k >= 0; k-- {
		h := b.history[k]
		if k < b.first && (h.sentence != b.history[b.first-1].sentence || !byResidence.MatchString(b.s.text[b.s.start:b.s.end])) {
			break
		}
		if tail := commonTail(h.subject.text, p); h.kind == schema.Level && h.unit == b.unitOf(st) && b.attrOf(tail) != "" {
			return b.parse(p + tail), true
		}
	}
	return subject{}, false
}

// byResidence opens a sentence on the parts of what the one before spoke of.
var byResidence = nlp.NewExpr(`^[按分](?:城乡|常住地|居住地|户籍)[^，。；]{0,4}，`)

// sameStem is what stands before a measure that p shares its first word with:
// of 城区空气质量 in 城区空气质量优良天数320天，优良率88%; loans go with deposits.
func (b *binder) sameStem(prev subject, p string) string {
	if utf8.RuneCountInString(p) < 3 {
		return ""
	}
	for _, w := range [][2]string{{"存款", "贷款"}, {"发病", "死亡"}} {
		if lent := strings.Replace(prev.text, w[0], w[1], 1); lent != prev.text && lent != p && strings.HasSuffix(lent, p) {
			return strings.TrimSuffix(lent, p) // 传染病报告发病率…，死亡率…
		}
	}
	if b.x.words.ClassOf(p)&nlp.OwnWord == 0 {
		return ""
	}
	stem := firstRunes(p, 2)
	if k := strings.Index(prev.text, stem); k >= len("城区") && strings.HasPrefix(prev.attr, stem) {
		return prev.text[:k]
	}
	return ""
}

// stages are schools and places that a measure is given for one after another.
var stages = nlp.NewExpr(`^(?:小学|初中|普通初中|高中|普通高中|中职|中等职业学校|幼儿园|学前教育|义务教育|本科|专科|城镇|农村|城市|男性|女性|县级|乡级|村级)`)

// otherStage gives p what was measured of another stage: 小学大班占比0.4%，初中为0.2%.
func (b *binder) otherStage(prev bound, st *statement, p string) (subject, bool) {
	stage := stages.FindString(prev.subject.text)
	if stage == "" || stages.FindString(p) != p || p == stage || prev.kind != st.rule.Set.Kind || prev.unit != b.unitOf(st) || prev.kind != schema.Rate {
		return subject{}, false
	}
	return b.parse(p + prev.subject.text[len(stage):]), true
}

// eachOf opens a mean by each of those before: 平均每个中心53人.
var eachOf = nlp.NewExpr(`^平均每(?:个|所|家|一)?(?:\p{Han}{1,4}?(?:中心|站|院|所|企业|机构|学校|校|园|村|社区)|中心|站|院|所|校|园|企业|机构)(.*)$`)

// eachOfThem names a mean by each: 卫生站平均每站人员 of 卫生站人员860人，平均每站6人.
func (b *binder) eachOfThem(w *gap) string {
	prev, p := w.prev.subject, w.p
	m := eachOf.FindStringSubmatch(p)
	if m == nil || prev.owner() == "" {
		return ""
	}
	owner := prev.owner()
	if prev.attr == "" {
		owner = prev.body
	}
	if k := strings.Index(owner, "拥有"); k > 0 && strings.Contains(p, "拥有") {
		owner = owner[:k]
	}
	owner, _, _ = strings.Cut(owner, "平均每")
	if strings.HasPrefix(p, "平均每个"+owner) {
		owner = ""
	}
	if m[1] == "" {
		return owner + p + prev.attr
	}
	return owner + p
}

// residents are those whom a measure is told of for each, perResident is another such
// measure: 城镇居民人均可支配收入3万元；人均消费支出2万元.
var (
	residents   = nlp.NewExpr(`^(?:城镇|农村|城乡|全体)(?:常住)?居民`)
	perResident = nlp.NewExpr(`^人均(?:生活)?(?:消费|可支配|纯收入|现金|工资性|经营|财产|转移|住房|居住|食品|医疗|教育)`)
)

// fundsFrom is what was taken of the money of one origin.
var fundsFrom = nlp.NewExpr(`^((?:实际)?(?:利用|使用|到位|引进))(?:内资|外资|(?:省|市|县|境)外资金)$`)

// What residents earn and spend, and whose it is.
var (
	household    = nlp.NewExpr(`^(?:(?:工资性|经营性?|财产性?|转移性?|家庭经营)(?:净|纯)?收入|(?:(?:食品烟酒|食品|衣着|居住|生活用品及服务|交通(?:和)?通信|教育(?:、)?文化(?:和)?娱乐|医疗保健|其他用品[和及]服务)(?:类)?(?:消费)?|服务性消费|商品性消费)支出|恩格尔系数)(?:占比)?$`)
	perResidents = nlp.NewExpr(`^((?:城镇|农村|全体|城乡|农牧区)?(?:常住)?(?:居民(?:家庭)?|农民|农牧民|牧民))(人均)`)
)

// ofResidents is who earns or spends so much, of whom the paragraph has told before:
// 城镇居民人均 of its 工资性收入, 城镇居民 of its 恩格尔系数.
func (b *binder) ofResidents(w *gap) string {
	if !household.MatchString(w.p) {
		return ""
	}
	told := b.topic.text
	for k := len(b.history) - 1; k >= 0 && !perResidents.MatchString(told); k-- {
		told = b.history[k].subject.text
	}
	m := perResidents.FindStringSubmatch(told)
	switch {
	case m == nil:
		return ""
	case strings.HasPrefix(w.p, "恩格尔系数"):
		return m[1]
	}
	return m[1] + m[2]
}

// carriedBy begins what several modes of transport carry together, withoutDone is how it is
// said that they do.
var (
	carriedBy   = nlp.NewExpr(`(?:共|累计)?(?:完成|实现)?(?:货物|旅客|货运|客运)`)
	withoutDone = nlp.NewExpr(`(?:共|累计|完成)+$`)
)

// transport is the mode that p leaves out: 公路货运量30万吨，货运周转量….
func transport(before, p string) string {
	m := modes.FindString(before)
	if m == "" || modes.MatchString(p) {
		return ""
	}
	if at := carriedBy.FindStringIndex(before); at != nil && listSep.MatchString(firstRunes(before[len(m):], 1)) {
		m = withoutDone.ReplaceAllString(before[:at[0]], "") // 铁路、公路和水运完成货物周转量
	}
	r, q := []rune(before[len(m):]), []rune(p)
	if len(r) < 3 || len(q) < 3 || len(q) > 6 {
		return ""
	}
	if carrying.MatchString(before[len(m):]) && carrying.MatchString(p) || string(r[:2]) == string(q[:2]) || string(r[len(r)-2:]) == string(q[len(q)-2:]) {
		return m
	}
	return ""
}

// carrying are measures of what is carried: 客运量, 旅客周转量.
var carrying = nlp.NewExpr(`^(?:客运|货运|旅客|货物)(?:总?量|发送量|到达量|运输量|周转量)$`)

// otherPart is what stands before a part whose counterpart p is: of 限额以上单位
// in 限额以上单位城镇市场零售额5亿元；乡村市场零售额….
func (b *binder) otherPart(before, p string) string {
	part := firstRunes(p, 2)
	rest := p[len(part):]
	head, ok := strings.CutSuffix(before, rest)
	if !ok || utf8.RuneCountInString(rest) < 2 || utf8.RuneCountInString(head) < 4 {
		return ""
	}
	other := lastRunes(head, 2)
	if other == part || b.x.words.ClassOf(part)&nlp.PartWord == 0 || b.x.words.ClassOf(other)&nlp.PartWord == 0 {
		return ""
	}
	return strings.TrimSuffix(head, other)
}

// hubs end the name of one that has several measures of its own.
var hubs = nlp.NewExpr(`(?:枢纽|机场|港口?|港区|站|医院|大学|学院|园区|集团|公司|银行)$`)

// sister is the owner of a measure that the catalogue knows, where p is another
// of the same sort: 国际机场 in 国际机场旅客吞吐量…；货邮吞吐量….
func (b *binder) sister(before, p string) string {
	tail := lastRunes(p, 3)
	if !strings.HasSuffix(before, tail) || utf8.RuneCountInString(p) < 4 {
		return ""
	}
	if _, known := b.x.catalogue.Lookup(p); !known {
		return ""
	}
	if _, known := b.x.catalogue.Lookup(before); known {
		return ""
	}
	for i := range before {
		rest := before[i:]
		if i == 0 || utf8.RuneCountInString(rest) < 4 || !strings.HasSuffix(rest, tail) {
			continue
		}
		if _, known := b.x.catalogue.Lookup(rest); known {
			if head := strings.TrimSuffix(strings.TrimSuffix(before[:i], "年"), "的"); hubs.MatchString(head) {
				return head
			}
		}
	}
	return ""
}

// sameVerb is what stands before a verb that p begins with again: of 外来人员 in
// 外来人员参加医疗保险3万人，参加工伤保险2万人.
func (b *binder) sameVerb(prev subject, p string, sameUnit bool) string {
	v := b.x.words.Prefix(p, nlp.ActWord|nlp.PredWord)
	if utf8.RuneCountInString(v) < 2 || v == p || prev.verb != "" || goodsPrice.MatchString(p) {
		return ""
	}
	if head, ok := strings.CutSuffix(prev.text, v); ok && head != "" && b.attrOf(p) != "" && v != "就业" {
		return head // 矿业权出让8宗、出让收益3亿元
	}
	if k := strings.Index(prev.text, v); k > 0 && sameUnit && utf8.RuneCountInString(prev.text[k:]) >= utf8.RuneCountInString(v)+2 && b.wordStarts(prev.text[k:], v) {
		return prev.text[:k]
	}
	return ""
}

// distributed opens a sentence that says how a whole is made up.
var distributed = nlp.NewExpr(`^([^，。；：\d]{2,12}?)(?:的)?(?:机构|地区|城乡|学历|年龄|性别|职称|部门|产业)?(?:分布|构成)(?:情况)?(?:为|是)?：`)

// distribution makes the whole of such a sentence the parent of its figures:
// 卫生人员机构分布：医院860人.
func (b *binder) distribution(s *sentence, stmts []statement) {
	if len(stmts) == 0 || !strings.Contains(s.text[s.start:s.end], "：") {
		return
	}
	text := b.stripText(s.text[s.start:s.end])
	for _, p := range s.periods {
		text = strings.Replace(text, s.text[p.Start:p.End], "", 1)
	}
	if m := distributed.FindStringSubmatch(b.stripText(strings.TrimLeft(text, "末底"))); m != nil {
		b.parent = bound{subject: b.parse(m[1]), kind: stmts[0].rule.Set.Kind, unit: b.unitOf(&stmts[0])}
	}
}

// unchanged is a sentence that says of a measure only that it stayed.
var unchanged = nlp.NewExpr(`^([^，。；]{4,24}?)(?:（[A-Z]+）)?(?:总?涨幅|增幅)?(?:[与比较]?(?:上年|去年)(?:同期)?)?(?:总体|基本)?(?:保持)?持平[。；]?$`)

// hold remembers what a sentence without a number speaks of, for what is said of it
// or its branches in the one behind it: 居民消费价格与上年持平。分类别看，衣着类下降2%.
func (b *binder) hold(text string, at int) {
	m := unchanged.FindStringSubmatch(text)
	if m == nil {
		name := b.stripText(strings.TrimSuffix(text, "。"))
		if strings.Contains(name, "，") { // as in most sentences, and in no name
			return
		}
		if _, known := b.x.catalogue.Lookup(name); known { // 地区生产总值。年初计划增长7%，实际增长8%
			b.history = append(b.history, bound{subject: b.parse(name), kind: schema.Level, sentence: at, at: at})
		}
		return
	}
	if s := b.parse(b.stripText(m[1])); b.measures(s.attr) {
		b.history = append(b.history, bound{subject: s, kind: schema.Growth, unit: "%", sentence: at, at: at})
	}
}

// withoutCount is a subject without the bare verb of counting that was put in
// front of one before: 病区县数120个，消除109个 leaves 病区县数 as the model.
func (b *binder) withoutCount(s subject) string {
	if s.verb == "" {
		return s.text
	}
	for _, h := range b.history[b.first:] {
		if strings.TrimSuffix(strings.TrimSuffix(h.subject.text, "总数"), "总量") == s.body {
			return s.body
		}
	}
	return s.text
}
