package panel

import (
	"bytes"
	"strings"
	"testing"

	"zhibiao/extract"
)

func TestChecks(t *testing.T) {
	head := "桐岭县2024年国民经济和社会发展统计公报\n"
	for _, c := range []struct {
		check string // "" if nothing is wrong
		text  string
		want  string
	}{
		{"sum", "全年地区生产总值203.5亿元。其中，第一产业增加值30.1亿元；第二产业增加值80.2亿元；第三产业增加值95.9亿元。", "sum to 206.2亿元"},
		{"", "全年地区生产总值203.5亿元。其中，第一产业增加值30.1亿元；第二产业增加值80.2亿元；第三产业增加值93.3亿元。", ""},
		{"growth_mix", "全年地区生产总值增长5.9%。其中，第一产业增加值增长3.1%；第二产业增加值增长4.2%；第三产业增加值增长5.0%。", "outside"},
		{"parts", "全年公路通车里程1680公里，其中高速公路4860公里。", "larger than its whole"},
		{"share", "三次产业结构为14.8：39.4：48.8。", "sum to 103"},
		{"", "三次产业结构为14.8：39.4：45.8。", ""},
		{"identity", "全年出生率6.06‰，死亡率8.29‰，自然增长率2.23‰。", "follows from"},
		{"", "全年出生率6.06‰，死亡率8.29‰，自然增长率-2.23‰。", ""},
		{"parts", "全年发电量260.4亿千瓦时，其中水电120.2亿千瓦时、火电100.1亿千瓦时、风电20.1亿千瓦时，占比依次为46.2%、38.4%和7.7%。", "sum to 240.4亿千瓦时"},
		{"parts", "全年粮食播种面积260.4万亩，其中水稻120.2万亩、小麦100.1万亩、玉米20.1万亩。", "note"}, // and others
		{"", "年末商业企业100家，其中超市30家（含分店4家，便利店9家），百货商场45家，专业商店25家。", ""},
		{"", "年末养老保险参保人数12.4万人。其中，离退休人数3.1万人；医疗保险参保人数20.5万人，其中农民工0.3万人。", ""},
		{"share", "年末医院床位7840张，占78.4%；卫生院床位1760张，占17.6%；妇幼机构床位380张，占3.8%。", "note"}, // others are left out
		{"scale", "全年地区生产总值203.5万元，比上年增长5.9%。", "beyond all that is seen of a county"},
		{"sign", "全年社会消费品零售总额增长-5.2%。", "a minus"},
		{"sign", "常住人口城镇化率由61.4%提高到56.3%。", "says that it rises"},
		{"", "贫困发生率由14.8%下降到11.1%。", ""},
		{"restated", "全年社会消费品零售总额82.3亿元，增长5.9%。\n城乡消费活跃，社会消费品零售总额达到85.6亿元。", "82.3亿元 there"},
		{"restated", "全年工业总产值91.7亿元。\n乡镇企业较快发展，工业总产值38.9亿元。", "note"}, // rather of a part
		{"", "全年社会消费品零售总额82.34亿元，增长5.9%。\n城乡消费活跃，社会消费品零售总额达到82.3亿元。", ""},
	} {
		findings := Audit(reports(t, head+c.text+"\n"))
		got := ""
		for _, f := range findings {
			got += string(f.Severity) + " " + f.Check + ": " + f.Message + "\n"
		}
		switch {
		case c.check == "" && len(findings) > 0:
			t.Errorf("%s\nhas %s", c.text, got)
		case c.check != "" && (len(findings) == 0 || findings[0].Check != c.check || !strings.Contains(string(findings[0].Severity)+" "+findings[0].Message, c.want)):
			t.Errorf("%s\nhas %q, want %s with %q", c.text, got, c.check, c.want)
		}
	}
}

func TestFindingsAcrossReports(t *testing.T) {
	later := strings.Replace(work2025, "214亿元、增长5.5%", "241亿元、增长5.5%", 1)
	var got []string
	for _, f := range Audit(reports(t, communique2024, work2024, later)) {
		got = append(got, string(f.Severity)+" "+f.Check+" "+f.Indicator)
	}
	text := strings.Join(got, "\n")
	for _, want := range []string{"warning level_growth 地区生产总值", "note target 城镇新增就业"} {
		if !strings.Contains(text, want) {
			t.Errorf("findings are\n%s\nwant %s", text, want)
		}
	}
}

func TestAuditHTML(t *testing.T) {
	findings := Audit(reports(t, "桐岭县2024年国民经济和社会发展统计公报\n全年社会消费品零售总额增长-5.2%，<b>。\n"))
	var b bytes.Buffer
	if err := WriteAuditHTML(&b, findings); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{"0 errors", "1 warnings", "<mark>-5.2%</mark>", "&lt;b&gt;"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if strings.Contains(page, "<b>") || strings.Contains(page, "http") {
		t.Error("the page has unescaped text or a link out")
	}
}

func TestAnEmptyDatasetHasNoFindings(t *testing.T) {
	if f := Audit([]extract.Rows{}); len(f) != 0 {
		t.Errorf("findings are %v", f)
	}
}
