package extract_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"zhibiao/extract"
	"zhibiao/schema"
)

// TestSeedsWithOneMistake loads seed files that hold one mistake each. The file
// is called for the seed file it overlays and the mistake: rules.no-finds.yaml.
// Its "# want:" lines are the whole of what is said about it.
func TestSeedsWithOneMistake(t *testing.T) {
	paths, err := filepath.Glob("../testdata/rules/invalid/*.*.*")
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d files: %v", len(paths), err)
	}
	for _, path := range paths {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			for line := range strings.Lines(string(data)) {
				if w, ok := strings.CutPrefix(line, "# want: "); ok {
					want = append(want, strings.TrimSpace(w))
				}
			}
			seed, _, _ := strings.Cut(name, ".")
			got := faults(seed+filepath.Ext(name), data)
			if want, got := strings.Join(want, "\n"), strings.Join(got, "\n"); got != want || want == "" {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// faults is what loading and checking a seed file says.
func faults(file string, data []byte) (out []string) {
	x, err := extract.New(extract.Options{Seeds: fstest.MapFS{file: {Data: data}}, SeedsName: "mine"})
	if err != nil {
		var fault *schema.Fault
		if !errors.As(err, &fault) || fault.Line == 0 {
			out = append(out, "(not a fault with a line)")
		}
		return append(out, strings.Split(err.Error(), "\n")...)
	}
	for _, err := range x.CheckRules() {
		out = append(out, err.Error())
	}
	return out
}

// TestOverlay loads testdata/rules/valid: a unit, an indicator and a rule of a
// user's own, beside all that is built in.
func TestOverlay(t *testing.T) {
	x, err := extract.New(extract.Options{Seeds: os.DirFS("../testdata/rules/valid"), SeedsName: "valid"})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range x.CheckRules() {
		t.Error(err)
	}
	if x.SeedsHash() == builtin(t).SeedsHash() {
		t.Error("the overlay does not change the hash of the seeds")
	}
	const text = "矿砂产量3.6万缸，机器工时提质4%，地区生产总值增长5%。"
	var got []string
	for _, o := range x.ExtractText(text).Observations {
		got = append(got, observationText(o)+" "+o.Code+" "+o.Rule)
	}
	want := []string{
		"矿砂产量 level 3.6 万缸 eq actual 2024 ore_sand_output level.plain",
		"机器工时 growth 4 % eq actual 2024  mine.upgrade",
		"地区生产总值 growth 5 % eq actual 2024 gdp growth.percent",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, o := range builtin(t).ExtractText(text).Observations {
		if o.Code == "ore_sand_output" || o.Rule == "mine.upgrade" {
			t.Errorf("without the overlay: %s", observationText(o))
		}
	}
}
