package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"

	"zhibiao/extract"
	"zhibiao/schema"
)

// An Event is the end of the work on one input, and how far the run is.
type Event struct {
	Done         int    `json:"done"`  // inputs so far
	Total        int    `json:"total"` // inputs in all
	Source       string `json:"source"`
	Status       string `json:"status"`         // ok partial failed, the worst of the input's documents
	Kept         bool   `json:"kept,omitempty"` // an earlier process had done it
	Observations int    `json:"observations"`
	Error        string `json:"error,omitempty"`

	Totals Totals `json:"-"`
}

// Totals say how far a run is.
type Totals struct {
	Documents  int   `json:"documents"`   // so far
	Failures   int   `json:"failures"`    // documents that could not be read, so far
	Kept       int   `json:"kept"`        // inputs that an earlier process had done, so far
	Bytes      int64 `json:"bytes"`       // of the inputs so far
	TotalBytes int64 `json:"total_bytes"` // of all inputs, as far as it is known before they are read
}

// ErrAborted says that a failure ended the run, as Work.Abort asked.
var ErrAborted = errors.New("stopped at the first failure (--abort-on-error)")

// inFlight is how many bytes of files are worked on at the same time, at most,
// unless one file alone is larger.
const inFlight = 64 << 20

// A done is what came of an input.
type done struct {
	entries []entry
	size    int64
	kept    bool
}

// fill does the work on all inputs and puts what it makes into st. It returns
// the entries of the inputs that were done, and beside the error that ended it
// the inputs that were not.
func (w *Work) fill(ctx context.Context, inputs []Input, st *store) (all []entry, left []Input, err error) {
	sizes, total := sizesOf(inputs)
	b := newBudget(inFlight)
	one := func(ctx context.Context, i int) (done, error) {
		defer b.take(sizes[i])()
		if err := ctx.Err(); err != nil {
			return done{}, err
		}
		return w.input(ctx, inputs[i], st)
	}
	ended := make([]bool, len(inputs))
	e := Event{Total: len(inputs), Totals: Totals{TotalBytes: total}}
	err = each(ctx, w.Jobs, len(inputs), one, func(i int, d done) error {
		all, ended[i] = append(all, d.entries...), true
		e.count(inputs[i], &d)
		if w.Progress != nil {
			w.Progress(e)
		}
		if w.Abort && e.Status == "failed" {
			return ErrAborted
		}
		return nil
	})
	for i, in := range inputs {
		if !ended[i] {
			left = append(left, in)
		}
	}
	return all, left, err
}

// sizesOf are the bytes of each input, 0 where they are not known, and of all.
func sizesOf(inputs []Input) (sizes []int64, total int64) {
	sizes = make([]int64, len(inputs))
	for i, in := range inputs {
		if in.Err != nil || in.Path == "-" {
			continue
		}
		if info, err := os.Stat(in.Path); err == nil {
			sizes[i] = info.Size()
			total += sizes[i]
		}
	}
	return sizes, total
}

// count adds an input to the event that tells of it.
func (e *Event) count(in Input, d *done) {
	e.Done++
	e.Source, e.Kept, e.Observations = in.Source, d.kept, 0
	e.Status, e.Error = worst(d.entries)
	e.Totals.Documents += len(d.entries)
	e.Totals.Bytes += d.size
	if d.kept {
		e.Totals.Kept++
	}
	for i := range d.entries {
		e.Observations += d.entries[i].Counts[0]
		if d.entries[i].Status == "failed" {
			e.Totals.Failures++
		}
	}
}

// worst is the worst status of an input's documents, and why.
func worst(entries []entry) (status, why string) {
	status = "ok"
	for i := range entries {
		if s := entries[i].Status; s == "failed" || s == "partial" && status == "ok" {
			status, why = s, entries[i].Error
		}
	}
	return status, why
}

// input does the work on one input, or finds it done. Its error ends the run.
func (w *Work) input(ctx context.Context, in Input, st *store) (done, error) {
	var d done
	line := inputLine{Source: in.Source, Path: in.Path}
	keep := func(r *extract.Rows) error {
		e, err := st.put(in.Source, r)
		if err != nil {
			return &StoreError{err}
		}
		d.entries = append(d.entries, e)
		return nil
	}
	data, err := w.bytes(in)
	if err != nil {
		r := failed(in, nil, nil, err)
		err = keep(&r)
	} else {
		sum := sha256.Sum256(data)
		line.Size, line.SHA256 = int64(len(data)), hex.EncodeToString(sum[:])
		d.size = line.Size
		if d.entries, d.kept = st.known(line); d.kept {
			return d, nil
		}
		remains := st.remains(in.Source)
		skip := func(doc *schema.Document) bool {
			e, ok := remains[docKey{doc.Source, doc.ID}]
			if ok = ok && st.again(in.Source, e); ok {
				d.entries = append(d.entries, e)
			}
			return ok
		}
		err = w.documents(ctx, in, data, skip, keep)
	}
	if err != nil {
		return d, err
	}
	line.Documents = len(d.entries)
	line.Status, _ = worst(d.entries)
	if err := st.done(line); err != nil {
		return d, &StoreError{err}
	}
	return d, nil
}

// A StoreError says that rows could not be written; what was written before
// is kept.
type StoreError struct{ Err error }

// Error says what went wrong, and that the same command goes on from there.
func (e *StoreError) Error() string {
	return fmt.Sprintf("%v; what was done is kept: make room or mend it, and the same command goes on", e.Err)
}

// Unwrap returns the cause.
func (e *StoreError) Unwrap() error { return e.Err }
