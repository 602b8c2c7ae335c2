package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"zhibiao/extract/batch"
	"zhibiao/extract/ingest"
	"zhibiao/schema"
)

// inputs finds the files that arguments and flags name.
func (f *extractFlags) inputs(cmd *cobra.Command, args []string) ([]batch.Input, map[string]int, error) {
	selection, err := batch.NewSelection(f.include, f.exclude, f.shard, f.limit)
	if err != nil {
		return nil, nil, err
	}
	if f.filesFrom != "" {
		list, err := readList(cmd, f.filesFrom)
		if err != nil {
			return nil, nil, err
		}
		if args = append(args, list...); len(args) == 0 {
			return nil, nil, &exitError{exitNothing, fmt.Errorf("%s: no path in this list", f.filesFrom)}
		}
		if f.filesFrom == "-" && slices.Contains(args, "-") {
			return nil, nil, errors.New("the standard input cannot be both a report and the list of --files-from")
		}
	}
	all, passed, err := found(args)
	if err != nil {
		return nil, nil, err
	}
	inputs := selection.Of(all)
	if len(inputs) == 0 {
		return nil, nil, &exitError{exitNothing, fmt.Errorf("none of %d files is left after --include, --exclude and --shard", len(all))}
	}
	return inputs, passed, nil
}

func readList(cmd *cobra.Command, name string) ([]string, error) {
	if name == "-" {
		return batch.ReadList(cmd.InOrStdin())
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("--files-from: %w", err)
	}
	defer file.Close()
	return batch.ReadList(file)
}

// batchWork is the work with the limits that the flags set.
func (f *extractFlags) batchWork(cmd *cobra.Command) (*batch.Work, error) {
	limit, err := byteSize(f.maxSize)
	if err != nil {
		return nil, fmt.Errorf("--max-file-size %s: %w", f.maxSize, err)
	}
	unpacked, err := byteSize(cmp.Or(f.maxUnpacked, maxUnpacked))
	if err != nil {
		return nil, fmt.Errorf("--max-unpacked-size %s: %w", f.maxUnpacked, err)
	}
	text, err := byteSize(f.maxText)
	if err != nil {
		return nil, fmt.Errorf("--max-text-size %s: %w", f.maxText, err)
	}
	if f.timeout < 0 {
		return nil, fmt.Errorf("--document-timeout %v: want 0 or more", f.timeout)
	}
	work, err := f.work(cmd)
	if err != nil {
		return nil, err
	}
	work.Jobs, work.Abort, work.MaxBytes, work.MaxText, work.Timeout = f.jobs, f.abort, limit, text, f.timeout
	unlimited := int64(math.MaxInt64 - 1)
	work.Read = func(ctx context.Context, name string, data []byte) iter.Seq2[*schema.Document, error] {
		return ingest.Documents(ctx, name, data, ingest.Options{MaxBytes: cmp.Or(limit, unlimited), MaxUnpacked: cmp.Or(unpacked, unlimited)})
	}
	return work, nil
}

// byteSize reads a number of bytes: 1000, 64KB, 512MB, 2GB; a KB is 1024.
func byteSize(s string) (int64, error) {
	digits := strings.TrimRight(strings.ToUpper(s), "KMGIB")
	n, err := strconv.ParseInt(digits, 10, 64)
	shift, known := map[string]int{"": 0, "B": 0, "K": 10, "KB": 10, "KIB": 10, "M": 20, "MB": 20, "MIB": 20, "G": 30, "GB": 30, "GIB": 30}[strings.ToUpper(s[len(digits):])]
	if err != nil || !known || n < 0 || n > math.MaxInt64>>30 {
		return 0, errors.New("want a size such as 64MB")
	}
	return n << shift, nil
}

// printPlan lists what a run would do.
func printPlan(w io.Writer, inputs []batch.Input, work *batch.Work, t batch.Target) error {
	plan, err := batch.Plan(inputs, work, t)
	if err != nil {
		return err
	}
	var bytes int64
	states := map[string]int{}
	for _, p := range plan {
		bytes += p.Size
		states[p.State]++
		if _, err := fmt.Fprintf(w, "%s\t%d\t%s\n", p.State, p.Size, p.Path); err != nil {
			return err
		}
	}
	var parts []string
	for _, s := range slices.Sorted(maps.Keys(states)) {
		parts = append(parts, fmt.Sprintf("%d %s", states[s], s))
	}
	_, err = fmt.Fprintf(w, "%d files, %.1f MB: %s; nothing was written\n", len(plan), float64(bytes)/1e6, strings.Join(parts, ", "))
	return err
}
