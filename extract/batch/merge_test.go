package batch

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
)

func TestShardsMergeToTheWhole(t *testing.T) {
	files := map[string]string{}
	for i := range 30 {
		files[fmt.Sprintf("in/%02d.txt", i)] = fmt.Sprintf("%06d%s%d", i%7, strings.Repeat("年", i), i)
	}
	files["in/30.txt"] = "bad"
	t.Chdir(tree(t, files))
	work := func() *Work { return &Work{Read: readLines, Extractor: digits{}} }
	all := Inputs([]string{"in"}, isText)
	if _, err := Run(context.Background(), all, work(), parquetTo("whole")); err != nil {
		t.Fatal(err)
	}
	want := contents(t, "whole")
	var shards []string
	some := 0
	for i := range 3 {
		sel, err := NewSelection(nil, nil, fmt.Sprintf("%d/3", i+1), 0)
		if err != nil {
			t.Fatal(err)
		}
		target := parquetTo(fmt.Sprint("shard", i))
		target.Format = Formats[i] // of any format
		if i == 0 {
			target.PartitionBy = []string{"review_year", "region_code"}
		}
		inputs := sel.Of(all)
		some += len(inputs)
		if _, err := Run(context.Background(), inputs, work(), target); err != nil {
			t.Fatal(err)
		}
		shards = append(shards, target.Dir)
	}
	if some != len(all) {
		t.Fatalf("the shards have %d of %d files", some, len(all))
	}
	s, err := Merge(context.Background(), shards, parquetTo("merged"), MergeOptions{})
	if err != nil || s.Counts["documents"] != 31 {
		t.Fatal(s, err)
	}
	if got := contents(t, "merged"); !reflect.DeepEqual(got, want) {
		t.Errorf("merged shards differ from the whole: %d files, want %d", len(got), len(want))
	}
}

func TestMergeRefuses(t *testing.T) {
	t.Chdir(tree(t, map[string]string{"a.txt": "500118甲3", "b.txt": "500118甲3", "c.txt": "500118丙丙4"}))
	run := func(x Extractor, out string, args ...string) {
		if _, err := Run(context.Background(), Inputs(args, isText), &Work{Read: readLines, Extractor: x}, parquetTo(out)); err != nil {
			t.Fatal(err)
		}
	}
	run(digits{}, "a", "a.txt")
	run(digits{}, "b", "b.txt")
	run(otherRules{}, "other", "c.txt")
	merge := func(o MergeOptions, force bool, dirs ...string) (*Summary, error) {
		target := parquetTo("merged")
		target.Force = force
		return Merge(context.Background(), dirs, target, o)
	}
	for _, c := range []struct {
		dirs []string
		want string
	}{
		{[]string{"a", "b"}, "is in a (a.txt#1) and in b (b.txt#1)"},
		{[]string{"a", "other"}, "other: made by version 1.2.3 with seeds beef"},
		{[]string{"a", "none"}, "none: no such directory"},
		{[]string{"a", "a"}, "is in a (a.txt#1) and in a (a.txt#1)"},
	} {
		if _, err := merge(MergeOptions{}, false, c.dirs...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: error is %v, want %q", c.dirs, err, c.want)
		}
		if _, err := os.Stat("merged"); err == nil {
			t.Errorf("%v: a merge that failed left something", c.dirs)
		}
	}
	if s, err := merge(MergeOptions{KeepFirst: true}, false, "b", "a"); err != nil || s.Counts["observations"] != 1 || s.Status["partial"] != 1 {
		t.Error(s, err)
	}
	if s, err := merge(MergeOptions{}, true, "a", "other"); err != nil || s.SeedsSHA256 != "cafe+beef" {
		t.Error(s, err)
	}
	if got := findings(t, "merged"); got != "" {
		t.Error(got)
	}
	if _, err := Merge(context.Background(), []string{"a"}, parquetTo("a"), MergeOptions{}); err == nil || !strings.Contains(err.Error(), "is also where the merged dataset goes") {
		t.Error(err)
	}
}
