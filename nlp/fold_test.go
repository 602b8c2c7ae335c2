package nlp

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"zhibiao/schema"
)

// lineSpans are the spans of the lines of text.
func lineSpans(text string) []schema.Span {
	var out []schema.Span
	start := 0
	for start <= len(text) {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			return append(out, schema.Span{Start: start, End: len(text)})
		}
		out = append(out, schema.Span{Start: start, End: start + end})
		start += end + 1
	}
	return out
}

// foldCases reads testdata/cases/fold.txt as pairs of input and view.
func foldCases(t testing.TB) [][2]string {
	t.Helper()
	file, err := os.Open("../testdata/cases/fold.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out [][2]string
	for sc := bufio.NewScanner(file); sc.Scan(); {
		line := sc.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		in, want, ok := strings.Cut(line, " => ")
		if !ok {
			t.Fatalf("fold.txt: no => in %q", line)
		}
		if want == "=" {
			want = in
		}
		out = append(out, [2]string{unescape(t, in), unescape(t, want)})
	}
	return out
}

func unescape(t testing.TB, s string) string {
	t.Helper()
	u, err := strconv.Unquote(`"` + s + `"`)
	if err != nil {
		t.Fatalf("fold.txt: %q: %v", s, err)
	}
	return u
}

func TestNewViewCases(t *testing.T) {
	for _, c := range foldCases(t) {
		if got := NewView(c[0], lineSpans(c[0])).Text; got != c[1] {
			t.Errorf("%q\n got %q\nwant %q", c[0], got, c[1])
		}
		checkView(t, c[0], lineSpans(c[0]))
	}
}

func TestNewViewFastPath(t *testing.T) {
	text := "前。全市地区生产总值5481.6亿元，增长3.5%。后"
	v := NewView(text, []schema.Span{{Start: 6, End: len(text) - 3}})
	if len(v.pieces) != 1 || v.Text != text[6:len(text)-3] {
		t.Errorf("a clean line is not one piece: %d pieces, %q", len(v.pieces), v.Text)
	}
}

func TestNewViewSpan(t *testing.T) {
	text := "完成投资１２\n　 34 ．5 万元"
	v := NewView(text, lineSpans(text))
	if v.Text != "完成投资1234.5万元" {
		t.Fatalf("view %q", v.Text)
	}
	i := strings.Index(v.Text, "1234.5")
	if got := v.Span(i, i+len("1234.5")).In(text); got != "１２\n　 34 ．5" {
		t.Errorf("span of the number is %q", got)
	}
	if got := v.Span(i, i+1).In(text); got != "１" {
		t.Errorf("span of the first digit is %q", got)
	}
	if got := v.Span(i+2, i+3).In(text); got != "3" {
		t.Errorf("span of the third digit is %q", got)
	}
}

// checkView checks what every view must keep: characters map to themselves or
// to what they were folded from, in order, inside the lines.
func checkView(t testing.TB, text string, lines []schema.Span) {
	t.Helper()
	v := NewView(text, lines)
	bounds := []int{}
	for i := range v.Text {
		bounds = append(bounds, i)
	}
	bounds = append(bounds, len(v.Text))
	hull := schema.Span{Start: lines[0].Start, End: lines[len(lines)-1].End}
	last := hull.Start
	for k := 0; k+1 < len(bounds); k++ {
		r, _ := utf8.DecodeRuneInString(v.Text[bounds[k]:])
		s := v.Span(bounds[k], bounds[k+1])
		if s.Empty() || s.Start < last || !hull.Contains(s) {
			t.Fatalf("%q: %q at %d maps to %v (last %d, hull %v)", text, r, bounds[k], s, last, hull)
		}
		last = s.End
		src, n := utf8.DecodeRuneInString(s.In(text))
		if isSpace(r) {
			continue
		}
		if n != s.Len() || !inOne(lines, s) {
			t.Fatalf("%q: %q maps to %q", text, r, s.In(text))
		}
		if isDigit(r) != (unicode.IsDigit(src) && foldRune(src) < 0x80) {
			t.Fatalf("%q: %q maps to %q", text, r, src)
		}
	}
	if len(bounds) > 120 {
		bounds = bounds[:120]
	}
	for i, a := range bounds {
		for _, b := range bounds[i+1:] {
			s := v.Span(a, b)
			if !hull.Contains(s) || s.Empty() || !utf8.ValidString(s.In(text)) && utf8.ValidString(text) {
				t.Fatalf("%q: [%d,%d) maps to %v", text, a, b, s)
			}
		}
	}
}

func inOne(lines []schema.Span, s schema.Span) bool {
	for _, l := range lines {
		if l.Contains(s) {
			return true
		}
	}
	return false
}

func FuzzNewView(f *testing.F) {
	for _, c := range foldCases(f) {
		f.Add(c[0])
	}
	f.Fuzz(func(t *testing.T, text string) { checkView(t, text, lineSpans(text)) })
}
