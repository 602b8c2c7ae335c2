package ingest

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The formats that are zip files of XML are fuzzed by their XML, packed anew
// each time: a changed byte of a compressed file only breaks its checksum.

// fuzzRead reads data under a name and checks what comes of it.
func fuzzRead(t *testing.T, name string, data []byte) {
	t.Helper()
	for doc, err := range Documents(t.Context(), name, data, Options{MaxUnpacked: 1 << 22}) {
		checkDocument(t, doc, err)
	}
}

// stored packs names and contents, given in turn, without compression.
func stored(t testing.TB, files ...any) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(files); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: files[i].(string), Method: zip.Store})
		if err == nil {
			_, err = w.Write(files[i+1].([]byte))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// members is the contents of the named files in a zip file.
func members(t testing.TB, data []byte, names ...string) [][]byte {
	t.Helper()
	p, err := openPackage(data, "seed", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out [][]byte
	for _, n := range names {
		b, err := p.read(n)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b)
	}
	return out
}

// seeds are the fixtures whose paths match a pattern under testdata/ingest.
func seeds(t testing.TB, pattern string) (out [][]byte) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(fixtures, pattern))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, data)
	}
	return out
}

func FuzzText(f *testing.F) {
	f.Add(byte(0), []byte(sample))
	f.Add(byte(1), []byte("# 一\n| a | b |\n|--|--|\n| 1 | 2 |\n"))
	f.Add(byte(2), []byte(`{"text":"增长5%"}`))
	f.Add(byte(0), []byte("\xff\xfe\x00\x4e"))
	f.Fuzz(func(t *testing.T, kind byte, data []byte) {
		fuzzRead(t, []string{"a.txt", "a.md", "a.jsonl", "a"}[kind%4], data)
	})
}

func FuzzHTML(f *testing.F) {
	for _, page := range seeds(f, "*/*.html") {
		f.Add(page)
	}
	f.Add([]byte("<table><tr><td rowspan=9 colspan=9>1<td>2<tr><td>3</table>"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "a.html", data) })
}

func FuzzDocx(f *testing.F) {
	names := []string{"word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"}
	for _, data := range append(seeds(f, "*/*.docx"), zipDir(f, fixtures+"/docx/report")) {
		m := members(f, data, names...)
		f.Add(m[0], m[1], m[2], m[3])
	}
	f.Fuzz(func(t *testing.T, body, styles, numbering, notes []byte) {
		fuzzRead(t, "a.docx", stored(t, names[0], body, names[1], styles, names[2], numbering, names[3], notes))
	})
}

func FuzzXlsx(f *testing.F) {
	book := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "东山县2023年主要经济指标", "A3": "指标", "B3": "2023年", "A5": "生产总值", "B5": 114.1, "A6": "财政收入", "B6": 7.5} {
		if err := book.SetCellValue("Sheet1", cell, v); err != nil {
			f.Fatal(err)
		}
	}
	if err := book.MergeCell("Sheet1", "A1", "B1"); err != nil {
		f.Fatal(err)
	}
	buf, err := book.WriteToBuffer()
	if err != nil {
		f.Fatal(err)
	}
	fixed := []string{"[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"}
	rest := members(f, buf.Bytes(), fixed...)
	names := []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"}
	m := members(f, buf.Bytes(), names...)
	f.Add(m[0], m[1], m[2], m[3])
	f.Fuzz(func(t *testing.T, workbook, sheet, texts, styles []byte) {
		fuzzRead(t, "a.xlsx", stored(t, fixed[0], rest[0], fixed[1], rest[1], fixed[2], rest[2], names[0], workbook, names[1], sheet, names[2], texts, names[3], styles))
	})
}

func FuzzOFD(f *testing.F) {
	f.Add([]byte(`<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>`), []byte(`<Document><Pages><Page BaseLoc="p.xml"/></Pages></Document>`),
		[]byte(`<Page><TextObject Boundary="1 1 9 9" Size="3"><TextCode X="1" Y="1" DeltaX="g 2 3">增长</TextCode></TextObject></Page>`))
	f.Fuzz(func(t *testing.T, root, document, page []byte) {
		fuzzRead(t, "a.ofd", stored(t, "OFD.xml", root, "d.xml", document, "p.xml", page))
	})
}

func FuzzDoc(f *testing.F) {
	f.Add(makeDoc(f, "一\r二\a三\a\a\b四\r", 0))
	for _, data := range seeds(f, "*/*.doc") {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "a.doc", data) })
}

func FuzzPDF(f *testing.F) {
	f.Add(makePDF(f, []string{"增长5.2%"}))
	for _, data := range seeds(f, "*/*.pdf") {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "a.pdf", data) })
}

func FuzzZip(f *testing.F) {
	f.Add(makeZip(f, "a.txt", sample))
	f.Add(stored(f, "a.txt", []byte(sample), "b/c.jsonl", []byte(`{"text":"增长5%"}`)))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "a.zip", data) })
}
