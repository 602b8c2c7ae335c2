package nlp

import (
	"strings"
	"testing"
	"time"
)

// TestAdversaries looks for the text that a pattern takes for ever with among
// those that are made to try it.
func TestAdversaries(t *testing.T) {
	for _, c := range []struct {
		expr  string
		tries string // begins one of the adversaries
		hard  bool   // for one of them all time is too short
	}{
		{`增长[0-9]`, "增长0增长0", false},
		{`城{0,12}增[0-9]`, "城城城城城城城城城城城城城", false},
		{`^城(?:市|市市)*增`, "城市市市市市市", false}, // six times at most
		{`^城(?:市|市市){0,99}增`, "城市市市市市市", true},
	} {
		p, err := CompilePattern(c.expr)
		if err != nil {
			t.Fatal(err)
		}
		timer, err := p.NewTimer(100 * time.Millisecond)
		if err != nil {
			t.Fatal(err)
		}
		tried, hard := false, false
		for _, a := range p.Adversaries(2000) {
			if len(a) < 1900 || len(a) > 2100 {
				t.Errorf("%s: an adversary of %d characters: %s…", c.expr, len(a), string(a[:min(len(a), 12)]))
			}
			tried = tried || strings.HasPrefix(string(a), c.tries)
			_, err := timer.Time(a, 1)
			hard = hard || err != nil
		}
		if !tried || hard != c.hard {
			t.Errorf("%s: tried with %s…: %t, takes too long: %t", c.expr, c.tries, tried, hard)
		}
	}
}
