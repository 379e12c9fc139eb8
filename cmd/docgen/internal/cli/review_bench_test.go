package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkReview measures docgen review on the pages of 2020-06 and 2026-03, with Go,
// and reading and parsing the same pages in turn. "x-parse" is the ratio of their times.
func BenchmarkReview(b *testing.B) {
	docs, prefix := benchCorpus(b)
	old, new := filepath.Join(docs, "2020-06"), filepath.Join(docs, "2026-03")
	dir := b.TempDir()
	if err := moduleFiles(b).write(dir); err != nil {
		b.Fatal(err)
	}
	b.Run(prefix+"all", func(b *testing.B) { benchmarkReview(b, dir, old, new) })
}

func benchmarkReview(b *testing.B, dir, old, new string) {
	b.Chdir(dir)
	out := filepath.Join(dir, "review.html")
	var parsing, list, total time.Duration
	for b.Loop() {
		for _, docs := range []string{old, new} {
			parsing += measure(func() { readAndParse(b, docs) })
		}
		list += measure(func() { goList(b, dir, "-find", "github.com/gotd/td/tg") })
		total += measure(func() {
			if code := Run(context.Background(), []string{"review", old, new, "-o", out}, io.Discard, io.Discard); code != exitOK {
				b.Fatalf("exit code %d", code)
			}
		})
	}
	info, err := os.Stat(out)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(info.Size())/1e6, "MB")
	b.ReportMetric(float64(total.Milliseconds())/float64(b.N), "ms/review")
	b.ReportMetric(float64(parsing.Milliseconds())/float64(b.N), "ms/parse")
	b.ReportMetric(float64(list.Milliseconds())/float64(b.N), "ms/golist")
	b.ReportMetric(total.Seconds()/parsing.Seconds(), "x-parse")
}
