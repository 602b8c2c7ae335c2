package nlp

import (
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhibiao/seeds"
)

func builtinWords(tb testing.TB) *Words {
	tb.Helper()
	read := func(name string) string {
		data, err := seeds.FS.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		return string(data)
	}
	lexicon := io.MultiReader(strings.NewReader(read("lexicon.tsv")), strings.NewReader("\nname\t5G基站 GDP gdp\n"))
	w, err := LoadWords([]string{read("words.txt")}, []string{"lexicon.tsv"}, []io.Reader{lexicon})
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

// sampleLines are the lines of the sample reports, and noise made of their
// characters.
func sampleLines(tb testing.TB) (lines []string) {
	tb.Helper()
	files, _ := filepath.Glob("../testdata/samples/*.txt")
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		lines = append(lines, strings.Split(string(data), "\n")...)
	}
	letters := []rune(strings.Join(lines[:50], "") + "GDPgdp5G基站À\U0001F600")
	rng := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		noise := make([]rune, rng.IntN(30))
		for i := range noise {
			noise[i] = letters[rng.IntN(len(letters))]
		}
		lines = append(lines, string(noise), string(noise)+"\xe4\xb8")
	}
	return lines
}

// The words at the ends of a text are the longest of the lexicon there.
func TestPrefixAndSuffix(t *testing.T) {
	w := builtinWords(t)
	classes := []WordClass{ActWord, LinkWord | AdverbWord, AttrWord | OwnWord, NameWord, QualWord | PartWord}
	found := 0
	for n, text := range sampleLines(t) {
		if n%7 > 0 && len(text) > 100 {
			continue
		}
		for i := range text {
			c := classes[(i+n)%len(classes)]
			before, after := "", ""
			for k := range text {
				if k < i && before == "" && w.classes[text[k:i]]&c != 0 {
					before = text[k:i]
				}
				if k > i && w.classes[text[i:k]]&c != 0 {
					after = text[i:k]
				}
			}
			if w.classes[text[i:]]&c != 0 {
				after = text[i:]
			}
			if got := w.Suffix(text[:i], c); got != before {
				t.Fatalf("%q ends in %q, want %q", text[:i], got, before)
			}
			if got := w.Prefix(text[i:], c); got != after {
				t.Fatalf("%q begins with %q, want %q", text[i:], got, after)
			}
			if after != "" {
				found++
			}
		}
	}
	if found < 200 {
		t.Errorf("only %d words found", found)
	}
}

// Over and Holds may say yes where Split finds no such word, never no where it
// does; and text can be split where no word joins two characters.
func TestSplitByParts(t *testing.T) {
	w := builtinWords(t)
	names, verbs, ties := 0, 0, 0
	lines := sampleLines(t)
	for _, text := range lines {
		words := slices.Clone(w.Split(text))
		for _, x := range words {
			if x.Is(NameWord) {
				names++
				for i := x.Start; i < x.End; i++ {
					if (i == x.Start || text[i]&0xC0 != 0x80) && !w.Over(text, i, NameWord) {
						t.Fatalf("%q stands over byte %d of %q", text[x.Start:x.End], i, text)
					}
				}
			}
			if x.Is(PredWord) {
				verbs++
				if !w.Holds(text, PredWord) {
					t.Fatalf("%q holds %q", text, text[x.Start:x.End])
				}
			}
		}
		var parts []Word
		from := 0
		take := func(to int) {
			for _, x := range w.Split(text[from:to]) {
				parts = append(parts, Word{from + x.Start, from + x.End, x.Class})
			}
			from = to
		}
		last := rune(-1)
		for i, r := range text {
			if i > 0 && !w.Joins(last, r) {
				take(i)
			}
			last = r
		}
		take(len(text))
		if !slices.Equal(parts, words) {
			ties++
		}
		const marks = "和与及等、的"
		without := func(x Word) bool { return !strings.ContainsAny(text[x.Start:x.End], marks) }
		if !slices.Equal(slices.DeleteFunc(w.SplitAround(text, NewRunes(marks)), without), slices.DeleteFunc(words, without)) {
			ties++
		}
	}
	// gse adds up costs in single precision: in a long text the sum decides
	// between ways that cost the same
	if ties*200 > len(lines) {
		t.Errorf("%d of %d lines have other words if they are split first", ties, len(lines))
	}
	if names < 10 || verbs < 10 || w.Holds("的的的", PredWord) || w.Over("的三的", 3, NameWord) {
		t.Errorf("%d names and %d verbs found", names, verbs)
	}
}

// BenchmarkSegment is the measure that the speed of extraction is held against:
// gse dividing the same text into words.
func BenchmarkSegment(b *testing.B) {
	w := builtinWords(b)
	text := []byte(strings.Join(sampleLines(b), "\n"))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		w.segment(text)
	}
}
