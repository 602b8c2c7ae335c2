package nlp

import (
	"os"
	"slices"
	"strings"
	"testing"

	"zhibiao/schema"
)

func TestSentencesCases(t *testing.T) {
	data, err := os.ReadFile("../testdata/cases/sentence.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, c := range strings.Split(string(data), "\n\n") {
		if strings.HasPrefix(c, "#") {
			continue
		}
		cases++
		want := strings.Split(strings.TrimSpace(c), "\n")
		text := strings.Join(want, "")
		var got []string
		for _, s := range Sentences(NewView(text, lineSpans(text))) {
			got = append(got, s.Text())
		}
		if !slices.Equal(got, want) {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
	if cases < 8 {
		t.Errorf("read only %d cases", cases)
	}
}

func TestSentencesLongBracket(t *testing.T) {
	text := "（" + strings.Repeat("长", 120) + "。" + strings.Repeat("长", 120) + "。）完。"
	if got := Sentences(NewView(text, lineSpans(text))); len(got) != 3 {
		t.Errorf("a bracket of 240 characters divides into %d sentences, want 3", len(got))
	}
}

func TestSentencesThatAreTooLongAreCut(t *testing.T) {
	for _, c := range []struct {
		name, text string
		ends       string // how every part but the last ends
	}{
		{"clauses", strings.Repeat("工业增加值增长5.2%，", 900), "，"},
		{"parts of a list", strings.Repeat("工业、农业；", 900), "；"},
		{"words", strings.Repeat("增长", 9000), ""},
		{"words and a few figures", strings.Repeat("全年地区生产总值达到现价12亿元以上", 900), ""},
		{"one number", strings.Repeat("1", 30000), "1"},
	} {
		v := NewView(c.text, lineSpans(c.text))
		var whole strings.Builder
		got := Sentences(v)
		for i, s := range got {
			whole.WriteString(s.Text())
			last := i == len(got)-1
			if s.Cut == last || len(s.Text()) > MaxSentence || !last && !strings.HasSuffix(s.Text(), c.ends) {
				t.Errorf("%s: part %d of %d has %d bytes, cut is %t, it ends in %q", c.name, i, len(got), len(s.Text()), s.Cut, s.Text()[len(s.Text())-12:])
			}
			if !last && c.name == "words and a few figures" && strings.ContainsAny(s.Text()[len(s.Text())-12:], "12亿元以上") {
				t.Errorf("%s: part %d is cut beside its number: …%s", c.name, i, s.Text()[len(s.Text())-12:])
			}
		}
		if len(got) < 2 || whole.String() != c.text {
			t.Errorf("%s: %d parts are not the whole", c.name, len(got))
		}
	}
}

func TestSentencesEmpty(t *testing.T) {
	if got := Sentences(NewView(" ", []schema.Span{{Start: 0, End: 1}})); got != nil {
		t.Errorf("got %v of a blank view", got)
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("增长5%。“好。”（a。）")
	f.Add(strings.Repeat("增12长", 1000))
	f.Fuzz(func(t *testing.T, text string) {
		v := NewView(text, lineSpans(text))
		last := 0
		for _, s := range Sentences(v) {
			if s.Start < last || s.End <= s.Start || s.End > len(v.Text) {
				t.Fatalf("%q: sentence [%d,%d) after %d", text, s.Start, s.End, last)
			}
			if strings.Trim(v.Text[last:s.Start], " \t") != "" {
				t.Fatalf("%q: %q lies in no sentence", text, v.Text[last:s.Start])
			}
			last = s.End
		}
		if strings.Trim(v.Text[last:], " \t") != "" {
			t.Fatalf("%q: %q lies in no sentence", text, v.Text[last:])
		}
	})
}
