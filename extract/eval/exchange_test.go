package eval

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhibiao/schema"
)

const samples = "../../testdata/samples"

func sampleTasks(t *testing.T) (tasks []Task, gold map[string]string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(samples, "*.gold.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	gold = map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(strings.TrimSuffix(f, ".gold.jsonl") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(f), ".gold.jsonl")
		task, err := GoldTask(name, f, bytes.NewReader(data), string(text))
		if err != nil {
			t.Fatal(err)
		}
		tasks, gold[name] = append(tasks, task), string(data)
	}
	return tasks, gold
}

func goldOf(t *testing.T, task *Task) string {
	t.Helper()
	var b strings.Builder
	if err := task.WriteGold(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSamplesComeBackByteForByte(t *testing.T) {
	tasks, gold := sampleTasks(t)
	for _, tool := range Tools {
		files, err := Export(tool, tasks)
		if err != nil {
			t.Fatal(err)
		}
		var back []File
		for _, f := range files {
			switch filepath.Ext(f.Name) {
			case ".txt", ".ann", ".jsonl":
				back = append(back, f)
			case ".json":
				if f.Name == "tasks.json" {
					back = append(back, f)
				}
			}
		}
		got, unjudged, err := Import(tool, back)
		if err != nil || len(unjudged) > 0 || len(got) != len(tasks) {
			t.Fatalf("%s: %d tasks of %d, unjudged %v, error %v", tool, len(got), len(tasks), unjudged, err)
		}
		for i := range got {
			if g := goldOf(t, &got[i]); g != gold[got[i].Name] {
				t.Errorf("%s: %s comes back as\n%.400s", tool, got[i].Name, g)
			}
			if got[i].Text != tasks[i].Text {
				t.Errorf("%s: the text of %s has changed", tool, got[i].Name)
			}
		}
	}
}

// What the tools write is not what they were given: ids are others, fields are
// added, old versions of Label Studio write offsets as strings.
const labelStudioExport = `[
 {"id": 7, "data": {"name": "a", "text": "标题\n𠮷安县收入8亿元、增长8%。"}, "total_annotations": 1,
  "annotations": [
   {"id": 1, "was_cancelled": true, "result": []},
   {"id": 2, "was_cancelled": false, "result": [
    {"id": "Zx1", "from_name": "status", "to_name": "text", "type": "choices", "value": {"start": "8", "end": "11", "text": "8亿元", "choices": ["actual"]}},
    {"id": "Zx1", "from_name": "kind", "to_name": "text", "type": "labels", "origin": "manual", "value": {"start": "8", "end": "11", "text": "8亿元", "labels": ["level"]}},
    {"id": "Zx1", "from_name": "bound", "to_name": "text", "type": "choices", "value": {"start": "8", "end": "11", "text": "8亿元", "choices": ["eq"]}},
    {"id": "Zx1", "from_name": "period", "to_name": "text", "type": "textarea", "value": {"start": "8", "end": "11", "text": ["2024"]}},
    {"id": "Zx1", "from_name": "indicator", "to_name": "text", "type": "textarea", "value": {"start": "8", "end": "11", "text": ["收入"]}},
    {"id": "Zx2", "from_name": "kind", "to_name": "text", "type": "labels", "value": {"start": 15, "end": 17, "text": "8%", "labels": ["growth"]}},
    {"id": "Zx2", "from_name": "bound", "to_name": "text", "type": "choices", "value": {"start": 15, "end": 17, "text": "8%", "choices": ["eq"]}},
    {"id": "Zx2", "from_name": "status", "to_name": "text", "type": "choices", "value": {"start": 15, "end": 17, "text": "8%", "choices": ["actual"]}},
    {"id": "Zx2", "from_name": "value", "to_name": "text", "type": "textarea", "value": {"start": 15, "end": 17, "text": ["8.0"]}},
    {"id": "Zx2", "from_name": "unit", "to_name": "text", "type": "textarea", "value": {"start": 15, "end": 17, "text": ["%"]}},
    {"id": "Zx2", "from_name": "period", "to_name": "text", "type": "textarea", "value": {"start": 15, "end": 17, "text": ["2024"]}},
    {"id": "Zx2", "from_name": "indicator", "to_name": "text", "type": "textarea", "value": {"start": 15, "end": 17, "text": ["收入"]}}
   ]}]},
 {"id": 8, "data": {"name": "b", "text": "无"}, "annotations": [], "predictions": [{"result": []}]}
]`

const annotated = `{"line": 2, "surface": "8亿元", "nth": 1, "value": 8, "value_max": null, "unit": "亿元", "kind": "level", "bound": "eq", "status": "actual", "period": "2024", "indicator": "收入", "scope": null}
{"line": 2, "surface": "8%", "nth": 1, "value": 8.0, "value_max": null, "unit": "%", "kind": "growth", "bound": "eq", "status": "actual", "period": "2024", "indicator": "收入", "scope": null}
`

// The first region counts code points, the second UTF-16 code units: the text
// has a character beyond the basic plane.
func TestLabelStudioAsAnnotatorsLeaveIt(t *testing.T) {
	tasks, unjudged, err := Import("labelstudio", []File{{Name: "p.json", Data: []byte(labelStudioExport)}})
	if err != nil || len(tasks) != 1 || len(unjudged) != 1 || unjudged[0] != "b" {
		t.Fatalf("%d tasks, unjudged %v, error %v", len(tasks), unjudged, err)
	}
	if g := goldOf(t, &tasks[0]); g != annotated {
		t.Errorf("gold is\n%s", g)
	}
}

const doccanoExport = `{"id": 31, "text": "标题\n𠮷安县收入8亿元、增长8%。", "name": "a", "observations": [{"start_offset": 14, "end_offset": 16, "value": 8.0, "value_max": null, "unit": "%", "kind": "level", "bound": "ge", "status": "actual", "period": "2024", "indicator": "收入", "scope": null}], "entities": [{"id": 902, "label": "growth/eq/actual", "start_offset": 14, "end_offset": 16}, {"id": 903, "label": "level/eq/actual", "start_offset": 8, "end_offset": 11}, {"id": 904, "label": "words", "start_offset": 6, "end_offset": 8}], "relations": [{"id": 1, "from_id": 903, "to_id": 904, "type": "indicator"}], "Comments": []}
`

// The second entity is new: its value is read off the words, its indicator is
// linked, and its period is missing.
func TestDoccanoAsAnnotatorsLeaveIt(t *testing.T) {
	_, _, err := Import("doccano", []File{{Name: "p.jsonl", Data: []byte(doccanoExport)}})
	if err == nil || !strings.HasPrefix(err.Error(), `p.jsonl:1: task "a": entity at 8 to 11: "8亿元" has no period`) {
		t.Errorf("error is %v", err)
	}
	given := strings.Replace(doccanoExport, `"observations": [`, `"observations": [{"start_offset": 8, "end_offset": 11, "period": "2024"}, `, 1)
	tasks, _, err := Import("doccano", []File{{Name: "p.jsonl", Data: []byte(given)}})
	if err != nil {
		t.Fatal(err)
	}
	if g := goldOf(t, &tasks[0]); g != annotated {
		t.Errorf("gold is\n%s", g)
	}
	flat := `{"text": "收入8亿元", "name": "a", "observations": [{"start_offset": 2, "end_offset": 5, "period": "2024", "indicator": "收入", "value": 8}], "label": [[2, 5, "level/eq/actual"]]}`
	if tasks, _, err = Import("doccano", []File{{Name: "p.jsonl", Data: []byte(flat)}}); err != nil || tasks[0].Len() != 1 {
		t.Errorf("labels of a project without relations: %v", err)
	}
}

// The first number goes over the end of a line: brat writes it in pieces.
func TestBratAsAnnotatorsLeaveIt(t *testing.T) {
	text := "标题\n县收入8\n亿元、增长8%。"
	ann := "A1\tBound T4 eq\nT4\tlevel 6 7;8 10\t8 亿元\nA2\tStatus T4 actual\n" +
		"#1\tAnnotatorNotes T4\t{\"value\": 8, \"unit\": \"亿元\", \"period\": \"2024\", \"indicator\": \"收入\"}\n" +
		"T9\tgrowth 13 15\t8%\nA3\tBound T9 eq\nA4\tStatus T9 actual\nA5\tOptional T9\n#2\tAnnotatorNotes T9\t{\"value\": 8.0, \"value_max\": null, \"unit\": \"%\", \"period\": \"2024\", \"indicator\": \"收入\", \"scope\": null}\r\n"
	tasks, _, err := Import("brat", []File{{Name: "x/a.txt", Data: []byte(text)}, {Name: "x/a.ann", Data: []byte(ann), Task: "a"}})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer("8亿元", "8", "\"line\": 2, \"surface\": \"8%\"", "\"line\": 3, \"surface\": \"8%\"").Replace(annotated)
	want = strings.TrimSuffix(want, "}\n") + ", \"optional\": true}\n"
	if g := goldOf(t, &tasks[0]); g != want {
		t.Errorf("gold is\n%s\nwant\n%s", g, want)
	}
}

func TestImportNamesEveryFault(t *testing.T) {
	const text = "财政收入8亿元、\n增长8%。"
	ls := func(old, new string) []File {
		in := strings.Replace(labelStudioExport, old, new, 1)
		if in == labelStudioExport {
			t.Fatalf("%q changes nothing", old)
		}
		return []File{{Name: "p.json", Data: []byte(in)}}
	}
	brat := func(ann string) []File {
		return []File{{Name: "a.txt", Data: []byte(text)}, {Name: "a.ann", Data: []byte(ann)}}
	}
	doccano := func(line string) []File { return []File{{Name: "p.jsonl", Data: []byte("\n" + line)}} }
	good := "A1\tBound T1 eq\nA2\tStatus T1 actual\n#1\tAnnotatorNotes T1\t{\"value\": 8, \"unit\": \"亿元\", \"period\": \"2024\", \"indicator\": \"收入\"}\n"
	for _, c := range []struct {
		tool  string
		files []File
		want  string
	}{
		{"prodigy", nil, `no tool "prodigy"`},
		{"labelstudio", []File{{Name: "p.json", Data: []byte("{}")}}, "p.json:1: not a JSON list of tasks; export"},
		{"labelstudio", []File{{Name: "p.json", Data: []byte("[\n{\"data\":")}}, "p.json:2: not a task"},
		{"labelstudio", ls(`"labels": ["level"]`, `"labels": ["stock"]`), `p.json:2: task "a": region Zx1: kind is "stock"`},
		{"labelstudio", ls(`"text": ["2024"]`, `"text": []`), `region Zx1: "8亿元" has no period; fill it in`},
		{"labelstudio", ls(`"text": ["2024"]`, `"text": ["2024", "2025"]`), "period is given 2 times"},
		{"labelstudio", ls(`"text": ["收入"]`, `"text": [" "]`), `region Zx1: "8亿元": no indicator; mend it`},
		{"labelstudio", ls(`"text": ["8.0"]`, `"text": ["acht"]`), `region Zx2: "8%": `},
		{"labelstudio", ls(`标题\n`, `题\n`), "the text was changed after the export"},
		{"labelstudio", ls(`"was_cancelled": true`, `"was_cancelled": false`), "2 annotations; mark one of them as ground truth"},
		{"labelstudio", ls(`"name": "a"`, `"name": "../a"`), `a task is called "../a"`},
		{"labelstudio", ls(`"name": "a", `, ``), "no name in its data"},
		{"doccano", doccano(`{"name": "a"}`), `p.jsonl:2: task "a": no text`},
		{"doccano", doccano(`{"name": "a", "text": "8亿元", "entities": [{"id": 1, "label": "level", "start_offset": 0, "end_offset": 3}]}`), `label is "level", want kind/bound/status`},
		{"doccano", doccano(`{"name": "a", "text": "8亿元", "entities": [{"id": 1, "label": "level/eq/actual", "start_offset": 0, "end_offset": 9}]}`), "do not lie in the text"},
		{"doccano", doccano(`{"name": "a", "text": "8亿元", "entities": [{"id": 1, "label": "level/eq/actual", "start_offset": 0, "end_offset": 3}], "relations": [{"id": 1, "from_id": 1, "to_id": 5, "type": "indicator"}]}`), "want one of period, indicator, scope, unit to words"},
		{"brat", []File{{Name: "a.ann"}}, "a.ann: no a.txt beside it"},
		{"brat", brat("T1\tlevel 4 7\t9亿元\n" + good), `a.ann:1: "9亿元" does not stand at 4 7 of the .txt file, where "8亿元" does`},
		{"brat", brat("\nT1\tlevel 4 7\t8亿元\n" + strings.Replace(good, "Status T1 actual", "Status T1 done", 1)), `a.ann:2: "8亿元": status is "done"`},
		{"brat", brat("T1\tlevel 4 7;11 13\t8亿元 8%\n" + good), "a.ann:1: the number is marked in pieces"},
		{"brat", brat("T1\tlevel 4 7\t8亿元\n" + strings.Replace(good, `"value"`, `"valu"`, 1)), `a.ann:1: its note #1: unknown field "valu"; want JSON such as`},
		{"brat", brat("T1\tlevel 4 13\t8亿元、 增长8%\n" + good), "does not stand in one line"},
		{"brat", brat(good), "a.ann:1: A1 is of T1, which is not in the file"},
	} {
		tasks, _, err := Import(c.tool, c.files)
		if err == nil || tasks != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %d tasks, error is %v\nwant one with %q", c.tool, len(tasks), err, c.want)
		}
	}
}

func TestRowsGoOutAsSuggestions(t *testing.T) {
	high := 9.5
	text := "收入8\n亿元，其中5\n5亿元；增长8%—9.5%。"
	rows := []schema.ObservationRow{
		{CharStart: 2, CharEnd: 6, Surface: "8\n亿元", ValueText: "8", Unit: "亿元", Kind: "level", Bound: "eq", Status: "actual", Period: "2024", Indicator: "收入"},
		{CharStart: 9, CharEnd: 14, Surface: "5\n5亿元", ValueText: "55", Unit: "亿元", Kind: "level", Bound: "eq", Status: "actual", Period: "2024", Indicator: "收入"},
		{CharStart: 17, CharEnd: 24, Surface: "8%—9.5%", ValueText: "8", ValueMax: &high, Unit: "%", Kind: "growth", Bound: "range", Status: "actual", Period: "2024", Indicator: "收入"},
	}
	task, left := RowsTask("a", text, rows)
	if g := goldOf(t, &task); left != 1 || !strings.Contains(g, `"line": 1, "surface": "8", "nth": 1, "value": 8`) || !strings.Contains(g, `"line": 3, "surface": "8%—9.5%", "nth": 1, "value": 8, "value_max": 9.5`) {
		t.Errorf("left %d, gold is\n%s", left, g)
	}
	files, err := Export("labelstudio", []Task{task})
	if err != nil {
		t.Fatal(err)
	}
	var out []struct {
		Annotations, Predictions []struct{ Result []json.RawMessage }
	}
	if err := json.Unmarshal(files[0].Data, &out); err != nil || len(out[0].Annotations) != 0 || len(out[0].Predictions) != 1 {
		t.Errorf("tasks are %s, error %v", files[0].Data, err)
	}
	if _, err := Export("brat", []Task{task, task}); err == nil {
		t.Error("two tasks of one name go out")
	}
}

// Whatever a file holds, it is read or refused; what is read can be written as
// gold, and comes back the same.
func FuzzImport(f *testing.F) {
	f.Add(uint8(0), labelStudioExport, "")
	f.Add(uint8(1), doccanoExport, "")
	f.Add(uint8(2), "T1\tlevel 0 1;2 4\t8 亿元\nA1\tBound T1 eq\nA2\tStatus T1 actual\n#1\tAnnotatorNotes T1\t{\"value\": 8, \"period\": \"2024\", \"indicator\": \"收入\", \"alt\": {\"unit\": [\"亿\"]}}\n", "8\n亿元\n")
	f.Fuzz(func(t *testing.T, n uint8, data, text string) {
		tool := Tools[int(n)%len(Tools)]
		files := []File{{Name: "a.txt", Data: []byte(text)}, {Name: "a.ann", Data: []byte(data)}}
		if tool != "brat" {
			files = []File{{Name: "a", Data: []byte(data)}}
		}
		tasks, _, err := Import(tool, files)
		if err != nil {
			return
		}
		for i := range tasks {
			want := goldOf(t, &tasks[i])
			again, err := GoldTask(tasks[i].Name, "gold", strings.NewReader(want), tasks[i].Text)
			if err != nil {
				t.Fatalf("gold that was written is refused: %v\n%s", err, want)
			}
			if got := goldOf(t, &again); got != want {
				t.Fatalf("gold is\n%swas\n%s", got, want)
			}
			for _, other := range Tools {
				out, err := Export(other, []Task{again})
				if err != nil {
					t.Fatal(err)
				}
				if other != "brat" {
					out = out[:1]
				}
				back, unjudged, err := Import(other, out)
				if again.Text == "" || again.Len() == 0 {
					continue // some tools have no task without a text
				}
				if err != nil || len(unjudged) > 0 || goldOf(t, &back[0]) != want {
					t.Fatalf("%s: error %v", other, err)
				}
			}
		}
	})
}
