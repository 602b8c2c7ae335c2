package extract_test

import (
	"strings"
	"testing"

	"zhibiao/schema"
)

// TestGlossaryMakesNoObservations reads reports that explain their names at the
// end: what stands there is no figure, what stands in another annex is.
func TestGlossaryMakesNoObservations(t *testing.T) {
	report := "西河市政府工作报告\n\n各位代表：\n\n全年建成停车位1350个，地区生产总值增长5.6%。\n\n"
	terms := "1.“三提一降”：2023年印发《实施意见》，提出4个方面15条措施。\n\n2.“百店工程”：用3年时间，打造品牌门店100家左右，投入约800万元。\n\n"
	for _, c := range []struct {
		name, text   string
		observations int
	}{
		{"a head", report + "名词解释\n\n" + terms, 2},
		{"an annex", report + "附件：名词解释\n\n" + terms, 2},
		{"another annex behind it", report + "附件1 名词解释\n\n" + terms + "附件2 2025年民生实事\n\n新建口袋公园26个。\n", 3},
		{"no glossary", report + "新建口袋公园26个。\n", 3},
	} {
		doc := documentOf(c.text)
		doc.Kind = schema.WorkReport
		res := builtin(t).Extract(doc)
		if len(res.Observations) != c.observations {
			t.Errorf("%s: %d observations, want %d: %v", c.name, len(res.Observations), c.observations, res.Observations)
		}
		if strings.Contains(c.text, "800") {
			for _, r := range res.Residue {
				if r.Span.In(doc.Text) == "800" && r.Reason != schema.ReasonName {
					t.Errorf("%s: 800 is left for %s", c.name, r.Reason)
				}
			}
		}
	}
}
