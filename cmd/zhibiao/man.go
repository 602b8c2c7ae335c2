package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func newMan() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write man pages and shell completions into a directory",
		Long: `man writes a man page of every command to DIR/man1, and completions for bash,
zsh, fish and PowerShell to DIR/completions. The same program gives the same
bytes.`,
		Example: "  zhibiao man share\n  man -l share/man1/zhibiao.1",
		Hidden:  true,
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			pages, err := writePages(cmd.Root(), filepath.Join(args[0], "man1"))
			if err != nil {
				return err
			}
			if err := writeCompletions(cmd.Root(), filepath.Join(args[0], "completions")); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%d man pages and 4 completions in %s\n", pages, args[0])
			return nil
		},
	}
}

// indent is how the help sets off a list; Markdown, which the pages are made
// of, wants more of it.
var indent = regexp.MustCompile(`(?m)^  `)

// writePages writes the pages of cmd and of all below it that are not hidden.
func writePages(cmd *cobra.Command, dir string) (pages int, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return 0, err
	}
	cmd.DisableAutoGenTag = true // it has the day
	long := cmd.Long
	cmd.Long = indent.ReplaceAllString(long, "  $0")
	defer func() { cmd.Long = long }()
	name := strings.ReplaceAll(cmd.CommandPath(), " ", "-")
	var page bytes.Buffer
	noDay := time.Time{}
	if err := doc.GenMan(cmd, &doc.GenManHeader{Title: strings.ToUpper(name), Section: "1", Date: &noDay, Source: "zhibiao " + version, Manual: "zhibiao"}, &page); err != nil {
		return 0, err
	}
	text := bytes.Replace(page.Bytes(), []byte(noDay.Format("Jan 2006")), nil, 1)
	if err := writeWhole(filepath.Join(dir, name+".1"), text); err != nil {
		return 0, err
	}
	pages = 1
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() && !sub.IsAdditionalHelpTopicCommand() {
			n, err := writePages(sub, dir)
			if err != nil {
				return 0, err
			}
			pages += n
		}
	}
	return pages, nil
}

// writeCompletions writes the completions of root under the names that the
// shells look for.
func writeCompletions(root *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for name, write := range map[string]func(io.Writer) error{
		"zhibiao.bash": func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"_zhibiao":     root.GenZshCompletion,
		"zhibiao.fish": func(w io.Writer) error { return root.GenFishCompletion(w, true) },
		"zhibiao.ps1":  root.GenPowerShellCompletionWithDesc,
	} {
		var text bytes.Buffer
		if err := write(&text); err != nil {
			return err
		}
		if err := writeWhole(filepath.Join(dir, name), text.Bytes()); err != nil {
			return err
		}
	}
	return nil
}
