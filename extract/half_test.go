package extract_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// TestHalves reads whole reports of differing build: each surface with what it is
// and of when.
func TestHalves(t *testing.T) {
	x := builtin(t)
	const opening = "松岭县2024年政府工作报告\n——2024年1月8日在松岭县第十八届人民代表大会第三次会议上\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n"
	for _, c := range []struct{ name, text, want string }{
		{"paragraphs turn", opening + "2023年，我县经济稳中向好。地区生产总值增长6.1%。\n（一）聚力产业升级。建成标准厂房12万平方米。\n" +
			"各位代表！2024年是“十四五”规划的攻坚之年。主要预期目标是：地区生产总值增长6.5%左右。\n今年，重点抓好以下工作：\n（一）坚持工业强县。新建标准厂房20万平方米。\n（二）坚持乡村振兴。改造农房500户。\n",
			"6.1% actual 2023, 12万平方米 actual 2023, 6.5% target 2024, 20万平方米 target 2024, 500户 target 2024"},
		{"numbers begin again", opening + "一、2023年工作回顾\n建成标准厂房12万平方米。\n二、2024年工作安排\n地区生产总值增长6.5%左右。\n一、坚持工业强县\n新建标准厂房20万平方米。\n二、坚持乡村振兴\n改造农房500户。\n",
			"12万平方米 actual 2023, 6.5% target 2024, 20万平方米 target 2024, 500户 target 2024"},
		{"plan goes on under headings that do not say so", opening + "一、去年工作回顾\n建成标准厂房12万平方米。\n二、今年工作安排\n地区生产总值增长6.5%左右。\n三、切实加强政府自身建设\n压减会议15%。\n",
			"12万平方米 actual 2023, 6.5% target 2024, 15% target 2024"},
		{"outlook within the past", opening + "一、2023年工作回顾\n（一）工业\n建成标准厂房12万平方米。\n（二）下一步工作打算\n新建标准厂房20万平方米。\n二、几点体会\n接待来访代表30人。\n",
			"12万平方米 actual 2023, 20万平方米 target 2024, 30人 actual 2023"},
		{"names explained", opening + "一、2023年工作回顾\n建成标准厂房12万平方米。\n二、2024年工作安排\n改造农房500户。\n名词解释\n“双百行动”：指2023年启动的行动，选派干部100名。\n",
			"12万平方米 actual 2023, 500户 target 2024"},
	} {
		doc := &schema.Document{Source: c.name + ".txt", Text: c.text, Blocks: nlp.Blocks(c.text)}
		x.Describe(doc)
		var got []string
		for _, o := range x.Extract(doc).Observations {
			got = append(got, fmt.Sprintf("%s %s %s", o.Span.In(c.text), o.Status, o.Period.Text))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, s, c.want)
		}
	}
}

// TestReportsOfEveryBuild reads short reports of many builds: what happened, what is
// aimed at, and of which year each figure is. A line that begins with ? is a known
// gap.
func TestReportsOfEveryBuild(t *testing.T) {
	x := builtin(t)
	files, err := filepath.Glob("../testdata/halves/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports: %v", err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(f, ".tsv")
		data, err := os.ReadFile(name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		doc := &schema.Document{Source: filepath.Base(name) + ".txt", Text: text, Blocks: nlp.Blocks(text)}
		x.Describe(doc)
		found := x.Extract(doc).Observations
		list, err := os.Open(f)
		if err != nil {
			t.Fatal(err)
		}
		defer list.Close()
		lines := strings.SplitAfter(text, "\n")
		for in := bufio.NewScanner(list); in.Scan(); {
			row, gap := strings.CutPrefix(in.Text(), "?")
			if row == "" || strings.HasPrefix(row, "#") {
				continue
			}
			at, want := figureAt(t, lines, strings.Split(row, "\t"))
			right := slices.ContainsFunc(found, func(o schema.Observation) bool {
				years := strings.Split(o.Period.Text, "/")
				return o.Span.Overlaps(at) && slices.Contains(want[0], string(o.Status)) && slices.ContainsFunc(want[1], func(p string) bool {
					to := strings.Split(p, "/")
					return to[len(to)-1] == years[len(years)-1]
				})
			})
			if right == gap {
				t.Errorf("%s: %q right %v, known gap %v", filepath.Base(f), row, right, gap)
			}
		}
	}
}

// figureAt is the span of a figure given by line, surface and occurrence, and the
// statuses and periods that are right for it.
func figureAt(t *testing.T, lines, row []string) (schema.Span, [2][]string) {
	t.Helper()
	if len(row) != 5 {
		t.Fatalf("%q: want five columns", row)
	}
	n, err := strconv.Atoi(row[0])
	nth, err2 := strconv.Atoi(row[2])
	if err != nil || err2 != nil || n < 1 || n > len(lines) {
		t.Fatalf("%q: no such line", row)
	}
	start := len(strings.Join(lines[:n-1], ""))
	for ; nth > 0; nth-- {
		k := strings.Index(lines[n-1], row[1])
		if k < 0 {
			t.Fatalf("%q: not in its line", row)
		}
		if nth > 1 {
			k += len(row[1])
			lines = append(slices.Clone(lines[:n-1]), lines[n-1][k:])
		}
		start += k
	}
	return schema.Span{Start: start, End: start + len(row[1])}, [2][]string{strings.Split(row[3], "|"), strings.Split(row[4], "|")}
}
