package batch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zhibiao/extract"
	"zhibiao/schema"
)

// A Dataset is what a dataset directory holds, all of it in memory.
type Dataset struct {
	Dir      string
	Manifest *Manifest
	Reports  []extract.Rows // one of each document row, in the order of the dataset
}

// ReadDataset reads the dataset in dir, in the format that its manifest names.
// It is strict: a directory without a manifest, another schema_version, a
// table without one of its columns, a row of no document, and a count other
// than the manifest's are errors, all of which name the file and the remedy.
func ReadDataset(dir string) (*Dataset, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	docs, err := tableRows[schema.DocumentRow](dir, "documents", m)
	if err != nil {
		return nil, err
	}
	observations, err := tableRows[schema.ObservationRow](dir, "observations", m)
	if err != nil {
		return nil, err
	}
	indicators, err := tableRows[schema.IndicatorRow](dir, "indicators", m)
	if err != nil {
		return nil, err
	}
	residue, err := tableRows[schema.ResidueRow](dir, "residue", m)
	if err != nil {
		return nil, err
	}
	g := grouping{dir: dir, at: map[reportKey]int{}}
	g.documents(docs)
	return &Dataset{Dir: dir, Manifest: m, Reports: g.reports}, errors.Join(
		g.put("observations", len(observations), func(i int) (reportKey, func(*extract.Rows)) {
			o := &observations[i]
			return reportKey{o.DocID, o.Source}, func(r *extract.Rows) { r.Observations = append(r.Observations, *o) }
		}),
		g.put("indicators", len(indicators), func(i int) (reportKey, func(*extract.Rows)) {
			o := &indicators[i]
			return reportKey{o.DocID, o.Source}, func(r *extract.Rows) { r.Indicators = append(r.Indicators, *o) }
		}),
		g.put("residue", len(residue), func(i int) (reportKey, func(*extract.Rows)) {
			o := &residue[i]
			return reportKey{o.DocID, o.Source}, func(r *extract.Rows) { r.Residue = append(r.Residue, *o) }
		}))
}

// readManifest reads the manifest of a dataset that this program can read.
func readManifest(dir string) (*Manifest, error) {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such directory; zhibiao extract -o %s PATH… makes a dataset", dir, dir)
	} else if err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s: is a file; want the directory of a dataset, as zhibiao extract -o DIR writes it", dir)
	}
	name := filepath.Join(dir, manifestName)
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no %s in this directory; want a dataset, as zhibiao extract -o DIR writes it", dir, manifestName)
	} else if err != nil {
		return nil, fmt.Errorf("%s: %w", name, cause(err))
	}
	m := &Manifest{}
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("%s: not a manifest: %w; extract the dataset again", name, err)
	}
	if m.SchemaVersion != schema.DatasetVersion {
		return nil, fmt.Errorf("%s: schema_version is %q, this program reads %q; extract the dataset again", name, m.SchemaVersion, schema.DatasetVersion)
	}
	if !slices.Contains(Formats, m.Format) {
		return nil, fmt.Errorf("%s: format is %q, want one of %v; extract the dataset again", name, m.Format, Formats)
	}
	return m, nil
}

// tableRows reads all rows of one table.
func tableRows[T any](dir, table string, m *Manifest) ([]T, error) {
	parts, err := tableParts(dir, table, m.Format)
	if err != nil {
		return nil, err
	}
	var all []T
	for _, p := range parts {
		for row, err := range scanTable[T](&p, table) {
			if err != nil {
				return nil, fmt.Errorf("%w; extract the dataset again", err)
			}
			all = append(all, row)
		}
	}
	if want := m.Counts[table]; len(all) != want {
		return nil, fmt.Errorf("%s: %s has %d rows, %s says %d; the dataset is not whole, extract it again", dir, table, len(all), manifestName, want)
	}
	return all, nil
}

// tableFiles are the files of a table in order; parts may lie in directories
// of their own.
func tableFiles(dir, table string, f Format) ([]string, error) {
	if f != Parquet {
		return []string{filepath.Join(dir, table+"."+string(f))}, nil
	}
	var names []string
	root := filepath.Join(dir, table)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".parquet") {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w; the dataset is not whole, extract it again", root, cause(err))
	}
	return names, nil
}

// A reportKey names a document; two files of the same bytes have one doc_id.
type reportKey struct{ id, source string }

// A grouping gives every row to its document.
type grouping struct {
	dir     string
	reports []extract.Rows
	at      map[reportKey]int
}

func (g *grouping) documents(docs []schema.DocumentRow) {
	for _, d := range docs {
		g.at[reportKey{d.DocID, d.Source}] = len(g.reports)
		g.reports = append(g.reports, extract.Rows{Document: d})
	}
}

// put gives n rows of a table to their documents.
func (g *grouping) put(table string, n int, row func(i int) (reportKey, func(*extract.Rows))) error {
	for i := range n {
		key, add := row(i)
		at, ok := g.at[key]
		if !ok {
			return fmt.Errorf("%s: row %d of %s is of the document %s (%s), which documents does not have; extract the dataset again", g.dir, i, table, key.id, key.source)
		}
		add(&g.reports[at])
	}
	return nil
}
