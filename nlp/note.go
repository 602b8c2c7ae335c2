package nlp

import (
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

var (
	noteHead  = wordSet(`注释 注解 附注 名词解释 名词注释 注 资料来源 数据来源 有关说明 备注`)
	noteStart = NewExpr(`^(注释?|附注|备注|资料来源|数据来源)\s*\d?\s*[:：]|^[\[［【]\d{1,2}[\]］】]\D|^\[\^\d+\]:`)
)

// noteCount starts a note that is the first of several: 注：1.
var noteCount = NewExpr(`^(注释?|附注|备注|说明)\s*[:：]\s*[（(]?[1①一]`)

// markNotes makes notes of the blocks that are: lines that begin as one, and
// everything under a head such as 注释： or 名词解释 up to the next head of the
// first level.
func markNotes(text string, blocks []schema.Block) []schema.Block {
	under, counted := false, false
	for i := range blocks {
		b := &blocks[i]
		s := b.Span().In(text)
		switch {
		case b.Kind == schema.FurnitureBlock || b.Kind == schema.TableBlock || b.Kind == schema.TitleBlock:
		case noteHead[bare(strings.TrimSpace(s[numberingOf(s).size:]))]:
			under = true
			if b.Kind != schema.HeadingBlock || b.Level > 1 {
				b.Kind, b.Level = schema.NoteBlock, 0
			}
		case b.Kind == schema.HeadingBlock && b.Level <= 2:
			under = false
		case under && nextReport(s): // one file, several reports
			under, b.Kind = false, schema.TitleBlock
		case under || noteStart.MatchString(s) || counted && b.Kind == schema.ListBlock:
			b.Kind, b.Level = schema.NoteBlock, 0
			counted = counted || noteCount.MatchString(s)
			continue
		}
		counted = false
	}
	return blocks
}

// nextReport reports whether a line under notes is the title of another report.
func nextReport(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 10 && n <= 40 && strings.Contains(s, "年") && (strings.HasSuffix(s, "公报") || strings.HasSuffix(s, "报告"))
}
