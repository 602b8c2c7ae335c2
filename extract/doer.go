package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// What a clause takes from one without a number before it: who it tells of, what was
// worked on.

// outcome begins a clause that tells what came of something.
var outcome = nlp.NewExpr(`^(?:实现|完成|达到|保持|获|成为|取得)`)

// actBetween is the clause without a number that stands between the statement
// before and a measure without an owner: 新建渔港3座，提升供水能力，受益人口9万人.
func (b *binder) actBetween(w *gap) string {
	if b.weigh(w); !w.ownerless {
		return ""
	}
	l := &w.l
	clauses := strings.FieldsFunc(b.s.text[l.limit:l.start], func(r rune) bool { return r == '，' || r == '；' })
	if len(clauses) == 0 {
		return ""
	}
	last := clauses[len(clauses)-1]
	if strings.ContainsAny(last, "、。：（）“”0123456789") || b.leadingVerb(last) == "" || outcome.MatchString(last) || utf8.RuneCountInString(last) > 16 || trend.MatchString(last) || newHeight.MatchString(last) {
		return ""
	}
	return last
}

// campaign is a clause that tells what is worked on.
var campaign = nlp.NewExpr(`(?:开展|推进|实施|加强|抓好|组织|启动|打好)了?(?:新一轮)?(.{2,16}?)((?:综合|专项|集中|全面|巩固|大)?(?:整治|治理|排查|改造|整顿|清理|检查|摸排|修复|帮扶|救助|提升|攻坚))(?:工作|行动|工程|战)?$`)

// worksOn are the dimensions of what is worked on.
var worksOn = nlp.NewExpr(`^(?:count|people|length|area)$`)

// begun are verbs of what is worked on that do not say how.
var begun = nlp.NewExpr(`^(?:完成|启动|新?开工|实施|推进|销号|竣工)$`)

// workedOn is what a verb of counting without an object was done to, as the clause
// before says: 旧桥 of 开展旧桥集中排查，共加固12座.
func (b *binder) workedOn(l leftPart, p string) string {
	clauses := strings.FieldsFunc(b.s.text[l.limit:l.start], func(r rune) bool { return r == '，' || r == '；' })
	if len(clauses) == 0 || strings.HasSuffix(b.s.text[l.limit:l.start], "；") {
		return ""
	}
	if m := campaign.FindStringSubmatch(clauses[len(clauses)-1]); m != nil && !strings.ContainsAny(m[1], "、。：（）0123456789") {
		if begun.MatchString(p) {
			return m[1] + m[2] // 开展河道综合整治，完成42公里
		}
		return m[1]
	}
	return ""
}

// sameDoer is who did the next of a list: 担保公司 of 担保公司投入资金3亿元、支持企业800家.
// p begins with what was done.
func (b *binder) sameDoer(prev bound, l leftPart, p string) string {
	won := l.sep == "，" && strings.HasPrefix(p, "获")
	if !won && (l.sep != "、" || strings.Contains(b.s.text[l.limit:l.start], "，") || prev.kind != schema.Level) || l.child || prev.subject.verb != "" && prev.subject.topic == "" || b.leadingVerb(p) == "" {
		return ""
	}
	name := prev.subject.text
	if who := prev.subject.topic; who != "" && (actors.MatchString(who) || someDoer.MatchString(who)) {
		return who
	}
	for _, w := range b.x.words.Split(name) {
		if !w.Is(nlp.ActWord) || w.Start == 0 || w.End-w.Start < len("投入") {
			continue
		}
		if w.End == len(name) && !won && !thriving.MatchString(name[w.Start:]) {
			return "" // 卫生站改造20个、新建诊所8个
		}
		if who := strings.TrimSuffix(name[:w.Start], "新"); utf8.RuneCountInString(who) >= 3 && (actors.MatchString(who) || someDoer.MatchString(who)) {
			return who
		}
		return ""
	}
	return ""
}

var (
	// someDoer ends the name of those who do things, together or for a place.
	someDoer = nlp.NewExpr(`(?:国企|协作|支援|合作|银行|公司|集团|机关|供销社|工会|妇联|法院|[^社]会|[局厅院省市县区州])$`)
	// thriving is what the doers themselves come to.
	thriving = nlp.NewExpr(`^(?:减亏|扭亏|增收|节支|创收)`)
)

// builtUp ends a clause that says what is done to something.
var builtUp = nlp.NewExpr(`(?:建设|改造|整治|提升|培育|治理|推广|布局)(?:工程|工作|行动)?$`)

// fuller is the name of a thing whose last word is noun, as the clause right before it
// has it: 初中学位 of 推进初中学位建设，增加学位900个. Else it is noun.
func (b *binder) fuller(l leftPart, noun string) string {
	n := utf8.RuneCountInString(noun)
	if n < 2 || n > 3 || l.start <= l.limit {
		return noun
	}
	clause := stops.Trim(b.s.text[l.limit:l.start])
	for _, sign := range []string{"，", "；", "、", "的", "："} {
		if k := strings.LastIndex(clause, sign); k >= 0 {
			clause = clause[k+len(sign):]
		}
	}
	clause = b.stripText(clause)
	name := builtUp.ReplaceAllString(clause, "")
	name = strings.TrimPrefix(name[len(b.leadingVerb(name)):], "新一轮")
	if name == clause || !strings.HasSuffix(name, noun) || utf8.RuneCountInString(name) < n+2 || utf8.RuneCountInString(name) > 14 {
		return noun
	}
	return name
}

// forEach opens a measure for each so many of those it is for: 每千常住人口拥有,
// 农村居民平均每百户拥有.
var forEach = nlp.NewExpr(`^(?:\p{Han}{2,6}(?:居民|家庭|住户))?(?:平均)?每(?:十|百|千|万|十万)(?:名|个|户)?(?:常住|户籍|老年|农村|城镇|农户)?(?:人口|人|居民|家庭|儿童|老人|学生|户)?(?:家庭|居民)?(?:年末)?(?:共?拥有|占有)?`)

// perHeads is what the next of a list takes from such a measure: 每千常住人口拥有
// 医师3人、护士4人, 每百户拥有汽车40辆，空调90台.
func (b *binder) perHeads(w *gap) string {
	st, l, p := w.st, &w.l, w.p
	if st.rule.Set.Kind != schema.Level || l.child || strings.HasPrefix(p, "每") || l.sep != "、" && l.sep != "和" && l.sep != "，" {
		return ""
	}
	last, _ := b.previous()
	if l.sep == "，" {
		last, _ = b.modelOf(*l)
	}
	head := forEach.FindString(last.subject.text)
	q := b.s.groups[st.group].items[0]
	if head == "" || last.kind != schema.Level || !isCount(q) && last.unit != b.unitOf(st) {
		return ""
	}
	if last.unit != b.unitOf(st) && b.leadingVerb(p) != "" {
		return ""
	}
	if l.sep == "，" { // 每百户拥有汽车40辆，年末汽车保有量8万辆; 每万人发明专利拥有量12件，科技企业80家
		owned := strings.Contains(head, "户") && strings.HasSuffix(head, "有") && b.attrOf(p) == ""
		if few := b.x.words.ClassOf(p)&nlp.OwnWord != 0 && q.Unit.Text == baseUnit(q) && q.Value.Cmp(hundred) < 0; !owned && !few || b.leadingVerb(p) != "" || b.dated(*l) {
			return ""
		}
	}
	return head
}

// listsDoers reports whether text is a list of names, each of which did what follows.
func (b *binder) listsDoers(text string) bool {
	return strings.Contains(text, "、") && b.leadingVerb(text) == "" && !b.allVerbs(text) && len(splitMarks(b.x, text, false)) > 1
}

// withEach are the subjects of n counts of a thing, or of one that each of a list has:
// 本科高校、技师学院均实现9个市全覆盖.
func (b *binder) withEach(l leftPart, object string, st *statement, n int) []subject {
	if n != 1 || !l.each || !b.listsDoers(l.clean) {
		return repeat(b.withObject(l, object, st), n)
	}
	parts := splitMarks(b.x, l.clean, false)
	subs := make([]subject, len(parts))
	for k, p := range parts {
		one := l
		one.clean = p
		subs[k] = b.withObject(one, object, st)
	}
	return subs
}
