package nlp

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// What a Watch says cannot match in a text matches in no part of it, and most
// texts are spared most questions.
func TestWatch(t *testing.T) {
	exprs := []*Expr{
		NewExpr(`增长|下降`), NewExpr(`^(?:增长|下降)`), NewExpr(`(?:增长|下降)$`), NewExpr(`^(增长|下降|平)$`), NewExpr(`的$`),
		NewExpr(`(不到|超)[^，\d]{1,3}的$`), NewExpr(`(增|长)[^，]*(下降|平)|目标`), NewExpr(`\d+年?`), NewExpr(`.*`), NewExpr(`(?i)gdp`),
		NewExpr(`[①-⑳]|\[\d+\]`), NewExpr(`预计可?|力争|有望`), NewExpr(`^[^，。；]*的?基础上`), NewExpr(`IMF|亚行`), NewExpr(`[\x{1F600}增]`), NewExpr(`(?:增|实际增长)的?$`),
	}
	watch := NewWatch(exprs...)
	other := NewExpr(`增长`)
	rng := rand.New(rand.NewPCG(7, 8))
	matched, spared, asked := 0, 0, 0
	for _, line := range sampleLines(t) {
		seen := watch.Look(line)
		if !seen.May(other) || !(Seen{}).May(exprs[0]) {
			t.Fatal("an expression that was not watched for is ruled out")
		}
		places := []int{0, len(line)}
		for i := range line {
			places = append(places, i)
		}
		for range 20 {
			from, to := places[rng.IntN(len(places))], places[rng.IntN(len(places))]
			part := line[min(from, to):max(from, to)]
			for _, e := range exprs {
				asked++
				if !seen.May(e) {
					spared++
				}
				want := e.Regexp.MatchString(part)
				if want {
					matched++
				}
				if got := seen.Match(e, part); got != want {
					t.Fatalf("%s on %q of %q: %v, want %v", e, part, line, got, want)
				}
				if got := seen.Submatch(e, part); strings.Join(got, "|") != strings.Join(e.Regexp.FindStringSubmatch(part), "|") {
					t.Fatalf("%s on %q of %q: %q", e, part, line, got)
				}
			}
		}
	}
	if matched == 0 || spared*2 < asked {
		t.Errorf("%d of %d match, %d are spared", matched, asked, spared)
	}
}

// An expression cannot be told by two Watches.
func TestWatchOfAnother(t *testing.T) {
	e := NewExpr(`增长`)
	NewWatch(e)
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	NewWatch(e)
}
