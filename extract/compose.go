package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// complete makes a subject of the words p: what they leave out (a verb that a
// list shares, the owner of an attribute, the measure of a branch) comes from
// the statements before. k counts the members of a list.
func (b *binder) complete(i int, l leftPart, p string, k int) subject {
	st := &b.stmts[i]
	prev, has := b.previous()
	if whole, ok := strings.CutPrefix(p, "下拉"); ok && k == 0 {
		p = "拉动" + whole // by less than nothing
	}
	inSentence := has && len(b.history) > b.first
	p = b.withoutPush(st, p)
	if k == 0 && !inSentence && inOut.FindString(p) == p && p != "" {
		if head := b.budgetAbove(l); head != "" {
			return b.parse(head + p) // 一般公共预算 heads 市本级：收入9亿元
		}
	}
	if s, ok := b.exemplified(st, l, p, prev); ok {
		return s
	}
	if m := gradeIn.FindStringIndex(prev.subject.text); m != nil && inSentence && !l.child && !prev.part && gradeWord.MatchString(p) && prev.unit == b.unitOf(st) {
		return b.parse(prev.subject.text[:m[0]] + p + prev.subject.text[m[1]:]) // 评定国家级示范社6家、省级23家
	}
	if head := nextUse(prev, p, l); inSentence && head != "" && prev.dimension == b.s.groups[st.group].items[0].Unit.Dimension && prev.kind == st.rule.Set.Kind {
		return b.parse(head + p)
	}
	if st.rule.Set.Kind == schema.Rank {
		if name := b.rankFrame(p); name != "" {
			if m := rankedAmong.FindStringSubmatch(name); m != nil && st.scope == "" {
				name, st.scope = m[2], m[1]
			}
			return b.parse(name)
		}
	}
	if m := rateWhere.FindStringSubmatch(p); m != nil && st.rule.Set.Kind == schema.Rate {
		return b.parse(m[2] + m[1]) // 设施覆盖率城市达到100%、农村达到75%
	}
	if m := fairThen.FindStringSubmatch(p); m != nil {
		return b.parse(m[1] + m[2]) // 办好茶博会、项目签约60亿元
	}
	if head, ok := strings.CutSuffix(prev.subject.text, "议案"); ok && p == "建议" && inSentence {
		return b.parse(head + p) // 办理人大代表议案6项、建议80件
	}
	if inSentence && !l.child && ratioTo.MatchString(p) {
		return b.parse(prev.subject.text + p)
	}
	if s, ok := b.bareShare(st, l, p); ok {
		return s
	}
	replaced, kin := tailReplaced(prev.subject.text, p)
	if inSentence && !prev.aside && b.bracketed(l.start) && (b.qualifies(p) || kin) && p != "" && prev.kind == st.rule.Set.Kind && prev.unit == b.unitOf(st) {
		l.child = true // 享受补助3万人（城市1万人、农村2万人）
	}
	if s, ok := b.townOrCounty(st, l, p); ok && inSentence {
		return s
	}
	if kin && inSentence && (l.sep == "、" || l.sep == "，" && medals.MatchString(p)) && utf8.RuneCountInString(p) == 2 && b.attrOf(p) == "" && prev.unit == b.unitOf(st) && prev.kind == schema.Level && b.parts(prev.subject.text, len(replaced)-len(p)) {
		return b.parse(replaced) // 省赛金牌8枚、银牌6枚; 高速公路 and 铁路 are two things
	}
	if inSentence && l.sep == "；" && k == 0 && wonOnce(prev, p) && prev.unit == b.unitOf(st) {
		return b.parse(prev.subject.verb + p)
	}
	if s, ok := b.formerOrLatter(p); ok {
		return s
	}
	if s, ok := b.sameAbove(st, p); ok && k == 0 && !l.child {
		return s
	}
	if p == "收入比" && inSentence && strings.Contains(prev.subject.text, "居民") {
		return b.parse("城乡居民收入比")
	}
	if inSentence {
		if name := b.eachOfThem(prev.subject, p); name != "" {
			return b.parse(name)
		}
	}
	if inSentence && prev.kind == schema.Delta && (prev.subject.attr == "比重" || prev.subject.attr == "占比") && prev.unit == b.unitOf(st) && st.rule.Set.Kind == schema.Delta && b.x.words.ClassOf(p)&(nlp.SectorWord|nlp.NameWord) != 0 {
		return b.parse(p + prev.subject.attr) // 第一产业比重提高1个百分点，第二产业下降2个百分点
	}
	if head := shouldered(prev, p, l); inSentence && head != "" {
		return b.parse(head + p)
	}
	if name := ofThat(prev, st, l, p); inSentence && name != "" {
		return b.withTopic(b.parse(name), st, has)
	}
	if head := b.carrier(prev, p, st); inSentence && head != "" && !l.child {
		return b.parse(head + p)
	}
	if s, ok := b.effectOn(st, l, "", p); ok && k == 0 && !l.child {
		return s
	}
	if k == 0 && !l.child && paidUnder.MatchString(p) {
		if topic, _ := b.topicBefore(l); topic != "" {
			return b.ownedBy(topic, p) // 实施以旧换新行动，发放补贴3亿元
		}
	}
	if inSentence && k == 0 && !l.child {
		if s, ok := b.effectToo(prev, st, l, p); ok {
			return s
		}
		if st.rule.Set.Kind == schema.Level {
			if who := b.sameDoer(prev, l, p); who != "" {
				return b.ownedBy(who, p)
			}
		}
	}
	if k == 0 && !l.child && insuredBy.MatchString(p) {
		if topic, _ := b.topicBefore(l); insurances.MatchString(topic) {
			return b.ownedBy(topic, p)
		}
	}
	if head := b.inspected(p); head != "" && k == 0 {
		return b.parse(head + p)
	}
	if head := b.diseased(p); inSentence && head != "" {
		if stage, ok := strings.CutPrefix(p, "达到"); ok {
			return b.parse("达到" + head + stage)
		}
		return b.parse(head + p)
	}
	if inSentence && eachOne.MatchString(p) && prev.kind == schema.Level && prev.dimension == b.s.groups[st.group].items[0].Unit.Dimension && !strings.HasPrefix(prev.subject.text, p) {
		return b.parse(p + prev.subject.text) // 耕地面积98万亩，人均1.9亩
	}
	if name := b.builtMore(st, l, p, prev, inSentence); name != "" {
		return b.parse(name)
	}
	if name := b.cameOfThem(prev, st, l); inSentence && k == 0 && name != "" {
		return b.parse(name)
	}
	if name := cameOfPlan(prev, p); inSentence && name != "" {
		return b.parse(name)
	}
	if inSentence {
		if name := b.byOtherLimit(st, l, p, prev); name != "" {
			return b.parse(name)
		}
	}
	if name := b.otherTrend(st, p); inSentence && name != "" {
		return b.parse(name)
	}
	if counted := b.ofThose(st, p); inSentence && counted != "" {
		return b.parse(strings.TrimSuffix(p, "的") + counted)
	}
	if inSentence {
		if head := b.perHeads(st, l, p); head != "" {
			return b.parse(head + p)
		}
	}
	if !l.child {
		if s, ok := b.ofTopic(prev, l, p); ok {
			return s
		}
	}
	if k == 0 && !l.child && ofHarvest.MatchString(p) {
		if m := harvestTold.FindStringSubmatch(b.stripText(b.s.text[b.s.start:l.start])); m != nil {
			return b.parse(m[1] + p) // 粮食喜获丰收，总产86万吨
		}
	}
	if k == 0 && !l.child {
		if name := b.ofClauseBefore(l, p); name != "" {
			return b.parse(name)
		}
	}
	bare, ownerless := k == 0 && b.bareVerb(p), inSentence && b.ownerless(p) && !(l.child && asked.MatchString(commonTail(prev.subject.text, p)))
	switch {
	case inSentence && (planWord.MatchString(p) || prev.subject.verb == p && prev.kind == schema.Level && b.unitOf(st) == prev.unit):
		return prev.subject
	case inSentence && k == 0 && contributes.MatchString(p) && b.contributor(l) != "":
		if p == "拉动" {
			p = "拉动经济增长"
		}
		return b.parse(b.contributor(l) + p) // 第二产业增加值…，拉动2.3个百分点
	case inSentence && strings.HasPrefix(p, "影响") && (prev.kind == schema.Growth || pace.MatchString(prev.subject.attr)) && st.rule.Set.Kind == schema.Delta && b.measured(strings.TrimPrefix(p, "影响")):
		who := prev.subject.text
		if pace.MatchString(prev.subject.attr) {
			who = strings.TrimSuffix(who, prev.subject.attr)
		}
		return b.parse(who + p) // 食品价格上涨3%，影响居民消费价格上涨0.6个百分点
	case !inSentence && b.seenShare(p) != p:
		return b.parse(b.seenShare(p))
	case strings.HasPrefix(p, "占") && has && prev.shared != nil:
		return b.parse(prev.shared.text + p)
	case strings.HasPrefix(p, "占") && has, strings.HasPrefix(p, "相当于") && inSentence && l.sep != "；":
		return b.parse(prev.subject.text + p)
	case has && inSentence && !strings.HasPrefix(p, "达") && saidOfPart.MatchString(p) && b.attrOf(p) == "": // 债券20亿元，其中用于修路8亿元
		whole := prev.subject.text
		for i := range whole {
			if saidOfPart.MatchString(whole[i:]) {
				whole = whole[:i]
				break
			}
		}
		return b.parse(whole + p)
	case has && !inSentence && b.x.words.ClassOf(p)&nlp.PartWord != 0:
		return b.parse(p + strings.TrimPrefix(prev.subject.text, b.x.words.Prefix(prev.subject.text, nlp.PartWord)))
	case k == 0 && (bare || b.bareVerb(withoutBrackets(p))) && !l.child && st.rule.Set.Kind == schema.Level && worksOn.MatchString(b.s.groups[st.group].items[0].Unit.Dimension) && b.workedOn(l, p) != "":
		return b.parse(p + b.workedOn(l, p))
	case inSentence && losses.MatchString(p):
		return b.parse(b.causeOf() + p)
	case inSentence && b.together(p) != "":
		return b.parse(b.together(p))
	case inSentence && k == 0 && !l.child && b.settledIn(p) != "":
		return b.parse(b.settledIn(p) + p)
	case inSentence && k == 0 && !l.child && b.industryOf(p) != "":
		return b.parse(b.industryOf(p) + p)
	case has && !inSentence && k == 0 && !l.child && b.industryAbove(p) != "":
		return b.parse(b.industryAbove(p) + p)
	case inSentence && ofShare.MatchString(p) && prev.kind == schema.Rate && shareNamed.MatchString(prev.subject.text) && st.rule.Set.Kind == schema.Delta:
		return prev.subject // 占零售额的比重为27%，份额提升2个百分点
	case inSentence && l.sep == "，" && exclusive.MatchString(p) && prev.kind == schema.Growth && st.rule.Set.Kind == schema.Growth && b.attrOf(prev.subject.text) != "" && !strings.Contains(p, "的"):
		return b.parse(withoutBrackets(prev.subject.text) + "（" + strings.TrimSuffix(p, "后") + "）") // 投资增长5%，扣除房地产开发投资增长9%
	case inSentence && k == 0 && strings.HasSuffix(l.raw, "完成") && places.MatchString(p) && prev.kind == schema.Level && prev.unit == b.unitOf(st) && st.rule.Set.Kind == schema.Level && b.measures(prev.subject.attr):
		return b.parse(p + prev.subject.attr) // 主城区完成投资8亿元，县（市）完成3亿元
	case inSentence && perUnit.MatchString(p) && (st.rule.Set.Kind == schema.Delta || st.rule.Set.Kind == schema.Growth):
		return prev.subject // 均价3200元/平方米，每平方米下降90元
	case k == 0 && !l.child && (inSentence && l.sep == "；" && ownerless || !inSentence && b.ownerless(p)) && b.regarding(l) != "":
		return b.parse(b.regarding(l) + p)
	case ownerless && k == 0 && b.actBetween(l) != "":
		return b.parse(b.actBetween(l) + p)
	case ownerless && l.sep != "：":
		if s := b.owned(prev.subject, p, l); s.text != p || l.child || !b.measuresOnly() {
			return s
		}
		return b.parse(b.organisationAbove(p) + p) // 学前教育机构60所。在园幼儿5400人，教职工760人
	case has && !inSentence && k == 0 && !l.child && b.organisationAbove(p) != "":
		return b.parse(b.organisationAbove(p) + strings.TrimPrefix(p, withinHouse.FindString(p)))
	case bare && k == 0 && !l.child && b.beforeColon(l) != "":
		return b.ownedBy(b.beforeColon(l), p) // 货运班列跑出加速度：全年开行1285列
	case inSentence && k == 0 && p == "控制" && b.sameCount(prev, st):
		return subject{text: p + prev.subject.body, verb: p, body: prev.subject.body, attr: prev.subject.attr} // 病区县30个，控制29个
	case inSentence && bare && (!l.child || strings.Contains(prev.subject.text, p)):
		if prev.part && l.sep == "；" && b.parent.subject.text != "" {
			prev = b.parent // 社会组织90家，其中基金会2家；新登记7家
		}
		return b.verbOnly(prev, p, st)
	case l.child && has:
		b.parent = b.wholeOf(prev, st)
		if last := b.history[len(b.history)-1]; overLimit.MatchString(p) && last.kind == schema.Level && last.dimension == "currency" && b.s.groups[st.group].items[0].Unit.Dimension != "currency" && last.subject.attr != "" {
			return b.parse(last.subject.text + p) // 集体经济收入都达到8万元，其中20万元以上的村9个
		}
		prev = b.parent
		if s, ok := b.part(prev, p, st); ok {
			return s
		}
	case b.parent.subject.text != "" && b.goesOnParts(prev, l, p, st):
		if s, ok := b.part(b.parent, p, st); ok {
			return s
		}
	}
	if q := b.x.words.Prefix(prev.subject.text, nlp.QualWord); inSentence && q != "" && q != prev.subject.text && b.qualifies(p) && p != q {
		return b.parse(p + prev.subject.text[len(q):]) // 城镇零售额30亿元，乡村8亿元
	}
	before := b.withoutCount(prev.subject)
	if k := strings.Index(before, "占"); k > 0 && strings.HasSuffix(before, "比重") && st.rule.Set.Kind == schema.Level {
		before = before[:k] // 门诊药费占门诊费用的40%；住院药费（90元）
	}
	if inSentence && k == 0 {
		if head := b.parallel(before, p); head != "" {
			return b.parse(head + p)
		}
	}
	if head := meanOf(prev.subject.text, p); has && head != "" {
		return b.parse(head + p)
	}
	if s, ok := b.otherResidents(st, l, p); ok {
		return s
	}
	if inSentence {
		if s, ok := b.carriedOwner(prev, st, l, p); ok {
			return s
		}
	}
	if name := b.goodsSold(prev, st, l, p); inSentence && name != "" {
		return b.parse(name)
	}
	if owner := b.ownerBefore(l, p, inSentence); owner != "" && k == 0 {
		return b.parse(owner + p)
	}
	s := b.parse(p)
	if s.verb != "" && k == 0 && !l.child && st.rule.Set.Kind == schema.Level {
		if name := b.fuller(l, s.body); name != s.body {
			s = b.parse(s.verb + name)
		}
	}
	if inSentence && l.sep == "、" && k == 0 && prev.subject.verb == "" && s.verb == "" && s.attr == "" && st.rule.Set.Kind == schema.Level && prev.kind == schema.Level {
		if v := b.innerVerb(prev.subject.text); v != "" && (b.unitOf(st) == prev.unit || holds.MatchString(v)) {
			if at := b.verbsEnd(prev.subject.text, v); utf8.RuneCountInString(prev.subject.text[at:]) > 1 {
				return b.parse(prev.subject.text[:at] + p)
			}
		}
	}
	if inSentence && k == 0 && b.shares(prev, s, st) && !strings.Contains(l.raw, "累计") && (l.sep == "、" || l.sep == "，" && (b.sameSort(prev, s, l, st) || b.furtherPart(prev, s, st))) {
		grade := gradeHead.FindString(prev.subject.body)
		if _, place := b.x.regions.beginning(p, b.r.doc.Region); place > 0 || graded.MatchString(p) || ofPlace.MatchString(p) || lowerPlace.MatchString(p) || l.sep == "，" || strings.HasPrefix(p, "“") || b.ungraded(prev) {
			grade = ""
		}
		if m := modifier.FindString(prev.subject.body); l.sep == "、" && m != "" && !strings.Contains(p, "的") {
			grade = m // 建成儿童友好机构的医院5个、卫生院8个
		}
		if head := headBefore(prev.subject.body, p); l.sep == "、" && head != "" && prev.subject.topic == "" {
			grade = head // 打造文创样板企业4家、样板园区5个
		}
		verb := prev.subject.verb
		if b.x.words.ClassOf(prev.subject.body)&nlp.ActWord != 0 {
			verb = b.x.words.Prefix(verb, nlp.ActWord) // 完成 of 完成造林绿化, which is one work
		}
		s = b.parse(verb + grade + p)
	}
	if inSentence && k == 0 {
		if v := b.listVerb(prev, s, l, st) + b.paidToo(prev, s, l, st); v != "" {
			return b.parse(v + p)
		}
	}
	if grown, ok := b.grown(s, st); ok {
		return grown
	}
	if !inSentence && p == s.attr {
		if sector := b.sectorOfSentence(); sector != "" && b.measures(p) {
			return b.parse(sector + p)
		}
	}
	if head := b.holder(p, st); head != "" {
		return b.parse(head + p)
	}
	if b.inZone(s, l) {
		return b.ownedBy(b.zone, s.text)
	}
	return b.withTopic(s, st, has)
}

// verbsEnd is where the verbs end that begin with v within name: 参与制修订 in 主导或参与制修订
// 国家标准.
func (b *binder) verbsEnd(name, v string) int {
	at := strings.Index(name, v) + len(v)
	return at + len(b.leadingVerb(name[at:]))
}

// overLimit begins with a limit of money over which those lie that a part counts.
var overLimit = nlp.NewExpr(`^(?:超过?|达到?)?[\d.]+[万亿千百]*元(?:及)?以上的`)

var (
	// places are those that a region is made of.
	places = nlp.NewExpr(`^(?:(?:主|中心)?城区|郊区|市区|县域|各?县(?:（(?:市|市、区|区)）)?|各?县[市区]|市本级|区本级|县本级)$`)
	// exclusive is a measure without some part of it, perUnit speaks of a price again.
	exclusive = nlp.NewExpr(`^(?:扣除|剔除)\P{P}{2,14}$`)
	perUnit   = nlp.NewExpr(`^(?:平均)?每(?:平方米|平米|公斤|市?斤|吨|亩|头|只)$`)
	// concerning is a clause that says no more than what the next one is about.
	concerning = nlp.NewExpr(`^；?([^，；：、]{2,12})方面，$`)
)

// regarding is what the clause before l says that this part of the sentence is about:
// 国省干线 in 高速公路方面，完成投资9亿元；国省干线方面，完成投资2亿元.
func (b *binder) regarding(l leftPart) string {
	if m := concerning.FindStringSubmatch(b.s.text[l.limit:l.start]); m != nil {
		return b.stripText(m[1])
	}
	return ""
}

// withoutPush is p without the verb of what brings a change of a known measure about:
// 研发投入强度 of 推动研发投入强度提高到3%.
func (b *binder) withoutPush(st *statement, p string) string {
	if k := st.rule.Set.Kind; k != schema.Rate && k != schema.Growth {
		return p
	}
	if m := pushing.FindString(p); m != "" && b.known(p[len(m):]) {
		return p[len(m):]
	}
	return p
}

// pushing are such verbs.
var pushing = nlp.NewExpr(`^(?:推动|带动|促进|推进|促使|引导)`)

// rateWhere is a rate, and behind it where it is so high.
var rateWhere = nlp.NewExpr(`^(\P{P}{2,}率)(城市|城镇|农村|乡村|城区)$`)

// gradeIn is the grade within a name.
var gradeIn = nlp.NewExpr(`(?:世界|国际|国家|省|市|区|县|州|部)级(?:及以上|以上)?`)

// ungraded reports whether the member of a list before the last one has no
// grade, so that of the last one is its own: 新增规上企业90家、国家级企业8家、上市企业2家.
func (b *binder) ungraded(last bound) bool {
	k := len(b.history) - 2
	if !last.listed || k < b.first {
		return false
	}
	h := b.history[k]
	return h.subject.verb == last.subject.verb && h.kind == last.kind && gradeHead.FindString(h.subject.body) == ""
}

func (b *binder) previous() (bound, bool) {
	if len(b.history) == 0 {
		return bound{}, false
	}
	return b.history[len(b.history)-1], true
}

// eachOne says of a measure that it is that of each.
var eachOne = nlp.NewExpr(`^[人户村亩]均$`)

// saidOfPart begins what is said of a part of the thing before.
var saidOfPart = nlp.NewExpr(`^(?:用于|(?:属于?|达到)(?:国际|国内|世界|省内|市内|一般|先进|领先))`)

// modifier is what a thing is made into, said once for a list of those that are.
var modifier = nlp.NewExpr(`^\P{P}{6,}(?:机构|单位|标准|基地|站点|企业)的`)

// harvestTold tells of a crop that the harvest was good, ofHarvest are its measures.
var (
	harvestTold = nlp.NewExpr(`^(\p{Han}{2,4}?)(?:生产)?(?:喜获|再获|又获|连获|获得?|喜迎|实现|连续)[^，；。]{0,8}(?:丰收|连丰)”?[，。]`)
	ofHarvest   = nlp.NewExpr(`^(?:总产量?|单产|亩产|平均亩产|平均单产|播种面积|种植面积)$`)
)

// planWord stands for what the plan is of: 新增就业3120人、目标2900人.
var planWord = nlp.NewExpr(`^(?:年度|全年|年初)?(?:目标|计划|任务|目标任务|预算)(?:数|值)?$`)
