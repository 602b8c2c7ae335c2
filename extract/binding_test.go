package extract_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"zhibiao/schema"
)

// A bindingCase is a sentence and the observations it makes.
type bindingCase struct {
	line     int
	sentence string
	gap      bool // what is wanted is known not to be found
	want     []string
}

func readBindingCases(t testing.TB) (cases []bindingCase) {
	t.Helper()
	data, err := os.ReadFile("../testdata/cases/binding.txt")
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(string(data), "\n") {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0 || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, " "):
			if len(fields) != 7 || len(cases) == 0 {
				t.Fatalf("binding.txt:%d: want seven columns below a sentence", n+1)
			}
			c := &cases[len(cases)-1]
			c.want = append(c.want, strings.Join(fields, " "))
		default:
			sentence, gap := strings.CutPrefix(line, "?")
			cases = append(cases, bindingCase{line: n + 1, sentence: strings.TrimSpace(sentence), gap: gap})
		}
	}
	return cases
}

// observationText is how the cases write an observation.
func observationText(o schema.Observation) string {
	value, unit := o.Quantity.Value, o.Quantity.Unit
	if o.Quantity.Max != "" {
		value += ".." + o.Quantity.Max
	}
	if unit == "" {
		unit = "-"
	}
	return fmt.Sprintf("%s %s %s %s %s %s %s", o.Indicator, o.Kind, value, unit, o.Bound, o.Status, o.Period.Text)
}

func TestBindingCases(t *testing.T) {
	x := builtin(t)
	cases := readBindingCases(t)
	gaps := 0
	for _, c := range cases {
		var got []string
		for _, o := range x.ExtractText(c.sentence).Observations {
			got = append(got, observationText(o))
		}
		right := slices.Equal(got, c.want)
		switch {
		case c.gap && right:
			t.Errorf("line %d: %s: no gap any more; drop the ?", c.line, c.sentence)
		case !c.gap && !right:
			t.Errorf("line %d: %s\ngot  %s\nwant %s", c.line, c.sentence, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
		}
		if c.gap {
			gaps++
		}
	}
	if len(cases) < 50 {
		t.Errorf("read only %d cases, %d known gaps", len(cases), gaps)
	}
}

// FuzzExtract extracts from any text: whatever it is, what is found keeps the
// promises of every report.
func FuzzExtract(f *testing.F) {
	x := builtin(f)
	for _, c := range readBindingCases(f) {
		f.Add(c.sentence)
	}
	f.Add("全县产量达到4,86吨，\n\n增长１２%3。") // a number of which a part is claimed; digits beside it
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "�")
		doc := &schema.Document{
			Text: text, ReviewYear: 2024,
			Blocks: []schema.Block{{Kind: schema.ParagraphBlock, Lines: lineSpans(text)}},
		}
		for _, err := range broken(doc, x.Extract(doc)) {
			t.Errorf("%q: %v", text, err)
		}
	})
}

// lineSpans are the lines of text, without their ends.
func lineSpans(text string) (spans []schema.Span) {
	at := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		spans = append(spans, schema.Span{Start: at, End: at + len(strings.TrimSuffix(line, "\n"))})
		at += len(line)
	}
	return spans
}
