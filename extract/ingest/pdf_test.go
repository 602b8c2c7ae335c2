package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zhibiao/schema"
)

// makePDF writes a PDF whose font is named, not embedded, and encoded in GBK
// as in many official documents. Each page is its lines from top to bottom; the
// line scan is a picture over the page.
func makePDF(t testing.TB, pages ...[]string) []byte {
	t.Helper()
	var out bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(offsets)}, args...)...)
	}
	out.WriteString("%PDF-1.4\n")
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 5+2*i))
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(pages))
	object("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [4 0 R] >>")
	object("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 [500] 814 939 500] >>")
	for i, lines := range pages {
		var content strings.Builder
		for k, l := range lines {
			gbk, err := simplifiedchinese.GBK.NewEncoder().String(l)
			if err != nil {
				t.Fatal(err)
			}
			if l == "scan" {
				content.WriteString("q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID ff> EI Q\n")
			} else if l != "" {
				fmt.Fprintf(&content, "BT /F1 12 Tf 72 %d Td <%x> Tj ET\n", 760-24*k, gbk)
			}
		}
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 6+2*i)
		object("<< /Length %d >>\nstream\n%sendstream", content.Len(), content.String())
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, xref)
	return out.Bytes()
}

func TestPDF(t *testing.T) {
	doc, err := one(t, "a.pdf", makePDF(t,
		[]string{"东山县2023年国民经济和社会发展统计公报", "东山县统计局", "", "一、综合",
			"全年全市生产总值210.5亿元，比上年增长4.1%，其中第一产业增加值",
			"30.2亿元，增长3.9%；第二产业增加值90.1亿元，增长4.5%；第三产业增",
			"加值90.2亿元，增长3.8%，三次产业结构进一步优化，人均生产总值达到", "- 1 -"},
		[]string{"59800元，增长4.6%。年末常住人口35.2万人，城镇化率为52.3%，比上年", "末提高0.8个百分点，城镇新增就业1.2万人。", "二、农业", "粮食产量45.1万吨，下降0.7%。", "- 2 -"}))
	if err != nil {
		t.Fatal(err)
	}
	if doc.Format != "pdf" || doc.Quality < 0.99 || doc.Partial != "" {
		t.Errorf("format %s, quality %.2f, partial %q", doc.Format, doc.Quality, doc.Partial)
	}
	var got []string
	for _, b := range doc.Blocks {
		var lines []string
		for _, l := range b.Lines {
			lines = append(lines, l.In(doc.Text))
		}
		s := strings.Join(lines, "")
		got = append(got, fmt.Sprintf("%s %d %.20s…%d", b.Kind, b.Page, s, len(b.Lines)))
		if strings.Contains(s, "人均生产总值达到59800元") && b.Kind == schema.ParagraphBlock && b.Page == 1 {
			return
		}
	}
	t.Errorf("the paragraph that goes over the page is not one block:\n%s", strings.Join(got, "\n"))
}

func TestPDFErrors(t *testing.T) {
	whole := makePDF(t, []string{"增长5.2%"})
	for _, c := range []struct {
		about string
		data  []byte
		kind  error
		says  string
	}{
		{"no text", makePDF(t, []string{}), ErrNoText, "no text layer (scanned?)"},
		{"broken", []byte("%PDF-1.4\nnothing"), ErrDamaged, "not a PDF"},
		{"encrypted", bytes.Replace(whole, []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"+strings.Repeat("00", 32)+"> /U <"+strings.Repeat("11", 32)+"> >> /ID [<00> <00>]"), 1), ErrEncrypted, "password"},
	} {
		if _, err := one(t, "a.pdf", c.data); !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.about, err)
		}
	}
}

// TestPDFPages reads files of which some pages cannot be read.
func TestPDFPages(t *testing.T) {
	text := []string{"全年全市生产总值210.5亿元，比上年增长4.1%，其中第一产业增加值", "30.2亿元，增长3.9%。"}
	garbled := []string{strings.Repeat("鍏ㄥ勾鐢熶骇鎬诲奸敓鏂", 5)}
	for _, c := range []struct {
		about string
		pages [][]string
		says  string // of Document.Partial
	}{
		{"all well", [][]string{text, text, text}, ""},
		{"a blank page", [][]string{text, {}, text}, ""},
		{"a scanned page in the middle", [][]string{text, {"scan"}, text, text}, "pages 2 of 4: no text layer (scanned?)"},
		{"covers that are pictures", [][]string{{"scan"}, text, text, {"scan"}}, ""},
		{"a garbled page", [][]string{text, text, garbled, text, text, text, text}, "pages 3 of 7: the text looks garbled (fonts without an encoding?)"},
	} {
		doc, err := one(t, "a.pdf", makePDF(t, c.pages...))
		if err != nil || doc.Partial != c.says {
			t.Errorf("%s: partial %q, error %v, want %q", c.about, doc.Partial, err, c.says)
		}
	}
}

func TestLayOut(t *testing.T) {
	var glyphs []glyph
	put := func(x, y float64, s string) {
		for _, r := range s {
			w := 12.0
			if r < 0x80 {
				w = 6
			}
			if r != ' ' {
				glyphs = append(glyphs, glyph{char: r, left: x + 0.5, right: x + w - 0.5, top: y + 10, bottom: y - 1})
			}
			x += w
		}
	}
	put(72, 700, "全市主要农产品产量稳定增长，粮食总产量达到新的水平。")
	put(100, 676, "产品名称")
	put(220, 676, "产量（万吨）")
	put(340, 676, "比上年增长（%）")
	put(100, 652, "粮  食")
	put(230, 652, "45.1")
	put(350, 652, "-0.7")
	put(350, 628, "2.2") // columns may come in any order
	put(100, 628, "蔬菜")
	put(100, 604, "其中：大棚")
	put(230, 604, "12.5")
	put(72, 560, "下一段正文。")
	var c composer
	c.writePage(layOutPage(glyphs, nil))
	want := "全市主要农产品产量稳定增长，粮食总产量达到新的水平。\n产品名称\t产量（万吨）\t比上年增长（%）\n粮食\t45.1\t-0.7\n蔬菜\t2.2\n其中：大棚\t12.5\n下一段正文。\n"
	if got := c.text.String(); got != want {
		t.Errorf("text\n%q\nwant\n%q", got, want)
	}
	if len(c.marks) != 1 || c.marks[0].Table.Rows != 4 || c.marks[0].Table.Cols != 3 {
		t.Fatalf("marks %+v", c.marks)
	}
	for _, cell := range c.marks[0].Table.Cells {
		if s := cell.Span.In(want); s == "2.2" && cell.Col != 2 || s == "12.5" && cell.Col != 1 || s == "-0.7" && cell.Row != 1 {
			t.Errorf("%s at %d,%d", s, cell.Row, cell.Col)
		}
	}
}
