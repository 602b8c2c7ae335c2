package ingest

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zhibiao/schema"
)

var update = flag.Bool("update", false, "write the .want files anew; read them before believing them")

const fixtures = "../../testdata/ingest"

// zipDir is the files under dir as a zip file, the way a docx is one.
func zipDir(t testing.TB, dir string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		w, err := z.Create(filepath.ToSlash(rel))
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err == nil {
			_, err = w.Write(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// describe writes the blocks of a document for a person to check.
func describe(doc *schema.Document) string {
	var sb strings.Builder
	fmt.Fprintf(&sb, "title=%q publisher=%q encoding=%s\n", doc.Title, doc.Publisher, doc.Encoding)
	for _, b := range doc.Blocks {
		fmt.Fprintf(&sb, "%s", b.Kind)
		if b.Level > 0 {
			fmt.Fprintf(&sb, " %d", b.Level)
		}
		if b.Table == nil {
			for i, l := range b.Lines {
				fmt.Fprintf(&sb, "%s%s", []string{"| ", " + "}[min(i, 1)], l.In(doc.Text))
			}
			sb.WriteByte('\n')
			continue
		}
		fmt.Fprintf(&sb, " %dx%d caption=%q\n", b.Table.Rows, b.Table.Cols, b.Table.Caption.In(doc.Text))
		for _, c := range b.Table.Cells {
			fmt.Fprintf(&sb, "    %d,%d", c.Row, c.Col)
			if c.RowSpan > 1 || c.ColSpan > 1 {
				fmt.Fprintf(&sb, " spans %dx%d", c.RowSpan, c.ColSpan)
			}
			if c.Header {
				sb.WriteString(" head")
			}
			fmt.Fprintf(&sb, "| %s\n", c.Span.In(doc.Text))
		}
	}
	return sb.String()
}

func TestGolden(t *testing.T) {
	cases := map[string][]byte{"docx/report.docx": zipDir(t, fixtures+"/docx/report")}
	for _, pattern := range []string{"html/*.html", "md/*.md"} {
		paths, _ := filepath.Glob(filepath.Join(fixtures, pattern))
		for _, p := range paths {
			data, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			rel, _ := filepath.Rel(fixtures, p)
			cases[filepath.ToSlash(rel)] = data
		}
	}
	for name, data := range cases {
		doc, err := one(t, name, data)
		checkDocument(t, doc, err)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, path := describe(doc), filepath.Join(fixtures, name+".want")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestHTMLCharset(t *testing.T) {
	for _, head := range []string{"", `<meta charset="gb2312">`, `<meta http-equiv="Content-Type" content="text/html; charset=gbk">`, `<meta charset="utf-8">`} {
		page := "<html><head>" + head + "</head><body><p>全年生产总值达到210.5亿元，比上年增长4.1％。</p></body></html>"
		gbk, err := simplifiedchinese.GBK.NewEncoder().String(page)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := one(t, "a.html", []byte(gbk))
		if err != nil || doc.Text != "全年生产总值达到210.5亿元，比上年增长4.1％。\n" || doc.Encoding != "gb18030" {
			t.Errorf("%q: %v %+v", head, err, doc)
		}
	}
}

func TestShared(t *testing.T) {
	paths, _ := filepath.Glob("../../../shared/corpus/*")
	if len(paths) == 0 {
		t.Skip("no ../shared/corpus beside the project")
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := one(t, filepath.Base(p), data)
		checkDocument(t, doc, err)
		if err != nil {
			t.Errorf("%s: %v", p, err)
			continue
		}
		titles, headings, prose := 0, 0, 0
		for _, b := range doc.Blocks {
			switch b.Kind {
			case schema.TitleBlock:
				titles++
			case schema.HeadingBlock:
				headings++
			case schema.ParagraphBlock, schema.ListBlock:
				prose++
			}
		}
		t.Logf("%-40s %s %d titles, %d headings, %d paragraphs, %d blocks", filepath.Base(p), doc.Format, titles, headings, prose, len(doc.Blocks))
		if titles == 0 || headings < 4 || prose < 8 || doc.Quality < 0.98 || doc.Partial != "" {
			t.Errorf("%s: %d titles, %d headings, %d paragraphs, quality %.3f, partial %q", p, titles, headings, prose, doc.Quality, doc.Partial)
		}
	}
}

func TestDocxLimits(t *testing.T) {
	data := zipDir(t, fixtures+"/docx/report")
	for doc, err := range Documents(t.Context(), "a.docx", data, Options{MaxUnpacked: 2000}) {
		if err == nil {
			t.Errorf("a docx that unpacks to more than 2000 bytes was read: %d", len(doc.Text))
		}
	}
	if _, err := one(t, "a.docx", data[:len(data)/2]); err == nil || !strings.Contains(err.Error(), "zip") {
		t.Errorf("half a docx: %v", err)
	}
}

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		n            int
		format, want string
	}{
		{1, "chineseCounting", "一"}, {10, "chineseCounting", "十"}, {11, "chineseCounting", "十一"}, {20, "chineseCountingThousand", "二十"},
		{24, "chineseCounting", "二十四"}, {100, "chineseCounting", "一百"}, {103, "chineseCounting", "一百零三"}, {115, "chineseCounting", "一百一十五"},
		{3, "decimal", "3"}, {3, "decimalEnclosedCircle", "③"}, {4, "upperRoman", "IV"}, {9, "lowerRoman", "ix"}, {2, "lowerLetter", "b"}, {27, "upperLetter", "AA"},
		{2, "ideographTraditional", "乙"}, {7, "decimalZero", "07"},
	} {
		if got := formatNumber(c.n, c.format); got != c.want {
			t.Errorf("%d as %s: %s, want %s", c.n, c.format, got, c.want)
		}
	}
}

// TestDocxNotes reads a document whose footnotes are broken.
func TestDocxNotes(t *testing.T) {
	body := wordHead + "<w:p><w:r><w:t>全县地区生产总值增长5%。</w:t></w:r></w:p>" + wordTail
	doc, err := one(t, "a.docx", makeZip(t, "word/document.xml", body, "word/footnotes.xml", "<w:footnotes><w:footnote>"))
	if err != nil || !strings.Contains(doc.Partial, "footnotes could not be read") || !strings.Contains(doc.Text, "增长5%") {
		t.Errorf("partial %q, error %v", doc.Partial, err)
	}
}
