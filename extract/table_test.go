package extract_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"zhibiao/extract"
	"zhibiao/nlp"
	"zhibiao/schema"
)

// A tableCase is a table and the observations it makes, row by row.
type tableCase struct {
	line int
	name string
	text string
	want []string
}

func readTableCases(t testing.TB) (cases []tableCase) {
	t.Helper()
	data, err := os.ReadFile("../testdata/cases/table.txt")
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(string(data), "\n") {
		name, head := strings.CutPrefix(line, "== ")
		want, wanted := strings.CutPrefix(line, "> ")
		switch {
		case head:
			cases = append(cases, tableCase{line: n + 1, name: name})
		case len(cases) == 0:
		case wanted:
			c := &cases[len(cases)-1]
			c.want = append(c.want, strings.Join(strings.Fields(want), " "))
		default:
			cases[len(cases)-1].text += line + "\n"
		}
	}
	if len(cases) < 10 {
		t.Fatalf("only %d tables", len(cases))
	}
	return cases
}

// inTable writes the observations of tables as the cases do.
func inTable(res *schema.Result) (out []string) {
	dash := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	for _, o := range res.Observations {
		if o.TableRow == 0 {
			continue
		}
		bound := ""
		if o.Bound != schema.Eq {
			bound = " " + string(o.Bound)
		}
		who := ""
		if o.Region.Name != "" {
			who = " @" + o.Region.Name
		}
		out = append(out, fmt.Sprintf("%d.%d %s %s %s %s %s %s %s %s%s%s", o.TableRow, o.TableCol, dash(o.Indicator), o.Kind,
			o.Quantity.Value, dash(o.Quantity.Unit), o.Period.Text, o.Status, dash(o.Basis), dash(o.Code), bound, who))
	}
	return out
}

func extractText(x *extract.Extractor, text string) (*schema.Document, *schema.Result) {
	doc := &schema.Document{Text: text, Blocks: nlp.Blocks(text), ReviewYear: 2024, PlanYear: 2025, Kind: schema.PlanReport}
	return doc, x.Extract(doc)
}

func TestTables(t *testing.T) {
	x := builtin(t)
	for _, c := range readTableCases(t) {
		t.Run(c.name, func(t *testing.T) {
			doc, res := extractText(x, c.text)
			got := inTable(res)
			for i := 0; i < max(len(got), len(c.want)); i++ {
				g, w := "nothing", "nothing"
				if i < len(got) {
					g = got[i]
				}
				if i < len(c.want) {
					w = c.want[i]
				}
				if g != w {
					t.Errorf("table.txt:%d:\n got %s\nwant %s", c.line, g, w)
				}
			}
			for _, err := range broken(doc, res) {
				t.Error(err)
			}
		})
	}
}

// FuzzTables holds what every result keeps, whatever the table looks like.
func FuzzTables(f *testing.F) {
	for _, c := range readTableCases(f) {
		f.Add(c.text)
	}
	x := builtin(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 || !utf8.ValidString(text) {
			t.Skip()
		}
		doc, res := extractText(x, text)
		for _, o := range res.Observations {
			if o.TableRow > 0 && (o.Span.Empty() || o.Kind == "" || o.Indicator == "") {
				t.Fatalf("%+v", o)
			}
		}
		extract.MakeRows(doc, res)
		for _, err := range broken(doc, res) {
			t.Fatal(err)
		}
	})
}
