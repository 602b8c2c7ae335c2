package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Owners that only clauses about one matter go without: inspections, research,
// endemic diseases, awards, the load of doctors.

var (
	inspections = nlp.NewExpr(`^(?:进行)?监督检查$|^(?:依法)?查处案件$|^抽检$`)
	inspectedBy = nlp.NewExpr(`^对?(.+?)(?:进行)?监督检查$|^(.*被监督.+|.+(?:服务|经营|生产|使用|用人)单位)$`)
)

// inspected is whom inspectors looked at, where a clause only says what they did:
// 对宾馆监督检查60次，依法查处案件3件.
func (b *binder) inspected(w *gap) string {
	p := w.p
	if !inspections.MatchString(p) {
		return ""
	}
	last := len(b.history)
	for k := last - 1; k >= 0 && (k >= b.first || b.first > 0 && b.first == last && b.history[k].sentence == b.history[b.first-1].sentence); k-- {
		if m := inspectedBy.FindStringSubmatch(b.history[k].subject.text); m != nil && b.history[k].kind == schema.Level {
			return m[1] + strings.TrimPrefix(m[2], "监督检查")
		}
	}
	return ""
}

var (
	holders = nlp.NewExpr(`^(\P{P}{2,10}企业)拥有`)
	doings  = nlp.NewExpr(`^(?:技术|研发|科技|科研)\p{Han}*(?:人员|经费|项目)$|^(?:投入|用于)\P{P}*经费$|^完成\P{P}*项目(?:（\p{Han}+）)?$|^(?:获|获得)\P{P}*奖$|^申请\P{P}*专利$|^新产品(?:销售收入|产值|实现利税|实现利润)$|^\p{Han}{0,4}专利申请$`)
)

// holder is the enterprises that a sentence opens with as having something, for
// what it says of their research behind that.
func (b *binder) holder(p string, st *statement) string {
	if st.rule.Set.Kind != schema.Level || !doings.MatchString(p) {
		return ""
	}
	at := b.first
	if at > 0 && (at == len(b.history) || strings.HasPrefix(p, "新产品")) { // 大中型企业拥有研发机构90个。新产品销售收入6亿元
		for last := b.history[at-1].sentence; at > 0 && b.history[at-1].sentence == last; at-- {
		}
	}
	if at < len(b.history) {
		if m := holders.FindStringSubmatch(b.history[at].subject.text); m != nil {
			return m[1]
		}
	}
	return ""
}

var (
	// carriesOut are works that the places counted before have, carriers end those.
	carriesOut = nlp.NewExpr(`^(?:实施|安排|完成|谋划)(?:各类)?(?:项目|工程)$`)
	carriers   = nlp.NewExpr(`(?:村|示范带|示范区|示范片|乡镇|社区|园区|试点)$`)
)

// carrier is where the works are that p counts: 示范村 in 示范村9个，实施项目60个.
func (b *binder) carrier(w *gap) string {
	prev, p, st := w.prev, w.p, w.st
	name := prev.subject.text
	if prev.shared != nil || prev.subject.verb != "" || st.rule.Set.Kind != schema.Level || !carriesOut.MatchString(p) || !carriers.MatchString(name) || utf8.RuneCountInString(name) <= 2 {
		return ""
	}
	return name
}

// sharesOf end a name by a share that another takes after 的.
var sharesOf = nlp.NewExpr(`的(?:比例|比重|占比|数量|人数)$`)

// ofThat completes a name that ends in 的 by what the one before is measured by:
// 大专程度的比例提高3个百分点，中专程度的提高5个百分点.
func (b *binder) ofThat(w *gap) (subject, bool) {
	prev, st, l, p := w.prev, w.st, &w.l, w.p
	tail := sharesOf.FindString(prev.subject.text)
	if tail == "" || prev.kind != st.rule.Set.Kind || prev.kind != schema.Delta && prev.kind != schema.Growth || !strings.HasSuffix(l.raw, "的") {
		return subject{}, false
	}
	return b.withTopic(b.parse(strings.TrimSuffix(p, "的")+tail), st, true), true
}

// diseased is patients with the disease that they have, where the places that have it
// were counted before: 大骨节病病区县12个，现症病人160人.
func (b *binder) diseased(w *gap) string {
	p, stage := w.p, ""
	if !patients.MatchString(p) {
		return ""
	}
	for k := len(b.history) - 1; k >= b.first; k-- {
		if m := endemic.FindStringSubmatch(b.history[k].subject.body); m != nil && !strings.Contains(p, m[1]) {
			if rest, ok := strings.CutPrefix(p, "达到"); ok {
				p, stage = rest, "达到"
			}
			return stage + m[1] + p
		}
	}
	return ""
}

var (
	ownGrade  = nlp.NewExpr(`^(?:国家|省部|省|市|县)级`)
	lastGrade = nlp.NewExpr(`^(\P{P}*?(?:获|获得|荣获|获批|通过|入选))(?:国家|省部|省|市|县)级(.*)$`)
)

// otherGrade completes a name of another grade: 获省级科技奖 in 获国家级科技奖7项，
// 省级科技奖56项.
func otherGrade(before, p string) string {
	g, m := ownGrade.FindString(p), lastGrade.FindStringSubmatch(before)
	switch {
	case g == "" || m == nil:
		return ""
	case g == p:
		return m[1] + p + m[2]
	case m[2] == p[len(g):]:
		return m[1] + p
	}
	return ""
}

// shouldered is what a member of a list leaves out behind 担负, or behind a mean
// by each of some houses: 医师日均担负诊疗6人次、住院2床日; 平均每站年诊疗量900人次，
// 年入院量40人次.
func (b *binder) shouldered(w *gap) string {
	prev, p, l := w.prev, w.p, &w.l
	if prev.kind != schema.Level || l.sep == "；" || l.child {
		return ""
	}
	before := prev.subject.text
	if k := strings.LastIndex(before, "担负"); k >= 0 && (p == "住院" || p == "诊疗") {
		return before[:k+len("担负")]
	}
	if m := yearlyOfEach.FindStringSubmatch(before); m != nil && eachYear.MatchString(p) {
		return m[1]
	}
	return ""
}

var (
	yearlyOfEach = nlp.NewExpr(`^(.*平均每\p{Han}{1,8}?)年\p{Han}{2,3}量$`)
	eachYear     = nlp.NewExpr(`^年\p{Han}{2,3}量$`)
)

// allIndustry is a measure of industry as a whole.
var allIndustry = nlp.NewExpr(`^工业(?:总产值|增加值|产品销售收入|销售产值)$`)
