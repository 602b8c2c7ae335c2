package schema

import (
	"bytes"
	"encoding/json"
	"time"
)

// DatasetVersion is the schema_version of the tables below. It changes when a
// column changes its meaning, never when a nullable column is added.
const DatasetVersion = "1"

// A Date is a day, counted from 1970-01-01. It reads 2024-12-31 in JSON.
type Date int32

// DateOf is the day of t, nil for the zero time.
func DateOf(t time.Time) *Date {
	if t.IsZero() {
		return nil
	}
	d := DayOf(t)
	return &d
}

// DayOf is the day of t.
func DayOf(t time.Time) Date {
	d := Date(t.Unix() / 86400)
	if t.Unix() < 0 && t.Unix()%86400 != 0 {
		d--
	}
	return d
}

// String writes the day as 2024-12-31.
func (d Date) String() string { return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly) }

// MarshalText writes the day as 2024-12-31; the error is nil.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a day written as 2024-12-31; the error is of any other
// text.
func (d *Date) UnmarshalText(text []byte) error {
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil {
		return err
	}
	*d = *DateOf(t)
	return nil
}

// A List is a cell of several values. It is never NULL: one without values
// reads [] in JSON.
type List[T any] []T

// MarshalJSON writes the values as an array; the error is of a value that JSON
// cannot hold.
func (l List[T]) MarshalJSON() ([]byte, error) {
	if len(l) == 0 {
		return []byte("[]"), nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // left to whoever writes the row
	err := e.Encode([]T(l))
	return b.Bytes(), err
}

// The rows of the four tables; Dictionary explains every column. Column order is the field order; optional
// columns are pointers, nil is NULL.

// Provenance is what every observation and indicator row repeats of its
// document, so that one table is enough in a notebook.
type Provenance struct {
	Source       string  `parquet:"source,dict" json:"source"`
	RegionCode   *string `parquet:"region_code,optional,dict" json:"region_code"`
	RegionName   *string `parquet:"region_name,optional,dict" json:"region_name"`
	RegionLevel  *string `parquet:"region_level,optional,dict" json:"region_level"`
	ProvinceCode *string `parquet:"province_code,optional,dict" json:"province_code"`
	ReportKind   string  `parquet:"report_kind,dict" json:"report_kind"`
	ReviewYear   *int32  `parquet:"review_year,optional" json:"review_year"`
	PlanYear     *int32  `parquet:"plan_year,optional" json:"plan_year"`
}

// A DocumentRow is one input file, read or not.
type DocumentRow struct {
	DocID string `parquet:"doc_id,dict" json:"doc_id"`
	Provenance
	Format       string  `parquet:"format,dict" json:"format"`
	Encoding     string  `parquet:"encoding,dict" json:"encoding"`
	Bytes        int64   `parquet:"bytes" json:"bytes"`
	Chars        int64   `parquet:"chars" json:"chars"` // code points of Text
	Sentences    int32   `parquet:"sentences" json:"sentences"`
	Observations int32   `parquet:"observations" json:"observations"`
	Residue      int32   `parquet:"residue" json:"residue"`
	Title        *string `parquet:"title,optional,dict" json:"title"`
	Publisher    *string `parquet:"publisher,optional,dict" json:"publisher"`
	Status       string  `parquet:"status,dict" json:"status"` // ok partial failed
	Error        *string `parquet:"error,optional,dict" json:"error"`
	TextQuality  float64 `parquet:"text_quality" json:"text_quality"`
	Text         string  `parquet:"text" json:"text"`
}

// An ObservationRow is one numeric statement.
type ObservationRow struct {
	DocID string `parquet:"doc_id,dict" json:"doc_id"`
	Seq   int32  `parquet:"seq" json:"seq"` // from 0, in text order
	Provenance
	Section       List[string] `parquet:"section,list" parquet-element:",dict" json:"section"`
	Sentence      string       `parquet:"sentence,dict" json:"sentence"`
	CharStart     int32        `parquet:"char_start" json:"char_start"` // code points, half-open
	CharEnd       int32        `parquet:"char_end" json:"char_end"`
	Page          *int32       `parquet:"page,optional" json:"page"`
	TableRow      *int32       `parquet:"table_row,optional" json:"table_row"`
	TableCol      *int32       `parquet:"table_col,optional" json:"table_col"`
	Surface       string       `parquet:"surface,dict" json:"surface"`
	Indicator     string       `parquet:"indicator,dict" json:"indicator"`
	IndicatorCode *string      `parquet:"indicator_code,optional,dict" json:"indicator_code"`
	IndicatorName *string      `parquet:"indicator_name,optional,dict" json:"indicator_name"`
	SubjectCode   *string      `parquet:"subject_region_code,optional,dict" json:"subject_region_code"` // whose value it is where the text names another place than the document's
	SubjectName   *string      `parquet:"subject_region_name,optional,dict" json:"subject_region_name"`
	Kind          string       `parquet:"kind,dict" json:"kind"`
	Value         float64      `parquet:"value" json:"value"`
	ValueMax      *float64     `parquet:"value_max,optional" json:"value_max"`
	ValueText     string       `parquet:"value_text,dict" json:"value_text"`
	Unit          string       `parquet:"unit,dict" json:"unit"`
	NormValue     *float64     `parquet:"norm_value,optional" json:"norm_value"`
	NormValueMax  *float64     `parquet:"norm_value_max,optional" json:"norm_value_max"`
	NormUnit      *string      `parquet:"norm_unit,optional,dict" json:"norm_unit"`
	Dimension     *string      `parquet:"dimension,optional,dict" json:"dimension"`
	Bound         string       `parquet:"bound,dict" json:"bound"`
	Modifier      *string      `parquet:"modifier,optional,dict" json:"modifier"`
	Status        string       `parquet:"status,dict" json:"status"`
	Period        string       `parquet:"period,dict" json:"period"`
	PeriodStart   *Date        `parquet:"period_start,optional,date" json:"period_start"`
	PeriodEnd     *Date        `parquet:"period_end,optional,date" json:"period_end"`
	Basis         *string      `parquet:"basis,optional,dict" json:"basis"`
	Scope         *string      `parquet:"scope,optional,dict" json:"scope"`
	Rule          string       `parquet:"rule,dict" json:"rule"`
	SameAs        *int32       `parquet:"same_as,optional" json:"same_as"` // seq of an earlier observation that says the same
}

// An IndicatorRow is one indicator over one period with one status: quantity,
// unit, growth and target of the same thing together.
type IndicatorRow struct {
	DocID string `parquet:"doc_id,dict" json:"doc_id"`
	Provenance
	Indicator      string       `parquet:"indicator,dict" json:"indicator"`
	IndicatorCode  *string      `parquet:"indicator_code,optional,dict" json:"indicator_code"`
	IndicatorName  *string      `parquet:"indicator_name,optional,dict" json:"indicator_name"`
	SubjectCode    *string      `parquet:"subject_region_code,optional,dict" json:"subject_region_code"`
	SubjectName    *string      `parquet:"subject_region_name,optional,dict" json:"subject_region_name"`
	Period         string       `parquet:"period,dict" json:"period"`
	PeriodStart    *Date        `parquet:"period_start,optional,date" json:"period_start"`
	PeriodEnd      *Date        `parquet:"period_end,optional,date" json:"period_end"`
	Status         string       `parquet:"status,dict" json:"status"`
	Value          *float64     `parquet:"value,optional" json:"value"`
	ValueMax       *float64     `parquet:"value_max,optional" json:"value_max"`
	Unit           *string      `parquet:"unit,optional,dict" json:"unit"`
	NormValue      *float64     `parquet:"norm_value,optional" json:"norm_value"`
	NormUnit       *string      `parquet:"norm_unit,optional,dict" json:"norm_unit"`
	Dimension      *string      `parquet:"dimension,optional,dict" json:"dimension"`
	Bound          *string      `parquet:"bound,optional,dict" json:"bound"`
	Modifier       *string      `parquet:"modifier,optional,dict" json:"modifier"`
	Growth         *float64     `parquet:"growth,optional" json:"growth"` // percent; 倍 is 100 percent
	GrowthMax      *float64     `parquet:"growth_max,optional" json:"growth_max"`
	GrowthBound    *string      `parquet:"growth_bound,optional,dict" json:"growth_bound"`
	GrowthModifier *string      `parquet:"growth_modifier,optional,dict" json:"growth_modifier"`
	Basis          *string      `parquet:"basis,optional,dict" json:"basis"`
	Completion     *float64     `parquet:"completion,optional" json:"completion"` // percent of plan
	Delta          *float64     `parquet:"delta,optional" json:"delta"`
	DeltaUnit      *string      `parquet:"delta_unit,optional,dict" json:"delta_unit"`
	Rank           *int32       `parquet:"rank,optional" json:"rank"`
	RankScope      *string      `parquet:"rank_scope,optional,dict" json:"rank_scope"`
	Section        List[string] `parquet:"section,list" parquet-element:",dict" json:"section"`
	Sentence       string       `parquet:"sentence,dict" json:"sentence"`
	CharStart      int32        `parquet:"char_start" json:"char_start"`
	CharEnd        int32        `parquet:"char_end" json:"char_end"`
	Seqs           List[int32]  `parquet:"seqs,list" json:"seqs"` // the observations it is made of
}

// A ResidueRow is one number of the text that no observation claims.
type ResidueRow struct {
	DocID     string `parquet:"doc_id,dict" json:"doc_id"`
	Seq       int32  `parquet:"seq" json:"seq"` // from 0, in text order, counted apart from observations
	Source    string `parquet:"source,dict" json:"source"`
	CharStart int32  `parquet:"char_start" json:"char_start"`
	CharEnd   int32  `parquet:"char_end" json:"char_end"`
	Surface   string `parquet:"surface,dict" json:"surface"`
	Sentence  string `parquet:"sentence,dict" json:"sentence"`
	Reason    string `parquet:"reason,dict" json:"reason"`
}
