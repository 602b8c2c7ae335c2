package extract

import (
	"strings"

	"zhibiao/nlp"
)

// tidy drops from an indicator what never belongs to it.
func tidy(s string) string { return tidied.Of(s, tidyOnce) }

var tidied nlp.Memo[string]

func tidyOnce(s string) string {
	s = footMark.ReplaceAllString(s, "")
	if m := innerVerb.FindStringSubmatch(s); m != nil && !strings.Contains(m[1], "通过") && !strings.HasPrefix(m[3], "的") {
		s = m[1] + m[3] // 某港完成集装箱吞吐量, 失业人员实现再就业
	}
	s = has.ReplaceAllString(innerTime.ReplaceAllString(s, "$1$2"), "$1$2")
	s = innerSum.ReplaceAllString(s, "$1$2")
	s = strings.Replace(hope.ReplaceAllString(s, ""), "累计平均", "平均", 1)
	s = clauseEnds.Trim(s)
	if !strings.HasPrefix(s, "的士") {
		s = strings.TrimPrefix(s, "的") // 我市的合作社
	}
	return strings.TrimSuffix(s, "的")
}
