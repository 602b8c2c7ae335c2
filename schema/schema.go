// Package schema declares the nouns of the pipeline and the rows it writes:
// each type once, with the standard library only, so that every other room
// can speak of the same things.
//
//	file ─ingest→ Document ─nlp→ Sentence ─mention→ []Mention ─bind→ []Observation ─→ Row ─→ Parquet
package schema

import "time"

// A Span is a half-open byte range [Start, End) in Document.Text.
type Span struct{ Start, End int }

// In returns the text s covers: what a reader would underline.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Len is the number of bytes s covers.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// A Document is one report as read: its text, its parts, and what it is about.
// Readers fill everything but the fields below About, which extract.Describe
// reads from title, body and file name.
type Document struct {
	ID       string // first 16 hex digits of the SHA-256 of the file's bytes
	Source   string // path as given, slashes forward, relative to the input root
	Format   string // txt html docx pdf doc ofd xlsx xls md jsonl
	Encoding string // utf-8 gb18030 utf-16le utf-16be big5 …
	Bytes    int64  // size of the file
	Text     string // UTF-8; every Span refers to it
	Blocks   []Block
	Quality  float64 // share of characters that look like clean text, 0 to 1
	Partial  string  // why the document was read only in part; "" if whole

	// About: what the report is. Values set by a reader (jsonl fields) or by
	// --meta are kept by extract.Describe.
	Title      string
	Publisher  string
	Kind       ReportKind
	ReviewYear int // the year whose results it reports; 0 if unknown
	PlanYear   int // the year it plans for; 0 if unknown
	Region     Region
}

// ReportKind says what sort of report a document is.
type ReportKind string

// The report kinds of the dataset contract.
const (
	PlanReport   ReportKind = "plan_report"   // 国民经济和社会发展计划执行情况与计划草案
	WorkReport   ReportKind = "work_report"   // 政府工作报告
	Communique   ReportKind = "communique"    // 统计公报, 普查公报
	BudgetReport ReportKind = "budget_report" // 预算执行情况与预算草案
	Analysis     ReportKind = "analysis"      // 经济运行分析, 半年情况
	OtherReport  ReportKind = "other"
)

// A Region is an administrative division of GB/T 2260.
type Region struct {
	Code  string // six digits, "" if unknown; 000000 is the whole country
	Name  string // full name, 永川区
	Level string // country province prefecture county
	// Province is the code of the province the region belongs to, e.g. 500000;
	// "" for the country.
	Province string
}

// BlockKind says what a block of a document is.
type BlockKind string

// The block kinds.
const (
	TitleBlock     BlockKind = "title"
	HeadingBlock   BlockKind = "heading" // a line that heads what follows; Level tells how deep
	ParagraphBlock BlockKind = "paragraph"
	ListBlock      BlockKind = "list"      // a list item: 1. …  (1) …
	TableBlock     BlockKind = "table"     // cells in Table
	FurnitureBlock BlockKind = "furniture" // page numbers, running heads, buttons of a web page: never read for figures
	NoteBlock      BlockKind = "note"      // footnotes and source notes
)

// A Block is one part of a document. A block of a hard-wrapped text is made of
// several lines, which are read as if joined.
type Block struct {
	Kind  BlockKind
	Level int    // of a heading, from 1 (一、) down; 0 otherwise
	Lines []Span // in text order, without the line ends
	Page  int    // 1-based page where the format has pages; 0 otherwise
	Table *Table // of a TableBlock
}

// Span is the range from the block's first byte to its last.
func (b Block) Span() Span {
	if len(b.Lines) == 0 {
		return Span{}
	}
	return Span{b.Lines[0].Start, b.Lines[len(b.Lines)-1].End}
}

// A Table is a grid of cells as it stood in the file, merged cells once.
type Table struct {
	Rows, Cols int
	Cells      []Cell // in reading order
	Caption    Span   // the line above that names the table; empty if none
}

// A Cell is one cell of a table and where its text stands in Document.Text.
type Cell struct {
	Row, Col         int // 0-based, of its upper left corner
	RowSpan, ColSpan int // at least 1
	Span             Span
	Header           bool // marked as a head by the file (th, header row)
}

// Kind says what sort of statement an observation is.
type Kind string

// The kinds of the annotation guide.
const (
	Level      Kind = "level"      // an amount, stock, flow or count
	Growth     Kind = "growth"     // a relative change, percent or 倍
	Rate       Kind = "rate"       // a share, ratio or percentage that is a state
	Completion Kind = "completion" // how much of a plan is done, percent
	Delta      Kind = "delta"      // an absolute difference
	Rank       Kind = "rank"       // a place in an order
	Multiple   Kind = "multiple"   // a times figure that is a state
)

// Bound says how a value limits what is meant.
type Bound string

// The bounds of the annotation guide.
const (
	Eq     Bound = "eq"
	Approx Bound = "approx"
	Ge     Bound = "ge"
	Gt     Bound = "gt"
	Le     Bound = "le"
	Lt     Bound = "lt"
	Range  Bound = "range"
)

// Status says whether a value happened, is estimated, aimed at, and so on.
type Status string

// The statuses of the annotation guide.
const (
	Actual   Status = "actual"
	Estimate Status = "estimate"
	Target   Status = "target"
	Baseline Status = "baseline"
	Forecast Status = "forecast"
)

// A Period is the time a value is about.
type Period struct {
	Text       string    // 2024, 2024-12, 2024-H1, 2024-Q3, 2021/2025; "" if unknown
	Start, End time.Time // first and last day, both included, UTC
}

// A Quantity is a number with its unit, as written and as understood.
type Quantity struct {
	Value string // exact decimal in Unit, signed: 8412
	Max   string // the high end of a range; "" otherwise
	Unit  string // as written, carried over where the text leaves it out: 万美元

	Norm, NormMax string // exact in NormUnit: a decimal, or a fraction a/b; "" if the unit is unknown
	NormUnit      string // USD; "" if unknown
	Dimension     string // currency; "" if unknown
}

// An Observation is one statement found in a document: of an indicator, over
// a period, a quantity.
type Observation struct {
	Span     Span   // of the surface: the number with its unit
	Sentence Span   // of the whole sentence
	Section  []Span // headings above it, outermost first

	Indicator string // as composed from the text, e.g. 铁路旅客到发量
	Code      string // of the catalogue; "" if it has none
	CodeName  string // the catalogue's name for Code
	Region    Region // whose value it is where the text names another place; else empty

	Kind     Kind
	Quantity Quantity
	Bound    Bound
	Modifier string // the hedge as written: 左右, 以上, 力争…以上; "" if none
	Status   Status
	Period   Period
	Basis    string // yoy mom plan annual_avg since:2020 vs:全市; "" if none
	Scope    string // among whom, for rank and comparison: 全市; "" if none
	Rule     string // id of the rule that made it

	Page               int // 1-based; 0 where the format has no pages
	TableRow, TableCol int // 1-based place in its table; 0 in prose
	SameAs             int // 1 + seq of an earlier observation that says the same; 0 if none
}

// Reason says why a number of the text is no observation.
type Reason string

// The reasons of the dataset contract.
const (
	ReasonDate           Reason = "date"
	ReasonOrdinal        Reason = "ordinal"
	ReasonName           Reason = "name"
	ReasonHeading        Reason = "heading"
	ReasonDocumentNumber Reason = "document_number"
	ReasonThreshold      Reason = "threshold"
	ReasonUnitUnknown    Reason = "unit_unknown"
	ReasonSubjectUnknown Reason = "subject_unknown"
	ReasonOther          Reason = "other"
)

// A Residue is a number in the text that no observation claims.
type Residue struct {
	Span     Span
	Sentence Span
	Reason   Reason
}

// A Result is all that was found in one document, in text order. Every number
// of the text lies in exactly one Observation surface or one Residue.
type Result struct {
	Observations []Observation
	Residue      []Residue
	Sentences    int     // how many were read
	Faults       []error // rules that timed out; never a silent miss
}
