package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Owners that a clause without a number names before the first value, and what
// others of a sort have in common.

var (
	// dealt are measures of a fair or a meeting, spreadOut those of what is made
	// common, grossed those of a branch.
	dealt     = nlp.NewExpr(`^(?:\p{Han}{1,4}[团馆])?(?:项目)?(?:签约|成交|意向|现场)\p{Han}{0,6}$`)
	spreadOut = nlp.NewExpr(`^(?:普及率|覆盖率|使用率)$`)
	grossed   = nlp.NewExpr(`^(?:总|综合|年)?产值$`)

	// harvested are measures of a crop, harvests a clause that says that it went well.
	harvested = nlp.NewExpr(`^(?:总产量?|亩产|单产|平均亩产|平均单产|综合单产)$`)
	harvests  = nlp.NewExpr(`^(?:今年|全年|全[省市区县])?(\p{Han}{1,3}[粮料稻麦米薯豆蔬菜果茶棉])(?:生产)?(?:再|喜|又|连年|连续|\p{Han}连)*(?:获得?|夺得?|实现|迎来)?(?:大|好)?丰收$`)

	fairThen = nlp.NewExpr(`^(?:举办|承办|[^，、]{0,4}办好|召开)([^，。；、]{2,24}(?:会|展|节|论坛|大赛))、((?:项目)?(?:签约|成交|意向)\p{Han}{0,6})$`)
	madeWide = nlp.NewExpr(`(?:推广|普及)([^，。；、]{4,20})$`)
	branches = nlp.NewExpr(`(?:推进|推动|促进|加快|壮大)([^，。；、]{2,18}?)(?:高质量|健康|集群)?发展$`)
)

// ownerBefore is the owner that the clause right before l gives to p: the branch
// of 推动白酒产业集群发展，总产值60亿元.
func (b *binder) ownerBefore(w *gap) string {
	l, p := &w.l, w.p
	clauses := strings.TrimRight(b.s.text[l.limit:l.start], "，")
	if clauses == "" {
		return ""
	}
	for _, x := range []struct{ measure, owner *nlp.Expr }{{spreadOut, madeWide}, {grossed, branches}, {harvested, harvests}} {
		if x.measure.MatchString(p) {
			if m := x.owner.FindStringSubmatch(clauses); m != nil {
				return m[1]
			}
		}
	}
	return ""
}

// otherRecipients gives to others of the same sort the standard of those before:
// 集中供养孤儿最低标准从900元提高到960元，散居孤儿从700元提高到760元.
func (b *binder) otherRecipients(prev bound, st *statement, l leftPart, p string) (subject, bool) {
	if st.base < 0 || l.child || prev.unit != b.unitOf(st) || b.attrOf(p) != "" || !strings.HasSuffix(prev.subject.text, "标准") {
		return subject{}, false
	}
	tail := commonTail(prev.subject.text, bracket.ReplaceAllString(p, ""))
	if utf8.RuneCountInString(tail) < 2 {
		return subject{}, false
	}
	return b.parse(p + tail), true
}

// sinceLast opens a sentence on what changed since the last year.
var sinceLast = nlp.NewExpr(`^(?:与|同|比|较)(?:上年|去年|上一年|(?:19|20)\d\d年)(?:末|底|同期)?(?:相比|比较|相较)?，`)

// sameAbove is what the paragraph has told the amount of, where this one tells how p, the
// end of its name, has changed: 医疗机构床位9万张。与上年比较，床位增加0.2万张.
func (b *binder) sameAbove(w *gap) (subject, bool) {
	st, p := w.st, w.p
	if k := st.rule.Set.Kind; k != schema.Delta && k != schema.Growth || b.first == 0 || b.first != len(b.history) || !sinceLast.MatchString(b.s.text[b.s.start:b.s.end]) {
		return subject{}, false
	}
	for _, h := range b.history {
		if h.kind == schema.Level && !h.part && h.subject.text != p && strings.HasSuffix(h.subject.text, p) && h.unit == b.unitOf(st) {
			return h.subject, true
		}
	}
	return subject{}, false
}
