package main

import "os/exec"

// peak is the most memory that a process had; it is not known here.
func peak(*exec.Cmd) int64 { return 0 }
