package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// sealName is the file, beside the tables, that is left of the journal of a
// finished run: its head. With it, and the manifest and the tables, the same
// command does again only what failed or has changed.
const sealName = ".zhibiao-sealed.json"

// seal ends a run whose dataset is in place.
func (s *site) seal() error {
	if s.target.Stdout != nil {
		return nil
	}
	data, err := json.Marshal(s.head)
	if err == nil {
		err = os.WriteFile(filepath.Join(filepath.Dir(s.dir), sealName), append(data, '\n'), 0o666)
	}
	return errors.Join(err, s.remove())
}

// unseal takes the documents that were read well from the tables of a finished
// run into a fresh store, if the run had the same head: inputs that have not
// changed are then done, as after a run that was ended early. Where there is no
// such run, it does nothing.
func (s *site) unseal(ctx context.Context, inputs []Input) error {
	if s.target.Stdout != nil || s.target.Force || s.restarted {
		return nil
	}
	dir := filepath.Dir(s.dir)
	m := sealed(dir, s.head)
	if m == nil {
		return nil
	}
	wanted := make(map[string]bool, len(inputs))
	for _, in := range inputs {
		wanted[in.Source] = true
	}
	for r, err := range scanDataset(dir, m) {
		if err != nil {
			return fmt.Errorf("%s: %w; zhibiao validate says more; add --force to start over", dir, err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		d := &r.Document
		of, _, many := strings.Cut(d.Source, "#")
		if _, done := s.journal.inputs[of]; done || !wanted[of] || !reusable(d.Status, value(d.Error)) {
			continue
		}
		e, err := s.put(of, r)
		if err != nil {
			return &StoreError{err}
		}
		s.journal.pending[of] = append(s.journal.pending[of], e)
		if many {
			continue // the file may hold more; its documents are known one by one
		}
		line := inputLine{Source: of, Path: of, Size: d.Bytes, SHA256: d.DocID, Documents: 1, Status: d.Status}
		if err := s.done(line); err != nil {
			return &StoreError{err}
		}
		s.journal.finish(line)
	}
	return nil
}

// sealed is the manifest of the finished run in dir, if it had this head; nil
// otherwise.
func sealed(dir string, head journalHead) *Manifest {
	var was journalHead
	data, err := os.ReadFile(filepath.Join(dir, sealName))
	if err != nil || json.Unmarshal(data, &was) != nil || was != head {
		return nil
	}
	m, err := readManifest(dir)
	if err != nil {
		return nil
	}
	return m
}

// reusable reports whether a document's rows are those that its bytes give: it
// was read, and is no twin.
func reusable(status, why string) bool {
	return status != "failed" && !strings.HasPrefix(why, twinPrefix)
}

// journal is what the journal of the run that made a dataset said of files that
// are one document each.
func (m *Manifest) journal() *journal {
	j := newJournal()
	for _, in := range m.Inputs {
		if reusable(in.Status, in.Error) || in.Status == "failed" {
			j.finish(inputLine{Source: in.Source, Size: in.Bytes, SHA256: in.DocID, Status: in.Status})
		}
	}
	return j
}
