// Package ingest turns files into Documents: one file per format, tried in the
// order of Readers. A bad file is an error of its own and stops nothing else.
package ingest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A Reader turns one file format into a Document.
type Reader interface {
	// Format is the name of the format, as in Document.Format.
	Format() string

	// Accepts reports whether a file looks like this format. It sees the name
	// and the first 512 bytes, and is cheap.
	Accepts(name string, head []byte) bool

	// Read returns the Document, or an error saying what is wrong with the
	// file and what to do about it. It fills Encoding, Text, Blocks and, where
	// the file says so, Partial and what the report is about; Documents fills
	// the rest.
	Read(ctx context.Context, data []byte, name string, o Options) (*schema.Document, error)
}

// A Collection is a file format that holds several documents.
type Collection interface {
	Format() string
	Accepts(name string, head []byte) bool

	// Each yields the documents in the order of the file, as Documents does.
	Each(ctx context.Context, data []byte, name string, o Options) iter.Seq2[*schema.Document, error]
}

// Readers are tried in this order; Text accepts anything.
var Readers = []Reader{PDF{}, Docx{}, Xlsx{}, OFD{}, XLS{}, Doc{}, HTML{}, Markdown{}, Text{}}

// Collections are tried before Readers.
var Collections = []Collection{JSONL{}, Zip{}}

// extensions are those of the files that Readers and Collections read.
var extensions = []string{".txt", ".md", ".markdown", ".html", ".htm", ".shtml", ".docx", ".doc", ".wps", ".pdf", ".ofd", ".xlsx", ".xls", ".et", ".zip", ".jsonl", ".ndjson"}

// Named reports whether a file name has the extension of a format that is read.
// A file named on its own is judged by its content instead.
func Named(name string) bool { return hasSuffix(name, extensions...) }

// Options limit what is read. The zero value is usable.
type Options struct {
	// MaxBytes is the largest file. 0 means 512 MiB.
	MaxBytes int64

	// MaxUnpacked is the most that a compressed file may unpack to, all that
	// is in it together. 0 means 256 MiB.
	MaxUnpacked int64
}

// What a document may hold, so that the memory of a run is bounded: ten times
// what a yearbook has.
const (
	maxText  = 10 << 20 // bytes
	maxCells = 250_000  // in all its tables
)

func (o Options) maxUnpacked() int64 {
	if o.MaxUnpacked > 0 {
		return o.MaxUnpacked
	}
	return 256 << 20
}

func (o Options) maxBytes() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return 512 << 20
}

// ReadFile reads the bytes of the file at path, or of standard input where
// path is "-", up to Options.MaxBytes. A larger file, a directory and a file
// that cannot be opened are errors.
func ReadFile(path string, o Options) ([]byte, error) {
	var in io.Reader = os.Stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return nil, fail(path, ErrBinary, "is a directory", "name the files in it")
		}
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, o.maxBytes()+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if int64(len(data)) > o.maxBytes() {
		return nil, fail(path, ErrTooLarge, fmt.Sprintf("larger than %d bytes", o.maxBytes()), "split it")
	}
	return data, nil
}

// Documents yields the documents of one file whose bytes are data. name is
// what Document.Source becomes, and its extension helps to tell the format;
// "-" is a name without one. Where reading fails, the error comes with a
// Document that has only its ID, Source, Format and Bytes; the documents after
// it in the same file still follow.
func Documents(ctx context.Context, name string, data []byte, o Options) iter.Seq2[*schema.Document, error] {
	name = filepath.ToSlash(name)
	head := data[:min(len(data), 512)]
	for _, c := range Collections {
		if c.Accepts(nameWithin(name, data), head) {
			return c.Each(ctx, data, name, o)
		}
	}
	return func(yield func(*schema.Document, error) bool) { yield(readOne(ctx, name, data, o)) }
}

// Read returns the documents of the file at path, or of standard input where
// path is "-". Its error joins those of all documents that could not be read.
func Read(ctx context.Context, path string, o Options) ([]*schema.Document, error) {
	data, err := ReadFile(path, o)
	if err != nil {
		return nil, err
	}
	var docs []*schema.Document
	var errs []error
	for doc, err := range Documents(ctx, path, data, o) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		docs = append(docs, doc)
	}
	return docs, joinErrors(errs)
}

// readOne reads a file that is one document.
func readOne(ctx context.Context, name string, data []byte, o Options) (*schema.Document, error) {
	id := &schema.Document{ID: hashID(data), Source: name, Format: "txt", Bytes: int64(len(data))}
	if err := ctx.Err(); err != nil {
		return id, err
	}
	if len(data) == 0 {
		return id, fail(name, ErrEmpty, "empty file", "check that it was saved or downloaded in full")
	}
	within := nameWithin(name, data)
	if kind := otherOffice[filepath.Ext(within)]; kind != "" {
		return id, fail(name, ErrBinary, kind, "save it as docx, xlsx or pdf")
	}
	for _, r := range Readers {
		if !r.Accepts(within, data[:min(len(data), 512)]) {
			continue
		}
		id.Format = r.Format()
		doc, err := read(ctx, r, data, name, o)
		if err != nil {
			return id, err
		}
		doc.ID, doc.Source, doc.Format, doc.Bytes = id.ID, name, r.Format(), id.Bytes
		if err := finish(doc); err != nil {
			return id, err
		}
		return doc, nil
	}
	return id, fail(name, ErrBinary, "no reader knows this file", "convert it to txt, docx or pdf")
}

// read calls r and turns a panic on a malformed file into an error.
func read(ctx context.Context, r Reader, data []byte, name string, o Options) (doc *schema.Document, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fail(name, ErrDamaged, fmt.Sprintf("the %s reader broke on this file: %v", r.Format(), p), "open and save it again, or convert it to txt")
		}
	}()
	return r.Read(ctx, data, name, o)
}

// finish fills what follows from the text, and checks that there is any.
func finish(doc *schema.Document) error {
	if len(doc.Text) > maxText {
		return fail(doc.Source, ErrTooLarge, fmt.Sprintf("more than %d bytes of text in one document", maxText), "split it")
	}
	if strings.TrimSpace(doc.Text) == "" {
		return fail(doc.Source, ErrNoText, "no text in it", "check that the file is the report and not a picture of it")
	}
	if doc.Blocks == nil {
		doc.Blocks = nlp.Blocks(doc.Text)
	}
	cells := 0
	for i := range doc.Blocks {
		if t := doc.Blocks[i].Table; t != nil {
			cells += len(t.Cells)
		}
	}
	if cells > maxCells {
		return fail(doc.Source, ErrTooLarge, fmt.Sprintf("%d cells in its tables, more than %d", cells, maxCells), "split it")
	}
	if doc.Quality = Quality(doc.Text); doc.Quality < minQuality && doc.Partial == "" {
		doc.Partial = fmt.Sprintf("only %.0f%% of the text looks clean: a wrong encoding or garbled fonts", 100*doc.Quality)
	}
	return nil
}

// hashID is the identity of a file: the first 16 hex digits of the SHA-256 of
// its bytes.
func hashID(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// hasSuffix reports whether a file's name ends in one of the extensions.
func hasSuffix(name string, exts ...string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	for _, e := range exts {
		if ext == e {
			return true
		}
	}
	return false
}

// hasPrefix reports whether data starts with one of the signatures.
func hasPrefix(data []byte, signatures ...string) bool {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s)) {
			return true
		}
	}
	return false
}
