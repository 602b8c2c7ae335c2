package plot

import "math"

// An axis lays the numbers from low to high along pixels from a to b.
type axis struct {
	low, high, step float64
	a, b            float64
}

// newAxis holds every number, zero and some air, with ends on round numbers
// and about n steps.
func newAxis(numbers []float64, n int, a, b float64) axis {
	low, high := 0.0, 0.0
	for _, f := range numbers {
		low, high = min(low, f), max(high, f)
	}
	if low == high {
		high = 1
	}
	step := roundStep((high - low) / float64(n))
	x := axis{math.Floor(low/step) * step, math.Ceil(high/step) * step, step, a, b}
	air := (high - low) * 0.04
	if x.low < 0 && low-x.low < air {
		x.low -= step
	}
	if x.high-high < air {
		x.high += step
	}
	return x
}

// roundStep is 1, 2 or 5 times a power of ten, the first not below f.
func roundStep(f float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(f)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= f*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// at is the pixel of a number.
func (x *axis) at(f float64) float64 {
	return x.a + (f-x.low)/(x.high-x.low)*(x.b-x.a)
}

// ticks are the round numbers on the axis.
func (x *axis) ticks() (out []float64) {
	for i := 0; ; i++ {
		f := tidy(x.low + float64(i)*x.step)
		if f > x.high+x.step/2 {
			return out
		}
		out = append(out, f)
	}
}
