package main

import (
	"bytes"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zhibiao/extract"
	"zhibiao/extract/eval"
	"zhibiao/schema"
)

var update = flag.Bool("update", false, "write docs/dictionary.md anew")

const dictionaryHead = `# Data dictionary · 数据字典

Every column of every table, as ` + "`zhibiao schema --format markdown`" + ` prints it; a type with a question mark may be NULL. The same stands in the
metadata of every Parquet file, and ` + "`zhibiao schema --format jsonschema`" + ` says it as JSON Schema.

每张表的每一列，与 ` + "`zhibiao schema --format markdown`" + ` 所印相同；类型后有问号的可以为 NULL。每个 Parquet 文件的元数据里也有，` +
	"`zhibiao schema --format jsonschema`" + ` 给出 JSON Schema。

`

func TestTheDictionaryIsCurrent(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(dictionaryHead)
	if err := printMarkdown(&b, schema.Dictionary()); err != nil {
		t.Fatal(err)
	}
	want := append(bytes.TrimRight(b.Bytes(), "\n"), '\n')
	const name = "../../docs/dictionary.md"
	if *update {
		if err := os.WriteFile(name, want, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the program says; go test ./cmd/zhibiao -run Dictionary -update writes it anew", name)
	}
}

var fence = regexp.MustCompile("(?ms)^```(?:yaml|tsv|text) (\\S+)\n(.*?)^```$")

// Every section of the guide with files is a directory that rules check
// accepts, or refuses with the faults the section tells.
func TestTheExamplesOfTheRuleGuideHold(t *testing.T) {
	guide, err := os.ReadFile("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, section := range strings.Split(string(guide), "\n## ")[1:] {
		title, body, _ := strings.Cut(section, "\n")
		dir, faults := t.TempDir(), ""
		files := 0
		for _, m := range fence.FindAllStringSubmatch(body, -1) {
			if m[1] == "faults" {
				faults = m[2]
				continue
			}
			files++
			if err := os.WriteFile(filepath.Join(dir, m[1]), []byte(m[2]), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if files == 0 {
			continue
		}
		checked++
		var said strings.Builder
		if x, err := extract.New(extract.Options{Seeds: os.DirFS(dir), SeedsName: "mine"}); err != nil {
			said.WriteString(err.Error() + "\n")
		} else {
			for _, err := range x.CheckRules() {
				said.WriteString(err.Error() + "\n")
			}
		}
		if got := strings.ReplaceAll(said.String(), "mine/", ""); got != faults {
			t.Errorf("%s: rules check says\n%swant\n%s", title, got, faults)
		}
	}
	if checked < 7 {
		t.Errorf("%d sections have files", checked)
	}
}

// The comparison tells of the sentences that stand in its file, and of every
// one.
func TestTheComparisonIsOfItsSentences(t *testing.T) {
	page, err := os.ReadFile("../../docs/comparison.md")
	if err != nil {
		t.Fatal(err)
	}
	const file = "../../examples/compare/sentences.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := eval.ReadCases(file, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) != 15 {
		t.Errorf("%d sentences, the page speaks of 15", len(cases))
	}
	for _, c := range cases {
		if !strings.Contains(string(page), "\n| "+c.Text+" | ") {
			t.Errorf("the page has nothing of %s; examples/compare/run.sh prints its tables", c.Text)
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)

func TestLinksInTheDocsLead(t *testing.T) {
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no docs: %v", err)
	}
	for _, page := range append(pages, "../../README.md", "../../README.zh.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), string(m[1]))); err != nil {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			}
		}
	}
}

// Every exported name of every package has a comment that explains it.
func TestEveryExportedNameIsExplained(t *testing.T) {
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git"):
			return fs.SkipDir
		case filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, name, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		for _, bare := range unexplained(f) {
			t.Errorf("%s: %s has no comment", files.Position(bare.Pos()), bare.Name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// unexplained are the exported names of a file that no comment is about.
func unexplained(f *ast.File) (out []*ast.Ident) {
	add := func(name *ast.Ident, comments ...*ast.CommentGroup) {
		if name.IsExported() && !slices.ContainsFunc(comments, func(c *ast.CommentGroup) bool { return c != nil }) {
			out = append(out, name)
		}
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil || ast.IsExported(receiver(d.Recv.List[0].Type)) {
				add(d.Name, d.Doc)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					add(s.Name, d.Doc, s.Doc)
				case *ast.ValueSpec:
					for _, n := range s.Names {
						add(n, d.Doc, s.Doc, s.Comment)
					}
				}
			}
		}
	}
	return out
}

// receiver is the name of the type of a receiver.
func receiver(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return receiver(t.X)
	case *ast.IndexExpr:
		return receiver(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}
