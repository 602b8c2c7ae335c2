package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Print writes the figures of s as the reference scorer does; the error is that
// of w.
func (s *Score) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "gold %d  predicted %d\n", s.Gold, s.Pred)
	for level, name := range levelNames {
		f := s.At(level)
		fmt.Fprintf(&b, "%-7s P %.3f R %.3f F1 %.3f\n", name, f.P, f.R, f.F1)
	}
	b.WriteString("on matched:")
	for f := Value; f < fields; f++ {
		fmt.Fprintf(&b, " %s %.3f", f, s.Accuracy(f))
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

// PrintDocuments writes one line for each score; the error is that of w.
func PrintDocuments(w io.Writer, scores []*Score) error {
	rows := make([]named, len(scores))
	for i, s := range scores {
		rows[i] = named{s.Document, &s.Tally}
	}
	return printTallies(w, "document", rows)
}

// PrintGroups writes one line for each kind, status or rule: groups is one of
// Kinds, Status and Rules of a Score. The error is that of w.
func PrintGroups(w io.Writer, what string, groups map[string]*Tally) error {
	var rows []named
	for _, k := range slices.Sorted(maps.Keys(groups)) {
		rows = append(rows, named{k, groups[k]})
	}
	return printTallies(w, what, rows)
}

type named struct {
	name string
	*Tally
}

// printTallies writes a table of precision, recall and F1; a side that has no
// observations shows a dash.
func printTallies(w io.Writer, what string, rows []named) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%5s %5s  %-17s  %-17s  %-17s  %s\n", "gold", "pred", "span P R F1", "detect P R F1", "tuple P R F1", what)
	for _, r := range rows {
		fmt.Fprintf(&b, "%5d %5d", r.Gold, r.Pred)
		for level := range levelNames {
			f := r.At(level)
			fmt.Fprintf(&b, "  %s %s %s", share(f.P, r.Pred), share(f.R, r.Gold), share(f.F1, min(r.Pred, r.Gold)))
		}
		fmt.Fprintf(&b, "  %s\n", r.name)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func share(x float64, of int) string {
	if of == 0 {
		return "    -"
	}
	return fmt.Sprintf("%.3f", x)
}

// MarshalJSON writes the figures of s under the names of the reference scorer,
// with the groups beside them.
func (s *Score) MarshalJSON() ([]byte, error) {
	out := map[string]any{"gold": s.Gold, "pred": s.Pred}
	if s.Document != "" {
		out["document"] = s.Document
	}
	for level, name := range levelNames {
		f := s.At(level)
		out[name] = []float64{f.P, f.R, f.F1}
	}
	for f := Value; f < fields; f++ {
		out["acc_"+f.String()] = s.Accuracy(f)
	}
	for name, groups := range map[string]map[string]*Tally{"kind": s.Kinds, "status": s.Status, "rule": s.Rules} {
		by := map[string]any{}
		for key, t := range groups {
			by[key] = map[string]any{"gold": t.Gold, "pred": t.Pred, "span": t.At(Span), "detect": t.At(Detect), "tuple": t.At(Tuple)}
		}
		out["by_"+name] = by
	}
	return json.Marshal(out)
}
