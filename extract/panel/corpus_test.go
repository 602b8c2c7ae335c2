package panel

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"zhibiao/extract"
	"zhibiao/extract/ingest"
)

// TestCorpusPanel reads real work reports, where they are present, and holds
// the panel against what they say of GDP.
func TestCorpusPanel(t *testing.T) {
	dir := "../../../shared/corpus"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no real reports here; they are not part of the project")
	}
	x := extractor(t)
	var all []extract.Rows
	for _, name := range []string{"2025年北京市政府工作报告.docx", "2026年北京市政府工作报告.txt", "2025年四川省政府工作报告.docx", "2026年四川省政府工作报告.txt",
		"2025年广东省政府工作报告.docx", "2026年广东省政府工作报告.txt", "2025年重庆市政府工作报告.docx", "2026年重庆市政府工作报告.txt"} {
		docs, err := ingest.Read(context.Background(), filepath.Join(dir, name), ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		x.Describe(docs[0])
		all = append(all, extract.MakeRows(docs[0], x.Extract(docs[0])))
	}
	rows := Rows(Candidates(all))
	for _, c := range []struct {
		region        string
		year          int32
		achieved, aim string // growth in percent; - where the reports do not say
		gap           string
	}{
		{"110000", 2024, "5.2", "-", "-"}, {"110000", 2025, "5.4", "5", "-0.4"}, {"110000", 2026, "-", "5", "-"},
		{"510000", 2024, "5.7", "-", "-"}, {"510000", 2025, "5.5", "5.5", "0"}, {"510000", 2026, "-", "5.5", "-"},
		{"440000", 2025, "3.9", "5", "1.1"}, {"440000", 2026, "-", "4.5", "-"},
		{"500000", 2024, "5.7", "-", "-"}, {"500000", 2025, "5.3", "6", "0.7"}, {"500000", 2026, "-", "5", "-"},
	} {
		found := false
		for i := range rows {
			r := &rows[i]
			if value(r.RegionCode) != c.region || r.Year != c.year || r.Code != "gdp" {
				continue
			}
			found = true
			if show(r.Growth) != c.achieved || show(r.Aim.Growth) != c.aim || show(r.GrowthGap) != c.gap {
				t.Errorf("%s %d: growth %s, target %s, gap %s; want %+v", c.region, c.year, show(r.Growth), show(r.Aim.Growth), show(r.GrowthGap), c)
			}
			if r.Conflict {
				t.Logf("%s %d: conflict, explained: %s", c.region, c.year, value(r.ConflictNote))
			}
		}
		if !found {
			t.Errorf("%s %d: no row", c.region, c.year)
		}
	}
}
