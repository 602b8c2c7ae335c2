package batch

import (
	"errors"

	"zhibiao/extract"
	"zhibiao/schema"
)

// A Format is how tables are written.
type Format string

// The formats.
const (
	Parquet Format = "parquet" // TABLE/part-*.parquet
	JSONL   Format = "jsonl"   // TABLE.jsonl, one object a line
	CSV     Format = "csv"     // TABLE.csv with a header; lists as JSON
)

// Formats are all formats, the first being the default.
var Formats = []Format{Parquet, JSONL, CSV}

// Tables are the names of all tables, in the order they are counted.
var Tables = []string{"documents", "observations", "indicators", "residue"}

// A table takes rows of one table, in order.
type table[T any] interface {
	Write(rows []T) error
	// Close finishes the table; without it what was written is no whole file.
	Close() error
}

// A sink takes the rows of documents in the order of the dataset. A nil table
// is not written.
type sink struct {
	documents    table[schema.DocumentRow]
	observations table[schema.ObservationRow]
	indicators   table[schema.IndicatorRow]
	residue      table[schema.ResidueRow]
}

func (s *sink) write(r *extract.Rows) error {
	return errors.Join(
		write(s.documents, []schema.DocumentRow{r.Document}),
		write(s.observations, r.Observations),
		write(s.indicators, r.Indicators),
		write(s.residue, r.Residue))
}

func (s *sink) close() error {
	return errors.Join(finish(s.documents), finish(s.observations), finish(s.indicators), finish(s.residue))
}

func write[T any](t table[T], rows []T) error {
	if t == nil || len(rows) == 0 {
		return nil
	}
	return t.Write(rows)
}

func finish[T any](t table[T]) error {
	if t == nil {
		return nil
	}
	return t.Close()
}
