package extract

import (
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
	case g.class == nlp.Bare && numberedToo.MatchString(after):
		return true
	}
	return g.items[0].Unit.Text == "条" && policyBefore.MatchString(before) && afterHead.MatchString(after)
}
