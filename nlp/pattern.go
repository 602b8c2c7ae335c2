package nlp

import (
	"fmt"
	"regexp"
	"sync"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/dlclark/regexp2/v2/syntax"
)

// A Pattern is a compiled regular expression of regexp2's dialect. Only this
// package knows that one: here, and where it looks into a pattern's parse tree
// (backward, sight, adversary).
type Pattern struct {
	expr string
	tree *syntax.RegexTree
	// here matches only where it is asked to; anywhere looks for a match.
	here     *regexp2.Regexp
	anywhere func() (*regexp2.Regexp, error)
}

// PatternTimeout is how long one match may take before it is a fault. Patterns
// see one sentence at a time, so that a match takes microseconds.
const PatternTimeout = 5 * time.Second

// mostRepeats is how often a group of a pattern is repeated at most, where the
// pattern sets no limit: (?:达到|达|到)* has more ways to read 达到达到… than there is
// time for.
const mostRepeats = 6

// endless is the end of a group that is repeated without a limit.
var endless = regexp.MustCompile(`\)([*+])`)

// CompilePattern compiles expr; the error says what is wrong with it. Its groups with * or + are repeated six times at
// most.
func CompilePattern(expr string) (*Pattern, error) {
	tree, err := syntax.Parse(expr, syntax.ParseOptions{})
	if err != nil {
		return nil, err
	}
	expr = endless.ReplaceAllStringFunc(expr, func(end string) string {
		least := 0
		if end == ")+" {
			least = 1
		}
		return fmt.Sprintf("){%d,%d}", least, mostRepeats)
	})
	here, err := compileRegexp(`\G(?:` + expr + `)`)
	if err != nil {
		return nil, err
	}
	return &Pattern{expr, tree, here, sync.OnceValues(func() (*regexp2.Regexp, error) { return compileRegexp(expr) })}, nil
}

func compileRegexp(expr string) (*regexp2.Regexp, error) {
	re, err := regexp2.Compile(expr)
	if err != nil {
		return nil, err
	}
	re.MatchTimeout = PatternTimeout
	return re, nil
}

// Group returns the number of the named group, -1 if there is none.
func (p *Pattern) Group(name string) int { return p.here.GroupNumberFromName(name) }

// A Match is one match of a Pattern. Offsets are half-open ranges of
// characters. It is valid only while the function that it is passed to runs.
type Match struct{ view regexp2.MatchView }

// Group returns the range of the group of that number, of the whole match for
// 0; ok is false where it did not take part or is empty.
func (m Match) Group(number int) (start, end int, ok bool) {
	start, n, ok := m.view.GroupRange(number)
	return start, start + n, ok && n > 0
}

// All calls yield for every match in text, left to right. Matches do not
// overlap. The error is a timeout.
func (p *Pattern) All(text []rune, yield func(Match)) error {
	re, err := p.anywhere()
	if err != nil {
		return err
	}
	return re.FindRunesMatches(text, 0, func(m regexp2.MatchView) bool {
		yield(Match{m})
		return true
	})
}

// At calls yield for the match that begins at start, if there is one. The error
// is a timeout.
func (p *Pattern) At(text []rune, start int, yield func(Match)) error {
	return p.here.FindRunesMatches(text, start, func(m regexp2.MatchView) bool {
		yield(Match{m})
		return false
	})
}
