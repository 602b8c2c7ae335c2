package ingest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"zhibiao/schema"
)

// makeDoc writes a Word 97 file of paragraphs ended by "\r"; a cell ends in
// "\a", a row in "\a\b" (the "\b" is not written).
func makeDoc(t testing.TB, text string, flags uint16) []byte {
	t.Helper()
	const textAt, pageAt = 0x800, 0x600
	word, table := make([]byte, 0x3000), make([]byte, 0x1000)
	put16 := func(b []byte, at int, v uint16) { binary.LittleEndian.PutUint16(b[at:], v) }
	put32 := func(b []byte, at int, v int) { binary.LittleEndian.PutUint32(b[at:], uint32(v)) }
	var chars []uint16
	type run struct {
		to    int
		props []byte
	}
	var runs []run
	start := true
	for i, r := range []rune(text) {
		if r == '\b' {
			runs[len(runs)-1].props = []byte{0, 0, 0x16, 0x24, 1, 0x17, 0x24, 1}
			continue
		}
		chars = append(chars, utf16.Encode([]rune{r})...)
		if start = r == '\r' || r == '\a'; start {
			var props []byte
			if next := []rune(text)[i+1:]; r == '\a' || strings.HasPrefix(string(next), "（单元格）") {
				props = []byte{0, 0, 0x16, 0x24, 1, 0}
			}
			runs = append(runs, run{textAt + 2*len(chars), props})
		}
	}
	for i, c := range chars {
		put16(word, textAt+2*i, c)
	}
	put16(word, 0, 0xA5EC)
	put16(word, 0x0A, 0x0200|flags)
	put32(word, 0x4C, len(chars))
	page := word[pageAt : pageAt+512]
	put32(page, 0, textAt)
	free := 510
	for i, r := range runs {
		put32(page, 4*(i+1), r.to)
		if r.props != nil {
			free -= len(r.props) + 2
			free &^= 1
			page[free], page[free+1] = 0, byte(len(r.props)/2)
			copy(page[free+2:], r.props)
			page[4*(len(runs)+1)+13*i] = byte(free / 2)
		}
	}
	page[511] = byte(len(runs))
	table[0] = 2 // the piece table
	put32(table, 1, 16)
	put32(table, 9, len(chars))
	put32(table, 15, textAt)
	put32(word, 0x01A2, 0)
	put32(word, 0x01A6, 21)
	put32(table, 64, textAt) // where paragraph properties are
	put32(table, 68, textAt+2*len(chars))
	put32(table, 72, pageAt/512)
	put32(word, 0x0102, 64)
	put32(word, 0x0106, 12)
	return compound(map[string][]byte{"1Table": table, "WordDocument": word}, "1Table", "WordDocument")
}

// compound writes a compound file of streams of whole sectors, in the order of
// names.
func compound(streams map[string][]byte, names ...string) []byte {
	fat := make([]byte, 512)
	dir := make([]byte, 512)
	put32 := func(b []byte, at int, v uint32) { binary.LittleEndian.PutUint32(b[at:], v) }
	for i := range 128 {
		put32(fat, 4*i, 0xFFFFFFFF)
	}
	put32(fat, 0, 0xFFFFFFFD)
	put32(fat, 4, 0xFFFFFFFE)
	entry := func(i int, name string, kind byte, right, child, start uint32, size int) {
		e := dir[128*i : 128*i+128]
		for k, c := range utf16.Encode([]rune(name)) {
			binary.LittleEndian.PutUint16(e[2*k:], c)
		}
		binary.LittleEndian.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		put32(e, 68, 0xFFFFFFFF)
		put32(e, 72, right)
		put32(e, 76, child)
		put32(e, 116, start)
		put32(e, 120, uint32(size))
	}
	entry(0, "Root Entry", 5, 0xFFFFFFFF, 1, 0xFFFFFFFE, 0)
	var body []byte
	next := uint32(2)
	for i, n := range names {
		right := uint32(0xFFFFFFFF)
		if i+1 < len(names) {
			right = uint32(i + 2)
		}
		entry(i+1, n, 2, right, 0xFFFFFFFF, next, len(streams[n]))
		sectors := uint32(len(streams[n]) / 512)
		for k := range sectors {
			link := next + k + 1
			if k+1 == sectors {
				link = 0xFFFFFFFE
			}
			put32(fat, int(4*(next+k)), link)
		}
		body, next = append(body, streams[n]...), next+sectors
	}
	head := make([]byte, 512)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(head[at:], v)
	}
	for at, v := range map[int]uint32{44: 1, 48: 1, 56: 0x1000, 60: 0xFFFFFFFE, 68: 0xFFFFFFFE} {
		put32(head, at, v)
	}
	for i := range 109 {
		put32(head, 76+4*i, 0xFFFFFFFF)
	}
	put32(head, 76, 0)
	return bytes.Join([][]byte{head, fat, dir, body}, nil)
}

func TestDoc(t *testing.T) {
	doc, err := one(t, "a.doc", makeDoc(t, "东山县2023年统计公报\r一、综合\r全年生产总值\x13 PAGE \x14120.5\x15亿元，增长5.6%。\r"+
		"指标\a2023年\a\a\b生产总值\r（单元格）亿元\a120.5\a\a\b财政收入\a\a\a\b下面的正文，财政收入7.5亿元。\r", 0))
	if err != nil {
		t.Fatal(err)
	}
	want := `title="" publisher="" encoding=utf-16le
title| 东山县2023年统计公报
heading 1| 一、综合
paragraph| 全年生产总值120.5亿元，增长5.6%。
table 3x2 caption=""
    0,0| 指标
    0,1| 2023年
    1,0| 生产总值 （单元格）亿元
    1,1| 120.5
    2,0| 财政收入
    2,1| 
paragraph| 下面的正文，财政收入7.5亿元。
`
	if got := describe(doc); got != want || doc.Format != "doc" {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, err := one(t, "a.doc", makeDoc(t, "密\r", 0x0100)); !errors.Is(err, ErrEncrypted) {
		t.Errorf("an encrypted file: %v", err)
	}
	if _, err := one(t, "a.doc", compound(map[string][]byte{"Book": make([]byte, 0x1000)}, "Book")); !errors.Is(err, ErrBinary) {
		t.Errorf("a workbook: %v", err)
	}
}

func TestXlsx(t *testing.T) {
	book := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "东山县2023年主要经济指标", "D2": "单位：亿元", "A3": "指标", "B3": "完成情况", "B4": "2022年", "C4": "2023年",
		"A5": "生产总值", "B5": 114.1, "C5": 120.5, "A6": "财政收入", "C6": 7.5, "A8": "注：本表为快报数。"} {
		if err := book.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range [][2]string{{"A1", "D1"}, {"A3", "A4"}, {"B3", "C3"}} {
		if err := book.MergeCell("Sheet1", m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	buf, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := one(t, "a.xlsx", buf.Bytes())
	checkDocument(t, doc, err)
	if err != nil {
		t.Fatal(err)
	}
	got := describe(doc)
	for _, want := range []string{"title| 东山县2023年主要经济指标\n", "单位：亿元\n", "table 4x3", "0,0 spans 2x1| 指标\n", "0,1 spans 1x2| 完成情况\n", "1,2| 2023年\n", "2,1| 114.1\n", "3,2| 7.5\n", "note| 注：本表为快报数。\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestOFD(t *testing.T) {
	text := func(x, y, dx, s string) string {
		return `<ofd:TextObject ID="1" Boundary="` + x + ` ` + y + ` 150 6" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="` + dx + `">` + s + `</ofd:TextCode></ofd:TextObject>`
	}
	page := `<ofd:Page xmlns:ofd="ofd"><ofd:Content><ofd:Layer>` +
		text("50", "20", "g 13 5", "东山县二○二三年统计公报") +
		text("20", "40", "5 5 5 5 5 5 2.5 2.5 2.5 2.5 2.5 5", "全年生产总值120.5亿元。") +
		`</ofd:Layer></ofd:Content></ofd:Page>`
	data := makeZip(t, "OFD.xml", `<ofd:OFD xmlns:ofd="ofd"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		"Doc_0/Document.xml", `<ofd:Document xmlns:ofd="ofd"><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
		"Doc_0/Pages/Page_0/Content.xml", page)
	doc, err := one(t, "a.ofd", data)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(doc.Text, "全年生产总值120.5亿元。\n") || doc.Blocks[0].Kind != schema.TitleBlock || doc.Blocks[1].Page != 1 {
		t.Errorf("%q %+v", doc.Text, doc.Blocks)
	}
	if _, err := one(t, "a.ofd", makeZip(t, "a", "b")); !errors.Is(err, ErrDamaged) {
		t.Errorf("a zip without OFD.xml: %v", err)
	}
}
