package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
)

// What a clause takes from one without a number before it: who it tells of, what was
// worked on.

// outcome begins a clause that tells what came of something.
var outcome = nlp.NewExpr(`^(?:实现|完成|达到|保持|获|成为|取得)`)

// actBetween is the clause without a number that stands between the statement
// before and a measure without an owner: 新建渔港3座，提升供水能力，受益人口9万人.
func (b *binder) actBetween(l leftPart) string {
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

// doers are what has measures of its own where a clause tells what became of it.
var doers = nlp.NewExpr(`(?:工程|项目|园区?|中心|集团|公司|企业|医院|学校|大学|学院|机场|[海空]港|车站|号线|大道|公路|高速|大桥|水库|基地|市场|平台|实验室|大会|博览会|展会|交易会|运动会|基金|银行|枢纽|景区|街区|广场|开发区|新区|自贸区|综保区|示范区|试验区)$`)

// mainBody is the part of a building that a clause on its progress names.
var mainBody = nlp.NewExpr(`主体(?:结构|工程)?$`)

// doerBetween is the owner of a measure that the clause before names as the one it
// tells of: 滨湖大桥完成桩基施工，形象进度达到85%.
func (b *binder) doerBetween(l leftPart) string {
	clauses := strings.FieldsFunc(b.s.text[l.limit:l.start], func(r rune) bool { return r == '，' || r == '；' })
	if len(clauses) == 0 || strings.HasSuffix(b.s.text[l.limit:l.start], "；") {
		return ""
	}
	last := b.stripText(clauses[len(clauses)-1])
	if strings.ContainsAny(last, "、。：（）“”0123456789") {
		return ""
	}
	if d := mainBody.ReplaceAllString(b.doer(last), ""); doers.MatchString(d) && utf8.RuneCountInString(d) > 3 && b.leadingVerb(d) == "" {
		return d
	}
	return ""
}

// campaign is a clause that tells what is worked on.
var campaign = nlp.NewExpr(`(?:开展|推进|实施|加强|抓好|组织|启动)了?(.{2,16}?)(?:综合|专项|集中|全面|大)?(?:整治|治理|排查|改造|整顿|清理|检查|摸排|修复|帮扶|救助)(?:工作|行动)?$`)

// workedOn is what a verb of counting without an object was done to, as the clause
// before says: 旧桥 of 开展旧桥集中排查，共加固12座.
func (b *binder) workedOn(l leftPart) string {
	clauses := strings.FieldsFunc(b.s.text[l.limit:l.start], func(r rune) bool { return r == '，' || r == '；' })
	if len(clauses) == 0 || strings.HasSuffix(b.s.text[l.limit:l.start], "；") {
		return ""
	}
	if m := campaign.FindStringSubmatch(clauses[len(clauses)-1]); m != nil && !strings.ContainsAny(m[1], "、。：（）0123456789") {
		return m[1]
	}
	return ""
}

// forEach opens a measure for each so many of those it is for: 每千常住人口拥有.
var forEach = nlp.NewExpr(`^每(?:十|百|千|万|十万)(?:名|个|户)?(?:常住|户籍|老年|农村|城镇)?(?:人口|人|居民|家庭|儿童|老人|学生|户)`)

// perHeads is what the next of a list takes from such a measure: 每千常住人口拥有
// 医师3人、护士4人.
func perHeads(prev, p, sep string) string {
	if sep != "、" && sep != "和" || strings.HasPrefix(p, "每") {
		return ""
	}
	return forEach.FindString(prev)
}
