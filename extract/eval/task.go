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

	"zhibiao/schema"
)

// A Task is one text with observations marked in it, on its way to an
// annotation tool or back.
type Task struct {
	Name      string // of the report, slashes forward, without an extension
	Text      string // what all offsets refer to
	Suggested bool   // the marks are the extractor's, not a person's
	marks     []mark // in text order
}

// Len is how many observations are marked.
func (t *Task) Len() int { return len(t.marks) }

// A mark is an observation at its place in a text.
type mark struct {
	start, end int // code points, half-open
	said
}

// said is what a gold observation says beside its place. Numbers are kept as
// they were written.
type said struct {
	Value     json.Number     `json:"value"`
	ValueMax  *json.Number    `json:"value_max"`
	Unit      string          `json:"unit"`
	Kind      string          `json:"kind,omitempty"`
	Bound     string          `json:"bound,omitempty"`
	Status    string          `json:"status,omitempty"`
	Period    string          `json:"period"`
	Indicator string          `json:"indicator"`
	Scope     *string         `json:"scope"`
	Optional  bool            `json:"optional,omitempty"`
	Alt       json.RawMessage `json:"alt,omitempty"`
}

// A goldLine is one line of a gold file as it is written.
type goldLine struct {
	Line    int    `json:"line"`
	Surface string `json:"surface"`
	Nth     int    `json:"nth"`
	said
}

// GoldTask reads the gold observations of text, as ReadGold does, to hand them
// to an annotation tool. The error joins a *schema.Fault for every bad line;
// goldFile is how they call the file.
func GoldTask(name, goldFile string, r io.Reader, text string) (Task, error) {
	lines := textLines(text)
	t := Task{Name: name, Text: text}
	err := eachLine(goldFile, r, func(raw []byte) error {
		g, err := parseGold(raw, lines)
		if err != nil {
			return err
		}
		m := mark{start: g.span[0], end: g.span[1]}
		if err := json.Unmarshal(raw, &m.said); err != nil {
			return plainJSON(err)
		}
		t.marks = append(t.marks, m)
		return nil
	})
	t.sort()
	return t, err
}

// RowsTask makes suggestions of the observation rows of text. A surface that
// goes on in the next line ends with its number; left are the rows, counted,
// whose number itself goes on there, which gold cannot say.
func RowsTask(name, text string, rows []schema.ObservationRow) (t Task, left int) {
	t = Task{Name: name, Text: text, Suggested: true}
	points := []rune(text)
	for i := range rows {
		o := &rows[i]
		m := mark{start: int(o.CharStart), end: int(o.CharEnd), said: said{Value: json.Number(o.ValueText), Unit: o.Unit, Kind: o.Kind, Bound: o.Bound,
			Status: o.Status, Period: o.Period, Indicator: o.Indicator, Scope: o.Scope}}
		if o.ValueMax != nil {
			high := json.Number(strconv.FormatFloat(*o.ValueMax, 'f', -1, 64))
			m.ValueMax = &high
		}
		var ok bool
		if m.start, m.end, ok = oneLine(points, m.start, m.end); !ok {
			left++
			continue
		}
		t.marks = append(t.marks, m)
	}
	t.sort()
	return t, left
}

// oneLine trims space from a range of code points and ends it with its first
// line; ok is false where a numeral stands in the lines after that, or nothing
// is left.
func oneLine(points []rune, start, end int) (from, to int, ok bool) {
	const space = " \t\r\n\u00a0\u3000"
	for start < end && strings.ContainsRune(space, points[start]) {
		start++
	}
	if n := slices.Index(points[start:end], '\n'); n >= 0 {
		if strings.ContainsAny(string(points[start+n:end]), "0123456789０１２３４５６７８９〇零一二三四五六七八九十两") {
			return start, end, false
		}
		end = start + n
	}
	for start < end && strings.ContainsRune(space, points[end-1]) {
		end--
	}
	return start, end, start < end
}

func (t *Task) sort() {
	slices.SortStableFunc(t.marks, func(a, b mark) int { return slices.Compare([]int{a.start, a.end}, []int{b.start, b.end}) })
}

// add marks the code points [start, end) of the text with what an annotator
// said of them; the error says what is missing or wrong.
func (t *Task) add(lines lineIndex, points []rune, start, end int, s said) error {
	if start < 0 || end <= start || end > len(points) {
		return fmt.Errorf("offsets %d to %d do not lie in the text, which has %d characters", start, end, len(points))
	}
	from, to, ok := oneLine(points, start, end)
	if !ok {
		return fmt.Errorf("%q does not stand in one line; mark the number in its own line", string(points[start:end]))
	}
	if s.Value == "" {
		s.Value, s.Unit = plainValue(string(points[from:to]), s)
	}
	if s.Period == "" || s.Value == "" {
		// check says the same of what is missing, without a remedy
		var missing []string
		for _, f := range []struct{ name, value string }{{"value", string(s.Value)}, {"period", s.Period}} {
			if f.value == "" {
				missing = append(missing, f.name)
			}
		}
		return fmt.Errorf("%q has no %s; fill it in", string(points[from:to]), strings.Join(missing, " and no "))
	}
	m := mark{start: from, end: to, said: s}
	raw, err := json.Marshal(m.line(lines, points))
	if err != nil {
		return fmt.Errorf("%q: %w", string(points[from:to]), plainJSON(err))
	}
	if _, err := parseGold(raw, lines); err != nil {
		return fmt.Errorf("%q: %w; mend it in the annotation tool", string(points[from:to]), err)
	}
	t.marks = append(t.marks, m)
	return nil
}

// plainValue reads value and unit off a surface such as 8412万美元, where the
// annotator gave none: only of kinds whose value has no sign.
func plainValue(surface string, s said) (value json.Number, unit string) {
	if s.Kind == string(schema.Growth) || s.Kind == string(schema.Delta) {
		return "", s.Unit
	}
	surface = strings.TrimPrefix(surface, "第")
	n := 0
	for n < len(surface) && (surface[n] >= '0' && surface[n] <= '9' || surface[n] == '.') {
		n++
	}
	unit = surface[n:]
	if _, err := strconv.ParseFloat(surface[:n], 64); err != nil || strings.ContainsAny(unit, "0123456789—~～-,，") {
		return "", s.Unit
	}
	if s.Kind == string(schema.Rank) {
		unit = "位"
	}
	if s.Unit != "" {
		unit = s.Unit
	}
	return json.Number(surface[:n]), unit
}

// line finds line, surface and nth of a mark again.
func (m *mark) line(lines lineIndex, points []rune) goldLine {
	n := lines.at(m.start)
	surface := points[m.start:m.end]
	nth := 0
	for at := lines.starts[n-1]; at <= m.start; at++ {
		if slices.Equal(points[at:at+len(surface)], surface) {
			nth++
		}
	}
	return goldLine{Line: n, Surface: string(surface), Nth: nth, said: m.said}
}

// WriteGold writes the marks as gold: JSON Lines in text order, each with the
// fields in the order of the annotation guide and a space after : and ,. The
// error is that of w.
func (t *Task) WriteGold(w io.Writer) error {
	lines, points := textLines(t.Text), []rune(t.Text)
	var b bytes.Buffer
	for i := range t.marks {
		raw, err := json.Marshal(t.marks[i].line(lines, points))
		if err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
		if err := spaced(&b, raw); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
		b.WriteByte('\n')
	}
	_, err := b.WriteTo(w)
	return err
}

// spaced writes a JSON value in one line with a space after : and , numbers as
// they are, and no character escaped that need not be.
func spaced(b *bytes.Buffer, raw []byte) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var stack []byte // { before a key, : before its value, [ in an array
	first := true
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		top := byte(0)
		if len(stack) > 0 {
			top = stack[len(stack)-1]
		}
		closing := token == json.Delim('}') || token == json.Delim(']')
		if !first && !closing && (top == '{' || top == '[') {
			b.WriteString(", ")
		}
		first = false
		switch v := token.(type) {
		case json.Delim:
			b.WriteRune(rune(v))
			if closing {
				stack = stack[:len(stack)-1]
			} else {
				if top == ':' {
					stack[len(stack)-1] = '{'
				}
				stack = append(stack, byte(v))
				first = true
			}
			continue
		case json.Number:
			b.WriteString(v.String())
		default:
			if err := plain(b, v); err != nil {
				return err
			}
		}
		switch top {
		case '{':
			b.WriteString(": ")
			stack[len(stack)-1], first = ':', true
		case ':':
			stack[len(stack)-1] = '{'
		}
	}
}

// plain writes a value as JSON without a line end and without escaping <, >
// and &.
func plain(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1)
	return nil
}
