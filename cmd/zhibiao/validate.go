package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"zhibiao/extract/batch"
)

func newValidate() *cobra.Command {
	return &cobra.Command{
		Use:   "validate OUT…",
		Short: "Check datasets: files, keys, order, offsets, enumerations, counts",
		Long: `validate reads every file of a dataset again and checks that columns are those
of the schema, that keys are unique and in order, that offsets slice the text,
that enumerations hold, and that counts are those of the manifest.

Findings go to the standard output, one a line. Exit code 1 if there is any.`,
		Example: `  zhibiao validate out`,
		Args:    arguments(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			found := 0
			for _, dir := range args {
				v, err := batch.Validate(cmd.Context(), dir)
				if err != nil {
					return err
				}
				for _, f := range v.Findings {
					fmt.Fprintln(cmd.OutOrStdout(), dir+": "+f.String())
				}
				if v.More > 0 {
					fmt.Fprintf(cmd.OutOrStdout(), "%s: … and %d more findings of these kinds\n", dir, v.More)
				}
				found += len(v.Findings) + v.More
				if len(v.Findings) == 0 {
					c := v.Manifest.Counts
					fmt.Fprintf(cmd.ErrOrStderr(), "%s: valid: %d documents, %d observations, %d indicator rows, %d residue\n", dir, c["documents"], c["observations"], c["indicators"], c["residue"])
				}
			}
			if found > 0 {
				return &exitError{exitSome, fmt.Errorf("%d findings", found)}
			}
			return nil
		},
	}
}
