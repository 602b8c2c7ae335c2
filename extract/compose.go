package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// otherGradeOf is the name before with the grade that p is.
func (b *binder) otherGradeOf(w *gap) string {
	name := w.prev.subject.text
	if m := gradeIn.FindStringIndex(name); m != nil && !w.prev.part && gradeWord.MatchString(w.p) && b.unitStays(w) {
		return name[:m[0]] + w.p + name[m[1]:]
	}
	return ""
}

// ofWhere is a rate with where it is so high in front.
func (b *binder) ofWhere(w *gap) string {
	if w.kind != schema.Rate {
		return ""
	}
	m := rateWhere.FindStringSubmatch(w.p)
	if m == nil {
		return ""
	}
	return m[2] + m[1]
}

// ofFair is what was signed at a fair.
func (b *binder) ofFair(w *gap) string {
	m := fairThen.FindStringSubmatch(w.p)
	if m == nil {
		return ""
	}
	return m[1] + m[2]
}

// ofMotions is the proposals of those whose motions stand before.
func (b *binder) ofMotions(w *gap) string {
	if head, ok := strings.CutSuffix(w.prev.subject.text, "议案"); ok && w.p == "建议" {
		return head + w.p
	}
	return ""
}

// ofRatio is a ratio to something of what stands before.
func (b *binder) ofRatio(w *gap) string {
	if !ratioTo.MatchString(w.p) {
		return ""
	}
	return w.prev.subject.text + w.p
}

// ofSameSort is the name before with two signs of its end replaced; 高速公路 and 铁路
// are two things.
func (b *binder) ofSameSort(w *gap) string {
	if w.l.sep != "、" && (w.l.sep != "，" || !medals.MatchString(w.p)) || utf8.RuneCountInString(w.p) != 2 || w.prev.kind != schema.Level || !b.unitStays(w) || b.attrOf(w.p) != "" {
		return ""
	}
	name, kin := tailReplaced(w.prev.subject.text, w.p)
	if !kin || !b.parts(w.prev.subject.text, len(name)-len(w.p)) {
		return ""
	}
	return name
}

// incomeRatio is the ratio of the incomes told of.
func (b *binder) incomeRatio(w *gap) string {
	if w.p == "收入比" && strings.Contains(w.prev.subject.text, "居民") {
		return "城乡居民收入比"
	}
	return ""
}

// cameOf is what came of what the clause before tells.
func (b *binder) cameOf(w *gap) (subject, bool) { return b.effectOn(w.st, w.l, "", w.p) }

// paidUnder is the programme under which something was paid.
func (b *binder) paidUnder(w *gap) string {
	if !paidUnder.MatchString(w.p) {
		return ""
	}
	topic, _ := b.topicBefore(w.l)
	return topic
}

// insured is the insurance that people are in.
func (b *binder) insured(w *gap) string {
	if !insuredBy.MatchString(w.p) {
		return ""
	}
	if topic, _ := b.topicBefore(w.l); insurances.MatchString(topic) {
		return topic
	}
	return ""
}

// doneByThem is who did what the list before tells of.
func (b *binder) doneByThem(w *gap) string {
	if w.kind != schema.Level {
		return ""
	}
	return b.sameDoer(*w.prev, w.l, w.p)
}

// eachOfThat is a measure for each of what was measured before.
func (b *binder) eachOfThat(w *gap) string {
	if !eachOne.MatchString(w.p) || w.prev.kind != schema.Level || w.prev.dimension != b.value(w).Unit.Dimension || strings.HasPrefix(w.prev.subject.text, w.p) {
		return ""
	}
	return w.p + w.prev.subject.text
}

// told is what the clause before tells of.
func (b *binder) told(w *gap) (subject, bool) { return b.ofTopic(*w.prev, w.l, w.p) }

// ofCrop is the crop whose harvest is told of.
func (b *binder) ofCrop(w *gap) string {
	if !ofHarvest.MatchString(w.p) {
		return ""
	}
	if m := harvestTold.FindStringSubmatch(b.stripText(b.s.text[b.s.start:w.l.start])); m != nil {
		return m[1]
	}
	return ""
}

// weigh finds out whether w is a verb only, and whether it wants an owner.
func (b *binder) weigh(w *gap) {
	if w.weighed {
		return
	}
	w.weighed = true
	w.bare = w.where&leads != 0 && b.bareVerb(w.p)
	w.ownerless = w.where&amid != 0 && b.ownerless(w.p) && !(w.l.child && asked.MatchString(commonTail(w.prev.subject.text, w.p)))
}

// sameAgain is the subject before: of its plan, or of the same deed.
func (b *binder) sameAgain(w *gap) (subject, bool) {
	return w.prev.subject, planWord.MatchString(w.p) || w.prev.subject.verb == w.p && w.prev.kind == schema.Level && b.unitStays(w)
}

// doneTo is what a verb of counting was done to, as the clause before says.
func (b *binder) doneTo(w *gap) string {
	if b.weigh(w); !w.bare && !b.bareVerb(withoutBrackets(w.p)) || w.kind != schema.Level || !worksOn.MatchString(b.value(w).Unit.Dimension) {
		return ""
	}
	if thing := b.workedOn(w.l, w.p); thing != "" {
		return w.p + thing
	}
	return ""
}

// lostBy is the accident or disaster that cost so much.
func (b *binder) lostBy(w *gap) string {
	if !losses.MatchString(w.p) {
		return ""
	}
	return b.causeOf()
}

// exceptThat is the measure before without some part of it.
func (b *binder) exceptThat(w *gap) string {
	name := w.prev.subject.text
	if w.kind != schema.Growth || w.prev.kind != schema.Growth || w.l.sep != "，" || !exclusive.MatchString(w.p) || strings.Contains(w.p, "的") || b.attrOf(name) == "" {
		return ""
	}
	return withoutBrackets(name) + "（" + strings.TrimSuffix(w.p, "后") + "）"
}

// collected is the revenue or spending told of before, by who took it or where.
func (b *binder) collected(w *gap) string {
	if w.kind != schema.Level || !collectors.MatchString(w.p) || !strings.HasSuffix(w.l.raw, "完成") && !strings.HasSuffix(w.l.raw, "实现") && !strings.HasSuffix(w.l.raw, "组织") {
		return ""
	}
	for k := len(b.history) - 1; k >= 0; k-- {
		if h := b.history[k]; h.kind == schema.Level && h.unit == b.unitOf(w.st) && !h.part && inOut.MatchString(h.subject.text) {
			return w.p + collectorHead.ReplaceAllString(h.subject.text, "")
		}
	}
	return ""
}

// collectors are those who collect revenue, and the levels that it is of.
var (
	collectors    = nlp.NewExpr(`^(?:(?:国税|地税|税务|财政|海关)(?:部门|系统)|市本级|市直|县本级|区本级|各?县（市、?区?）|县市区)$`)
	collectorHead = nlp.NewExpr(`^(?:(?:国税|地税|税务|财政|海关)(?:部门|系统)|市本级|市直|县本级|区本级|各?县（市、?区?）|县市区)`)
)

// otherPlaces is the measure before in other places of the region.
func (b *binder) otherPlaces(w *gap) string {
	attr := w.prev.subject.attr
	if w.kind != schema.Level || w.prev.kind != schema.Level || !strings.HasSuffix(w.l.raw, "完成") || !places.MatchString(w.p) || !b.unitStays(w) || !b.measures(attr) {
		return ""
	}
	return w.p + attr
}

// samePrice is the price before, of each unit.
func (b *binder) samePrice(w *gap) (subject, bool) {
	return w.prev.subject, (w.kind == schema.Delta || w.kind == schema.Growth) && perUnit.MatchString(w.p)
}

// regarding is what the clause before says that this part of the sentence is about:
// 国省干线 in 高速公路方面，完成投资9亿元；国省干线方面，完成投资2亿元.
func (b *binder) regarding(w *gap) string {
	b.weigh(w)
	if joined := w.where&amid != 0; joined && (!w.ownerless || w.l.sep != "；") || !joined && !b.ownerless(w.p) {
		return ""
	}
	if m := concerning.FindStringSubmatch(b.s.text[w.l.limit:w.l.start]); m != nil {
		return b.stripText(m[1])
	}
	return ""
}

// verbAfterColon is what the words before a colon are about, for a verb behind it.
func (b *binder) verbAfterColon(w *gap) string {
	if b.weigh(w); !w.bare {
		return ""
	}
	return b.beforeColon(w.l)
}

// underControl is the things counted before that are under control.
func (b *binder) underControl(w *gap) (subject, bool) {
	if w.p != "控制" || !b.sameCount(*w.prev, w.st) {
		return subject{}, false
	}
	s := w.prev.subject
	return subject{text: w.p + s.body, verb: w.p, body: s.body, attr: s.attr}, true
}

// sameThings is what the verb before did something to, with a verb of its own.
func (b *binder) sameThings(w *gap) (subject, bool) {
	if b.weigh(w); !w.bare || w.l.child && !strings.Contains(w.prev.subject.text, w.p) {
		return subject{}, false
	}
	prev := *w.prev
	if prev.part && w.l.sep == "；" && b.parent.subject.text != "" {
		prev = b.parent
	}
	return b.verbOnly(prev, w.p, w.st), true
}

// verbsEnd is where the verbs end that begin with v within name: 参与制修订 in 主导或参与制修订
// 国家标准.
func (b *binder) verbsEnd(name, v string) int {
	at := strings.Index(name, v) + len(v)
	return at + len(b.leadingVerb(name[at:]))
}

var (
	// places are those that a region is made of.
	places = nlp.NewExpr(`^(?:(?:主|中心)?城区|郊区|市区|县域|各?县(?:（(?:市|市、区|区)）)?|各?县[市区]|市本级|区本级|县本级)$`)
	// exclusive is a measure without some part of it, perUnit speaks of a price again.
	exclusive = nlp.NewExpr(`^(?:扣除|剔除)\P{P}{2,14}$`)
	perUnit   = nlp.NewExpr(`^(?:平均)?每(?:平方米|平米|公斤|市?斤|吨|亩|头|只)$`)
	// concerning is a clause that says no more than what the next one is about.
	concerning = nlp.NewExpr(`^；?([^，；：、]{2,12})方面，$`)
)

// withoutPush is p without the verb of what brings a change of a known measure about:
// 研发投入强度 of 推动研发投入强度提高到3%.
func (b *binder) withoutPush(w *gap) string {
	m := pushing.FindString(w.p)
	if m == "" {
		return w.p
	}
	name := w.p[len(m):]
	switch measured := b.attrOf(name) != "" && b.attrOf(name) != name; w.kind {
	case schema.Rate, schema.Growth:
		if measured || b.known(name) || w.kind == schema.Rate && reachedBy.MatchString(b.s.text[w.l.end:]) {
			return name
		}
	case schema.Level:
		if measured && m != "带动" && reachedBy.MatchString(b.s.text[w.l.end:]) {
			return name // 推动汽车产业产值突破120亿元
		}
	}
	return w.p
}

// reachedBy begins what says that a measure has come so far.
var reachedBy = nlp.NewExpr(`^(?:突破|达到?|超过?|增至|提升至|提升到|提高到|增加到)`)

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

// modifier is what a thing is made into, said once for a list of those that are.
var modifier = nlp.NewExpr(`^\P{P}{6,}(?:机构|单位|标准|基地|站点|企业)的`)

// harvestTold tells of a crop that the harvest was good, ofHarvest are its measures.
var (
	harvestTold = nlp.NewExpr(`^(\p{Han}{2,4}?)(?:生产)?(?:喜获|再获|又获|连获|获得?|喜迎|实现|连续)[^，；。]{0,8}(?:丰收|连丰)”?[，。]`)
	ofHarvest   = nlp.NewExpr(`^(?:总产量?|单产|亩产|平均亩产|平均单产|播种面积|种植面积)$`)
)

// planWord stands for what the plan is of: 新增就业3120人、目标2900人.
var planWord = nlp.NewExpr(`^(?:年度|全年|年初)?(?:目标|计划|任务|目标任务|预算)(?:数|值)?$`)
