package batch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// A journal says what an unfinished run has done, one JSON object a line: a
// head, a line for every document whose rows are on disk, and a line for
// every input that is done. A line is written after what it speaks of, so that
// a process may be killed at any moment.
type journal struct {
	file   *os.File
	buffer bytes.Buffer
	whole  int64 // bytes of the lines that were written in full

	inputs  map[string]doneInput // inputs that are done, by source
	pending map[string][]entry   // documents of inputs that are not, by the source of their input
}

func newJournal() *journal {
	return &journal{inputs: map[string]doneInput{}, pending: map[string][]entry{}}
}

// A doneInput is an input with its documents, in the order of the file.
type doneInput struct {
	inputLine
	docs []entry
}

// A journalHead is the first line: rows made under another head do not go
// into the same dataset.
type journalHead struct {
	Journal     int    `json:"journal"` // version of this form
	Version     string `json:"version"`
	Schema      string `json:"schema_version"`
	SeedsSHA256 string `json:"seeds_sha256"`
	Settings    string `json:"settings,omitempty"` // SHA-256 of what else rows depend on: the meta file
	Build       string `json:"build,omitempty"`    // which program of this version it was
}

// An inputLine is an input that is done.
type inputLine struct {
	Source    string `json:"source"`
	Path      string `json:"path"`
	Size      int64  `json:"size"`
	SHA256    string `json:"sha256"` // of the bytes, or its first 16 digits; "" where they could not be read
	Documents int    `json:"documents"`
	Status    string `json:"status"` // the worst of its documents
}

// A journalLine is any line after the first; one of the fields is set.
type journalLine struct {
	Input *inputLine `json:"input,omitempty"`
	Doc   *docLine   `json:"doc,omitempty"`
}

type docLine struct {
	Of string `json:"of"` // the source of the input
	entry
}

// journalName is the file of a journal within the store.
const journalName = "journal.jsonl"

// readJournal reads the journal in the file, but for a last line that was not
// written in full. Where there is no journal, or not even a whole head, the
// head is nil.
func readJournal(name string) (*journalHead, *journal, error) {
	j := newJournal()
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, j, nil
	} else if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<16)
	var head *journalHead
	whole := int64(0)
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			break // what is left was not written in full
		} else if err != nil {
			return nil, nil, err
		}
		if head == nil {
			head = &journalHead{}
			err = json.Unmarshal(line, head)
		} else {
			err = j.read(line)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%s:%d: %w; remove the directory it is in to start over", name, n, err)
		}
		whole += int64(len(line))
	}
	j.whole = whole
	return head, j, nil
}

func (j *journal) read(line []byte) error {
	var l journalLine
	if err := json.Unmarshal(line, &l); err != nil {
		return err
	}
	switch {
	case l.Input != nil:
		j.finish(*l.Input)
	case l.Doc != nil:
		e := l.Doc.entry
		for _, s := range []*string{&e.Region, &e.Province, &e.Level, &e.Kind, &e.Status} {
			*s = shared(*s)
		}
		j.pending[l.Doc.Of] = append(j.pending[l.Doc.Of], e)
	}
	return nil
}

// finish makes the pending documents of an input those of one that is done.
func (j *journal) finish(in inputLine) {
	docs := j.pending[in.Source]
	delete(j.pending, in.Source)
	j.inputs[in.Source] = doneInput{in, docs[max(0, len(docs)-in.Documents):]}
}

// append adds a line.
func (j *journal) append(line any) error {
	j.buffer.Reset()
	e := json.NewEncoder(&j.buffer)
	e.SetEscapeHTML(false)
	if err := e.Encode(line); err != nil {
		return err
	}
	_, err := j.file.Write(j.buffer.Bytes())
	return err
}
