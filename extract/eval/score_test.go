package eval

import (
	"reflect"
	"strings"
	"testing"
)

func number64(f float64) *float64 { return &f }

// want is a gold observation of the text at [start, end).
func want(start, end int, value float64, indicator string) Gold {
	return Gold{Line: 1, Surface: "x", Value: &value, Unit: "%", Kind: "growth", Bound: "eq", Status: "actual", Period: "2024",
		Indicator: indicator, span: [2]int{start, end}, names: []preparedName{prepareName(indicator)}}
}

func found(start, end int, value float64, indicator string) Prediction {
	return Prediction{Value: &value, Unit: "％", Kind: "growth", Bound: "eq", Status: "actual", Period: "2024-H1", Rule: "r",
		Indicator: indicator, span: [2]int{start, end}, name: prepareName(indicator)}
}

func TestMatchOrder(t *testing.T) {
	for _, c := range []struct {
		name string
		gold []Gold
		pred []Prediction
		of   []int
	}{
		{"touching spans do not overlap", []Gold{want(0, 3, 1, "甲")}, []Prediction{found(3, 5, 1, "甲")}, []int{-1}},
		{"equal value before longer overlap", []Gold{want(0, 6, 1, "甲")}, []Prediction{found(0, 6, 2, "甲"), found(5, 9, 1, "乙")}, []int{1}},
		{"indicator before longer overlap", []Gold{want(0, 6, 1, "甲")}, []Prediction{found(0, 6, 1, "乙"), found(5, 9, 1, "甲")}, []int{1}},
		{"longer overlap", []Gold{want(0, 6, 1, "甲")}, []Prediction{found(5, 9, 1, "甲"), found(0, 6, 1, "甲")}, []int{1}},
		{"text order at ties", []Gold{want(0, 3, 1, "甲"), want(0, 3, 1, "甲")}, []Prediction{found(0, 3, 1, "甲"), found(0, 3, 1, "甲")}, []int{0, 1}},
		{"joint values by indicator", []Gold{want(0, 3, 1, "进口"), want(0, 3, 1, "出口总额")}, []Prediction{found(0, 3, 1, "出口"), found(0, 3, 1, "进口")}, []int{1, 0}},
	} {
		if got := match(c.gold, c.pred); !reflect.DeepEqual(got, c.of) {
			t.Errorf("%s: matched %v, want %v", c.name, got, c.of)
		}
	}
}

func TestNearNames(t *testing.T) {
	for _, c := range []struct {
		a, b string
		near bool
	}{
		{"地区生产总值", "地区 生产总值", true},
		{"“专精特新”企业的数量", "专精特新企业数量", true},
		{"工业投资", "固定资产投资", false},
		{"工业", "规模以上工业", false},      // contained, but three times as long
		{"规上工业", "规上工业增加值", true},    // contained, less than twice as long
		{"规上工业", "规上工业增加值总额", false}, // more than twice, and bigrams 2·3/(3+8)
		{"", "", true},
		{"", "甲", false},
		{"甲", "乙", false},
		{"实际使用外资", "使用外资金额", true}, // 2·3/10
	} {
		got := prepareName(c.a).near(prepareName(c.b))
		if got != c.near {
			t.Errorf("%q near %q is %v, want %v", c.a, c.b, got, c.near)
		}
	}
}

func TestLastYear(t *testing.T) {
	for period, year := range map[string]string{"2024": "2024", "2021/2025": "2025", "2024-12": "2024", "2024-H1": "2024", "": "", "20242": "2024", "x": "", "123420256": "2025"} {
		if got := lastYear(period); got != year {
			t.Errorf("last year of %q is %q, want %q", period, got, year)
		}
	}
}

func TestJudgeAlternatives(t *testing.T) {
	g, p := want(0, 3, 5, "甲乙"), found(0, 3, 6, "丙丁")
	if v := judge(&g, &p); v[Value] || v[Indicator] || !v[Unit] || !v[PeriodYear] || v.detect() {
		t.Errorf("verdict is %v", v)
	}
	g.Alt = Alternatives{Value: []float64{6.0000001}}
	g.names = append(g.names, prepareName("丙丁"))
	if v := judge(&g, &p); !v[Value] || !v[Indicator] || v[IndicatorExact] || !v.tuple() {
		t.Errorf("verdict with alternatives is %v", v)
	}
	p.ValueMax = number64(7)
	if v := judge(&g, &p); v[Value] {
		t.Error("a range is right where gold has none")
	}
}

func TestScoreCounts(t *testing.T) {
	maybe := want(20, 23, 9, "戊")
	maybe.Optional = true
	rate := found(10, 13, 3, "丙")
	rate.Kind = "rate"
	s := Of("d", []Gold{want(0, 3, 1, "甲"), want(4, 7, 2, "乙"), want(10, 13, 3, "丙"), maybe},
		[]Prediction{found(0, 3, 1, "甲"), rate, found(20, 23, 8, "戊"), found(30, 33, 4, "己")})
	if s.Gold != 3 || s.Pred != 3 || s.GoldHits != [3]int{2, 2, 1} || s.Matched != 2 {
		t.Errorf("counts are %+v", s.Tally)
	}
	if k := s.Kinds["growth"]; *k != (Tally{3, 2, [3]int{2, 2, 1}, [3]int{1, 1, 1}}) {
		t.Errorf("growth is %+v", k)
	}
	if k := s.Kinds["rate"]; *k != (Tally{0, 1, [3]int{}, [3]int{1, 1, 0}}) {
		t.Errorf("rate is %+v", k)
	}
	if r := s.Rules["r"]; r.Pred != 3 || r.PredHits != [3]int{2, 2, 1} {
		t.Errorf("rule is %+v", r)
	}
	for i, prefix := range []string{"MISS  1 x % 乙", `DIFF  1 x kind: gold "growth" got "rate" [r]`, "EXTRA 0  4 ％ 己 [r]"} {
		if i >= len(s.Errors) || s.Errors[i] != prefix {
			t.Errorf("errors are %q, want %q at %d", s.Errors, prefix, i)
		}
	}
	sum := Together([]*Score{s, s})
	if sum.Gold != 6 || sum.At(Tuple) != s.At(Tuple) || sum.Accuracy(Kind) != 0.5 || !strings.HasPrefix(sum.Errors[0], "d: MISS") {
		t.Errorf("sum is %+v", sum)
	}
	if f := s.At(Detect); f != (PRF{0.6667, 0.6667, 0.6667}) {
		t.Errorf("detect is %+v", f)
	}
	if f := Of("e", nil, nil).At(Tuple); f != (PRF{}) {
		t.Errorf("nothing scores %+v", f)
	}
}
