package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/parquet-go/parquet-go"

	"zhibiao/extract"
	"zhibiao/schema"
)

// While tables are written, what a row group holds lives long, and twice as much
// would be twice too much: the garbage collector works harder, the more so
// beyond writeMemory bytes.
const (
	writeGC     = 50
	writeMemory = 208 << 20
)

// sparing makes the garbage collector spare memory until the function that it
// returns is called. A limit that is set from outside stays.
func sparing() (end func()) {
	percent, limit := debug.SetGCPercent(writeGC), debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(limit, writeMemory))
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

// writeDataset writes all tables and the manifest to a staging directory, and
// puts it in place.
func (s *site) writeDataset(m *Manifest, all []entry, show func(*extract.Rows)) error {
	o, err := stage(filepath.Dir(s.dir), s.dir)
	if err != nil {
		return err
	}
	defer o.discard()
	defer sparing()()
	for _, part := range partitions(all, s.target.PartitionBy) {
		if err := s.writePartition(o.staging, part, show); err != nil {
			return err
		}
	}
	if err := m.write(filepath.Join(o.staging, manifestName)); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(o.dir, sealName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return o.commit()
}

func (s *site) writePartition(dir string, p partition, show func(*extract.Rows)) error {
	k, err := openSink(dir, layout{s.target.Format, s.origin, p, s.target.RowsPerPart, s.pages(p.entries)})
	if err != nil {
		return errors.Join(err, k.close())
	}
	return s.fill(k, p.entries, show)
}

// manyRows is how many observations a partition has whose pages do not wait in
// memory.
const manyRows = 50_000

// pages is where the pages of a row group wait until it is full.
func (s *site) pages(entries []entry) parquet.BufferPool {
	rows := 0
	for i := range entries {
		rows += entries[i].Counts[0]
	}
	if rows < manyRows {
		return nil
	}
	return parquet.NewFileBufferPool(s.dir, "page-*.tmp")
}

// fill writes the rows of entries to k and closes it, whatever happens. The
// tables are written side by side.
func (s *site) fill(k *sink, entries []entry, show func(*extract.Rows)) error {
	err := func() error {
		for i := range entries {
			r, err := s.rows(&entries[i])
			if err != nil {
				return fmt.Errorf("%s: %w", entries[i].Source, err)
			}
			if show != nil {
				show(r)
			}
			if err := k.write(r); err != nil {
				return err
			}
		}
		return nil
	}()
	return errors.Join(err, k.close())
}

// A layout says how the files of a table are made.
type layout struct {
	format      Format
	origin      Origin
	partition   partition
	rowsPerPart int
	pages       parquet.BufferPool // where the pages of a row group wait; nil: in memory
}

func openSink(dir string, l layout) (*sink, error) {
	var s sink
	var errs [4]error
	s.documents, errs[0] = openTable(dir, "documents", l, func(d *schema.DocumentRow) int { return len(d.Text) })
	s.observations, errs[1] = openTable[schema.ObservationRow](dir, "observations", l, nil)
	s.indicators, errs[2] = openTable[schema.IndicatorRow](dir, "indicators", l, nil)
	s.residue, errs[3] = openTable[schema.ResidueRow](dir, "residue", l, nil)
	return &s, errors.Join(errs[:]...)
}

func openTable[T any](dir, name string, l layout, bytesOf func(*T) int) (table[T], error) {
	var t table[T]
	var err error
	if l.format == Parquet {
		t, err = newParquet(dir, name, l, bytesOf)
	} else {
		file, createErr := os.Create(filepath.Join(dir, name+"."+string(l.format)))
		if createErr != nil {
			return nil, createErr
		}
		t, err = textTable[T](l.format, file)
	}
	if err != nil {
		return nil, err
	}
	return beside(t), nil
}

func textTable[T any](f Format, out io.WriteCloser) (table[T], error) {
	switch f {
	case JSONL:
		return newJSONL[T](out), nil
	case CSV:
		return newCSV[T](out)
	}
	return nil, fmt.Errorf("format %s cannot be written as a stream (want jsonl or csv)", f)
}

// writeStream writes one table to the stream that the target names.
func (s *site) writeStream(all []entry, show func(*extract.Rows)) error {
	var k sink
	var err error
	f, out := s.target.Format, unclosed{s.target.Stdout}
	switch s.target.Table {
	case "documents":
		k.documents, err = textTable[schema.DocumentRow](f, out)
	case "observations":
		k.observations, err = textTable[schema.ObservationRow](f, out)
	case "indicators":
		k.indicators, err = textTable[schema.IndicatorRow](f, out)
	case "residue":
		k.residue, err = textTable[schema.ResidueRow](f, out)
	}
	if err != nil {
		return err
	}
	return s.fill(&k, all, show)
}

// unclosed is a writer that somebody else closes.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

// A besideTable writes in a goroutine of its own. It takes the rows of one
// document ahead, no more.
type besideTable[T any] struct {
	todo chan []T
	done chan struct{}
	once sync.Once

	mu  sync.Mutex
	err error // the first
}

// beside makes a table that is written in a goroutine of its own.
func beside[T any](t table[T]) table[T] {
	b := &besideTable[T]{todo: make(chan []T, 1), done: make(chan struct{})}
	go func() {
		defer close(b.done)
		for rows := range b.todo {
			if b.failed() == nil {
				b.note(t.Write(rows))
			}
		}
		b.note(t.Close())
	}()
	return b
}

func (b *besideTable[T]) failed() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.err
}

func (b *besideTable[T]) note(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err == nil {
		b.err = err
	}
}

func (b *besideTable[T]) Write(rows []T) error {
	b.todo <- slices.Clip(rows)
	return b.failed()
}

func (b *besideTable[T]) Close() error {
	b.once.Do(func() { close(b.todo) })
	<-b.done
	return b.failed()
}
