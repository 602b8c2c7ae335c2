package batch

import (
	"errors"
	"strings"
	"testing"

	"zhibiao/schema"
)

func TestMetaApplies(t *testing.T) {
	m, err := ReadMeta("m.csv", strings.NewReader("\uFEFFsource,region_code,review_year,plan_year,report_kind,title,region_name\n"+
		"a/甲.txt,500118,2024,2025,plan_report,\"计划,草案\",永川区\n甲.txt,,2023,,,,\nother.txt,,2020,,,,\n"))
	if err != nil {
		t.Fatal(err)
	}
	doc := &schema.Document{Source: "a/甲.txt", PlanYear: 1999, Publisher: "kept"}
	m.Apply(doc, doc.Source)
	if doc.Region.Code != "500118" || doc.Region.Name != "永川区" || doc.ReviewYear != 2023 || doc.PlanYear != 2025 ||
		doc.Kind != schema.PlanReport || doc.Title != "计划,草案" || doc.Publisher != "kept" {
		t.Errorf("document is %+v", doc)
	}
	line := &schema.Document{Source: "other.txt#3"}
	m.Apply(line, "other.txt")
	if line.ReviewYear != 2020 {
		t.Error("a row about a file says nothing of its documents")
	}
	if got := m.unused(map[string]bool{"a/甲.txt": true}); len(got) != 1 || got[0] != "m.csv:4: no input is called other.txt" {
		t.Errorf("warnings are %q", got)
	}
	var none *Meta
	none.Apply(doc, doc.Source)
	if none.unused(nil) != nil {
		t.Error("no meta file warns")
	}
}

func TestMetaFaults(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "m.csv: empty"},
		{"source,regionn\na,b\n", `m.csv:1: unknown column "regionn" (want source, `},
		{"title\nx\n", "m.csv:1: no column source"},
		{"source,review_year\na,2024\nb,24\n", `m.csv:3: review_year "24": want a year`},
		{"source,region_code\na,50011\n", `m.csv:2: region_code "50011": want six digits`},
		{"source,report_kind\na,novel\n", `m.csv:2: report_kind "novel": want one of`},
		{"source,region_level\na,city\n", `m.csv:2: region_level "city": want country`},
		{"source,title\n,x\n", "m.csv:2: no source"},
		{"source,title\na,b,c\n", "m.csv:2: wrong number of fields"},
		{"source,title\n\"a,b\n", "m.csv:"},
	} {
		_, err := ReadMeta("m.csv", strings.NewReader(c.text))
		var fault *schema.Fault
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || !errors.As(err, &fault) {
			t.Errorf("%q: error is %v, want %q", c.text, err, c.want)
		}
	}
}
