package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
)

func newExplain() *cobra.Command {
	var s source
	cmd := &cobra.Command{
		Use:   "explain SENTENCE",
		Short: "Show how a sentence is read: mentions, rules, and what came of them",
		Example: `  zhibiao explain '全县粮食产量12.5万吨，增长2%。'
  zhibiao explain --seeds myrules '全县粮食产量12.5万吨，增长2%。'`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(args[0]) == "" {
				return errors.New("an empty sentence; give one in quotes")
			}
			x, err := s.extractor()
			if err != nil {
				return err
			}
			x.Explain(args[0], cmd.OutOrStdout())
			return nil
		},
	}
	s.seedsFlag(cmd)
	return cmd
}
