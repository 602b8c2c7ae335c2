package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// command is the command under test in a process of its own.
func command(t testing.TB, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Args, c.Dir = append([]string{"zhibiao"}, args...), dir
	return c
}

// reports writes n reports of some size below dir, all different: made of the
// sample reports, with other digits.
func reports(t testing.TB, dir string, n, size int) {
	t.Helper()
	samples, err := filepath.Glob("../../testdata/samples/*.txt")
	if err != nil || len(samples) == 0 {
		t.Fatal("no samples", err)
	}
	var texts []string
	for _, s := range samples {
		data, err := os.ReadFile(s)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	places := []string{"永川区", "青河县", "荣昌区", "璧山区", "柳江县"}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		r := rand.New(rand.NewPCG(uint64(i), 1))
		var b strings.Builder
		fmt.Fprintf(&b, "%s%d年国民经济和社会发展统计公报\n\n", places[i%len(places)], 2000+i%25)
		for b.Len() < size {
			text := texts[r.IntN(len(texts))]
			for _, c := range text[:min(len(text), size-b.Len()+4)] {
				if c >= '1' && c <= '9' && r.IntN(3) == 0 {
					c = '1' + rune(r.IntN(9))
				}
				if c != '\uFFFD' {
					b.WriteRune(c)
				}
			}
			b.WriteByte('\n')
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.txt", i)), []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// files are the contents of all files below dir.
func files(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// times is how often a test does what it does: few by default, or as often as
// an environment variable says.
func times(t testing.TB, variable string, few int) int {
	if n, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		return n
	}
	t.Logf("%d times; %s=50 for the whole test", few, variable)
	return few
}

func TestKilledRunsGoOn(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("processes are killed with SIGKILL here")
	}
	dir := t.TempDir()
	reports(t, filepath.Join(dir, "in"), 12, 4000)
	start := time.Now()
	if out, err := command(t, dir, "extract", "-q", "-o", "whole", "in").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole, took := files(t, filepath.Join(dir, "whole")), time.Since(start)
	for range times(t, "ZHIBIAO_KILLS", 5) {
		wait := time.Duration(rand.Int64N(int64(took)))
		c := command(t, dir, "extract", "-q", "-o", "killed", "in")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(wait)
		_ = c.Process.Kill()
		_ = c.Wait()
		if out, err := command(t, dir, "extract", "-q", "--jobs", "1", "-o", "killed", "in").CombinedOutput(); err != nil {
			t.Fatalf("killed after %v: %v: %s", wait, err, out)
		}
		if got := files(t, filepath.Join(dir, "killed")); !reflect.DeepEqual(got, whole) {
			t.Errorf("killed after %v: the resumed dataset has %d files, an uninterrupted one %d, or they differ", wait, len(got), len(whole))
		}
		if err := os.RemoveAll(filepath.Join(dir, "killed")); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSignalsEndTheRunWithWhatIsDone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("signals cannot be sent to a process on windows")
	}
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		dir := t.TempDir()
		reports(t, filepath.Join(dir, "in"), 60, 4000)
		c := command(t, dir, "extract", "--jobs", "1", "--progress", "json", "-o", "out", "in")
		stderr, err := c.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		said := make([]byte, 1<<16)
		n, err := stderr.Read(said) // a file is done
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		for m := 1; m > 0; n += m {
			m, _ = stderr.Read(said[n:])
		}
		_ = c.Wait()
		text := string(said[:n])
		if code := c.ProcessState.ExitCode(); code != exitInterrupted || !strings.Contains(text, "interrupted; ") || !strings.Contains(text, "of 60 files are done and written to out") {
			t.Errorf("%v: exit code %d, said %q", signal, code, text)
		}
		if _, err := os.Stat(filepath.Join(dir, "out/documents/part-00000.parquet")); err != nil {
			t.Errorf("%v: no dataset of what is done: %v", signal, err)
		}
	}
}
