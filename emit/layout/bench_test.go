package layout

import (
	"go/format"
	"os"
	"testing"
	"time"
)

// BenchmarkSource measures the quick path on the files of package generated that it is
// meant for. The metric "x-format" is the ratio to the time that go/format takes for
// the same files.
func BenchmarkSource(b *testing.B) {
	var files [][]byte
	for _, name := range generatedFiles(b) {
		source, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		if _, ok := quick(source); ok {
			files = append(files, source)
		}
	}
	b.ReportAllocs()
	var slow, fast time.Duration
	for b.Loop() {
		slow += formatAll(b, files, format.Source)
		fast += formatAll(b, files, Source)
	}
	b.ReportMetric(fast.Seconds()/slow.Seconds(), "x-format")
}

// formatAll returns the time that a function takes to format the files.
func formatAll(b *testing.B, files [][]byte, format func([]byte) ([]byte, error)) time.Duration {
	b.Helper()
	start := time.Now()
	for _, source := range files {
		if _, err := format(source); err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(start)
}
