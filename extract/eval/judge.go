package eval

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A Field is something that is judged right or wrong in a matched pair.
type Field int

// The fields, in the order they are reported.
const (
	Value Field = iota // value and value_max
	Unit
	Kind
	Bound
	Status
	PeriodYear // the last year of period
	Indicator
	IndicatorExact
	fields
)

var fieldNames = [fields]string{"value", "unit", "kind", "bound", "status", "period", "indicator", "indicator_exact"}

// String is the name of the field in gold, such as value.
func (f Field) String() string { return fieldNames[f] }

// A verdict says which fields of a pair are right.
type verdict [fields]bool

func (v verdict) detect() bool { return v[Value] && v[Unit] }

func (v verdict) tuple() bool {
	return v.detect() && v[Kind] && v[Bound] && v[Status] && v[PeriodYear] && v[Indicator]
}

func judge(g *Gold, p *Prediction) verdict {
	return verdict{
		Value:          rightValue(g, p),
		Unit:           oneOf(p.Unit, g.Unit, g.Alt.Unit, sameUnit),
		Kind:           oneOf(p.Kind, g.Kind, g.Alt.Kind, sameString),
		Bound:          oneOf(p.Bound, g.Bound, g.Alt.Bound, sameString),
		Status:         oneOf(p.Status, g.Status, g.Alt.Status, sameString),
		PeriodYear:     oneOf(p.Period, g.Period, g.Alt.Period, sameYear),
		Indicator:      rightName(g, p),
		IndicatorExact: g.names[0].text == p.name.text,
	}
}

func oneOf(got, want string, alt []string, same func(a, b string) bool) bool {
	return same(got, want) || slices.ContainsFunc(alt, func(a string) bool { return same(got, a) })
}

func sameString(a, b string) bool { return a == b }

var unitFolder = strings.NewReplacer("％", "%", "／", "/", " ", "")

func sameUnit(a, b string) bool { return unitFolder.Replace(a) == unitFolder.Replace(b) }

func sameYear(a, b string) bool { return lastYear(a) == lastYear(b) }

// lastYear is the last group of four digits, taken from the left; "" if none.
func lastYear(period string) string {
	r := []rune(period)
	last := ""
	for i := 0; i+4 <= len(r); {
		if !slices.ContainsFunc(r[i:i+4], func(c rune) bool { return !unicode.IsDigit(c) }) {
			last = string(r[i : i+4])
			i += 4
			continue
		}
		i++
	}
	return last
}

func rightValue(g *Gold, p *Prediction) bool {
	if !sameNumber(g.ValueMax, p.ValueMax) {
		return false
	}
	return sameNumber(g.Value, p.Value) ||
		slices.ContainsFunc(g.Alt.Value, func(v float64) bool { return sameNumber(&v, p.Value) })
}

// sameNumber compares two numbers at six decimals; nil equals only nil.
func sameNumber(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return round(*a, 6) == round(*b, 6)
}

// round is x at so many decimals, ties of the exact binary value to even.
func round(x float64, decimals int) float64 {
	f, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', decimals, 64), 64)
	if err != nil {
		return x // NaN and infinities stay
	}
	return f
}

func rightName(g *Gold, p *Prediction) bool {
	return slices.ContainsFunc(g.names, func(n preparedName) bool { return n.near(p.name) })
}

// A preparedName is an indicator made ready for comparison.
type preparedName struct {
	text    string // without spaces, quotes, punctuation and 的
	length  int    // code points
	bigrams map[[2]rune]int
}

func prepareName(s string) preparedName {
	kept := make([]rune, 0, len(s)/3)
	for _, c := range s {
		if !unicode.IsSpace(c) && (c < 0x1c || c > 0x1f) && !strings.ContainsRune("“”\"'‘’《》〈〉（）()、，,。·的", c) {
			kept = append(kept, c)
		}
	}
	n := preparedName{text: string(kept), length: len(kept), bigrams: map[[2]rune]int{}}
	for i := 0; i+1 < len(kept); i++ {
		n.bigrams[[2]rune{kept[i], kept[i+1]}]++
	}
	return n
}

// near reports whether two names are equal, or one contains the other and is
// at most twice as long, or their bigrams have a Dice coefficient of at least
// 0.6.
func (n preparedName) near(o preparedName) bool {
	if n.text == o.text {
		return true
	}
	if n.length == 0 || o.length == 0 {
		return false
	}
	if (strings.Contains(n.text, o.text) || strings.Contains(o.text, n.text)) && 2*min(n.length, o.length) >= max(n.length, o.length) {
		return true
	}
	total := n.length + o.length - 2
	if total == 0 {
		return false
	}
	common := 0
	for b, count := range n.bigrams {
		common += min(count, o.bigrams[b])
	}
	return float64(2*common)/float64(total) >= 0.6
}
