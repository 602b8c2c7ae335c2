package panel

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"zhibiao/extract"
	"zhibiao/schema"
)

// A Severity says how bad a finding is.
type Severity string

// The severities, the worst first.
const (
	Error   Severity = "error"   // the figures cannot all be right
	Warning Severity = "warning" // very likely a slip, of the report or of its reading
	Note    Severity = "note"    // worth knowing, and no mistake: a missed target, a revised figure
)

var severities = []Severity{Error, Warning, Note}

// A Finding is what a check has against one or two figures.
type Finding struct {
	Check         string   `json:"check" zh:"检查" about:"id of the check"`
	Severity      Severity `json:"severity" zh:"程度" about:"error warning note"`
	RegionCode    *string  `json:"region_code" zh:"地区代码" about:"GB/T 2260 code of the report's region"`
	RegionName    *string  `json:"region_name" zh:"地区名称" about:"name of the report's region"`
	Period        string   `json:"period" zh:"时期" about:"period of the figure"`
	Indicator     string   `json:"indicator" zh:"指标" about:"what the figure measures"`
	Code          *string  `json:"indicator_code" zh:"指标代码" about:"its code in the catalogue"`
	Message       string   `json:"message" zh:"说明" about:"what is wrong, for a person"`
	Found         *float64 `json:"found" zh:"所载" unit:"unit" about:"the figure, in its canonical unit where that is known"`
	ExpectedLow   *float64 `json:"expected_low" zh:"应不低于" unit:"unit" about:"the lowest value that agrees, rounding allowed for"`
	ExpectedHigh  *float64 `json:"expected_high" zh:"应不高于" unit:"unit" about:"the highest value that agrees"`
	Unit          *string  `json:"unit" zh:"单位" about:"unit of found and expected"`
	DocID         string   `json:"doc_id" zh:"文档编号" about:"document of the figure"`
	Source        string   `json:"source" zh:"来源文件" about:"its path"`
	Seq           int32    `json:"seq" zh:"序号" about:"seq of the observation"`
	Surface       string   `json:"surface" zh:"表述" about:"the figure as written"`
	Sentence      string   `json:"sentence" zh:"原句" about:"its sentence"`
	OtherDocID    *string  `json:"other_doc_id" zh:"对照文档编号" about:"document of the figure that it is held against"`
	OtherSource   *string  `json:"other_source" zh:"对照来源文件" about:"its path"`
	OtherSeq      *int32   `json:"other_seq" zh:"对照序号" about:"seq of that observation"`
	OtherSurface  *string  `json:"other_surface" zh:"对照表述" about:"that figure as written"`
	OtherSentence *string  `json:"other_sentence" zh:"对照原句" about:"its sentence"`
	Quote         Quote    // Surface in Sentence
	OtherQuote    Quote    // OtherSurface in OtherSentence
	place         Place
}

// A check looks for one sort of slip.
type check struct {
	ID, About string
	run       func(*auditor)
}

// Checks are all checks of an audit, with what they allow for.
//
// A figure stands for all values that round to it (see interval), and sums,
// differences, products and quotients are taken of these ranges: a finding
// means that no values within rounding agree. Checks of arithmetic use figures
// that are stated plainly or with 约; figures behind 超, 近 and the like are
// held only against the checks of scale, sign and restatement. What a check
// allows beyond rounding stands in its About.
var Checks = []check{
	{"sum", "parts that make up a whole by definition: three industries and GDP, exports and imports, urban and rural, tax and non-tax; beyond rounding 0.2 % of the whole", (*auditor).sums},
	{"growth_mix", "the growth of a whole lies between those of its parts; beyond rounding 0.15 points", (*auditor).mixes},
	{"parts", "no part behind 其中 is larger than its whole, nor are all together; parts that miss their whole by less than a tenth are held to make it up, which is a note where others may be left out", (*auditor).parts},
	{"share", "a share is its part over its whole (beyond rounding 1 % of the share), shares of a structure sum to 100 (a list that falls short is a note), and no share is above 100", (*auditor).shares},
	{"identity", "rates that follow from two other figures: birth, death and natural growth; urban share; GDP per head (3 % for the mean population); good days", (*auditor).identities},
	{"scale", "万/亿 slips: a figure outside of all that is seen for its indicator, of a factor around 10⁴ off its whole, its target, its other years or the same figure elsewhere", (*auditor).scales},
	{"sign", "a minus behind a verb of growth, a sign against its verb, 由A提高到B with a lower B, a difference and a growth of opposite signs", (*auditor).signs},
	{"restated", "one indicator with different values for the same period in one document; a note where they lie 1.5 times apart, for then one is rather of a part", (*auditor).restated},
	{"level_growth", "a level, its growth and its difference or the level before; in constant prices, or against another report's level, up to 8 points may lie between them; growth at 同口径, 可比 or 不变价 takes no part", (*auditor).chains},
	{"completion", "the completion of a target is what was achieved over the target; beyond rounding 0.3 points", (*auditor).completions},
	{"target", "a target of one report against what the next one says was achieved", (*auditor).targets},
	{"revised", "a figure that a later or higher-standing report gives otherwise", (*auditor).revised},
}

// Audit runs all checks. A pair of figures is found once, by the first check
// that has something against it. Findings are ordered by severity, region,
// document and place in the text.
func Audit(reports []extract.Rows) []Finding {
	a := newAuditor(reports)
	for _, c := range Checks {
		a.check = c.ID
		c.run(a)
	}
	slices.SortStableFunc(a.findings, func(x, y Finding) int {
		return cmp.Or(cmp.Compare(slices.Index(severities, x.Severity), slices.Index(severities, y.Severity)),
			x.place.compare(y.place), strings.Compare(x.Source, y.Source), cmp.Compare(x.Seq, y.Seq), strings.Compare(x.Check, y.Check))
	})
	return a.findings
}

// FindingSheet is findings as a table to write.
func FindingSheet(rows []Finding) *Sheet { return sheetOf("audit", rows) }

// An auditor holds the figures of all reports and what was found.
type auditor struct {
	reports  []extract.Rows
	docs     []*report
	byDoc    map[string]*report // by doc_id and source
	byPlace  map[string][]*report
	check    string
	findings []Finding
	told     map[string]bool
}

func newAuditor(reports []extract.Rows) *auditor {
	a := &auditor{reports: reports, byDoc: map[string]*report{}, byPlace: map[string][]*report{}, told: map[string]bool{}}
	for i := range reports {
		if len(reports[i].Observations) > 0 {
			r := newReport(&reports[i])
			a.docs = append(a.docs, r)
			a.byPlace[r.place.key()] = append(a.byPlace[r.place.key()], r)
			a.byDoc[r.rows.Document.DocID+"|"+r.rows.Document.Source] = r
		}
	}
	return a
}

// tell adds a finding on f, held against g, which may be nil; want is the
// range that f should lie in, nil where there is none.
func (a *auditor) tell(sev Severity, f, g *fig, want *interval, format string, args ...any) {
	key := fmt.Sprint(f.o.DocID, f.o.Seq, a.check)
	if g != nil {
		low, high := fmt.Sprint(f.o.DocID, f.o.Seq), fmt.Sprint(g.o.DocID, g.o.Seq)
		if high < low {
			low, high = high, low
		}
		key = low + "|" + high
	}
	if a.told[key] {
		return
	}
	a.told[key] = true
	o := f.o
	out := Finding{
		Check: a.check, Severity: sev, RegionCode: optional(f.r.place.Code), RegionName: optional(f.r.place.Name), Period: o.Period,
		Indicator: o.Indicator, Code: o.IndicatorCode, Message: fmt.Sprintf(format, args...), Unit: o.NormUnit,
		DocID: o.DocID, Source: o.Source, Seq: o.Seq, Surface: o.Surface, Sentence: o.Sentence, Quote: quoteOf(f.r.text, o.CharStart, o.Sentence, o.Surface), place: f.r.place,
	}
	found := f.value()
	out.Found = &found
	if o.NormUnit == nil {
		out.Unit = &o.Unit
	}
	if want != nil {
		low, high := rounded(want.low), rounded(want.high)
		out.ExpectedLow, out.ExpectedHigh = &low, &high
	}
	if g != nil {
		out.OtherDocID, out.OtherSource, out.OtherSeq, out.OtherSurface, out.OtherSentence = &g.o.DocID, &g.o.Source, &g.o.Seq, &g.o.Surface, &g.o.Sentence
		out.OtherQuote = quoteOf(g.r.text, g.o.CharStart, g.o.Sentence, g.o.Surface)
	}
	a.findings = append(a.findings, out)
}

// A report is one document with its figures.
type report struct {
	rows  *extract.Rows
	place Place
	text  []rune
	figs  []*fig
	// by code, subject, period, status and kind
	byCode map[figKey][]*fig
}

type figKey struct{ code, subject, period, status, kind string }

// A fig is one observation as the checks see it.
type fig struct {
	r *report
	o *schema.ObservationRow
	interval
	code  string
	exact bool // stated plainly or about, once, with a canonical value
}

func newReport(rows *extract.Rows) *report {
	r := &report{rows: rows, place: placeOf(&rows.Document), text: []rune(rows.Document.Text), byCode: map[figKey][]*fig{}}
	for i := range rows.Observations {
		o := &rows.Observations[i]
		f := &fig{r: r, o: o, interval: intervalOf(o), code: value(o.IndicatorCode)}
		f.exact = o.NormValue != nil && o.ValueMax == nil && (o.Bound == string(schema.Eq) || o.Bound == string(schema.Approx))
		r.figs = append(r.figs, f)
		if f.code != "" {
			r.byCode[f.key(f.code)] = append(r.byCode[f.key(f.code)], f)
		}
	}
	return r
}

// key is where figures of code that speak of the same as f are kept. An
// estimate is what was achieved.
func (f *fig) key(code string) figKey {
	status := f.o.Status
	if status == string(schema.Estimate) {
		status = string(schema.Actual)
	}
	period := f.o.Period
	if len(period) == 7 && strings.HasSuffix(period, "-12") && !f.is(schema.Growth) { // the end of a year
		period = period[:4]
	}
	return figKey{code, value(f.o.SubjectCode) + value(f.o.SubjectName), period, status, f.o.Kind}
}

// value is f's value in its canonical unit.
func (f *fig) value() float64 {
	if f.o.NormValue != nil {
		return *f.o.NormValue
	}
	return f.o.Value
}

// undated reports an earlier value, given for comparison, whose year the text
// does not say.
func (f *fig) undated() bool {
	year, _ := yearOf(f.o)
	return f.o.Status == string(schema.Baseline) && year >= reviewYear(&f.r.rows.Document)
}

// level reports whether f is an amount or a rate.
func (f *fig) level() bool { return f.is(schema.Level) || f.is(schema.Rate) }

func (f *fig) is(k schema.Kind) bool { return f.o.Kind == string(k) }

// yearly reports a growth over the year before.
func (f *fig) yearly() bool {
	basis := value(f.o.Basis)
	return f.is(schema.Growth) && f.exact && value(f.o.NormUnit) == "%" && (basis == "" || basis == "yoy")
}

// beside is the exact figure of code, of this kind, that stands nearest to f
// and speaks of the same period, place and status.
func (f *fig) beside(code string, kind schema.Kind) *fig {
	k := f.key(code)
	k.kind = string(kind)
	var best *fig
	for _, g := range f.r.byCode[k] {
		if g.exact && (best == nil || f.gap(g) < f.gap(best)) {
			best = g
		}
	}
	return best
}

// gap is how many characters lie between the starts of two figures.
func (f *fig) gap(g *fig) int32 {
	return max(f.o.CharStart-g.o.CharStart, g.o.CharStart-f.o.CharStart)
}

// between is the text from the end of f to the start of g.
func (f *fig) between(g *fig) string {
	from, to := int(f.o.CharEnd), int(g.o.CharStart)
	if from > to || to > len(f.r.text) {
		return ""
	}
	return string(f.r.text[from:to])
}

// before is up to n characters of text before f.
func (f *fig) before(n int) string {
	at := min(int(f.o.CharStart), len(f.r.text))
	return string(f.r.text[max(0, at-n):at])
}

// unit is f's canonical unit.
func (f *fig) unit() string { return value(f.o.NormUnit) }
