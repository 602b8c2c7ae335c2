package eval

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"zhibiao/schema"
)

// A Case is a paragraph and everything that it says, as a line of a case file
// and the indented lines below it tell.
type Case struct {
	Line    int // of the file, from 1
	Text    string
	Gap     bool // what is wanted is known not to be found
	Scene   Scene
	Want    []Wanted
	Residue []WantedResidue
}

// A Scene is the report that a paragraph stands in.
type Scene struct {
	Kind         schema.ReportKind
	Review, Plan int      // years; 0 if unknown
	Region       string   // name or code of a division; "" if unknown
	Title        string   // of the report, without blanks
	Section      []string // headings above the paragraph, outermost first
}

// plainScene is the report of a case that no @ line stands above.
var plainScene = Scene{Kind: schema.OtherReport, Review: 2024}

// A Wanted is one observation that a case makes. A field that the file leaves
// out is nil and not compared; alternatives stand side by side, and "" is none.
type Wanted struct {
	Gold
	Values               []string // value, or value..high, as exact decimals
	Basis, Scope, Region []string
}

// A WantedResidue is a number that no observation may claim.
type WantedResidue struct {
	Surface string
	Reasons []string // any of them is right; nil: any at all
}

// ReadCases reads a case file:
//
//	# a remark
//	@ kind=plan_report review=2024 plan=2025 region=… section=… / …
//	a sentence or several
//	  indicator kind value[..high] unit bound status period [basis=…] [scope=…] [region=…] [optional]
//	  residue surface [reason]
//	? a sentence of which something else is found than what stands below it
//
// An @ line holds up to the next one. A unit of - is none, and so is a basis,
// scope or region. a|b is either. The error joins a *schema.Fault for every bad
// line; name is how they call the file.
func ReadCases(name string, r io.Reader) ([]Case, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var cases []Case
	var faults []error
	scene := plainScene
	for n, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSuffix(line, "\r")
		text := strings.TrimSpace(line)
		var err error
		switch {
		case text == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "@"):
			scene, err = readScene(strings.TrimPrefix(line, "@"))
		case line[0] != ' ' && line[0] != '\t':
			c := Case{Line: n + 1, Scene: scene}
			text, c.Gap = strings.CutPrefix(text, "?")
			if c.Text = strings.TrimSpace(text); c.Text == "" {
				err = errors.New("a ? without a sentence")
			}
			cases = append(cases, c)
		case len(cases) == 0:
			err = errors.New("an observation without a sentence above it; sentences are not indented")
		default:
			err = cases[len(cases)-1].want(strings.Fields(text))
		}
		if err != nil {
			faults = append(faults, &schema.Fault{File: name, Line: n + 1, Err: err})
		}
	}
	if len(cases) == 0 && faults == nil {
		faults = append(faults, fmt.Errorf("%s: no case in it", name))
	}
	return cases, errors.Join(faults...)
}

// reportKinds are what kind= of an @ line may say.
var reportKinds = schema.Values("observations", "report_kind")

// readScene reads what an @ line says; what it leaves out is as in plainScene,
// but a report that plans does so for the year after the one it reviews.
func readScene(line string) (Scene, error) {
	s := plainScene
	line, section, ok := strings.Cut(line, "section=")
	if ok {
		for _, h := range strings.Split(section, "/") {
			s.Section = append(s.Section, strings.TrimSpace(h))
		}
	}
	for _, f := range strings.Fields(line) {
		key, value, _ := strings.Cut(f, "=")
		var err error
		switch key {
		case "kind":
			s.Kind = schema.ReportKind(value)
			err = among("kind", []string{value}, reportKinds)
		case "review":
			s.Review, err = year(f)
		case "plan":
			s.Plan, err = year(f)
		case "region":
			s.Region = value
		case "title":
			s.Title = value
		default:
			err = fmt.Errorf("unknown key %q, want kind, review, plan, region, title or section", key)
		}
		if err != nil {
			return plainScene, err
		}
	}
	switch s.Kind {
	case schema.PlanReport, schema.WorkReport, schema.BudgetReport:
		if s.Plan == 0 && s.Review > 0 {
			s.Plan = s.Review + 1
		}
	}
	return s, nil
}

// year reads the year of review=2024.
func year(field string) (int, error) {
	_, value, _ := strings.Cut(field, "=")
	y, err := strconv.Atoi(value)
	if err != nil || y < 1000 || y > 9999 {
		return 0, fmt.Errorf("%s: want a year of four digits", field)
	}
	return y, nil
}

// wantedColumns is how many columns an observation has at least.
const wantedColumns = 7

// want adds an indented line to c.
func (c *Case) want(columns []string) error {
	if columns[0] == "residue" {
		r := WantedResidue{}
		switch len(columns) {
		case 3:
			r.Reasons = strings.Split(columns[2], "|")
			fallthrough
		case 2:
			r.Surface = columns[1]
		default:
			return errors.New("want: residue surface [reason]")
		}
		c.Residue = append(c.Residue, r)
		return nil
	}
	if len(columns) < wantedColumns {
		return fmt.Errorf("%d columns, want at least %d: indicator kind value unit bound status period", len(columns), wantedColumns)
	}
	w, err := readWanted(columns)
	if err != nil {
		return err
	}
	if err := w.extras(columns[wantedColumns:]); err != nil {
		return err
	}
	c.Want = append(c.Want, w)
	return nil
}

func readWanted(columns []string) (Wanted, error) {
	w := Wanted{Values: strings.Split(columns[2], "|")}
	g := &w.Gold
	alternatives := func(column string, field *string, alt *[]string) {
		all := either(column)
		*field, *alt = all[0], all[1:]
	}
	alternatives(columns[0], &g.Indicator, &g.Alt.Indicator)
	alternatives(columns[1], &g.Kind, &g.Alt.Kind)
	alternatives(columns[3], &g.Unit, &g.Alt.Unit)
	alternatives(columns[4], &g.Bound, &g.Alt.Bound)
	alternatives(columns[5], &g.Status, &g.Alt.Status)
	alternatives(columns[6], &g.Period, &g.Alt.Period)
	for i, v := range w.Values {
		low, high, ranges := strings.Cut(v, "..")
		x, err := decimal(low)
		if err != nil {
			return w, err
		}
		if i > 0 {
			g.Alt.Value = append(g.Alt.Value, x)
			continue
		}
		g.Value = &x
		if ranges {
			y, err := decimal(high)
			if err != nil {
				return w, err
			}
			g.ValueMax = &y
		}
	}
	for _, n := range append([]string{g.Indicator}, g.Alt.Indicator...) {
		g.names = append(g.names, prepareName(n))
	}
	g.Surface = columns[2] // not compared
	return w, g.check()
}

// extras reads the named columns.
func (w *Wanted) extras(columns []string) error {
	for _, f := range columns {
		key, value, _ := strings.Cut(f, "=")
		to := map[string]*[]string{"basis": &w.Basis, "scope": &w.Scope, "region": &w.Region}[key]
		switch {
		case f == "optional":
			w.Optional = true
		case to == nil || value == "":
			return fmt.Errorf("unknown column %q, want basis=…, scope=…, region=… or optional", f)
		default:
			*to = either(value)
		}
	}
	return nil
}

// either is what a column accepts: a|b is one or the other, - is none.
func either(column string) []string {
	all := strings.Split(column, "|")
	for i := range all {
		if all[i] == "-" {
			all[i] = ""
		}
	}
	return slices.Clip(all)
}

func decimal(s string) (float64, error) {
	x, ok := new(big.Rat).SetString(s)
	if !ok || strings.ContainsAny(s, "/eE") {
		return 0, fmt.Errorf("value is %q, want a decimal or low..high", s)
	}
	f, _ := x.Float64()
	return f, nil
}
