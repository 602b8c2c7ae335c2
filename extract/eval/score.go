package eval

import (
	"fmt"
	"strings"
)

// A Tally counts observations and how many of them were met. Hits on the gold
// side and on the predicted side differ only in a group (a kind, a status), to
// which the two sides of a pair may not both belong.
type Tally struct {
	Gold, Pred         int
	GoldHits, PredHits [3]int // span, detect, tuple
}

// The levels of being right.
const (
	Span   = iota // spans overlap and were paired
	Detect        // value, value_max and unit are right too
	Tuple         // kind, bound, status, period and indicator are right too
)

var levelNames = [3]string{"span", "detect", "tuple"}

// PRF is precision, recall and F1, each 0 where it is not defined.
type PRF struct{ P, R, F1 float64 }

// At is the PRF of a level: Span, Detect or Tuple, at four decimals.
func (t Tally) At(level int) PRF {
	p, r := ratio(t.PredHits[level], t.Pred), ratio(t.GoldHits[level], t.Gold)
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return PRF{round(p, 4), round(r, 4), round(f, 4)}
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

func (t *Tally) add(o Tally) {
	t.Gold += o.Gold
	t.Pred += o.Pred
	for i := range t.GoldHits {
		t.GoldHits[i] += o.GoldHits[i]
		t.PredHits[i] += o.PredHits[i]
	}
}

// A Score is how one document's predictions met its gold, or several
// documents' together.
type Score struct {
	Document string // "" for several
	Tally
	Matched int
	Right   [fields]int // of the matched pairs
	Kinds   map[string]*Tally
	Status  map[string]*Tally
	Rules   map[string]*Tally // the predicted side only
	Errors  []string          // MISS, DIFF and EXTRA lines: gold in text order, then predictions
}

func newScore(document string) *Score {
	return &Score{Document: document, Kinds: map[string]*Tally{}, Status: map[string]*Tally{}, Rules: map[string]*Tally{}}
}

// Of scores one document. Gold observations marked optional, and what they are
// paired with, count neither way.
func Of(document string, gold []Gold, pred []Prediction) *Score {
	s := newScore(document)
	of := match(gold, pred)
	taken := make([]bool, len(pred))
	for i := range gold {
		g := &gold[i]
		if of[i] >= 0 {
			taken[of[i]] = true
		}
		switch {
		case g.Optional:
		case of[i] < 0:
			s.missed(g)
		default:
			s.paired(g, &pred[of[i]])
		}
	}
	for j := range pred {
		if !taken[j] {
			s.extra(&pred[j])
		}
	}
	return s
}

func (s *Score) missed(g *Gold) {
	for _, t := range []*Tally{&s.Tally, group(s.Kinds, g.Kind), group(s.Status, g.Status)} {
		t.Gold++
	}
	s.Errors = append(s.Errors, fmt.Sprintf("MISS  %d %s %s %s", g.Line, g.Surface, g.Unit, g.Indicator))
}

func (s *Score) extra(p *Prediction) {
	for _, t := range []*Tally{&s.Tally, group(s.Kinds, p.Kind), group(s.Status, p.Status), group(s.Rules, p.Rule)} {
		t.Pred++
	}
	s.Errors = append(s.Errors, fmt.Sprintf("EXTRA %d %s %s %s %s [%s]",
		p.Line, p.Surface, number(p.Value), p.Unit, p.Indicator, p.Rule))
}

func (s *Score) paired(g *Gold, p *Prediction) {
	v := judge(g, p)
	hits := [3]int{1, 0, 0}
	if v.detect() {
		hits[Detect] = 1
	}
	if v.tuple() {
		hits[Tuple] = 1
	}
	s.add(Tally{1, 1, hits, hits})
	group(s.Kinds, g.Kind).add(Tally{Gold: 1, GoldHits: hits})
	group(s.Kinds, p.Kind).add(Tally{Pred: 1, PredHits: hits})
	group(s.Status, g.Status).add(Tally{Gold: 1, GoldHits: hits})
	group(s.Status, p.Status).add(Tally{Pred: 1, PredHits: hits})
	group(s.Rules, p.Rule).add(Tally{Pred: 1, PredHits: hits})
	s.Matched++
	for f, right := range v {
		if right {
			s.Right[f]++
		}
	}
	if !v.tuple() {
		s.Errors = append(s.Errors, fmt.Sprintf("DIFF  %d %s %s [%s]", g.Line, g.Surface, differences(g, p, v), p.Rule))
	}
}

// differences names every wrong field of a pair with what was wanted and got.
func differences(g *Gold, p *Prediction, v verdict) string {
	want := [fields]string{number(g.Value, g.ValueMax), g.Unit, g.Kind, g.Bound, g.Status, g.Period, g.Indicator}
	got := [fields]string{number(p.Value, p.ValueMax), p.Unit, p.Kind, p.Bound, p.Status, p.Period, p.Indicator}
	var out []string
	for f := Value; f <= Indicator; f++ {
		if !v[f] {
			out = append(out, fmt.Sprintf("%s: gold %q got %q", f, want[f], got[f]))
		}
	}
	return strings.Join(out, "; ")
}

// number writes a value, and its high end where there is one.
func number(values ...*float64) string {
	var out []string
	for _, v := range values {
		if v != nil {
			out = append(out, fmt.Sprint(*v))
		}
	}
	return strings.Join(out, "..")
}

func group(m map[string]*Tally, key string) *Tally {
	if m[key] == nil {
		m[key] = &Tally{}
	}
	return m[key]
}

// Together is the micro sum of several documents' scores.
func Together(scores []*Score) *Score {
	sum := newScore("")
	for _, s := range scores {
		sum.add(s.Tally)
		sum.Matched += s.Matched
		for f := range s.Right {
			sum.Right[f] += s.Right[f]
		}
		for _, g := range []struct{ to, from map[string]*Tally }{{sum.Kinds, s.Kinds}, {sum.Status, s.Status}, {sum.Rules, s.Rules}} {
			for key, t := range g.from {
				group(g.to, key).add(*t)
			}
		}
		for _, e := range s.Errors {
			sum.Errors = append(sum.Errors, s.Document+": "+e)
		}
	}
	return sum
}

// Accuracy is the share of matched pairs in which f is right, at four
// decimals.
func (s *Score) Accuracy(f Field) float64 { return round(ratio(s.Right[f], s.Matched), 4) }
