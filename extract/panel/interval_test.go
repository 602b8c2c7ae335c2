package panel

import (
	"math"
	"testing"

	"zhibiao/schema"
)

func TestIntervals(t *testing.T) {
	norm := func(f float64) *float64 { return &f }
	for _, c := range []struct {
		o         schema.ObservationRow
		low, high float64
	}{
		{schema.ObservationRow{Value: 1842.6, ValueText: "1842.6", Surface: "1842.6亿元", Bound: "eq", NormValue: norm(1842.6e8)}, 1842.55e8, 1842.65e8},
		{schema.ObservationRow{Value: 6, ValueText: "6", Surface: "6.0%", Bound: "eq"}, 5.95, 6.05},
		{schema.ObservationRow{Value: 6, ValueText: "6", Surface: "６．００％", Bound: "eq"}, 5.995, 6.005},
		{schema.ObservationRow{Value: 6, ValueText: "6", Surface: "6%", Bound: "approx"}, 5.2, 6.8},
		{schema.ObservationRow{Value: 100, ValueText: "100", Surface: "100亿元", Bound: "gt"}, 99.5, 110.5},
		{schema.ObservationRow{Value: 100, ValueText: "100", Surface: "100亿元", Bound: "lt"}, 89.5, 100.5},
		{schema.ObservationRow{Value: 3, ValueMax: norm(5), ValueText: "3", Surface: "3%—5%", Bound: "range"}, 2.5, 5.5},
		{schema.ObservationRow{Value: -2.23, ValueText: "-2.23", Surface: "-2.23‰", Bound: "eq"}, -2.235, -2.225},
	} {
		got := intervalOf(&c.o)
		if d := max(got.low-c.low, c.low-got.low, got.high-c.high, c.high-got.high); d > 1e-6*math.Abs(1+c.high) {
			t.Errorf("%s %s is %v, want %v to %v", c.o.Bound, c.o.Surface, got, c.low, c.high)
		}
	}
}

func TestIntervalsMeet(t *testing.T) {
	a, b := interval{1, 2}, interval{2, 3}
	if !a.overlaps(b) || a.away(b) != 0 || (interval{3.1, 4}).overlaps(a) {
		t.Error("intervals that touch meet, and others do not")
	}
	if got := a.minus(b); got != (interval{-2, 0}) {
		t.Errorf("difference is %v", got)
	}
	if got := a.over(b); got.low != 1.0/3 || got.high != 1 {
		t.Errorf("quotient is %v", got)
	}
}
