package nlp

import (
	"errors"
	"runtime"
	"slices"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/dlclark/regexp2/v2/syntax"
)

// Adversaries are texts of about n characters that try a pattern where it
// repeats: for each repetition what leads up to it, then what it takes over
// and over, then what the pattern does not want; the least match over and over;
// and the least match without its end.
func (p *Pattern) Adversaries(n int) [][]rune {
	var out [][]rune
	seen := map[string]bool{}
	add := func(text []rune) {
		if len(text) > 0 && !seen[string(text)] {
			seen[string(text)] = true
			out = append(out, text)
		}
	}
	repeat := func(text []rune) []rune { return slices.Repeat(text, max(1, n/max(1, len(text)))) }
	least := leastMatch(p.tree.Root, nil)
	if len(least) > 0 {
		add(repeat(least))
		add(repeat(least[:len(least)-1]))
	}
	var walk func(x *syntax.RegexNode)
	walk = func(x *syntax.RegexNode) {
		if repeats(x) {
			lead, once := leastUntil(p.tree.Root, x), leastOnce(x)
			if len(once) > 0 {
				add(append(slices.Clone(lead), repeat(once)...))
				add(slices.Concat(lead, repeat(once), []rune("，"), least)) // all that a match needs is there
				add(repeat(append(slices.Clone(lead), once...)))
			}
		}
		for _, c := range x.Children {
			walk(c)
		}
	}
	walk(p.tree.Root)
	return out
}

// repeats reports whether x takes the same many times.
func repeats(x *syntax.RegexNode) bool {
	switch x.T {
	case syntax.NtLoop, syntax.NtLazyloop, syntax.NtOneloop, syntax.NtOnelazy, syntax.NtOneloopatomic, syntax.NtSetloop, syntax.NtSetlazy,
		syntax.NtSetloopatomic, syntax.NtNotoneloop, syntax.NtNotonelazy, syntax.NtNotoneloopatomic:
		return x.N > 1
	}
	return false
}

// leastMatch appends a short text that x matches.
func leastMatch(x *syntax.RegexNode, out []rune) []rune {
	if zeroWidth(x) {
		return out
	}
	switch x.T {
	case syntax.NtConcatenate:
		for _, c := range x.Children {
			out = leastMatch(c, out)
		}
	case syntax.NtAlternate, syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic:
		return leastMatch(x.Children[0], out)
	case syntax.NtLoop, syntax.NtLazyloop, syntax.NtOneloop, syntax.NtOnelazy, syntax.NtOneloopatomic, syntax.NtSetloop, syntax.NtSetlazy,
		syntax.NtSetloopatomic, syntax.NtNotoneloop, syntax.NtNotonelazy, syntax.NtNotoneloopatomic:
		for range x.M {
			out = append(out, leastOnce(x)...)
		}
	default:
		return append(out, leastOnce(x)...)
	}
	return out
}

// leastOnce is what x takes, of a repetition once.
func leastOnce(x *syntax.RegexNode) []rune {
	switch x.T {
	case syntax.NtLoop, syntax.NtLazyloop:
		return leastMatch(x.Children[0], nil)
	case syntax.NtOne, syntax.NtOneloop, syntax.NtOnelazy, syntax.NtOneloopatomic:
		return []rune{x.Ch}
	case syntax.NtMulti:
		return x.Str
	case syntax.NtSet, syntax.NtSetloop, syntax.NtSetlazy, syntax.NtSetloopatomic:
		if chars := x.Set.GetSetChars(mostWords); len(chars) > 0 && x.Set.CharIn(chars[0]) {
			return chars[:1]
		}
	}
	for _, r := range "的市增1a " { // any but some
		if x.Set == nil && r != x.Ch || x.Set != nil && x.Set.CharIn(r) {
			return []rune{r}
		}
	}
	return nil
}

// leastUntil is a short text that leads up to the part x of root.
func leastUntil(root, x *syntax.RegexNode) []rune {
	out, _ := until(root, x, nil)
	return out
}

func until(at, x *syntax.RegexNode, out []rune) (lead []rune, found bool) {
	if at == x {
		return out, true
	}
	if at.T == syntax.NtConcatenate {
		for _, c := range at.Children {
			if lead, found := until(c, x, out); found {
				return lead, true
			}
			out = leastMatch(c, out)
		}
		return out, false
	}
	for _, c := range at.Children {
		if lead, found := until(c, x, out); found {
			return lead, true
		}
	}
	return out, false
}

// ErrPatience says that a match was not done in time.
var ErrPatience = errors.New("takes too long")

// A Timer times a pattern.
type Timer struct {
	limit time.Duration
	re    *regexp2.Regexp
}

// NewTimer is a timer of p, all of whose matches in a text may take limit.
func (p *Pattern) NewTimer(limit time.Duration) (*Timer, error) {
	re, err := compileRegexp(p.expr)
	if err != nil {
		return nil, err
	}
	re.MatchTimeout = limit
	return &Timer{limit, re}, nil
}

// Time is how much processor time it takes to look for all matches in text: the
// least of some times. The error is ErrPatience where that is more than the limit.
func (t *Timer) Time(text []rune, times int) (least time.Duration, err error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for i := 0; i < times; i++ {
		start := busy()
		err := t.re.FindRunesMatches(text, 0, func(regexp2.MatchView) bool { return true })
		took := busy() - start
		switch {
		case took > t.limit:
			return 0, ErrPatience
		case err != nil: // others had the processor: more time for the match
			t.re.MatchTimeout *= 2
			i--
			continue
		}
		if i == 0 || took < least {
			least = took
		}
	}
	return least, nil
}
