package extract

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-ego/gse"

	"zhibiao/nlp"
	"zhibiao/schema"
	"zhibiao/seeds"
)

// benchText is the sample reports, each as it stands in its file.
func benchText(b *testing.B) (texts []string, size int) {
	b.Helper()
	names, err := filepath.Glob("../testdata/samples/*.txt")
	if err != nil || len(names) == 0 {
		b.Fatal("no sample reports: ", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, string(data))
		size += len(data)
	}
	return texts, size
}

func benchExtractor(b *testing.B) *Extractor {
	b.Helper()
	x, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	return x
}

// pipeline is all that is done to the text of a report once it is read.
func pipeline(x *Extractor, text string) int {
	doc := &schema.Document{ID: "0123456789abcdef", Source: "a.txt", Format: "txt", Text: text, Blocks: nlp.Blocks(text)}
	x.Describe(doc)
	rows := MakeRows(doc, x.Extract(doc))
	return len(rows.Observations)
}

// benchSegmenter is gse alone, with the dictionary that the extractor has.
func benchSegmenter(b *testing.B) *gse.Segmenter {
	b.Helper()
	words, err := seeds.FS.ReadFile("words.txt")
	if err != nil {
		b.Fatal(err)
	}
	lexicon, err := seeds.FS.ReadFile("lexicon.tsv")
	if err != nil {
		b.Fatal(err)
	}
	var dict strings.Builder
	dict.Write(words)
	for line := range strings.Lines(string(lexicon)) {
		if _, list, ok := strings.Cut(line, "\t"); ok && !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(list) {
				dict.WriteString("\n" + w + " 20000 x")
			}
		}
	}
	seg := &gse.Segmenter{SkipLog: true, NotLoadHMM: true, AlphaNum: true}
	if err := seg.LoadDictStr(dict.String() + "\n"); err != nil {
		b.Fatal(err)
	}
	return seg
}

// BenchmarkPipeline is the whole pipeline over plain text on one core.
func BenchmarkPipeline(b *testing.B) {
	texts, size := benchText(b)
	x := benchExtractor(b)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			pipeline(x, t)
		}
	}
}

// BenchmarkSegment is gse's Segment alone over the same text.
func BenchmarkSegment(b *testing.B) {
	texts, size := benchText(b)
	seg := benchSegmenter(b)
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, t := range texts {
			seg.Segment([]byte(t))
		}
	}
}

// BenchmarkRatio does both in turns, so that they meet the same weather: how
// many times as fast as Segment the pipeline is, and what it allocates. The
// samples are dense, a figure in every 17 characters; the plan reports beside the
// checkout, where there are any, are as reports mostly are.
func BenchmarkRatio(b *testing.B) {
	b.Run("samples", func(b *testing.B) {
		texts, size := benchText(b)
		ratio(b, texts, size)
	})
	b.Run("reports", func(b *testing.B) {
		names, _ := filepath.Glob("../../shared/seeds/*.txt")
		if len(names) == 0 {
			b.Skip("skipped: ../../shared/seeds is not here")
		}
		var texts []string
		size := 0
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				b.Fatal(err)
			}
			texts = append(texts, string(data))
			size += len(data)
		}
		ratio(b, texts, size)
	})
}

func ratio(b *testing.B, texts []string, size int) {
	x, seg := benchExtractor(b), benchSegmenter(b)
	var piped, segmented time.Duration
	var allocated, n uint64
	var before, after runtime.MemStats
	for _, t := range texts {
		pipeline(x, t) // what is compiled and remembered at the first look is made
	}
	for b.Loop() {
		runtime.ReadMemStats(&before)
		start := time.Now()
		for _, t := range texts {
			pipeline(x, t)
		}
		piped += time.Since(start)
		runtime.ReadMemStats(&after)
		allocated += after.TotalAlloc - before.TotalAlloc
		start = time.Now()
		for _, t := range texts {
			seg.Segment([]byte(t))
		}
		segmented += time.Since(start)
		n++
	}
	mb := float64(n) * float64(size) / 1e6
	b.ReportMetric(mb/piped.Seconds(), "pipeline-MB/s")
	b.ReportMetric(mb/segmented.Seconds(), "segment-MB/s")
	b.ReportMetric(segmented.Seconds()/piped.Seconds(), "pipeline/segment")
	b.ReportMetric(float64(allocated)/(mb*1e6/1024), "B/KB")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkScaling is how many times as fast two workers are as one.
func BenchmarkScaling(b *testing.B) {
	if runtime.GOMAXPROCS(0) < 2 {
		b.Skip("skipped: needs two processors; run it without -cpu 1")
	}
	texts, size := benchText(b)
	x := benchExtractor(b)
	run := func(workers int) time.Duration {
		start := time.Now()
		var wait sync.WaitGroup
		for range workers {
			wait.Go(func() {
				for _, t := range texts {
					pipeline(x, t)
				}
			})
		}
		wait.Wait()
		return time.Since(start)
	}
	run(1) // what is compiled and remembered at the first look is not one worker's alone
	var one, two time.Duration
	n := 0
	for b.Loop() {
		one += run(1)
		two += run(2) // twice the text
		n++
	}
	mb := float64(n) * float64(size) / 1e6
	b.ReportMetric(mb/one.Seconds(), "one-MB/s")
	b.ReportMetric(2*mb/two.Seconds(), "two-MB/s")
	b.ReportMetric(2*one.Seconds()/two.Seconds(), "two/one")
	b.ReportMetric(0, "ns/op")
}
