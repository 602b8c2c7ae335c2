package batch

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"

	"zhibiao/extract"
	"zhibiao/schema"
)

// The enumerations of the contract.
var (
	kinds    = []schema.Kind{schema.Level, schema.Growth, schema.Rate, schema.Completion, schema.Delta, schema.Rank, schema.Multiple}
	bounds   = []schema.Bound{schema.Eq, schema.Approx, schema.Ge, schema.Gt, schema.Le, schema.Lt, schema.Range}
	statuses = []schema.Status{schema.Actual, schema.Estimate, schema.Target, schema.Baseline, schema.Forecast}
	reasons  = []schema.Reason{schema.ReasonDate, schema.ReasonOrdinal, schema.ReasonName, schema.ReasonHeading, schema.ReasonDocumentNumber,
		schema.ReasonThreshold, schema.ReasonUnitUnknown, schema.ReasonSubjectUnknown, schema.ReasonOther}
)

func (c *checker) observations(r *extract.Rows, t codePointText) {
	for i := range r.Observations {
		o := &r.Observations[i]
		where := fmt.Sprintf("%s observation %d", o.Source, o.Seq)
		if int(o.Seq) != i {
			c.find("seq", where, "is row %d of its document", i)
		}
		c.provenance(where, &o.Provenance, r)
		if got, err := t.slice(o.CharStart, o.CharEnd); err != nil || got != o.Surface {
			c.find("offsets", where, "text[%d:%d] is %q, surface is %q", o.CharStart, o.CharEnd, got, o.Surface)
		}
		member(c, "kind", where, schema.Kind(o.Kind), kinds)
		member(c, "bound", where, schema.Bound(o.Bound), bounds)
		member(c, "status of a row", where, schema.Status(o.Status), statuses)
		c.quantity(where, o)
		c.period(where, o.PeriodStart, o.PeriodEnd)
		if o.Indicator == "" || o.Rule == "" {
			c.find("empty", where, "indicator or rule is empty")
		}
		if (o.IndicatorCode == nil) != (o.IndicatorName == nil) {
			c.find("code", where, "has one of indicator_code and indicator_name")
		}
		if o.SameAs != nil && (*o.SameAs < 0 || *o.SameAs >= o.Seq) {
			c.find("same_as", where, "same_as is %d, which is no earlier observation", *o.SameAs)
		}
	}
}

// provenance checks that a row repeats what its document says.
func (c *checker) provenance(where string, p *schema.Provenance, r *extract.Rows) {
	if !reflect.DeepEqual(*p, r.Document.Provenance) {
		c.find("provenance", where, "region, year or kind are not those of its document")
	}
}

func (c *checker) quantity(where string, o *schema.ObservationRow) {
	if f, ok := decimal(o.ValueText); !ok || f != o.Value {
		c.find("value_text", where, "value is %v, value_text is %q", o.Value, o.ValueText)
	}
	if (o.Bound == string(schema.Range)) != (o.ValueMax != nil) {
		c.find("range", where, "bound is %s, value_max is %s", o.Bound, shown(o.ValueMax))
	}
	if (o.NormValue == nil) != (o.NormUnit == nil) {
		c.find("norm", where, "has one of norm_value and norm_unit")
	}
	for _, f := range []*float64{&o.Value, o.ValueMax, o.NormValue, o.NormValueMax} {
		if f != nil && (math.IsNaN(*f) || math.IsInf(*f, 0)) {
			c.find("number", where, "has a value that is no number")
		}
	}
}

func (c *checker) period(where string, start, end *schema.Date) {
	if (start == nil) != (end == nil) || start != nil && *start > *end {
		c.find("period", where, "period is from %s to %s", shown(start), shown(end))
	}
}

func (c *checker) indicators(r *extract.Rows, t codePointText) {
	for i := range r.Indicators {
		o := &r.Indicators[i]
		where := fmt.Sprintf("%s indicator row %d", o.Source, i)
		c.provenance(where, &o.Provenance, r)
		member(c, "status of a row", where, schema.Status(o.Status), statuses)
		if o.Bound != nil {
			member(c, "bound", where, schema.Bound(*o.Bound), bounds)
		}
		c.period(where, o.PeriodStart, o.PeriodEnd)
		if _, err := t.slice(o.CharStart, o.CharEnd); err != nil {
			c.find("offsets", where, "text[%d:%d]: %v", o.CharStart, o.CharEnd, err)
		}
		if len(o.Seqs) == 0 || slices.ContainsFunc(o.Seqs, func(s int32) bool { return s < 0 || int(s) >= len(r.Observations) }) {
			c.find("seqs", where, "is made of observations %v, the document has %d", o.Seqs, len(r.Observations))
		}
	}
}

func (c *checker) residue(r *extract.Rows, t codePointText) {
	next := 0 // the first observation that may overlap
	for i := range r.Residue {
		o := &r.Residue[i]
		where := fmt.Sprintf("%s residue %d", o.Source, o.Seq)
		if int(o.Seq) != i {
			c.find("seq", where, "is row %d of its document", i)
		}
		member(c, "reason", where, schema.Reason(o.Reason), reasons)
		if got, err := t.slice(o.CharStart, o.CharEnd); err != nil || got != o.Surface {
			c.find("offsets", where, "text[%d:%d] is %q, surface is %q", o.CharStart, o.CharEnd, got, o.Surface)
		}
		for next < len(r.Observations) && r.Observations[next].CharEnd <= o.CharStart {
			next++
		}
		if next < len(r.Observations) && r.Observations[next].CharStart < o.CharEnd && strings.ContainsAny(o.Surface, "0123456789") {
			c.find("claimed", where, "%q is claimed by observation %d too", o.Surface, r.Observations[next].Seq)
		}
	}
}

func member[T ~string](c *checker, what, where string, v T, of []T) {
	if !slices.Contains(of, v) {
		c.find(what, where, "%s is %q, want one of %v", what, string(v), of)
	}
}

func shown[T any](p *T) string {
	if p == nil {
		return "NULL"
	}
	return fmt.Sprint(*p)
}
