package ingest

import (
	"errors"
	"fmt"
)

// Why a file could not be read; errors.Is tells which.
var (
	ErrEmpty     = errors.New("empty file")
	ErrBinary    = errors.New("binary file")
	ErrEncoding  = errors.New("unknown encoding")
	ErrNoText    = errors.New("no text")
	ErrEncrypted = errors.New("encrypted file")
	ErrDamaged   = errors.New("damaged file")
	ErrTooLarge  = errors.New("file too large")
)

// An Error is a file, or a line of it, that could not be read. It prints as
//
//	2025/report.pdf: no text layer (scanned?); run OCR first
type Error struct {
	Source string // as in Document.Source
	Line   int    // 1-based; 0 if the whole file is meant
	Cause  string // what is wrong with it
	Remedy string // what to do about it
	Kind   error  // one of the errors above
}

// Error writes source, line, cause and remedy.
func (e *Error) Error() string {
	s := e.Source
	if e.Line > 0 {
		s += fmt.Sprintf(":%d", e.Line)
	}
	s += ": " + e.Cause
	if e.Remedy != "" {
		s += "; " + e.Remedy
	}
	return s
}

// Unwrap returns the kind of the error.
func (e *Error) Unwrap() error { return e.Kind }

func fail(source string, kind error, cause, remedy string) error {
	return &Error{Source: source, Cause: cause, Remedy: remedy, Kind: kind}
}

// joinErrors is errors.Join that leaves a single error as it is.
func joinErrors(errs []error) error {
	if len(errs) == 1 {
		return errs[0]
	}
	return errors.Join(errs...)
}
