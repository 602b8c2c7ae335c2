package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func newRules() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Check the rules against their examples, or list them",
		Args:  arguments(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newRulesCheck(), newRulesList())
	return cmd
}

func newRulesCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check [DIR]",
		Short: "Run the examples inside every rule",
		Long: `check compiles the built-in seeds, with those of DIR over them, and runs the
examples inside every rule. It tries the patterns of DIR, or without one those
that are built in, with long sentences that repeat what they repeat, and refuses
one whose time grows faster than the sentence. Every fault is said with its file
and line, and the exit code is 2.`,
		Example: `  zhibiao rules check
  zhibiao rules check myrules/`,
		Args: arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			var s source
			if len(args) == 1 {
				s.seeds = args[0]
			}
			x, err := s.extractor()
			if err != nil {
				return err
			}
			if faults := x.CheckRules(); len(faults) > 0 {
				return errors.Join(faults...)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d rules, every example holds\n", len(x.Rules()))
			return err
		},
	}
}

func newRulesList() *cobra.Command {
	var s source
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the rules in their order of priority",
		Args:  arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			x, err := s.extractor()
			if err != nil {
				return err
			}
			t := newTable("rule", "makes", "file", "about")
			for _, r := range x.Rules() {
				t.add(r.ID, r.Kind, r.File, r.About)
			}
			return t.print(cmd.OutOrStdout(), "")
		},
	}
	s.seedsFlag(cmd)
	return cmd
}
