package eval

import (
	"errors"
	"strings"
	"testing"

	"zhibiao/schema"
)

const goldText = "标题\n财政收入8亿元、增长8%，8亿元以上。\n"

const goodLine = `{"line":2,"surface":"8亿元","nth":2,"value":8,"value_max":null,"unit":"亿元","kind":"level","bound":"ge","status":"actual","period":"2024","indicator":"财政收入","scope":null,"alt":{"bound":["eq"]}}`

func TestReadGoldFindsTheNthOccurrence(t *testing.T) {
	gold, err := ReadGold("a.jsonl", strings.NewReader("\n"+goodLine+"\n"), goldText)
	if err != nil {
		t.Fatal(err)
	}
	if got := string([]rune(goldText)[gold[0].span[0]:gold[0].span[1]]); len(gold) != 1 || got != "8亿元" || gold[0].span[0] != 16 {
		t.Errorf("gold is %+v at %v", gold, gold[0].span)
	}
}

func TestReadGoldNamesEveryFault(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{`"kind":"level"`, `"kind":"stock"`, `kind is "stock"`},
		{`["eq"]`, `["about"]`, `bound is "about"`},
		{`"status":"actual"`, `"status":""`, `status is ""`},
		{`"nth":2`, `"nth":3`, "does not occur that often"},
		{`"nth":2`, `"nth":0`, "nth is 0"},
		{`"line":2`, `"line":9`, "line 9 is not in the text"},
		{`"value":8,`, ``, "no value"},
		{`"scope"`, `"scop"`, `unknown field "scop"`},
		{`"alt":{`, `"alt":{"units":[],`, `unknown field "units"`},
		{`"value":8,`, `"value":"acht",`, "value"},
		{`}}`, `}`, "cut short"},
		{`}}`, `}}{}`, "more than one object"},
	} {
		bad := strings.Replace(goodLine, c.from, c.to, 1)
		if bad == goodLine {
			t.Fatalf("the case %q changes nothing", c.from)
		}
		_, err := ReadGold("a.jsonl", strings.NewReader(goodLine+"\n\n"+bad), goldText)
		var fault *schema.Fault
		if !errors.As(err, &fault) || fault.Line != 3 || !strings.HasPrefix(err.Error(), "a.jsonl:3: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error is %v, want one with %q", c.to, err, c.want)
		}
	}
	_, err := ReadGold("a.jsonl", strings.NewReader("{\n"+goodLine+"\n[]\n"), goldText)
	if err == nil || strings.Count(err.Error(), "a.jsonl:") != 2 {
		t.Errorf("two bad lines give %v", err)
	}
}

func TestReadPredictions(t *testing.T) {
	ok := `{"char_start":9,"char_end":12,"value":8,"unit":"亿元","sentence":"passed over"}`
	pred, err := ReadPredictions("p.jsonl", strings.NewReader(ok+"\n"+goodLine), goldText)
	if err != nil || len(pred) != 2 || pred[0].Line != 2 || pred[1].span[0] != 16 {
		t.Errorf("predictions are %+v, error %v", pred, err)
	}
	for _, c := range []struct{ first, bad, want string }{
		{ok, `{"char_start":9,"char_end":99}`, "do not lie in the text"},
		{ok, `{"char_start":9,"value":8}`, "line 0"},
		{ok, `{"char_start":"x"}`, "char_start"},
		{`{"doc_id":"a",` + ok[1:], `{"doc_id":"b",` + ok[1:], "another doc_id"},
	} {
		_, err := ReadPredictions("p.jsonl", strings.NewReader(c.first+"\n"+c.bad), goldText)
		if err == nil || !strings.HasPrefix(err.Error(), "p.jsonl:2: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error is %v, want one with %q", c.bad, err, c.want)
		}
	}
}
