package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"zhibiao/schema"
)

const sample = "东山县2023年国民经济和社会发展统计公报\n全年生产总值210.5亿元，比上年增长4.1％。\n年末常住人口35.2万人，城镇化率为52.3%。\n"

// one reads data, which must be one document.
func one(t testing.TB, name string, data []byte) (*schema.Document, error) {
	t.Helper()
	var out *schema.Document
	var fault error
	n := 0
	for doc, err := range Documents(context.Background(), name, data, Options{}) {
		out, fault = doc, err
		n++
	}
	if n != 1 {
		t.Fatalf("%s: %d documents, want 1", name, n)
	}
	return out, fault
}

func TestDocumentsEncodings(t *testing.T) {
	enc := func(e interface{ Bytes([]byte) ([]byte, error) }, s string) []byte {
		b, err := e.Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	gb := simplifiedchinese.GB18030.NewEncoder()
	le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	traditional := "臺北市統計公報\n全年營業額達到210.5億元，較上年增長4.1%。\n年末常住人口35.2萬人，這個數字創歷年來的新高。\n"
	for _, c := range []struct {
		about, want, encoding string
		data                  []byte
	}{
		{"utf-8", sample, "utf-8", []byte(sample)},
		{"utf-8 with a mark", sample, "utf-8", []byte("\ufeff" + sample)},
		{"utf-8 with CR LF", sample, "utf-8", []byte(strings.ReplaceAll(sample, "\n", "\r\n"))},
		{"utf-8 with lone CR", sample, "utf-8", []byte(strings.ReplaceAll(sample, "\n", "\r"))},
		{"gb18030", sample, "gb18030", enc(gb, sample)},
		{"gb18030, four bytes", "鿏" + sample + "𠀀", "gb18030", enc(gb, "鿏"+sample+"𠀀")},
		{"utf-16le with a mark", sample, "utf-16le", append([]byte{0xff, 0xfe}, enc(le.NewEncoder(), sample)...)},
		{"utf-16be with a mark", sample, "utf-16be", append([]byte{0xfe, 0xff}, enc(be.NewEncoder(), sample)...)},
		{"utf-16le", sample, "utf-16le", enc(le.NewEncoder(), sample)},
		{"utf-16be", sample, "utf-16be", enc(be.NewEncoder(), sample)},
		{"big5", traditional, "big5", enc(traditionalchinese.Big5.NewEncoder(), traditional)},
		{"gb18030 of few characters", "增长5.2%", "gb18030", enc(gb, "增长5.2%")},
	} {
		doc, err := one(t, "a.txt", c.data)
		if err != nil {
			t.Errorf("%s: %v", c.about, err)
			continue
		}
		if doc.Text != c.want || doc.Encoding != c.encoding || doc.Partial != "" || doc.Quality < 0.95 {
			t.Errorf("%s: read as %s (quality %.2f, partial %q): %q", c.about, doc.Encoding, doc.Quality, doc.Partial, doc.Text)
		}
	}
}

func TestDocumentsFields(t *testing.T) {
	doc, err := one(t, `dir/a.txt`, []byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	if doc.ID != "e2e411054a476ed5" || doc.Source != "dir/a.txt" || doc.Format != "txt" || doc.Bytes != int64(len(sample)) {
		t.Errorf("document %+v", doc)
	}
	if len(doc.Blocks) != 3 || doc.Blocks[0].Kind != schema.TitleBlock {
		t.Errorf("blocks %+v", doc.Blocks)
	}
}

func TestDocumentsBroken(t *testing.T) {
	data := []byte(strings.Repeat(sample, 10))
	data[100] = 0xff
	doc, err := one(t, "a.txt", data)
	if err != nil || doc.Encoding != "utf-8" || doc.Partial == "" {
		t.Errorf("one bad byte: %+v, %v", doc, err)
	}
}

func TestDocumentsErrors(t *testing.T) {
	for _, c := range []struct {
		name, data string
		kind       error
		says       string
	}{
		{"a.txt", "", ErrEmpty, "empty file"},
		{"a.txt", " \n\t\r\n　", ErrNoText, "no text"},
		{"a.txt", "\x89PNG\r\n\x1a\n\x00\x00", ErrBinary, "looks like a binary file (png)"},
		{"a.txt", "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f", ErrBinary, "binary"},
		{"a.txt", "增长\xff\xff\xff\xff5%", ErrEncoding, "utf-8"},
		{"a.jsonl", " \n", ErrEmpty, "empty file"},
		{"a.jsonl", `{"id":1}`, ErrNoText, `a.jsonl:1: no "text"`},
		{"a.jsonl", `{"text":`, ErrDamaged, "a.jsonl:1: not a JSON object"},
		{"a.jsonl", `{"text":"增长5%","kind":"plan"}`, ErrDamaged, "unknown kind"},
		{"a.jsonl", `{"text":"增长5%","year":24}`, ErrDamaged, "year 24"},
	} {
		doc, err := one(t, c.name, []byte(c.data))
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: got error %v, want %q", c.data, err, c.says)
			continue
		}
		var e *Error
		if !errors.As(err, &e) || e.Remedy == "" || e.Source != c.name {
			t.Errorf("%q: no remedy or place in %v", c.data, err)
		}
		if doc == nil || len(doc.ID) != 16 || doc.Text != "" && c.name == "a.jsonl" {
			t.Errorf("%q: no identity with the error: %+v", c.data, doc)
		}
	}
}

func TestJSONL(t *testing.T) {
	data := "\ufeff" + `{"id":"a-1","text":"第一份\r\n增长5%","region":"东山县","year":2024,"title":"标题","kind":"plan_report"}` + "\r\n\n" +
		`{bad` + "\n" + `{"text":"第二份","region":"500118","id":1234567}` + "\n"
	var docs []*schema.Document
	var errs []string
	for doc, err := range Documents(context.Background(), "in.jsonl", []byte(data), Options{}) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		docs = append(docs, doc)
	}
	if len(docs) != 2 || len(errs) != 1 || !strings.HasPrefix(errs[0], "in.jsonl:3: ") {
		t.Fatalf("%d documents, errors %q", len(docs), errs)
	}
	a, b := docs[0], docs[1]
	if a.Source != "in.jsonl#a-1" || a.Text != "第一份\n增长5%" || a.ReviewYear != 2024 || a.Region.Name != "东山县" || a.Kind != schema.PlanReport || a.Title != "标题" {
		t.Errorf("first %+v", a)
	}
	if b.Source != "in.jsonl#1234567" || b.Region.Code != "500118" || b.ID == a.ID || b.Format != "jsonl" {
		t.Errorf("second %+v", b)
	}
}

func TestReadStopsAtLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte(sample), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(context.Background(), path, Options{MaxBytes: 10}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v of a file over the limit", err)
	}
	if docs, err := Read(context.Background(), path, Options{}); err != nil || len(docs) != 1 {
		t.Errorf("got %v, %v", docs, err)
	}
	if _, err := Read(context.Background(), path+".none", Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v of a missing file", err)
	}
}

func TestQuality(t *testing.T) {
	for _, c := range []struct {
		text     string
		min, max float64
	}{
		{sample, 1, 1},
		{"PM2.5浓度46μg/m³，比2020年下降8‰①—“好”", 1, 1},
		{"臺灣億萬達標", 0.99, 1},
		{"", 0, 0},
		{"锟斤拷锟斤拷增长5%", 0, 0.5},
		{"\ue001\ue002\ufffd增", 0.25, 0.25},
		{"ä¸\u00adå›½å¢žé•¿", 0, 0.5},
		{"鍏ㄥ勾鐢熶骇鎬诲€\ue040", 0, 0.75},
	} {
		if q := Quality(c.text); q < c.min-1e-9 || q > c.max+1e-9 {
			t.Errorf("%q: quality %.2f, want %.2f to %.2f", c.text, q, c.min, c.max)
		}
	}
}

// checkDocument checks what holds of every document: spans lie in the text.
func checkDocument(t testing.TB, doc *schema.Document, err error) {
	t.Helper()
	if doc == nil || err == nil && (doc.Text == "" || len(doc.ID) != 16 || doc.Encoding == "") {
		t.Fatalf("document %+v, error %v", doc, err)
	}
	last := 0
	for i, b := range doc.Blocks {
		for _, s := range b.Lines {
			if s.Start < 0 || s.End > len(doc.Text) || s.Empty() || strings.Contains(s.In(doc.Text), "\n") {
				t.Fatalf("block %d: span %v of %d bytes", i, s, len(doc.Text))
			}
		}
		if doc.Format != "txt" && doc.Format != "md" && doc.Format != "jsonl" && len(b.Lines) > 0 {
			if b.Lines[0].Start < last && b.Kind != schema.FurnitureBlock {
				t.Fatalf("block %d starts at %d, before %d", i, b.Lines[0].Start, last)
			}
			last = b.Lines[0].Start
		}
		if b.Table == nil {
			continue
		}
		for _, c := range b.Table.Cells {
			if c.Span.Start < 0 || c.Span.End > len(doc.Text) || c.Span.End < c.Span.Start || c.RowSpan < 1 || c.ColSpan < 1 ||
				c.Row+c.RowSpan > b.Table.Rows || c.Col+c.ColSpan > b.Table.Cols {
				t.Fatalf("block %d: cell %+v of %dx%d", i, c, b.Table.Rows, b.Table.Cols)
			}
		}
	}
}
