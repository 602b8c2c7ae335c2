package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Headings that stand in the paragraph that they head: 二、2012年工作打算。新建….

var (
	// runInHead is the first sentence of a paragraph that heads it and says of which
	// half of the report it is.
	runInHead = nlp.NewExpr(`^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|(?:(?:19|20)\d\d年|明年|下一?步|下一?阶段|今后一个时期)的?)` +
		`(?:[^。；：！？\d]|(?:19|20)\d\d年){0,24}?(?:打算|工作|目标|任务|安排|思路|设想|计划|部署|要点|重点|建议|措施|回顾|总结|情况|问题|成效|成绩|不足)[。：]`)
	// runInNumber numbers a paragraph as a heading is.
	runInNumber = nlp.NewExpr(`^(?:[一二三四五六七八九十]{1,3}、[^一二三四五六七八九十]|[（(][一二三四五六七八九十]{1,3}[）)])`)
)

// runIn takes in the heading that the text of a paragraph begins with, if it has one
// that says of which half it is. The next one of its level ends its section.
func (r *reading) runIn(block schema.Block, view *nlp.View) {
	level := 0
	switch {
	case !runInNumber.MatchString(view.Text):
	case strings.HasPrefix(view.Text, "（"), strings.HasPrefix(view.Text, "("):
		level = 2
	default:
		level = 1
	}
	head := runInHead.FindString(view.Text)
	if head != "" && len(head) < len(view.Text) {
		head = strings.TrimRight(head, "。：")
		if sc, ok := r.sceneOf(head, true); ok && (sc != r.scene || r.endsRunIn(level)) {
			block.Level, block.Lines = level, []schema.Span{view.Span(0, len(head))}
			if level == 0 {
				block.Level = 6 // until the next heading, whatever its level
			}
			r.head(block, head)
			r.headings[len(r.headings)-1].runIn = level > 0
			return
		}
	}
	if r.endsRunIn(level) {
		r.leaveTo(level)
		r.scene, _ = r.outer()
	}
}

// endsRunIn reports whether a paragraph numbered as a heading of level ends the
// section of a heading that stands in its paragraph.
func (r *reading) endsRunIn(level int) bool {
	for _, h := range r.headings {
		if h.runIn && level > 0 && h.level >= level {
			return true
		}
	}
	return false
}
