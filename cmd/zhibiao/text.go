package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract/ingest"
	"zhibiao/schema"
)

func newText() *cobra.Command {
	var blocks bool
	cmd := &cobra.Command{
		Use:   "text FILE",
		Short: "Print the plain text of a report, to which all offsets refer",
		Example: `  zhibiao text report.docx > report.txt
  zhibiao text --blocks report.txt | less`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, _, err := found(args); err != nil {
				return err
			}
			docs, err := ingest.Read(cmd.Context(), args[0], ingest.Options{})
			for _, d := range docs {
				if err := writeText(cmd.OutOrStdout(), d, blocks); err != nil {
					return err
				}
			}
			if err != nil {
				return &exitError{exitSome, err}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&blocks, "blocks", false, "print the parts that the text was found to have: kind, level, page, and the text of each; cells are apart by tabs")
	return cmd
}

func writeText(w io.Writer, d *schema.Document, blocks bool) error {
	if !blocks {
		_, err := io.WriteString(w, d.Text)
		return err
	}
	var b strings.Builder
	width := 12
	if slices.ContainsFunc(d.Blocks, func(b schema.Block) bool { return b.Page > 0 }) {
		width = 17
	}
	for _, block := range d.Blocks {
		kind := string(block.Kind)
		if block.Level > 0 {
			kind += fmt.Sprint(" ", block.Level)
		}
		if block.Page > 0 {
			kind += fmt.Sprint(" p.", block.Page)
		}
		for i, line := range block.Lines {
			if i > 0 {
				kind = ""
			}
			fmt.Fprintf(&b, "%-*s %s\n", width, kind, line.In(d.Text))
		}
		if block.Table != nil {
			fmt.Fprintf(&b, "%-*s %d rows, %d columns\n", width, kind, block.Table.Rows, block.Table.Cols)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
