package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract/eval"
	"zhibiao/extract/ingest"
)

func newGold() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "gold",
		Short: "Hand annotated reports to an annotation tool, and take them back",
		Args:  arguments(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newGoldExport(), newGoldImport())
	return cmd
}

// toolFlag is the flag that names an annotation tool.
func toolFlag(cmd *cobra.Command, name string, tool *string) {
	cmd.Flags().StringVar(tool, name, "", "the annotation `TOOL`: "+strings.Join(eval.Tools, ", "))
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(eval.Tools, cobra.ShellCompDirectiveNoFileComp))
}

// checkTool says what is wrong with the flag that names the tool.
func checkTool(cmd *cobra.Command, flag, tool string) error {
	if !slices.Contains(eval.Tools, tool) {
		return fmt.Errorf("--%s %q: want one of %s; see %s --help", flag, tool, strings.Join(eval.Tools, ", "), cmd.CommandPath())
	}
	return nil
}

func newGoldExport() *cobra.Command {
	var s source
	var tool, out string
	var force bool
	cmd := &cobra.Command{
		Use:   "export --to TOOL GOLD…|OUT|FILE…",
		Short: "Write gold, or what the extractor found, for an annotation tool",
		Long: `export writes the files that Label Studio, doccano or brat takes in, with every
field of every observation. Offsets count code points.

The arguments are gold files NAME.gold.jsonl, each with its report NAME.txt
beside it, or directories of these; or one dataset; or reports, which are
extracted first. What the extractor found goes out as suggestions: in Label
Studio as predictions, in the other tools as annotations to be corrected.

  labelstudio   tasks.json to import, labeling.xml for the labeling interface
  doccano       tasks.jsonl for a project of sequence labeling with relations
                and overlapping spans allowed (column of labels: entities);
                labels.json and relations.json for its label types
  brat          a collection: annotation.conf, and NAME.txt and NAME.ann of each`,
		Example: `  zhibiao gold export --to labelstudio -o tasks testdata/samples
  zhibiao gold export --to brat -o collection reports/a.docx`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkTool(cmd, "to", tool); err != nil {
				return err
			}
			if out == "" {
				out = tool
			}
			tasks, left, err := s.tasks(cmd, args)
			if err != nil {
				return err
			}
			files, err := eval.Export(tool, tasks)
			if err != nil {
				return err
			}
			if err := writeTool(out, files, force); err != nil {
				return err
			}
			marks := 0
			for i := range tasks {
				marks += tasks[i].Len()
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%d observations of %d reports in %s\n", marks, len(tasks), out)
			if left > 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "%d rows left out: their number goes on in the next line, which gold cannot say\n", left)
			}
			return nil
		},
	}
	s.flags(cmd)
	toolFlag(cmd, "to", &tool)
	cmd.Flags().StringVarP(&out, "output", "o", "", "`DIR` to write to (default: the name of the tool)")
	cmd.Flags().BoolVar(&force, "force", false, "replace files that are there and say something else, such as annotators' work")
	return cmd
}

// tasks are the gold files, or the rows, that args name; left counts rows that
// no gold can be made of.
func (s *source) tasks(cmd *cobra.Command, args []string) (tasks []eval.Task, left int, err error) {
	if holdsGold(args[0]) {
		golds, cases, err := goldFiles(args)
		if err != nil {
			return nil, 0, err
		}
		if len(cases) > 0 {
			return nil, 0, fmt.Errorf("%s: not a gold file; its name has to end in %s", cases[0], goldSuffix)
		}
		for _, gold := range golds {
			t, err := goldTask(cmd, gold)
			if err != nil {
				return nil, 0, err
			}
			tasks = append(tasks, t)
		}
		return tasks, 0, nil
	}
	reports, err := s.reviewed(cmd, args)
	if err != nil {
		return nil, 0, err
	}
	for i := range reports {
		d := &reports[i].Document
		if d.Status == "failed" {
			fmt.Fprintln(cmd.ErrOrStderr(), "left out: "+failure(d.Source, text(d.Error)))
			continue
		}
		t, n := eval.RowsTask(taskName(d.Source), d.Text, reports[i].Observations)
		tasks, left = append(tasks, t), left+n
	}
	return tasks, left, nil
}

// holdsGold reports whether name is a gold file or a directory of some.
func holdsGold(name string) bool {
	if strings.HasSuffix(name, goldSuffix) {
		return true
	}
	matches, err := filepath.Glob(filepath.Join(name, "*"+goldSuffix))
	return err == nil && len(matches) > 0
}

// taskName is the name of a task of the document source: without the
// extension, and with nothing that a file name cannot hold.
func taskName(source string) string {
	name := strings.TrimSuffix(source, filepath.Ext(source))
	name = strings.NewReplacer("#", "-", ":", "-", "\\", "-", "../", "").Replace(name)
	if name = strings.TrimLeft(name, "/"); name == "" || name == "-" {
		return "stdin"
	}
	return name
}

func goldTask(cmd *cobra.Command, gold string) (t eval.Task, err error) {
	name, ok := strings.CutSuffix(gold, goldSuffix)
	if !ok {
		return t, fmt.Errorf("%s: not a gold file; its name has to end in %s", gold, goldSuffix)
	}
	docs, err := ingest.Read(cmd.Context(), name+".txt", ingest.Options{})
	if err != nil {
		return t, fmt.Errorf("%w (%s wants its report beside it)", err, gold)
	}
	f, err := os.Open(gold)
	if err != nil {
		return t, err
	}
	defer f.Close()
	return eval.GoldTask(filepath.Base(name), gold, f, docs[0].Text)
}

// writeTool writes files into a directory, which it makes. Without force it
// replaces none that says something else: that may be somebody's work.
func writeTool(dir string, files []eval.File, force bool) error {
	var errs []error
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if have, err := os.ReadFile(name); err == nil && !force && !bytes.Equal(have, f.Data) {
			errs = append(errs, fmt.Errorf("%s: is there and says something else; --force replaces it, or write to another directory", name))
		}
	}
	if errs != nil {
		return errors.Join(errs...)
	}
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := writeWhole(name, f.Data); err != nil {
			return err
		}
	}
	return nil
}

func newGoldImport() *cobra.Command {
	var tool, out string
	var force bool
	cmd := &cobra.Command{
		Use:   "import --from TOOL FILE…|DIR",
		Short: "Make gold files of what annotators made",
		Long: `import reads what an annotation tool exported and writes NAME.gold.jsonl and its
report NAME.txt for every task, ready for zhibiao eval. Every observation is
checked; where one makes no gold, all faults are said with file and line, and
nothing is written.

  labelstudio   the project's export as JSON (not JSON-MIN); submitted annotations
                count, predictions do not
  doccano       its export as JSONL
  brat          the collection's directory, or .ann files with .txt beside them

Annotators who mark a number that was missed fill in its value, period and
indicator: in Label Studio in the fields of the region; in brat as a note, such
as {"value": 3260, "unit": "万美元", "period": "2024", "indicator": "实际使用外资"};
in doccano with relations period and indicator from the number to words.`,
		Example: `  zhibiao gold import --from labelstudio -o gold project-1.json
  zhibiao gold import --from brat -o gold collection/
  zhibiao eval gold`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkTool(cmd, "from", tool); err != nil {
				return err
			}
			files, err := exchangeFiles(tool, args)
			if err != nil {
				return err
			}
			tasks, unjudged, err := eval.Import(tool, files)
			if err != nil {
				return err
			}
			var written []eval.File
			marks := 0
			for i := range tasks {
				t := &tasks[i]
				var b bytes.Buffer
				if err := t.WriteGold(&b); err != nil {
					return err
				}
				marks += t.Len()
				written = append(written, eval.File{Name: t.Name + ".txt", Data: []byte(t.Text)}, eval.File{Name: t.Name + goldSuffix, Data: b.Bytes()})
			}
			for _, name := range unjudged {
				fmt.Fprintf(cmd.ErrOrStderr(), "left out: %s has no submitted annotation\n", name)
			}
			if len(tasks) == 0 {
				return &exitError{exitNothing, errors.New("no annotated task in " + strings.Join(args, ", "))}
			}
			if err := errors.Join(otherTexts(out, written)...); err != nil {
				return err
			}
			if err := writeTool(out, written, force); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%d observations of %d reports in %s\n", marks, len(tasks), out)
			return nil
		},
	}
	toolFlag(cmd, "from", &tool)
	cmd.Flags().StringVarP(&out, "output", "o", "gold", "`DIR` to write to")
	cmd.Flags().BoolVar(&force, "force", false, "replace gold files that are there and say something else")
	return cmd
}

// exchangeFiles reads the files that args name; of directories those of the
// tool.
func exchangeFiles(tool string, args []string) (files []eval.File, err error) {
	wanted := map[string][]string{"labelstudio": {".json"}, "doccano": {".jsonl"}, "brat": {".ann"}}[tool]
	for _, a := range args {
		info, err := os.Stat(a)
		if err != nil {
			return nil, &exitError{exitNothing, fmt.Errorf("%s: no such file or directory", a)}
		}
		names := []string{a}
		if info.IsDir() {
			names = nil
			err := filepath.WalkDir(a, func(name string, d fs.DirEntry, err error) error {
				if err == nil && !d.IsDir() && slices.Contains(wanted, filepath.Ext(name)) {
					names = append(names, name)
				}
				return err
			})
			if err != nil {
				return nil, err
			}
			if len(names) == 0 {
				return nil, &exitError{exitNothing, fmt.Errorf("%s: no file that ends in %s in this directory", a, strings.Join(wanted, " or "))}
			}
		}
		for _, name := range names {
			if tool == "brat" {
				name = strings.TrimSuffix(strings.TrimSuffix(name, ".ann"), ".txt")
				if data, err := os.ReadFile(name + ".txt"); err == nil {
					files = append(files, eval.File{Name: filepath.ToSlash(name) + ".txt", Data: data})
				}
				name += ".ann"
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			files = append(files, eval.File{Name: filepath.ToSlash(name), Data: data, Task: strings.TrimSuffix(below(a, name), ".ann")})
		}
	}
	return files, nil
}

// below is the name of a file below the argument that led to it.
func below(arg, name string) string {
	if rel, err := filepath.Rel(arg, name); err == nil && rel != "." {
		return filepath.ToSlash(rel)
	}
	return filepath.Base(name)
}

// otherTexts says which reports in dir are not those that were annotated.
func otherTexts(dir string, files []eval.File) (errs []error) {
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		have, err := os.ReadFile(name)
		if err != nil || filepath.Ext(name) != ".txt" || bytes.Equal(have, f.Data) {
			continue
		}
		same := 0
		for same < min(len(have), len(f.Data)) && have[same] == f.Data[same] {
			same++
		}
		errs = append(errs, fmt.Errorf("%s:%d: another text than the annotated one; write to another directory", name, 1+bytes.Count(have[:same], []byte("\n"))))
	}
	return errs
}
