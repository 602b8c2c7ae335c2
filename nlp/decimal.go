package nlp

import (
	"math"
	"math/big"
	"math/bits"
	"slices"
	"strconv"
	"sync/atomic"
)

// Decimal writes v without rounding where it has an end, and with two decimals
// more than needed to tell thirds apart where it has none (33.33).
func Decimal(v *big.Rat) string {
	if s, ok := shortDecimal(v); ok {
		return s
	}
	if places, ok := places(v.Denom()); ok {
		return v.FloatString(places)
	}
	return v.FloatString(2)
}

// Exact writes v without rounding: as a decimal, or as a fraction where that has
// no end.
func Exact(v *big.Rat) string {
	if s, ok := shortDecimal(v); ok {
		return s
	}
	if _, ok := places(v.Denom()); ok {
		return Decimal(v)
	}
	return v.RatString()
}

// places is how many decimals a fraction with the denominator d has; ok is false
// where they have no end.
func places(d *big.Int) (n int, ok bool) {
	d = new(big.Int).Set(d)
	n2, n5 := 0, 0
	for _, p := range []struct {
		prime int64
		count *int
	}{{2, &n2}, {5, &n5}} {
		q, m, pr := new(big.Int), new(big.Int), big.NewInt(p.prime)
		for {
			q.QuoRem(d, pr, m)
			if m.Sign() != 0 {
				break
			}
			d.Set(q)
			*p.count++
		}
	}
	return max(n2, n5), d.Cmp(big.NewInt(1)) == 0
}

// shortDecimal writes a decimal whose digits fit an int64, as nearly all do.
func shortDecimal(v *big.Rat) (string, bool) {
	num, den, ok := inInt64(v)
	if !ok {
		return "", false
	}
	return smallText(num, den)
}

// ExactProduct is Exact(v × by).
func ExactProduct(v, by *big.Rat) string {
	n1, d1, ok1 := inInt64(v)
	n2, d2, ok2 := inInt64(by)
	if ok1 && ok2 {
		num, okNum := product(n1, n2)
		den, okDen := product(d1, d2)
		if okNum && okDen {
			if g := gcd(num, den); g > 1 {
				num, den = num/g, den/g
			}
			if s, ok := smallText(num, den); ok {
				return s
			}
		}
	}
	return Exact(new(big.Rat).Mul(v, by))
}

// inInt64 is v as a fraction of two int64, if it is one.
func inInt64(v *big.Rat) (num, den int64, ok bool) {
	n := v.Num()
	if !n.IsInt64() {
		return 0, 0, false
	}
	if v.IsInt() {
		return n.Int64(), 1, true
	}
	d := v.Denom()
	return n.Int64(), d.Int64(), d.IsInt64()
}

func product(a, b int64) (int64, bool) {
	if a == math.MinInt64 || b == math.MinInt64 {
		return 0, false
	}
	hi, lo := bits.Mul64(uint64(max(a, -a)), uint64(max(b, -b)))
	return a * b, hi == 0 && lo <= math.MaxInt64
}

func gcd(a, b int64) int64 {
	if a < 0 {
		a = -a
	}
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// smallText writes the fraction num/den, which is in lowest terms, as a decimal,
// if its digits fit an int64.
func smallText(num, den int64) (string, bool) {
	pow, n := int64(1), 0 // ten to the power of n
	for ; pow%den != 0; n++ {
		if n == smallDigits {
			return "", false
		}
		pow *= 10
	}
	by := pow / den
	if limit := math.MaxInt64 / by; num > limit || num < -limit {
		return "", false
	}
	if n == 0 {
		return strconv.FormatInt(num*by, 10), true
	}
	out := strconv.AppendInt(make([]byte, 0, 24), num*by, 10)
	first := 0 // digit
	if num < 0 {
		first = 1
	}
	for len(out)-first <= n {
		out = slices.Insert(out, first, '0')
	}
	return string(slices.Insert(out, len(out)-n, '.')), true
}

// usualDecimals are the numbers below 5000 and, with one and two decimals, below
// 500 and 50, once they have been read: most numbers are among them.
var usualDecimals [3][5000]atomic.Pointer[big.Rat]

// decimalOf is v / below, which is not to be changed.
func decimalOf(v, below int64) *big.Rat {
	places := 0
	switch below {
	case 10:
		places = 1
	case 100:
		places = 2
	}
	usual := 0 <= v && v < int64(len(usualDecimals[0])) && below <= 100
	if usual {
		if r := usualDecimals[places][v].Load(); r != nil {
			return r
		}
	}
	r := new(big.Rat)
	if below > 1 {
		r.SetFrac64(v, below)
	} else {
		r.SetInt64(v)
	}
	if usual {
		usualDecimals[places][v].Store(r)
	}
	return r
}
