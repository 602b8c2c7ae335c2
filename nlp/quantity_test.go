package nlp

import (
	"bytes"
	"fmt"
	"io"
	"math/big"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"zhibiao/seeds"
)

// scanner finds quantities by the built-in units and hedges.
func scanner(t testing.TB) Scanner {
	t.Helper()
	file := func(name string) ([]string, []io.Reader) {
		data, err := seeds.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return []string{name}, []io.Reader{bytes.NewReader(data)}
	}
	units, err := LoadUnits(file("units.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	hedges, err := LoadHedges(file("hedges.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	return Scanner{Units: units, Hedges: hedges}
}

// first is the first quantity of text.
func (c Scanner) first(text string) (Quantity, bool) {
	for i := range text {
		if q, ok := c.At(text, i, 0); ok {
			return q, true
		}
	}
	return Quantity{}, false
}

var classNames = map[Class]string{Percent: "percent", Points: "points", Amount: "amount", Times: "times", Bare: "bare", RankNo: "rank", RatioNos: "ratio", Doubling: "doubling"}

// quantityText is how the cases write a quantity: five columns.
func quantityText(q Quantity) string {
	value, norm, unit, class := Decimal(q.Value), "-", "-", classNames[q.Class]
	if q.Max != nil {
		value += ".." + Decimal(q.Max)
	}
	for i, p := range q.Parts {
		if i == 0 {
			value = Decimal(p.Value)
		} else {
			value += ":" + Decimal(p.Value)
		}
	}
	if q.Unit.Text != "" {
		unit = q.Unit.Text
	}
	if q.Unit.Factor != nil {
		norm = exact(q.Value, q.Unit.Factor)
		if q.Max != nil {
			norm += ".." + exact(q.Max, q.Unit.Factor)
		}
		norm += q.Unit.NormUnit
	}
	if q.Weak {
		class += "*"
	}
	return fmt.Sprintf("%s %s %s %s %s", value, unit, q.Bound, class, norm)
}

// exact is a product without rounding, as a decimal where it has an end.
func exact(a, b *big.Rat) string {
	p := new(big.Rat).Mul(a, b)
	if n, ok := p.FloatPrec(); ok {
		return p.FloatString(n)
	}
	return p.RatString()
}

func TestQuantityCases(t *testing.T) {
	data, err := os.ReadFile("../testdata/cases/quantity.txt")
	if err != nil {
		t.Fatal(err)
	}
	c := scanner(t)
	lines, gaps := 0, 0
	for n, line := range strings.Split(string(data), "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		lines++
		known := fields[0] != "?"
		if !known {
			gaps++
			fields = fields[1:]
		}
		want, ways := "!", fields[1:]
		if fields[0] != "!" {
			want, ways = strings.Join(fields[:5], " "), fields[5:]
		}
		for _, text := range ways {
			got := wholeQuantity(c, NewView(text, lineSpans(text)).Text)
			if want == "!" && strings.Contains(got, "but only of") {
				got = want
			}
			switch {
			case known && got != want:
				t.Errorf("line %d: %s: got %s, want %s", n+1, text, got, want)
			case !known && got == want:
				t.Errorf("line %d: %s: no gap any more; drop the ?", n+1, text)
			}
		}
	}
	if lines < 60 || gaps == 0 {
		t.Errorf("read only %d cases, %d known gaps", lines, gaps)
	}
}

// wholeQuantity reads the quantity that fills text.
func wholeQuantity(c Scanner, text string) string {
	q, ok := c.first(text)
	switch {
	case !ok:
		return "!"
	case q.FullStart != 0 || q.FullEnd != len(text):
		return fmt.Sprintf("%s, but only of %q", quantityText(q), text[q.FullStart:q.FullEnd])
	}
	return quantityText(q)
}

func FuzzQuantity(f *testing.F) {
	c := scanner(f)
	for _, s := range []string{"超过6亿余元", "150%—260%", "三成五", "第6位", "6：41：53", "翻两番", "214.6公里/百平方公里", "由-3.5个百分点", "１０４万", "近千亿元"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		from := 0
		for i := range s {
			q, ok := c.At(s, i, from)
			if !ok {
				continue
			}
			if q.FullStart < from || q.Start < q.FullStart || q.End <= q.Start || q.NumEnd > q.End || q.FullEnd < q.End || q.FullEnd > len(s) {
				t.Fatalf("%q at %d: spans out of order: %+v", s, i, q)
			}
			if q.Value == nil || classNames[q.Class] == "" || (q.Max != nil) != (q.Bound == "range") {
				t.Fatalf("%q at %d: %+v", s, i, q)
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[q.FullStart:q.FullEnd]) {
				t.Fatalf("%q at %d: cut within a character: %q", s, i, s[q.FullStart:q.FullEnd])
			}
		}
	})
}
