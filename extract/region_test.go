package extract

import (
	"errors"
	"io"
	"strings"
	"testing"

	"zhibiao/schema"
	"zhibiao/seeds"
)

// builtinRegions loads the regions of the built-in seeds.
func builtinRegions(t testing.TB) *Regions {
	t.Helper()
	f, err := seeds.FS.Open("regions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := LoadRegions([]string{"regions.tsv"}, []io.Reader{f})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRegionsFind(t *testing.T) {
	r := builtinRegions(t)
	for _, c := range []struct{ text, code string }{
		{"关于重庆市永川区2024年计划执行情况的报告", "500118"},
		{"重庆永川区", "500118"},
		{"永川区2024年计划", "500118"},
		{"永川2024年计划", "500118"},
		{"关于永川区的报告", "500118"},
		{"政府购买永川秀芽", ""},
		{"2026年重庆市政府工作报告", "500000"},
		{"国家统计局洛阳调查队", "410300"},
		{"洛阳市孟津区人民政府", "410308"},
		{"黔东南州2016年统计公报", "522600"},
		{"黔东南苗族侗族自治州人民政府", "522600"},
		{"湖北省恩施土家族苗族自治州", "422800"},
		{"新疆维吾尔自治区2025年政府工作报告", "650000"},
		{"吉林省经济", "220000"},
		{"吉林省吉林市", "220200"},
		{"吉林市2020年公报", "220200"},
		{"海南省海口市", "460100"},
		{"青海省海南藏族自治州", "632500"},
		{"鼓楼区2023年公报", ""},
		{"南京市鼓楼区2023年公报", "320106"},
		{"福州市的鼓楼区", "350100"},
		{"鼓楼区（江苏省南京市）", "320106"},
		{"朝阳2023年公报", ""},
		{"朝阳市2023年公报", "211300"},
		{"北京市朝阳区", "110105"},
		{"北京朝阳2023年", "110105"},
		{"辽宁朝阳2023年", "211300"},
		{"陕西省西安市", "610100"},
		{"西安2023年", "610100"},
		{"老旧城区改造", ""},
		{"阳泉市城区", "140302"},
		{"济源市2022年公报", "419001"},
		{"内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗", "150722"},
		{"上海市浦东新区", "310115"},
		{"偃师2022年", "410307"},
		{"中华人民共和国2023年统计公报", "000000"},
		{"中国人民银行洛阳市分行", "410300"},
		{"全年经济稳中有进", ""},
	} {
		got, _ := r.Find(c.text)
		if got.Code != c.code {
			t.Errorf("%s: got %s %s, want %s", c.text, got.Code, got.Name, c.code)
		}
	}
}

func TestRegionsLevels(t *testing.T) {
	r := builtinRegions(t)
	for _, want := range []schema.Region{
		{Code: "500118", Name: "永川区", Level: "county", Province: "500000"},
		{Code: "410300", Name: "洛阳市", Level: "prefecture", Province: "410000"},
		{Code: "500000", Name: "重庆市", Level: "province", Province: "500000"},
		{Code: "000000", Name: "中华人民共和国", Level: "country"},
	} {
		if got, ok := r.ByCode(want.Code); !ok || got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

func TestLoadRegionsFaults(t *testing.T) {
	const head = regionHeader + "\n000000\t中国\t\tcountry\t\n"
	for _, c := range []struct{ name, file, want string }{
		{"columns", "code\tname\n", "columns are"},
		{"code", head + "11\t北京市\t北京\tprovince\t000000\n", "x.tsv:3: 11: code is not six digits"},
		{"level", head + "110000\t北京市\t北京\tcity\t000000\n", "unknown level city"},
		{"parent", head + "110000\t北京市\t北京\tprovince\t120000\n", "parent 120000 is not in the table"},
		{"no parent", head + "110000\t北京市\t北京\tprovince\t\n", "needs a parent"},
		{"twice", head + "000000\t中国\t\tcountry\t\n", "x.tsv:3: 000000: stands again (first in line 2)"},
		{"wide", head + "110000\t北京市\t北京\tprovince\t000000\tx\n", "6 cells (want 5)"},
		{"empty", "", "file is empty"},
	} {
		_, err := LoadRegions([]string{"x.tsv"}, []io.Reader{strings.NewReader(c.file)})
		var fault *schema.Fault
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want a fault with %q", c.name, err, c.want)
		}
	}
}

func TestLoadRegionsOverlay(t *testing.T) {
	base := regionHeader + "\n000000\t中国\t\tcountry\t\n110000\t北京市\t北京\tprovince\t000000\n"
	over := regionHeader + "\n110000\t燕京市\t燕京\tprovince\t000000\n"
	r, err := LoadRegions([]string{"a", "b"}, []io.Reader{strings.NewReader(base), strings.NewReader(over)})
	if err != nil {
		t.Fatal(err)
	}
	if g, _ := r.Find("燕京市"); g.Code != "110000" {
		t.Errorf("overlay: got %+v", g)
	}
	if g, ok := r.Find("北京市"); ok {
		t.Errorf("the overlaid name is still found: %+v", g)
	}
}
