package panel

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/extract"
	"zhibiao/schema"
)

// reports reads texts as reports of an invented county.
func reports(t *testing.T, texts ...string) []extract.Rows {
	t.Helper()
	x := extractor(t)
	var out []extract.Rows
	for i, text := range texts {
		out = append(out, read(t, x, fmt.Sprintf("%d.txt", i), text))
	}
	return out
}

const (
	work2024 = `桐岭县2025年政府工作报告
一、2024年工作回顾
全县地区生产总值预计完成201亿元、增长5.8%，一般公共预算收入完成10.2亿元、增长4.1%。城镇新增就业3120人。
二、2025年工作安排
今年主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长4%—5%，城镇新增就业3000人以上。
`
	communique2024 = `桐岭县2024年国民经济和社会发展统计公报
全年地区生产总值203.5亿元，比上年增长5.9%。全年一般公共预算收入10.6亿元，增长4.1%。
`
	work2025 = `桐岭县2026年政府工作报告
一、2025年工作回顾
全县地区生产总值完成214亿元、增长5.5%，一般公共预算收入10.9亿元、增长2.9%。城镇新增就业2890人。
二、2026年工作安排
今年主要预期目标是：地区生产总值增长5.5%左右。
`
)

func row(t *testing.T, rows []Row, year int32, code string) *Row {
	t.Helper()
	for i := range rows {
		if rows[i].Year == year && rows[i].Code == code {
			return &rows[i]
		}
	}
	t.Fatalf("no row %d %s", year, code)
	return nil
}

func show(p *float64) string {
	if p == nil {
		return "-"
	}
	return fmt.Sprint(*p)
}

func TestPanel(t *testing.T) {
	rows := Rows(Candidates(reports(t, work2024, communique2024, work2025)))
	for _, c := range []struct {
		year int32
		code string
		want string // value growth final/estimate value, target growth, next target growth, gaps
	}{
		{2024, "gdp", "203.5 5.9 final 2.035e+10 5.9 estimate 2.01e+10 5.8 target - next 6 gap -"},
		{2025, "gdp", "214 5.5 final 2.14e+10 5.5 estimate - - target 6 next 5.5 gap 0.5"},
		{2026, "gdp", "- - final - - estimate - - target 5.5 next - gap -"},
		{2025, "public_budget_revenue", "10.9 2.9 final 1.09e+09 2.9 estimate - - target 4 next - gap 1.1"},
	} {
		r := row(t, rows, c.year, c.code)
		got := fmt.Sprint(show(r.Value), " ", show(r.Growth), " final ", show(r.FinalValue), " ", show(r.FinalGrowth), " estimate ", show(r.EstimateValue), " ", show(r.EstimateGrowth),
			" target ", show(r.Aim.Growth), " next ", show(r.Next.Growth), " gap ", show(r.GrowthGap))
		if got != c.want {
			t.Errorf("%d %s is\n%s\nwant\n%s", c.year, c.code, got, c.want)
		}
	}
	r := row(t, rows, 2025, "public_budget_revenue")
	if show(r.GrowthGapMax) != "2.1" || *r.Aim.GrowthBound != "range" || *r.Aim.SetIn != 2024 {
		t.Errorf("range target is %+v, gap to %s", r.Aim, show(r.GrowthGapMax))
	}
	jobs := row(t, rows, 2025, "urban_new_jobs")
	if show(jobs.ValueGap) != "110" || *jobs.Aim.Bound != "ge" || *jobs.Aim.Modifier != "以上" || len(jobs.Sources) != 2 {
		t.Errorf("jobs are gap %s, target %+v, sources %v", show(jobs.ValueGap), jobs.Aim, jobs.Sources)
	}
	if value(r.RegionName) != "桐岭县" || r.RegionCode != nil {
		t.Errorf("region is %v %v, want the place in the title", r.RegionCode, r.RegionName)
	}
}

func TestConflictsAreMarkedAndRanked(t *testing.T) {
	candidates := Candidates(reports(t, work2024, communique2024))
	var got []string
	for _, c := range candidates {
		if c.Code == "public_budget_revenue" && c.Year == 2024 && c.Role != Goal {
			got = append(got, fmt.Sprint(c.Measure, c.Role, c.Rank, c.ReportKind, c.Surface, c.Conflict))
		}
	}
	// The work report says 预计, which is an estimate and contradicts nothing.
	want := []string{"valuefinal1communique10.6亿元false", "valueestimate1work_report10.2亿元false", "growthfinal1communique4.1%false", "growthestimate1work_report4.1%false"}
	alternative := strings.ReplaceAll(strings.Join(want, " "), "estimate1", "final2")
	if s := strings.Join(got, " "); !slices.Equal(got, want) && !strings.Contains(alternative, got[0]) {
		t.Errorf("candidates are %s", s)
	}
	second := strings.Replace(communique2024, "10.6亿元", "10.9亿元", 1) + "附注：本公报为修订版。\n"
	r := row(t, Rows(Candidates(reports(t, communique2024, second))), 2024, "public_budget_revenue")
	if !r.Conflict || !strings.Contains(value(r.ConflictNote), "10.9亿元") || *r.Value != 10.6 {
		t.Errorf("two communiqués give %v, note %q, value %v; want a conflict, and the first", r.Conflict, value(r.ConflictNote), *r.Value)
	}
	if g := row(t, Rows(Candidates(reports(t, communique2024, second))), 2024, "gdp"); g.Conflict {
		t.Errorf("gdp is in conflict: %s", value(g.ConflictNote))
	}
}

func TestWide(t *testing.T) {
	s := Wide(Rows(Candidates(reports(t, work2024, communique2024, work2025))))
	var names []string
	for _, c := range s.Columns {
		names = append(names, c.Name)
	}
	if got := strings.Join(names[:9], " "); got != "region_code region_name region_level province_code year gdp gdp_growth gdp_target_growth gdp_growth_gap" {
		t.Errorf("columns are %s", got)
	}
	if len(s.Rows) != 3 || s.Rows[1][4] != int32(2025) || s.Rows[1][6] != 5.5 || s.Rows[1][8] != 0.5 || s.Rows[2][5] != nil {
		t.Errorf("rows are %v", s.Rows)
	}
}

func TestXLSX(t *testing.T) {
	candidates := Candidates(reports(t, communique2024))
	var b bytes.Buffer
	if err := WriteXLSX(&b, RowSheet(Rows(candidates)), CandidateSheet(candidates)); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("panel")
	if err != nil || len(rows) != 4 || rows[0][6] != "指标" || rows[1][6] != "indicator_name" || rows[2][7] != "203.5" {
		t.Errorf("workbook has %v, error %v", rows, err)
	}
	if p, err := f.GetPanes("panel"); err != nil || !p.Freeze || p.TopLeftCell != "A3" {
		t.Errorf("panes are %+v, %v", p, err)
	}
	if sheet := part(t, b.Bytes(), "xl/worksheets/sheet1.xml"); !strings.Contains(sheet, `<autoFilter ref="$A$2:`) {
		t.Errorf("the sheet has no filter: %.600s", sheet)
	}
	if names := f.GetSheetList(); !slices.Equal(names, []string{"panel", "sources"}) {
		t.Errorf("sheets are %v", names)
	}
}

// TestLevelsOfSeveralYears: what five years make together, or a year on the
// average, is no year's figure.
func TestLevelsOfSeveralYears(t *testing.T) {
	rows := Rows(Candidates(reports(t, `桐岭县2026年政府工作报告
一、2025年工作回顾
城镇新增就业年均超过3000人。货物进出口总额五年累计达到120亿元。年末常住人口41.2万人。
`)))
	for _, r := range rows {
		if r.Code == "urban_new_jobs" || r.Code == "trade_total" {
			t.Errorf("%d %s is %s%s", r.Year, r.Code, show(r.Value), value(r.Unit))
		}
	}
	if r := row(t, rows, 2025, "population_resident"); show(r.Value) != "41.2" {
		t.Errorf("population is %s", show(r.Value))
	}
}

// part is a file of a workbook.
func part(t *testing.T, workbook []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(z, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestCoverage(t *testing.T) {
	all := reports(t, work2024, communique2024)
	failed := all[0]
	failed.Document.Status, failed.Document.DocID, failed.Document.Source = "failed", "x", "x.pdf"
	code, name, y := "500118", "永川区", int32(2024)
	lone := all[1]
	lone.Document.RegionCode, lone.Document.RegionName, lone.Document.ReviewYear = &code, &name, &y
	rows := Coverage([]extract.Rows{all[0], failed, lone}, []int32{2023, 2024})
	state := func(source, code string, a Aspect) State {
		for _, r := range rows {
			if value(r.Source) == source && r.Code == code && r.Aspect == a {
				return r.State
			}
		}
		return "none"
	}
	for _, c := range []struct {
		source, code string
		aspect       Aspect
		want         State
	}{
		{"0.txt", "gdp", Achieved, Found}, {"0.txt", "gdp", Target, Found}, {"0.txt", "retail_sales", Achieved, NotStated},
		{"0.txt", "grain_output", Target, "none"}, {"1.txt", "gdp", Target, "none"}, {"x.pdf", "gdp", Achieved, Failed}, {"", "gdp", Target, Missing},
	} {
		if got := state(c.source, c.code, c.aspect); got != c.want {
			t.Errorf("%s %s %s is %s, want %s", c.source, c.code, c.aspect, got, c.want)
		}
	}
}

func TestANumberThatWasNotParsedIsTold(t *testing.T) {
	r := reports(t, communique2024)[0]
	for _, c := range []struct {
		text   string
		reason schema.Reason
		want   State
	}{
		{"居民消费价格运行在2.9档。", schema.ReasonUnitUnknown, NotParsed},
		{"居民消费价格运行在2.9档。", schema.ReasonName, NotStated},
		{"居民消费价格平稳。工业2.9档。", schema.ReasonUnitUnknown, NotStated},
		{"居民消费价格惠及2.9档。", "", NotStated},
	} {
		one := r
		one.Document.Text = r.Document.Text + c.text
		at := int32(len([]rune(one.Document.Text[:strings.Index(one.Document.Text, "2.9")])))
		one.Residue = []schema.ResidueRow{{CharStart: at, CharEnd: at + 3, Surface: "2.9", Sentence: c.text, Reason: string(c.reason)}}
		for _, x := range Coverage([]extract.Rows{one}, nil) {
			if x.Code == "cpi" && x.State != c.want {
				t.Errorf("%s, %s: cpi is %s, want %s", c.text, c.reason, x.State, c.want)
			}
		}
	}
}
