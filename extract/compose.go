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
	inSentence := has && len(b.history) > b.first
	switch {
	case inSentence && (planWord.MatchString(p) || prev.subject.verb == p && prev.kind == schema.Level && b.unitOf(st) == prev.unit):
		return prev.subject
	case strings.HasPrefix(p, "拉动") && has && inSentence: // 第二产业增加值…，拉动2.3个百分点
		if p == "拉动" {
			p = "拉动经济增长"
		}
		owner := prev.subject
		if prev.shared != nil {
			owner = *prev.shared
		}
		return b.parse(contribution.ReplaceAllString(strings.TrimSuffix(owner.text, owner.attr), "") + p)
	case strings.HasPrefix(p, "占") && has && prev.shared != nil:
		return b.parse(prev.shared.text + p)
	case strings.HasPrefix(p, "占") && has:
		return b.parse(prev.subject.text + p)
	case has && !inSentence && b.x.words.ClassOf(p)&nlp.PartWord != 0:
		return b.parse(p + strings.TrimPrefix(prev.subject.text, b.x.words.Prefix(prev.subject.text, nlp.PartWord)))
	case b.ownerless(p) && inSentence && l.sep != "：":
		return b.owned(prev.subject, p)
	case inSentence && k == 0 && b.bareVerb(p):
		return b.verbOnly(prev, p, st)
	case l.child && has:
		b.parent = prev
		if s, ok := b.part(prev, p, st); ok {
			return s
		}
	case inSentence && b.parent.subject.text != "" && l.sep != "；" && (b.qualifies(p) || b.sibling(p, st) || gradeWord.MatchString(bracket.ReplaceAllString(p, "")) && strings.HasSuffix(p, "级")):
		if s, ok := b.part(b.parent, p, st); ok {
			return s
		}
	}
	if q := b.x.words.Prefix(prev.subject.text, nlp.QualWord); inSentence && q != "" && q != prev.subject.text && b.qualifies(p) && p != q {
		return b.parse(p + prev.subject.text[len(q):]) // 城镇零售额30亿元，乡村8亿元
	}
	if head := b.parallel(prev.subject.text, p); inSentence && head != "" {
		return b.parse(head + p)
	}
	s := b.parse(p)
	if inSentence && l.sep == "、" && k == 0 && prev.subject.verb == "" && s.verb == "" && s.attr == "" && st.rule.Set.Kind == schema.Level && prev.kind == schema.Level {
		if v := b.innerVerb(prev.subject.text); v != "" && (b.unitOf(st) == prev.unit || holds.MatchString(v)) {
			at := strings.Index(prev.subject.text, v) + len(v)
			return b.parse(prev.subject.text[:at] + p)
		}
	}
	if inSentence && l.sep == "、" && k == 0 && b.shares(prev, s, st) {
		grade := gradeHead.FindString(prev.subject.body)
		if gradeHead.MatchString(p) || strings.HasPrefix(p, "“") {
			grade = ""
		}
		s = b.parse(prev.subject.verb + grade + p)
	}
	if grown, ok := b.grown(s, st); ok {
		return grown
	}
	return b.withTopic(s, st, has)
}

// parallel is the owner that p leaves out because the text before has it and is
// otherwise built alike: 社区卫生服务中心次均门诊药费…；次均住院药费….
func (b *binder) parallel(before, p string) string {
	r, q := []rune(p), []rune(before)
	if len(r) < 4 || len(q) < len(r)+2 || string(r[len(r)-2:]) != string(q[len(q)-2:]) {
		return ""
	}
	k := strings.Index(before, string(r[:2]))
	if k < len("一二") {
		return ""
	}
	if _, known := b.x.catalogue.Lookup(p); known {
		return ""
	}
	return before[:k]
}

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

func (b *binder) previous() (bound, bool) {
	if len(b.history) == 0 {
		return bound{}, false
	}
	return b.history[len(b.history)-1], true
}

// bareVerb reports whether p is a verb of counting and nothing else; 出口, which
// is measured itself, is none.
func (b *binder) bareVerb(p string) bool {
	return b.leadingVerb(p+"事项数") == p && b.leadingVerb(p) == "" && b.x.words.ClassOf(p)&(nlp.AttrWord|nlp.OwnWord) == 0
}

// planWord stands for what the plan is of: 新增就业3120人、目标2900人.
var planWord = nlp.NewExpr(`^(?:年度|全年|年初)?(?:目标|计划|任务|目标任务|预算)(?:数|值)?$`)

// contribution is what stands between a branch and its rate of contribution.
var contribution = nlp.NewExpr(`对[^，。；]{2,12}的?(?:贡献率?)?$`)

// ownerless reports whether p is only an attribute: 招生, 合同额, 计划总投资.
func (b *binder) ownerless(p string) bool {
	class := b.x.words.ClassOf(p)
	if class&(nlp.OwnWord|nlp.AttrWord) == 0 {
		return false
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
	_, known := b.x.catalogue.Lookup(prev.subject.text) // 出口总值, 进口总值
	return !known
}

// reach are verbs whose object is what the statement before speaks of: 惠及.
var reach = nlp.NewExpr(`^(惠及|覆盖|带动|涉及|受益|服务|撬动)$`)

// sibling reports whether p is a further part of what 其中 spoke of before: it
// counts the same unit of money or goods and names no measure.
func (b *binder) sibling(p string, st *statement) bool {
	whole := b.parent
	q := b.s.groups[st.group].items[0]
	if whole.unit != q.Unit.Text || st.rule.Set.Kind != whole.kind || b.x.words.Suffix(p, nlp.AttrWord) != "" || b.leadingVerb(p) != "" {
		return false
	}
	if _, ok := tailReplaced(whole.subject.text, p); ok {
		return true
	}
	return whole.subject.attr != "" && !isCount(q)
}

// verbOnly completes a verb that stands alone before its value: 惠及10万户 goes
// on the statement before, 接待1.5万人次 takes who did that.
func (b *binder) verbOnly(last bound, p string, st *statement) subject {
	prev := last.subject
	if p == "完成" {
		return prev
	}
	if reach.MatchString(p) {
		return b.parse(prev.text + p)
	}
	if q := b.s.groups[st.group].items[0]; last.kind == schema.Level && last.dimension == q.Unit.Dimension && last.dimension != "people" {
		return b.parse(p + prev.body) // 播种面积4440万亩、新增203万亩
	}
	if v := b.innerVerb(prev.text); v != "" {
		if k := strings.Index(prev.text, v); k > 0 {
			return b.parse(prev.text[:k] + p)
		}
	}
	return b.parse(p)
}

// changes are attributes that speak of the measure itself, so that it stays:
// 固定资产投资 + 降幅.
var changes = nlp.NewExpr(`增速|增幅|涨幅|降幅|跌幅|占|比重|率$|目标|任务`)

// pace are attributes that every member of a list can take behind its own.
var pace = nlp.NewExpr(`^(增速|增幅|涨幅|降幅|占比|比重)$`)

// totals are attributes of a stock: the owner stands without its verb.
var totals = nlp.NewExpr(`总量|总数|规模|存量|余额|总面积`)

// owned puts an owner in front of an attribute: 小学 + 招生.
func (b *binder) owned(prev subject, p string) subject {
	for k := len(b.history) - 1; k >= b.first; k-- {
		if !b.isOwned(k) && b.history[k].subject.text != "" {
			prev = b.history[k].subject
			break
		}
	}
	if prev.owner() == "" && prev.attr != "" && !changes.MatchString(p) { // 主营业务收入 has no owner to give
		return b.parse(p)
	}
	owner := prev.text
	if totals.MatchString(p) || p == "完成投资" {
		owner = prev.body
	}
	if thing := strings.TrimLeft(p, "年总"); strings.Contains(prev.body, thing) && thing != "" && !strings.HasPrefix(prev.body, thing) {
		return b.parse(prev.body[:strings.Index(prev.body, thing)] + p) // 页岩气产气井, 累计产气
	}
	if prev.attr != "" && prev.owner() != "" && !totals.MatchString(p) && (!changes.MatchString(p) || strings.HasSuffix(p, "率") && strings.HasSuffix(prev.attr, "率")) {
		owner = strings.TrimSuffix(owner, prev.attr)
	}
	s := b.parse(owner + p)
	s.body, s.attr = owner+p, p
	s.verb = ""
	return s
}

// isOwned reports whether history[k] is itself an owner with its attribute.
func (b *binder) isOwned(k int) bool {
	s := b.history[k].subject
	return s.attr != "" && b.ownerless(s.attr) && s.owner() != ""
}

var gradeWord = nlp.NewExpr(`^(国家|省|市|区|县|地|州|部|厅|世界|国际)?级?(级|级以上|级及以上)?$`)
var gradeHead = nlp.NewExpr(`^(国家|省|市|区|县|州|部)级(及以上|以上|及以下|以下)?|^全国|^国家`)

// part completes a subject that 其中 makes a part of the one before: 国家级 of
// 省级以上企业技术中心, 财产险 of 保费收入, 高技能人才 of 新增技能人才.
func (b *binder) part(parent bound, p string, st *statement) (subject, bool) {
	whole := parent.subject
	if s, ok := tailReplaced(whole.text, p); ok {
		return b.parse(s), true
	}
	switch {
	case b.bareVerb(p):
		return b.parse(p + whole.body), true
	case st.rule.Set.Kind == parent.kind && b.unitOf(st) == parent.unit && commonTail(whole.text, p) != "":
		return b.parse(p + commonTail(whole.text, p)), true
	case b.qualifies(p) && !gradeWord.MatchString(bracket.ReplaceAllString(p, "")):
		if whole.verb != "" {
			return b.parse(whole.verb + p + whole.body), true
		}
		return b.parse(p + whole.text), true
	case gradeWord.MatchString(bracket.ReplaceAllString(p, "")) && strings.HasSuffix(p, "级"):
		return b.parse(p + gradeHead.ReplaceAllString(whole.body, "")), true
	case b.attrOf(p) == "" && headcount.MatchString(whole.attr) && isPeople(b.s.groups[st.group].items[0]):
		return b.parse(p + whole.attr), true
	case b.attrOf(p) == "" && organisation.MatchString(whole.owner()) && st.rule.Set.Kind == schema.Level && b.unitOf(st) == parent.unit && !isCount(b.s.groups[st.group].items[0]):
		return b.parse(whole.owner() + p + whole.attr), true
	case b.attrOf(p) == "" && whole.attr != "" && b.x.words.ClassOf(whole.attr)&nlp.OwnWord|1 != 0 && st.rule.Set.Kind == schema.Level && b.unitOf(st) == parent.unit && !isCount(b.s.groups[st.group].items[0]):
		attr := whole.attr
		if strings.HasSuffix(attr, "生产总值") {
			attr = "增加值" // what a branch adds to it
		}
		return b.parse(p + attr), true
	case whole.verb != "" && b.leadingVerb(p) == "" && st.rule.Set.Kind == schema.Level && b.unitOf(st) == parent.unit:
		return b.parse(whole.verb + p), true
	}
	return subject{}, false
}

// organisation ends an owner whose parts are its own: 保险公司.
var organisation = nlp.NewExpr(`(公司|企业|机构|银行|学校|院校|医院)$`)

// attrOf is the measured thing that text ends in, brackets behind it left out.
func (b *binder) attrOf(text string) string {
	return b.x.words.Suffix(bracket.ReplaceAllString(text, ""), nlp.AttrWord|nlp.OwnWord)
}

var bracket = nlp.NewExpr(`（[^（）]*）`)

// commonTail is what follows p's last two characters in whole: of 公立医院 and
// 医院病床使用率 it is 病床使用率. "" if they do not occur before its end.
func commonTail(whole, p string) string {
	r := []rune(p)
	if len(r) < 3 {
		return ""
	}
	end := string(r[len(r)-2:])
	k := strings.Index(whole, end)
	if k < 0 || k+len(end) == len(whole) || utf8.RuneCountInString(whole[k+len(end):]) < 2 {
		return ""
	}
	return whole[k+len(end):]
}

// qualifies reports whether p is made of qualifiers only: 省内县外.
func (b *binder) qualifies(p string) bool {
	for p != "" {
		q := b.x.words.Prefix(p, nlp.PartWord)
		if q == "" {
			return false
		}
		p = p[len(q):]
	}
	return true
}

// tailReplaced puts a short part in the place of the whole's last word where
// both end alike: 金牌 for 奖牌 of 省级以上奖牌.
func tailReplaced(whole, p string) (string, bool) {
	n := utf8.RuneCountInString(p)
	if n > 3 || utf8.RuneCountInString(whole) < 2*n+1 {
		return "", false
	}
	a, _ := utf8.DecodeLastRuneInString(whole)
	z, _ := utf8.DecodeLastRuneInString(p)
	if a != z {
		return "", false
	}
	r := []rune(whole)
	return string(r[:len(r)-n]) + p, true
}

// headcount are measures of people and visits that the parts of a whole share.
var headcount = nlp.NewExpr(`人次$|人数$|人口$`)

func isPeople(q nlp.Quantity) bool {
	return q.Unit.Dimension == "people" || q.Unit.Dimension == "person_times"
}

func isCount(q nlp.Quantity) bool { return q.Unit.Dimension == "count" || q.Unit.Dimension == "people" }

func (b *binder) unitOf(st *statement) string {
	items := b.s.groups[st.group].items
	return items[len(items)-1].Unit.Text
}

// shares reports whether a member of a list takes over the verb of the one
// before it: 建成数字化车间4家、智能工厂3家.
func (b *binder) shares(prev bound, s subject, st *statement) bool {
	if prev.subject.verb == "" || s.verb != "" || prev.kind != schema.Level || st.rule.Set.Kind != schema.Level {
		return false
	}
	return s.attr == "" || b.x.words.ClassOf(s.attr)&nlp.OwnWord == 0 || prev.subject.attr != ""
}

// withTopic adds what holds for the whole sentence: the topic of 在…中, and the
// measure that a bare branch takes from the statement before (集体企业下降).
func (b *binder) withTopic(s subject, st *statement, has bool) subject {
	relative := st.rule.Set.Kind == schema.Growth || st.rule.Set.Kind == schema.Delta && !strings.Contains(s.text, "拉动")
	sector := relative && s.attr == "" && b.x.words.Suffix(s.text, nlp.SectorWord) != ""
	attr := b.topic.attr
	if st.rule.Set.Kind == schema.Level || st.rule.Set.Kind == schema.Rate {
		if s.attr == "" && b.measures(attr) && s.text != b.topic.text { // 主要产品产量中，水泥…
			return b.parse(s.text + attr)
		}
		return s
	}
	if sector && attr == "" && has && len(b.history) > 0 {
		first := b.first
		if b.continues() {
			first = max(0, len(b.history)-8)
		}
		for k := len(b.history) - 1; k >= first; k-- {
			if a := b.history[k].subject.attr; b.measures(a) {
				attr = a
				break
			}
		}
	}
	head := b.topic.owner()
	if generalHead.MatchString(head) {
		head = ""
	}
	if head != "" && (strings.HasPrefix(s.text, head) || strings.HasSuffix(s.text, b.topic.text)) {
		head = ""
	}
	if head == "" && !sector {
		return s
	}
	text := merge(head, s.text)
	if sector && attr != "" && b.measures(attr) {
		text += attr
	} else if b.topic.attr != "" && s.attr == "" && relative {
		text += b.topic.attr
	}
	t := b.parse(text)
	t.verb, t.body = "", text
	return t
}

// continues reports whether the sentence goes on the one before: 其中, …; 分门类看, ….
func (b *binder) continues() bool {
	first, _, _ := strings.Cut(b.s.text[b.s.start:b.s.end], "，")
	return strings.HasPrefix(first, "其中") || viewed.MatchString(first) || b.topic.text != ""
}

// merge joins two texts, what the first ends and the second begins with once:
// 规模以上工业 + 工业战略性新兴产业.
func merge(a, b string) string {
	for n := min(len(a), len(b)); n >= len("工业"); n-- {
		if strings.HasSuffix(a, b[:n]) && utf8.RuneStart(b[0]) && (n == len(b) || utf8.RuneStart(b[n])) {
			return a + b[n:]
		}
	}
	return a + b
}

// generalHead is an owner that only gathers its parts: 主要产品 of 主要产品产量.
var generalHead = nlp.NewExpr(`^(主要|重点|总|各类|其他|全部)`)

// measures reports whether an attribute is one that branches are measured by.
func (b *binder) measures(attr string) bool {
	return attr != "" && (strings.HasSuffix(attr, "值") || strings.HasSuffix(attr, "额") || strings.HasSuffix(attr, "投资") || strings.HasSuffix(attr, "收入") || strings.HasSuffix(attr, "利润") || strings.HasSuffix(attr, "量") || strings.HasSuffix(attr, "价格"))
}

// urging are verbs that only push what the object itself does.
var urging = nlp.NewExpr(`^(推动|推进|促进|确保|带动|力促)$`)

// serving is what is done for those counted before it.
var serving = nlp.NewExpr(`提供|开展|办理|解决|发放|减免|购买`)

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
	if strings.Contains(front, "、") { // 建设甲、乙3个实验室: the names are what the object counts
		front = b.leadingVerb(front)
	}
	if own := b.x.words.Suffix(front, nlp.OwnWord); own != "" && strings.HasPrefix(b.s.text[b.s.groups[st.group].end:], "的") {
		noun := object // 总投资36亿元的光伏组件项目
		for _, w := range b.x.words.Split(object) {
			if w.Start > 0 && w.Is(nlp.PredWord) {
				noun = object[:w.Start]
				break
			}
		}
		return b.parse(noun + own)
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
		front += "为" // 服务中心为30万群众提供服务
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
	if r, _ := utf8.DecodeRuneInString(object); strings.ContainsRune("凭在经对向从为以按", r) {
		return object
	}
	for _, w := range b.x.words.Split(object) {
		if w.Start == 0 || !w.Is(nlp.PredWord) {
			continue
		}
		noun, pred := object[:w.Start], object[w.Start:]
		pred = b.stripText(pred)
		for _, adv := range []string{"顺利", "有序", "全部", "相继", "正式", "成功", "被", "已"} {
			pred = strings.TrimPrefix(pred, adv)
		}
		if pred == "" {
			return noun
		}
		return pred + noun
	}
	return shared + object
}

// sharedPredicate is what is said of this counted thing together with the next
// of a list: 8所职业院校、12个专业群入选计划.
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
		for _, w := range b.s.words {
			if w.Start > at && w.End < at+len(o) && w.Is(nlp.PredWord) {
				return b.s.text[w.Start : at+strings.Index(b.s.text[at:], o)+len(o)]
			}
		}
		return b.sharedPredicate(next, o, depth+1)
	}
	return ""
}

// ratioSubjects names the parts of a structure: 三次产业结构为2.5：36.7：60.7.
func ratioSubjects(head string, n int) ([]subject, bool) {
	named := func(names ...string) []subject {
		out := make([]subject, len(names))
		for i, s := range names {
			out[i] = subject{text: s, body: s, attr: "比重"}
		}
		return out
	}
	if n == 2 && strings.Contains(head, "轻重工业") {
		return named("轻工业比重", "重工业比重"), true
	}
	if n == 3 && (strings.Contains(head, "产业") || strings.Contains(head, "产结构")) {
		return named("第一产业比重", "第二产业比重", "第三产业比重"), true
	}
	out := make([]subject, n)
	for i := range out {
		out[i] = subject{text: head, body: head}
	}
	return out, head != ""
}

// bigClass counts the members of a list that it names: 新能源、新材料两大产业产值.
var bigClass = nlp.NewExpr(`[两二三四五六七八九十]大(产业|行业|板块|门类|集群)`)

var industries = nlp.NewExpr(`第?([一二三])((?:[、和与]第?[一二三])+)(?:次)?产业`)

// spellIndustries writes 一、二、三产业 out as 第一产业、第二产业、第三产业.
func spellIndustries(text string) string {
	return industries.ReplaceAllStringFunc(text, func(m string) string {
		var names []string
		for _, r := range strings.TrimSuffix(strings.TrimSuffix(m, "产业"), "次") {
			if strings.ContainsRune("一二三", r) {
				names = append(names, "第"+string(r)+"产业")
			}
		}
		return strings.Join(names, "、")
	})
}

// splitNamed parts a list that ends in what its members are: 新能源汽车、工业机器人
// 等产品产量. Each member takes the measured thing at the end.
func (b *binder) splitNamed(text string, n int) []string {
	k := b.x.andSoOn(text)
	if k <= 0 {
		return nil
	}
	attr := b.x.words.Suffix(text[k:], nlp.AttrWord)
	for _, soft := range []bool{false, true} {
		parts := splitMarks(b.x, text[:k], soft)
		if len(parts) != n {
			continue
		}
		for i := range parts {
			parts[i] += attr
		}
		return parts
	}
	return nil
}

// split parts a list of subjects into n, sharing head and tail among them. It
// returns the whole where the list has another length.
func (b *binder) split(text string, n int) []string {
	text = bigClass.ReplaceAllString(spellIndustries(text), "$1")
	if parts := splitMarks(b.x, text, true); len(parts) > 1 && (n == 1 || n == len(parts)) {
		if rest, ok := b.places(parts); ok {
			for i := range parts[:len(parts)-1] {
				parts[i] += rest
			}
			return parts
		}
	}
	for _, soft := range []bool{false, true} {
		parts := splitMarks(b.x, text, soft)
		parts = expandPairs(parts, n)
		if n > 1 && len(parts) == n || n == 1 && len(parts) > 1 && (soft || !b.hasSoft(text)) {
			return b.distribute(parts)
		}
	}
	if parts := splitMarks(b.x, text, false); n > 1 && len(parts) == n-1 { // A和B类、C类和D类: the last 和 joins
		if last := splitMarks(b.x, parts[n-2], true); len(last) == 2 {
			return b.distribute(append(parts[:n-2:n-2], last...))
		}
	}
	return []string{text}
}

func (b *binder) hasSoft(text string) bool {
	return len(splitMarks(b.x, text, true)) != len(splitMarks(b.x, text, false))
}

// pairs are words that stand for two subjects.
var pairs = []struct{ word, first, second string }{
	{"城乡居民", "城镇居民", "农村居民"}, {"城乡", "城镇", "农村"}, {"内外资", "内资", "外资"}, {"存贷款", "存款", "贷款"}, {"存、贷款", "存款", "贷款"},
	{"进出口", "进口", "出口"}, {"男女", "男性", "女性"}, {"规上限上", "规上", "限上"}, {"保费收支", "保费收入", "保费支出"},
}

// expandPairs turns 城乡居民 into 城镇居民 and 农村居民 where that makes n.
func expandPairs(parts []string, n int) []string {
	if len(parts) != 1 || n != 2 {
		return parts
	}
	for _, p := range pairs {
		if p.word == "进出口" {
			continue // 进出口 is one indicator of its own
		}
		if strings.Contains(parts[0], p.word) {
			return []string{strings.Replace(parts[0], p.word, p.first, 1), strings.Replace(parts[0], p.word, p.second, 1)}
		}
	}
	return parts
}

// splitMarks parts text at 、 and, if soft, at 和 与 及 that are words of their
// own; never inside quotation marks or brackets.
func splitMarks(x *Extractor, text string, soft bool) []string {
	var parts []string
	depth, from := 0, 0
	words := x.words.Split(text)
	for _, w := range words {
		t := text[w.Start:w.End]
		switch t {
		case "“", "（", "《":
			depth++
		case "”", "）", "》":
			depth--
		}
		if t == "“" && depth == 1 && strings.HasSuffix(text[:w.Start], "”") && w.Start > from { // “甲”“乙”
			parts = append(parts, text[from:w.Start])
			from = w.Start
		}
		if depth > 0 || w.Start == 0 {
			continue
		}
		if t == "、" || soft && (t == "和" || t == "与" || t == "及" || t == "以及") {
			if w.Start > from {
				parts = append(parts, text[from:w.Start])
			}
			from = w.End
		}
	}
	if from < len(text) {
		parts = append(parts, text[from:])
	}
	return parts
}

// distribute gives every member of a list what the first or the last says for
// all: 铁路旅客、货物到发量 → 铁路旅客到发量, 铁路货物到发量.
func (b *binder) distribute(parts []string) []string {
	out := append([]string(nil), parts...)
	last := len(out) - 1
	if single(out[0]) || b.abbreviated(out[0]) { // 存、贷款余额; 金融机构本外币存、贷款余额
		if head, tail, ok := splitSingle(out); ok {
			return []string{head + tail, strings.TrimSuffix(out[0], lastRune(out[0])) + out[last]}
		}
	}
	if tail := b.sharedTail(out[0], out[last]); tail != "" {
		for i := range out[:last] {
			out[i] += tail
		}
		return out
	}
	if tail := common.FindString(out[last]); tail != "" && tail != out[last] {
		for i := range out[:last] {
			if !strings.HasSuffix(out[i], tail) {
				out[i] += tail
			}
		}
	}
	if class := bigTail.FindString(out[last]); class != "" && len(out[last]) > len(class) {
		for i := range out[:last] {
			if b.attrOf(out[i]) == "" && !strings.HasSuffix(out[i], "产业") {
				out[i] += class
			}
		}
	}
	if b.leadingVerb(out[last]) != "" { // 新建、改建农村公路
		body := out[last][len(b.leadingVerb(out[last])):]
		for i := range out[:last] {
			if b.bareVerb(out[i]) {
				out[i] += body
			}
		}
	}
	// the measured thing at the end of the last
	if attr := b.x.words.Suffix(out[last], nlp.AttrWord|nlp.OwnWord); attr != "" {
		for i := range out[:last] {
			if (b.x.words.Suffix(out[i], nlp.AttrWord|nlp.OwnWord) == "" || pace.MatchString(attr)) && attr != out[last] && !strings.HasSuffix(out[i], attr) {
				out[i] += attr
			}
		}
	}
	first := b.parse(out[0])
	head := b.leadingVerb(parts[0])
	if b.attrOf(parts[0]) == "" || common.MatchString(out[last]) && !common.MatchString(parts[0]) { // what the last measures is said of all, and so is the head
		head = b.sharedHead(parts[0])
	}
	if strings.HasPrefix(out[0], "对") { // 对东盟、中东出口
		head = "对"
	}
	for i := 1; i < len(out); i++ {
		switch {
		case first.owner() != "" && first.attr != "" && (b.isAttribute(out[i]) || b.goesWith(first, out[i])):
			out[i] = merge(first.text[:len(first.text)-len(first.attr)], out[i])
		case head != "" && b.takesHead(out[i]):
			out[i] = head + out[i]
		}
	}
	return out
}

// common are ends that every member of a list shares, whatever it ends in.
var common = nlp.NewExpr(`(?:余额|增速|增幅|涨幅|降幅|占比)$`)

// bigTail is the class that a list of branches is named by, with its measure.
var bigTail = nlp.NewExpr(`产业(?:产值|增加值|投资|营业收入)$`)

// sharedTail is all that follows the qualifier or the quoted name of the last
// member, where the first is nothing but such: 国考、省考断面水质达标率.
func (b *binder) sharedTail(first, last string) string {
	if strings.HasSuffix(first, "”") && strings.HasPrefix(last, "“") {
		if k := strings.Index(last, "”"); k > 0 {
			return last[k+len("”"):]
		}
	}
	if r := []rune(last); strings.HasSuffix(first, "”") && len(r) > 3 && commonNoun.MatchString(last) {
		return string(r[len(r)-2:]) // 专精特新“小巨人”、单项冠军企业
	}
	if b.x.words.ClassOf(first)&nlp.PartWord != 0 {
		if q := b.x.words.Prefix(last, nlp.PartWord); q != "" && q != last && q != first {
			return last[len(q):] // 城镇、农村居民人均可支配收入
		}
	}
	if b.x.words.ClassOf(first)&nlp.QualWord != 0 && b.x.words.ClassOf(first)&nlp.AttrWord == 0 {
		if q := b.x.words.Prefix(last, nlp.QualWord); q != "" && q != last && q != first {
			return last[len(q):]
		}
	}
	return ""
}

// commonNoun is a noun that members of a list share behind a quoted name.
var commonNoun = nlp.NewExpr(`(企业|项目|城市|产品|机构|单位|人才|活动|基地)$`)

// goesWith reports whether p is a measure of the same owner as the first of a
// list although the lexicon or the catalogue says nothing of it: 高铁旅客发送量、
// 到达量; 公路客运量、货运量.
func (b *binder) goesWith(first subject, p string) bool {
	if b.x.words.ClassOf(p)&nlp.AttrWord != 0 && b.qualifies(first.owner()) {
		return true
	}
	if _, known := b.x.catalogue.Lookup(p); known {
		return false
	}
	same := lastRune(first.text) == lastRune(p) && strings.Contains("量额数值", lastRune(p))
	return same && utf8.RuneCountInString(p) <= 4 && utf8.RuneCountInString(first.text) >= utf8.RuneCountInString(p)+2
}

// isAttribute reports whether p is a measured thing without an owner.
func (b *binder) isAttribute(p string) bool {
	if b.x.words.ClassOf(p)&(nlp.AttrWord|nlp.OwnWord) == 0 {
		return false
	}
	_, known := b.x.catalogue.Lookup(p) // 进出口总额 stands for itself
	return !known
}

// sharedHead is the verb and the qualifiers that text begins with.
func (b *binder) sharedHead(text string) string {
	end := len(b.leadingVerb(text))
	for end < len(text) {
		q := b.x.words.Prefix(text[end:], nlp.QualWord)
		if q == "" || end+len(q) == len(text) {
			break
		}
		if k := utf8.RuneCountInString(text[end+len(q):]); k < 2 {
			break
		}
		end += len(q)
	}
	return text[:end]
}

// takesHead reports whether a later member has no head of its own.
func (b *binder) takesHead(p string) bool {
	return b.leadingVerb(p) == "" && b.x.words.Prefix(p, nlp.QualWord) == "" && !strings.HasPrefix(p, "“")
}

func single(s string) bool { return utf8.RuneCountInString(s) == 1 }

func lastRune(s string) string {
	_, w := utf8.DecodeLastRuneInString(s)
	return s[len(s)-w:]
}

// runeTail reports whether s ends in one of the single characters that lists
// abbreviate a word to.
func runeTail(s string) bool { return strings.Contains("存贷进出城乡公铁客货", lastRune(s)) }

// abbreviated reports whether the last word of s is one of those characters, not
// the end of a longer word: 存 of 本外币存, never 旅客.
func (b *binder) abbreviated(s string) bool {
	words := b.x.words.Split(s)
	return len(words) > 0 && runeTail(s) && single(s[words[len(words)-1].Start:])
}

// splitSingle restores the first of 存、贷款余额: its character takes the rest of
// the second from its second character on.
func splitSingle(parts []string) (head, tail string, ok bool) {
	if len(parts) != 2 {
		return "", "", false
	}
	second := []rune(parts[1])
	if len(second) < 2 || !runeTail(string(second[0])) {
		return "", "", false
	}
	return parts[0], string(second[1:]), true
}
