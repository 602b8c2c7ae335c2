// Command zhibiao turns Chinese government reports into a dataset of their
// indicators. Every subcommand has a file of its own: flags, one call, an exit
// code.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
)

// Exit codes.
const (
	exitOK          = 0
	exitSome        = 1   // some inputs failed, the rest was written
	exitUsage       = 2   // usage, configuration or rule fault, nothing written
	exitNothing     = 3   // no input matched
	exitGate        = 4   // an evaluation gate was missed
	exitInterrupted = 130 // by the user
)

// An exitError is an error with the exit code that it ends the command with.
// Its err may be nil where all has been said already.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

func main() {
	sparseCollection()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	err := newRoot().ExecuteContext(ctx)
	stop()
	os.Exit(exitCode(err))
}

// exitCode says what err is on stderr and returns the exit code for it.
func exitCode(err error) int {
	if err == nil {
		return exitOK
	}
	code := exitUsage
	var e *exitError
	switch {
	case errors.As(err, &e):
		code = e.code
	case errors.Is(err, context.Canceled):
		code, err = exitInterrupted, errors.New("interrupted; nothing was written")
	}
	if text := err.Error(); text != "" {
		for line := range strings.SplitSeq(text, "\n") {
			if line = strings.TrimSpace(line); line != "" { // cobra sets its suggestions apart
				fmt.Fprintln(os.Stderr, "zhibiao: "+line)
			}
		}
	}
	return code
}
