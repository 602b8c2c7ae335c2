package nlp

import (
	"bufio"
	"math/big"
	"os"
	"strings"
	"testing"
)

// numberText is how the cases write a number.
func numberText(n Number) string {
	s := Decimal(n.Value) + n.Scale
	if n.Percent {
		s += "%"
	}
	if n.Permil {
		s += "‰"
	}
	return s
}

func TestNumberCases(t *testing.T) {
	f, err := os.Open("../testdata/cases/number.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	cases := 0
	for line := 1; sc.Scan(); line++ {
		fields := strings.Fields(sc.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		want, known := fields[0], true
		if want == "?" {
			want, fields, known = fields[1], fields[1:], false
		}
		for _, text := range fields[1:] {
			cases++
			n, ok := NumberAt(text, 0)
			got := "!"
			if ok && n.End == len(text) {
				got = numberText(n)
			} else if ok && want != "!" {
				got = "only " + text[:n.End]
			}
			if got != want == known {
				t.Errorf("line %d: %s: got %s, want %s (known %v)", line, text, got, want, known)
			}
		}
	}
	if cases < 40 {
		t.Fatalf("only %d cases read", cases)
	}
}

func FuzzNumberAt(f *testing.F) {
	for _, s := range []string{"三千四百二十万", "1亿2千万", "百分之五点三", "2.5：36.7", "一九九三", "1/4", "1,040,000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for i := range s {
			n, ok := NumberAt(s, i)
			if !ok {
				continue
			}
			if n.Start != i || n.End <= i || n.End > len(s) || n.Value == nil {
				t.Fatalf("%q at %d: %+v", s, i, n)
			}
		}
	})
}

func TestDecimalAndExact(t *testing.T) {
	for _, c := range []struct{ value, decimal, exact string }{
		{"0", "0", "0"}, {"7", "7", "7"}, {"-7", "-7", "-7"}, {"1/2", "0.5", "0.5"}, {"-1/8", "-0.125", "-0.125"},
		{"1/100", "0.01", "0.01"}, {"-3/1000", "-0.003", "-0.003"}, {"12345/100", "123.45", "123.45"},
		{"1/3", "0.33", "1/3"}, {"-200/7", "-28.57", "-200/7"}, {"1/65536", "0.0000152587890625", "0.0000152587890625"},
		{"123456789012345678901234567890", "123456789012345678901234567890", "123456789012345678901234567890"},
		{"123456789012345678901/10", "12345678901234567890.1", "12345678901234567890.1"},
		{"9223372036854775807/10", "922337203685477580.7", "922337203685477580.7"},
		{"9223372036854775807/5", "1844674407370955161.4", "1844674407370955161.4"},
		{"1/10000000000000000000000", "0.0000000000000000000001", "0.0000000000000000000001"},
	} {
		v, _ := new(big.Rat).SetString(c.value)
		if got := Decimal(v); got != c.decimal {
			t.Errorf("Decimal(%s) = %s, want %s", c.value, got, c.decimal)
		}
		if got := Exact(v); got != c.exact {
			t.Errorf("Exact(%s) = %s, want %s", c.value, got, c.exact)
		}
	}
}

func TestArabicDigits(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "007": "7", "8412": "8412", "1,040,000": "1040000", "1,04": "1", "12,345.60元": "12345.6", "3.5": "3.5",
		"1.2.3": "1", "123456789012345678": "123456789012345678", "1234567890123456789012": "1234567890123456789012",
		"123,456,789,012,345,678,901.5": "123456789012345678901.5", "0.000000000000000001": "0.000000000000000001",
	} {
		if _, v := arabicDigits(text, 0); Decimal(v) != want {
			t.Errorf("%s is %s, want %s", text, Decimal(v), want)
		}
	}
}
