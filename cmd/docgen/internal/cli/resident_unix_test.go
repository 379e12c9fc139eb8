//go:build unix

package cli

import (
	"os"
	"runtime"
	"syscall"
)

// residentMB returns the peak memory of a process, in MB.
func residentMB(state *os.ProcessState) float64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	unit := 1.0 / 1024 // Linux counts in kB, macOS in bytes
	if runtime.GOOS == "darwin" {
		unit /= 1024
	}
	return float64(usage.Maxrss) * unit
}
