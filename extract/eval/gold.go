// Package eval scores extracted rows against annotated reports: it pairs
// predictions with gold observations, judges every field, and counts.
package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"zhibiao/schema"
)

// A Gold is one annotated observation.
type Gold struct {
	Line      int            `json:"line"`      // 1-based, of the document's text
	Surface   string         `json:"surface"`   // the number with its unit
	Nth       int            `json:"nth"`       // which occurrence of Surface in the line, from 1
	Value     *float64       `json:"value"`     // as written, in Unit, signed
	ValueMax  *float64       `json:"value_max"` // the high end of a range; nil otherwise
	Unit      string         `json:"unit"`      // as written with its 万 or 亿, carried over where the text leaves it out
	Kind      string         `json:"kind"`      // a schema.Kind
	Bound     string         `json:"bound"`     // a schema.Bound
	Status    string         `json:"status"`    // a schema.Status
	Period    string         `json:"period"`    // 2024, 2024-12, 2024-H1, 2024-Q3, 2021/2025
	Indicator string         `json:"indicator"` // what is measured
	Scope     *string        `json:"scope"`     // among or against whom; nil if nobody
	Optional  bool           `json:"optional"`  // counts neither way
	Alt       Alternatives   `json:"alt"`
	span      [2]int         // code points, half-open
	names     []preparedName // Indicator and its alternatives
}

// Alternatives are other values that are as right, by field.
type Alternatives struct {
	Value     []float64 `json:"value"`
	Unit      []string  `json:"unit"`
	Kind      []string  `json:"kind"`
	Bound     []string  `json:"bound"`
	Status    []string  `json:"status"`
	Period    []string  `json:"period"`
	Indicator []string  `json:"indicator"`
	Scope     []string  `json:"scope"`
}

// What the closed fields of a gold observation may say.
var (
	kinds    = schema.Values("observations", "kind")
	bounds   = schema.Values("observations", "bound")
	statuses = schema.Values("observations", "status")
)

// ReadGold reads the gold observations of text, one JSON object a line. The
// error joins a *schema.Fault for every bad line; name is how they call the
// file.
func ReadGold(name string, r io.Reader, text string) ([]Gold, error) {
	lines := textLines(text)
	var out []Gold
	err := eachLine(name, r, func(raw []byte) error {
		g, err := parseGold(raw, lines)
		if err == nil {
			out = append(out, g)
		}
		return err
	})
	return out, err
}

// parseGold reads one line of a gold file of the text of lines.
func parseGold(raw []byte, lines lineIndex) (Gold, error) {
	var g Gold
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&g); err != nil {
		return g, plainJSON(err)
	}
	if d.More() {
		return g, errors.New("more than one object in the line")
	}
	if err := g.check(); err != nil {
		return g, err
	}
	var err error
	if g.span, err = lines.find(g.Line, g.Surface, g.Nth); err != nil {
		return g, err
	}
	for _, n := range append([]string{g.Indicator}, g.Alt.Indicator...) {
		g.names = append(g.names, prepareName(n))
	}
	return g, nil
}

// check says what is wrong with the closed fields of g.
func (g *Gold) check() error {
	switch {
	case g.Surface == "":
		return errors.New("no surface")
	case g.Value == nil:
		return errors.New("no value")
	case g.Indicator == "":
		return errors.New("no indicator")
	case g.Period == "":
		return errors.New("no period")
	}
	return errors.Join(
		among("kind", append(g.Alt.Kind, g.Kind), kinds),
		among("bound", append(g.Alt.Bound, g.Bound), bounds),
		among("status", append(g.Alt.Status, g.Status), statuses))
}

func among(field string, got, want []string) error {
	for _, s := range got {
		if !slices.Contains(want, s) {
			return fmt.Errorf("%s is %q, want one of %v", field, s, want)
		}
	}
	return nil
}

// eachLine calls f with every line of r that is not blank, and joins what it
// finds wrong, each with its place.
func eachLine(name string, r io.Reader, f func(line []byte) error) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var faults []error
	n := 0
	for line := range bytes.SplitSeq(data, []byte("\n")) {
		n++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := f(line); err != nil {
			faults = append(faults, &schema.Fault{File: name, Line: n, Err: err})
		}
	}
	return errors.Join(faults...)
}

// plainJSON drops the package name from an error of encoding/json.
func plainJSON(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the JSON object is cut short")
	}
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}

// lineIndex finds surfaces by line in a text.
type lineIndex struct {
	lines  []string
	starts []int // code points before each line
}

func textLines(text string) lineIndex {
	x := lineIndex{lines: strings.Split(text, "\n")}
	at := 0
	for _, l := range x.lines {
		x.starts = append(x.starts, at)
		at += len([]rune(l)) + 1
	}
	return x
}

// at is the line, from 1, of a code point.
func (x lineIndex) at(point int) int { return sort.SearchInts(x.starts, point+1) }

// find is the code-point span of the nth occurrence of surface in a line, both
// counted from 1; occurrences may overlap.
func (x lineIndex) find(line int, surface string, nth int) ([2]int, error) {
	if line < 1 || line > len(x.lines) {
		return [2]int{}, fmt.Errorf("line %d is not in the text, which has %d lines", line, len(x.lines))
	}
	if nth < 1 {
		return [2]int{}, fmt.Errorf("nth is %d, want 1 or more", nth)
	}
	in, want := []rune(x.lines[line-1]), []rune(surface)
	for i := 0; i+len(want) <= len(in); i++ {
		if !slices.Equal(in[i:i+len(want)], want) {
			continue
		}
		if nth--; nth == 0 {
			start := x.starts[line-1] + i
			return [2]int{start, start + len(want)}, nil
		}
	}
	return [2]int{}, fmt.Errorf("surface %q does not occur that often in line %d of the text", surface, line)
}
