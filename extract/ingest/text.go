package ingest

import (
	"context"
	"fmt"
	"strings"

	"zhibiao/schema"
)

// Text reads plain text in any encoding that Chinese reports come in. It
// accepts anything, so it is the last of Readers.
type Text struct{}

// Format is txt.
func (Text) Format() string { return "txt" }

// Accepts is always true.
func (Text) Accepts(string, []byte) bool { return true }

// Read decodes the file. The text is the decoded file with the byte order mark
// dropped and CR LF, or a lone CR, made LF.
func (Text) Read(_ context.Context, data []byte, name string, _ Options) (*schema.Document, error) {
	return readText(data, name, "")
}

// Markdown reads Markdown. It differs from Text only in name: marks and tables
// are found by nlp.Blocks.
type Markdown struct{ Text }

// Format is md.
func (Markdown) Format() string { return "md" }

// Accepts goes by the extension.
func (Markdown) Accepts(name string, _ []byte) bool { return hasSuffix(name, ".md", ".markdown") }

// readText decodes a text file; declared is the encoding its maker named.
func readText(data []byte, name, declared string) (*schema.Document, error) {
	if kind := binaryKind(data); kind != "" {
		return nil, fail(name, ErrBinary, fmt.Sprintf("looks like a binary file (%s)", kind), "convert it to txt, docx or pdf")
	}
	text, encoding, bad := Decode(data, declared)
	if encoding == "" {
		return nil, fail(name, ErrEncoding, "not utf-8, gb18030, utf-16 or big5", "save it as UTF-8")
	}
	doc := &schema.Document{Encoding: encoding, Text: lineEnds.Replace(text)}
	if bad > 0 {
		doc.Partial = fmt.Sprintf("%d characters could not be decoded as %s", bad, encoding)
	}
	return doc, nil
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// signatures are how files that are not text begin.
var signatures = []struct{ start, kind string }{
	{"\x89PNG", "png"}, {"\xff\xd8\xff", "jpeg"}, {"GIF8", "gif"}, {"PK\x03\x04", "zip"}, {"PK\x05\x06", "zip"}, {"%PDF-", "pdf"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"}, {"Rar!\x1a", "rar"}, {"7z\xbc\xaf\x27\x1c", "7z"}, {"\x1f\x8b", "gzip"},
	{"BZh", "bzip2"}, {"\xfd7zXZ", "xz"}, {"\x28\xb5\x2f\xfd", "zstd"}, {"\x7fELF", "program"}, {"MZ\x90", "program"},
	{"II*\x00", "tiff"}, {"MM\x00*", "tiff"}, {"RIFF", "riff"}, {"SQLite format 3", "sqlite"}, {"PAR1", "parquet"}, {`{\rtf`, "rtf"},
}

// binaryKind names what sort of binary file data is, "" if it may be text.
func binaryKind(data []byte) string {
	for _, s := range signatures {
		if hasPrefix(data, s.start) {
			return s.kind
		}
	}
	head := data[:min(len(data), 4096)]
	if len(head) > 8 && hasPrefix(head[4:], "ftyp") {
		return "video"
	}
	control := 0
	for _, c := range head {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0 {
			control++
		}
	}
	if !looksUTF16(head) && (control*20 > len(head) || hasNUL(head)) {
		return "unknown kind"
	}
	return ""
}

func hasNUL(data []byte) bool { return strings.IndexByte(string(data), 0) >= 0 }
