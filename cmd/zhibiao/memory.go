package main

import (
	"os"
	"runtime/debug"
)

// The garbage collector may let the heap grow to five times what is in use,
// which is little, and works harder beyond heapMemory bytes: half of its work at
// the start and a third of that on reports is saved so.
const (
	heapGrowth = 400 // percent
	heapMemory = 176 << 20
)

// sparseCollection tunes the garbage collector, unless GOGC or GOMEMLIMIT do.
func sparseCollection() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(heapMemory)
	}
}
