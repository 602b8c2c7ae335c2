package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// In Label Studio a task is a text with regions. A region is a result of type
// labels, whose label is the kind, and results of type choices and textarea
// with the same id, which carry the other fields. Annotations are a person's
// work, predictions are suggestions.

type lsTask struct {
	Data        lsData   `json:"data"`
	Annotations []lsWork `json:"annotations,omitempty"`
	Predictions []lsWork `json:"predictions,omitempty"`
}

type lsData struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

type lsWork struct {
	ModelVersion string     `json:"model_version,omitempty"`
	Cancelled    bool       `json:"was_cancelled,omitempty"`
	GroundTruth  bool       `json:"ground_truth,omitempty"`
	Result       []lsResult `json:"result"`
}

type lsResult struct {
	ID       string  `json:"id"`
	FromName string  `json:"from_name"`
	ToName   string  `json:"to_name"`
	Type     string  `json:"type"`
	Value    lsValue `json:"value"`
}

type lsValue struct {
	Start   lsOffset        `json:"start"`
	End     lsOffset        `json:"end"`
	Text    json.RawMessage `json:"text"` // of labels and choices the words, of a textarea what it holds
	Labels  []string        `json:"labels,omitempty"`
	Choices []string        `json:"choices,omitempty"`
}

// An lsOffset is a number, which old versions write as a string.
type lsOffset int

// UnmarshalJSON reads 12 and "12"; the error is of anything else.
func (o *lsOffset) UnmarshalJSON(b []byte) error {
	n, err := strconv.Atoi(strings.Trim(string(b), `"`))
	*o = lsOffset(n)
	return err
}

func exportLabelStudio(tasks []Task) ([]File, error) {
	out := make([]lsTask, len(tasks))
	for i := range tasks {
		t := &tasks[i]
		points := []rune(t.Text)
		work := lsWork{Result: []lsResult{}}
		for n := range t.marks {
			work.Result = append(work.Result, lsRegion("o"+strconv.Itoa(n+1), &t.marks[n], points)...)
		}
		out[i].Data = lsData{t.Name, t.Text}
		if t.Suggested {
			work.ModelVersion = "zhibiao"
			out[i].Predictions = []lsWork{work}
		} else {
			out[i].Annotations = []lsWork{work}
		}
	}
	data, err := indented(out)
	return []File{{Name: "tasks.json", Data: data}, {Name: "labeling.xml", Data: []byte(labelingConfig())}}, err
}

// lsRegion are the results of one mark.
func lsRegion(id string, m *mark, points []rune) []lsResult {
	result := func(name, kind string) lsResult {
		return lsResult{ID: id, FromName: name, ToName: "text", Type: kind,
			Value: lsValue{Start: lsOffset(m.start), End: lsOffset(m.end), Text: jsonOf(string(points[m.start:m.end]))}}
	}
	region := result("kind", "labels")
	region.Value.Labels = []string{m.Kind}
	out := []lsResult{region}
	choose := func(name, value string) {
		r := result(name, "choices")
		r.Value.Choices = []string{value}
		out = append(out, r)
	}
	for _, f := range closed {
		choose(f.name, *f.of(&m.said))
	}
	for _, f := range open {
		if v := f.get(&m.said); v != "" {
			r := result(f.name, "textarea")
			r.Value.Text = jsonOf([]string{v})
			out = append(out, r)
		}
	}
	if m.Optional {
		choose("optional", "optional")
	}
	return out
}

func jsonOf(v any) json.RawMessage {
	var b bytes.Buffer
	if err := plain(&b, v); err != nil {
		panic(err) // strings only: cannot happen
	}
	return b.Bytes()
}

// labelingConfig is the interface of a project that takes the tasks in.
func labelingConfig() string {
	var b strings.Builder
	b.WriteString("<View>\n  <Labels name=\"kind\" toName=\"text\">\n")
	for _, k := range kinds {
		fmt.Fprintf(&b, "    <Label value=%q/>\n", k)
	}
	b.WriteString("  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n  <View visibleWhen=\"region-selected\">\n")
	for _, f := range closed {
		fmt.Fprintf(&b, "    <Header value=%q/>\n    <Choices name=%q toName=\"text\" perRegion=\"true\" choice=\"single-radio\" showInline=\"true\" required=\"true\">\n", f.name, f.name)
		for _, v := range f.values {
			fmt.Fprintf(&b, "      <Choice value=%q/>\n", v)
		}
		b.WriteString("    </Choices>\n")
	}
	for _, f := range open {
		required := ""
		if slices.Contains([]string{"value", "period", "indicator"}, f.name) {
			required = ` required="true"`
		}
		fmt.Fprintf(&b, "    <Header value=%q/>\n    <TextArea name=%q toName=\"text\" perRegion=\"true\" maxSubmissions=\"1\" editable=\"true\"%s/>\n", f.name, f.name, required)
	}
	b.WriteString("    <Choices name=\"optional\" toName=\"text\" perRegion=\"true\" choice=\"multiple\">\n      <Choice value=\"optional\"/>\n    </Choices>\n  </View>\n</View>\n")
	return b.String()
}

func importLabelStudio(files []File) (tasks []Task, unjudged []string, err error) {
	var faults []error
	for _, f := range files {
		read, left, err := lsFile(f)
		faults = append(faults, err)
		tasks, unjudged = append(tasks, read...), append(unjudged, left...)
	}
	return tasks, unjudged, errors.Join(faults...)
}

func lsFile(f File) (tasks []Task, unjudged []string, err error) {
	d := json.NewDecoder(bytes.NewReader(f.Data))
	if token, err := d.Token(); err != nil || token != json.Delim('[') {
		return nil, nil, faultAt(f.Name, 1, errors.New("not a JSON list of tasks; export the project of Label Studio as JSON (not JSON-MIN)"))
	}
	var faults []error
	for d.More() {
		at := int(d.InputOffset())
		for at < len(f.Data) && strings.ContainsRune(" \t\r\n,", rune(f.Data[at])) {
			at++
		}
		line := 1 + bytes.Count(f.Data[:at], []byte("\n"))
		var in lsTask
		if err := d.Decode(&in); err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return nil, nil, errors.Join(append(faults, faultAt(f.Name, line, fmt.Errorf("not a task as Label Studio exports it as JSON: %w", plainJSON(err))))...)
		}
		t, judged, err := lsRead(&in)
		if err != nil {
			for _, e := range joined(err) {
				faults = append(faults, faultAt(f.Name, line, fmt.Errorf("task %q: %w", in.Data.Name, e)))
			}
			continue
		}
		if !judged {
			unjudged = append(unjudged, in.Data.Name)
			continue
		}
		tasks = append(tasks, t)
	}
	return tasks, unjudged, errors.Join(faults...)
}

// joined are the errors that err joins, or err alone.
func joined(err error) []error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return many.Unwrap()
	}
	return []error{err}
}

// lsRead is a task with what a person marked in it; judged is false where
// nobody did.
func lsRead(in *lsTask) (t Task, judged bool, err error) {
	if in.Data.Name == "" {
		return t, false, errors.New("no name in its data; import into Label Studio what zhibiao gold export wrote")
	}
	if in.Data.Text == "" {
		return t, false, errNoText
	}
	work := slices.DeleteFunc(slices.Clone(in.Annotations), func(w lsWork) bool { return w.Cancelled })
	if len(work) > 1 {
		if truth := slices.DeleteFunc(slices.Clone(work), func(w lsWork) bool { return !w.GroundTruth }); len(truth) == 1 {
			work = truth
		}
	}
	switch len(work) {
	case 0:
		return t, false, nil
	case 1:
	default:
		return t, false, fmt.Errorf("%d annotations; mark one of them as ground truth in Label Studio", len(work))
	}
	t = Task{Name: in.Data.Name, Text: in.Data.Text}
	lines, points := textLines(t.Text), []rune(t.Text)
	var faults []error
	for _, r := range work[0].Result {
		if r.Type != "labels" {
			continue
		}
		s, err := lsSaid(r.ID, work[0].Result)
		if err == nil {
			var start, end int
			if start, end, err = lsPlace(r.Value, points); err == nil {
				err = t.add(lines, points, start, end, s)
			}
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("region %s: %w", r.ID, err))
		}
	}
	return t, true, errors.Join(faults...)
}

// lsSaid collects what the results of a region say.
func lsSaid(id string, results []lsResult) (s said, err error) {
	for _, r := range results {
		if r.ID != id {
			continue
		}
		switch r.Type {
		case "labels":
			if len(r.Value.Labels) != 1 {
				return s, fmt.Errorf("%d labels; want one kind", len(r.Value.Labels))
			}
			s.Kind = r.Value.Labels[0]
		case "choices":
			if r.FromName == "optional" {
				s.Optional = len(r.Value.Choices) > 0
			}
			for _, f := range closed {
				if f.name == r.FromName && len(r.Value.Choices) > 0 {
					*f.of(&s) = r.Value.Choices[0]
				}
			}
		case "textarea":
			var text []string
			if err := json.Unmarshal(r.Value.Text, &text); err != nil {
				return s, fmt.Errorf("%s holds no list of texts", r.FromName)
			}
			if len(text) > 1 {
				return s, fmt.Errorf("%s is given %d times; leave one", r.FromName, len(text))
			}
			for _, f := range open {
				if len(text) == 1 && f.name == r.FromName && strings.TrimSpace(text[0]) != "" {
					f.set(&s, strings.TrimSpace(text[0]))
				}
			}
		}
	}
	return s, known(s.Kind)
}

// lsPlace is where a region stands in code points. Where the words there are
// not those of the region, the offsets may be of UTF-16, as browsers count.
func lsPlace(v lsValue, points []rune) (start, end int, err error) {
	var words string
	if err := json.Unmarshal(v.Text, &words); err != nil {
		return int(v.Start), int(v.End), nil // the words were not exported
	}
	clean := func(s string) string { return strings.NewReplacer("\\n", "", "\n", "", "\r", "").Replace(s) }
	start, end = int(v.Start), int(v.End)
	if start >= 0 && start <= end && end <= len(points) && clean(string(points[start:end])) == clean(words) {
		return start, end, nil
	}
	units := utf16.Encode(points)
	if start >= 0 && start <= end && end <= len(units) {
		from := len(utf16.Decode(units[:start]))
		to := from + len(utf16.Decode(units[start:end]))
		if to <= len(points) && clean(string(points[from:to])) == clean(words) {
			return from, to, nil
		}
	}
	return 0, 0, fmt.Errorf("%q does not stand at %d to %d of the text; the text was changed after the export, import it with the text it was marked in", words, start, end)
}
