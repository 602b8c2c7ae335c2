package extract

import (
	"slices"
	"strings"
	"testing"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Every completion is what makes a name in its example.
func TestEveryCompletionIsNeeded(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	var made []int
	x.completed = func(n int) { made = append(made, n) }
	for n, c := range completions {
		made = made[:0]
		text := c.example
		if !strings.Contains(text, "\n") {
			text = "某县2024年国民经济和社会发展统计公报\n" + text
		}
		doc := &schema.Document{ID: "0123456789abcdef", Source: "a.txt", Format: "txt", Text: text, Blocks: nlp.Blocks(text)}
		x.Describe(doc)
		found := x.Extract(doc)
		if !slices.Contains(made, n) {
			var names []string
			for _, o := range found.Observations {
				names = append(names, o.Indicator)
			}
			t.Errorf("completion %d does nothing in its example %q, where %v are at work; it makes %q", n, c.example, made, names)
		}
	}
}
