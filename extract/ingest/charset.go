package ingest

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Decode decodes a text file: by its byte order mark, else as UTF-8 if it is
// valid, else as declared (the label of a meta tag; "" for none), as strict
// GB18030, as UTF-16 without a mark, or as Big5, whichever first gives clean
// text. The mark is dropped. Where no encoding fits exactly, the one with the
// fewest bad characters is taken if these are fewer than one in a hundred, and
// bad counts them. encoding is "" where nothing fits.
func Decode(data []byte, declared string) (text, encoding string, bad int) {
	switch {
	case hasPrefix(data, "\xef\xbb\xbf"):
		data = data[3:]
		if utf8.Valid(data) {
			return string(data), "utf-8", 0
		}
	case hasPrefix(data, "\xff\xfe"):
		return decodeAs(data[2:], "utf-16le")
	case hasPrefix(data, "\xfe\xff"):
		return decodeAs(data[2:], "utf-16be")
	}
	if utf8.Valid(data) && !looksUTF16(data) {
		return string(data), "utf-8", 0
	}
	return guess(data, declared)
}

// guess decodes what has no mark and is not UTF-8.
func guess(data []byte, declared string) (text, name string, bad int) {
	candidates := []string{"gb18030", "utf-16le", "utf-16be", "big5"}
	if looksUTF16(data) {
		candidates = []string{"utf-16le", "utf-16be"}
	}
	if label := canonical(declared); label != "" {
		candidates = append([]string{label}, candidates...)
	}
	best, bestShare := "", 0.0
	for _, c := range candidates {
		t, _, n := decodeAs(data, c)
		share := commonShare(t)
		if n == 0 && share >= 0.75 {
			return t, c, 0
		}
		if n == 0 && share > bestShare {
			best, bestShare, text, name = c, share, t, c
		}
	}
	if best != "" && bestShare >= 0.3 {
		return text, name, 0
	}
	return leastBad(data, append([]string{"utf-8"}, candidates...))
}

// leastBad decodes a file that has bad characters in every encoding.
func leastBad(data []byte, candidates []string) (text, name string, bad int) {
	for _, c := range candidates {
		t, _, n := decodeAs(data, c)
		if n*100 < utf8.RuneCountInString(t) && commonShare(t) >= 0.75 && (name == "" || n < bad) {
			text, name, bad = t, c, n
		}
	}
	return text, name, bad
}

// canonical is our name of the encoding that a label means, "" if it is not
// one we know.
func canonical(label string) string {
	if label == "" {
		return ""
	}
	_, name := charset.Lookup(strings.TrimSpace(label))
	switch name {
	case "gbk", "gb18030":
		return "gb18030"
	case "big5", "utf-8", "utf-16le", "utf-16be":
		return name
	}
	return ""
}

// decodeAs decodes data and counts the characters that were bad.
func decodeAs(data []byte, name string) (text, encoding string, bad int) {
	out, err := codec(name).NewDecoder().Bytes(data)
	if err != nil {
		return "", name, len(data)
	}
	return string(out), name, strings.Count(string(out), "\ufffd")
}

func codec(name string) encoding.Encoding {
	switch name {
	case "gb18030":
		return simplifiedchinese.GB18030
	case "big5":
		return traditionalchinese.Big5
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return unicode.UTF8
}

// looksUTF16 reports whether data without a mark is UTF-16: digits, spaces and
// line ends have their zero byte always on the same side.
func looksUTF16(data []byte) bool {
	if hasPrefix(data, "\xff\xfe", "\xfe\xff") {
		return true
	}
	var zero, ascii [2]int
	head := data[:min(len(data), 4096)]
	for i := 0; i+1 < len(head); i += 2 {
		for k := range 2 {
			if head[i+k] == 0 {
				zero[k]++
				if c := head[i+1-k]; c == '\n' || c == '\r' || c >= 0x20 && c < 0x7f {
					ascii[k]++
				}
			}
		}
	}
	return zero[0]+zero[1] > 0 && (zero[0] == ascii[0] && zero[1] == 0 || zero[1] == ascii[1] && zero[0] == 0)
}
