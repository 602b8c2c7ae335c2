package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"zhibiao/extract"
	"zhibiao/extract/batch"
	"zhibiao/extract/review"
)

func newReview() *cobra.Command {
	var s source
	var out, title string
	cmd := &cobra.Command{
		Use:   "review OUT|FILE…",
		Short: "Write a page to judge rows over the text they were found in",
		Long: `review writes one HTML file with the text of reports and every observation in
it marked, to be read and judged in a browser. The file needs no network and
nothing beside it. Rows are accepted, corrected or rejected by mouse or keyboard
(? lists the keys), and exported as gold for zhibiao eval and as examples for
rules. Judgements live in the open page only: export them before closing it.

The argument is a dataset, or reports, which are extracted first.`,
		Example: `  zhibiao review out
  zhibiao review reports/a.txt -o a.html`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			reports, err := s.reviewed(cmd, args)
			if err != nil {
				return err
			}
			if title == "" {
				title = "指标 · " + filepath.Base(filepath.Clean(args[0]))
			}
			f := sheetFlags{out: out}
			if err := f.print(cmd, func(w io.Writer) error { return review.Write(w, title, reports) }); err != nil {
				return err
			}
			if out != "-" {
				fmt.Fprintf(cmd.ErrOrStderr(), "%d reports in %s; open it in a browser\n", len(reports), out)
			}
			return nil
		},
	}
	s.flags(cmd)
	cmd.Flags().StringVarP(&out, "output", "o", "review.html", "`FILE` to write; - is the standard output")
	cmd.Flags().StringVar(&title, "title", "", "title of the page (default: the name of the first argument)")
	return cmd
}

// reviewed are the rows of the dataset, or of the reports, that args name.
func (s *source) reviewed(cmd *cobra.Command, args []string) ([]extract.Rows, error) {
	if _, err := os.Stat(filepath.Join(args[0], "_manifest.json")); err == nil && len(args) == 1 {
		d, err := batch.ReadDataset(args[0])
		if err != nil {
			return nil, err
		}
		return d.Reports, nil
	}
	inputs, _, err := found(args)
	if err != nil {
		return nil, err
	}
	work, err := s.work(cmd)
	if err != nil {
		return nil, err
	}
	reports, err := work.Rows(cmd.Context(), inputs)
	if err != nil {
		return nil, err
	}
	var failures []error
	for i := range reports {
		if d := &reports[i].Document; d.Status == "failed" {
			failures = append(failures, errors.New(failure(d.Source, text(d.Error))))
		}
	}
	if len(failures) == len(reports) {
		return nil, &exitError{exitSome, errors.Join(failures...)}
	}
	return reports, nil
}
