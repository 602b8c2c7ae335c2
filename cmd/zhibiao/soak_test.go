package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// soak says whether the long tests run: with all of it (ZHIBIAO_SOAK), or with
// inputs so much smaller.
func soak(t *testing.T, whole int, part int) int {
	t.Helper()
	if os.Getenv("ZHIBIAO_SOAK") != "" {
		return whole
	}
	return whole / part
}

const han = "全年地区生产总值完成亿元增长下降比上年同期工业投资达到其中市县人口农村居民收入占的个百分点万吨左右以上"

// hanText is n characters of report words, digits and signs.
func hanText(r *rand.Rand, n int, signs string) string {
	all := []rune(han + "0123456789零一二三四五六七八九十百千万亿.%％－" + signs)
	var b strings.Builder
	for range n {
		b.WriteRune(all[r.IntN(len(all))])
	}
	return b.String()
}

// TestHostileInputs puts inputs that no report looks like through the whole
// command: nothing crashes, memory stays within bounds, and a document that
// takes too long is a failure with its reason.
func TestHostileInputs(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	noise := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return string(b)
	}
	numbers := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	const part = 500
	if os.Getenv("ZHIBIAO_SOAK") == "" {
		t.Logf("1/%d of the inputs; ZHIBIAO_SOAK=1 for all of them", part)
	}
	for _, c := range []struct {
		name, text string
	}{
		{"a line without a break", strings.Repeat("增", soak(t, 50<<20, part)/3)},
		{"a line of words without a break", hanText(r, soak(t, 50<<20, part)/3, "")},
		{"a million numbers", numbers(soak(t, 1_000_000, part), "指标%d亿元。\n")},
		{"a million numbers in a line", numbers(soak(t, 1_000_000, part), "%d亿元，")},
		{"one long number", strings.Repeat("1", soak(t, 10<<20, part))},
		{"one long Chinese number", strings.Repeat("一百亿", soak(t, 3<<20, part))},
		{"noise", noise(soak(t, 20<<20, part))},
		{"words and figures", hanText(r, soak(t, 20<<20, part)/3, "，。；\n\n")},
		{"open brackets", strings.Repeat("（《【", soak(t, 5<<20, part))},
		{"ranges of ranges", strings.Repeat("1-2~3至4—", soak(t, 5<<20, part*10))},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte(c.text), 0o666); err != nil {
				t.Fatal(err)
			}
			cmd := command(t, dir, "extract", "-q", "--jobs", "1", "--document-timeout", "3m", "--max-text-size", "64MB", "-o", "out", "a.txt")
			var said bytes.Buffer
			cmd.Stderr = &said
			start := time.Now()
			_ = cmd.Run()
			code, took := cmd.ProcessState.ExitCode(), time.Since(start)
			if code != exitOK && code != exitSome {
				t.Fatalf("exit code %d: %s", code, said.String()[:min(said.Len(), 2000)])
			}
			if code == exitSome && !strings.Contains(said.String(), "a.txt: ") {
				t.Errorf("no reason is given: %q", said.String())
			}
			t.Logf("%.1f MB: exit code %d after %v, %d MB of memory", float64(len(c.text))/1e6, code, took.Round(time.Millisecond), peak(cmd)>>20)
			// a million numbers take most of it; more are a failure
			if limit := 2600<<20 + 16*int64(len(c.text)); runtime.GOOS == "linux" && peak(cmd) > limit {
				t.Errorf("took %d MB of memory, want at most %d", peak(cmd)>>20, limit>>20)
			}
		})
	}
}

// TestAStreamGoesOnAfterAnything puts random lines through stream: every line
// that is not blank has its document.
func TestAStreamGoesOnAfterAnything(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var in bytes.Buffer
	lines := 200
	for i := range lines {
		switch i % 4 {
		case 0:
			fmt.Fprintf(&in, "{\"id\": \"%d\", \"text\": %q}\n", i, hanText(r, 200, "，。"))
		case 1:
			in.WriteString("x" + strings.ReplaceAll(hanText(r, 50, "{}\"\\:"), "\n", "") + "\n")
		case 2:
			b := make([]byte, 300)
			for j := range b {
				b[j] = byte(r.Uint32())
			}
			fmt.Fprintf(&in, "{\"source\": \"%d.%s\", \"content\": %q}\n", i, []string{"txt", "docx", "html", "doc", "xlsx"}[i/4%5], base64.StdEncoding.EncodeToString(b))
		case 3:
			fmt.Fprintf(&in, "{\"text\": %d}\n", i)
		}
	}
	cmd := command(t, t.TempDir(), "stream", "--tables", "documents")
	cmd.Stdin = &in
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(string(out), "{\"type\":\"document\""); got != lines {
		t.Errorf("%d documents of %d lines", got, lines)
	}
}
