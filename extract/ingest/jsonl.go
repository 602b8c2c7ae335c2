package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"zhibiao/schema"
)

// JSONL reads JSON Lines: one document a line, as
//
//	{"id": "yc-2024", "text": "…", "region": "500118", "year": 2024, "title": "…", "kind": "plan_report"}
//
// where only text is needed and other fields are ignored. Region is a name or
// a code of GB/T 2260, year the year whose results are reported, kind one of
// schema.ReportKind. Document.Source is the file's name, "#", and id or the
// line's number.
type JSONL struct{}

// Format is jsonl.
func (JSONL) Format() string { return "jsonl" }

// Accepts goes by the extension.
func (JSONL) Accepts(name string, _ []byte) bool { return hasSuffix(name, ".jsonl", ".ndjson") }

// Each yields a document or an error for each line that is not blank.
func (j JSONL) Each(ctx context.Context, data []byte, name string, _ Options) iter.Seq2[*schema.Document, error] {
	return func(yield func(*schema.Document, error) bool) {
		data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
		n, any := 0, false
		for raw := range bytes.SplitSeq(data, []byte("\n")) {
			n++
			if raw = bytes.TrimSpace(raw); len(raw) == 0 {
				continue
			}
			any = true
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			if !yield(j.line(raw, name, n)) {
				return
			}
		}
		if !any {
			yield(&schema.Document{ID: hashID(data), Source: name, Format: j.Format()},
				fail(name, ErrEmpty, "empty file", "put one JSON object with a \"text\" on each line"))
		}
	}
}

// line reads the document on line n.
func (j JSONL) line(raw []byte, name string, n int) (*schema.Document, error) {
	doc := &schema.Document{ID: hashID(raw), Source: name + "#" + strconv.Itoa(n), Format: j.Format(), Encoding: "utf-8", Bytes: int64(len(raw))}
	bad := func(kind error, cause, remedy string) (*schema.Document, error) {
		doc.Text, doc.Blocks = "", nil
		return doc, &Error{Source: name, Line: n, Cause: cause, Remedy: remedy, Kind: kind}
	}
	var in struct {
		ID     json.RawMessage   `json:"id"`
		Text   *string           `json:"text"`
		Region string            `json:"region"`
		Year   json.Number       `json:"year"`
		Title  string            `json:"title"`
		Kind   schema.ReportKind `json:"kind"`
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return bad(ErrDamaged, "not a JSON object of a document: "+err.Error(), `write {"text": "…"}`)
	}
	if id := strings.Trim(string(in.ID), `"`); id != "" && id != "null" {
		doc.Source = name + "#" + id
	}
	if in.Text == nil {
		return bad(ErrNoText, `no "text"`, `put the report's text in the field "text"`)
	}
	if in.Year != "" {
		y, err := strconv.Atoi(in.Year.String())
		if err != nil || y < 1900 || y > 2200 {
			return bad(ErrDamaged, fmt.Sprintf("year %s is not a year", in.Year), `write the year as a number, as in "year": 2024`)
		}
		doc.ReviewYear = y
	}
	if in.Kind != "" && !knownKind(in.Kind) {
		return bad(ErrDamaged, fmt.Sprintf("unknown kind %q", in.Kind), "use plan_report, work_report, communique, budget_report, analysis or other")
	}
	doc.Title, doc.Kind, doc.Region = in.Title, in.Kind, regionOf(in.Region)
	doc.Text = lineEnds.Replace(*in.Text)
	if err := finish(doc); err != nil {
		return bad(ErrNoText, "no text in it", `put the report's text in the field "text"`)
	}
	return doc, nil
}

func knownKind(k schema.ReportKind) bool {
	switch k {
	case schema.PlanReport, schema.WorkReport, schema.Communique, schema.BudgetReport, schema.Analysis, schema.OtherReport:
		return true
	}
	return false
}

// regionOf is a region by its code or by its name.
func regionOf(s string) schema.Region {
	s = strings.TrimSpace(s)
	if _, err := strconv.Atoi(s); err == nil && len(s) == 6 {
		return schema.Region{Code: s}
	}
	return schema.Region{Name: s}
}
