package extract_test

import (
	"testing"

	"zhibiao/extract"
)

func TestRuleExamples(t *testing.T) {
	for _, err := range builtin(t).CheckRules() {
		t.Error(err)
	}
}

// builtin is an Extractor of the built-in seeds.
func builtin(t testing.TB) *extract.Extractor {
	t.Helper()
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return x
}
