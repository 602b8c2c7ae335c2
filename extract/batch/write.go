package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"zhibiao/extract"
	"zhibiao/schema"
)

// A Target says where rows go.
type Target struct {
	Format  Format
	Dir     string // of the dataset
	Force   bool   // write into Dir even where it holds something else
	Version string // of the program

	Stdout io.Writer // not nil: one table goes here, and Dir is not touched; not for Parquet
	Table  string    // the table that goes to Stdout
}

// ErrAllFailed says that no input could be read and nothing was written.
var ErrAllFailed = errors.New("no input could be read; nothing was written")

// A Summary says what a run did.
type Summary struct {
	*Manifest
	Warnings []string // about rows of the meta file that no input claimed
}

// Run reads inputs and writes their rows. Inputs that fail have their row in
// documents and do not stop the others; with all of them failed, nothing is
// written and the error is ErrAllFailed, beside a Summary. On any other error
// nothing is written either, and an earlier dataset stays as it was.
func Run(ctx context.Context, inputs []Input, w *Work, t Target) (*Summary, error) {
	if t.Stdout == nil {
		if err := mayReplace(t.Dir, t.Force); err != nil {
			return nil, err
		}
	}
	all, err := w.Rows(ctx, inputs)
	if err != nil {
		return nil, err
	}
	origin := Origin{Version: t.Version, SeedsHash: w.Extractor.SeedsHash()}
	s := &Summary{Manifest: newManifest(origin, t.Format, all), Warnings: w.Meta.unused(sourcesOf(inputs, all))}
	if s.Status["failed"] == len(all) {
		return s, ErrAllFailed
	}
	if w.Document != nil {
		for i := range all {
			w.Document(&all[i])
		}
	}
	if t.Stdout != nil {
		return s, writeStream(ctx, t, all)
	}
	return s, writeDataset(ctx, t, origin, s.Manifest, all)
}

func sourcesOf(inputs []Input, all []extract.Rows) map[string]bool {
	out := map[string]bool{}
	for _, in := range inputs {
		out[in.Source] = true
	}
	for i := range all {
		out[all[i].Document.Source] = true
	}
	return out
}

// writeDataset writes all tables and the manifest to a staging directory, and
// puts it in place.
func writeDataset(ctx context.Context, t Target, origin Origin, m *Manifest, all []extract.Rows) error {
	o, err := stage(t.Dir)
	if err != nil {
		return err
	}
	defer o.discard()
	s, err := openSink(t.Format, o.staging, origin)
	if err != nil {
		return err
	}
	if err := fill(ctx, s, all); err != nil {
		return err
	}
	if err := m.write(filepath.Join(o.staging, manifestName)); err != nil {
		return err
	}
	return o.commit()
}

// fill writes all rows and closes s, whatever happens.
func fill(ctx context.Context, s *sink, all []extract.Rows) error {
	for i := range all {
		err := ctx.Err()
		if err == nil {
			err = s.write(&all[i])
		}
		if err != nil {
			s.close()
			return err
		}
	}
	return s.close()
}

func openSink(f Format, dir string, o Origin) (*sink, error) {
	var s sink
	var errs [4]error
	s.documents, errs[0] = openTable(f, dir, "documents", o, func(d *schema.DocumentRow) int { return len(d.Text) })
	s.observations, errs[1] = openTable[schema.ObservationRow](f, dir, "observations", o, nil)
	s.indicators, errs[2] = openTable[schema.IndicatorRow](f, dir, "indicators", o, nil)
	s.residue, errs[3] = openTable[schema.ResidueRow](f, dir, "residue", o, nil)
	return &s, errors.Join(errs[:]...)
}

func openTable[T any](f Format, dir, name string, o Origin, bytesOf func(*T) int) (table[T], error) {
	if f == Parquet {
		return newParquet(dir, name, o, bytesOf)
	}
	file, err := os.Create(filepath.Join(dir, name+"."+string(f)))
	if err != nil {
		return nil, err
	}
	return textTable[T](f, file)
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

// writeStream writes one table to t.Stdout.
func writeStream(ctx context.Context, t Target, all []extract.Rows) error {
	var s sink
	var err error
	out := unclosed{t.Stdout}
	switch t.Table {
	case "documents":
		s.documents, err = textTable[schema.DocumentRow](t.Format, out)
	case "observations":
		s.observations, err = textTable[schema.ObservationRow](t.Format, out)
	case "indicators":
		s.indicators, err = textTable[schema.IndicatorRow](t.Format, out)
	case "residue":
		s.residue, err = textTable[schema.ResidueRow](t.Format, out)
	default:
		err = fmt.Errorf("no table %q (want one of %v)", t.Table, Tables)
	}
	if err != nil {
		return err
	}
	return fill(ctx, &s, all)
}

// unclosed is a writer that somebody else closes.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
