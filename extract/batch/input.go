// Package batch runs the extractor over many files and writes their rows: the
// order of the dataset, workers, formats, and the manifest.
package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// An Input is one file to read.
type Input struct {
	Path   string // as the operating system knows it; "-" is the standard input
	Source string // as rows name it: slashes forward, relative to the input root
	Err    error  // why there is nothing to read at Path; nil if there is
}

// ErrNothing is wrapped by the Err of an Input that names no file.
var ErrNothing = errors.New("nothing to read")

// Inputs finds the files that args name: files, directories with all they
// hold, patterns, and "-". Of a directory it takes the files that accept
// likes by name, and none that is hidden. The result is sorted by path, each
// file once; an argument that names no file has an entry with its Err.
//
// The input root, to which every Source is relative, is the directory if args
// is one directory, the deepest common directory where a path is absolute, and
// the current directory otherwise.
func Inputs(args []string, accept func(name string) bool) []Input {
	var all []Input
	for _, arg := range args {
		all = append(all, expand(arg, accept)...)
	}
	slices.SortStableFunc(all, func(a, b Input) int { return strings.Compare(a.Path, b.Path) })
	all = slices.CompactFunc(all, func(a, b Input) bool { return a.Path == b.Path })
	root := rootOf(args, all)
	for i := range all {
		all[i].Source = sourceOf(root, all[i].Path)
	}
	return all
}

// expand finds the files that one argument names.
func expand(arg string, accept func(string) bool) []Input {
	if arg == "-" {
		return []Input{{Path: "-"}}
	}
	path := filepath.Clean(arg)
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return walk(path, accept)
	case err == nil:
		return []Input{{Path: path}}
	case !errors.Is(err, fs.ErrNotExist):
		return []Input{{Path: path, Err: fmt.Errorf("%w: %w", ErrNothing, cause(err))}}
	}
	matches, globErr := filepath.Glob(path)
	switch {
	case globErr != nil:
		return []Input{{Path: path, Err: fmt.Errorf("%w: bad pattern: a [ has no ]", ErrNothing)}}
	case len(matches) == 0 && strings.ContainsAny(arg, "*?["):
		return []Input{{Path: path, Err: fmt.Errorf("%w: no file matches this pattern", ErrNothing)}}
	case len(matches) == 0:
		return []Input{{Path: path, Err: fmt.Errorf("%w: no such file or directory", ErrNothing)}}
	}
	var out []Input
	for _, m := range matches {
		if info, err := os.Stat(m); err == nil && info.IsDir() {
			out = append(out, walk(m, accept)...)
		} else {
			out = append(out, Input{Path: m})
		}
	}
	return out
}

// walk finds the files below a directory.
func walk(dir string, accept func(string) bool) []Input {
	var out []Input
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			out = append(out, Input{Path: path, Err: fmt.Errorf("%w: %w", ErrNothing, cause(err))})
			return nil
		case path != dir && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || !accept(d.Name()):
			return nil
		}
		out = append(out, Input{Path: path})
		return nil
	})
	if err != nil {
		out = append(out, Input{Path: dir, Err: fmt.Errorf("%w: %w", ErrNothing, cause(err))})
	}
	if len(out) == 0 {
		out = append(out, Input{Path: dir, Err: fmt.Errorf("%w: no report in this directory", ErrNothing)})
	}
	return out
}

// cause is err without the operation and path that os puts before it.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func rootOf(args []string, all []Input) string {
	if len(args) == 1 {
		if info, err := os.Stat(args[0]); err == nil && info.IsDir() {
			return filepath.Clean(args[0])
		}
	}
	root := ""
	for _, in := range all {
		if !filepath.IsAbs(in.Path) {
			continue
		}
		dir := filepath.Dir(in.Path)
		if root == "" {
			root = dir
		}
		for !within(root, dir) {
			root = filepath.Dir(root)
		}
	}
	return root
}

func within(root, dir string) bool {
	rel, err := filepath.Rel(root, dir)
	return err != nil || rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func sourceOf(root, path string) string {
	if root != "" && path != "-" {
		if rel, err := filepath.Rel(root, path); err == nil && within(root, path) && rel != "." {
			path = rel
		}
	}
	return filepath.ToSlash(path)
}
