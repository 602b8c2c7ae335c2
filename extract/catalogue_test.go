package extract

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"zhibiao/schema"
	"zhibiao/seeds"
)

// builtinCatalogue loads the indicators of the built-in seeds.
func builtinCatalogue(t testing.TB) *Catalogue {
	t.Helper()
	f, err := seeds.FS.Open("indicators.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := LoadCatalogue([]string{"indicators.tsv"}, []io.Reader{f})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCatalogueLookup(t *testing.T) {
	c := builtinCatalogue(t)
	for _, x := range []struct{ indicator, code string }{
		{"地区生产总值", "gdp"},
		{"全市生产总值", "gdp"},
		{"地区生产总值（GDP）", "gdp"},
		{"全年全区地区生产总值", "gdp"},
		{"2024年末全市常住人口", "population_resident"},
		{"固定资产投资", "fixed_asset_investment"},
		{"固定资产投资（不含农户）", "fixed_asset_investment"},
		{"中欧班列（西安）开行", ""},
		{"研究与试验发展（R&D）经费支出", "rd_expenditure"},
		{"社会消费品零售总额(含网上)", "retail_sales"},
		{"工业投资", "industrial_investment"},
		{"农业投资", ""},
		{"化工投资", ""},
		{"地方一般公共预算收入", "public_budget_revenue"},
		{"我区一般公共预算收入", "public_budget_revenue"},
		{"财政总收入", "fiscal_total_revenue"},
		{"规上工业增加值", "industry_va_above_scale"},
		{"规模以上工业国有企业增加值", ""},
		{"限上单位消费品零售额", "retail_sales_above_norm"},
		{"粮食种植面积", "grain_area"},
		{"小麦播种面积", "wheat_area"},
		{"实际利用外资", "fdi_actual"},
		{"货物进出口总值", "trade_total"},
		{"对东盟进出口", "trade_asean"},
		{"高新技术企业总量", "high_tech_firms"},
		{"新增高新技术企业", ""},
		{"国家级专精特新“小巨人”企业", "little_giants"},
		{"城镇居民人均可支配收入", "urban_income"},
		{"农民人均纯收入", "rural_net_income"},
		{"每千人执业（助理）医师数", "doctors_per_1000"},
		{"执业医师、助理执业医师", "doctors"},
		{"执业（含助理）医师", "doctors"},
		{"执业助理医师", ""},
		{"编制床位", "hospital_beds_authorised"},
		{"私人轿车保有量", ""},
		{"PM2.5浓度", "pm25"},
		{"pm2.5 浓度", "pm25"},
		{"金融机构本外币各项存款余额", "deposits"},
		{"金融机构人民币存款余额", "deposits_rmb"},
		{"", ""},
	} {
		if e, _ := c.Lookup(x.indicator); e.Code != x.code {
			t.Errorf("%s: got %q, want %q", x.indicator, e.Code, x.code)
		}
	}
}

func TestCatalogueLookupFor(t *testing.T) {
	c := builtinCatalogue(t)
	for _, x := range []struct {
		indicator string
		kind      schema.Kind
		dimension string
		code      string
		ok        bool
	}{
		{"优良天数", schema.Level, "time", "good_air_days", true},
		{"优良天数", schema.Rate, "percent", "good_air_share", true},
		{"优良天数", schema.Growth, "percent", "good_air_days", true},
		{"经济增长", schema.Growth, "percent", "gdp", true},
		{"经济增长", schema.Level, "currency", "", false},
		{"地区生产总值增速", schema.Growth, "percent", "gdp", true},
		{"地区生产总值增速", schema.Delta, "points", "", false},
		{"地区生产总值", schema.Growth, "percent", "gdp", true},
		{"地区生产总值", schema.Rate, "percent", "gdp", false},
		{"研发投入", schema.Level, "currency", "rd_expenditure", true},
		{"高新技术企业", schema.Level, "households", "high_tech_firms", true},
		{"高新技术企业", schema.Level, "currency", "high_tech_firms", false},
		{"粮食产量", schema.Level, "", "grain_output", true},
	} {
		e, ok := c.LookupFor(x.indicator, x.kind, x.dimension)
		if ok != x.ok || ok && e.Code != x.code {
			t.Errorf("%s %s %s: got %q %v, want %q %v", x.indicator, x.kind, x.dimension, e.Code, ok, x.code, x.ok)
		}
	}
}

// Every name of the catalogue finds its own entry.
func TestCatalogueNames(t *testing.T) {
	c := builtinCatalogue(t)
	if c.Len() < 320 {
		t.Errorf("%d indicators, want at least 320", c.Len())
	}
	for code, e := range c.entries {
		if got, ok := c.Lookup(e.Name); !ok || got.Code != code {
			t.Errorf("%s %s: found %q", code, e.Name, got.Code)
		}
	}
}

// The codes that the dataset contract fixes stand under the same name and
// dimension.
func TestCatalogueFixedCodes(t *testing.T) {
	f, err := os.Open("../../shared/contract/codes.tsv")
	if err != nil {
		t.Skip("../../shared/contract/codes.tsv is not here: the fixed codes are not compared")
	}
	defer f.Close()
	c := builtinCatalogue(t)
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		x := strings.Split(sc.Text(), "\t")
		if len(x) < 3 || x[0] == "code" {
			continue
		}
		if e, ok := c.Entry(x[0]); !ok || e.Name != x[1] || e.Dimension != x[2] {
			t.Errorf("%s: got %q %q, want %q %q", x[0], e.Name, e.Dimension, x[1], x[2])
		}
	}
}

func TestLoadCatalogueFaults(t *testing.T) {
	const head = indicatorHeader + "\ngdp\t地区生产总值\tGDP\tcurrency\t元\t\t\t\n"
	for _, x := range []struct{ name, file, want string }{
		{"columns", strings.Replace(head, "aliases", "alias", 1), "columns are"},
		{"alias", head + "gni\t国民总收入\t“GDP”\tcurrency\t元\t\t\t\n", "x.tsv:3: gni: alias “GDP” is also one of gdp (x.tsv:2)"},
		{"name", head + "gni\t\tGNI\tcurrency\t元\t\t\t\n", "x.tsv:3: gni: name must be given"},
		{"code", head + "GNI\t国民总收入\t\tcurrency\t元\t\t\t\n", "code is not in small letters"},
		{"twice", head + "gdp\t生产总值\t\tcurrency\t元\t\t\t\n", "stands again (first in line 2)"},
	} {
		_, err := LoadCatalogue([]string{"x.tsv"}, []io.Reader{strings.NewReader(x.file)})
		var fault *schema.Fault
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: got %v, want a fault with %q", x.name, err, x.want)
		}
	}
	_, err := LoadCatalogue([]string{"x.tsv"}, []io.Reader{strings.NewReader(head + "a\t\t\t\t\t\t\t\nb\t\t\t\t\t\t\t\n")})
	if n := strings.Count(err.Error(), "name must be given"); n != 2 {
		t.Errorf("%d faults at once, want 2: %v", n, err)
	}
}

func TestLoadCatalogueOverlay(t *testing.T) {
	base := indicatorHeader + "\ngdp\t地区生产总值\tGDP\tcurrency\t元\t\t\t\n"
	over := indicatorHeader + "\ngdp\t地区生产总值\t生产总值\tcurrency\t元\t\t\t\nmine\t茶叶面积\tGDP\tarea\t\t\t\t\n"
	c, err := LoadCatalogue([]string{"a", "b"}, []io.Reader{strings.NewReader(base), strings.NewReader(over)})
	if err != nil {
		t.Fatal(err)
	}
	if e, _ := c.Lookup("GDP"); e.Code != "mine" {
		t.Errorf("GDP: got %q, want the overlay's mine", e.Code)
	}
	if e, _ := c.Lookup("生产总值"); e.Code != "gdp" {
		t.Errorf("生产总值: got %q, want gdp", e.Code)
	}
}

func TestFoldIndicator(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"地区生产总值", "地区生产总值"}, {"GDP", "GDP"}, {"gdp增速", "GDP增速"}, {"“新三样”出口（含电池）", "新三样出口含电池"},
		{"执业（助理）医师", "执业含助理医师"}, {"R&D经费 投入的强度", "R&D经费投入强度"}, {"pm2.5平均浓度", "PM2.5平均浓度"}, {"ß的é", "ßÉ"}, {"的", ""},
	} {
		if got := foldIndicator(c.name); got != c.want {
			t.Errorf("foldIndicator(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}
