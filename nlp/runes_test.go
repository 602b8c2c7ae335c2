package nlp

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// The quick ways through a text must see what the library sees, whatever the
// bytes are.
func TestRunesOfAnyBytes(t *testing.T) {
	pieces := []string{"中", "的", "，", "“", "3", "a", " ", "é", "\U0001F600", "\uFFFD", "\uE000", "\xE4", "\xB8", "\xED\xA0\x80", "\xE0\x80\x80", "\xEF\xBF", "\xFF"}
	set := NewRunes("的，3é")
	rng := rand.New(rand.NewPCG(9, 10))
	for range 20000 {
		var sb strings.Builder
		for range rng.IntN(8) {
			sb.WriteString(pieces[rng.IntN(len(pieces))])
		}
		s := sb.String()
		if got, want := RuneCount(s), utf8.RuneCountInString(s); got != want {
			t.Fatalf("%q has %d characters, want %d", s, got, want)
		}
		for i := 0; i <= len(s); i++ {
			r, n := Decode(s, i)
			if want, size := utf8.DecodeRuneInString(s[i:]); r != want || n != size {
				t.Fatalf("%q at %d is %q of %d bytes, want %q of %d", s, i, r, n, want, size)
			}
		}
		want := strings.IndexFunc(s, set.Has)
		if want < 0 {
			want = len(s)
		}
		if got := set.Next(s, 0); got != want {
			t.Fatalf("the first of the set in %q is at %d, want %d", s, got, want)
		}
		if got, want := set.Trim(s), strings.TrimFunc(s, set.Has); got != want {
			t.Fatalf("%q trimmed is %q, want %q", s, got, want)
		}
	}
}
