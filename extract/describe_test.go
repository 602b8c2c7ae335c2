package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// described reads text as a plain-text report of that file name.
func described(r *Regions, source, text string) *schema.Document {
	doc := &schema.Document{Source: source, Text: text, Blocks: nlp.Blocks(text)}
	describe(doc, r)
	return doc
}

func TestDescribe(t *testing.T) {
	r := builtinRegions(t)
	for _, c := range []struct {
		name, source, text string
		kind               schema.ReportKind
		review, plan       int
		region             string
	}{
		{"plan", "a.txt", "关于青石市2021年国民经济和社会发展\n计划执行情况及2022年计划草案的报告\n\n洛阳市发展和改革委员会\n\n各位代表：\n一、计划执行情况\n全年向好。\n",
			schema.PlanReport, 2021, 2022, "410300"},
		{"plan of one year", "永川区.txt", "永川区2023年国民经济和社会发展计划（草案）\n\n一、主要目标\n地区生产总值增长5%。\n",
			schema.PlanReport, 2022, 2023, "500118"},
		{"work report by heads", "x.txt", "政府工作报告\n——2026年1月26日在湖南省第十四届人民代表大会第四次会议上\n\n各位代表：\n一、2025年工作回顾\n过去一年稳中有进。\n二、2026年重点工作\n抓好落实。\n",
			schema.WorkReport, 2025, 2026, "430000"},
		{"work report of December", "x.txt", "政府工作报告\n——2021年12月28日在永川区第十九届人民代表大会第一次会议上\n\n各位代表：\n过去一年稳中有进。\n",
			schema.WorkReport, 2021, 2022, "500118"},
		{"work report by name", "2019年海口市政府工作报告.txt", "各位代表：\n现在，我代表市人民政府作政府工作报告。\n",
			schema.WorkReport, 2018, 2019, "460100"},
		{"work report of a government that is named in full", "x.txt", "洛阳市人民政府2019年工作报告\n\n一、2018年工作回顾\n稳中有进。\n",
			schema.WorkReport, 2018, 2019, "410300"},
		{"parts on two years", "x.txt", "洛阳市水利局情况汇报\n\n一、2018年工作总结\n稳中有进。\n二、2019年工作打算\n抓好落实。\n",
			schema.OtherReport, 2018, 2019, "410300"},
		{"han year", "x.txt", "辽宁省朝阳市二〇二一年国民经济和社会发展统计公报\n\n全市经济向好。\n",
			schema.Communique, 2021, 0, "211300"},
		{"several years", "东莞市2019-2021年统计公报.txt", "2019年东莞市国民经济和社会发展统计公报\n\n全市经济向好。\n",
			schema.Communique, 2021, 0, "441900"},
		{"budget", "x.txt", "关于陕西省2023年预算执行情况和2024年预算草案的报告\n\n陕西省财政厅\n\n各位代表：\n一、2023年预算执行情况\n收入增长。\n二、2024年预算草案\n收入增长。\n",
			schema.BudgetReport, 2023, 2024, "610000"},
		{"half year", "x.txt", "2024年上半年洛阳市经济运行情况\n\n上半年全市经济向好。\n", schema.Analysis, 2024, 0, "410300"},
		{"census", "x.txt", "第九次全国桥梁普查公报\n\n普查办公室\n\n普查从1997年开始准备。1998年末，全国桥梁为9万座。\n", schema.Communique, 1998, 0, "000000"},
		{"a place that no table has", "x.txt", "桥岭省2026年政府工作报告\n\n各位代表：\n我省经济向好，好于全国。占全国的份额扩大，走在全国前列。\n",
			schema.WorkReport, 2025, 2026, ""},
		{"text only", "x.txt", "经济情况\n\n我市经济向好。洛阳市的工业增长。洛阳市的农业稳定。\n", schema.OtherReport, 0, 0, "410300"},
		{"nothing", "x.txt", "会议纪要\n\n会议决定修桥。\n", schema.OtherReport, 0, 0, ""},
	} {
		d := described(r, c.source, c.text)
		if d.Kind != c.kind || d.ReviewYear != c.review || d.PlanYear != c.plan || d.Region.Code != c.region {
			t.Errorf("%s: got %s %d %d %q, want %s %d %d %q (title %q)", c.name,
				d.Kind, d.ReviewYear, d.PlanYear, d.Region.Code, c.kind, c.review, c.plan, c.region, d.Title)
		}
	}
}

func TestTitleOfTwoLines(t *testing.T) {
	r := builtinRegions(t)
	for text, want := range map[string]string{
		"关于桥岭县2024年国民经济和社会发展计划\n执行情况与2025年计划草案的报告\n\n各位代表：\n过去一年，全县经济向好。\n": "关于桥岭县2024年国民经济和社会发展计划执行情况与2025年计划草案的报告",
		"关于桥岭县2024年国民经济和社会发展计划\n\n经济向好。这里说明执行情况，另有报告\n":                     "关于桥岭县2024年国民经济和社会发展计划",
	} {
		if got := described(r, "x.txt", text).Title; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestDescribeKeeps(t *testing.T) {
	text := "2024年洛阳市国民经济和社会发展统计公报\n\n洛阳市统计局\n\n全市经济向好。\n"
	doc := &schema.Document{Source: "x.txt", Text: text, Blocks: nlp.Blocks(text), Title: "甲", Publisher: "乙",
		Kind: schema.OtherReport, ReviewYear: 1990, PlanYear: 1991, Region: schema.Region{Code: "500118"}}
	describe(doc, builtinRegions(t))
	if doc.Title != "甲" || doc.Publisher != "乙" || doc.Kind != schema.OtherReport || doc.ReviewYear != 1990 || doc.PlanYear != 1991 {
		t.Errorf("a field that was set changed: %+v", doc)
	}
	if doc.Region.Name != "永川区" || doc.Region.Province != "500000" {
		t.Errorf("the rest of the region is not filled: %+v", doc.Region)
	}
}

// What the shared reports are, read off their first pages by hand.
func TestDescribeShared(t *testing.T) {
	const root = "../../shared"
	if _, err := os.Stat(root); err != nil {
		t.Skip(root + " is not here: the shared reports are not described")
	}
	r := builtinRegions(t)
	for _, c := range []struct {
		file         string
		kind         schema.ReportKind
		review, plan int
		region       string
		publisher    string
		title        string
	}{
		{"gold/luoyang-2023-communique.txt", schema.Communique, 2023, 0, "410300", "洛阳市统计局、国家统计局洛阳调查队", "2023年洛阳市国民经济和社会发展统计公报"},
		{"gold/shaanxi-2026-work-report.txt", schema.WorkReport, 2025, 2026, "610000", "", "陕西省2026年政府工作报告"},
		{"gold/yongchuan-2024-plan.txt", schema.PlanReport, 2024, 2025, "500118", "重庆市永川区发展和改革委员会", "关于重庆市永川区2024年国民经济和社会发展计划执行情况及2025年计划草案的报告"},
		{"seeds/000_7fa114e45761f2ec.txt", schema.PlanReport, 2024, 2025, "500118", "重庆市永川区发展和改革委员会", "关于重庆市永川区2024年国民经济和社会发展计划执行情况及2025年计划草案的报告"},
		{"corpus/2026年北京市政府工作报告.txt", schema.WorkReport, 2025, 2026, "110000", "", "2026年北京市政府工作报告"},
		{"corpus/2026年四川省政府工作报告.txt", schema.WorkReport, 2025, 2026, "510000", "四川省人民政府", "2026年四川省人民政府工作报告"},
		{"corpus/2026年广东省政府工作报告.txt", schema.WorkReport, 2025, 2026, "440000", "", "政府工作报告"},
		{"corpus/2026年重庆市政府工作报告.txt", schema.WorkReport, 2025, 2026, "500000", "重庆市人民政府", "2026年重庆市政府工作报告"},
		{"corpus/1995年工业普查公报.md", schema.Communique, 1995, 0, "000000", "中华人民共和国国家统计局、第三次全国工业普查办公室", "第三次全国工业普查主要数据公报"},
		{"corpus/2024年卫生健康统计公报.md", schema.Communique, 2024, 0, "000000", "", "2024年我国卫生健康事业发展统计公报"},
	} {
		b, err := os.ReadFile(filepath.Join(root, c.file))
		if err != nil {
			t.Logf("%s is not here", c.file)
			continue
		}
		d := described(r, c.file, strings.ReplaceAll(string(b), "\r\n", "\n"))
		if d.Kind != c.kind || d.ReviewYear != c.review || d.PlanYear != c.plan || d.Region.Code != c.region {
			t.Errorf("%s: got %s %d %d %q, want %s %d %d %q", c.file, d.Kind, d.ReviewYear, d.PlanYear, d.Region.Code, c.kind, c.review, c.plan, c.region)
		}
		if d.Publisher != c.publisher || d.Title != c.title {
			t.Errorf("%s: got title %q publisher %q, want %q %q", c.file, d.Title, d.Publisher, c.title, c.publisher)
		}
	}
}

// A year in Chinese numerals is written in figures, and nothing else is.
func TestFoldLine(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"二〇二四年 工作", "2024年工作"}, {"一九九八年，二○○五年", "1998年，2005年"}, {"二零二四年二〇二五年", "2024年2025年"},
		{"一二三四五年", "一2345年"}, {"三〇二四年", "三〇二四年"}, {"二四年", "二四年"}, {"年", "年"}, {"前年二〇一年", "前年二〇一年"},
		{"二OＯ五年底　年", "2005年底年"}, {"十年\t一年", "十年一年"}, {"", ""},
	} {
		if got := foldLine(c.line); got != c.want {
			t.Errorf("foldLine(%q) = %q, want %q", c.line, got, c.want)
		}
	}
}
