package nlp

import (
	"os"
	"strings"
	"testing"
	"time"
)

// periodText is how the cases write a time, in a sentence about year: text,
// first and last day.
func periodText(p PeriodMention, year int) string {
	period := p.Resolve(year)
	switch {
	case p.From > 0:
		period = Years(p.From, p.To)
	case p.FiveYear:
		return "- - -"
	}
	return period.Text + " " + period.Start.Format(time.DateOnly) + " " + period.End.Format(time.DateOnly)
}

func TestPeriodCases(t *testing.T) {
	data, err := os.ReadFile("../testdata/cases/period.txt")
	if err != nil {
		t.Fatal(err)
	}
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
			want, ways = strings.Join(fields[:3], " "), fields[3:]
		}
		for _, text := range ways {
			view := NewView(text, lineSpans(text)).Text
			got := "!"
			if p, ok := PeriodAt(view, 0); ok && p.Start == 0 && p.End == len(view) {
				got = periodText(p, 2025)
			} else if ok && want != "!" {
				got = "only " + view[p.Start:p.End]
			}
			switch {
			case known && got != want:
				t.Errorf("line %d: %s: got %s, want %s", n+1, text, got, want)
			case !known && got == want:
				t.Errorf("line %d: %s: no gap any more; drop the ?", n+1, text)
			}
		}
	}
	if lines < 40 || gaps == 0 {
		t.Errorf("read only %d cases, %d known gaps", lines, gaps)
	}
}

func FuzzPeriodAt(f *testing.F) {
	for _, s := range []string{"2024年12月末", "“十四五”时期", "1—5月份", "前三季度", "今年上半年", "二〇二四年", "2021—2025年", "五年来"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for i := range s {
			p, ok := PeriodAt(s, i)
			if !ok {
				continue
			}
			if p.Start != i || p.End <= i || p.End > len(s) {
				t.Fatalf("%q at %d: %+v", s, i, p)
			}
			if p.From > p.To || p.MonthFrom > p.Month || p.Month > 12 || p.Quarter > 4 || p.Half > 2 {
				t.Fatalf("%q at %d: no such time: %+v", s, i, p)
			}
			if r := p.Resolve(2025); r.Text == "" || r.End.Before(r.Start) {
				t.Fatalf("%q at %d: %+v becomes %+v", s, i, p, r)
			}
		}
	})
}
