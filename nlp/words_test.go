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

func builtinWords(tb testing.TB) (w *Words, dictionary string) {
	tb.Helper()
	dict, err := seeds.FS.ReadFile("words.txt")
	if err != nil {
		tb.Fatal(err)
	}
	lexicon, err := seeds.FS.ReadFile("lexicon.tsv")
	if err != nil {
		tb.Fatal(err)
	}
	var sb strings.Builder
	sb.Write(dict)
	sb.WriteByte('\n')
	(&Words{classes: map[string]WordClass{}}).read("lexicon.tsv", strings.NewReader(string(lexicon)), &sb)
	w, err = LoadWords([]string{string(dict)}, []string{"lexicon.tsv"}, []io.Reader{strings.NewReader(string(lexicon))})
	if err != nil {
		tb.Fatal(err)
	}
	return w, sb.String()
}

// sampleTexts are the sample reports, and noise made of their characters.
func sampleTexts(tb testing.TB) (texts []string) {
	tb.Helper()
	files, _ := filepath.Glob("../testdata/samples/*.txt")
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, string(data))
		texts = append(texts, strings.Split(string(data), "\n")...)
	}
	letters := []rune(texts[0] + "GDPgdpABCÀé²\x00\U0001F600")
	rng := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		noise := make([]rune, rng.IntN(30))
		for i := range noise {
			noise[i] = letters[rng.IntN(len(letters))]
		}
		texts = append(texts, string(noise), string(noise)+"\xe4\xb8")
	}
	return texts
}

// The segmenter must find the words that gse finds.
func TestSplitIsSegment(t *testing.T) {
	w, dictionary := builtinWords(t)
	seg, err := loadDictionary(dictionary)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range sampleTexts(t) {
		var want []Word
		for _, s := range seg.Segment([]byte(text)) {
			want = append(want, Word{s.Start(), s.End(), w.classes[text[s.Start():s.End()]]})
		}
		if got := w.Split(text); !slices.Equal(got, want) {
			for i := range got {
				if i >= len(want) || got[i] != want[i] {
					t.Fatalf("%q: from %q on: %v, gse %v", text, text[got[i].Start:min(len(text), got[i].Start+60)], got[i:min(i+5, len(got))], want[i:min(i+5, len(want))])
				}
			}
			t.Fatalf("%q: %v, gse %v", text, got, want)
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	w, _ := builtinWords(b)
	text := sampleTexts(b)[0]
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		w.Split(text)
	}
}

// BenchmarkSegment is what gse takes for the same: the measure that the whole
// extraction is held against.
func BenchmarkSegment(b *testing.B) {
	_, dictionary := builtinWords(b)
	seg, _ := loadDictionary(dictionary)
	text := []byte(sampleTexts(b)[0])
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		seg.Segment(text)
	}
}
