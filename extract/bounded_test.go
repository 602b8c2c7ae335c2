package extract_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"zhibiao/extract"
	"zhibiao/nlp"
	"zhibiao/schema"
)

// documentOf is a document of plain text.
func documentOf(text string) *schema.Document {
	return &schema.Document{ID: "0123456789abcdef", Source: "a.txt", Format: "txt", Encoding: "utf-8", Text: text, ReviewYear: 2024, Blocks: nlp.Blocks(text)}
}

// TestWhatIsTooLongIsReadInParts reads texts that no report holds: nothing is
// lost, and the document says so where a sentence was cut.
func TestWhatIsTooLongIsReadInParts(t *testing.T) {
	for _, c := range []struct {
		name, text   string
		observations int
		cut          bool
	}{
		{"a paragraph of many sentences", strings.Repeat("全年粮食产量12.5万吨，增长2%。", 6500), 13000, false},
		{"a sentence of many clauses", strings.Repeat("全年粮食产量12.5万吨，增长2%，", 200), 400, true},
		{"words", strings.Repeat("增长", 9000) + "。粮食产量12.5万吨。", 1, true},
		{"words without an end", strings.Repeat("全年粮食产量", 30000) + "。粮食产量12.5万吨。", 1, true},
		{"a number that is none", "粮食产量" + strings.Repeat("1", 200) + "万吨，增长2%。", 1, false},
		{"a number of two sentences and more", "粮食产量12.5万吨。" + strings.Repeat("1", 2*nlp.MaxSentence+5) + "万吨。", 1, true},
		{"a Chinese number that is none", strings.Repeat("一百亿", 100) + "元。粮食产量12.5万吨。", 1, false},
	} {
		doc := documentOf(c.text)
		res := builtin(t).Extract(doc)
		if len(res.Observations) != c.observations {
			t.Errorf("%s: %d observations, want %d", c.name, len(res.Observations), c.observations)
		}
		if cut := strings.Contains(fmt.Sprint(res.Faults), "read in parts"); cut != c.cut {
			t.Errorf("%s: faults are %v", c.name, res.Faults)
		}
		for _, err := range broken(doc, res) {
			t.Errorf("%s: %v", c.name, err)
			break
		}
	}
}

// TestExtractEndsWithItsContext lets the context end in the midst of the work,
// and then has all numbers in the residue.
func TestExtractEndsWithItsContext(t *testing.T) {
	doc := documentOf(strings.Repeat("全年粮食产量12.5万吨，增长２%。超过一百五十人。\n", 20000))
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if res, err := builtin(t).ExtractContext(ctx, doc); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("error is %v, result %v", err, res != nil)
	}
	res := builtin(t).Unread(doc)
	if len(res.Residue) != 3*20000 || len(res.Observations) != 0 {
		t.Errorf("%d numbers in the residue, want %d", len(res.Residue), 3*20000)
	}
	rows := extract.MakeRows(doc, res)
	if r := rows.Residue[1]; r.Surface != "２" || r.Reason != string(schema.ReasonOther) {
		t.Errorf("residue is %+v", r)
	}
}

// TestTooManyNumbers has one number more than a document may have.
func TestTooManyNumbers(t *testing.T) {
	doc := &schema.Document{Text: strings.Repeat("1,", 1_000_001)}
	res := builtin(t).Extract(doc)
	if len(res.Observations) > 0 || len(res.Faults) != 1 || !strings.Contains(res.Faults[0].Error(), "1000001 numbers in one text, more than 1000000; split it") {
		t.Errorf("%d observations, faults %v", len(res.Observations), res.Faults)
	}
}

// TestTextOfReportWordsAtRandom reads words, figures and signs in no order.
func TestTextOfReportWordsAtRandom(t *testing.T) {
	all := []rune("全年地区生产总值完成亿元增长下降比上年同期工业投资达到其中市县人口农村居民收入占的个百分点万吨左右以上" +
		"0123456789零一二三四五六七八九十百千万亿.%％－，。；（）：\n")
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 5))
		var b strings.Builder
		for range 3000 {
			b.WriteRune(all[r.IntN(len(all))])
		}
		doc := documentOf(b.String())
		for _, err := range broken(doc, builtin(t).Extract(doc)) {
			t.Errorf("seed %d: %v", seed, err)
			break
		}
	}
}
