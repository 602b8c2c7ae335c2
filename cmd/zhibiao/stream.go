package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zhibiao/extract/batch"
)

func newStream() *cobra.Command {
	var f extractFlags
	var opts batch.StreamOptions
	cmd := &cobra.Command{
		Use:   "stream",
		Short: "Read documents and write rows as JSON lines, for other engines to drive",
		Long: `stream reads a JSON object a line from the standard input and writes rows as
JSON lines to the standard output, in one process that lives as long as its
input. A line in is

  {"text": "…", "source": "a", "region": "500118", "year": 2024}   a document
  {"source": "a.docx", "content": "base64 of the file's bytes"}    a file

where only text, or source and content, are needed. For each document come its
lines {"type":"observation",…}, {"type":"indicator",…} and {"type":"residue",…},
and then {"type":"document",…}, which ends it; {"type":"failure",…} comes before
that of a document that could not be read. Then the output is flushed. A line
that cannot be read is a failure too, and the next one follows.`,
		Example: `  zhibiao stream < documents.jsonl > rows.jsonl
  zhibiao stream --tables observations < documents.jsonl | jq .indicator`,
		Args: arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, t := range opts.Tables {
				if !slices.Contains(batch.Tables, t) {
					return fmt.Errorf("--tables %s: want any of %s", t, strings.Join(batch.Tables, ", "))
				}
			}
			work, err := f.batchWork(cmd)
			if err != nil {
				return err
			}
			return batch.Stream(cmd.Context(), cmd.InOrStdin(), cmd.OutOrStdout(), work, opts)
		},
	}
	f.flags(cmd)
	o := cmd.Flags()
	o.StringSliceVar(&opts.Tables, "tables", batch.Tables, "the tables whose rows are written")
	o.BoolVar(&opts.Ends, "ends", false, `write {"type":"end","line":n} after the rows of each line, for a file may hold several documents`)
	o.StringVar(&f.maxSize, "max-file-size", "512MB", "longer lines are failures; 0 is no limit")
	o.StringVar(&f.maxText, "max-text-size", "16MB", "documents with more text are failures; 0 is no limit")
	o.DurationVar(&f.timeout, "document-timeout", 10*time.Minute, "documents that take longer are failures; 0 is no limit")
	return cmd
}
