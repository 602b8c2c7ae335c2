package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract/batch"
	"zhibiao/schema"
)

func newSchema() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "schema [TABLE…]",
		Short: "Print the data dictionary: every column of every table",
		Long: `schema prints what every column of every table means, in Chinese and English.
With --format jsonschema it prints a JSON Schema (2020-12) that the rows satisfy
as they stand in JSON Lines: types, NULLs and the values of closed columns.`,
		Example: `  zhibiao schema
  zhibiao schema indicators --format json
  zhibiao schema observations --format jsonschema > observations.schema.json`,
		ValidArgs: batch.Tables,
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, a := range args {
				if !slices.Contains(batch.Tables, a) {
					return fmt.Errorf("no table %s; want one of %v", a, batch.Tables)
				}
			}
			tables := slices.DeleteFunc(schema.Dictionary(), func(t schema.TableInfo) bool {
				return len(args) > 0 && !slices.Contains(args, t.Name)
			})
			return printSchema(cmd.OutOrStdout(), format, tables)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, markdown, json or jsonschema")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "markdown", "json", "jsonschema"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func printSchema(w io.Writer, format string, tables []schema.TableInfo) error {
	switch format {
	case "json":
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(map[string]any{"schema_version": schema.DatasetVersion, "tables": tables})
	case "markdown":
		return printMarkdown(w, tables)
	case "jsonschema":
		out, err := schema.JSONSchema(tables)
		if err != nil {
			return err
		}
		_, err = w.Write(out)
		return err
	case "text":
	default:
		return fmt.Errorf("--format %s: want text, markdown, json or jsonschema", format)
	}
	for i, table := range tables {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s  %s: %s (%s)\n", table.Name, table.Label, table.MeaningZH, table.Meaning)
		t := newTable("column", "type", "label", "unit", "meaning")
		for _, c := range table.Columns {
			t.add(c.Name, typeOf(c), c.Label, c.Unit, c.MeaningZH+" · "+c.Meaning)
		}
		if err := t.print(w, "  "); err != nil {
			return err
		}
	}
	return nil
}

func printMarkdown(w io.Writer, tables []schema.TableInfo) error {
	var b strings.Builder
	for _, table := range tables {
		fmt.Fprintf(&b, "## %s %s\n\n%s (%s)\n\n| column | type | 标签 | unit | 含义 | meaning |\n| --- | --- | --- | --- | --- | --- |\n",
			table.Name, table.Label, table.MeaningZH, table.Meaning)
		for _, c := range table.Columns {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", c.Name, typeOf(c), c.Label, c.Unit, c.MeaningZH, c.Meaning)
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// typeOf is a column's type, with a question mark where it may be NULL.
func typeOf(c schema.Column) string {
	if c.Nullable {
		return c.Type + "?"
	}
	return c.Type
}
