//go:build unix

package cli

import (
	"os"
	"runtime"
	"syscall"
)

// residentMB returns the peak of a process's memory.
func residentMB(state *os.ProcessState) float64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	unit := 1.0 / 1024 // kB on Linux
	if runtime.GOOS == "darwin" {
		unit /= 1024
	}
	return float64(usage.Maxrss) * unit
}
