package extract

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"zhibiao/schema"
)

// A said is one observation of a test report: surface finds its span, the
// nth time that it occurs from the start.
type said struct {
	surface, indicator, code string
	kind                     schema.Kind
	value, max, unit         string
	norm, normUnit, status   string
}

// report makes a document of its sentences, with what is said in it.
func report(sentences []string, all []said) (*schema.Document, *schema.Result) {
	doc := &schema.Document{ID: "0123456789abcdef", Source: "甲/乙.txt", Text: strings.Join(sentences, "")}
	res := &schema.Result{Sentences: len(sentences)}
	from := 0
	for _, s := range all {
		at := strings.Index(doc.Text[from:], s.surface) + from
		span := schema.Span{Start: at, End: at + len(s.surface)}
		from = span.End
		var in schema.Span
		for start, i := 0, 0; i < len(sentences); i++ {
			if end := start + len(sentences[i]); span.Start >= start && span.Start < end {
				in = schema.Span{Start: start, End: end}
			}
			start += len(sentences[i])
		}
		status := schema.Status(s.status)
		if status == "" {
			status = schema.Actual
		}
		res.Observations = append(res.Observations, schema.Observation{
			Span: span, Sentence: in, Indicator: s.indicator, Code: s.code, Kind: s.kind, Bound: schema.Eq, Status: status,
			Period:   schema.Period{Text: "2024", Start: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), End: time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)},
			Quantity: schema.Quantity{Value: s.value, Max: s.max, Unit: s.unit, Norm: s.norm, NormUnit: s.normUnit},
			Rule:     "test",
		})
	}
	return doc, res
}

func growth(surface, indicator, value string) said {
	return said{surface: surface, indicator: indicator, kind: schema.Growth, value: value, unit: "%", norm: value, normUnit: "%"}
}

func level(surface, indicator, value, unit string) said {
	return said{surface: surface, indicator: indicator, kind: schema.Level, value: value, unit: unit}
}

func TestOffsetsAreCodePoints(t *testing.T) {
	doc, res := report([]string{"𠮷林粮食产量34.5万吨，", "增长2%。第3页"}, []said{level("34.5万吨", "粮食产量", "34.5", "万吨"), growth("2%", "粮食产量", "2")})
	page := strings.Index(doc.Text, "3页")
	res.Residue = []schema.Residue{{Span: schema.Span{Start: page, End: page + 1}, Reason: schema.ReasonOrdinal}}
	rows := MakeRows(doc, res)
	points := []rune(doc.Text)
	for _, o := range rows.Observations {
		if got := string(points[o.CharStart:o.CharEnd]); got != o.Surface {
			t.Errorf("offsets %d:%d slice %q, want %q", o.CharStart, o.CharEnd, got, o.Surface)
		}
	}
	if r := rows.Residue[0]; string(points[r.CharStart:r.CharEnd]) != "3" || r.Surface != "3" || r.Reason != "ordinal" {
		t.Errorf("residue row is %+v", r)
	}
	if rows.Document.Chars != int64(len(points)) || rows.Document.Observations != 2 || rows.Document.Residue != 1 {
		t.Errorf("document row is %+v", rows.Document)
	}
}

func TestObservationRowValues(t *testing.T) {
	doc, res := report([]string{"耕地30亩。"}, []said{{surface: "30亩", indicator: "耕地", kind: schema.Level, value: "30", unit: "亩", norm: "20000", normUnit: "m2"}})
	res.Observations[0].Quantity.NormMax = "2000/3"
	res.Observations[0].SameAs = 1
	o := MakeRows(doc, res).Observations[0]
	if o.ValueText != "30" || o.Value != 30 || o.ValueMax != nil || *o.NormValue != 20000 || *o.NormValueMax != 2000.0/3 || *o.NormUnit != "m2" {
		t.Errorf("values are %+v", o)
	}
	if o.PeriodStart.String() != "2024-01-01" || o.PeriodEnd.String() != "2024-12-31" {
		t.Errorf("period is %v to %v", o.PeriodStart, o.PeriodEnd)
	}
	if *o.SameAs != 0 || o.Page != nil || o.Modifier != nil || o.RegionCode != nil || o.ReportKind != "other" {
		t.Errorf("missing values are %+v", o)
	}
}

func TestDocumentStatus(t *testing.T) {
	doc, res := report([]string{"无。"}, nil)
	if d := MakeRows(doc, res).Document; d.Status != "ok" || d.Error != nil {
		t.Errorf("a whole document has status %s, error %v", d.Status, d.Error)
	}
	res.Faults = []error{errors.New("rule x timed out")}
	doc.Partial = "page 3 is a picture"
	if d := MakeRows(doc, res).Document; d.Status != "partial" || *d.Error != "page 3 is a picture\nrule x timed out" {
		t.Errorf("a document read in part has status %s, error %v", d.Status, d.Error)
	}
	if d := FailedRow(doc, errors.New("no text")); d.Status != "failed" || *d.Error != "no text" || d.DocID != doc.ID {
		t.Errorf("failed row is %+v", d)
	}
}

func TestIndicatorRows(t *testing.T) {
	rank := said{surface: "第6", indicator: "外资", kind: schema.Rank, value: "6", unit: "位"}
	done := said{surface: "113.6%", indicator: "外资", kind: schema.Completion, value: "113.6", unit: "%", norm: "113.6", normUnit: "%"}
	delta := said{surface: "16万", indicator: "外资", kind: schema.Delta, value: "16", unit: "万美元"}
	twice := said{surface: "1.1倍", indicator: "外资", kind: schema.Growth, value: "1.1", unit: "倍"}
	aim := level("9000万美元", "外资", "9000", "万美元")
	aim.status = "target"
	coded := func(s said) said { s.code = "fdi_actual"; return s }
	for _, c := range []struct {
		name      string
		sentences []string
		said      []said
		want      [][]int32 // seqs of each row
	}{
		{"all of one thing", []string{"外资8412万美元，增长58.5%，完成113.6%，增加16万，居第6。"},
			[]said{level("8412万美元", "外资", "8412", "万美元"), growth("58.5%", "外资", "58.5"), done, delta, rank}, [][]int32{{0, 1, 2, 3, 4}}},
		{"target apart", []string{"外资8412万美元。", "今年外资9000万美元。"}, []said{level("8412万美元", "外资", "8412", "万美元"), aim}, [][]int32{{0}, {1}}},
		{"two levels, growth with its own", []string{"外资8412万美元。", "外资7000万美元，增长5%。"},
			[]said{level("8412万美元", "外资", "8412", "万美元"), level("7000万美元", "外资", "7000", "万美元"), growth("5%", "外资", "5")}, [][]int32{{0}, {1, 2}}},
		{"said twice", []string{"外资8412万美元。", "外资8412万美元，增长5%。"},
			[]said{level("8412万美元", "外资", "8412", "万美元"), level("8412万美元", "外资", "8412", "万美元"), growth("5%", "外资", "5")}, [][]int32{{0, 1, 2}}},
		{"two growths", []string{"外资增长5%，增长6%。"}, []said{growth("5%", "外资", "5"), growth("6%", "外资", "6")}, [][]int32{{0}, {1}}},
		{"one code, two names", []string{"外资8412万美元。", "实际使用外资增长5%。"},
			[]said{coded(level("8412万美元", "外资", "8412", "万美元")), coded(growth("5%", "实际使用外资", "5"))}, [][]int32{{0, 1}}},
		{"a name like a code", []string{"外资8412万美元。", "fdi_actual增长5%。"},
			[]said{coded(level("8412万美元", "外资", "8412", "万美元")), growth("5%", "fdi_actual", "5")}, [][]int32{{0}, {1}}},
		{"times", []string{"外资增长1.1倍。"}, []said{twice}, [][]int32{{0}}},
	} {
		rows := MakeRows(report(c.sentences, c.said)).Indicators
		var got [][]int32
		for _, r := range rows {
			got = append(got, r.Seqs)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: rows hold %v, want %v", c.name, got, c.want)
		}
		if c.name == "times" && *rows[0].Growth != 110 {
			t.Errorf("增长1.1倍 is %v percent, want 110", *rows[0].Growth)
		}
		if r := rows[0]; c.name == "all of one thing" &&
			(*r.Value != 8412 || *r.Unit != "万美元" || *r.Growth != 58.5 || *r.Completion != 113.6 || *r.Delta != 16 || *r.DeltaUnit != "万美元" || *r.Rank != 6) {
			t.Errorf("%s: row is %+v", c.name, r)
		}
	}
}

func TestGrowthInPermille(t *testing.T) {
	less := said{surface: "-0.57‰", indicator: "人口", kind: schema.Growth, value: "-0.57", unit: "‰", norm: "-0.57", normUnit: "‰"}
	if r := MakeRows(report([]string{"人口-0.57‰。"}, []said{less})).Indicators[0]; *r.Growth != -0.057 {
		t.Errorf("-0.57‰ is %v percent, want -0.057", *r.Growth)
	}
}

func TestOtherPlacesAreOtherRows(t *testing.T) {
	doc, res := report([]string{"外资8412万美元，全市外资9亿美元。"}, []said{level("8412万美元", "外资", "8412", "万美元"), growth("9", "外资", "9")})
	res.Observations[1].Region = schema.Region{Code: "500000", Name: "重庆市"}
	rows := MakeRows(doc, res)
	if len(rows.Indicators) != 2 || *rows.Indicators[1].SubjectCode != "500000" || rows.Indicators[0].SubjectCode != nil {
		t.Errorf("rows are %+v", rows.Indicators)
	}
}
