package eval_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"zhibiao/extract/eval"
	"zhibiao/schema"
)

const (
	report = "全年财政收入8亿元。\n"
	gold   = `{"line": 1, "surface": "8亿元", "nth": 1, "value": 8.0, "value_max": null, "unit": "亿元", "kind": "level", "bound": "eq", "status": "actual", "period": "2024", "indicator": "财政收入", "scope": null}` + "\n"
)

// Rows of a report beside what a person annotated.
func ExampleOf() {
	want, err := eval.ReadGold("a.gold.jsonl", strings.NewReader(gold), report)
	if err != nil {
		log.Fatal(err)
	}
	rows := []schema.ObservationRow{{CharStart: 6, CharEnd: 9, Surface: "8亿元", Value: 8, Unit: "亿元", Kind: "level", Bound: "ge", Status: "actual", Period: "2024", Indicator: "财政收入"}}
	score := eval.Of("a", want, eval.FromRows(report, rows))
	fmt.Println("detect", score.At(eval.Detect).F1)
	fmt.Println("tuple", score.At(eval.Tuple).F1)
	fmt.Println(score.Errors[0])
	// Output:
	// detect 1
	// tuple 0
	// DIFF  1 8亿元 bound: gold "eq" got "ge" []
}

// Gold goes to an annotation tool and comes back.
func ExampleExport() {
	task, err := eval.GoldTask("a", "a.gold.jsonl", strings.NewReader(gold), report)
	if err != nil {
		log.Fatal(err)
	}
	files, err := eval.Export("brat", []eval.Task{task})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f.Name, ".ann") {
			fmt.Print(string(f.Data))
		}
	}
	tasks, _, err := eval.Import("brat", files)
	if err != nil {
		log.Fatal(err)
	}
	if err := tasks[0].WriteGold(os.Stdout); err != nil {
		log.Fatal(err)
	}
	// Output:
	// T1	level 6 9	8亿元
	// A1	Bound T1 eq
	// A2	Status T1 actual
	// #1	AnnotatorNotes T1	{"value": 8.0, "value_max": null, "unit": "亿元", "period": "2024", "indicator": "财政收入", "scope": null}
	// {"line": 1, "surface": "8亿元", "nth": 1, "value": 8.0, "value_max": null, "unit": "亿元", "kind": "level", "bound": "eq", "status": "actual", "period": "2024", "indicator": "财政收入", "scope": null}
}
