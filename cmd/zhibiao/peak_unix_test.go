//go:build unix

package main

import (
	"os/exec"
	"runtime"
	"syscall"
)

// peak is the most memory, in bytes, that a process had that has ended.
func peak(c *exec.Cmd) int64 {
	usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "linux" {
		return int64(usage.Maxrss) << 10
	}
	return int64(usage.Maxrss)
}
