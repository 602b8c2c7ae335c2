package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Counted things: the object behind a value (12公里绿道).

// urging are verbs that only push what the object itself does.
var urging = nlp.NewExpr(`^(推动|推进|促进|确保|带动|力促)$`)

// serving is what is done for those counted before it.
var serving = nlp.NewExpr(`提供|开展|办理|解决|发放|减免|购买|免费|配备|配置|安装|引入|落实|接种|筛查|体检|追回|建立`)

// oneOf picks out one place by what it measures: 全省首个经济总量超过千亿元的县.
var oneOf = nlp.NewExpr(`(?:首个|首座|首家|唯一|第[一二三四五六七八九十\d]+[个座家])(\p{Han}{2,12})$`)

// placed is where something is done, and what: 县建设示范片 of 在15个县建设示范片.
var placed = nlp.NewExpr(`^(县（市、区）|县市区|县区|市县|县|市|区|乡镇|镇|街道|村|社区|城市|省份|学校)(.{3,})$`)

// placeThen is a place and no more than a verb: 镇设置 of 在8个镇设置16个监测点.
var placeThen = nlp.NewExpr(`^(县（市、区）|县市区|县区|市县|县|市|乡镇|镇|街道|村|社区|城市|省份|学校)(.{2})?$`)

// doneIn names the places of 在8个镇设置16个监测点 by what was done there.
func (b *binder) doneIn(st *statement, object string) string {
	m := placeThen.FindStringSubmatch(object)
	if m == nil || st.group+1 >= len(b.s.groups) {
		return ""
	}
	from, next := b.s.groups[st.group].end+len(m[1]), b.s.groups[st.group+1]
	if from >= next.start {
		return ""
	}
	done := b.s.text[from:next.start]
	if strings.ContainsAny(done, "，、；。：") {
		return ""
	}
	for k := range b.stmts {
		if x := &b.stmts[k]; x.group == st.group+1 && b.bareVerb(done) && b.object(x) != "" {
			return done + b.object(x) + "的" + m[1]
		} else if x.group == st.group+1 && b.leadingVerb(done) != "" && b.object(x) == "" {
			return done + "的" + m[1]
		}
	}
	return ""
}

// within leads up to the number of the places in which something is done.
var within = nlp.NewExpr(`在(?:全省|全市|全州|全县|全区|全国)?$`)

// afterPlaces reports whether what stands at offset at is counted as a place: 县
// in 在15个县建设示范片80个.
func (b *binder) afterPlaces(at int) bool {
	for _, g := range b.s.groups {
		if g.end == at {
			return within.MatchString(b.s.text[b.s.start:g.start])
		}
	}
	return false
}

// servedBefore is the 为 or 向 before the value that ends at offset at.
func (b *binder) servedBefore(at int) string {
	for _, g := range b.s.groups {
		if g.end == at && !strings.HasPrefix(b.s.text[at:], "、") { // 天数为314天、达标率86%
			return serves.FindString(b.s.text[b.s.start:g.start])
		}
	}
	return ""
}

// Places, and what a work or service that reaches them says of all of them.
var (
	placeOnly  = nlp.NewExpr(`^(?:个?县|市|区|县区|乡镇|镇|乡|街道|村|行政村|自然村|社区|小区|村民小组|学校)$`)
	reachesAll = nlp.NewExpr(`^(.*(?:涉及|惠及|覆盖|辐射))(?:县|市|区|县区|乡镇|镇|乡|街道|村|行政村|自然村|社区|小区|村民小组|学校)$`)
)

// joined ends what stands before the number of a list's last member.
var joined = nlp.NewExpr(`\p{Han}{3,}(?:以及|和|[^惠涉普遍波累触以]及|与)$`)

// serves stands before those for whom or with whom something is done.
var serves = nlp.NewExpr(`[为对向给]$`)

// activity ends a thing that is done, so that 完成 adds nothing to it.
var activity = nlp.NewExpr(`(改造|整治|修复|治理|服务|造林|任务|试点|接通|加固)$`)

var listSep = nlp.NewExpr(`^(、|和|及|与|以及)$`)

// withObject composes a subject from the words before the value and the thing
// behind it: 改造 + 老旧小区.
func (b *binder) withObject(l leftPart, object string, st *statement) subject {
	front := l.clean
	if front == "" {
		front = l.verb
	}
	if prev, ok := b.previous(); ok && front == "" && (listSep.MatchString(l.sep) || b.s.groups[st.group].start == l.limit && l.limit > b.s.start) && len(b.history) > b.first && b.leadingVerb(object) == "" && b.nounLast(object, "") == object && b.sharedPredicate(st, object, 0) == "" {
		front = prev.subject.verb
		if at := effectIn(prev.subject.text); at > 0 { // 惠及农户3万户和2万名学生
			return b.ownedBy(prev.subject.text[:at], effectOf(prev.subject.text[at:])+object)
		} else if v := b.innerVerb(prev.subject.text); front == "" && holds.MatchString(v) {
			front = prev.subject.text[:strings.Index(prev.subject.text, v)+len(v)]
		}
	}
	if prev, ok := b.previous(); ok && front == "" && l.sep == "，" && l.raw == "" && len(b.history) > b.first && reachesAll.MatchString(prev.subject.text) && placeOnly.MatchString(object) {
		front = reachesAll.FindStringSubmatch(prev.subject.text)[1] // 工程涉及5个乡镇，32个村
	}
	if s, ok := b.effect(st, l, front, object); ok {
		return s
	}
	if prev, ok := b.previous(); ok && l.sep == "、" && front != "" && len(b.history) > b.first {
		if who := b.sameDoer(prev, l, front+object); who != "" && b.leadingVerb(front+"事项数") != "" {
			return b.ownedBy(who, front+object)
		}
	}
	if s, ok := b.amongCounted(l, object); ok {
		return s
	}
	if joined.MatchString(l.raw) { // 获批甲试验区和2个乙基地: the number counts what stands behind it
		front = b.leadingVerb(front)
	}
	if k := strings.LastIndex(front, "、"); k >= 0 {
		if b.allVerbs(front) {
			// 新开、复航、加密36条航线: one count of all that was done
		} else if last := front[k+len("、"):]; b.bareVerb(last) {
			front = last // 实施免费政策、惠及6万名儿童
		} else if v := b.x.words.Suffix(front, nlp.ActWord); utf8.RuneCountInString(v) > 1 && strings.HasSuffix(front, "等"+v) {
			front = v // 利用空地、院落等建设6000个车位
		} else { // 建设甲、乙3个实验室: the names are what the object counts
			front = b.openingVerb(front)
			if front == "" && b.endsInVerb(last) {
				front = b.doneByAll(last) // 甲市、乙市援助丙县建设6个村
			}
		}
	}
	object += b.sharedWork(st, front, object)
	after := b.s.text[b.s.groups[st.group].end:]
	if m := oneOf.FindStringSubmatch(front); m != nil && strings.HasPrefix(after, "的") && b.attrOf(m[1]) != "" {
		return b.parse(m[1])
	}
	if m := placed.FindStringSubmatch(object); m != nil && (front == "" || front == l.raw) && within.MatchString(l.raw) {
		return b.parse(m[2] + "的" + m[1])
	}
	if front == "" && strings.HasSuffix(l.raw, "在") {
		if name := b.doneIn(st, object); name != "" {
			return b.parse(name)
		}
	}
	if own := b.x.words.Suffix(front, nlp.OwnWord); own != "" && strings.HasPrefix(after, "的") {
		noun := object // 总投资36亿元的光伏组件项目
		for _, w := range b.x.words.Split(object) {
			if w.Start > 0 && (w.Is(nlp.PredWord) || w.Is(nlp.ActWord) && w.End == len(object)) {
				noun = object[:w.Start]
				break
			}
		}
		return b.parse(noun + own)
	}
	if front == "" && strings.HasSuffix(l.raw, "为") && serving.MatchString(object) {
		return b.parse("为" + object) // 为2万名老人提供服务
	}
	if limit := b.beyondIt(st, object); front == "" && limit != "" {
		return b.parse(object + limit)
	}
	if front == "" {
		if said := b.saidNext(st, object); said != "" {
			s := b.parse(said + "的" + object)
			s.counted, s.thing = object, object
			return s
		}
	} else if noun, pred := b.predicated(object); noun != "" && pred != "" {
		if prev, ok := b.previous(); ok && prev.subject.counted == front && l.sep == "" {
			return b.parse(b.attribute(pred) + front + noun) // 19所高校115个学科进入名单
		}
	}
	if front == "" && st.rule.Set.Kind == schema.Rate {
		if noun, pred := b.predicated(object); pred != "" && noun != "" && strings.HasPrefix(b.s.text[b.s.groups[st.group].end:], "的") {
			return b.parse(pred + "的" + noun + "占比") // 三分之二的公园实现融通
		}
	}
	if front == "" && st.rule.Set.Kind == schema.Rate && strings.HasPrefix(after, "的") {
		if shared := b.sharedPredicate(st, object, 0); shared != "" {
			return b.parse(b.attribute(shared) + object + "占比") // 98%的乡镇和81%的村通了公路
		}
	}
	if front == "" && st.rule.Set.Kind == schema.Rate && b.topic.text != "" {
		return b.parse(b.topic.text + "中" + object + "的占比") // 三级医院中，65%开展预约诊疗
	}
	if front == "" && withWhom.MatchString(l.raw) {
		if done := b.behind(st, object); b.openingVerb(done) != "" && b.statementAfter(st, object) != nil {
			return b.parse(b.attribute(done) + object) // 与12家央企签署协议90亿元
		}
	}
	if whole := b.placedOf(object, st); front == "" && whole != "" {
		return b.parse(object + "的" + whole)
	}
	if front == "" {
		if strings.HasPrefix(after, "的") && isPeople(b.s.groups[st.group].items[0]) {
			return b.parse(object) // 30万人的住房条件得到改善
		}
		return b.zoned(l, b.turned(object, b.sharedPredicate(st, object, 0)))
	}
	if r, _ := utf8.DecodeRuneInString(object); r == '的' {
		object = object[len("的"):]
	}
	if urging.MatchString(front) {
		if turned := b.nounLast(object, ""); turned != object {
			return b.parse(turned) // 推动机组建成投运
		}
	}
	if strings.HasSuffix(l.raw, "为") && serving.MatchString(object) {
		front += "为" // 服务站为4万户家庭提供服务
	}
	if front == "完成" && activity.MatchString(object) {
		front = ""
	}
	if front == "实现" && outOfIt.MatchString(object) {
		return subject{text: object, body: object} // 实现2万人脱贫
	}
	if noun, ok := strings.CutPrefix(strings.TrimPrefix(object, "总"), "规模"); ok && front != "" && utf8.RuneCountInString(strings.TrimPrefix(noun, "的")) > 1 && b.s.groups[st.group].items[0].Unit.Dimension == "currency" {
		object = strings.TrimPrefix(noun, "的") + "规模" // 组建60亿元规模母基金
	}
	if effectOf(front) == front && strings.HasPrefix(after, "的") {
		noun, _ := b.predicated(object) // 惠及340万人的引水工程
		if m := workOf.FindString(object); m != "" {
			noun = m
		}
		return b.parse(noun + front)
	}
	if object == "受灾" && strings.HasPrefix(front, "造成") {
		return b.parse("受灾人口") // 造成3万人受灾
	}
	if strings.HasPrefix(object, front) && b.leadingVerb(object) == "" {
		return b.turned(object, "")
	}
	if front == l.clean {
		object = b.fuller(l, object) // 推进充电桩建设，新建600个桩
	}
	if shared := b.sharedPredicate(st, object, 0); shared != "" && b.leadingVerb(front) == "" && !b.endsInVerb(front) {
		object += shared // 甲区47项经验、乙区48项经验获全国推广
	}
	if g := b.s.groups[st.group]; strings.HasSuffix(b.s.text[b.s.start:g.start], "的") { // 新建的26所学校秋季全部开学
		noun, _ := b.predicated(object)
		object = season.ReplaceAllString(noun, "")
	}
	s := b.countOf(l, front, object)
	if s.verb == "" && strings.HasPrefix(s.text, front) && (b.leadingVerb(front+"事项数") != "" || b.endsInVerb(front)) {
		s.verb, s.body = front, object
	}
	return b.zoned(l, s)
}

// outOfIt ends what is said of those who came out of something.
var outOfIt = nlp.NewExpr(`(?:脱贫|摘帽|退出|出列|达标|销号)$`)

// zoned is a counted thing of the zone that the sentence tells of, where a verb says what
// was done there.
func (b *binder) zoned(l leftPart, s subject) subject {
	if s.verb == "" || !b.inZone(s, l) {
		return s
	}
	return b.ownedBy(b.zone, s.text)
}

// amongCounted is the subject of what lies in things counted right before it: 覆盖省份
// of 覆盖12个省份的80个城市 makes 覆盖城市.
func (b *binder) amongCounted(l leftPart, object string) (subject, bool) {
	prev, ok := b.previous()
	if !ok || len(b.history) == b.first || l.start != l.limit || l.clean == "" || !strings.HasSuffix(l.raw, "的") {
		return subject{}, false
	}
	head, ok := strings.CutSuffix(strings.TrimSuffix(prev.subject.text, "的"), l.clean)
	if !ok || effectIn(head) < 0 {
		return subject{}, false
	}
	s := b.parse(head + object)
	s.topic = prev.subject.topic
	return s, true
}

// withWhom ends what leads to those with whom something is done.
var withWhom = nlp.NewExpr(`(?:与|同)$`)

// doneByAll is what the last of a list of doers did with them, without its name: 援助丙县
// 建设 of 乙市援助丙县建设.
func (b *binder) doneByAll(last string) string {
	for _, w := range b.x.words.Split(last) {
		if w.Start > 0 && w.Is(nlp.ActWord|nlp.VerbWord) {
			return last[w.Start:]
		}
	}
	return ""
}

// season is when something was done, behind those that did it.
var season = nlp.NewExpr(`(?:[春夏秋冬]季|年[底末内]|[上下]半年|[今去明当]年)$`)

// lies begins what a value says of some of those counted before: 分布在东部.
var lies = nlp.NewExpr(`^(?:位于|地处|坐落在|坐落于|分布在|分布于|集中在|集中于|在)\P{P}{2,}$`)

// placedOf is what the sentence counted, where the value behind says only where some of it
// lie: 医院 of 医院30家，其中12家位于城区.
func (b *binder) placedOf(object string, st *statement) string {
	if st.rule.Set.Kind != schema.Level || len(b.history) == b.first || !lies.MatchString(object) {
		return ""
	}
	from := b.s.start + max(0, strings.LastIndex(b.s.text[b.s.start:st.start], "；"))
	for _, h := range b.history[b.first:] {
		if h.at >= from && h.kind == schema.Level && h.unit == b.unitOf(st) && isCount(b.s.groups[st.group].items[0]) {
			if strings.Contains(h.subject.text, "分布") || lies.MatchString(h.subject.text) {
				return ""
			}
			return h.subject.text
		}
	}
	return ""
}

// saidOfAll is a counted thing of which the same is said of all.
var saidOfAll = nlp.NewExpr(`^(\P{P}{2,}?)(?:全部|均|都)(?:达|实现|完成|通过|合格|符合)`)

// workOf is a work at the beginning of a clause that tells of it.
var workOf = nlp.NewExpr(`^\P{P}{2,12}?(?:工程|项目|计划|行动|政策)`)

// allVerbs reports whether text is a list of verbs and of nothing else.
func (b *binder) allVerbs(text string) bool {
	for part := range strings.SplitSeq(text, "、") {
		if utf8.RuneCountInString(part) > 8 || b.x.words.ClassOf(part)&nlp.VerbWord == 0 && b.leadingVerb(part+"事项数") != part && !actions.MatchString(part) {
			return false
		}
	}
	return true
}

// actions are verbs of what is counted that the lexicon does not know.
var actions = nlp.NewExpr(`^(?:新开|新增|复航|加密|恢复|新建和加密建设|续航)$`)

// governs are verbs right before a value that are nouns elsewhere.
var governs = nlp.NewExpr(`(?:^|加快|大力)发展$|联动$|集聚$|^强化$`)

// endsInVerb reports whether the last word before a value is a verb, so that it
// holds for the next of a list too: 重点建设 of 重点建设30个公园和8条绿道.
func (b *binder) endsInVerb(front string) bool {
	if governs.MatchString(front) {
		return true
	}
	words := b.x.words.Split(front)
	n := len(words) - 1
	return n >= 0 && words[n].Is(nlp.ActWord|nlp.VerbWord) && utf8.RuneCountInString(front[words[n].Start:]) > 1
}
