package plot

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhibiao/extract/panel"
	"zhibiao/schema"
)

// go test ./extract/panel/plot -update
var update = flag.Bool("update", false, "rewrite the pictures in testdata")

// given makes a figure of GDP growth, as the panel ranks it first.
func given(region, code string, year int32, role panel.Role, bound schema.Bound, low, high float64) panel.Candidate {
	percent := "%"
	c := panel.Candidate{RegionCode: &code, RegionName: &region, Year: year, Code: "gdp", Name: "地区生产总值", Measure: panel.GrowthOf, Role: role, Rank: 1,
		Value: low, Unit: "%", NormValue: &low, NormUnit: &percent, Bound: string(bound), DocID: "0123456789abcdef", Seq: 7, Source: "in/" + region + "报告.txt",
		Surface: decimal(low) + "%", Quote: panel.Quote{Before: "全省地区生产总值增长", Surface: decimal(low) + "%", After: "，<稳中有进>。"}}
	if code == "" {
		c.RegionCode = nil
	}
	if low != high {
		c.ValueMax, c.NormValueMax = &high, &high
	}
	return c
}

// figures have a target with every bound, a gap in a line, a fall, and a
// region without a code.
var figures = []panel.Candidate{
	given("云岭省", "960000", 2022, panel.Final, schema.Eq, -1.2, -1.2),
	given("云岭省", "960000", 2023, panel.Final, schema.Eq, 4.4, 4.4),
	given("云岭省", "960000", 2025, panel.Final, schema.Eq, 5.3, 5.3),
	given("云岭省", "960000", 2025, panel.Goal, schema.Approx, 5, 5),
	given("北亭省", "970000", 2024, panel.Final, schema.Eq, 6.1, 6.1),
	given("北亭省", "970000", 2025, panel.Estimate, schema.Eq, 5.5, 5.5),
	given("北亭省", "970000", 2025, panel.Goal, schema.Ge, 5.5, 5.5),
	given("兰坪市", "970100", 2025, panel.Goal, schema.Range, 4.5, 5),
	given("兰坪市", "970100", 2025, panel.Final, schema.Eq, 4, 4),
	given("望岫县", "", 2025, panel.Goal, schema.Le, 3, 3),
	given("青禾区", "970102", 2025, panel.Goal, schema.Eq, 6, 6),
}

func coverageRows() []panel.CoverageRow {
	var out []panel.CoverageRow
	add := func(region string, year int32, aspect panel.Aspect, code string, state panel.State) {
		out = append(out, panel.CoverageRow{RegionName: &region, ReportYear: &year, Aspect: aspect, Code: code, State: state})
	}
	add("云岭省", 2023, panel.Achieved, "gdp", panel.Found)
	add("云岭省", 2023, panel.Target, "gdp", panel.NotParsed)
	add("云岭省", 2024, panel.Achieved, "gdp", panel.Missing)
	add("云岭省", 2025, panel.Achieved, "gdp", panel.NotStated)
	add("北亭省", 2025, panel.Achieved, "cpi", panel.Failed)
	return out
}

func pictures(t *testing.T) []*Picture {
	t.Helper()
	targets, err1 := Targets(figures, Choice{})
	years, err2 := Years(figures, Choice{Regions: []string{"云岭省", "970000", "兰坪市"}})
	covered, err3 := Coverage(coverageRows(), Choice{})
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	return []*Picture{targets, years, covered}
}

// TestPictures holds each picture against the one in testdata, which somebody
// has looked at.
func TestPictures(t *testing.T) {
	for _, p := range pictures(t) {
		var b bytes.Buffer
		if err := p.WriteSVG(&b); err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(b.Bytes())); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", p.Name, err)
			}
		}
		golden := filepath.Join("testdata", p.Name+".svg")
		if *update {
			if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%s: another picture; look at it and run with -update", golden)
		}
	}
}

// TestNothingLeavesThePicture: texts and marks lie within its edges, as far as
// widths are known without a font.
func TestNothingLeavesThePicture(t *testing.T) {
	for _, p := range pictures(t) {
		for _, s := range p.shapes {
			l, ok := s.(label)
			if !ok {
				continue
			}
			from, w := l.at.x, width(l.text)*l.size
			switch l.anchor {
			case middle:
				from -= w / 2
			case end:
				from -= w
			}
			if from < 0 || from+w > p.Width || l.at.y < l.size || l.at.y > p.Height {
				t.Errorf("%s: %q lies at %.0f to %.0f, %.0f, of %.0f × %.0f", p.Name, l.text, from, from+w, l.at.y, p.Width, p.Height)
			}
		}
	}
}

func TestPage(t *testing.T) {
	var b bytes.Buffer
	if err := WriteHTML(&b, "指标图", pictures(t)); err != nil {
		t.Fatal(err)
	}
	page := strings.ReplaceAll(b.String(), "http://www.w3.org/2000/svg", "")
	for _, want := range []string{`<figure id="targets">`, `<figure id="years">`, `<figure id="coverage">`, "<td>≈5%</td>", "in/云岭省报告.txt #7", "&lt;稳中有进&gt;"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	for _, no := range []string{"http", "<稳", "%!"} {
		if strings.Contains(page, no) {
			t.Errorf("the page has %s", no)
		}
	}
}

func TestNothingToDraw(t *testing.T) {
	for _, c := range []struct {
		draw func() error
		want string
	}{
		{func() error { _, err := Targets(nil, Choice{}); return err }, "no figure of gdp"},
		{func() error { _, err := Targets(figures, Choice{Indicator: "cpi"}); return err }, "--indicator"},
		{func() error { _, err := Targets(figures, Choice{Measure: panel.LevelOf}); return err }, "--measure growth"},
		{func() error { _, err := Targets(figures, Choice{Years: []int32{2024, 2025}}); return err }, "one year"},
		{func() error { _, err := Years(figures, Choice{Years: []int32{2025}}); return err }, "two years"},
		{func() error { _, err := Coverage(nil, Choice{}); return err }, "zhibiao coverage"},
	} {
		err := c.draw()
		if empty := (*EmptyError)(nil); !errors.As(err, &empty) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error is %v, want %q", err, c.want)
		}
	}
}

func TestAPictureTellsEightLinesApart(t *testing.T) {
	var many []panel.Candidate
	for _, name := range "甲乙丙丁戊己庚辛壬" {
		for y := int32(2024); y <= 2025; y++ {
			many = append(many, given(string(name)+"县", "", y, panel.Final, schema.Eq, 5, 5))
		}
	}
	if _, err := Years(many, Choice{}); err == nil || !strings.Contains(err.Error(), "9 regions") || !strings.Contains(err.Error(), "壬县") {
		t.Errorf("error is %v", err)
	}
	p, err := Years(many[:16], Choice{})
	if err != nil || !strings.Contains(p.About, "8个地区") {
		t.Errorf("%v", err)
	}
}

func TestUnitsAreThoseOfMostFigures(t *testing.T) {
	var level []panel.Candidate
	for i, f := range []struct {
		value float64
		unit  string
	}{{214e8, "CNY"}, {3e8, "USD"}, {98e8, "CNY"}} {
		c := given([]string{"甲县", "乙县", "丙县"}[i], "", 2025, panel.Final, schema.Eq, f.value, f.value)
		c.Measure, c.NormUnit = panel.LevelOf, &f.unit
		level = append(level, c)
	}
	s, err := choose(level, Choice{Measure: panel.LevelOf})
	if err != nil || s.unit != "亿元" || s.another != 1 || len(s.cells) != 2 || s.cells[0].achieved.low != 214 {
		t.Errorf("series is %+v, %v", s, err)
	}
}

func TestRegionsOfOneNameAreToldApart(t *testing.T) {
	s, err := choose([]panel.Candidate{given("城中区", "970102", 2025, panel.Final, schema.Eq, 5, 5), given("城中区", "960103", 2025, panel.Final, schema.Eq, 4, 4),
		given("望岫县", "", 2025, panel.Final, schema.Eq, 3, 3)}, Choice{})
	if err != nil || s.cells[0].label != "城中区 970102" || s.cells[1].label != "城中区 960103" || s.cells[2].label != "望岫县" {
		t.Errorf("labels are %v, %v", s, err)
	}
}

func TestAxis(t *testing.T) {
	for _, c := range []struct {
		numbers []float64
		want    string
	}{
		{[]float64{5, 5.4}, "0 1 2 3 4 5 6"},
		{[]float64{-1.2, 6}, "-2 0 2 4 6 8"},
		{[]float64{16355, 18500}, "0 5000 10000 15000 20000"},
		{[]float64{0.02}, "0 0.005 0.01 0.015 0.02 0.025"},
		{[]float64{0}, "0 0.2 0.4 0.6 0.8 1 1.2"},
	} {
		x := newAxis(c.numbers, 6, 0, 100)
		var got []string
		for _, f := range x.ticks() {
			got = append(got, decimal(f))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("ticks of %v are %s, want %s", c.numbers, s, c.want)
		}
	}
}
