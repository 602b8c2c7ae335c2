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
		if g.end == at && !strings.HasPrefix(b.s.text[at:], "、") {
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
	if front == "" && st.rule.Set.Kind == schema.Rate && b.topic.text != "" {
		return b.parse(b.topic.text + "中" + object + "的占比") // 三级医院中，65%开展预约诊疗
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
	if object == "受灾" && strings.HasPrefix(front, "造成") {
		return b.parse("受灾人口") // 造成3万人受灾
	}
	if strings.HasPrefix(object, front) && b.leadingVerb(object) == "" {
		return b.parse(object) // 27个行业中14个行业增长
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
		if w.Start == 0 || !w.Is(nlp.PredWord) || strings.Count(object[:w.Start], "“") > strings.Count(object[:w.Start], "”") {
			continue
		}
		pred = b.stripText(object[w.Start:])
		for _, adv := range []string{"顺利", "有序", "全部", "全面", "相继", "正式", "成功", "已"} {
			pred = strings.TrimPrefix(pred, adv)
		}
		if done := strings.TrimPrefix(pred, "基本"); b.x.words.Prefix(done, nlp.PredWord) != "" || done == "" {
			pred = done // 建设基本完成
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
