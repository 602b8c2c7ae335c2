package nlp

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The patterns of these tests have ▲ or ● as their values.
var backwardPatterns = []string{
	`(?<v>▲)`,
	`(?:增长|增加|提高)(?:了|到)?(?<v>▲)`,
	`(?:增|长|增长)*(?<v>▲|●)`,
	`(?<b>比[^，▲●]{1,3}?)?(?:增|减){2,3}(?<v>[▲●])`,
	`比(?!例)(?<s>[^，▲●]{0,4})(?:高|低)+(?<v>●)`,
	`(?<=增)长(?<v>▲)(?=，|$)`,
	`.高?(?<v>●)`,
	`\d+(?:年|月)(?<v>▲)`,
	`由▲[^▲●]*至(?<v>▲)`,
	`(?>增|增长)长?(?<v>▲)`,
	`(?:\p{Han}\d?){0,2}比(?<v>●)`,
	`增?(?<v>●)的?`,
}

func compileAll(t *testing.T, exprs []string) []*Pattern {
	t.Helper()
	var out []*Pattern
	for _, e := range exprs {
		p, err := CompilePattern(e)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// Wherever a pattern matches at a value, the automaton must name its place. For
// patterns that do not look around it must name no other.
func TestBackwardNamesEveryPlace(t *testing.T) {
	patterns := compileAll(t, backwardPatterns)
	b, readings := NewBackward(patterns, "v")
	for k, want := range map[int]Reading{0: Sure, 1: Sure, 4: Likely, 5: Likely, 8: Sure, 9: Likely, 11: Open} {
		if readings[k] != want {
			t.Errorf("%s is read as %d, want %d", patterns[k].expr, readings[k], want)
		}
	}
	small, _ := NewBackward(patterns, "v")
	small.most = 3 // states are made again and again
	letters := []rune("增长加减提高低比例了到由至年月，5▲●▲●x")
	rng := rand.New(rand.NewPCG(1, 2))
	places := 0
	for range 4000 {
		text := make([]rune, 1+rng.IntN(12))
		for i := range text {
			text[i] = letters[rng.IntN(len(letters))]
		}
		for at, r := range text {
			if r != '▲' && r != '●' {
				continue
			}
			got := namedPlaces(b, text, at)
			if again := namedPlaces(small, text, at); !slices.Equal(got, again) {
				t.Fatalf("%q at %d: %v, without memory %v", string(text), at, got, again)
			}
			for k, p := range patterns {
				for start := 0; start <= at; start++ {
					place := [2]int{k, start}
					want := matchesAt(t, p, text, start, at)
					switch {
					case want && !slices.Contains(got, place):
						t.Fatalf("%q: %s matches from %d to %d, the automaton does not say so", string(text), p.expr, start, at)
					case !want && readings[k] == Sure && slices.Contains(got, place):
						t.Fatalf("%q: %s does not match from %d to %d, the automaton says so", string(text), p.expr, start, at)
					case want:
						places++
					}
				}
			}
		}
	}
	if places < 1000 {
		t.Errorf("only %d matches to compare", places)
	}
}

func namedPlaces(b *Backward, text []rune, at int) (out [][2]int) {
	for _, x := range b.From(text, at, nil) {
		for _, p := range x.Patterns {
			out = append(out, [2]int{int(p), x.At})
		}
	}
	return out
}

// matchesAt reports whether some match of p from start on ends with the value at
// at: what stands behind is cut off unless p looks ahead.
func matchesAt(t *testing.T, p *Pattern, text []rune, start, at int) (ok bool) {
	t.Helper()
	err := p.At(text, start, func(m Match) {
		v, _, _ := m.Group(p.Group("v"))
		ok = v == at
	})
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

func TestBackwardCannotRead(t *testing.T) {
	patterns := compileAll(t, []string{
		`(?<x>增|减)\k<x>(?<v>▲)`, // refers to what it found
		`增(?:(?<v>▲)|长)`,        // the value within an alternative
		`增长`,
		`增长(?<v>▲)`,
		`(?i)a(?<v>▲)`,
	})
	b, readings := NewBackward(patterns, "v")
	if want := []Reading{Unread, Unread, Unread, Sure, Sure}; !slices.Equal(readings, want) {
		t.Errorf("read as %v, want %v", readings, want)
	}
	for text, want := range map[string][2]int{"，增长▲": {3, 1}, "，，A▲": {4, 2}} {
		if got := namedPlaces(b, []rune(text), 3); !slices.Equal(got, [][2]int{want}) {
			t.Errorf("%s: places %v, want %v", text, got, want)
		}
	}
}

func TestBackwardIsConcurrent(t *testing.T) {
	b, _ := NewBackward(compileAll(t, backwardPatterns), "v")
	text := []rune("由▲增长至▲，比例高●增加了▲")
	var want [][2]int
	done := make(chan [][2]int)
	for range 8 {
		go func() {
			var all [][2]int
			for at := range text {
				all = append(all, namedPlaces(b, text, at)...)
			}
			done <- all
		}()
	}
	for i := range 8 {
		if got := <-done; i == 0 {
			want = got
		} else if !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
}
