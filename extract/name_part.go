package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Numbers that belong to the name of what is spoken of.

var (
	// eachTime comes before a time after which something happens again.
	eachTime = nlp.NewExpr(`每(?:连续)?\p{Han}{1,3}$`)
	// alongside comes before how far from it something lies.
	alongside = nlp.NewExpr(`(?:沿线|沿岸|周边|两侧|半径)$`)
	// capacityOf follows the capacity of a project that it names.
	capacityOf = nlp.NewExpr(`^[^；。]*(?:项目|工程|装置|生产线)`)
	// numberedToo follows the first of several things with numbers: 1、2号机组.
	numberedToo = nlp.NewExpr(`^(?:[、和]\d+)*[、和]\d+号`)
	// foremost follows a place that only tells which ones are meant.
	foremost  = nlp.NewExpr(`^(?:、[^，。；、]{1,4}第[一二三])*的\p{Han}`)
	afterHead = nlp.NewExpr(`^(?:$|[，。；、])`)
	// fixedList leads to the number of works of a list, of which some are counted next.
	fixedList = nlp.NewExpr(`(?:列入|纳入)(?:国家|全国|省|全省|市|全市)?$`)
	someOf    = nlp.NewExpr(`^[^，。；、\d]{2,10}的\d`)
	// namedToo follows a number that ends the name of the first of several actions.
	namedToo = nlp.NewExpr(`^、“[^“”]+”等`)
	// frame leads to how many measures a plan has, measures names them.
	frame    = nlp.NewExpr(`(?:设置|设定|细化|提出|确定|明确|分解)[^，。；\d]{0,40}$`)
	measures = nlp.NewExpr(`^(?:个|项)?(?:主要|核心|预期性|约束性|具体|量化)?指标(?:$|[，。；、：（])`)
	// spelt follows a count of what the text then lists.
	spelt = nlp.NewExpr(`^\P{P}{0,10}(?:任务|举措|措施|实事|工作|行动|指标|事项|方面)(?:：|，?(?:包括|分别是|分别为|即|主要是)：)`)
	// policyBefore is the subject of a policy that is called by the number of its
	// articles: 落实人才振兴60条.
	policyBefore = nlp.NewExpr(`落实[^，。；、\d]{2,8}[^政策措举施意见任务线路款]{2}$`)
)

// partOfName reports whether a value belongs to a name: of one of several
// numberedToo works, of those that are the first, of a policy.
func (b *binder) partOfName(st *statement) bool {
	g := b.s.groups[st.group]
	before, after := b.s.text[b.s.start:g.start], b.s.text[g.end:b.s.end]
	switch {
	case st.rule.Set.Kind == schema.Rank:
		return st.rule.ID == "rank.scope" && foremost.MatchString(after)
	case st.rule.Set.Kind != schema.Level || len(g.items) != 1:
		return false
	case g.class == nlp.Bare && (numberedToo.MatchString(after) || g.items[0].Unit.Text == "" && namedToo.MatchString(after)):
		return true // 1、2号机组; “川货”优品100、“川味”等活动
	case !isCount(g.items[0]):
		return false
	case fixedList.MatchString(before) && someOf.MatchString(after), frame.MatchString(before) && measures.MatchString(after), spelt.MatchString(after):
		return true
	}
	return g.items[0].Unit.Text == "条" && policyBefore.MatchString(before) && afterHead.MatchString(after)
}

var (
	// holding leads to how many of something those have who are counted behind 的.
	holding = nlp.NewExpr(`(?:^|[，；：、（]|[户家人])(?:有|拥有|设有|建有|持有|具有|配有)$`)
	// heldBy stands between: 拥有2处住房的农户1.4万户.
	heldBy = nlp.NewExpr(`^\P{P}{1,10}的\P{P}{0,10}$`)
	// ofSoMany follows the heads that a rate of misfortune is reckoned for.
	ofSoMany = nlp.NewExpr(`^\P{P}{0,8}(?:死亡|事故|伤亡|发病|发案)\P{P}{0,6}$`)
	// reckonedAt leads to the strength that goods are reckoned at: 化肥（折100%）.
	reckonedAt = nlp.NewExpr(`（(?:折|按折)\P{P}{0,8}$`)
	// sampled follows the part of all that a survey asked: 1%人口抽样调查.
	sampled = nlp.NewExpr(`^(?:的)?(?:人口(?:变动)?|劳动力|住户)?(?:情况)?抽样调查`)
	// cities are those whose prices the bureau tells of.
	cities = nlp.NewExpr(`^大中城市(?:中|新建|二手|住宅|房)`)
	// reach follows the way up to which something serves.
	reach = nlp.NewExpr(`^(?:服务)?半径`)
)

// partOfOther reports whether a value belongs to the name of another: 拥有2处住房的
// 1.4万户, 就业人员10万人事故死亡人数0.8人, 化肥（折100%）86万吨, 500米服务半径覆盖率92%.
func (b *binder) partOfOther(st *statement) bool {
	g := &b.s.groups[st.group]
	q := &g.items[0]
	before, after := b.s.text[b.s.start:g.start], b.s.text[g.end:b.s.end]
	if g.class == nlp.Percent {
		return strings.HasPrefix(after, "）") && b.seen.Match(reckonedAt, before) || sampled.MatchString(after)
	}
	if cities.MatchString(after) {
		return true // 70个大中城市中
	}
	if g.class != nlp.Amount || len(g.items) > 1 || st.group+1 >= len(b.s.groups) || b.s.groups[st.group+1].start < g.end {
		return false
	}
	between := b.s.text[g.end:b.s.groups[st.group+1].start]
	switch {
	case q.Unit.Dimension == "length" && reach.MatchString(after):
		return true
	case isCount(*q) && heldBy.MatchString(between) && holding.MatchString(before):
		return true
	case ofSoMany.MatchString(between):
		return (isPeople(*q) || q.Unit.Dimension == "mass") && powerOfTen(q)
	}
	return false
}

// powerOfTen reports whether a value is 10, 100, 1000 and so on of what it counts.
func powerOfTen(q *nlp.Quantity) bool {
	if q.Unit.Factor == nil {
		return false
	}
	zeros, ok := strings.CutPrefix(nlp.ExactProduct(q.Value, q.Unit.Factor), "1")
	return ok && zeros != "" && strings.Trim(zeros, "0") == ""
}
