package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path/filepath"
	"strings"
)

// A Planned is what a run would do with an input.
type Planned struct {
	Input
	Size  int64  // bytes; 0 where they are not known
	State string // "new", "done" by an earlier run, "changed" since, "failed" in it, or "missing"
}

// Plan says what Run would do with inputs, and does nothing. The error is of a
// target that Run would refuse, or of what an earlier run left there.
func Plan(inputs []Input, w *Work, t Target) ([]Planned, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	j := newJournal()
	if t.Stdout == nil {
		head, was, err := readJournal(filepath.Join(t.Dir, runName, journalName))
		if err != nil {
			return nil, err
		}
		if m := sealed(t.Dir, t.head(w)); m != nil && !t.Force {
			j = m.journal()
		}
		if head != nil && *head == t.head(w) {
			maps.Copy(j.inputs, was.inputs)
		}
	}
	sizes, _ := sizesOf(inputs)
	out := make([]Planned, len(inputs))
	for i, in := range inputs {
		out[i] = Planned{in, sizes[i], w.state(in, sizes[i], j)}
	}
	return out, nil
}

func (w *Work) state(in Input, size int64, j *journal) string {
	was, ok := j.inputs[in.Source]
	switch {
	case in.Err != nil:
		return "missing"
	case !ok || in.Path == "-":
		return "new"
	case was.Status == "failed":
		return "failed"
	case was.Size != size:
		return "changed"
	}
	data, err := w.bytes(in)
	if err != nil {
		return "changed"
	}
	if sum := sha256.Sum256(data); was.SHA256 == "" || !strings.HasPrefix(hex.EncodeToString(sum[:]), was.SHA256) {
		return "changed"
	}
	return "done"
}
