package batch

import (
	"reflect"
	"strings"
	"testing"

	"zhibiao/extract"
	"zhibiao/schema"
)

func TestRowsComeBackAsTheyWere(t *testing.T) {
	zero, minus, name, empty, day, year := 0.0, -12.5, "永川区", "", schema.Date(-3), int32(0)
	long := strings.Repeat("长", 3000)
	rows := &extract.Rows{
		Document: schema.DocumentRow{DocID: "a", Provenance: schema.Provenance{Source: "a.txt", RegionName: &name, RegionCode: &empty, ReviewYear: &year}, Bytes: 1 << 40, TextQuality: 0.25, Text: long},
		Observations: []schema.ObservationRow{
			{Seq: 0, Section: []string{"一、", ""}, Sentence: long, Value: minus, NormValue: &zero, PeriodStart: &day},
			{Seq: 1, Sentence: long, ValueMax: &minus},
		},
		Indicators: []schema.IndicatorRow{{Seqs: []int32{0, -1, 1 << 30}, Sentence: long}},
	}
	data := encodeRows(nil, rows)
	got, err := decodeRows(data)
	if err != nil || !reflect.DeepEqual(got, rows) {
		t.Errorf("error %v, rows are\n%+v, want\n%+v", err, got, rows)
	}
	if len(data) > 2*len(long) {
		t.Errorf("%d bytes: a long sentence that rows share is there more than once", len(data))
	}
	for n := range data {
		if _, err := decodeRows(data[:n]); err == nil {
			t.Fatalf("a record cut to %d of %d bytes is read", n, len(data))
		}
	}
}
