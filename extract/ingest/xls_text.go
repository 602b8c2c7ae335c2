package ingest

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// xlsString reads a string whose length is given in one byte or two, and
// returns how many bytes it takes.
func xlsString(d []byte, lengthBytes int) (string, int) {
	if len(d) < lengthBytes+1 {
		return "", len(d)
	}
	n := int(d[0])
	if lengthBytes == 2 {
		n = int(binary.LittleEndian.Uint16(d))
	}
	wide := d[lengthBytes]&1 != 0
	return xlsChars(d[lengthBytes+1:], n, wide), len(d)
}

// xlsChars decodes up to n characters, of two bytes or of one.
func xlsChars(d []byte, n int, wide bool) string {
	var units []uint16
	for i := 0; i < n; i++ {
		switch {
		case wide && 2*i+1 < len(d):
			units = append(units, binary.LittleEndian.Uint16(d[2*i:]))
		case !wide && i < len(d):
			units = append(units, uint16(d[i]))
		}
	}
	return string(utf16.Decode(units))
}

// sharedTexts reads the table of strings that cells refer to. A string may go
// on in the next piece, which then begins with a byte of options.
func sharedTexts(pieces [][]byte) []string {
	if len(pieces[0]) < 8 {
		return nil
	}
	pieces[0] = pieces[0][8:]
	k := 0
	take := func(n int) []byte { // n bytes that do not hold characters
		var out []byte
		for n > 0 && k < len(pieces) {
			m := min(n, len(pieces[k]))
			out = append(out, pieces[k][:m]...)
			if pieces[k], n = pieces[k][m:], n-m; len(pieces[k]) == 0 {
				k++
			}
		}
		return out
	}
	var out []string
	for k < len(pieces) {
		head := take(3)
		if len(head) < 3 {
			break
		}
		left, options := int(binary.LittleEndian.Uint16(head)), head[2]
		runs, extra := 0, 0
		if options&8 != 0 {
			if b := take(2); len(b) == 2 {
				runs = int(binary.LittleEndian.Uint16(b))
			}
		}
		if options&4 != 0 {
			if b := take(4); len(b) == 4 {
				extra = int(binary.LittleEndian.Uint32(b))
			}
		}
		var sb strings.Builder
		for wide := options&1 != 0; left > 0 && k < len(pieces); {
			width := 1
			if wide {
				width = 2
			}
			n := min(left, len(pieces[k])/width)
			sb.WriteString(xlsChars(pieces[k], n, wide))
			pieces[k], left = pieces[k][n*width:], left-n
			if left > 0 {
				if k++; k < len(pieces) && len(pieces[k]) > 0 {
					wide, pieces[k] = pieces[k][0]&1 != 0, pieces[k][1:]
				}
			} else if len(pieces[k]) == 0 {
				k++
			}
		}
		take(4*runs + max(extra, 0))
		out = append(out, sb.String())
	}
	return out
}

// builtinFormats are the formats of numbers that a workbook does not spell out.
var builtinFormats = map[int]string{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy-m-d", 15: "d-mmm-yy", 16: "d-mmm",
	17: "mmm-yy", 22: "yyyy-m-d h:mm", 27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`, 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 57: `yyyy"年"m"月"`, 58: `m"月"d"日"`}

// shown is a number as its cell shows it.
func (b *xlsBook) shown(v float64, style int) string {
	format := ""
	if style < len(b.styles) {
		id := b.styles[style]
		var own bool
		if format, own = b.formats[id]; !own {
			format = builtinFormats[id]
		}
	}
	format, _, _ = strings.Cut(format, ";")
	plain := unquoted(format)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	if strings.ContainsAny(plain, "yd") && v > 0 && v < 2_958_466 {
		return b.date(v, plain)
	}
	suffix := ""
	if strings.Contains(plain, "%") {
		v, suffix = v*100, "%"
	}
	decimals := -1
	if strings.Contains(plain, "0") && !strings.Contains(plain, "E") {
		_, after, _ := strings.Cut(plain, ".")
		decimals = len(after) - len(strings.TrimLeft(after, "0#?"))
	}
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if general := strconv.FormatFloat(v, 'g', 15, 64); decimals < 0 && !strings.Contains(general, "e") {
		s = general
	}
	return s + suffix
}

// unquoted is a format without its quoted text, colours and conditions.
func unquoted(format string) string {
	var sb strings.Builder
	quoted, bracket := false, false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == ']':
			bracket = c == '['
		case bracket:
		case c == '\\' || c == '_' || c == '*':
			i++
		default:
			sb.WriteByte(c)
		}
	}
	return strings.ReplaceAll(sb.String(), "General", "")
}

// date writes a day as Chinese tables do, with the parts that its format has.
func (b *xlsBook) date(v float64, format string) string {
	day := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.late {
		day = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	day = day.AddDate(0, 0, int(v))
	s := ""
	if strings.Contains(format, "y") {
		s += strconv.Itoa(day.Year()) + "年"
	}
	if strings.Contains(format, "m") {
		s += strconv.Itoa(int(day.Month())) + "月"
	}
	if strings.Contains(format, "d") {
		s += strconv.Itoa(day.Day()) + "日"
	}
	return s
}
