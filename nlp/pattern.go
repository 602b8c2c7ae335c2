package nlp

import (
	"time"

	"github.com/dlclark/regexp2/v2"
)

// A Pattern is a compiled regular expression of regexp2's dialect. It is the
// only thing of this module that knows that package.
type Pattern struct{ re *regexp2.Regexp }

// PatternTimeout is how long one match may take before it is a fault. Patterns
// see one sentence at a time, so that a match takes microseconds.
const PatternTimeout = 5 * time.Second

// CompilePattern compiles expr.
func CompilePattern(expr string) (*Pattern, error) {
	re, err := regexp2.Compile(expr)
	if err != nil {
		return nil, err
	}
	re.MatchTimeout = PatternTimeout
	return &Pattern{re}, nil
}

// A Match is one match of a Pattern. Offsets are half-open byte ranges.
type Match struct {
	Start, End int
	m          *regexp2.Match
}

// Group returns the range of the named group; ok is false where it did not
// take part.
func (m Match) Group(name string) (start, end int, ok bool) {
	g := m.m.GroupByName(name)
	if g == nil || len(g.Captures) == 0 {
		return 0, 0, false
	}
	start, n := g.ByteRange()
	return start, start + n, true
}

// All calls yield for every match in text, left to right. Matches do not
// overlap. The error is a timeout.
func (p *Pattern) All(text string, yield func(Match)) error {
	m, err := p.re.FindStringMatch(text)
	for ; m != nil && err == nil; m, err = p.re.FindNextMatch(m) {
		start, n := m.ByteRange()
		yield(Match{start, start + n, m})
	}
	return err
}
