package batch

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"zhibiao/schema"
)

// A Target says where rows go.
type Target struct {
	Format      Format
	Dir         string // of the dataset
	Force       bool   // write into Dir even where it holds something else, and start over an unfinished run of other rules
	Version     string // of the program
	PartitionBy []string
	RowsPerPart int // rows of a Parquet part, about; 0: as many as go well

	Stdout io.Writer // not nil: one table goes here, and Dir is not touched; not for Parquet
	Table  string    // the table that goes to Stdout
}

// ErrAllFailed says that no input could be read and nothing was written.
var ErrAllFailed = errors.New("no input could be read; nothing was written")

// A Summary says what a run did.
type Summary struct {
	*Manifest
	Warnings  []string // about rows of the meta file that no input claimed, and about an earlier run
	Remaining int      // inputs that are not done; not 0 only beside an error
	Written   bool     // there is a dataset of what was done
}

// Run reads inputs and writes their rows. Inputs that fail have their row in
// documents and do not stop the others; with all of them failed, nothing is
// written and the error is ErrAllFailed, beside a Summary.
//
// While it works, what is done is kept in a directory beside the tables. Where
// ctx ends it, a dataset of what was done is written, unless a whole one is
// there, and the error is that of ctx, beside a Summary. After any other end
// but success an earlier dataset stays as it was. In all these cases the same
// call goes on with what is left.
func Run(ctx context.Context, inputs []Input, w *Work, t Target) (*Summary, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	st, err := t.open(w)
	if err != nil {
		return nil, err
	}
	defer st.leave()
	if err := st.unseal(ctx, inputs); err != nil {
		return nil, errors.Join(err, st.abandon())
	}
	all, left, runErr := w.fill(ctx, inputs, st.store)
	interrupted := runErr != nil && ctx.Err() != nil
	remaining := len(left)
	if interrupted {
		var more []entry
		more, remaining = st.unverified(left)
		all = append(all, more...)
	}
	order(all)
	s := st.summary(inputs, all, w)
	s.Remaining = remaining
	switch {
	case runErr == nil && s.Status["failed"] == len(all):
		return s, errors.Join(ErrAllFailed, st.abandon())
	case len(all) == 0:
		return s, errors.Join(runErr, st.abandon())
	case runErr != nil && (!interrupted || t.Stdout != nil || st.whole()):
		return s, runErr
	}
	s.Manifest.Remaining = s.Remaining
	if err := st.write(s.Manifest, all, w); err != nil {
		return s, err
	}
	s.Written = true
	if runErr == nil {
		runErr = errors.Join(st.seal(), ctx.Err())
	}
	return s, runErr
}

// check finds what is wrong with the target before any work.
func (t *Target) check() error {
	if err := checkPartition(t.PartitionBy); err != nil {
		return err
	}
	if t.Stdout != nil {
		if !slices.Contains(Tables, t.Table) {
			return fmt.Errorf("no table %q (want one of %v)", t.Table, Tables)
		}
		if t.Format == Parquet {
			return fmt.Errorf("format %s cannot be written as a stream (want jsonl or csv)", t.Format)
		}
		return nil
	}
	return mayReplace(t.Dir, t.Force)
}

// A work site is a run's store, and what there was before it.
type site struct {
	*store
	target Target
	origin Origin
	made   string // the outermost directory that was made for the dataset; "": all were there
}

// open makes the store: in the directory of the dataset, or in a temporary one
// where a table goes to a stream.
func (t *Target) open(w *Work) (*site, error) {
	s := &site{target: *t, origin: Origin{Version: t.Version, SeedsHash: w.Extractor.SeedsHash()}}
	dir := ""
	if t.Stdout != nil {
		temp, err := os.MkdirTemp("", "zhibiao-*.tmp")
		if err != nil {
			return nil, err
		}
		dir = temp
	} else {
		abs, err := filepath.Abs(t.Dir)
		if err != nil {
			return nil, err
		}
		s.made, dir = notThere(abs), filepath.Join(abs, runName)
	}
	var err error
	s.store, err = openStore(dir, t.head(w), t.Force)
	return s, err
}

// head says what rows of this run may stand beside.
func (t *Target) head(w *Work) journalHead {
	return journalHead{Journal: 1, Version: t.Version, Schema: schema.DatasetVersion, SeedsSHA256: w.Extractor.SeedsHash(), Settings: w.settings(), Build: build()}
}

// settings tells apart runs whose rows may differ though version and seeds are
// the same: by their meta file. Limits make failures only, which are tried
// again.
func (w *Work) settings() string {
	if w.Meta == nil {
		return ""
	}
	return hex.EncodeToString(w.Meta.sum[:8])
}

// build tells apart programs of the same version: one that was compiled anew
// may find other things.
func build() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d-%d", info.Size(), info.ModTime().UnixNano())
}

// notThere is the outermost directory of a path that does not exist, "" if all
// do.
func notThere(dir string) string {
	out := ""
	for {
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			return out
		}
		out, dir = dir, filepath.Dir(dir)
	}
}

// summary says what the entries, in order, amount to.
func (s *site) summary(inputs []Input, all []entry, w *Work) *Summary {
	out := &Summary{Manifest: newManifest(s.origin, s.target, all), Warnings: w.Meta.unused(sourcesOf(inputs, all))}
	if s.restarted {
		out.Warnings = append(out.Warnings, "an unfinished run of another build or other settings was here; it was started over")
	}
	return out
}

// whole reports whether the dataset that is there is one of a run that was not
// ended early.
func (s *site) whole() bool {
	if s.target.Stdout != nil {
		return false
	}
	m, err := readManifest(s.target.Dir)
	return err == nil && m.Remaining == 0
}

// write writes the dataset, or the one table that is wanted.
func (s *site) write(m *Manifest, all []entry, w *Work) error {
	if s.target.Stdout != nil {
		return s.writeStream(all, w.Document)
	}
	if err := s.writeDataset(m, all, w.Document); err != nil {
		return &StoreError{err}
	}
	return nil
}

// leave closes the store, which stays for the next run if it is beside a
// dataset.
func (s *site) leave() {
	s.close()
	if s.target.Stdout != nil {
		os.RemoveAll(s.dir)
	}
}

// abandon ends a run that did nothing: it takes the store away, and the
// directories that were made for the dataset, unless an earlier process did
// something.
func (s *site) abandon() error {
	if !s.fresh || s.target.Stdout != nil {
		return nil
	}
	if err := s.remove(); err != nil || s.made == "" {
		return err
	}
	for dir := filepath.Dir(s.dir); ; dir = filepath.Dir(dir) {
		if err := os.Remove(dir); err != nil || dir == s.made {
			return err
		}
	}
}

func sourcesOf(inputs []Input, all []entry) map[string]bool {
	out := map[string]bool{}
	for _, in := range inputs {
		out[in.Source] = true
	}
	for i := range all {
		out[all[i].Source] = true
	}
	return out
}
