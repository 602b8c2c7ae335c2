package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// disturb makes predictions of gold that are wrong in every way there is: some
// are left out, some shifted, doubled, or different in one field.
func disturb(gold []Gold) []map[string]any {
	var out []map[string]any
	for i, g := range gold {
		p := map[string]any{"char_start": g.span[0], "char_end": g.span[1], "value": *g.Value, "value_max": g.ValueMax, "unit": g.Unit,
			"kind": g.Kind, "bound": g.Bound, "status": g.Status, "period": g.Period, "indicator": g.Indicator, "surface": g.Surface}
		switch i % 13 {
		case 1:
			continue
		case 2:
			p["value"] = *g.Value + 0.0000004
		case 3:
			p["value"] = -*g.Value
		case 4:
			p["unit"] = "％"
		case 5:
			p["kind"], p["period"] = "rate", "2021/2024"
		case 6:
			p["indicator"] = g.Indicator + "“的”增加值"
		case 7:
			p["char_end"] = g.span[1] + 3
		case 8:
			p["status"], p["bound"] = "target", "ge"
		case 9:
			p["indicator"] = string([]rune(g.Indicator)[:1])
		case 10:
			p["value_max"] = *g.Value
			twin := map[string]any{}
			for k, v := range p {
				twin[k] = v
			}
			twin["char_start"], twin["indicator"] = g.span[0]-2, "别的"
			out = append(out, twin)
		}
		out = append(out, p)
	}
	return out
}

func TestSameFiguresAsTheReference(t *testing.T) {
	golds, _ := filepath.Glob("../../../shared/gold/*.gold.jsonl")
	scorer := "../../../shared/tools/score.py"
	python, err := exec.LookPath("python3")
	if len(golds) == 0 || err != nil {
		t.Skip("the reference scorer, its gold or python3 is not here")
	}
	for _, name := range golds {
		textFile := strings.TrimSuffix(name, ".gold.jsonl") + ".txt"
		text, goldData := read(t, textFile), read(t, name)
		gold, err := ReadGold(name, bytes.NewReader(goldData), string(text))
		if err != nil {
			t.Fatal(err)
		}
		var lines bytes.Buffer
		for _, p := range disturb(gold) {
			if err := json.NewEncoder(&lines).Encode(p); err != nil {
				t.Fatal(err)
			}
		}
		predFile := filepath.Join(t.TempDir(), "pred.jsonl")
		if err := os.WriteFile(predFile, lines.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		pred, err := ReadPredictions(predFile, &lines, string(text))
		if err != nil {
			t.Fatal(err)
		}
		score := Of("", gold, pred)
		var got bytes.Buffer
		if err := score.Print(&got); err != nil {
			t.Fatal(err)
		}
		if want := run(t, python, scorer, textFile, name, predFile); got.String() != want {
			t.Errorf("%s: figures are\n%swant\n%s", name, got.String(), want)
		}
		sameJSON(t, score, run(t, python, scorer, textFile, name, predFile, "--json"))
	}
}

// sameJSON compares every figure that the reference writes.
func sameJSON(t *testing.T, score *Score, reference string) {
	t.Helper()
	var got, want map[string]any
	data, err := json.Marshal(score)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(reference), &want); err != nil {
		t.Fatal(err)
	}
	for key, v := range want {
		if fmt.Sprint(got[key]) != fmt.Sprint(v) {
			t.Errorf("%s is %v, want %v", key, got[key], v)
		}
	}
	if len(want) < 10 || score.At(Tuple).F1 > 0.9 {
		t.Errorf("the comparison is too easy: %v", want)
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
