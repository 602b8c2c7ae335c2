package panel

import (
	"strings"
	"testing"

	"zhibiao/extract"
)

func TestDiff(t *testing.T) {
	before := reports(t, work2024, communique2024)
	if d := Diff(before, reports(t, work2024, communique2024)); len(d) != 0 {
		t.Errorf("a dataset differs from itself: %+v", d)
	}
	after := reports(t, work2024, communique2024)
	r := &after[1]
	r.Observations[0].Status = "estimate"
	gone := r.Observations[1]
	r.Observations = append(r.Observations[:1:1], r.Observations[2:]...)
	added := before[0].Observations[0]
	before[0].Observations = before[0].Observations[1:]
	name := "桐岭区"
	after[0].Document.RegionName = &name
	var got []string
	for _, d := range Diff(before, after) {
		got = append(got, strings.Join([]string{string(d.Change), d.Of, d.Source, d.Surface, strings.Join(d.Fields, ", ")}, "|"))
	}
	want := []string{
		"changed|document|0.txt||region_name: ∅ → 桐岭区",
		"added|observation|0.txt|" + added.Surface + "|",
		"changed|observation|1.txt|203.5亿元|status: actual → estimate",
		"removed|observation|1.txt|" + gone.Surface + "|",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("differences are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestDiffOfAnotherReading(t *testing.T) {
	before := reports(t, communique2024)
	after := reports(t, "（转载）\n"+communique2024)
	for _, d := range Diff(before, after) {
		if d.Of == "observation" {
			t.Errorf("a line before the text makes %+v", d)
		}
	}
	other := strings.Replace(communique2024, "，", "， ", 1) // the first sentence has other words
	for _, d := range Diff(before, reports(t, other)) {
		if d.Of == "observation" {
			t.Errorf("a space in a sentence makes %+v", d)
		}
	}
	after = reports(t, communique2024)
	for i := range after[0].Observations {
		after[0].Observations[i].Sentence += "另一句"
	}
	if d := Diff(before, after); len(d) != 0 {
		t.Errorf("sentences that end elsewhere make %+v", d)
	}
	lone := Diff(before, []extract.Rows{})
	if len(lone) != 1+len(before[0].Observations) || lone[0].Change != Removed || lone[0].Of != "document" {
		t.Errorf("a document that is gone makes %+v", lone)
	}
}
