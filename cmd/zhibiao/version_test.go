package main

import (
	"os"
	"testing"

	"github.com/goccy/go-yaml"
)

// Who cites the program has to find the version that it says it is.
func TestTheCitationIsOfThisVersion(t *testing.T) {
	data, err := os.ReadFile("../../CITATION.cff")
	if err != nil {
		t.Fatal(err)
	}
	var c struct{ Version, License string }
	if err := yaml.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	if c.Version != version || c.License != "Apache-2.0" {
		t.Errorf("CITATION.cff is of version %q under %q, the program is %q", c.Version, c.License, version)
	}
}
