package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// makeZip packs names and contents, given in turn.
func makeZip(t testing.TB, files ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(files); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: files[i], Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestZip(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("统计/公报.txt")
	if err != nil {
		t.Fatal(err)
	}
	data := makeZip(t, "b/a.docx", string(zipDir(t, fixtures+"/docx/report")), gbk, sample, "a/empty.txt", "", "a/x.jsonl", `{"text":"增长5%"}`,
		"pic.png", "x", "__MACOSX/a.txt", "x", "../up.md", "# 标题\n增长5%", "in.zip", "PK\x03\x04")
	var sources, faults []string
	for doc, err := range Documents(context.Background(), "r.zip", data, Options{}) {
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		sources = append(sources, doc.Format+" "+doc.Source)
	}
	if want := []string{"jsonl r.zip!a/x.jsonl#1", "docx r.zip!b/a.docx", "md r.zip!up.md", "txt r.zip!统计/公报.txt"}; !slices.Equal(sources, want) {
		t.Errorf("documents %q, want %q", sources, want)
	}
	if len(faults) != 2 || !strings.HasPrefix(faults[0], "r.zip!a/empty.txt: empty file") || !strings.Contains(faults[1], "archive within") {
		t.Errorf("errors %q", faults)
	}
}

func TestZipBomb(t *testing.T) {
	data := makeZip(t, "a.txt", strings.Repeat("增长5%。", 1<<18), "b.txt", sample)
	n := 0
	for _, err := range Documents(context.Background(), "r.zip", data, Options{MaxUnpacked: 1 << 20}) {
		if n++; !errors.Is(err, ErrTooLarge) {
			t.Errorf("got %v", err)
		}
	}
	if n != 1 {
		t.Errorf("went on after the limit: %d", n)
	}
}
