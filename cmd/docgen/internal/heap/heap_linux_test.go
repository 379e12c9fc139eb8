package heap

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"unsafe"
)

// TestHugePages shows that what is allocated is where huge pages are asked for.
func TestHugePages(t *testing.T) {
	if !available() || scarce() {
		t.Skip("this Linux has no huge pages for those who ask, or little memory")
	}
	runtime.GC()                  // of what other tests left
	object := make([]byte, 1<<20) // more than is left of what Go took before
	if flags := mapping(t, uintptr(unsafe.Pointer(&object[0]))); !slices.Contains(flags, "hg") {
		t.Errorf("the mapping of a megabyte has the flags %v", flags)
	}
	object[0] = 1
}

// mapping returns the flags of the mapping that an address is in.
func mapping(t *testing.T, address uintptr) []string {
	t.Helper()
	file, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	inside := false
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var from, to uintptr
		if n, _ := fmt.Sscanf(lines.Text(), "%x-%x ", &from, &to); n == 2 {
			inside = from <= address && address < to
		}
		if flags, ok := strings.CutPrefix(lines.Text(), "VmFlags:"); ok && inside {
			return strings.Fields(flags)
		}
	}
	t.Fatalf("no mapping has %#x", address)
	return nil
}

// TestCollectorPace shows that GOGC is heeded.
func TestCollectorPace(t *testing.T) {
	if os.Getenv("PRINT_GOGC") != "" {
		fmt.Println(debug.SetGCPercent(100))
		os.Exit(0)
	}
	for gogc, want := range map[string]string{"": "100\n", "50": "50\n", "off": "-1\n"} {
		cmd := exec.Command(os.Args[0], "-test.run=TestCollectorPace")
		cmd.Env = append(os.Environ(), "GOGC="+gogc, "PRINT_GOGC=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if string(out) != want {
			t.Errorf("with GOGC=%q it is %swant %s", gogc, out, want)
		}
	}
}

// TestLateCollection shows that little memory is not collected, and much is.
func TestLateCollection(t *testing.T) {
	if !available() || scarce() {
		t.Skip("this Linux has no huge pages for those who ask, or little memory")
	}
	if len(ballast) != held {
		t.Fatalf("the ballast has %d bytes", len(ballast))
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	allocate := func(megabytes int) uint32 {
		for range megabytes {
			object := make([]byte, 1<<20)
			runtime.KeepAlive(&object)
		}
		runtime.ReadMemStats(&after)
		return after.NumGC - before.NumGC
	}
	if n := allocate(held >> 21); n != 0 {
		t.Errorf("%d collections in half of what is held", n)
	}
	if n := allocate(held >> 18); n == 0 {
		t.Error("no collection in four times what is held")
	}
}

// TestScarce shows that a program starts where it may have few addresses.
func TestScarce(t *testing.T) {
	out, err := exec.Command("sh", "-c", `ulimit -v 900000 && exec "$0" -test.run=TestCollectorPace`, os.Args[0]).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
