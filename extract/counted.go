package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Counted things: the object behind a value (12公里绿道).

// urging are verbs that only push what the object itself does.
var urging = nlp.NewExpr(`^(推动|推进|促进|确保|带动|力促)$`)

// serving is what is done for those counted before it.
var serving = nlp.NewExpr(`提供|开展|办理|解决|发放|减免|购买`)

// oneOf picks out one place by what it measures: 全省首个经济总量超过千亿元的县.
var oneOf = nlp.NewExpr(`(?:首个|首座|首家|唯一|第[一二三四五六七八九十]+[个座家])(\p{Han}{2,12})$`)

// placed is where something is done, and what: 县建设示范片 of 在15个县建设示范片.
var placed = nlp.NewExpr(`^(县（市、区）|县市区|县区|市县|县|市|区|乡镇|镇|街道|村|社区|城市|省份|学校)(.{3,})$`)

// afterPlaces reports whether what stands at offset at is counted as a place: 县
// in 在15个县建设示范片80个.
func (b *binder) afterPlaces(at int) bool {
	for _, g := range b.s.groups {
		if g.end == at {
			return strings.HasSuffix(b.s.text[b.s.start:g.start], "在")
		}
	}
	return false
}

// servedBefore is the 为 or 向 before the value that ends at offset at.
func (b *binder) servedBefore(at int) string {
	for _, g := range b.s.groups {
		if g.end == at {
			return serves.FindString(b.s.text[b.s.start:g.start])
		}
	}
	return ""
}

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
	if prev, ok := b.previous(); ok && front == "" && listSep.MatchString(l.sep) && len(b.history) > b.first && b.leadingVerb(object) == "" && b.nounLast(object, "") == object {
		front = prev.subject.verb
		if v := b.innerVerb(prev.subject.text); front == "" && holds.MatchString(v) {
			front = prev.subject.text[:strings.Index(prev.subject.text, v)+len(v)]
		}
	}
	if joined.MatchString(l.raw) { // 获批甲试验区和2个乙基地: the number counts what stands behind it
		front = b.leadingVerb(front)
	}
	if k := strings.LastIndex(front, "、"); k >= 0 {
		if last := front[k+len("、"):]; b.bareVerb(last) {
			front = last // 实施免费政策、惠及6万名儿童
		} else { // 建设甲、乙3个实验室: the names are what the object counts
			front = b.leadingVerb(front)
		}
	}
	after := b.s.text[b.s.groups[st.group].end:]
	if m := oneOf.FindStringSubmatch(front); m != nil && strings.HasPrefix(after, "的") && b.attrOf(m[1]) != "" {
		return b.parse(m[1])
	}
	if m := placed.FindStringSubmatch(object); m != nil && front == "" && strings.HasSuffix(l.raw, "在") {
		return b.parse(m[2] + "的" + m[1])
	}
	if own := b.x.words.Suffix(front, nlp.OwnWord); own != "" && strings.HasPrefix(after, "的") {
		noun := object // 总投资36亿元的光伏组件项目
		for _, w := range b.x.words.Split(object) {
			if w.Start > 0 && w.Is(nlp.PredWord) {
				noun = object[:w.Start]
				break
			}
		}
		return b.parse(noun + own)
	}
	if front == "" && strings.HasSuffix(l.raw, "为") && serving.MatchString(object) {
		return b.parse("为" + object) // 为2万名老人提供服务
	}
	if front == "" && st.rule.Set.Kind == schema.Rate {
		if noun, pred := b.predicated(object); pred != "" && strings.HasPrefix(b.s.text[b.s.groups[st.group].end:], "的") {
			return b.parse(pred + "的" + noun + "占比") // 三分之二的公园实现融通
		}
	}
	if front == "" {
		return b.parse(b.nounLast(object, b.sharedPredicate(st, object, 0)))
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
	s := b.parse(front + object)
	if s.verb == "" && strings.HasPrefix(s.text, front) && b.leadingVerb(front+"事项数") != "" {
		s.verb, s.body = front, object
	}
	return s
}

// nounLast puts the predicate of a counted thing in front of it: 8个品种入选目录
// counts 入选目录品种.
func (b *binder) nounLast(object, shared string) string {
	if r, _ := utf8.DecodeRuneInString(object); strings.ContainsRune("凭在经对向从为以按整", r) {
		return object
	}
	if noun, pred := b.predicated(object); noun != object {
		if strings.HasSuffix(pred, noun) {
			return pred
		}
		return pred + noun
	}
	return shared + object
}

// predicated parts a counted thing from what is said of it: 公园, 实现融通.
func (b *binder) predicated(object string) (noun, pred string) {
	if !b.x.words.Holds(object, nlp.PredWord) {
		return object, ""
	}
	for _, w := range b.x.words.Split(object) {
		if w.Start == 0 || !w.Is(nlp.PredWord) {
			continue
		}
		pred = b.stripText(object[w.Start:])
		for _, adv := range []string{"顺利", "有序", "全部", "相继", "正式", "成功", "已"} {
			pred = strings.TrimPrefix(pred, adv)
		}
		noun = object[:w.Start]
		for _, all := range []string{"均", "都", "基本", "全部", "全面", "已", "顺利", "如期", "提前", "加力", "梯次", "有序"} {
			noun = strings.TrimSuffix(noun, all)
		}
		return noun, pred
	}
	return object, ""
}

// sharedPredicate is what is said of this counted thing together with the next
// of a list: 3所学校、5个专业入选计划.
func (b *binder) sharedPredicate(st *statement, object string, depth int) string {
	stop := b.objectStop(st, object)
	if stop == 0 || depth > 4 || !strings.HasPrefix(b.s.text[stop:], "、") && !strings.HasPrefix(b.s.text[stop:], "和") {
		return ""
	}
	for k := range b.stmts {
		next := &b.stmts[k]
		if next.start < stop || next.start > stop+len("、") {
			continue
		}
		o := b.object(next)
		if o == "" {
			return ""
		}
		at := b.s.groups[next.group].end
		if !b.x.words.Holds(o, nlp.PredWord) {
			return b.sharedPredicate(next, o, depth+1)
		}
		for _, w := range b.s.wordsIn(at, at+len(o)) {
			if w.Start > at && w.End < at+len(o) && w.Is(nlp.PredWord) {
				return b.s.text[w.Start : at+strings.Index(b.s.text[at:], o)+len(o)]
			}
		}
		return b.sharedPredicate(next, o, depth+1)
	}
	return ""
}

// object is the counted thing behind a value: 绿道 of 12公里绿道. It is
// "" where the value ends its clause.
func (b *binder) object(st *statement) string {
	g := b.s.groups[st.group]
	if g.class != nlp.Amount && g.class != nlp.Bare && g.class != nlp.Percent || st.end != g.end {
		return ""
	}
	kind := st.rule.Set.Kind
	if kind != schema.Level && !(kind == schema.Rate && st.start == g.start) {
		return ""
	}
	end, runsOn := b.s.end, false
	for _, x := range b.bounds {
		if x.at >= g.end && !b.aside(x) {
			end = x.at
			break
		}
	}
	for k := range b.stmts {
		if n := b.stmts[k].start; n >= g.end && n < end && !b.limits(b.s.groups[b.stmts[k].group]) {
			end, runsOn = n, true
		}
	}
	for k := range b.s.groups {
		if n := b.s.groups[k].start; n >= g.end && n < end && !b.limits(b.s.groups[k]) {
			end = n
		}
	}
	text := b.s.text[g.end:end]
	if runsOn && !strings.Contains(text, "、") {
		text = b.dropPredicate(text)
		if !listSep.MatchString(lastRune(text)) && !serves.MatchString(b.s.text[b.s.start:g.start]) {
			text = b.beforePredicate(text)
		}
	}
	if r, _ := utf8.DecodeRuneInString(text); text == "" || !unicode.IsLetter(r) && r != '“' && r != '《' && !b.limitsAt(g.end) || r == '和' || r == '及' || r == '与' {
		return ""
	}
	if k := strings.Index(text, "、"); k >= 0 && (b.listGoesOn(g.end+k, end) || newRemark.MatchString(text[k+len("、"):])) {
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
	for _, w := range b.x.words.Split(text) {
		if j := text[w.Start:w.End]; w.Start >= len("一二") && (j == "让" || j == "使") {
			text = text[:w.Start] // 60项“通办”事项让群众少跑路
			break
		}
	}
	text = strings.TrimSuffix(text, "中")
	text = strings.Trim(strings.TrimPrefix(b.dropTimes(text, g.end), "的"), " \t、，")
	for _, join := range []string{"以及", "和", "及", "与"} {
		if end < b.s.end {
			text = strings.TrimSuffix(text, join)
		}
	}
	if text == "" || b.x.words.Prefix(text, nlp.LinkWord|nlp.AdverbWord) == text || milestone.MatchString(text) {
		return ""
	}
	if link := b.x.words.Suffix(text, nlp.LinkWord); utf8.RuneCountInString(link) > 1 && link != text {
		text = strings.TrimSuffix(text, link)
	}
	if r, _ := utf8.DecodeRuneInString(text); strings.ContainsRune("）”》—-/+*=~()", r) || utf8.RuneCountInString(text) < 2 {
		if utf8.RuneCountInString(text) != 1 || !strings.ContainsRune("村县镇乡户", r) {
			return ""
		}
	}
	return text
}

// dropPredicate cuts from a counted thing the verb that leads to the next value:
// 县重点项目 of 60个县重点项目完成投资35亿元.
func (b *binder) dropPredicate(text string) string {
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
		text = text[:w.Start]
	}
	return text
}

// actors end the names of those of whom a clause says what they did.
var actors = nlp.NewExpr(`(?:平台|组团|城市|[县区镇乡村]|街道|社区|企业|公司|央企|国企|学校|高校|院校|机构|医院|卫生院|单位|部门|基金|项目|工程|家庭|省市|省份|中心|基地|团队|银行|农户|人员|专家|群众|居民|学生|教师|园区|试点|集群)$`)

// beforePredicate is the noun of a counted thing of which the next value says
// what it did: 试点乡镇 of 8个试点乡镇实施项目30个.
func (b *binder) beforePredicate(text string) string {
	words := b.x.words.Split(text)
	for n := len(words) - 1; n > 0; n-- {
		if !words[n].Is(nlp.PredWord | nlp.ActWord) {
			continue
		}
		k := n
		for k > 1 && words[k-1].Is(nlp.AdverbWord|nlp.LinkWord|nlp.PredWord|nlp.ActWord) {
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

// milestone is what a value reaches, not what it counts: 突破20亿斤大关.
var milestone = nlp.NewExpr(`^(新的?|两个|三个|几个)?(大关|关口|台阶|新台阶|大台阶|目标|水平|规模|左右|的?新高)$`)

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
