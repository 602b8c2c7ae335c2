package extract

import (
	"math/rand/v2"
	"testing"
)

// withoutBrackets and firstStretch must do what their expressions do.
func TestBracketsAndZones(t *testing.T) {
	letters := []rune("（）（）甲乙开发区推进口岸，“”：大")
	rng := rand.New(rand.NewPCG(7, 8))
	zoned := 0
	for range 20000 {
		text := make([]rune, rng.IntN(14))
		for i := range text {
			text[i] = letters[rng.IntN(len(letters))]
		}
		s := string(text)
		if got, want := withoutBrackets(s), bracket.Regexp.ReplaceAllString(s, ""); got != want {
			t.Fatalf("%q without brackets is %q, want %q", s, got, want)
		}
		s = "推进甲乙开发区" + s
		got, want := zones.FindString(firstStretch(s)), zones.FindString(s)
		if got != want {
			t.Fatalf("zone of %q is %q, want %q", s, got, want)
		}
		if want != "" {
			zoned++
		}
	}
	if zoned < 100 {
		t.Errorf("only %d zones", zoned)
	}
}
