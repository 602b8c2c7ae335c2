package eval_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhibiao/extract"
	"zhibiao/extract/eval"
	"zhibiao/schema"
)

// closeGaps makes TestHardCases drop the mark of every known gap that is right
// now, and rewrite the file.
var closeGaps = flag.Bool("close-gaps", false, "drop the ? of cases that are right now")

// The hard things of extraction, each with its own file.
var hardThings = []string{"distribution", "composition", "status", "basis", "nonobservation", "scope", "oldstyle", "carrying", "figures"}

func TestHardCases(t *testing.T) {
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, thing := range hardThings {
		t.Run(thing, func(t *testing.T) {
			file := filepath.Join("../../testdata/cases", thing+".txt")
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			cases, err := eval.ReadCases(file, strings.NewReader(string(data)))
			if err != nil {
				t.Fatal(err)
			}
			if len(cases) < 25 {
				t.Errorf("%s has only %d cases", file, len(cases))
			}
			s := eval.ScoreCases(x, file, cases)
			for _, e := range s.Wrong {
				if e.New() {
					t.Errorf("%s:%s", file, e)
				}
			}
			if *closeGaps {
				unmark(t, file, string(data), s.Closed)
				return
			}
			for _, c := range s.Closed {
				t.Errorf("%s:%d: %s: no gap any more; drop the ?, or run this test with -close-gaps", file, c.Line, c.Text)
			}
		})
	}
}

// unmark drops the marks of cases.
func unmark(t *testing.T, file, data string, cases []eval.Case) {
	lines := strings.Split(data, "\n")
	for _, c := range cases {
		lines[c.Line-1] = strings.TrimLeft(strings.TrimPrefix(lines[c.Line-1], "?"), " ")
	}
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A reader of fixed results stands for the extractor.
type reader struct {
	seen         *schema.Document
	observations func(*schema.Document) []schema.Observation
}

func (r *reader) Describe(doc *schema.Document) { doc.Region.Code = "999999" }

func (r *reader) Extract(doc *schema.Document) *schema.Result {
	r.seen = doc
	return &schema.Result{Observations: r.observations(doc), Residue: []schema.Residue{{
		Span: schema.Span{Start: 0, End: 1}, Sentence: schema.Span{Start: 0, End: len(doc.Text)}, Reason: schema.ReasonDate,
	}}}
}

// found makes observations of the names and values given in turn.
func found(pairs ...string) func(*schema.Document) []schema.Observation {
	return func(doc *schema.Document) (out []schema.Observation) {
		for i := 0; i+1 < len(pairs); i += 2 {
			out = append(out, schema.Observation{
				Span: schema.Span{Start: 0, End: 1}, Sentence: schema.Span{Start: 0, End: 1}, Indicator: pairs[i], Kind: schema.Growth,
				Quantity: schema.Quantity{Value: pairs[i+1], Unit: "%"}, Bound: schema.Eq, Status: schema.Actual,
				Period: schema.Period{Text: "2024"}, Basis: "yoy", Rule: "r",
			})
		}
		return out
	}
}

func TestScoreCases(t *testing.T) {
	const row = "\n  工业产值 growth 5 % eq actual 2024"
	for _, c := range []struct {
		name, file             string
		found                  []string
		right, gold, pred      int
		detect, tuple, closed  int
		fault                  string
		region, sections, kind string
	}{
		{name: "right", file: "句" + row, found: []string{"工业产值", "5"}, right: 1, gold: 1, pred: 1, detect: 1, tuple: 1},
		{name: "alternative", file: "句\n  甲|工业产值 rate|growth 4|5 - growth 2024", fault: "1 columns"},
		{name: "either", file: "句\n  甲|工业产值 rate|growth 4|5 -|% eq actual|target 2023|2024 basis=mom|yoy scope=-", found: []string{"工业产值", "5"}, right: 1, gold: 1, pred: 1, detect: 1, tuple: 1},
		{name: "near name", file: "句" + row, found: []string{"规上工业产值", "5"}, gold: 1, pred: 1, detect: 1, tuple: 1, fault: "indicator want 工业产值 got 规上工业产值"},
		{name: "other value", file: "句" + row, found: []string{"工业产值", "6"}, gold: 1, pred: 1, fault: "value want 5 got 6"},
		{name: "missed", file: "句" + row, gold: 1, fault: "MISS  工业产值 growth 5 %"},
		{name: "extra", file: "句", found: []string{"工业产值", "5"}, pred: 1, fault: "EXTRA 工业产值 growth 5 %"},
		{name: "optional", file: "句" + row + " optional", right: 1},
		{name: "optional found", file: "句" + row + " optional", found: []string{"工业产值", "5"}, right: 1},
		{name: "basis", file: "句" + row + " basis=mom", found: []string{"工业产值", "5"}, gold: 1, pred: 1, detect: 1, fault: "basis want mom got yoy"},
		{name: "no basis", file: "句" + row + " basis=-", found: []string{"工业产值", "5"}, gold: 1, pred: 1, detect: 1, fault: "basis want - got yoy"},
		{name: "scope", file: "句" + row + " scope=全省", found: []string{"工业产值", "5"}, gold: 1, pred: 1, detect: 1, fault: "scope want 全省 got -"},
		{name: "residue", file: "3句\n  residue 3 date", right: 1},
		{name: "reason", file: "3句\n  residue 3 name", fault: "RESIDUE want 3 name got 3 date"},
		{name: "gap closed", file: "? 句" + row, found: []string{"工业产值", "5"}, right: 1, gold: 1, pred: 1, detect: 1, tuple: 1, closed: 1},
		{name: "gap", file: "? 句" + row, gold: 1, fault: "MISS"},
		{name: "same name first", file: "句\n  甲乙丙丁 growth 5 % eq actual 2024\n  甲乙丙 growth 5 % eq actual 2024",
			found: []string{"甲乙丙", "5", "甲乙丙丁", "5"}, right: 1, gold: 2, pred: 2, detect: 2, tuple: 2},
		{name: "scene", file: "@ kind=plan_report review=2020 region=甲 section=一、乙 / （一）丙\n句", right: 1, region: "999999", sections: "一、乙/（一）丙", kind: "plan_report"},
	} {
		cases, err := eval.ReadCases("c.txt", strings.NewReader(c.file))
		if err != nil {
			if c.fault == "1 columns" && strings.HasPrefix(err.Error(), "c.txt:2: 6 columns, want at least 7") {
				continue
			}
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		r := &reader{observations: found(c.found...)}
		s := eval.ScoreCases(r, "c.txt", cases)
		if s.Right != c.right || s.Gold != c.gold || s.Pred != c.pred || s.GoldHits[eval.Detect] != c.detect || s.GoldHits[eval.Tuple] != c.tuple || len(s.Closed) != c.closed {
			t.Errorf("%s: right %d gold %d pred %d hits %v closed %d", c.name, s.Right, s.Gold, s.Pred, s.GoldHits, len(s.Closed))
		}
		said := ""
		for _, e := range s.Wrong {
			said += e.String()
		}
		if !strings.Contains(said, c.fault) || c.fault == "" && said != "" {
			t.Errorf("%s: says %q, want %q", c.name, said, c.fault)
		}
		if c.kind != "" {
			checkScene(t, r.seen, c.region, c.sections, c.kind)
		}
	}
}

func checkScene(t *testing.T, doc *schema.Document, region, sections, kind string) {
	t.Helper()
	var heads []string
	for _, b := range doc.Blocks {
		if b.Kind == schema.HeadingBlock {
			heads = append(heads, b.Span().In(doc.Text))
		}
	}
	if doc.Region.Code != region || strings.Join(heads, "/") != sections || string(doc.Kind) != kind || doc.ReviewYear != 2020 || doc.PlanYear != 2021 {
		t.Errorf("scene is %+v with headings %v", doc, heads)
	}
}

func TestReadCasesFaults(t *testing.T) {
	for file, want := range map[string]string{
		"":                                           "c.txt: no case in it",
		"# only a remark":                            "no case in it",
		"  甲 growth 5 % eq actual 2024":              "c.txt:1: an observation without a sentence above it",
		"句\n  甲 growth 5 % eq actual":                "c.txt:2: 6 columns, want at least 7",
		"句\n  甲 grow 5 % eq actual 2024":             `kind is "grow", want one of`,
		"句\n  甲 growth 5 % eq|at actual 2024":        `bound is "at"`,
		"句\n  甲 growth 5% % eq actual 2024":          `value is "5%", want a decimal`,
		"句\n  甲 growth 5..x % eq actual 2024":        `value is "x"`,
		"句\n  甲 growth 5 % eq actual 2024 bases=yoy": `unknown column "bases=yoy"`,
		"句\n  甲 growth 5 % eq actual 2024 basis=":    `unknown column "basis="`,
		"句\n  residue":                               "want: residue surface [reason]",
		"? ":                                         "a ? without a sentence",
		"@ kind=novel\n句":                            `c.txt:1: kind is "novel"`,
		"@ year=2024\n句":                             `unknown key "year"`,
		"@ review=x\n句":                              "review=x: want a year of four digits",
	} {
		_, err := eval.ReadCases("c.txt", strings.NewReader(file))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", file, err, want)
		}
	}
}
