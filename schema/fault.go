package schema

import "fmt"

// A Fault is a mistake in a file that a person wrote, such as rules, gold or the
// export of an annotation tool. It prints as
//
//	seeds/rules.yaml:41: rule growth.yoy: no "finds" example
type Fault struct {
	File string
	Line int    // 1-based; 0 if the fault is of the whole file
	Rule string // id of the rule, unit or indicator; "" outside one
	Err  error
}

// Error writes file, line, rule and cause.
func (f *Fault) Error() string {
	s := f.File
	if f.Line > 0 {
		s += fmt.Sprintf(":%d", f.Line)
	}
	if f.Rule != "" {
		s += ": " + f.Rule
	}
	return s + ": " + f.Err.Error()
}

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Err }
