package ingest

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// TestXLS reads one workbook in the old format and in the new.
func TestXLS(t *testing.T) {
	text := map[string]string{}
	for _, name := range []string{"annex.xls", "annex.xlsx"} {
		data, err := os.ReadFile(fixtures + "/xls/" + name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := one(t, name, data)
		checkDocument(t, doc, err)
		if err != nil {
			t.Fatal(err)
		}
		_, text[name], _ = strings.Cut(describe(doc), "\n")
	}
	got := text["annex.xls"]
	for _, want := range []string{"heading 1| 综合\n", "0,0 spans 2x1| 指标\n", "0,1 spans 1x2| 完成情况\n", "2,3| 6.1%\n", "2,4| 2024年12月31日\n", "4,2| 31.50\n", "5,1| -3\n",
		"260,0| 第260号样例行政村，名称与数据均为虚构，仅供测试之用\n", "260,1| 1388.5\n", "note| 注：本表为快报数。\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%.2000s", want, got)
		}
	}
	if got != text["annex.xlsx"] {
		t.Errorf("the old format reads\n%s\nthe new\n%s", got, text["annex.xlsx"])
	}
	if strings.Contains(got, "隐藏") {
		t.Error("a hidden sheet was read")
	}
}

func TestXLSErrors(t *testing.T) {
	book := func(records string) []byte {
		return compound(map[string][]byte{"Workbook": append([]byte(records), make([]byte, 0x1000-len(records))...)}, "Workbook")
	}
	const begin = "\x09\x08\x04\x00\x00\x06\x05\x00"
	for _, c := range []struct {
		about string
		data  []byte
		kind  error
		says  string
	}{
		{"encrypted", book(begin + "\x2f\x00\x02\x00\x01\x00"), ErrEncrypted, "password"},
		{"of Excel 95", book("\x09\x08\x04\x00\x00\x05\x05\x00"), ErrDamaged, "before Excel 97"},
		{"without sheets", book(begin + "\x0a\x00\x00\x00"), ErrNoText, "no text"},
	} {
		if _, err := one(t, "a.xls", c.data); !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.about, err)
		}
	}
}

func FuzzXLS(f *testing.F) {
	for _, data := range seeds(f, "*/*.xls") {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "a.xls", data) })
}
