package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"zhibiao/extract/batch"
)

// A progress shows how far a run has come.
type progress struct {
	step   func(batch.Event) // nil: it shows nothing
	finish func()
}

// newProgress makes what --progress asks for, over so many inputs.
func newProgress(mode string, quiet bool, stderr io.Writer, total int) progress {
	switch {
	case mode == "always", mode == "auto" && !quiet && isTerminal(stderr):
		return newBar(stderr, total)
	case mode == "json":
		e := json.NewEncoder(stderr)
		e.SetEscapeHTML(false)
		return progress{step: func(ev batch.Event) { _ = e.Encode(ev) }, finish: func() {}}
	}
	return progress{finish: func() {}}
}

var progressModes = []string{"auto", "always", "never", "json"}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// newBar is a bar in plain characters.
func newBar(w io.Writer, total int) progress {
	bar := progressbar.NewOptions(total,
		progressbar.OptionSetWriter(w), progressbar.OptionSetDescription("reports"),
		progressbar.OptionShowCount(), progressbar.OptionSetWidth(30))
	_ = bar.RenderBlank()
	return progress{
		step:   func(e batch.Event) { _ = bar.Set(e.Done) },
		finish: func() { fmt.Fprintln(w) },
	}
}
