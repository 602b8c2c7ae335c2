package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// In doccano a task is a line of JSON with entities, which have a label and
// nothing else. The label is kind/bound/status; what an observation says
// otherwise stands in observations, which doccano keeps as metadata, beside
// the offsets it belongs to. Entities that a person adds may be linked to
// words by relations named period, indicator, scope and unit.

type doccanoTask struct {
	Name         string            `json:"name"`
	Text         string            `json:"text"`
	Data         string            `json:"data,omitempty"`  // text, as some versions call it
	Label        []json.RawMessage `json:"label,omitempty"` // [start, end, label], of projects without relations
	Entities     []doccanoEntity   `json:"entities"`
	Relations    []doccanoRelation `json:"relations"`
	Observations []doccanoSaid     `json:"observations"`
}

type doccanoEntity struct {
	ID    int    `json:"id"`
	Label string `json:"label"`
	Start int    `json:"start_offset"`
	End   int    `json:"end_offset"`
}

type doccanoRelation struct {
	ID   int    `json:"id"`
	From int    `json:"from_id"`
	To   int    `json:"to_id"`
	Type string `json:"type"`
}

type doccanoSaid struct {
	Start int `json:"start_offset"`
	End   int `json:"end_offset"`
	said
}

// doccanoWords is the label of words that a relation leads to.
const doccanoWords = "words"

// doccanoRelations are the fields that a relation may give.
var doccanoRelations = []string{"period", "indicator", "scope", "unit"}

func (s *said) label() string { return s.Kind + "/" + s.Bound + "/" + s.Status }

func exportDoccano(tasks []Task) ([]File, error) {
	var b bytes.Buffer
	labels := map[string]bool{doccanoWords: true}
	for _, k := range kinds {
		labels[k+"/eq/actual"], labels[k+"/eq/target"] = true, true
	}
	for i := range tasks {
		t := &tasks[i]
		out := doccanoTask{Name: t.Name, Text: t.Text, Entities: []doccanoEntity{}, Relations: []doccanoRelation{}, Observations: []doccanoSaid{}}
		for n := range t.marks {
			m := t.marks[n]
			labels[m.label()] = true
			out.Entities = append(out.Entities, doccanoEntity{n + 1, m.label(), m.start, m.end})
			out.Observations = append(out.Observations, doccanoSaid{m.start, m.end, m.said})
		}
		if err := plain(&b, out); err != nil {
			return nil, err
		}
		b.WriteByte('\n')
	}
	type labelType struct {
		Text       string `json:"text"`
		Background string `json:"background_color"`
		Foreground string `json:"text_color"`
	}
	types := func(names []string) (out []labelType) {
		for _, n := range names {
			out = append(out, labelType{n, colourOf(n), "#ffffff"})
		}
		return out
	}
	names := []string{}
	for l := range labels {
		names = append(names, l)
	}
	slices.Sort(names)
	spans, err := indented(types(names))
	links, err2 := indented(types(doccanoRelations))
	return []File{{Name: "tasks.jsonl", Data: b.Bytes()}, {Name: "labels.json", Data: spans}, {Name: "relations.json", Data: links}}, errors.Join(err, err2)
}

// colourOf is the colour of a label: one for each kind.
func colourOf(label string) string {
	kind, _, _ := strings.Cut(label, "/")
	colours := []string{"#1f6feb", "#1a7f37", "#8250df", "#9a6700", "#bc4c00", "#cf222e", "#0a7ea4"}
	for i, k := range kinds {
		if k == kind {
			return colours[i]
		}
	}
	return "#57606a"
}

func importDoccano(files []File) (tasks []Task, err error) {
	var faults []error
	for _, f := range files {
		faults = append(faults, eachLine(f.Name, bytes.NewReader(f.Data), func(raw []byte) error {
			var in doccanoTask
			if err := json.Unmarshal(raw, &in); err != nil {
				return fmt.Errorf("not a task as doccano exports it as JSONL: %w", plainJSON(err))
			}
			t, err := in.read()
			if err != nil {
				return fmt.Errorf("task %q: %w", in.Name, err)
			}
			tasks = append(tasks, t)
			return nil
		}))
	}
	return tasks, errors.Join(faults...)
}

func (in *doccanoTask) read() (Task, error) {
	if in.Text == "" {
		in.Text = in.Data
	}
	t := Task{Name: in.Name, Text: in.Text}
	if t.Text == "" {
		return t, errNoText
	}
	if t.Name == "" {
		return t, errors.New("no name; import into doccano what zhibiao gold export wrote")
	}
	for i, raw := range in.Label {
		e := doccanoEntity{ID: -1 - i}
		if err := json.Unmarshal(raw, &[]any{&e.Start, &e.End, &e.Label}); err != nil {
			return t, fmt.Errorf("label %s: want [start, end, label]", raw)
		}
		in.Entities = append(in.Entities, e)
	}
	lines, points := textLines(t.Text), []rune(t.Text)
	slices.SortStableFunc(in.Entities, func(a, b doccanoEntity) int {
		return slices.Compare([]int{a.Start, a.End}, []int{b.Start, b.End})
	})
	kept := make([]said, len(in.Entities))
	found := make([]bool, len(in.Entities))
	used := make([]bool, len(in.Observations))
	// What has kept its label comes first: of several observations of the same
	// words, another one may have got a new label.
	for _, sameLabel := range []bool{true, false} {
		for i, e := range in.Entities {
			for n := range in.Observations {
				o := &in.Observations[n]
				if !found[i] && !used[n] && o.Start == e.Start && o.End == e.End && (!sameLabel || o.label() == e.Label) {
					kept[i], found[i], used[n] = o.said, true, true
				}
			}
		}
	}
	var faults []error
	for i, e := range in.Entities {
		if e.Label == doccanoWords {
			continue
		}
		s, err := in.links(e, kept[i], points)
		if err == nil {
			parts := strings.Split(e.Label, "/")
			if len(parts) != 3 {
				err = fmt.Errorf("label is %q, want kind/bound/status, such as level/eq/actual", e.Label)
			} else {
				s.Kind, s.Bound, s.Status = parts[0], parts[1], parts[2]
				err = t.add(lines, points, e.Start, e.End, s)
			}
		}
		if err != nil {
			if !found[i] {
				err = fmt.Errorf("%w (new in doccano: what labels and relations do not say is given in observations of this line)", err)
			}
			faults = append(faults, fmt.Errorf("entity at %d to %d: %w", e.Start, e.End, err))
		}
	}
	return t, errors.Join(faults...)
}

// links takes over what the words say that relations lead to from e.
func (in *doccanoTask) links(e doccanoEntity, s said, points []rune) (said, error) {
	for _, r := range in.Relations {
		if r.From != e.ID {
			continue
		}
		at := slices.IndexFunc(in.Entities, func(o doccanoEntity) bool { return o.ID == r.To })
		if at < 0 || !slices.Contains(doccanoRelations, r.Type) {
			return s, fmt.Errorf("relation %q to entity %d; want one of %s to words of this text", r.Type, r.To, strings.Join(doccanoRelations, ", "))
		}
		o := in.Entities[at]
		if o.Start < 0 || o.End < o.Start || o.End > len(points) {
			return s, fmt.Errorf("offsets %d to %d do not lie in the text", o.Start, o.End)
		}
		words := strings.TrimSpace(string(points[o.Start:o.End]))
		if r.Type == "period" {
			words = strings.TrimSuffix(words, "年")
		}
		for _, f := range open {
			if f.name == r.Type {
				f.set(&s, words)
			}
		}
	}
	return s, nil
}
