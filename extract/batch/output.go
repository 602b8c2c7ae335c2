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

// stage makes staging in temp, and takes away what is left there of a process
// that was killed.
func stage(dir, temp string) (*output, error) {
	o := &output{dir, temp, filepath.Join(temp, "new")}
	if err := o.discard(); err != nil {
		return nil, err
	}
	return o, os.MkdirAll(o.staging, 0o777)
}

// A TakenError says that an output directory holds something that is not a
// dataset.
type TakenError struct{ Dir, Entry string }

// Error names the directory, what is in it, and the remedy.
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
	foreign, own := "", ownNames()
	_, err = os.Stat(filepath.Join(dir, runName))
	unfinished := err == nil // it may have been killed while it put tables in place
	for _, e := range entries {
		if e.Name() == manifestName {
			return nil
		}
		if !strings.HasPrefix(e.Name(), ".") && !(unfinished && slices.Contains(own, e.Name())) {
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

// discard removes what is staged, and what was replaced.
func (o *output) discard() error {
	return errors.Join(os.RemoveAll(o.staging), os.RemoveAll(filepath.Join(o.temp, "old")))
}
