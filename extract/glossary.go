package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// glossaryHead heads the part of a report that explains its names.
var glossaryHead = nlp.NewExpr(`^(?:附件?[一二三四五六七八九十\d]*[：:、.\s]*)?(?:有关|相关|部分)?(?:名词|名词术语|术语|用语)(?:解释|注释|说明)[：:]?$`)

// annexHead begins what stands behind a report, one after another.
var annexHead = nlp.NewExpr(`^附(?:件|表|录|图)`)

// explains reports whether a block explains a name, as all do under the head of
// a glossary until the next part: the numbers in it belong to names and to their
// history. text is the block's.
func (r *reading) explains(block schema.Block, text string) bool {
	text = strings.TrimSpace(text)
	switch {
	case glossaryHead.MatchString(text):
		r.glossary = true
	case annexHead.MatchString(text) || block.Kind == schema.HeadingBlock && block.Level == 1:
		r.glossary = false
	}
	return r.glossary
}
