package batch

import (
	"cmp"
	"slices"
	"unique"

	"zhibiao/extract"
)

// An entry is what is kept in memory, and in the journal, of a document whose
// rows wait on disk: its place in the order of the dataset, and where it is.
type entry struct {
	DocID      string `json:"doc_id"`
	Source     string `json:"source"`
	Region     string `json:"region,omitempty"`
	Province   string `json:"province,omitempty"`
	Level      string `json:"level,omitempty"`
	Kind       string `json:"kind"`
	ReviewYear int32  `json:"review_year,omitempty"`
	PlanYear   int32  `json:"plan_year,omitempty"`
	Bytes      int64  `json:"bytes"`
	Status     string `json:"status"`
	Error      string `json:"error,omitempty"`
	Counts     counts `json:"counts"`

	File   int   `json:"file"`   // number of the spill file
	Offset int64 `json:"offset"` // of the record in it
	Length int   `json:"length"` // bytes of the record

	twin bool // its bytes came before; its rows are not written
}

// counts are the rows of a document in observations, indicators and residue.
type counts [3]int

func entryOf(r *extract.Rows) entry {
	d := &r.Document
	return entry{
		DocID: d.DocID, Source: d.Source,
		Region: shared(value(d.RegionCode)), Province: shared(value(d.ProvinceCode)), Level: shared(value(d.RegionLevel)), Kind: shared(d.ReportKind),
		ReviewYear: value(d.ReviewYear), PlanYear: value(d.PlanYear),
		Bytes: d.Bytes, Status: shared(d.Status), Error: value(d.Error),
		Counts: counts{len(r.Observations), len(r.Indicators), len(r.Residue)},
	}
}

// shared is s, of which memory holds one copy.
func shared(s string) string { return unique.Make(s).Value() }

// compareEntries is the order of the dataset: region_code, review_year,
// doc_id, source, NULL first.
func compareEntries(a, b *entry) int {
	return cmp.Or(cmp.Compare(a.Region, b.Region), cmp.Compare(a.ReviewYear, b.ReviewYear),
		cmp.Compare(a.DocID, b.DocID), cmp.Compare(a.Source, b.Source))
}

// order puts entries in the order of the dataset and marks twins.
func order(all []entry) {
	slices.SortStableFunc(all, func(a, b entry) int { return compareEntries(&a, &b) })
	first := make(map[string]int, len(all))
	for i := range all {
		e := &all[i]
		if e.Status == "failed" {
			continue
		}
		j, seen := first[e.DocID]
		if !seen {
			first[e.DocID] = i
			continue
		}
		e.twin, e.Status, e.Error, e.Counts = true, "partial", twinError(all[j].Source), counts{}
	}
	for i := range all { // failures that have rows
		e := &all[i]
		if e.Status != "failed" || e.Counts == (counts{}) {
			continue
		}
		if _, seen := first[e.DocID]; seen {
			e.twin, e.Counts = true, counts{}
			continue
		}
		first[e.DocID] = i
	}
}

// twinPrefix begins the error of a document whose bytes came before.
const twinPrefix = "the same bytes as "

func twinError(source string) string {
	return twinPrefix + source + ", where its rows stand"
}

// strip takes the rows away from a document whose bytes came before: a doc_id
// has its rows once, and (doc_id, seq) stays a key.
func strip(r *extract.Rows, status, why string) {
	d := r.Document
	d.Status, d.Error, d.Observations, d.Residue = status, &why, 0, 0
	*r = extract.Rows{Document: d}
}

// compareDocuments is the order of the dataset for rows in memory.
func compareDocuments(a, b extract.Rows) int {
	x, y := entryOf(&a), entryOf(&b)
	return compareEntries(&x, &y)
}

// markTwins strips documents whose bytes came before.
func markTwins(all []extract.Rows) {
	entries := make([]entry, len(all))
	for i := range all {
		entries[i] = entryOf(&all[i])
	}
	order(entries)
	for i := range entries {
		if e := &entries[i]; e.twin {
			strip(&all[i], e.Status, e.Error)
		}
	}
}

func value[T any](p *T) (zero T) {
	if p == nil {
		return zero
	}
	return *p
}
