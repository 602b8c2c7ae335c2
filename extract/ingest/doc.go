package ingest

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/richardlehane/mscfb"
	"golang.org/x/text/encoding/charmap"

	"zhibiao/schema"
)

// Doc reads Word 97-2003 documents: the text of the main body with its tables.
// Automatic numbers are not in the text of such files and stay out.
type Doc struct{}

// Format is doc.
func (Doc) Format() string { return "doc" }

// Accepts looks for the signature of a compound file.
func (Doc) Accepts(name string, head []byte) bool {
	return hasPrefix(head, compoundSign) && !hasSuffix(name, ".xls", ".ppt", ".et", ".dps")
}

// Read finds the pieces of the text and divides it at its marks.
func (Doc) Read(_ context.Context, data []byte, name string, o Options) (*schema.Document, error) {
	streams, err := compoundStreams(data, o)
	if err != nil {
		return nil, fail(name, ErrDamaged, "not a whole compound file: "+err.Error(), "open it in Word and save it as docx")
	}
	if streams["EncryptedPackage"] != nil {
		return nil, fail(name, ErrEncrypted, "encrypted: it needs a password", "save a copy without one")
	}
	word := streams["WordDocument"]
	if len(word) < 0x1AA {
		return nil, fail(name, ErrBinary, "a compound file without a Word document in it", "open it and save it as docx")
	}
	w := docFile{word: word}
	flags := w.u16(0x0A)
	if flags&0x0100 != 0 {
		return nil, fail(name, ErrEncrypted, "encrypted: it needs a password", "save a copy without one")
	}
	w.table = streams["0Table"]
	if flags&0x0200 != 0 {
		w.table = streams["1Table"]
	}
	chars, err := w.text()
	if err != nil {
		return nil, fail(name, ErrDamaged, err.Error(), "open it in Word and save it as docx")
	}
	doc := &schema.Document{Encoding: "utf-16le"}
	compose(doc, docParts(chars, w.places()))
	return doc, nil
}

// compoundStreams unpacks the streams that matter, by name.
func compoundStreams(data []byte, o Options) (map[string][]byte, error) {
	r, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for e, err := r.Next(); err == nil; e, err = r.Next() {
		switch e.Name {
		case "WordDocument", "0Table", "1Table", "Workbook", "EncryptedPackage":
			if len(e.Path) > 0 {
				continue // of an embedded object
			}
			b, err := io.ReadAll(io.LimitReader(e, min(o.maxBytes(), int64(len(data)))))
			if err != nil {
				return nil, err
			}
			out[e.Name] = b
		}
	}
	return out, nil
}

// A docFile is the two streams of a Word 97 file.
type docFile struct{ word, table []byte }

func (w docFile) u16(at int) int { return int(binary.LittleEndian.Uint16(w.word[at:])) }
func (w docFile) u32(at int) int { return int(binary.LittleEndian.Uint32(w.word[at:])) }

// slice is the part of the table stream that the header names at an offset.
func (w docFile) slice(at int) []byte {
	from, size := w.u32(at), w.u32(at+4)
	if from < 0 || size < 0 || from+size > len(w.table) {
		return nil
	}
	return w.table[from : from+size]
}

// A docChar is a character and where it stands in the WordDocument stream.
type docChar struct {
	char rune
	at   int
}

var errPieces = errors.New("the table of its pieces is broken")

// text reads the main text piece by piece.
func (w docFile) text() ([]docChar, error) {
	clx := w.slice(0x01A2)
	for len(clx) > 3 && clx[0] == 1 { // properties before the piece table
		n := 3 + int(binary.LittleEndian.Uint16(clx[1:]))
		if n > len(clx) {
			return nil, errPieces
		}
		clx = clx[n:]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return nil, errPieces
	}
	plc := clx[5:]
	if size := int(binary.LittleEndian.Uint32(clx[1:])); size >= 0 && size < len(plc) {
		plc = plc[:size]
	}
	n := (len(plc) - 4) / 12
	left := w.u32(0x4C) // characters of the main text
	var out []docChar
	for i := 0; i < n && left > 0; i++ {
		count := int(binary.LittleEndian.Uint32(plc[4*i+4:])) - int(binary.LittleEndian.Uint32(plc[4*i:]))
		fc := int(binary.LittleEndian.Uint32(plc[4*(n+1)+8*i+2:]))
		if count < 0 {
			return nil, errPieces
		}
		count = min(count, left)
		left -= count
		width, from := 2, fc&0x3FFFFFFF
		if fc&0x40000000 != 0 {
			width, from = 1, from/2
		}
		if from+count*width > len(w.word) {
			return nil, errPieces
		}
		out = appendPiece(out, w.word[from:from+count*width], from, width)
	}
	return out, nil
}

// appendPiece decodes one piece: UTF-16, or Windows-1252 at a byte each.
func appendPiece(out []docChar, b []byte, from, width int) []docChar {
	if width == 1 {
		for i, c := range b {
			out = append(out, docChar{charmap.Windows1252.DecodeByte(c), from + i})
		}
		return out
	}
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(binary.LittleEndian.Uint16(b[i:]))
		if utf16.IsSurrogate(r) && i+3 < len(b) {
			if pair := utf16.DecodeRune(r, rune(binary.LittleEndian.Uint16(b[i+2:]))); pair != 0xFFFD {
				out = append(out, docChar{pair, from + i})
				i += 2
				continue
			}
		}
		out = append(out, docChar{r, from + i})
	}
	return out
}

// The marks in the text of a Word file.
const (
	markCell   = 0x07 // ends a cell, and a row
	markPage   = 0x0C
	markPara   = 0x0D
	fieldBegin = 0x13
	fieldSep   = 0x14
	fieldEnd   = 0x15
)

// docParts divides the text into paragraphs and tables.
func docParts(chars []docChar, places func(at int) docPlace) []part {
	var parts, cell []part
	var row []gridCell
	var sb strings.Builder
	g := &grid{}
	paragraph := func() part { p := part{text: sb.String()}; sb.Reset(); return p }
	endTable := func() {
		if len(row) > 0 {
			g.rows, row = append(g.rows, row), nil
		}
		if len(g.rows) > 0 {
			parts, g = append(parts, part{table: g}), &grid{}
		}
	}
	for _, c := range shown(chars) {
		switch c.char {
		case markCell:
			if places(c.at) == rowEnd {
				g.rows, row, cell = append(g.rows, row), nil, nil
				sb.Reset()
				continue
			}
			row = append(row, gridCell{parts: append(cell, paragraph()), col: len(row), rowSpan: 1, colSpan: 1})
			cell = nil
		case markPara, markPage:
			if places(c.at) != inBody {
				cell = append(cell, paragraph())
				continue
			}
			endTable()
			parts = append(parts, paragraph())
		case 0x0B:
			sb.WriteByte('\n')
		case 0x1E:
			sb.WriteByte('-')
		default:
			if c.char == '\t' || c.char >= 0x20 {
				sb.WriteRune(c.char)
			}
		}
	}
	endTable()
	return append(parts, paragraph())
}

// shown drops the codes of fields, such as PAGE, and keeps their results.
func shown(chars []docChar) []docChar {
	var out []docChar
	var code []bool // of each open field, whether its code is being read
	hidden := 0
	for _, c := range chars {
		n := len(code) - 1
		switch {
		case c.char == fieldBegin:
			code, hidden = append(code, true), hidden+1
		case c.char == fieldSep && n >= 0 && code[n]:
			code[n], hidden = false, hidden-1
		case c.char == fieldEnd && n >= 0:
			if code[n] {
				hidden--
			}
			code = code[:n]
		case hidden == 0:
			out = append(out, c)
		}
	}
	return out
}
