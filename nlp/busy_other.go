//go:build !linux

package nlp

import "time"

var started = time.Now()

// busy is the time that has passed, where that of a thread cannot be had.
func busy() time.Duration { return time.Since(started) }
