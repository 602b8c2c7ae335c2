package batch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/parquet-go/parquet-go"

	"zhibiao/schema"
)

// How large the pieces of a table get.
const (
	groupRows     = 250_000  // rows of a row group, at most
	groupBytes    = 32 << 20 // bytes of text in a row group of documents, about
	partGroups    = 20       // row groups of a part, at most
	dictionaryMax = 2 << 20  // bytes of a column's dictionary; a larger one gives way to plain pages
)

// Origin is what every file says of how it was made.
type Origin struct {
	Version   string // of the program
	SeedsHash string // SHA-256 of all seed files, hex
}

// A parquetTable writes DIR/part-00000.parquet and so on.
type parquetTable[T any] struct {
	dir     string
	options []parquet.WriterOption
	bytesOf func(*T) int // bytes that a row weighs beside the usual; nil: none
	perPart int          // rows after which a part is full; 0: no limit
	drop    []string     // columns that are directories

	file         *os.File
	writer       rowWriter[T]
	parts        int
	groups       int // full row groups of the open part
	inPart       int // rows of the open part
	rows, weight int // of the open row group
}

// A rowWriter writes one file.
type rowWriter[T any] interface {
	Write(rows []T) (int, error)
	Flush() error // ends the row group
	Close() error
}

// newParquet opens a table below dir. Its first part is there from the start,
// so that a table without rows is a table too.
func newParquet[T any](dir, name string, l layout, bytesOf func(*T) int) (*parquetTable[T], error) {
	t := &parquetTable[T]{dir: filepath.Join(dir, name, l.partition.dir()), bytesOf: bytesOf, perPart: l.rowsPerPart, drop: l.partition.columns,
		options: []parquet.WriterOption{
			parquet.Compression(&parquet.Zstd),
			parquet.DataPageStatistics(true),
			parquet.SkipPageBounds("text"), // whole reports, which nobody looks for by their first words
			parquet.DictionaryMaxBytes(dictionaryMax),
			parquet.CreatedBy("zhibiao", l.origin.Version, ""),
			parquet.KeyValueMetadata("zhibiao.version", l.origin.Version),
			parquet.KeyValueMetadata("zhibiao.schema_version", schema.DatasetVersion),
			parquet.KeyValueMetadata("zhibiao.seeds_sha256", l.origin.SeedsHash),
			parquet.KeyValueMetadata("zhibiao.dictionary", schema.DictionaryJSON(name)),
		}}
	if l.pages != nil {
		t.options = append(t.options, parquet.ColumnPageBuffers(l.pages))
	}
	if err := os.MkdirAll(t.dir, 0o777); err != nil {
		return nil, err
	}
	return t, t.openPart()
}

func (t *parquetTable[T]) openPart() error {
	f, err := os.Create(filepath.Join(t.dir, fmt.Sprintf("part-%05d.parquet", t.parts)))
	if err != nil {
		return err
	}
	t.file = f
	if len(t.drop) == 0 {
		t.writer = parquet.NewGenericWriter[T](f, t.options...)
	} else {
		t.writer = newNarrow[T](f, t.drop, t.options)
	}
	t.parts++
	t.groups, t.inPart, t.rows, t.weight = 0, 0, 0, 0
	return nil
}

// Write adds rows, which belong to one document; they are never split over two
// row groups.
func (t *parquetTable[T]) Write(rows []T) error {
	if t.rows >= groupRows || t.weight >= groupBytes || t.perPart > 0 && t.inPart >= t.perPart {
		if err := t.nextGroup(); err != nil {
			return err
		}
	}
	t.rows += len(rows)
	t.inPart += len(rows)
	if t.bytesOf != nil {
		for i := range rows {
			t.weight += t.bytesOf(&rows[i])
		}
	}
	for chunk := range slices.Chunk(rows, 10_000) {
		if _, err := t.writer.Write(chunk); err != nil {
			return err
		}
	}
	return nil
}

// nextGroup ends the open row group, and the part with it where it is full.
func (t *parquetTable[T]) nextGroup() error {
	if err := t.writer.Flush(); err != nil {
		return err
	}
	t.groups++
	t.rows, t.weight = 0, 0
	if t.perPart > 0 && t.inPart < t.perPart || t.perPart == 0 && t.groups < partGroups {
		return nil
	}
	if err := t.Close(); err != nil {
		return err
	}
	return t.openPart()
}

// Close finishes the open part.
func (t *parquetTable[T]) Close() error {
	return errors.Join(t.writer.Close(), t.file.Close())
}
