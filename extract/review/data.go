package review

import (
	"html/template"
	"strings"
	"unicode/utf8"

	"zhibiao/extract"
	"zhibiao/schema"
)

// A listed document is what the page knows of a document before it is shown.
type listed struct {
	Source       string `json:"source"`
	Title        string `json:"title"`
	Region       string `json:"region"`
	Kind         string `json:"kind"`
	Review       int32  `json:"review"` // year; 0 if unknown
	Plan         int32  `json:"plan"`
	Status       string `json:"status"`
	Error        string `json:"error"`
	Observations int    `json:"observations"`
	Residue      int    `json:"residue"`
}

func listData(reports []extract.Rows) (template.JS, error) {
	out := make([]listed, len(reports))
	for i := range reports {
		d := &reports[i].Document
		out[i] = listed{Source: d.Source, Title: value(d.Title), Region: strings.TrimSpace(value(d.RegionName) + " " + value(d.RegionCode)), Kind: d.ReportKind,
			Review: value(d.ReviewYear), Plan: value(d.PlanYear), Status: d.Status, Error: value(d.Error),
			Observations: len(reports[i].Observations), Residue: len(reports[i].Residue)}
	}
	return script(out)
}

// A packed document is what the page reads of one document. Offsets count
// UTF-16 units of the text, as the page's program does. Items and residue are
// lists of values in the order of itemFields and residueFields of
// js/model.js, short for the many that there are; words stand once in strings
// and are named by their place there.
type packed struct {
	Text    string   `json:"text"`
	Strings []string `json:"strings"`
	Items   [][]any  `json:"items"`
	Residue [][]any  `json:"residue"`
	places  map[string]int
}

// word is the place of s among the strings; nil for "".
func (p *packed) word(s string) any {
	if s == "" {
		return nil
	}
	at, ok := p.places[s]
	if !ok {
		at = len(p.Strings)
		p.places[s] = at
		p.Strings = append(p.Strings, s)
	}
	return at
}

func documentData(r *extract.Rows) (template.JS, error) {
	x := newOffsets(r.Document.Text)
	out := &packed{Text: r.Document.Text, Strings: []string{}, Items: [][]any{}, Residue: [][]any{}, places: map[string]int{}}
	for i := range r.Observations {
		out.Items = append(out.Items, trimmed(out.item(x, &r.Observations[i])))
	}
	for i := range r.Residue {
		o := &r.Residue[i]
		from, to := x.sentence(o.Sentence, int(o.CharStart))
		out.Residue = append(out.Residue, []any{x.units(int(o.CharStart)), x.units(int(o.CharEnd)), from, to, out.word(o.Reason)})
	}
	return script(out)
}

func (p *packed) item(x *offsets, o *schema.ObservationRow) []any {
	from, to := x.sentence(o.Sentence, int(o.CharStart))
	return []any{o.Seq, x.units(int(o.CharStart)), x.units(int(o.CharEnd)), from, to, o.Value, number(o.ValueMax), number(o.NormValue), number(o.NormValueMax),
		p.word(o.Indicator), p.word(value(o.IndicatorCode)), p.word(value(o.IndicatorName)), p.word(strings.TrimSpace(value(o.SubjectName) + " " + value(o.SubjectCode))),
		p.word(o.Kind), p.word(o.Unit), p.word(value(o.NormUnit)), p.word(value(o.Dimension)), p.word(o.Bound), p.word(value(o.Modifier)), p.word(o.Status),
		p.word(o.Period), p.word(value(o.Basis)), p.word(value(o.Scope)), p.word(o.Rule), p.word(strings.Join(o.Section, " › ")),
		number(o.Page), number(o.TableRow), number(o.TableCol), number(o.SameAs)}
}

// number is what p points to, nil for nil.
func number[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

// trimmed drops the missing values at the end.
func trimmed(values []any) []any {
	for len(values) > 0 && values[len(values)-1] == nil {
		values = values[:len(values)-1]
	}
	return values
}

func value[T any](p *T) (zero T) {
	if p == nil {
		return zero
	}
	return *p
}

// offsets turns code points of a text into UTF-16 units and bytes.
type offsets struct {
	text   string
	bytes  []int32 // of every code point, and of the end
	astral []int32 // code points beyond the basic plane before each; nil if there are none
}

func newOffsets(text string) *offsets {
	x := &offsets{text: text, bytes: make([]int32, 0, utf8.RuneCountInString(text)+1)}
	wide := int32(0)
	for i, r := range text {
		if r > 0xFFFF && x.astral == nil {
			x.astral = make([]int32, len(x.bytes), cap(x.bytes))
		}
		x.bytes = append(x.bytes, int32(i))
		if x.astral != nil {
			x.astral = append(x.astral, wide)
		}
		if r > 0xFFFF {
			wide++
		}
	}
	x.bytes = append(x.bytes, int32(len(text)))
	if x.astral != nil {
		x.astral = append(x.astral, wide)
	}
	return x
}

// units is the UTF-16 offset of a code point.
func (x *offsets) units(point int) int {
	point = min(point, len(x.bytes)-1)
	if x.astral == nil {
		return point
	}
	return point + int(x.astral[point])
}

// sentence is where the sentence around a code point stands, in UTF-16 units;
// -1, -1 where it cannot be found.
func (x *offsets) sentence(s string, point int) (from, to int) {
	if s == "" || point >= len(x.bytes) {
		return -1, -1
	}
	at := int(x.bytes[point])
	low := max(0, at-len(s))
	i := strings.Index(x.text[low:min(len(x.text), at+len(s))], s)
	if i < 0 {
		return -1, -1
	}
	start := point - utf8.RuneCountInString(x.text[low+i:at])
	if low+i > at {
		return -1, -1
	}
	return x.units(start), x.units(start + utf8.RuneCountInString(s))
}
