package extract

import (
	"strings"

	"zhibiao/nlp"
)

// What is to come of works once they are done: 达产后可实现年产值80亿元.

const worksEnd = `(?:达产|满产|达效|(?:建成)?投产|(?:建成)?投用|(?:正式)?运营|投运|建成|竣工|完工|投入使用|投入运营)`

var (
	// whenDone opens what is to come of works once they are done.
	whenDone = nlp.NewExpr(`(?:达产|满产|达效)后|` + worksEnd + `后(?:，)?[^，。；、]{0,6}(?:可|将|能够?|预计|有望)[^，。；、]*`)
	// afterWorks is such an opening before the name of what comes of them.
	afterWorks = nlp.NewExpr(`^(?:项目|工程|全部|全面|完全|待|全线)*` + worksEnd + `后(?:将|可|预计)*`)
	// able is a verb behind 可, which says that it can be so.
	able = nlp.NewExpr(`^可(?:为|实现|完成|达|带动|提供|满足|新增|增加|吸纳|安置|容纳|节约|减少|处理|生产|年|形成|创造|解决|辐射|惠及)`)
)

// onceDone reports whether a value is one that is to come of works once they are done:
// a clause before it, up to ；, or its own says so.
func (b *binder) onceDone(st *statement) bool {
	before := b.s.text[b.segmentStart(st.start):st.start]
	return strings.Contains(before, "后") && whenDone.MatchString(before)
}
