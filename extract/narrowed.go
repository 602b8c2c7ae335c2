package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// narrows says of a fall that goes on that it became less or more.
var narrows = nlp.NewExpr(`收窄|扩大|缩小`)

// fallNamed ends what says itself that it is one.
var fallNamed = nlp.NewExpr(`[降跌]幅$`)

// narrowed names what became less where a fall goes before: it is the fall that
// 收窄 speaks of in 工业增加值下降4.2%，较1—5月收窄1.3个百分点.
func (b *binder) narrowed(i int, l leftPart, subs []subject) []subject {
	if i == 0 || l.clean != "" {
		return subs
	}
	st, prev := &b.stmts[i], &b.stmts[i-1]
	g, fell := &b.s.groups[st.group], &b.s.groups[prev.group]
	if st.rule.Set.Kind != schema.Delta || g.class != nlp.Points || prev.rule.Set.Kind != schema.Growth || fell.class != nlp.Percent {
		return subs
	}
	if !prev.negative || strings.Contains(b.s.text[prev.end:st.start], "；") || !narrows.MatchString(b.s.text[st.start:g.start]) {
		return subs
	}
	for k, s := range subs {
		if !fallNamed.MatchString(s.text) && !pace.MatchString(s.attr) {
			subs[k] = b.parse(s.text + "降幅")
		}
	}
	return subs
}
