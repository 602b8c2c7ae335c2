package batch

import (
	"encoding/json"
	"os"

	"zhibiao/extract"
	"zhibiao/schema"
)

// A Manifest says how a dataset was made. It names no time and no machine, so
// that the same inputs give the same manifest.
type Manifest struct {
	Version       string           `json:"version"`
	SchemaVersion string           `json:"schema_version"`
	SeedsSHA256   string           `json:"seeds_sha256"`
	Format        Format           `json:"format"`
	Counts        map[string]int   `json:"counts"` // rows of each table
	Status        map[string]int   `json:"status"` // documents of each status
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

func newManifest(o Origin, f Format, all []extract.Rows) *Manifest {
	m := &Manifest{
		Version: o.Version, SchemaVersion: schema.DatasetVersion, SeedsSHA256: o.SeedsHash, Format: f,
		Counts: map[string]int{"documents": len(all), "observations": 0, "indicators": 0, "residue": 0},
		Status: map[string]int{}, Inputs: []ManifestInput{}, Failures: []ManifestFailed{},
	}
	for i := range all {
		r, d := &all[i], &all[i].Document
		m.Counts["observations"] += len(r.Observations)
		m.Counts["indicators"] += len(r.Indicators)
		m.Counts["residue"] += len(r.Residue)
		m.Status[d.Status]++
		m.Inputs = append(m.Inputs, ManifestInput{d.Source, d.DocID, d.Bytes, d.Status, value(d.Error)})
		if d.Status == "failed" {
			m.Failures = append(m.Failures, ManifestFailed{d.Source, value(d.Error)})
		}
	}
	return m
}

func (m *Manifest) write(file string) error {
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(b, '\n'), 0o666)
}
