package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"zhibiao/schema"
)

// version is the program's; it stands in every file it writes.
const version = "0.1.0"

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of the dataset's schema",
		Args:  arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "zhibiao %s, schema %s, %s %s/%s\n", version, schema.DatasetVersion, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
