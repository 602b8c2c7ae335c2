package nlp

import (
	"bufio"
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
