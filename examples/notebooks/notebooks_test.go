// Package notebooks tests the notebooks beside it, as far as that goes without
// Python; run.sh runs them.
package notebooks

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

type notebook struct {
	Cells []struct {
		Kind    string            `json:"cell_type"`
		ID      string            `json:"id"`
		Count   *int              `json:"execution_count"`
		Outputs []json.RawMessage `json:"outputs"`
		Source  []string          `json:"source"`
	} `json:"cells"`
	Format int `json:"nbformat"`
	Minor  int `json:"nbformat_minor"`
}

var imported = regexp.MustCompile(`(?m)^(?:import|from) ([a-z]+)`)

// TestNotebooks: each notebook is there, is kept without outputs, checks and
// traces what it reads, and needs nothing that requirements.txt does not pin.
func TestNotebooks(t *testing.T) {
	pins, err := os.ReadFile("requirements.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(pins)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' && !regexp.MustCompile(`^[a-z]+==[0-9.]+$`).MatchString(line) {
			t.Errorf("requirements.txt: %s: want name==version", line)
		}
	}
	names, err := filepath.Glob("*.ipynb")
	if err != nil || len(names) != 3 {
		t.Fatalf("notebooks are %v, %v; want 3", names, err)
	}
	standard := " json os pathlib "
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var n notebook
		if err := json.Unmarshal(data, &n); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if n.Format != 4 || n.Minor < 5 {
			t.Errorf("%s: format %d.%d, want 4.5", name, n.Format, n.Minor)
		}
		ids, all := map[string]bool{}, ""
		for _, c := range n.Cells {
			if c.ID == "" || ids[c.ID] {
				t.Errorf("%s: the id %q is empty or not the only one", name, c.ID)
			}
			ids[c.ID] = true
			if c.Kind != "code" {
				continue
			}
			if len(c.Outputs) > 0 || c.Count != nil {
				t.Errorf("%s: cell %s has outputs; notebooks are kept without", name, c.ID)
			}
			all += strings.Join(c.Source, "") + "\n"
		}
		for _, m := range imported.FindAllStringSubmatch(all, -1) {
			if !strings.Contains(standard, " "+m[1]+" ") && !strings.Contains("\n"+string(pins), "\n"+m[1]+"==") {
				t.Errorf("%s: imports %s, which requirements.txt does not pin", name, m[1])
			}
		}
		for _, want := range []string{"ZHIBIAO_OUT", "zhibiao.dictionary", "char_start", "assert"} {
			if !strings.Contains(all, want) {
				t.Errorf("%s: no %s", name, want)
			}
		}
	}
}
