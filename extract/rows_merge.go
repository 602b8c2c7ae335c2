package extract

import (
	"math/big"
	"strconv"

	"zhibiao/schema"
)

// A place is where observations of one thing meet: one indicator of one
// region over one period with one status.
type place struct {
	what    string // the catalogue's code, or the indicator as composed
	coded   bool
	subject string // another region than the document's, "" otherwise
	period  string
	status  string
}

// A growing row, the sentence of its latest observation, and the row that was
// opened before it in the same place; -1 if there is none.
type growing struct {
	row      *schema.IndicatorRow
	sentence string
	before   int
}

// indicatorRows puts together what the observations say of the same thing:
// its level or rate, growth, completion, delta and rank in one row. Where two
// of them say different things of the same sort, the second opens a row of
// its own, so that nothing is lost. Rows stand in the order of their first
// observation.
func indicatorRows(obs []schema.ObservationRow) []schema.IndicatorRow {
	rows := make([]schema.IndicatorRow, 0, len(obs)) // never more, so that they stay where they are
	all := make([]growing, 0, len(obs))
	latest := make(map[place]int, len(obs)) // of each place, in all
	seqs := make([]int32, len(obs))         // room for the first of each row, in one place
	for i := range obs {
		o := &obs[i]
		k := placeOf(o)
		last, known := latest[k]
		if !known {
			last = -1
		}
		g := fitting(all, last, o)
		if g == nil {
			rows = append(rows, newIndicatorRow(o))
			rows[len(rows)-1].Seqs = seqs[i : i : i+1]
			latest[k] = len(all)
			all = append(all, growing{row: &rows[len(rows)-1], before: last})
			g = &all[len(all)-1]
		}
		g.sentence = o.Sentence
		put(g.row, o)
		g.row.Seqs = append(g.row.Seqs, o.Seq)
	}
	return rows
}

func placeOf(o *schema.ObservationRow) place {
	p := place{what: o.Indicator, period: o.Period, status: o.Status}
	if o.IndicatorCode != nil {
		p.what, p.coded = *o.IndicatorCode, true
	}
	if o.SubjectCode != nil {
		p.subject = *o.SubjectCode
	} else if o.SubjectName != nil {
		p.subject = *o.SubjectName
	}
	return p
}

// mostOpen is how many rows of one thing are looked at for one with room, the
// latest: a report says nothing in so many ways.
const mostOpen = 64

// fitting finds the row that o goes into, of all from last back: the latest one
// of the same sentence that has room, else the first that has room, else nil.
func fitting(all []growing, last int, o *schema.ObservationRow) (first *growing) {
	for n := 0; last >= 0 && n < mostOpen; n++ {
		g := &all[last]
		if hasRoom(g.row, o) {
			if g.sentence == o.Sentence {
				return g
			}
			first = g
		}
		last = g.before
	}
	return first
}

func newIndicatorRow(o *schema.ObservationRow) schema.IndicatorRow {
	return schema.IndicatorRow{
		DocID: o.DocID, Provenance: o.Provenance,
		Indicator: o.Indicator, IndicatorCode: o.IndicatorCode, IndicatorName: o.IndicatorName,
		SubjectCode: o.SubjectCode, SubjectName: o.SubjectName,
		Period: o.Period, PeriodStart: o.PeriodStart, PeriodEnd: o.PeriodEnd, Status: o.Status,
		Section: o.Section, Sentence: o.Sentence, CharStart: o.CharStart, CharEnd: o.CharEnd,
	}
}

// hasRoom reports whether r says nothing yet of o's sort, or the very same.
func hasRoom(r *schema.IndicatorRow, o *schema.ObservationRow) bool {
	switch schema.Kind(o.Kind) {
	case schema.Growth:
		return r.GrowthBound == nil ||
			same(r.Growth, growthOf(o)) && same(r.GrowthMax, growthMax(o)) && *r.GrowthBound == o.Bound && same(r.Basis, o.Basis)
	case schema.Completion:
		return r.Completion == nil || same(r.Completion, percentOf(o))
	case schema.Delta:
		return r.Delta == nil || *r.Delta == o.Value && *r.DeltaUnit == o.Unit
	case schema.Rank:
		return r.Rank == nil || *r.Rank == int32(o.Value) && same(r.RankScope, o.Scope)
	default:
		return r.Value == nil || *r.Value == o.Value && same(r.ValueMax, o.ValueMax) && *r.Unit == o.Unit && *r.Bound == o.Bound
	}
}

// put writes what o says into r, which has room for it.
func put(r *schema.IndicatorRow, o *schema.ObservationRow) {
	switch schema.Kind(o.Kind) {
	case schema.Growth:
		if r.GrowthBound != nil {
			return
		}
		r.Growth, r.GrowthMax = growthOf(o), growthMax(o)
		r.GrowthBound, r.GrowthModifier, r.Basis = &o.Bound, o.Modifier, o.Basis
	case schema.Completion:
		r.Completion = percentOf(o)
	case schema.Delta:
		r.Delta, r.DeltaUnit = &o.Value, &o.Unit
	case schema.Rank:
		n := int32(o.Value)
		r.Rank, r.RankScope = &n, o.Scope
	default:
		if r.Value != nil {
			return
		}
		r.Value, r.ValueMax, r.Unit = &o.Value, o.ValueMax, &o.Unit
		r.NormValue, r.NormUnit, r.Dimension = o.NormValue, o.NormUnit, o.Dimension
		r.Bound, r.Modifier = &o.Bound, o.Modifier
	}
}

// percentOf is o's value in percent; nil where its unit is no share.
func percentOf(o *schema.ObservationRow) *float64 { return inPercent(o.NormUnit, o.NormValue) }

func inPercent(unit *string, value *float64) *float64 {
	if value == nil || unit == nil {
		return nil
	}
	switch *unit {
	case "%":
		return value
	case "‰":
		return times(decimalOf(*value), big.NewRat(1, 10))
	}
	return nil
}

// growthOf is a growth in percent, 2倍 being 200; nil where its unit is
// neither a share nor 倍.
func growthOf(o *schema.ObservationRow) *float64 {
	if o.Unit == "倍" {
		return times(o.ValueText, hundred)
	}
	return percentOf(o)
}

// growthMax is the high end of a growth, as growthOf.
func growthMax(o *schema.ObservationRow) *float64 {
	if o.Unit == "倍" && o.ValueMax != nil {
		return times(decimalOf(*o.ValueMax), hundred)
	}
	return inPercent(o.NormUnit, o.NormValueMax)
}

var hundred = big.NewRat(100, 1)

// times multiplies exactly, and rounds once.
func times(decimal string, factor *big.Rat) *float64 {
	f, _ := new(big.Rat).Mul(rat(decimal), factor).Float64()
	return &f
}

// decimalOf is the shortest decimal that reads as f.
func decimalOf(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// same compares two nullable values.
func same[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
