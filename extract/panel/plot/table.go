package plot

import (
	"fmt"

	"zhibiao/extract/panel"
	"zhibiao/schema"
)

// tableOf are the figures of a picture, for those who cannot see it or want to
// go on with them.
func tableOf(s *series, cells []*cell) *panel.Sheet {
	t := &panel.Sheet{Name: "figures", Columns: []schema.Column{
		{Name: "region", Type: "string", Label: "地区"}, {Name: "year", Type: "int32", Label: "年份"},
		{Name: "target", Type: "string", Label: "目标"}, {Name: "achieved", Type: "string", Label: "实绩"},
		{Name: "gap", Type: "string", Label: "目标−实绩"}, {Name: "sources", Type: "string", Label: "出处"},
	}}
	for _, c := range cells {
		from := ""
		for _, f := range []*figure{c.target, c.achieved} {
			if f != nil {
				if from != "" {
					from += "；"
				}
				from += fmt.Sprintf("%s #%d：%s", f.from.Source, f.from.Seq, f.from.Quote.Line(around, around))
			}
		}
		t.Rows = append(t.Rows, []any{c.label, c.year, c.target.words(s.unit), c.achieved.words(s.unit), c.gapWords(), from})
	}
	return t
}
