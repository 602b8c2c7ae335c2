// Package duckdb opens a dataset in a reader that is not ours, and holds it to
// the columns of columns.tsv. It is a module of its own because DuckDB's
// driver needs cgo, which the product does without.
package duckdb

import (
	"bufio"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"
)

// dataset extracts the sample reports to a new directory.
func dataset(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	program, out := filepath.Join(dir, "zhibiao"), filepath.Join(dir, "out")
	run(t, "go", "build", "-C", "../..", "-o", program, "./cmd/zhibiao")
	run(t, program, "extract", "-q", "-o", out, "../samples")
	return out
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
}

// contract reads columns.tsv: the columns of each table, as "name type".
func contract(t *testing.T) map[string][]string {
	t.Helper()
	f, err := os.Open("columns.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string][]string{}
	for s := bufio.NewScanner(f); s.Scan(); {
		table, column, _ := strings.Cut(s.Text(), "\t")
		out[table] = append(out[table], strings.ReplaceAll(column, "\t", " "))
	}
	return out
}

// lines are the rows of a query, cells joined by spaces.
func lines(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		cells, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		out = append(out, strings.TrimSuffix(fmt.Sprintln(cells...), "\n"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDuckDBReadsTheDataset(t *testing.T) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	out := dataset(t)
	want := contract(t)
	if len(want) != 4 {
		t.Fatalf("columns.tsv has %d tables, want 4", len(want))
	}
	for table, columns := range want {
		view := fmt.Sprintf("CREATE VIEW %s AS SELECT * FROM read_parquet('%s/%s/part-*.parquet')", table, out, table)
		if _, err := db.Exec(view); err != nil {
			t.Fatal(err)
		}
		if got := lines(t, db, "SELECT column_name, column_type FROM (DESCRIBE "+table+")"); !slices.Equal(got, columns) {
			t.Errorf("%s has the columns\n%s\nwant\n%s", table, strings.Join(got, "\n"), strings.Join(columns, "\n"))
		}
	}
	for _, c := range []struct{ about, query string }{
		{"no observations", "SELECT 1 FROM observations HAVING count(*) < 150"},
		{"offsets that do not slice to the surface", `SELECT source, o.surface FROM observations o JOIN documents d USING (doc_id, source)
			WHERE substr(d.text, o.char_start + 1, o.char_end - o.char_start) <> o.surface`},
		{"residue offsets that do not slice to the surface", `SELECT source, r.surface FROM residue r JOIN documents d USING (doc_id, source)
			WHERE substr(d.text, r.char_start + 1, r.char_end - r.char_start) <> r.surface`},
		{"keys that occur twice", "SELECT doc_id, seq FROM observations GROUP BY ALL HAVING count(*) > 1"},
		{"observations that no indicator row has, or two have", `SELECT o.doc_id, o.seq, count(i.s) FROM observations o
			LEFT JOIN (SELECT doc_id, unnest(seqs) s FROM indicators) i ON i.doc_id = o.doc_id AND i.s = o.seq GROUP BY ALL HAVING count(i.s) <> 1`},
		{"periods that end before they start", "SELECT doc_id, seq FROM observations WHERE period_end < period_start"},
		{"counts that differ", "SELECT source FROM documents d WHERE observations <> (SELECT count(*) FROM observations o WHERE o.doc_id = d.doc_id)"},
	} {
		if got := lines(t, db, c.query); len(got) > 0 {
			t.Errorf("%s: %d, such as %s", c.about, len(got), got[0])
		}
	}
}
