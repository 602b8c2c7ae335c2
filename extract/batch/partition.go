package batch

import (
	"cmp"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// PartitionColumns are the columns that a dataset may be partitioned by: all
// tables have them, or their documents.
var PartitionColumns = []string{"province_code", "region_code", "region_level", "report_kind", "review_year", "plan_year"}

// nullPartition is the directory of rows that have no value, as Hive calls it.
const nullPartition = "__HIVE_DEFAULT_PARTITION__"

func checkPartition(columns []string) error {
	for i, c := range columns {
		if !slices.Contains(PartitionColumns, c) {
			return fmt.Errorf("--partition-by %s: want any of %s", c, strings.Join(PartitionColumns, ", "))
		}
		if slices.Contains(columns[:i], c) {
			return fmt.Errorf("--partition-by: %s is named twice", c)
		}
	}
	return nil
}

// A partition is the documents that go into the same directory of each table.
type partition struct {
	columns []string
	values  []string // "" is NULL
	entries []entry  // in the order of the dataset
}

// partitions divides entries, which are in the order of the dataset, by the
// values of columns. There is one partition at least.
func partitions(all []entry, columns []string) []partition {
	if len(columns) == 0 || len(all) == 0 {
		return []partition{{entries: all}}
	}
	all = slices.Clone(all)
	valuesOf := func(e *entry) []string {
		out := make([]string, len(columns))
		for i, c := range columns {
			out[i] = e.column(c)
		}
		return out
	}
	slices.SortStableFunc(all, func(a, b entry) int { return slices.Compare(valuesOf(&a), valuesOf(&b)) })
	var out []partition
	for start := 0; start < len(all); {
		v, end := valuesOf(&all[start]), start+1
		for end < len(all) && slices.Equal(v, valuesOf(&all[end])) {
			end++
		}
		out = append(out, partition{columns, v, all[start:end]})
		start = end
	}
	return out
}

// column is the value of a partition column, "" for NULL.
func (e *entry) column(name string) string {
	switch name {
	case "province_code":
		return e.Province
	case "region_code":
		return e.Region
	case "region_level":
		return e.Level
	case "report_kind":
		return e.Kind
	case "review_year":
		return number(e.ReviewYear)
	}
	return number(e.PlanYear)
}

func number(n int32) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(int(n))
}

// dir is the directory of the partition within that of a table.
func (p *partition) dir() string {
	var parts []string
	for i, c := range p.columns {
		parts = append(parts, c+"="+url.PathEscape(cmp.Or(p.values[i], nullPartition)))
	}
	return filepath.Join(parts...)
}
