package eval

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// In brat a text NAME.txt has its annotations beside it in NAME.ann: a text
// bound annotation whose type is the kind, attributes Bound, Status and
// Optional, and a note, which holds the other fields as JSON.

func exportBrat(tasks []Task) ([]File, error) {
	files := []File{{Name: "annotation.conf", Data: []byte(bratConfig())}}
	for i := range tasks {
		t := &tasks[i]
		points := []rune(t.Text)
		var b bytes.Buffer
		attributes := 0
		attribute := func(of int, name, value string) {
			attributes++
			fmt.Fprintf(&b, "A%d\t%s\n", attributes, strings.TrimSpace(fmt.Sprintf("%s T%d %s", name, of, value)))
		}
		for n := range t.marks {
			m := t.marks[n]
			fmt.Fprintf(&b, "T%d\t%s %d %d\t%s\n", n+1, m.Kind, m.start, m.end, string(points[m.start:m.end]))
			for _, f := range closed {
				attribute(n+1, bratName(f.name), *f.of(&m.said))
			}
			if m.Optional {
				attribute(n+1, "Optional", "")
			}
			m.Kind, m.Bound, m.Status, m.Optional = "", "", "", false
			raw, err := json.Marshal(m.said)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", t.Name, err)
			}
			fmt.Fprintf(&b, "#%d\tAnnotatorNotes T%d\t", n+1, n+1)
			if err := spaced(&b, raw); err != nil {
				return nil, fmt.Errorf("%s: %w", t.Name, err)
			}
			b.WriteByte('\n')
		}
		files = append(files, File{Name: t.Name + ".txt", Data: []byte(t.Text)}, File{Name: t.Name + ".ann", Data: b.Bytes()})
	}
	return files, nil
}

// bratName is a field as brat calls it: Bound.
func bratName(field string) string { return strings.ToUpper(field[:1]) + field[1:] }

// bratConfig is the annotation.conf of a collection that takes the tasks in.
func bratConfig() string {
	var b strings.Builder
	b.WriteString("[entities]\n")
	for _, k := range kinds {
		fmt.Fprintln(&b, k)
	}
	b.WriteString("\n[relations]\n# numbers may overlap and stand in the same place\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n")
	for _, f := range closed {
		fmt.Fprintf(&b, "%s\tArg:<ENTITY>, Value:%s\n", bratName(f.name), strings.Join(f.values, "|"))
	}
	b.WriteString("Optional\tArg:<ENTITY>\n")
	return b.String()
}

func importBrat(files []File) (tasks []Task, err error) {
	texts := map[string][]byte{}
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Name, ".txt"); ok {
			texts[name] = f.Data
		}
	}
	var faults []error
	for _, f := range files {
		name, ok := strings.CutSuffix(f.Name, ".ann")
		if !ok {
			continue
		}
		text, ok := texts[name]
		if !ok {
			faults = append(faults, faultAt(f.Name, 0, fmt.Errorf("no %s.txt beside it; give the directory that holds both", name)))
			continue
		}
		t := Task{Name: cmp.Or(f.Task, name), Text: string(text)}
		if err := t.bratRead(f); err != nil {
			faults = append(faults, err)
			continue
		}
		tasks = append(tasks, t)
	}
	return tasks, errors.Join(faults...)
}

// A bratMark is a text bound annotation while it is read.
type bratMark struct {
	line       int // of the .ann file
	start, end int
	said
	err error
}

// bratRead reads the annotations of the task's text.
func (t *Task) bratRead(f File) error {
	points := []rune(t.Text)
	marks := map[string]*bratMark{}
	var order []*bratMark
	var faults []error
	rows := strings.Split(string(f.Data), "\n")
	// Attributes and notes may stand before what they are of.
	for _, bound := range []bool{true, false} {
		for i, row := range rows {
			row = strings.TrimSuffix(row, "\r")
			if row == "" || (row[0] == 'T') != bound {
				continue
			}
			id, rest, _ := strings.Cut(row, "\t")
			if bound {
				m := &bratMark{line: i + 1}
				m.err = m.place(rest, points)
				marks[id], order = m, append(order, m)
				continue
			}
			if err := bratSaid(id, rest, marks); err != nil {
				faults = append(faults, faultAt(f.Name, i+1, err))
			}
		}
	}
	lines := textLines(t.Text)
	for _, m := range order {
		if m.err == nil {
			m.err = t.add(lines, points, m.start, m.end, m.said)
		}
		if m.err != nil {
			faults = append(faults, faultAt(f.Name, m.line, m.err))
		}
	}
	return errors.Join(faults...)
}

// place reads kind and offsets of a text bound annotation, and checks its
// words. Of a discontinuous one the fragments have to follow each other with
// nothing but space between them, as over the end of a line.
func (m *bratMark) place(rest string, points []rune) error {
	head, words, ok := strings.Cut(rest, "\t")
	kind, offsets, _ := strings.Cut(head, " ")
	if !ok || offsets == "" {
		return errors.New("want T1, a tab, KIND START END, a tab and the words")
	}
	m.Kind = kind
	if err := known(kind); err != nil {
		return err
	}
	var cut []string
	for i, fragment := range strings.Split(offsets, ";") {
		a, b, _ := strings.Cut(fragment, " ")
		start, err1 := strconv.Atoi(a)
		end, err2 := strconv.Atoi(b)
		if err1 != nil || err2 != nil || start < 0 || end <= start || end > len(points) {
			return fmt.Errorf("offsets %q do not lie in the text, which has %d characters", fragment, len(points))
		}
		if i == 0 {
			m.start = start
		} else if start < m.end || strings.TrimSpace(string(points[m.end:start])) != "" {
			return errors.New("the number is marked in pieces with other text between them; mark it in one piece")
		}
		m.end = end
		cut = append(cut, string(points[start:end]))
	}
	if bare(strings.Join(cut, "")) != bare(words) {
		return fmt.Errorf("%q does not stand at %s of the .txt file, where %q does; the text was changed after it was marked", words, offsets, strings.Join(cut, " "))
	}
	return nil
}

// bare is s without space.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// bratSaid reads an attribute or a note. Other annotations, such as relations
// and normalisations, are passed over.
func bratSaid(id, rest string, marks map[string]*bratMark) error {
	head, note, _ := strings.Cut(rest, "\t")
	words := strings.Fields(head)
	if len(words) < 2 || id == "" || !strings.Contains("AM#", id[:1]) {
		return nil
	}
	m := marks[words[1]]
	if m == nil {
		return fmt.Errorf("%s is of %s, which is not in the file", id, words[1])
	}
	if id[0] == '#' {
		if words[0] != "AnnotatorNotes" {
			return nil
		}
		kind, bound, status, optional := m.Kind, m.Bound, m.Status, m.Optional
		d := json.NewDecoder(strings.NewReader(note))
		d.DisallowUnknownFields()
		if err := d.Decode(&m.said); err != nil {
			m.err = errors.Join(m.err, fmt.Errorf("its note %s: %w; want JSON such as {\"value\": 3260, \"unit\": \"万美元\", \"period\": \"2024\", \"indicator\": \"实际使用外资\"}", id, plainJSON(err)))
		}
		m.Kind, m.Bound, m.Status, m.Optional = kind, bound, status, optional || m.Optional
		return nil
	}
	if words[0] == "Optional" {
		m.Optional = true
		return nil
	}
	for _, f := range closed {
		if bratName(f.name) == words[0] {
			if len(words) != 3 {
				return fmt.Errorf("%s %s has no value; want one of %s", id, words[0], strings.Join(f.values, ", "))
			}
			*f.of(&m.said) = words[2]
		}
	}
	return nil
}
