package panel

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"zhibiao/extract"
	"zhibiao/schema"
)

// An Aspect is one side of an indicator: what was achieved, what is aimed at.
type Aspect string

// The aspects.
const (
	Achieved Aspect = "achieved"
	Target   Aspect = "target"
)

// A State says what is known of a headline indicator.
type State string

// The states, the best first.
const (
	Found     State = "found"      // a row says it
	NotParsed State = "not_parsed" // the text names it beside a number that no row claims
	NotStated State = "not_stated" // the text does not say it
	Failed    State = "failed"     // the document could not be read
	Missing   State = "missing"    // there is no document of this region and year
)

var states = []State{Found, NotParsed, NotStated, Failed, Missing}

// A CoverageRow says what one document says of one side of one headline
// indicator, or that there is no document.
type CoverageRow struct {
	RegionCode *string `json:"region_code" zh:"地区代码" about:"GB/T 2260 code of the region; NULL if unknown"`
	RegionName *string `json:"region_name" zh:"地区名称" about:"name of the region, where unknown the place in the title"`
	ReportYear *int32  `json:"report_year" zh:"回顾年份" unit:"year" about:"the year whose results the report gives"`
	Aspect     Aspect  `json:"aspect" zh:"方面" about:"achieved (of report_year) or target (of the year after)"`
	Code       string  `json:"indicator_code" zh:"指标代码" about:"code in the catalogue"`
	Name       string  `json:"indicator_name" zh:"指标" about:"the catalogue's name for the code"`
	State      State   `json:"state" zh:"状态" about:"found not_parsed not_stated failed missing"`
	Required   bool    `json:"required" zh:"应有" about:"reports of this kind are to state it"`
	ReportKind *string `json:"report_kind" zh:"报告类型" about:"kind of the report; NULL where missing"`
	DocID      *string `json:"doc_id" zh:"文档编号" about:"document; NULL where missing"`
	Source     *string `json:"source" zh:"来源文件" about:"path of the document"`
	Seq        *int32  `json:"seq" zh:"序号" about:"seq of the observation, where found"`
	Surface    *string `json:"surface" zh:"表述" about:"the number: that of the observation, or the one that was not parsed"`
	Sentence   *string `json:"sentence" zh:"原句" about:"the sentence of the number"`
	Note       *string `json:"note" zh:"说明" about:"why, for a person"`
	place      Place
}

// Coverage looks for every headline indicator in every report. A report has a
// row for each side of each headline that its kind is required to state, or
// that it states all the same. Where a region has no report of one of years,
// the rows are missing; without years that is asked for the years between the
// region's first report and its last.
// Rows are ordered by region, year, document, headline and aspect.
func Coverage(reports []extract.Rows, years []int32) []CoverageRow {
	var out []CoverageRow
	for i := range reports {
		if y := reviewYear(&reports[i].Document); len(years) == 0 || slices.Contains(years, y) {
			out = append(out, reportCoverage(&reports[i])...)
		}
	}
	out = append(out, absent(reports, years)...)
	slices.SortStableFunc(out, func(a, b CoverageRow) int {
		return cmp.Or(a.place.compare(b.place), cmp.Compare(value(a.ReportYear), value(b.ReportYear)), cmp.Compare(value(a.Source), value(b.Source)))
	})
	return out
}

// CoverageSheet is rows as a table to write.
func CoverageSheet(rows []CoverageRow) *Sheet { return sheetOf("coverage", rows) }

// reportCoverage is what one report says of the headlines.
func reportCoverage(r *extract.Rows) []CoverageRow {
	d := &r.Document
	if d.Status == "partial" && d.Observations == 0 && d.Residue == 0 && strings.Contains(value(d.Error), "the same bytes") {
		return nil // a twin, whose rows stand elsewhere
	}
	var out []CoverageRow
	seek := newSeeker(r)
	for i := range Headlines {
		h := &Headlines[i]
		for _, aspect := range []Aspect{Achieved, Target} {
			row := blankRow(placeOf(d), reviewYear(d), h, aspect)
			row.Required = h.requires(d.ReportKind, aspect)
			row.ReportKind, row.DocID, row.Source = &d.ReportKind, optional(d.DocID), &d.Source
			if d.Status == "failed" {
				row.State, row.Note = Failed, d.Error
				row.Required = true
				out = append(out, row)
				continue
			}
			seek.fill(&row, h, aspect)
			if row.Required || row.State == Found {
				out = append(out, row)
			}
		}
	}
	return out
}

func blankRow(p Place, year int32, h *Headline, aspect Aspect) CoverageRow {
	return CoverageRow{place: p, RegionCode: optional(p.Code), RegionName: optional(p.Name), ReportYear: optional(year),
		Aspect: aspect, Code: h.Code, Name: h.Name, State: NotStated}
}

// absent are the rows of regions and years that no report is there of.
func absent(reports []extract.Rows, years []int32) []CoverageRow {
	places := map[string]Place{}
	have := map[string][]int32{}
	for i := range reports {
		d := &reports[i].Document
		if p, y := placeOf(d), reviewYear(d); p.Known && y != 0 {
			places[p.key()] = p
			have[p.key()] = append(have[p.key()], y)
		}
	}
	var out []CoverageRow
	for key, p := range places {
		want := years
		if len(want) == 0 {
			for y := slices.Min(have[key]); y <= slices.Max(have[key]); y++ {
				want = append(want, y)
			}
		}
		for _, y := range want {
			if !slices.Contains(have[key], y) {
				out = append(out, absentRows(p, y)...)
			}
		}
	}
	return out
}

func absentRows(p Place, year int32) []CoverageRow {
	var out []CoverageRow
	for i := range Headlines {
		h := &Headlines[i]
		for _, aspect := range []Aspect{Achieved, Target} {
			if aspect == Target && h.Target == nil {
				continue
			}
			row := blankRow(p, year, h, aspect)
			row.State, row.Required = Missing, true
			out = append(out, row)
		}
	}
	return out
}

// A seeker looks for headlines in one report.
type seeker struct {
	r    *extract.Rows
	text []rune
}

func newSeeker(r *extract.Rows) *seeker { return &seeker{r, []rune(r.Document.Text)} }

// fill says in row what the report has of h.
func (s *seeker) fill(row *CoverageRow, h *Headline, aspect Aspect) {
	if o := s.observation(h.Code, aspect); o != nil {
		row.State, row.Seq, row.Surface, row.Sentence = Found, &o.Seq, &o.Surface, &o.Sentence
		return
	}
	if x := s.unclaimed(h, aspect); x != nil {
		note := x.Reason
		row.State, row.Surface, row.Sentence, row.Note = NotParsed, &x.Surface, &x.Sentence, &note
	}
}

// observation is the first that gives a value, growth or rate of code in the
// year that the aspect is about.
func (s *seeker) observation(code string, aspect Aspect) *schema.ObservationRow {
	d := &s.r.Document
	want := reviewYear(d)
	if aspect == Target {
		want = planYear(d)
	}
	for i := range s.r.Observations {
		o := &s.r.Observations[i]
		if value(o.IndicatorCode) != code || o.SubjectCode != nil || o.SubjectName != nil || aspectOf(o) != aspect {
			continue
		}
		year, whole := yearOf(o)
		if _, ok := measureOf(o); !ok {
			continue // such as a rank, or the mean growth of five years
		}
		if want == 0 || year == want && (whole || d.ReportKind == string(schema.Analysis)) {
			return o
		}
	}
	return nil
}

// aspectOf is the side that o speaks of, "" for baselines and forecasts.
func aspectOf(o *schema.ObservationRow) Aspect {
	switch schema.Status(o.Status) {
	case schema.Actual, schema.Estimate:
		return Achieved
	case schema.Target:
		return Target
	}
	return ""
}

// yearOf is the year of o's period, and whether it is the whole year or its
// end, 0 for a range of years.
func yearOf(o *schema.ObservationRow) (year int32, whole bool) {
	text, rest, parted := strings.Cut(o.Period, "-")
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		return 0, false
	}
	return int32(n), !parted || rest == "12"
}

// reach is how many characters a number may stand behind the words that name
// its indicator.
const reach = 24

// unclaimed is the first number near one of h's words that no observation
// claims though it looks like a figure, in the half of the report that aspect
// is about.
func (s *seeker) unclaimed(h *Headline, aspect Aspect) *schema.ResidueRow {
	for i := range s.r.Residue {
		x := &s.r.Residue[i]
		switch schema.Reason(x.Reason) {
		case schema.ReasonUnitUnknown, schema.ReasonSubjectUnknown, schema.ReasonOther:
		default:
			continue
		}
		before := s.before(int(x.CharStart))
		if !hasDigit(x.Surface) {
			continue // 万 of 万户
		}
		for _, w := range h.Words {
			if strings.Contains(before, w) && s.half(x.CharStart) == aspect {
				return x
			}
		}
	}
	return nil
}

// before is the text in reach before a place, back to the last full stop.
func (s *seeker) before(at int) string {
	at = min(at, len(s.text))
	text := string(s.text[max(0, at-reach):at])
	if i := strings.LastIndexAny(text, "。；;\n"); i >= 0 {
		return text[i:]
	}
	return text
}

// half is the aspect of the observation that stands nearest to a place.
func (s *seeker) half(at int32) Aspect {
	best, of := int32(-1), Achieved
	for i := range s.r.Observations {
		o := &s.r.Observations[i]
		gap := max(at-o.CharStart, o.CharStart-at)
		if a := aspectOf(o); a != "" && (best < 0 || gap < best) {
			best, of = gap, a
		}
	}
	return of
}

// Better reports whether state a says more than b; "" says nothing.
func Better(a, b State) bool {
	if b == "" {
		return a != ""
	}
	return a != "" && slices.Index(states, a) < slices.Index(states, b)
}

func hasDigit(s string) bool {
	return strings.ContainsAny(s, "0123456789０１２３４５６７８９一二三四五六七八九十两")
}
