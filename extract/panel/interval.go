package panel

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

// How far a hedged figure may be from what is meant, as a share of it.
const (
	aboutShare  = 0.05 // 约, 左右
	beyondShare = 0.10 // 超, 突破, 以上; 近, 不足 the other way
)

// An interval is where the value that a figure stands for may lie, in its
// canonical unit where that is known, in the unit as written otherwise.
//
// A figure stands for all values that round to it: 1842.6亿元 for 1842.55 to
// 1842.65, 28640 for 28639.5 to 28640.5. Trailing zeros before the point are
// taken as meant. A hedge widens the interval: 约 by 5 % to both sides, 超 by
// 10 % upwards, 近 by 10 % downwards.
type interval struct{ low, high float64 }

// intervalOf is the interval of an observation.
func intervalOf(o *schema.ObservationRow) interval {
	f := factorOf(o)
	half := halfUnit(o.ValueText, o.Surface)
	low, high := o.Value-half, o.Value+half
	if o.ValueMax != nil {
		high = *o.ValueMax + half
	}
	size := math.Abs(o.Value)
	switch schema.Bound(o.Bound) {
	case schema.Approx:
		low, high = low-aboutShare*size, high+aboutShare*size
	case schema.Ge, schema.Gt:
		high += beyondShare * size
	case schema.Le, schema.Lt:
		low -= beyondShare * size
	}
	return interval{low * f, high * f}
}

// factorOf turns o's value into its canonical unit.
func factorOf(o *schema.ObservationRow) float64 {
	if o.NormValue == nil || o.Value == 0 {
		return 1
	}
	return *o.NormValue / o.Value
}

// halfUnit is half of the last digit of a figure: of the exact decimal, or of
// the surface where that keeps zeros at the end, as 6.0% does.
func halfUnit(decimal, surface string) float64 {
	_, fraction, _ := strings.Cut(decimal, ".")
	digits := len(fraction)
	if m := writtenFraction.FindStringSubmatch(surface); m != nil {
		digits = max(digits, utf8.RuneCountInString(m[1]))
	}
	return 0.5 * math.Pow(10, -float64(digits))
}

var writtenFraction = regexp.MustCompile(`[0-9０-９][.．]([0-9０-９]+)`)

// slack is what floating point may add at either end.
const slack = 1e-9

func (a interval) overlaps(b interval) bool {
	e := slack * (math.Abs(a.high) + math.Abs(b.high))
	return a.low <= b.high+e && b.low <= a.high+e
}

func (a interval) plus(b interval) interval  { return interval{a.low + b.low, a.high + b.high} }
func (a interval) minus(b interval) interval { return interval{a.low - b.high, a.high - b.low} }

// over is that of intervals of positive numbers.
func (a interval) over(b interval) interval { return interval{a.low / b.high, a.high / b.low} }

// scale multiplies by a positive number.
func (a interval) scale(f float64) interval { return interval{a.low * f, a.high * f} }

// widen adds d to both sides.
func (a interval) widen(d float64) interval { return interval{a.low - d, a.high + d} }

func (a interval) middle() float64 { return (a.low + a.high) / 2 }

// away is how far b lies outside a, 0 where they overlap.
func (a interval) away(b interval) float64 {
	return max(0, a.low-b.high, b.low-a.high)
}
