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
	"runtime"
	"slices"
	"strings"

	"zhibiao/extract"
	"zhibiao/schema"
)

// A Reader turns the bytes of one file into its documents. It yields an error,
// with what is known of the document or nil, for each that cannot be read.
type Reader func(ctx context.Context, name string, data []byte) iter.Seq2[*schema.Document, error]

// An Extractor finds what a document says in numbers; *extract.Extractor is one.
type Extractor interface {
	Describe(doc *schema.Document)
	Extract(doc *schema.Document) *schema.Result
	SeedsHash() string
}

// Work is what is done to every input.
type Work struct {
	Read      Reader
	Extractor Extractor
	Meta      *Meta               // nil: none
	Stdin     io.Reader           // what Path "-" reads
	Jobs      int                 // inputs worked on at the same time; 0: one for each processor
	Progress  func(Event)         // called after every input, in the order they end; nil: nobody listens
	Document  func(*extract.Rows) // called after every document that was read, in the order of the dataset; nil: nobody listens
}

// An Event is the end of the work on one input.
type Event struct {
	Done         int    `json:"done"`  // inputs so far
	Total        int    `json:"total"` // inputs in all
	Source       string `json:"source"`
	Status       string `json:"status"` // ok partial failed, the worst of the input's documents
	Observations int    `json:"observations"`
	Error        string `json:"error,omitempty"`
}

// Rows reads all inputs and returns the rows of every document in the
// order of the dataset. One bad file does not stop the others; its row has
// status failed. The error is that of ctx.
func (w *Work) Rows(ctx context.Context, inputs []Input) ([]extract.Rows, error) {
	type done struct {
		input int
		rows  []extract.Rows
	}
	jobs := w.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	todo, results := make(chan int), make(chan done)
	for range min(jobs, len(inputs)) {
		go func() {
			for i := range todo {
				select {
				case results <- done{i, w.input(ctx, inputs[i])}:
				case <-ctx.Done():
					return
				}
			}
		}()
	}
	go func() {
		defer close(todo)
		for i := range inputs {
			select {
			case todo <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	var all []extract.Rows
	for n := range inputs {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case d := <-results:
			all = append(all, d.rows...)
			if w.Progress != nil {
				w.Progress(event(n+1, len(inputs), inputs[d.input], d.rows))
			}
		}
	}
	slices.SortStableFunc(all, compareDocuments)
	markTwins(all)
	return all, ctx.Err()
}

// input does the work on one input. A fault of the program is a failure of the
// input, not of the run.
func (w *Work) input(ctx context.Context, in Input) (out []extract.Rows) {
	var data []byte
	defer func() {
		if r := recover(); r != nil {
			out = []extract.Rows{failed(in, nil, data, fmt.Errorf("internal error: %v (please report it with the file)", r))}
		}
	}()
	data, err := w.bytes(in)
	if err != nil {
		return []extract.Rows{failed(in, nil, nil, err)}
	}
	for doc, err := range w.Read(ctx, in.Source, data) {
		if err != nil {
			out = append(out, failed(in, doc, data, err))
			continue
		}
		w.Meta.Apply(doc, in.Source)
		w.Extractor.Describe(doc)
		out = append(out, extract.MakeRows(doc, w.Extractor.Extract(doc)))
	}
	if len(out) == 0 {
		out = append(out, failed(in, nil, data, errors.New("no document in this file")))
	}
	return out
}

func (w *Work) bytes(in Input) ([]byte, error) {
	switch {
	case in.Err != nil:
		return nil, in.Err
	case in.Path == "-":
		return io.ReadAll(w.Stdin)
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

// compareDocuments is the order of the dataset: region_code, review_year,
// doc_id, source, NULL first.
func compareDocuments(a, b extract.Rows) int {
	x, y := &a.Document, &b.Document
	for _, c := range []int{
		strings.Compare(value(x.RegionCode), value(y.RegionCode)), int(value(x.ReviewYear) - value(y.ReviewYear)),
		strings.Compare(x.DocID, y.DocID), strings.Compare(x.Source, y.Source),
	} {
		if c != 0 {
			return c
		}
	}
	return 0
}

func value[T any](p *T) (zero T) {
	if p == nil {
		return zero
	}
	return *p
}

// markTwins takes the rows away from documents whose bytes came before: a
// doc_id has its rows once, and (doc_id, seq) stays a key.
func markTwins(all []extract.Rows) {
	first := map[string]string{}
	for i := range all {
		d := &all[i].Document
		if d.Status == "failed" {
			continue
		}
		source, seen := first[d.DocID]
		if !seen {
			first[d.DocID] = d.Source
			continue
		}
		why := "the same bytes as " + source + ", where its rows stand"
		d.Status, d.Error, d.Observations, d.Residue = "partial", &why, 0, 0
		all[i] = extract.Rows{Document: *d}
	}
}

func event(done, total int, in Input, rows []extract.Rows) Event {
	e := Event{Done: done, Total: total, Source: in.Source, Status: "ok"}
	for i := range rows {
		d := &rows[i].Document
		e.Observations += int(d.Observations)
		if d.Status == "failed" || d.Status == "partial" && e.Status == "ok" {
			e.Status = d.Status
			e.Error = value(d.Error)
		}
	}
	return e
}
