package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract/batch"
)

func newMerge() *cobra.Command {
	t := batch.Target{Version: version}
	var o batch.MergeOptions
	var format string
	var quiet bool
	cmd := &cobra.Command{
		Use:   "merge [flags] OUT… -o NEW",
		Short: "Join datasets to one",
		Long: `merge joins datasets, such as those of the shards of a run, to one in the order
of a dataset. The datasets have to have the same schema version, seeds and
version of the program, and no document twice.`,
		Example: `  zhibiao merge part1 part2 part3 -o all
  zhibiao merge --partition-by review_year part* -o all`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			t.Format = batch.Format(format)
			switch {
			case t.Dir == "":
				return errors.New("where does the merged dataset go? add -o NEW")
			case !slices.Contains(batch.Formats, t.Format):
				return fmt.Errorf("--format %s: want one of %v", format, batch.Formats)
			case len(t.PartitionBy) > 0 && t.Format != batch.Parquet:
				return errors.New("--partition-by goes with --format parquet only")
			case t.RowsPerPart < 0:
				return fmt.Errorf("--rows-per-part %d: want 1 or more", t.RowsPerPart)
			}
			s, err := batch.Merge(cmd.Context(), args, t, o)
			if err != nil {
				return err
			}
			stderr := cmd.ErrOrStderr()
			for _, w := range s.Warnings {
				fmt.Fprintln(stderr, "zhibiao: warning: "+w)
			}
			if !quiet {
				fmt.Fprintf(stderr, "%d datasets: %d documents, %d observations, %d indicator rows; written to %s%c\n",
					len(args), s.Counts["documents"], s.Counts["observations"], s.Counts["indicators"], t.Dir, filepath.Separator)
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVarP(&t.Dir, "output", "o", "", "`NEW` directory of the merged dataset")
	f.StringVar(&format, "format", "parquet", "parquet, jsonl or csv")
	f.BoolVar(&t.Force, "force", false, "mix datasets of other seeds or another version, and write into a directory that holds something else")
	f.BoolVar(&o.KeepFirst, "keep-first", false, "of a document that is in several datasets, keep the rows of the first in order")
	f.StringSliceVar(&t.PartitionBy, "partition-by", nil, "write directories such as review_year=2024, by any of: "+strings.Join(batch.PartitionColumns, ", "))
	f.IntVar(&t.RowsPerPart, "rows-per-part", 0, "rows after which a Parquet file is full (default: about 5 million)")
	f.BoolVarP(&quiet, "quiet", "q", false, "say nothing but what went wrong")
	return cmd
}
