package batch

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree writes files below a new directory and returns it.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func isText(name string) bool { return strings.HasSuffix(name, ".txt") }

func TestInputs(t *testing.T) {
	dir := tree(t, map[string]string{
		"r/乙.txt": "x", "r/甲/a.txt": "x", "r/甲/b.pic": "x", "r/.hidden/c.txt": "x", "r/.d.txt": "x", "s/a.txt": "x", "s/[1].txt": "x", "empty/b.pic": "x",
	})
	t.Chdir(dir)
	for _, c := range []struct {
		args []string
		want []string // sources; a ! before those with an error
	}{
		{[]string{"r"}, []string{"乙.txt", "甲/a.txt"}},
		{[]string{"r/"}, []string{"乙.txt", "甲/a.txt"}},
		{[]string{"r", "s"}, []string{"r/乙.txt", "r/甲/a.txt", "s/[1].txt", "s/a.txt"}},
		{[]string{"s/a.txt", "./s/a.txt", "s/*.txt"}, []string{"s/[1].txt", "s/a.txt"}},
		{[]string{"s/[1].txt"}, []string{"s/[1].txt"}},
		{[]string{"s/a.txt", "-"}, []string{"-", "s/a.txt"}},
		{[]string{"*"}, []string{"!empty", "r/乙.txt", "r/甲/a.txt", "s/[1].txt", "s/a.txt"}},
		{[]string{"r/甲/b.pic"}, []string{"r/甲/b.pic"}},
		{[]string{"none.txt", "s/a.txt"}, []string{"!none.txt", "s/a.txt"}},
		{[]string{"none/*.txt"}, []string{"!none/*.txt"}},
		{[]string{"empty"}, []string{"!empty"}},
		{[]string{filepath.Join(dir, "s/a.txt")}, []string{"a.txt"}},
		{[]string{filepath.Join(dir, "s/a.txt"), filepath.Join(dir, "r")}, []string{"r/乙.txt", "r/甲/a.txt", "s/a.txt"}},
	} {
		var got []string
		for _, in := range Inputs(c.args, isText) {
			s := in.Source
			if in.Err != nil {
				s = "!" + s
				if !errors.Is(in.Err, ErrNothing) {
					t.Errorf("%v: the error of %s is %v, want one that wraps ErrNothing", c.args, in.Source, in.Err)
				}
			}
			got = append(got, s)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v names %q, want %q", c.args, got, c.want)
		}
	}
}
