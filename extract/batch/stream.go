package batch

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"zhibiao/extract"
	"zhibiao/schema"
)

// A streamLine is one document, or one file, as Stream reads it.
type streamLine struct {
	Source  string  `json:"source"`
	ID      any     `json:"id"`
	Text    *string `json:"text"`
	Content []byte  `json:"content"` // the bytes of a file, in base64
}

// A failureLine is a document that could not be read.
type failureLine struct {
	Type   string `json:"type"` // failure
	Line   int    `json:"line"` // of the input, from 1
	Source string `json:"source"`
	Error  string `json:"error"`
}

// An endLine says that all rows of a line are written.
type endLine struct {
	Type string `json:"type"` // end
	Line int    `json:"line"` // of the input, from 1
}

// The other lines that Stream writes.
type (
	documentLine struct {
		Type string `json:"type"` // document
		*schema.DocumentRow
	}
	observationLine struct {
		Type string `json:"type"` // observation
		*schema.ObservationRow
	}
	indicatorLine struct {
		Type string `json:"type"` // indicator
		*schema.IndicatorRow
	}
	residueLine struct {
		Type string `json:"type"` // residue
		*schema.ResidueRow
	}
)

// StreamOptions say what Stream writes.
type StreamOptions struct {
	Tables []string // the tables whose rows are written
	Ends   bool     // a line of type end follows the rows of each line
}

// Stream reads a document a line and writes its rows a line, until in ends. A
// line of in is a JSON object with "text", and what a line of a JSONL file may
// have beside it, or with "source" and "content", the name and the bytes (in
// base64) of a file. For every document the lines of its observations,
// indicators and residue are written, and then its own, each with a "type";
// before it one of type failure, if it could not be read. Then out is flushed.
// Options.Ends adds a line of type end after the last document of a line, for
// a file may hold several.
//
// A line that is no such object is a failure and ends nothing. The error is
// that of in, out or ctx.
func Stream(ctx context.Context, in io.Reader, out io.Writer, w *Work, o StreamOptions) error {
	b := bufio.NewWriter(out)
	s := &streamer{work: w, out: b, encoder: json.NewEncoder(b), options: o}
	s.encoder.SetEscapeHTML(false)
	r := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ; n++ {
		line, tooLong, err := readLine(r, w.MaxBytes)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if len(line) > 0 || tooLong {
			if err := s.line(ctx, n, line, tooLong); err != nil {
				return err
			}
			if o.Ends {
				if err := s.encoder.Encode(endLine{"end", n}); err != nil {
					return err
				}
			}
			if err := b.Flush(); err != nil {
				return err
			}
		}
		if err != nil {
			return ctx.Err()
		}
	}
}

// readLine reads a line without its end and the blanks around it. Of one that
// is longer than limit nothing is kept.
func readLine(r *bufio.Reader, limit int64) (line []byte, tooLong bool, err error) {
	for {
		piece, err := r.ReadSlice('\n')
		if tooLong = tooLong || limit > 0 && int64(len(line)+len(piece)) > limit; tooLong {
			line = nil
		} else {
			line = append(line, piece...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return bytes.TrimSpace(line), tooLong, err
	}
}

// A streamer writes the rows of one line after the other.
type streamer struct {
	work    *Work
	out     *bufio.Writer
	encoder *json.Encoder
	options StreamOptions
}

// line does the work on the n-th line.
func (s *streamer) line(ctx context.Context, n int, raw []byte, tooLong bool) error {
	in := Input{Source: fmt.Sprintf("-#%d", n)}
	keep := func(r *extract.Rows) error { return s.write(n, r) }
	bad := func(why error) error {
		r := failed(in, &schema.Document{Source: in.Source, Format: "jsonl", Bytes: int64(len(raw))}, raw, why)
		return keep(&r)
	}
	if tooLong {
		return bad(fmt.Errorf("larger than %d bytes (--max-file-size); split it, or allow more", s.work.MaxBytes))
	}
	var l streamLine
	if err := json.Unmarshal(raw, &l); err != nil {
		return bad(fmt.Errorf("not a JSON object of a document: %w; write {\"text\": \"…\"} or {\"source\": \"…\", \"content\": \"base64\"}", err))
	}
	switch {
	case l.Source != "":
		in.Source = l.Source
	case l.ID != nil:
		in.Source = fmt.Sprint(l.ID)
	}
	if l.Content != nil {
		if l.Source == "" {
			return bad(errors.New(`"content" without "source"; give the name of the file`))
		}
		return s.work.documents(ctx, in, l.Content, nil, keep)
	}
	return s.text(ctx, in, raw, keep)
}

// textName is the name under which a line is read as that of a JSONL file.
const textName = "-.jsonl"

// text reads a line as one of a JSONL file.
func (s *streamer) text(ctx context.Context, in Input, raw []byte, keep func(*extract.Rows) error) error {
	return s.work.named(ctx, in, raw, textName, func(r *extract.Rows) error {
		if r.Document.Error != nil {
			why := strings.TrimPrefix(*r.Document.Error, textName+":1: ")
			r.Document.Error = &why
		}
		return keep(r)
	})
}

// write writes the rows of one document, its own last.
func (s *streamer) write(n int, r *extract.Rows) error {
	d := &r.Document
	var errs []error
	if slices.Contains(s.options.Tables, "observations") {
		for i := range r.Observations {
			errs = append(errs, s.encoder.Encode(observationLine{"observation", &r.Observations[i]}))
		}
	}
	if slices.Contains(s.options.Tables, "indicators") {
		for i := range r.Indicators {
			errs = append(errs, s.encoder.Encode(indicatorLine{"indicator", &r.Indicators[i]}))
		}
	}
	if slices.Contains(s.options.Tables, "residue") {
		for i := range r.Residue {
			errs = append(errs, s.encoder.Encode(residueLine{"residue", &r.Residue[i]}))
		}
	}
	if d.Status == "failed" {
		errs = append(errs, s.encoder.Encode(failureLine{"failure", n, d.Source, value(d.Error)}))
	}
	if slices.Contains(s.options.Tables, "documents") {
		errs = append(errs, s.encoder.Encode(documentLine{"document", d}))
	}
	return errors.Join(errs...)
}
