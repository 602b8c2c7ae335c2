package nlp

import (
	"syscall"
	"time"
)

// ofThread asks Getrusage for the calling thread (RUSAGE_THREAD).
const ofThread = 1

// busy is the processor time that the thread has used: time that others use the
// processor does not count.
func busy() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(ofThread, &u); err != nil {
		return time.Duration(time.Now().UnixNano())
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
