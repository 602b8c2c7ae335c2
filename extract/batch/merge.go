package batch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"zhibiao/schema"
)

// MergeOptions say what a merge lets pass.
type MergeOptions struct {
	KeepFirst bool // of documents of the same bytes the first in the order of the dataset keeps its rows; they are an error otherwise
}

// Merge joins the datasets in dirs to one in t.Dir, in the order of a dataset,
// as if one run had made them. Datasets of other seeds or of another version
// are refused unless t.Force is set. The rows wait on disk, as those of a run.
func Merge(ctx context.Context, dirs []string, t Target, o MergeOptions) (*Summary, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	manifests, origin, err := mergeable(dirs, &t)
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(t.Dir)
	if err != nil {
		return nil, err
	}
	s := &site{target: t, origin: origin, made: notThere(abs)}
	head := journalHead{Journal: 1, Version: origin.Version, Schema: schema.DatasetVersion, SeedsSHA256: origin.SeedsHash, Settings: mergeSettings}
	if old, _, err := readJournal(filepath.Join(abs, runName, journalName)); err != nil {
		return nil, err
	} else if old != nil && old.Settings != mergeSettings && !t.Force {
		return nil, fmt.Errorf("%s: an unfinished run is here; finish it, choose another directory with -o, or add --force", t.Dir)
	}
	if s.store, err = openStore(filepath.Join(abs, runName), head, t.Force); err != nil {
		return nil, err
	}
	defer s.leave()
	all, err := s.gather(ctx, dirs, manifests, o)
	if err != nil {
		return nil, errors.Join(err, s.abandon())
	}
	order(all)
	sum := &Summary{Manifest: newManifest(origin, t, all), Written: true}
	for i, m := range manifests {
		if m.Remaining > 0 {
			sum.Manifest.Remaining += m.Remaining
			sum.Warnings = append(sum.Warnings, fmt.Sprintf("%s: the run that made it was ended before it was done; %d files are not in it", dirs[i], m.Remaining))
		}
	}
	if err := s.writeDataset(sum.Manifest, all, nil); err != nil {
		return nil, errors.Join(err, s.abandon())
	}
	return sum, s.remove()
}

// mergeable reads the manifests, and says what the files of the merged dataset
// say of their origin.
func mergeable(dirs []string, t *Target) (manifests []*Manifest, o Origin, err error) {
	out, _ := os.Stat(t.Dir)
	var errs []error
	for i, dir := range dirs {
		if in, err := os.Stat(dir); err == nil && out != nil && os.SameFile(in, out) {
			errs = append(errs, fmt.Errorf("%s: is also where the merged dataset goes; choose another directory with -o", dir))
			continue
		}
		m, err := readManifest(dir)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		manifests = append(manifests, m)
		switch {
		case i == 0 || len(manifests) == 1:
			o = Origin{m.Version, m.SeedsSHA256}
		case m.Version == o.Version && m.SeedsSHA256 == o.SeedsHash:
		case t.Force:
			o.Version, o.SeedsHash = addName(o.Version, m.Version), addName(o.SeedsHash, m.SeedsSHA256)
		default:
			errs = append(errs, fmt.Errorf("%s: made by version %s with seeds %.12s, and %s by version %s with seeds %.12s; extract one of them again, or add --force to mix them",
				dir, m.Version, m.SeedsSHA256, dirs[0], o.Version, o.SeedsHash))
		}
	}
	return manifests, o, errors.Join(errs...)
}

// addName adds a name to a list of them, once.
func addName(list, name string) string {
	for have := range strings.SplitSeq(list, "+") {
		if have == name {
			return list
		}
	}
	return list + "+" + name
}

// mergeSettings tells the store of a merge from that of a run.
const mergeSettings = "merge"

// shownTwins is how many documents of the same bytes an error names.
const shownTwins = 20

// gather puts the rows of all datasets into the store.
func (s *site) gather(ctx context.Context, dirs []string, manifests []*Manifest, o MergeOptions) ([]entry, error) {
	var all []entry
	type origin struct {
		dataset int
		source  string
	}
	first := map[string]origin{}
	var twins []error
	more := 0
	for i, dir := range dirs {
		for r, err := range scanDataset(dir, manifests[i]) {
			if err != nil {
				return nil, fmt.Errorf("%s: %w; zhibiao validate %s says more", dir, err, dir)
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			e, err := s.put(dir, r)
			if err != nil {
				return nil, err
			}
			all = append(all, e)
			if e.Status == "failed" {
				continue
			}
			was, seen := first[e.DocID]
			switch {
			case !seen:
				first[e.DocID] = origin{i, e.Source}
			case was.dataset == i || o.KeepFirst: // within a dataset, all but one are without rows
			case len(twins) == shownTwins:
				more++
			default:
				twins = append(twins, fmt.Errorf("document %s is in %s (%s) and in %s (%s)", e.DocID, dirs[was.dataset], was.source, dir, e.Source))
			}
		}
	}
	if twins == nil {
		return all, nil
	}
	if more > 0 {
		twins = append(twins, fmt.Errorf("… and %d more", more))
	}
	return nil, errors.Join(append(twins, errors.New("leave one of the datasets out, or add --keep-first to keep the rows of the first"))...)
}
