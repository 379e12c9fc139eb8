package heap

import (
	"bytes"
	"os"
	"runtime"
	"runtime/debug"
	"syscall"
)

const (
	// size is more than the heap of a run over all documentation there is. What is
	// not touched is not taken.
	size = 64 << 20
	// percent is what GOGC is unless it is set.
	percent = 300
)

// The package is initialised before those that make tables of their own, goldmark
// and its like: Go takes what depends on little in the order of import paths.
func init() {
	if !available() {
		return
	}
	// The advice is about addresses. Go has no way to ask for it where its heap is
	// going to be, but uses again what it collected.
	pace := debug.SetGCPercent(-1)
	err := syscall.Madvise(make([]byte, size), syscall.MADV_HUGEPAGE)
	runtime.GC()
	if err == nil && os.Getenv("GOGC") == "" {
		pace = percent
	}
	debug.SetGCPercent(pace)
}

// available reports whether Linux has huge pages for those who ask: what is chosen
// is in brackets, see "Transparent Hugepage Support" in the kernel's documentation.
func available() bool {
	chosen, err := os.ReadFile("/sys/kernel/mm/transparent_hugepage/enabled")
	return err == nil && !bytes.Contains(chosen, []byte("[never]"))
}
