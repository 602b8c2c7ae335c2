package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"zhibiao/extract/batch"
)

// A progress shows how far a run has come.
type progress struct {
	step   func(batch.Event)
	finish func()
}

// plainEvery is how often a run tells how far it is where there is no bar.
const plainEvery = 5 * time.Second

var progressModes = []string{"auto", "always", "never", "json"}

// newProgress makes what --progress asks for: auto is a bar on a terminal, and
// a line now and then elsewhere.
func newProgress(mode string, quiet bool, stderr io.Writer) progress {
	switch {
	case mode == "always", mode == "auto" && !quiet && isTerminal(stderr):
		return newBar(stderr)
	case mode == "auto" && !quiet:
		return newLines(stderr, plainEvery)
	case mode == "json":
		return newObjects(stderr, plainEvery)
	}
	return progress{step: func(batch.Event) {}, finish: func() {}}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// newBar is a bar over the bytes of all files: files and failures stand before
// it, MB, rate, and the time that is left behind it.
func newBar(w io.Writer) progress {
	bar := progressbar.NewOptions64(1,
		progressbar.OptionSetWriter(w), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowBytes(true), progressbar.OptionShowTotalBytes(true),
		progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100*time.Millisecond))
	_ = bar.RenderBlank()
	return progress{
		step: func(e batch.Event) {
			bar.ChangeMax64(max(1, e.Totals.TotalBytes, e.Totals.Bytes))
			bar.Describe(filesText(e))
			if e.Done == e.Total {
				bar.Describe(filesText(e) + ", writing the tables")
				_ = bar.Finish()
				return
			}
			_ = bar.Set64(min(e.Totals.Bytes, bar.GetMax64()-1))
		},
		finish: func() { fmt.Fprintln(w) },
	}
}

func filesText(e batch.Event) string {
	s := fmt.Sprintf("%d/%d files", e.Done, e.Total)
	if e.Totals.Failures > 0 {
		s += fmt.Sprintf(", %d failed", e.Totals.Failures)
	}
	return s
}

// A pace is how fast a run is.
type pace struct {
	start time.Time
	every time.Duration
	last  time.Time
	kept  int64 // bytes of files that an earlier process had done
}

func newPace(every time.Duration) pace {
	now := time.Now()
	return pace{now, every, now, 0}
}

// due reports whether it is time to tell, which is so at the end only if it
// has been so before.
func (p *pace) due(e batch.Event) bool {
	now := time.Now()
	if now.Sub(p.last) < p.every && !(e.Done == e.Total && p.last != p.start) {
		return false
	}
	p.last = now
	return true
}

// rate is bytes a second, and the time that is left; 0 if they are not known.
func (p *pace) rate(t batch.Totals) (perSecond float64, left time.Duration) {
	seconds := time.Since(p.start).Seconds()
	if seconds <= 0 || t.Bytes <= p.kept {
		return 0, 0
	}
	perSecond = float64(t.Bytes-p.kept) / seconds
	return perSecond, time.Duration(float64(max(0, t.TotalBytes-t.Bytes)) / perSecond * float64(time.Second)).Round(time.Second)
}

// skip takes files that are only found done out of the pace.
func (p *pace) skip(e batch.Event, before int64) {
	if e.Kept {
		p.kept += e.Totals.Bytes - before
	}
}

// newLines tells how far a run is in a plain line every so often.
func newLines(w io.Writer, every time.Duration) progress {
	p, before := newPace(every), int64(0)
	return progress{
		step: func(e batch.Event) {
			p.skip(e, before)
			before = e.Totals.Bytes
			if !p.due(e) {
				return
			}
			rate, left := p.rate(e.Totals)
			fmt.Fprintf(w, "zhibiao: %s, %.1f/%.1f MB, %.2f MB/s, %v left\n", filesText(e), float64(e.Totals.Bytes)/1e6, float64(e.Totals.TotalBytes)/1e6, rate/1e6, left)
			if e.Done == e.Total {
				fmt.Fprintln(w, "zhibiao: writing the tables")
			}
		},
		finish: func() {},
	}
}

// newObjects writes a JSON object for every file, and every so often one of the
// whole run.
func newObjects(w io.Writer, every time.Duration) progress {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	p, before := newPace(every), int64(0)
	type run struct {
		batch.Totals
		Rate float64 `json:"bytes_per_second"`
		Left float64 `json:"seconds_left"`
	}
	return progress{
		step: func(e batch.Event) {
			p.skip(e, before)
			before = e.Totals.Bytes
			_ = encoder.Encode(e)
			if p.due(e) {
				rate, left := p.rate(e.Totals)
				_ = encoder.Encode(struct {
					Run run `json:"run"`
				}{run{e.Totals, rate, left.Seconds()}})
			}
		},
		finish: func() {},
	}
}
