package panel

import (
	"strings"
	"testing"

	"zhibiao/schema"
)

func TestTermsOfAGrowth(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"城镇居民收入实际增长【4.6%】", "实际"},
		{"扣除价格因素，增长【4.4%】", "实际"},
		{"按可比价格计算，比上年增长【5.4%】", "实际"},
		{"按不变价计算，同比增长【5.4%】", "实际"},
		{"一般公共预算收入10.2亿元，同口径增长【4.1%】", "同口径"},
		{"剔除减税因素后增长【7.2%】", "同口径"},
		{"名义增长【6%】", "名义"},
		{"实际使用外资增长【12.6%】", ""},
		{"实际使用外资2150万美元、增长【12.6%】", ""},
		{"收入增长5.2%，扣除价格因素，实际增长4.9%，支出增长【4%】", ""},
	} {
		before, rest, _ := strings.Cut(c.text, "【")
		surface, after, _ := strings.Cut(rest, "】")
		o := &schema.ObservationRow{Kind: string(schema.Growth), CharStart: int32(len([]rune(before)))}
		if got := value(termsOf([]rune(before+surface+after), o)); got != c.want {
			t.Errorf("%s: terms are %q, want %q", c.text, got, c.want)
		}
	}
}

// TestTermsApartAreNoConflict: a real growth and a nominal one are two figures.
func TestTermsApartAreNoConflict(t *testing.T) {
	all := reports(t, "桐岭县2024年国民经济和社会发展统计公报\n全年城镇居民人均可支配收入37460元，比上年增长5.2%，扣除价格因素，实际增长4.9%。\n", "桐岭县2025年政府工作报告\n一、2024年工作回顾\n城镇居民人均可支配收入增长5.6%。\n")
	all = append(all, reports(t, "桐岭县2024年国民经济和社会发展统计公报\n全年地区生产总值203.5亿元，按可比价格计算，比上年增长5.9%。\n", strings.NewReplacer("预计完成", "完成", "增长5.8%", "增长6.3%").Replace(work2024))...)
	if r := row(t, Rows(Candidates(all)), 2024, "gdp"); show(r.Growth) != "5.9" || value(r.GrowthTerms) != "实际" || !strings.Contains(value(r.ConflictNote), "6.3%") {
		t.Errorf("growth of GDP is %s, terms %q, conflict %q", show(r.Growth), value(r.GrowthTerms), value(r.ConflictNote))
	}
	r := row(t, Rows(Candidates(all)), 2024, "urban_income")
	if show(r.Growth) != "5.2" || r.GrowthTerms != nil {
		t.Errorf("growth is %s, terms %q", show(r.Growth), value(r.GrowthTerms))
	}
	if note := value(r.ConflictNote); !r.Conflict || strings.Contains(note, "4.9%") || !strings.Contains(note, "5.6%") {
		t.Errorf("conflict is %v: %s", r.Conflict, note)
	}
}
