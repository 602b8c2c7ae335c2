package ingest

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const wordHead, wordTail = `<w:document xmlns:w="w"><w:body>`, `</w:body></w:document>`

// TestLimits reads files that were made to harm, with small limits. Each has to
// be an error of its own that says what is wrong.
func TestLimits(t *testing.T) {
	word := func(body string) []byte { return makeZip(t, "word/document.xml", wordHead+body+wordTail) }
	paragraph := "<w:p><w:r><w:t>全县地区生产总值增长5%。</w:t></w:r></w:p>"
	entities := `<!DOCTYPE d [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>`
	whole := makePDF(t, []string{"全县地区生产总值增长5%。"})
	for _, c := range []struct {
		about, name string
		data        []byte
		kind        error
		says        string
	}{
		{"a docx that unpacks to much", "a.docx", word(strings.Repeat(paragraph, 150_000)), ErrTooLarge, "--max-unpacked-size"},
		{"a docx of too many elements", "a.docx", word(strings.Repeat("<p/>", maxElements)), ErrTooLarge, "elements"},
		{"entities of entities", "a.docx", makeZip(t, "word/document.xml", entities+wordHead+"<w:p><w:r><w:t>&c;</w:t></w:r></w:p>"+wordTail), ErrDamaged, "entity"},
		{"an entity that is a file", "a.docx", makeZip(t, "word/document.xml", `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>`+wordHead+"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"+wordTail), ErrDamaged, "entity"},
		{"deep elements of a docx", "a.docx", word(strings.Repeat("<w:sdt>", 1000) + strings.Repeat("</w:sdt>", 1000)), ErrDamaged, "nest too deep"},
		{"deep elements of a page", "a.html", []byte(strings.Repeat("<div>", 100_000) + "增长5%"), ErrDamaged, "512"},
		{"a page of many bytes", "a.html", bytes.Repeat([]byte("<p>增长5%"), maxHTML/10), ErrTooLarge, "bytes"},
		{"a page of many elements", "a.html", bytes.Repeat([]byte("<b>"), 2*maxTags+1), ErrTooLarge, "elements"},
		{"a page of many cells", "a.html", bytes.Repeat([]byte("<td>1"), maxCells+1), ErrTooLarge, "cells"},
		{"much text", "a.txt", []byte(strings.Repeat("全县地区生产总值增长5%。\n", maxText/30)), ErrTooLarge, "bytes of text"},
		{"many cells", "a.txt", []byte(strings.Repeat("甲\t1\t2\t3\t4\t5\t6\t7\n", maxCells/7)), ErrTooLarge, "cells"},
		{"a sheet of a million columns", "a.xlsx", wideSheet(t), ErrTooLarge, "cells"},
		{"a workbook that unpacks to much", "a.xlsx", makeZip(t, "[Content_Types].xml", "", "xl/workbook.xml", strings.Repeat(" ", 9<<20)), ErrTooLarge, "--max-unpacked-size"},
		{"a PDF that is cut off", "a.pdf", whole[:len(whole)/3], ErrDamaged, "not a PDF that can be opened"},
		{"an archive in an archive", "a.zip", makeZip(t, "b.zip", string(makeZip(t, "a.txt", sample))), ErrBinary, "archive within an archive"},
		{"an archive in an archive, by another name", "a.zip", makeZip(t, "b.txt", string(makeZip(t, "a.txt", sample))), ErrBinary, "archive within an archive"},
		{"a link in an archive", "a.zip", linkZip(t), ErrBinary, "symbolic link"},
		{"a picture called docx", "a.docx", []byte("\x89PNG\r\n\x1a\n\x00\x00"), ErrBinary, "png"},
		{"an encrypted docx", "a.docx", compound(map[string][]byte{"EncryptedPackage": make([]byte, 0x1000)}, "EncryptedPackage"), ErrEncrypted, "password"},
		{"an encrypted xlsx", "a.xlsx", compound(map[string][]byte{"EncryptedPackage": make([]byte, 0x1000)}, "EncryptedPackage"), ErrEncrypted, "password"},
		{"a presentation", "a.pptx", makeZip(t, "ppt/presentation.xml", "<p/>"), ErrBinary, "presentation"},
	} {
		n := 0
		for doc, err := range Documents(t.Context(), c.name, c.data, Options{MaxUnpacked: 8 << 20}) {
			n++
			var e *Error
			if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) || !errors.As(err, &e) || e.Remedy == "" {
				t.Errorf("%s: error %v, want %q", c.about, err, c.says)
			}
			if doc == nil || doc.Text != "" {
				t.Errorf("%s: an error and text", c.about)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d documents", c.about, n)
		}
	}
}

// wideSheet is a workbook with one cell at the end of each of its rows.
func wideSheet(t testing.TB) []byte {
	t.Helper()
	book := excelize.NewFile()
	for r := 1; r <= 250; r++ {
		if err := book.SetCellValue("Sheet1", fmt.Sprintf("XFD%d", r), 1); err != nil {
			t.Fatal(err)
		}
	}
	buf, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// linkZip is an archive whose one member is a symbolic link.
func linkZip(t testing.TB) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	h := &zip.FileHeader{Name: "a.txt"}
	h.SetMode(fs.ModeSymlink | 0o777)
	w, err := z.CreateHeader(h)
	if err == nil {
		_, err = w.Write([]byte("/etc/passwd"))
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestHarmlessBombs reads files that look large and are not, or are broken and
// can be read all the same.
func TestHarmlessBombs(t *testing.T) {
	whole := makePDF(t, []string{"全县地区生产总值增长5%。"})
	for _, c := range []struct {
		about, name string
		data        []byte
		want        string
	}{
		{"no cross-reference table", "a.pdf", bytes.Replace(whole, []byte("xref\n0"), []byte("xerf\n0"), 1), "全县地区生产总值增长5%。"},
		{"a cross-reference table of wrong places", "a.pdf", append([]byte("%PDF-1.4\n"), whole...), "全县地区生产总值增长5%。"},
		{"a hundred million pages", "a.pdf", bytes.Replace(whole, []byte("/Count 1"), []byte("/Count 99999999"), 1), "全县地区生产总值增长5%。"},
		{"spans of a thousand million", "a.html", []byte("<p>全县增长5%。<table><tr><td colspan=999999999 rowspan=999999999>甲<td>1<tr><td>乙</table>"), "甲\t1"},
		{"tags that are never closed", "a.html", []byte("<body>" + strings.Repeat("<p><font size=3><b>粮食产量5万吨。", 2000)), "粮食产量5万吨。"},
		{"a path that leads out", "a.zip", makeZip(t, "../../../out.txt", sample), "全年生产总值"},
	} {
		doc, err := one(t, c.name, c.data)
		checkDocument(t, doc, err)
		if err != nil || !strings.Contains(doc.Text, c.want) {
			t.Errorf("%s: %v", c.about, err)
		}
	}
}

// TestPDFOfSpaces reads a page whose content is 128 MB of spaces.
func TestPDFOfSpaces(t *testing.T) {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	for range 16 {
		if _, err := w.Write(bytes.Repeat([]byte(" "), 8<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	content := fmt.Sprintf("<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", packed.Len(), packed.String())
	whole := makePDF(t, []string{"增长5%"})
	from, to := bytes.LastIndex(whole, []byte("<< /Length")), bytes.LastIndex(whole, []byte("endobj"))
	data := append(append(append([]byte(nil), whole[:from]...), content...), whole[to-1:]...)
	if _, err := one(t, "a.pdf", data); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "too large") {
		t.Errorf("error %v", err)
	}
	if doc, err := one(t, "a.pdf", whole); err != nil || !strings.Contains(doc.Text, "增长5%") {
		t.Errorf("the file after it: %v", err)
	}
}

// TestLies reads files whose names say another format.
func TestLies(t *testing.T) {
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(fixtures, "writers", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for _, c := range []struct{ is, name, format string }{
		{"report.docx", "a.doc", "docx"}, {"report.docx", "a.txt", "docx"}, {"report.docx", "a.pdf", "docx"}, {"report.docx", "a.html", "docx"}, {"report.docx", "a.zip", "docx"},
		{"report.pdf", "a.docx", "pdf"}, {"report.html", "a.doc", "html"}, {"report.doc", "a.docx", "doc"}, {"report.doc", "a.wps", "doc"}, {"report.ofd", "a.zip", "ofd"}, {"report.txt", "a.pdf", "txt"},
	} {
		doc, err := one(t, c.name, read(c.is))
		if err != nil || doc.Format != c.format || !strings.Contains(doc.Text, "182.6亿元") {
			t.Errorf("%s called %s: read as %q, %v", c.is, c.name, doc.Format, err)
		}
	}
}
