package batch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"

	"zhibiao/extract"
	"zhibiao/schema"
)

// A Finding is something that is wrong with a dataset.
type Finding struct {
	Where string // file, table, or document
	What  string
}

// String writes where and what, as "out/_manifest.json: …".
func (f Finding) String() string { return f.Where + ": " + f.What }

// A Validation is what Validate found.
type Validation struct {
	Manifest *Manifest
	Findings []Finding // at most findingsOfKind of each kind
	More     int       // findings beyond those
}

// findingsOfKind is how many findings of one kind are kept.
const findingsOfKind = 20

// Validate reads every file of the dataset in dir and checks it: files against
// the manifest and the dictionary, keys, order, enumerations, offsets against
// the text, and counts. A dataset that is as it should be has no Findings. The
// error is that of ctx, or says that there is no dataset.
func Validate(ctx context.Context, dir string) (*Validation, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	c := &checker{dir: dir, m: m, out: &Validation{Manifest: m}, kinds: map[string]int{}, counts: map[string]int{}, status: map[string]int{}, ids: map[string]string{}}
	c.files()
	for r, err := range scanDataset(dir, m) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			c.find("rows", "dataset", "%v", err)
			continue
		}
		c.document(r)
	}
	c.totals()
	return c.out, nil
}

// A checker goes through a dataset document by document.
type checker struct {
	dir   string
	m     *Manifest
	out   *Validation
	kinds map[string]int

	counts, status map[string]int
	ids            map[string]string // source of each doc_id that has rows
	last           *entry
	n              int // documents so far
}

// find notes what is wrong; kind counts findings of the same sort.
func (c *checker) find(kind, where, format string, args ...any) {
	if c.kinds[kind]++; c.kinds[kind] > findingsOfKind {
		c.out.More++
		return
	}
	c.out.Findings = append(c.out.Findings, Finding{where, fmt.Sprintf(format, args...)})
}

// files checks what can be seen of the files without reading rows.
func (c *checker) files() {
	if _, err := os.Stat(filepath.Join(c.dir, runName)); err == nil {
		c.find("run", runName, "a run is unfinished; give its command again")
	}
	if c.m.Remaining > 0 {
		c.find("remaining", manifestName, "the run was ended before it was done; %d files remain", c.m.Remaining)
	}
	if c.m.Format != Parquet {
		return
	}
	for _, table := range schema.Dictionary() {
		names, err := tableFiles(c.dir, table.Name, Parquet)
		if err != nil {
			c.find("file", table.Name, "%v", err)
			continue
		}
		if len(names) == 0 {
			c.find("file", table.Name, "no file")
		}
		for _, name := range names {
			c.file(name, &table)
		}
	}
}

// parquetTypes are the types of the dictionary by their names in Parquet.
var parquetTypes = map[string]string{"STRING": "string", "INT(32,true)": "int32", "INT(64,true)": "int64", "DOUBLE": "double", "DATE": "date", "LIST": "list", "INT32": "int32", "INT64": "int64"}

// file checks columns and metadata of a Parquet file.
func (c *checker) file(name string, table *schema.TableInfo) {
	where, err := filepath.Rel(c.dir, name)
	if err != nil {
		where = name
	}
	f, err := os.Open(name)
	if err != nil {
		c.find("file", where, "%v", cause(err))
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		c.find("file", where, "%v", cause(err))
		return
	}
	p, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		c.find("file", where, "not a parquet file: %v", err)
		return
	}
	own := strings.HasPrefix(p.Metadata().CreatedBy, "zhibiao") // and not of an engine that drives zhibiao stream
	for key, want := range map[string]string{"zhibiao.version": c.m.Version, "zhibiao.schema_version": c.m.SchemaVersion, "zhibiao.seeds_sha256": c.m.SeedsSHA256} {
		if got, _ := p.Lookup(key); own && got != want {
			c.find("metadata", where, "%s is %q, the manifest says %q", key, got, want)
		}
	}
	types := map[string]string{}
	for _, col := range p.Root().Columns() {
		t := parquetTypes[col.Type().String()]
		if t == "list" {
			if e := col.Column("list"); e != nil && e.Column("element") != nil {
				t += "<" + parquetTypes[e.Column("element").Type().String()] + ">"
			}
		}
		types[col.Name()] = cmp.Or(t, col.Type().String())
	}
	for _, col := range table.Columns {
		got, ok := types[col.Name]
		switch {
		case !ok && !col.Nullable && !slices.Contains(c.m.PartitionBy, col.Name):
			c.find("column", where, "no column %s", col.Name)
		case ok && got != col.Type:
			c.find("column", where, "column %s is %s, want %s", col.Name, got, col.Type)
		}
	}
}

// document checks the rows of one document.
func (c *checker) document(r *extract.Rows) {
	d := &r.Document
	where := d.Source
	c.counts["documents"]++
	c.counts["observations"] += len(r.Observations)
	c.counts["indicators"] += len(r.Indicators)
	c.counts["residue"] += len(r.Residue)
	c.status[d.Status]++
	c.place(r)
	if !slices.Contains([]string{"ok", "partial", "failed"}, d.Status) {
		c.find("status", where, "status is %q, want ok, partial or failed", d.Status)
	}
	if (d.Status == "ok") != (d.Error == nil) {
		c.find("error", where, "status is %s and error is %q", d.Status, value(d.Error))
	}
	if int(d.Observations) != len(r.Observations) || int(d.Residue) != len(r.Residue) {
		c.find("counts", where, "documents says %d observations and %d residue, the tables have %d and %d", d.Observations, d.Residue, len(r.Observations), len(r.Residue))
	}
	if len(r.Observations)+len(r.Residue)+len(r.Indicators) > 0 {
		if was, seen := c.ids[d.DocID]; seen {
			c.find("doc_id", where, "doc_id %s is that of %s too", d.DocID, was)
		}
		c.ids[d.DocID] = d.Source
	}
	t := runes(d.Text)
	if d.Chars != int64(t.count()) {
		c.find("chars", where, "chars is %d, text has %d", d.Chars, t.count())
	}
	c.observations(r, t)
	c.indicators(r, t)
	c.residue(r, t)
}

// place checks a document against the one before and against the manifest.
func (c *checker) place(r *extract.Rows) {
	e := entryOf(r)
	if c.last != nil && len(c.m.PartitionBy) == 0 && compareEntries(c.last, &e) > 0 {
		c.find("order", e.Source, "stands after %s: not in the order of region_code, review_year, doc_id", c.last.Source)
	}
	c.last = &e
	if c.n < len(c.m.Inputs) && len(c.m.PartitionBy) == 0 {
		if in := c.m.Inputs[c.n]; in.Source != e.Source || in.DocID != e.DocID || in.Status != e.Status || in.Bytes != e.Bytes {
			c.find("manifest", e.Source, "document %d is %s in the manifest, or another doc_id, status or size", c.n, in.Source)
		}
	}
	c.n++
}

// totals checks the manifest's counts.
func (c *checker) totals() {
	for _, table := range Tables {
		if c.counts[table] != c.m.Counts[table] {
			c.find("totals", table, "has %d rows, the manifest says %d", c.counts[table], c.m.Counts[table])
		}
	}
	if !maps.Equal(c.status, c.m.Status) {
		c.find("totals", "documents", "has status %v, the manifest says %v", c.status, c.m.Status)
	}
	if len(c.m.Inputs) != c.counts["documents"] || len(c.m.Failures) != c.status["failed"] {
		c.find("totals", manifestName, "names %d documents and %d failures, the tables have %d and %d", len(c.m.Inputs), len(c.m.Failures), c.counts["documents"], c.status["failed"])
	}
}

// A codePointText is a text that is sliced by code points.
type codePointText struct {
	text    string
	offsets []int // of each code point, and of the end
}

func runes(text string) codePointText {
	offsets := make([]int, 0, len(text)/2+1)
	for i := range text {
		offsets = append(offsets, i)
	}
	return codePointText{text, append(offsets, len(text))}
}

func (t codePointText) count() int { return len(t.offsets) - 1 }

// slice is text[start:end], as Python has it.
func (t codePointText) slice(start, end int32) (string, error) {
	if start < 0 || end <= start || int(end) > t.count() {
		return "", errors.New("no range of the text")
	}
	return t.text[t.offsets[start]:t.offsets[end]], nil
}

// decimal reports whether a text is an exact decimal, and the double nearest.
func decimal(s string) (float64, bool) {
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil && !strings.ContainsAny(s, "eExXnNiI_") && !math.IsInf(f, 0)
}
