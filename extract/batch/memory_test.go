package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"zhibiao/schema"
)

// wordy is an extractor that finds 300 observations in texts of 20 KB, quickly.
type wordy struct{ digits }

func (wordy) ExtractContext(_ context.Context, doc *schema.Document) (*schema.Result, error) {
	res := &schema.Result{Sentences: 100}
	for i := range 300 {
		at := 64 * i
		res.Observations = append(res.Observations, schema.Observation{
			Span: schema.Span{Start: at, End: at + 8}, Sentence: schema.Span{Start: at - at%192, End: at - at%192 + 192}, Section: []schema.Span{{End: 16}},
			Indicator: "指标" + doc.Text[at+8:at+14], Kind: schema.Level, Bound: schema.Eq, Status: schema.Actual,
			Quantity: schema.Quantity{Value: strconv.Itoa(i * len(doc.Source)), Unit: "亿元"}, Rule: "wordy"})
	}
	return res, nil
}

// readWordy makes a text of a file's name.
func readWordy(_ context.Context, name string, data []byte) iter.Seq2[*schema.Document, error] {
	return func(yield func(*schema.Document, error) bool) {
		sum := sha256.Sum256(data)
		r := rand.New(rand.NewChaCha8(sum))
		text := make([]byte, 20_000)
		for i := range text {
			text[i] = "abcdefghijklmnop"[r.IntN(16)]
		}
		yield(&schema.Document{ID: hex.EncodeToString(sum[:8]), Source: name, Format: "txt", Encoding: "utf-8", Text: string(text),
			Region: schema.Region{Code: fmt.Sprintf("%06d", r.IntN(3000)), Name: "某县", Level: "county", Province: "500000"}}, nil)
	}
}

// TestMemoryChild is a run in a process of its own, for TestMemoryIsFlat.
func TestMemoryChild(t *testing.T) {
	dir := os.Getenv("ZHIBIAO_MEMORY_CHILD")
	if dir == "" {
		t.Skip("skipped: runs for TestMemoryIsFlat only")
	}
	n, err := strconv.Atoi(os.Getenv("ZHIBIAO_MEMORY_DOCUMENTS"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	work := &Work{Read: readWordy, Extractor: wordy{}}
	if _, err := Run(context.Background(), Inputs([]string{"in"}, isText)[:n], work, parquetTo(fmt.Sprint("out", n))); err != nil {
		t.Fatal(err)
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if peak, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			fmt.Printf("peak %s\n", strings.Fields(peak)[0])
		}
	}
}

// TestMemoryIsFlat compares the peak memory of runs over 1,000 and 20,000
// documents with 300 observations each.
func TestMemoryIsFlat(t *testing.T) {
	if os.Getenv("ZHIBIAO_SOAK") == "" || runtime.GOOS != "linux" {
		t.Skip("skipped: set ZHIBIAO_SOAK=1 on Linux (some minutes)")
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "in"), 0o777); err != nil {
		t.Fatal(err)
	}
	const few, many = 1000, 20_000
	for i := range many {
		if err := os.WriteFile(filepath.Join(dir, "in", fmt.Sprintf("%05d.txt", i)), []byte(strconv.Itoa(i)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	peak := func(n int) int {
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		c := exec.Command(self, "-test.run", "^TestMemoryChild$")
		c.Env = append(os.Environ(), "ZHIBIAO_MEMORY_CHILD="+dir, fmt.Sprint("ZHIBIAO_MEMORY_DOCUMENTS=", n))
		out, err := c.CombinedOutput()
		var kb int
		if _, scanErr := fmt.Sscanf(string(out), "peak %d", &kb); err != nil || scanErr != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return kb >> 10
	}
	a, b := peak(few), peak(many)
	t.Logf("peak memory: %d MB over %d documents, %d MB over %d", a, few, b, many)
	if float64(b) > 1.1*float64(a) || b > 400 {
		t.Errorf("peak memory grows from %d MB to %d MB", a, b)
	}
}
