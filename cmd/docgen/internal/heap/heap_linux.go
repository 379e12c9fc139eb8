package heap

import (
	"bytes"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"syscall"
)

const (
	// heap is what a run takes over ten times the documentation there is. What of it
	// is not touched takes no memory.
	heap = 256 << 20
	// held is how much is allocated between two collections, and more by as much as
	// is in use.
	held = 32 << 20
)

// ballast is never touched: it is there for the collector, which waits until as
// much was allocated as is in use.
var ballast []byte

// The package is initialized before those that make tables of their own, goldmark
// and its like: Go takes what depends on little in the order of import paths.
func init() {
	if !available() || scarce() {
		return
	}
	pace := debug.SetGCPercent(-1)
	ballast = make([]byte, held)
	// The advice is about addresses. Go has no way to ask for it where its heap is
	// going to be, but uses again what it collected.
	if syscall.Madvise(make([]byte, heap), syscall.MADV_HUGEPAGE) != nil {
		ballast = nil
	}
	runtime.GC()
	debug.SetGCPercent(pace)
}

// available reports whether Linux has huge pages for those who ask: what is chosen
// is in brackets, see "Transparent Hugepage Support" in the kernel's documentation.
func available() bool {
	chosen, err := os.ReadFile("/sys/kernel/mm/transparent_hugepage/enabled")
	return err == nil && !bytes.Contains(chosen, []byte("[never]"))
}

// scarce reports whether a process may not ask for more addresses than it is going
// to use, by ulimit -v, or because Linux promises no memory that it does not have.
func scarce() bool {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_AS, &limit); err != nil || limit.Cur != math.MaxUint64 {
		return true
	}
	policy, err := os.ReadFile("/proc/sys/vm/overcommit_memory")
	return err != nil || bytes.HasPrefix(policy, []byte("2"))
}
