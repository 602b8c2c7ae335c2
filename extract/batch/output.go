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

const manifestName = "_manifest.json"

// An output is a directory that a dataset is going to. All is written to
// staging, which lies in a temporary directory on the same file system;
// nothing is seen in dir before commit.
type output struct{ dir, temp, staging string }

// stage makes the temporary directory: in dir if there is one, else in the
// nearest directory above it.
func stage(dir string) (*output, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	home := dir
	for {
		if _, err := os.Stat(home); err == nil || filepath.Dir(home) == home {
			break
		}
		home = filepath.Dir(home)
	}
	temp, err := os.MkdirTemp(home, ".zhibiao-*.tmp")
	if err != nil {
		return nil, err
	}
	o := &output{dir, temp, filepath.Join(temp, "new")}
	if err := os.Mkdir(o.staging, 0o777); err != nil {
		o.discard()
		return nil, err
	}
	return o, nil
}

// A TakenError says that an output directory holds something that is not a
// dataset.
type TakenError struct{ Dir, Entry string }

func (e *TakenError) Error() string {
	if e.Entry == "" {
		return e.Dir + ": is a file, want a directory for the dataset"
	}
	return fmt.Sprintf("%s: holds %s and no earlier dataset; choose another directory with -o, or add --force to write the dataset beside it", e.Dir, e.Entry)
}

// mayReplace reports why the dataset may not go to dir: it is a file, or it
// holds something else than an earlier dataset and force is not set.
func mayReplace(dir string, force bool) error {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err == nil && !info.IsDir() {
		return &TakenError{Dir: dir}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || force {
		return err
	}
	foreign := ""
	for _, e := range entries {
		if e.Name() == manifestName {
			return nil
		}
		if !strings.HasPrefix(e.Name(), ".") {
			foreign = e.Name()
		}
	}
	if foreign != "" {
		return &TakenError{dir, foreign}
	}
	return nil
}

// ownNames are the entries that a dataset may have, in any format; the
// manifest comes last.
func ownNames() []string {
	var names []string
	for _, t := range Tables {
		names = append(names, t, t+".jsonl", t+".csv")
	}
	return append(names, manifestName)
}

// commit puts what was staged in the place of the earlier dataset, if there is
// one. Other files of the directory stay. Where it fails, the earlier dataset
// is as it was.
func (o *output) commit() error {
	if _, err := os.Stat(o.dir); errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(o.dir), 0o777); err != nil {
			return err
		}
		return os.Rename(o.staging, o.dir)
	}
	old := filepath.Join(o.temp, "old")
	if err := os.MkdirAll(old, 0o777); err != nil {
		return err
	}
	type move struct{ from, to string }
	var moved []move
	for _, name := range ownNames() {
		at := filepath.Join(o.dir, name)
		for _, m := range []move{{at, filepath.Join(old, name)}, {filepath.Join(o.staging, name), at}} {
			err := os.Rename(m.from, m.to)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err == nil {
				moved = append(moved, m)
				continue
			}
			for _, m := range slices.Backward(moved) {
				err = errors.Join(err, os.Rename(m.to, m.from))
			}
			return err
		}
	}
	return nil
}

// discard removes the temporary directory and what is left in it.
func (o *output) discard() { os.RemoveAll(o.temp) }
