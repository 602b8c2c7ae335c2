package batch

import (
	"fmt"
	"iter"
	"net/url"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"zhibiao/extract"
	"zhibiao/schema"
)

// scanDataset yields the rows of a dataset document by document, in the order
// of its files, and holds no more than one document. Rows that belong to none
// of the documents of their partition, or do not follow their order, are an
// error, as is all that ReadDataset does not read; each is yielded, and only
// what cannot be read ends it.
func scanDataset(dir string, m *Manifest) iter.Seq2[*extract.Rows, error] {
	return func(yield func(*extract.Rows, error) bool) {
		parts, err := datasetParts(dir, m)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, p := range parts {
			if !p.scan(yield) {
				return
			}
		}
	}
}

// A part of a dataset is the files of the four tables with the same partition
// values: all files, where the dataset is not partitioned.
type part struct {
	dir    string // below the directory of each table; "" without partitions
	format Format
	values map[string]string // partition columns; "" is NULL
	files  map[string][]string
}

// datasetParts finds the parts, by the name of their directory.
func datasetParts(dir string, m *Manifest) ([]part, error) {
	byDir := map[string]*part{}
	for _, table := range Tables {
		parts, err := tableParts(dir, table, m.Format)
		if err != nil {
			return nil, err
		}
		for _, p := range parts {
			if byDir[p.dir] == nil {
				byDir[p.dir] = &p
				continue
			}
			byDir[p.dir].files[table] = p.files[table]
		}
	}
	var out []part
	for _, p := range byDir {
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b part) int { return strings.Compare(a.dir, b.dir) })
	return out, nil
}

// tableParts are the parts of one table, each with its files in order.
func tableParts(dir, table string, f Format) (out []part, err error) {
	names, err := tableFiles(dir, table, f)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		sub := ""
		if f == Parquet {
			sub, _ = filepath.Rel(filepath.Join(dir, table), filepath.Dir(name))
		}
		at := slices.IndexFunc(out, func(p part) bool { return p.dir == sub })
		if at < 0 {
			values, err := partitionValues(sub)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			at = len(out)
			out = append(out, part{dir: sub, format: f, values: values, files: map[string][]string{}})
		}
		out[at].files[table] = append(out[at].files[table], name)
	}
	for _, p := range out {
		slices.Sort(p.files[table])
	}
	return out, nil
}

// partitionValues reads a directory such as review_year=2024/province_code=50.
func partitionValues(dir string) (map[string]string, error) {
	out := map[string]string{}
	if dir == "." || dir == "" {
		return out, nil
	}
	for _, piece := range strings.Split(filepath.ToSlash(dir), "/") {
		column, v, ok := strings.Cut(piece, "=")
		v, err := url.PathUnescape(v)
		if !ok || err != nil || !slices.Contains(PartitionColumns, column) {
			return nil, fmt.Errorf("directory %s is none of a partition, such as review_year=2024", piece)
		}
		if v == nullPartition {
			v = ""
		}
		out[column] = v
	}
	return out, nil
}

// fill sets the columns of a row that its directory holds.
func (p *part) fill(row reflect.Value) {
	for f := range columns(row.Type()) {
		v, ok := p.values[f.Tag.Get("json")]
		if !ok || v == "" {
			continue
		}
		field := row.FieldByIndex(f.Index)
		if field.Kind() == reflect.Pointer {
			field.Set(reflect.New(field.Type().Elem()))
			field = field.Elem()
		}
		if field.Kind() == reflect.String {
			field.SetString(v)
		} else if n, err := strconv.ParseInt(v, 10, 32); err == nil {
			field.SetInt(n)
		}
	}
}

// A cursor is a table that is read row by row.
type cursor[T any] struct {
	next func() (T, error, bool)
	stop func()
	row  T
	err  error
	more bool
}

func newCursor[T any](p *part, table string) *cursor[T] {
	c := &cursor[T]{}
	c.next, c.stop = iter.Pull2(scanTable[T](p, table))
	c.advance()
	return c
}

func (c *cursor[T]) advance() { c.row, c.err, c.more = c.next() }

// scan yields the documents of the part. It returns false where the caller has
// enough, or a table cannot be read.
func (p *part) scan(yield func(*extract.Rows, error) bool) bool {
	docs := newCursor[schema.DocumentRow](p, "documents")
	defer docs.stop()
	observations := newCursor[schema.ObservationRow](p, "observations")
	defer observations.stop()
	indicators := newCursor[schema.IndicatorRow](p, "indicators")
	defer indicators.stop()
	residue := newCursor[schema.ResidueRow](p, "residue")
	defer residue.stop()
	for docs.more && docs.err == nil {
		r := &extract.Rows{Document: docs.row}
		key := reportKey{docs.row.DocID, docs.row.Source}
		r.Observations = belonging(observations, key, func(o *schema.ObservationRow) reportKey { return reportKey{o.DocID, o.Source} })
		r.Indicators = belonging(indicators, key, func(o *schema.IndicatorRow) reportKey { return reportKey{o.DocID, o.Source} })
		r.Residue = belonging(residue, key, func(o *schema.ResidueRow) reportKey { return reportKey{o.DocID, o.Source} })
		if !yield(r, nil) {
			return false
		}
		docs.advance()
	}
	for _, err := range []error{docs.err,
		p.leftover(observations.err, observations.more, "observations", observations.row.DocID, observations.row.Source),
		p.leftover(indicators.err, indicators.more, "indicators", indicators.row.DocID, indicators.row.Source),
		p.leftover(residue.err, residue.more, "residue", residue.row.DocID, residue.row.Source)} {
		if err != nil && !yield(nil, err) {
			return false
		}
	}
	return docs.err == nil && observations.err == nil && indicators.err == nil && residue.err == nil
}

// belonging takes the rows of one document.
func belonging[T any](c *cursor[T], key reportKey, of func(*T) reportKey) []T {
	var out []T
	for c.more && c.err == nil && of(&c.row) == key {
		out = append(out, c.row)
		c.advance()
	}
	return out
}

// leftover is what is wrong with a table after the last document.
func (p *part) leftover(err error, more bool, table, id, source string) error {
	switch {
	case err != nil:
		return err
	case more:
		return fmt.Errorf("%s: row of document %s (%s), which documents does not have, or has in another place", filepath.Join(table, p.dir), id, source)
	}
	return nil
}

// scanTable yields the rows of one table.
func scanTable[T any](p *part, table string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, name := range p.files[table] {
			stopped := false
			err := scanFile(name, p, func(row *T) bool {
				stopped = !yield(*row, nil)
				return !stopped
			})
			if stopped {
				return
			}
			if err != nil {
				var zero T
				yield(zero, fmt.Errorf("%s: %w", name, err))
				return
			}
		}
	}
}
