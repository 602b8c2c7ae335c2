package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract"
	"zhibiao/extract/batch"
	"zhibiao/extract/ingest"
	"zhibiao/schema"
	"zhibiao/seeds"
)

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "zhibiao",
		Short: "Turn Chinese government reports into a dataset of their indicators",
		Long: `zhibiao reads plan reports, work reports, communiqués and the like, finds every
numeric statement in them, and writes a dataset of four tables: documents,
observations, indicators and residue.

Exit codes: 0 all well · 1 some inputs failed, the rest is written · 2 usage,
configuration or rule fault, nothing written · 3 no input matched · 4 an
evaluation gate was missed · 130 interrupted.`,
		Example: `  zhibiao extract reports/          # reports in, out/ written
  zhibiao show reports/a.txt        # the indicators of one report, to read
  zhibiao extract -o - --format csv a.txt | head`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
	})
	root.AddCommand(newExtract(), newStream(), newShow(), newExplain(), newText(), newReview(),
		newPanel(), newPlot(), newAudit(), newCoverage(), newDiff(), newMerge(), newValidate(),
		newEval(), newGold(), newRules(), newSchema(), newVersion(), newMan())
	return root
}

// arguments wraps a check of cobra's so that its error points to the help.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
		}
		return nil
	}
}

// A source is what the commands that read reports have in common.
type source struct{ seeds, meta string }

func (s *source) seedsFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.seeds, "seeds", "", "`DIR` with seed files, such as rules.yaml or units.tsv, that overlay the built-in ones")
}

func (s *source) flags(cmd *cobra.Command) {
	s.seedsFlag(cmd)
	cmd.Flags().StringVar(&s.meta, "meta", "", "CSV `FILE` that says what documents are: source, and any of region_code, region_name, region_level, review_year, plan_year, title, publisher, report_kind")
}

// work compiles the extractor and reads the meta file.
func (s *source) work(cmd *cobra.Command) (*batch.Work, error) {
	meta, err := s.readMeta()
	if err != nil {
		return nil, err
	}
	x, err := s.extractor()
	if err != nil {
		return nil, err
	}
	return &batch.Work{Read: read, Extractor: x, Meta: meta, Stdin: cmd.InOrStdin()}, nil
}

func (s *source) extractor() (*extract.Extractor, error) {
	if s.seeds == "" {
		return extract.New(extract.Options{})
	}
	if info, err := os.Stat(s.seeds); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%s: no such directory; want one with seed files such as rules.yaml", s.seeds)
	}
	if err := holdsSeeds(s.seeds); err != nil {
		return nil, err
	}
	return extract.New(extract.Options{Seeds: os.DirFS(s.seeds), SeedsName: s.seeds})
}

// holdsSeeds reports a directory that overlays nothing, which is a mistake.
func holdsSeeds(dir string) error {
	entries, err := seeds.FS.ReadDir(".")
	if err != nil {
		return err
	}
	var names []string
	for _, e := range entries {
		if _, err := os.Stat(filepath.Join(dir, e.Name())); err == nil {
			return nil
		}
		names = append(names, e.Name())
	}
	return fmt.Errorf("%s: no seed file in this directory; want any of %s", dir, strings.Join(names, ", "))
}

func (s *source) readMeta() (*batch.Meta, error) {
	if s.meta == "" {
		return nil, nil
	}
	f, err := os.Open(s.meta)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such file; --meta wants a CSV file", s.meta)
	} else if err != nil {
		return nil, err
	}
	defer f.Close()
	return batch.ReadMeta(s.meta, f)
}

// read turns the bytes of a file into documents.
func read(ctx context.Context, name string, data []byte) iter.Seq2[*schema.Document, error] {
	return ingest.Documents(ctx, name, data, ingest.Options{})
}

// reads reports whether a file found in a directory looks like a report by its
// name. Gold files stand beside reports and are none.
func reads(name string) bool {
	if strings.HasSuffix(name, goldSuffix) {
		return false
	}
	return ingest.Named(name)
}

// found finds the inputs that args name, and says what files of directories it
// passed over, by extension. With no input there, the error says so of each.
func found(args []string) (inputs []batch.Input, passed map[string]int, err error) {
	passed = map[string]int{}
	inputs = batch.Inputs(args, func(name string) bool {
		ok := reads(name)
		if !ok && !strings.HasSuffix(name, goldSuffix) {
			passed[strings.ToLower(filepath.Ext(name))]++
		}
		return ok
	})
	var errs []error
	for _, in := range inputs {
		if in.Err == nil {
			return inputs, passed, nil
		}
		errs = append(errs, fmt.Errorf("%s: %w", in.Path, in.Err))
	}
	return nil, passed, &exitError{exitNothing, errors.Join(errs...)}
}
