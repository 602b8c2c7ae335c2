package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"time"

	"zhibiao/extract"
	"zhibiao/schema"
)

// A Reader turns the bytes of one file into its documents. It yields an error,
// with what is known of the document or nil, for each that cannot be read.
type Reader func(ctx context.Context, name string, data []byte) iter.Seq2[*schema.Document, error]

// An Extractor finds what a document says in numbers; *extract.Extractor is one.
type Extractor interface {
	Describe(doc *schema.Document)
	// ExtractContext ends soon after ctx does, with its error.
	ExtractContext(ctx context.Context, doc *schema.Document) (*schema.Result, error)
	// Unread is the result for a document that ExtractContext did not end with.
	Unread(doc *schema.Document) *schema.Result
	SeedsHash() string
}

// Work is what is done to every input.
type Work struct {
	Read      Reader
	Extractor Extractor
	Meta      *Meta               // nil: none
	Stdin     io.Reader           // what Path "-" reads
	Jobs      int                 // inputs worked on at the same time; 0: one for each processor
	MaxBytes  int64               // of a file; a larger one is a failure; 0: no limit
	MaxText   int64               // bytes of a document's text; a longer one is a failure; 0: no limit
	Timeout   time.Duration       // of one document; one that takes longer is a failure; 0: no limit
	Abort     bool                // the first failure ends the run
	Progress  func(Event)         // called after every input, in the order they end; nil: nobody listens
	Document  func(*extract.Rows) // called with every document that was read, in the order of the dataset; nil: nobody listens
}

// Rows reads all inputs and returns the rows of every document in the
// order of the dataset, all in memory. One bad file does not stop the others;
// its row has status failed. The error is that of ctx.
func (w *Work) Rows(ctx context.Context, inputs []Input) ([]extract.Rows, error) {
	per := make([][]extract.Rows, len(inputs))
	one := func(ctx context.Context, i int) (rows []extract.Rows, err error) {
		keep := func(r *extract.Rows) error {
			rows = append(rows, *r)
			return nil
		}
		data, err := w.bytes(inputs[i])
		if err != nil {
			r := failed(inputs[i], nil, nil, err)
			return rows, keep(&r)
		}
		return rows, w.documents(ctx, inputs[i], data, nil, keep)
	}
	err := each(ctx, w.Jobs, len(inputs), one, func(i int, rows []extract.Rows) error {
		per[i] = rows
		return nil
	})
	if err != nil {
		return nil, err
	}
	all := slices.Concat(per...)
	slices.SortStableFunc(all, compareDocuments)
	markTwins(all)
	return all, nil
}

// documents reads the documents of an input and calls keep with the rows of
// each; its error is that of keep or of ctx. A document that skip says it has
// is passed over. A fault of the program is a failure of the document, or of
// the input where it is not known which; it does not end the run.
func (w *Work) documents(ctx context.Context, in Input, data []byte, skip func(*schema.Document) bool, keep func(*extract.Rows) error) error {
	return w.read(ctx, in, w.Read(ctx, in.Source, data), data, skip, keep)
}

// named is documents for a file whose documents are all called as in is, and
// not by the name that says how they are read.
func (w *Work) named(ctx context.Context, in Input, data []byte, name string, keep func(*extract.Rows) error) error {
	docs := func(yield func(*schema.Document, error) bool) {
		for doc, err := range w.Read(ctx, name, data) {
			if doc != nil {
				doc.Source = in.Source
			}
			if !yield(doc, err) {
				return
			}
		}
	}
	return w.read(ctx, in, docs, data, nil, keep)
}

func (w *Work) read(ctx context.Context, in Input, docs iter.Seq2[*schema.Document, error], data []byte, skip func(*schema.Document) bool, keep func(*extract.Rows) error) error {
	fail := func(doc *schema.Document, why error) error {
		r := failed(in, doc, data, why)
		return keep(&r)
	}
	any := false
	next, stop := iter.Pull2(docs)
	for {
		p, intime := inTime(ctx, w.Timeout, func(context.Context) pulled { return pull(next) })
		switch ctxErr := ctx.Err(); {
		case ctxErr != nil && intime:
			stop()
			return ctxErr
		case ctxErr != nil:
			return ctxErr
		case !intime: // the reader is left to itself
			return fail(nil, w.late())
		case p.fault != nil:
			return fail(nil, p.fault)
		case !p.more && !any:
			return fail(nil, errors.New("no document in this file"))
		case !p.more:
			return nil
		}
		any = true
		if err := w.document(ctx, in, p, skip, keep, fail); err != nil {
			stop()
			return err
		}
	}
}

// document does the work on one document, or on the failure to read it.
func (w *Work) document(ctx context.Context, in Input, p pulled, skip func(*schema.Document) bool, keep func(*extract.Rows) error, fail func(*schema.Document, error) error) error {
	switch {
	case p.err != nil:
		return fail(p.doc, p.err)
	case skip != nil && skip(p.doc):
		return nil
	case w.MaxText > 0 && int64(len(p.doc.Text)) > w.MaxText:
		return fail(p.doc, fmt.Errorf("text of %d bytes, more than %d (--max-text-size); split it, or allow more: some need 200 bytes of memory for each", len(p.doc.Text), w.MaxText))
	}
	type outcome struct {
		rows *extract.Rows
		err  error
	}
	own := *p.doc // the work may go on a little after its time
	o, intime := inTime(ctx, w.Timeout, func(ctx context.Context) outcome {
		r, err := w.extract(ctx, in, &own)
		return outcome{r, err}
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case !intime || errors.Is(o.err, context.DeadlineExceeded):
		return keep(w.unread(in, p.doc))
	case o.err != nil:
		return fail(p.doc, o.err)
	}
	return keep(o.rows)
}

// unread are the rows of a document that was not done in its time: a failure
// that has all its numbers in the residue.
func (w *Work) unread(in Input, doc *schema.Document) *extract.Rows {
	w.Meta.Apply(doc, in.Source)
	r := extract.MakeRows(doc, w.Extractor.Unread(doc))
	why := w.late().Error()
	r.Document.Status, r.Document.Error = "failed", &why
	return &r
}

func (w *Work) late() error {
	return fmt.Errorf("not done after %v (--document-timeout); split the document, or allow more time", w.Timeout)
}

// inTime is what f returns, if it does within d and before ctx ends; 0 is no
// limit. The context of f ends then. An f that does not heed it goes on beside
// the rest, and what it returns is lost.
func inTime[T any](ctx context.Context, d time.Duration, f func(context.Context) T) (out T, ok bool) {
	if d <= 0 {
		return f(ctx), true
	}
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	done := make(chan T, 1)
	go func() { done <- f(ctx) }()
	select {
	case out = <-done:
		return out, true
	case <-ctx.Done():
		return out, false
	}
}

// pulled is what a Reader yields next; fault is a panic of it.
type pulled struct {
	doc   *schema.Document
	err   error
	more  bool
	fault error
}

func pull(next func() (*schema.Document, error, bool)) (p pulled) {
	defer func() {
		if r := recover(); r != nil {
			p = pulled{fault: internal(r)}
		}
	}()
	p.doc, p.err, p.more = next()
	return p
}

func internal(r any) error {
	return fmt.Errorf("internal error: %v (please report it with the file)", r)
}

// extract makes the rows of a document.
func (w *Work) extract(ctx context.Context, in Input, doc *schema.Document) (rows *extract.Rows, err error) {
	defer func() {
		if r := recover(); r != nil {
			rows, err = nil, internal(r)
		}
	}()
	w.Meta.Apply(doc, in.Source)
	w.Extractor.Describe(doc)
	found, err := w.Extractor.ExtractContext(ctx, doc)
	if err != nil {
		return nil, err
	}
	r := extract.MakeRows(doc, found)
	return &r, nil
}

// bytes reads an input.
func (w *Work) bytes(in Input) ([]byte, error) {
	tooLarge := fmt.Errorf("larger than %d bytes (--max-file-size); split it, or allow more", w.MaxBytes)
	switch {
	case in.Err != nil:
		return nil, in.Err
	case in.Path == "-" && w.MaxBytes > 0:
		data, err := io.ReadAll(io.LimitReader(w.Stdin, w.MaxBytes+1))
		if err == nil && int64(len(data)) > w.MaxBytes {
			err = tooLarge
		}
		return data, err
	case in.Path == "-":
		return io.ReadAll(w.Stdin)
	}
	if info, err := os.Stat(in.Path); err == nil && w.MaxBytes > 0 && info.Size() > w.MaxBytes {
		return nil, tooLarge
	}
	data, err := os.ReadFile(in.Path)
	if err != nil {
		return nil, cause(err)
	}
	return data, nil
}

// failed is the row of a document that could not be read; doc is what is known
// of it and may be nil, as data may.
func failed(in Input, doc *schema.Document, data []byte, err error) extract.Rows {
	known := schema.Document{Source: in.Source, Bytes: int64(len(data))}
	if doc != nil {
		known = *doc
	}
	if known.ID == "" && data != nil {
		sum := sha256.Sum256(data)
		known.ID = hex.EncodeToString(sum[:8])
	}
	row := extract.FailedRow(&known, err)
	why := strings.TrimPrefix(err.Error(), in.Source+": ")
	row.Error = &why
	return extract.Rows{Document: row}
}
