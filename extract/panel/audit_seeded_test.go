package panel

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zhibiao/extract"
	"zhibiao/extract/ingest"
	"zhibiao/schema"
)

// samples are the annotated reports of this project, which hold no slips.
func samples(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("../../testdata/samples/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no samples, error %v", err)
	}
	return names
}

func extractor(t *testing.T) *extract.Extractor {
	t.Helper()
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// read makes the rows of a text.
func read(t *testing.T, x *extract.Extractor, name, text string) extract.Rows {
	t.Helper()
	for doc, err := range ingest.Documents(context.Background(), name, []byte(text), ingest.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		x.Describe(doc)
		return extract.MakeRows(doc, x.Extract(doc))
	}
	t.Fatalf("%s: no document", name)
	return extract.Rows{}
}

// readSamples are the rows of all samples, untouched.
func readSamples(t *testing.T, x *extract.Extractor) []extract.Rows {
	t.Helper()
	var all []extract.Rows
	for _, name := range samples(t) {
		docs, err := ingest.Read(context.Background(), name, ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, read(t, x, filepath.Base(name), docs[0].Text))
	}
	return all
}

func TestUntouchedSamplesHaveHardlyAFinding(t *testing.T) {
	alarms, notes := 0, 0
	for _, f := range Audit(readSamples(t, extractor(t))) {
		t.Logf("%s %s %s: %s", f.Severity, f.Check, f.Source, f.Message)
		if f.Severity == Note {
			notes++ // many are so: aims that were missed, parts that are not all
		} else {
			alarms++
		}
	}
	if most := len(samples(t)) / 10; alarms > most {
		t.Errorf("%d false alarms, want %d at most, one in ten samples", alarms, most)
	}
	if most := len(samples(t)) / 3; notes > most {
		t.Errorf("%d notes, want %d at most, one in three samples", notes, most)
	}
}

// A slip is one deliberate mistake in one sample.
type slip struct {
	sort, sample, text string // the text with the slip in it
	surface            string // the figure after the slip
	note               string
}

// lot is a number that decides whether s is chosen; it hangs on nothing but s.
func (s *slip) lot() uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, s.sample, s.note, "1")
	return h.Sum64()
}

// perSort is how many slips of each sort are put in; with the five sorts there
// are 40.
const perSort = 8

func TestDeliberateSlipsAreFound(t *testing.T) {
	x := extractor(t)
	reports := readSamples(t, x)
	found, total := 0, 0
	bySort := map[string]int{}
	for _, s := range slips(reports) {
		total++
		if finds(t, x, s) {
			found++
			bySort[s.sort]++
		} else {
			t.Logf("not found: %s in %s: %s", s.sort, s.sample, s.note)
		}
	}
	t.Logf("%d of %d found: %v", found, total, bySort)
	if total != 5*perSort || found < 38 {
		t.Errorf("%d of %d slips found, want 38 of 40", found, total)
	}
}

// finds reports whether an audit of the report with the slip has an error or a
// warning, which is what the command shows unless asked for notes, at the slip.
func finds(t *testing.T, x *extract.Extractor, s slip) bool {
	rows := read(t, x, s.sample, s.text)
	for _, f := range Audit([]extract.Rows{rows}) {
		near := f.Sentence + value(f.OtherSentence)
		if f.Severity != Note && strings.Contains(near, s.surface) {
			return true
		}
	}
	return false
}

// slips makes perSort slips of every sort: of all places where a slip can be
// put, a choice that is the same every time, two of one sample at most while
// there are others.
func slips(reports []extract.Rows) []slip {
	sorts := []struct {
		name string
		make func(r *extract.Rows) []slip
	}{{"scale", scaleSlips}, {"sign", signSlips}, {"sum", sumSlips}, {"share", shareSlips}, {"duplicate", duplicateSlips}}
	var out []slip
	for _, sort := range sorts {
		var all []slip
		for i := range reports {
			all = append(all, sort.make(&reports[i])...)
		}
		slices.SortFunc(all, func(a, b slip) int { return cmp.Compare(a.lot(), b.lot()) })
		var chosen []slip
		per := map[string]int{}
		for _, most := range []int{2, 100} {
			for _, s := range all {
				if len(chosen) < perSort && per[s.sample] < most && !slices.ContainsFunc(chosen, func(c slip) bool { return c.text == s.text }) {
					per[s.sample]++
					s.sort = sort.name
					chosen = append(chosen, s)
				}
			}
		}
		out = append(out, chosen...)
	}
	return out
}

// change puts another surface in the place of an observation.
func change(r *extract.Rows, o *schema.ObservationRow, surface string) slip {
	text := []rune(r.Document.Text)
	return slip{sample: r.Document.Source, surface: surface, note: o.Indicator + " " + o.Surface + " → " + surface,
		text: string(text[:o.CharStart]) + surface + string(text[o.CharEnd:])}
}

// scaleSlips write 万 for 亿 and 亿 for 万, in every yearly figure of the
// catalogue's headlines and of money.
func scaleSlips(r *extract.Rows) (out []slip) {
	for i := range r.Observations {
		o := &r.Observations[i]
		if o.Kind != string(schema.Level) || o.IndicatorCode == nil || value(o.NormUnit) != "CNY" && headlineIndex(*o.IndicatorCode) == len(Headlines) {
			continue
		}
		switch {
		case strings.Contains(o.Surface, "万亿"):
		case strings.Contains(o.Surface, "亿"):
			out = append(out, change(r, o, strings.Replace(o.Surface, "亿", "万", 1)))
		case strings.Contains(o.Surface, "万"):
			out = append(out, change(r, o, strings.Replace(o.Surface, "万", "亿", 1)))
		}
	}
	return out
}

var grew = regexp.MustCompile(`增长$`)

// signSlips put a minus behind 增长, and turn 由A提高到B around.
func signSlips(r *extract.Rows) (out []slip) {
	x := newReport(r)
	for i, f := range x.figs {
		if f.is(schema.Growth) && f.o.Value > 0 && grew.MatchString(f.before(2)) && strings.Contains("0123456789", f.o.Surface[:1]) {
			out = append(out, change(r, f.o, "-"+f.o.Surface))
		}
		if i+1 == len(x.figs) {
			continue
		}
		if g := x.figs[i+1]; f.level() && f.o.Sentence == g.o.Sentence && regexp.MustCompile(`^(提高|增加|上升|下降|降)[到至为]$`).MatchString(f.between(g)) && strings.HasSuffix(f.before(1), "由") {
			s := change(r, g.o, f.o.Surface)
			text := []rune(s.text)
			s.text = string(text[:f.o.CharStart]) + g.o.Surface + string(text[f.o.CharEnd:])
			s.note = "由" + g.o.Surface + f.between(g) + f.o.Surface
			out = append(out, s)
		}
	}
	return out
}

// sumSlips change one part, or the whole, of every sum that holds.
func sumSlips(r *extract.Rows) (out []slip) {
	x := newReport(r)
	add := func(whole *fig, parts []*fig) {
		total := interval{}
		for _, p := range parts {
			total = total.plus(p.interval)
		}
		if len(parts) < 2 || !total.overlaps(whole.interval) {
			return
		}
		out = append(out, scaled(r, whole.o, 1.06)...)
		for _, p := range parts {
			out = append(out, scaled(r, p.o, 1.3)...)
		}
	}
	for i, whole := range x.figs {
		if !whole.additive() {
			continue
		}
		add(whole, partsOf(x.figs[i+1:], whole))
		for _, s := range sumOf {
			if s.whole == whole.code {
				add(whole, whole.parts(s.parts, schema.Level))
			}
		}
	}
	return out
}

// scaled multiplies the number of a figure, with as many digits as before.
func scaled(r *extract.Rows, o *schema.ObservationRow, by float64) []slip {
	_, fraction, _ := strings.Cut(o.ValueText, ".")
	text := strconv.FormatFloat(o.Value*by, 'f', len(fraction), 64)
	if !strings.Contains(o.Surface, o.ValueText) || text == o.ValueText {
		return nil
	}
	return []slip{change(r, o, strings.Replace(o.Surface, o.ValueText, text, 1))}
}

// shareSlips change a share that follows from other figures: of a structure,
// of a part over its whole, of a rate over two others.
func shareSlips(r *extract.Rows) (out []slip) {
	x := newReport(r)
	for _, f := range x.figs {
		if !f.is(schema.Rate) || !f.exact || f.unit() != "%" && f.unit() != "‰" {
			continue
		}
		follows := shareName.MatchString(f.o.Indicator) && f.named(shareName.FindStringSubmatch(f.o.Indicator)[1]) != nil && f.named(shareName.FindStringSubmatch(f.o.Indicator)[2]) != nil ||
			slices.Contains(structures[0], f.code) && f.parts(structures[0], schema.Rate) != nil ||
			strings.HasSuffix(f.before(2), "占") && f.sameSentence(f.o.Indicator) != nil ||
			slices.ContainsFunc(identities, func(id identity) bool {
				return id.code == f.code && !slices.ContainsFunc(id.from, func(code string) bool {
					return f.beside(code, schema.Level) == nil && f.beside(code, schema.Rate) == nil
				})
			})
		if follows {
			out = append(out, scaled(r, f.o, 1.12)...)
		}
	}
	return out
}

// duplicateSlips say a figure of the catalogue again at the end of the report,
// with another value.
func duplicateSlips(r *extract.Rows) (out []slip) {
	for i := range r.Observations {
		o := &r.Observations[i]
		verb := map[schema.Kind]string{schema.Level: "达到", schema.Growth: "增长"}[schema.Kind(o.Kind)]
		if o.IndicatorCode == nil || verb == "" || o.Value <= 0 || o.Status != string(schema.Actual) || o.Bound != string(schema.Eq) || len(o.Period) != 4 ||
			value(o.Basis) != "" && value(o.Basis) != "yoy" || o.SubjectName != nil || !strings.Contains(o.Surface, o.ValueText) || !strings.HasSuffix(o.Surface, o.Unit) || o.Period != fmt.Sprint(value(o.ReviewYear)) {
			continue
		}
		for _, s := range scaled(r, o, 1.2) {
			s.text = strings.TrimRight(r.Document.Text, "\n") + "\n" + o.Period + "年，" + o.Indicator + verb + s.surface + "。\n"
			s.note = "again: " + s.note
			out = append(out, s)
		}
	}
	return out
}
