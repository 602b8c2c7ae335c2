package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// PrintCases writes one line for each file of cases and, of several files, one
// for all; then at most errors of the cases that are wrong, those that are no
// known gaps first. The error is that of w.
func PrintCases(w io.Writer, scores []*CaseScore, errors int) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%5s %5s %5s %5s %5s  %-17s  %-17s  %s\n", "cases", "right", "gaps", "gold", "pred", "detect P R F1", "tuple P R F1", "cases")
	rows := scores
	if len(scores) > 1 {
		rows = append(rows[:len(rows):len(rows)], CasesTogether(scores))
	}
	for _, s := range rows {
		fmt.Fprintf(&b, "%5d %5d %5d %5d %5d", s.Cases, s.Right, s.Gaps, s.Gold, s.Pred)
		for _, level := range []int{Detect, Tuple} {
			f := s.At(level)
			fmt.Fprintf(&b, "  %s %s %s", share(f.P, s.Pred), share(f.R, s.Gold), share(f.F1, min(s.Pred, s.Gold)))
		}
		fmt.Fprintf(&b, "  %s\n", s.File)
	}
	left := errors
	for _, gap := range []bool{false, true} {
		for _, s := range scores {
			for _, e := range s.Wrong {
				if e.Gap == gap && left > 0 {
					left--
					fmt.Fprintf(&b, "\n%s:%s\n", s.File, e)
				}
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// MarshalJSON writes the figures of s and the lines of the cases that are
// wrong.
func (s *CaseScore) MarshalJSON() ([]byte, error) {
	wrong := []int{}
	for _, e := range s.Wrong {
		wrong = append(wrong, e.Line)
	}
	out := map[string]any{"file": s.File, "cases": s.Cases, "right": s.Right, "gaps": s.Gaps, "gold": s.Gold, "pred": s.Pred, "wrong_lines": wrong}
	for _, level := range []int{Detect, Tuple} {
		f := s.At(level)
		out[levelNames[level]] = []float64{f.P, f.R, f.F1}
	}
	return json.Marshal(out)
}
