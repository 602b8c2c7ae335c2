package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"

	"zhibiao/schema"
)

// A File is one file of an annotation tool.
type File struct {
	Name string // slashes forward; on import as errors name it
	Data []byte
	Task string // on import, of a .ann file: the name of its task; "" for Name without .ann
}

// Tools are the annotation tools that tasks are written for and read from.
var Tools = []string{"labelstudio", "doccano", "brat"}

// Export writes tasks as the files that tool takes in: for labelstudio
// tasks.json and labeling.xml, for doccano tasks.jsonl, labels.json and
// relations.json, for brat annotation.conf and a .txt and a .ann of each task.
// All offsets are code points. The same tasks give the same bytes. The error
// is of an unknown tool or of two tasks with one name.
func Export(tool string, tasks []Task) ([]File, error) {
	seen := map[string]bool{}
	for i := range tasks {
		if seen[tasks[i].Name] {
			return nil, fmt.Errorf("two reports are called %s; export them apart", tasks[i].Name)
		}
		seen[tasks[i].Name] = true
	}
	switch tool {
	case "labelstudio":
		return exportLabelStudio(tasks)
	case "doccano":
		return exportDoccano(tasks)
	case "brat":
		return exportBrat(tasks)
	}
	return nil, unknownTool(tool)
}

// Import reads tasks out of the files that tool wrote; of brat these are .ann
// and .txt files, and others are passed over. Line, surface and nth of every
// observation are found again from its offsets. unjudged names the tasks that
// have no annotation of a person. The error joins a *schema.Fault for every
// mark that makes no gold, with file, line and remedy.
func Import(tool string, files []File) (tasks []Task, unjudged []string, err error) {
	switch tool {
	case "labelstudio":
		tasks, unjudged, err = importLabelStudio(files)
	case "doccano":
		tasks, err = importDoccano(files)
	case "brat":
		tasks, err = importBrat(files)
	default:
		err = unknownTool(tool)
	}
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{}
	for i := range tasks {
		t := &tasks[i]
		switch {
		case seen[t.Name]:
			return nil, nil, fmt.Errorf("two tasks are called %q; import them apart", t.Name)
		case !local(t.Name):
			return nil, nil, fmt.Errorf("a task is called %q, which is no name for a file; mend its name", t.Name)
		}
		seen[t.Name] = true
		t.sort()
	}
	return tasks, unjudged, nil
}

// local reports whether name stays below the directory it is written to.
func local(name string) bool {
	return name != "" && name == path.Clean(name) && name != "." && name != ".." && !strings.HasPrefix(name, "/") && !strings.HasPrefix(name, "../") && !strings.ContainsAny(name, "\\:")
}

func unknownTool(tool string) error {
	return fmt.Errorf("no tool %q; want one of %s", tool, strings.Join(Tools, ", "))
}

// closed are the closed fields of gold with what they may say.
var closed = []struct {
	name   string
	values []string
	of     func(*said) *string
}{
	{"bound", bounds, func(s *said) *string { return &s.Bound }},
	{"status", statuses, func(s *said) *string { return &s.Status }},
}

// open are the fields of gold that hold text or a number.
var open = []struct {
	name string
	get  func(*said) string // "" for none
	set  func(*said, string)
}{
	{"value", func(s *said) string { return string(s.Value) }, func(s *said, v string) { s.Value = json.Number(v) }},
	{"value_max", func(s *said) string { return written(s.ValueMax) }, func(s *said, v string) { n := json.Number(v); s.ValueMax = &n }},
	{"unit", func(s *said) string { return s.Unit }, func(s *said, v string) { s.Unit = v }},
	{"period", func(s *said) string { return s.Period }, func(s *said, v string) { s.Period = v }},
	{"indicator", func(s *said) string { return s.Indicator }, func(s *said, v string) { s.Indicator = v }},
	{"scope", func(s *said) string { return written(s.Scope) }, func(s *said, v string) { s.Scope = &v }},
	{"alt", func(s *said) string { return string(s.Alt) }, func(s *said, v string) { s.Alt = json.RawMessage(v) }},
}

func written[T ~string](p *T) string {
	if p == nil {
		return ""
	}
	return string(*p)
}

// indented is v as JSON to be read by people, one line end at its end.
func indented(v any) ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return []byte(b.String()), err
}

// faultAt is err at a line of a file.
func faultAt(file string, line int, err error) error {
	return &schema.Fault{File: file, Line: line, Err: err}
}

// known reports a kind that there is none of.
func known(kind string) error {
	return among("kind", []string{kind}, kinds)
}

var errNoText = errors.New("no text; export the task with its data")
