package batch

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"zhibiao/schema"
)

// A Manifest says how a dataset was made. It names no time and no machine, so
// that the same inputs give the same manifest.
type Manifest struct {
	Version       string           `json:"version"`
	SchemaVersion string           `json:"schema_version"`
	SeedsSHA256   string           `json:"seeds_sha256"`
	Format        Format           `json:"format"`
	PartitionBy   []string         `json:"partition_by,omitempty"` // the columns that are directories
	Remaining     int              `json:"remaining,omitempty"`    // inputs that the run was not done with when it was ended
	Counts        map[string]int   `json:"counts"`                 // rows of each table
	Status        map[string]int   `json:"status"`                 // documents of each status
	Inputs        []ManifestInput  `json:"inputs"`
	Failures      []ManifestFailed `json:"failures"`
}

// A ManifestInput is one document of the dataset.
type ManifestInput struct {
	Source string `json:"source"`
	DocID  string `json:"doc_id"`
	Bytes  int64  `json:"bytes"`
	Status string `json:"status"`
	Error  string `json:"error,omitempty"`
}

// A ManifestFailed is a document that could not be read.
type ManifestFailed struct {
	Source string `json:"source"`
	Error  string `json:"error"`
}

// newManifest is the manifest of a dataset of these documents, in order.
func newManifest(o Origin, t Target, all []entry) *Manifest {
	m := &Manifest{
		Version: o.Version, SchemaVersion: schema.DatasetVersion, SeedsSHA256: o.SeedsHash, Format: t.Format, PartitionBy: t.PartitionBy,
		Counts: map[string]int{"documents": len(all), "observations": 0, "indicators": 0, "residue": 0},
		Status: map[string]int{}, Inputs: make([]ManifestInput, 0, len(all)), Failures: []ManifestFailed{},
	}
	for i := range all {
		e := &all[i]
		for j, name := range Tables[1:] {
			m.Counts[name] += e.Counts[j]
		}
		m.Status[e.Status]++
		m.Inputs = append(m.Inputs, ManifestInput{e.Source, e.DocID, e.Bytes, e.Status, e.Error})
		if e.Status == "failed" {
			m.Failures = append(m.Failures, ManifestFailed{e.Source, e.Error})
		}
	}
	return m
}

// write writes the manifest; its inputs one after the other, for there may be
// very many.
func (m *Manifest) write(file string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(f)
	if err := m.encode(b); err != nil {
		f.Close()
		return err
	}
	return flush(b, f)
}

func (m *Manifest) encode(w io.Writer) error {
	head := *m
	head.Inputs, head.Failures = []ManifestInput{}, []ManifestFailed{}
	whole, err := indented(head, "")
	if err != nil {
		return err
	}
	const inputs, failures = `  "inputs": [`, `  "failures": [`
	before, rest, _ := strings.Cut(whole, inputs+"]")
	between, after, _ := strings.Cut(rest, failures+"]")
	if _, err := io.WriteString(w, before+inputs); err != nil {
		return err
	}
	if err := encodeList(w, m.Inputs); err != nil {
		return err
	}
	if _, err := io.WriteString(w, between+failures); err != nil {
		return err
	}
	if err := encodeList(w, m.Failures); err != nil {
		return err
	}
	_, err = io.WriteString(w, after+"\n")
	return err
}

// encodeList writes the elements of a list, and its end.
func encodeList[T any](w io.Writer, list []T) error {
	end := "]"
	for i := range list {
		comma := ","
		if i == 0 {
			comma, end = "", "\n  ]"
		}
		s, err := indented(list[i], "    ")
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s\n    %s", comma, s); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, end)
	return err
}

// indented is v as JSON, the lines after the first behind a prefix.
func indented(v any, prefix string) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent(prefix, "  ")
	err := e.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}
