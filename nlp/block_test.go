package nlp

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhibiao/schema"
)

// A blockCase is a text and what each of its non-blank lines must be.
type blockCase struct {
	text string
	want []string
}

// blockCases reads testdata/cases/block.txt.
func blockCases(t testing.TB) []blockCase {
	t.Helper()
	data, err := os.ReadFile("../testdata/cases/block.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []blockCase
	for _, part := range strings.Split(string(data), "\n===\n") {
		var c blockCase
		for _, l := range strings.Split(strings.TrimSuffix(part, "\n"), "\n") {
			switch kind, rest, ok := strings.Cut(l, "|"); {
			case strings.HasPrefix(l, "# ") && c.want == nil, l == "" && c.want == nil:
			case l == "-":
				c.text += "\n"
			case ok:
				c.text += rest + "\n"
				c.want = append(c.want, kind)
			default:
				t.Fatalf("block.txt: no bar in %q", l)
			}
		}
		out = append(out, c)
	}
	return out
}

// kinds says of each non-blank line of text what it is, as block.txt does.
func kinds(text string, blocks []schema.Block) []string {
	names := map[schema.BlockKind]string{schema.TitleBlock: "T", schema.ParagraphBlock: "P", schema.ListBlock: "L",
		schema.TableBlock: "B", schema.NoteBlock: "N", schema.FurnitureBlock: "F"}
	var out []string
	for _, l := range readLines(text) {
		kind := "none"
		for _, b := range blocks {
			for i, s := range b.Lines {
				if !l.span.Contains(s) {
					continue
				}
				switch {
				case i > 0 && !l.span.Contains(b.Lines[0]):
					kind = "+"
				case b.Kind == schema.HeadingBlock:
					kind = fmt.Sprintf("H%d", b.Level)
				default:
					kind = names[b.Kind]
				}
			}
		}
		out = append(out, kind)
	}
	return out
}

func TestBlocksCases(t *testing.T) {
	for _, c := range blockCases(t) {
		lines := readLines(c.text)
		for i, got := range kinds(c.text, Blocks(c.text)) {
			if got != c.want[i] {
				t.Errorf("%-3s want %-3s %s", got, c.want[i], lines[i].text)
			}
		}
		checkBlocks(t, c.text)
	}
}

func TestBlocksTable(t *testing.T) {
	text := "表1：产量\n单位：万吨\n\n| | 合计(%) | 其中(%) |\n|---|---|---|\n| | 2020 | 2021 | 2020 | 2021 |\n| 原煤 | 1.5 | **2.5** | 3 | |\n"
	blocks := Blocks(text)
	table := blocks[len(blocks)-1].Table
	if table == nil || table.Rows != 3 || table.Cols != 5 {
		t.Fatalf("table %+v", table)
	}
	if got := table.Caption.In(text); got != "表1：产量\n单位：万吨" {
		t.Errorf("caption %q", got)
	}
	for _, c := range table.Cells {
		switch c.Span.In(text) {
		case "其中(%)":
			if c.Row != 0 || c.Col != 3 || c.ColSpan != 2 || !c.Header {
				t.Errorf("head cell %+v", c)
			}
		case "2.5":
			if c.Row != 2 || c.Col != 2 || c.Header {
				t.Errorf("cell %+v", c)
			}
		}
	}
}

// checkBlocks checks what holds of every text: each non-blank line lies in
// exactly one block, blocks come in text order, and no span holds a line end.
func checkBlocks(t testing.TB, text string) {
	t.Helper()
	blocks := Blocks(text)
	owner := map[int]int{} // the block of the line that starts at the key
	for bi, b := range blocks {
		last := -1
		for _, s := range b.Lines {
			if s.Empty() || s.Start < last || strings.Contains(s.In(text), "\n") {
				t.Fatalf("%q: block %d has the span %v", text, bi, s)
			}
			last = s.End
			start := strings.LastIndexByte(text[:s.Start], '\n') + 1
			if o, ok := owner[start]; ok && o != bi {
				t.Fatalf("%q: the line at %d is in blocks %d and %d", text, start, o, bi)
			}
			owner[start] = bi
		}
		if b.Table != nil {
			for _, c := range b.Table.Cells {
				if c.Span.Start < 0 || c.Span.End < c.Span.Start || c.Col+c.ColSpan > b.Table.Cols || c.Row+c.RowSpan > b.Table.Rows {
					t.Fatalf("%q: cell %+v of a table of %dx%d", text, c, b.Table.Rows, b.Table.Cols)
				}
			}
		}
	}
	start := 0
	for _, l := range strings.SplitAfter(text, "\n") {
		if _, ok := owner[start]; ok != (strings.TrimFunc(l, isLineSpace) != "") {
			t.Fatalf("%q: the line at %d %q in a block: %v", text, start, l, ok)
		}
		start += len(l)
	}
}

func TestBlocksShared(t *testing.T) {
	files, _ := filepath.Glob("../../shared/*/*.txt")
	markdown, _ := filepath.Glob("../../shared/*/*.md")
	if files = append(files, markdown...); len(files) == 0 {
		t.Skip("no ../shared beside the project")
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), "\r\n", "\n")
		checkBlocks(t, text)
		for _, b := range Blocks(text) {
			checkView(t, text, b.Lines)
		}
	}
}

func FuzzBlocks(f *testing.F) {
	for _, c := range blockCases(f) {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkBlocks(t, text) })
}
