package cli

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkSources measures fresh runs over three sources, which are two folders of pages
// and the error file, and over one of these folders alone, in turn. "x-one" is the ratio
// of their times, and "x-one-CPU" that of their CPU times.
func BenchmarkSources(b *testing.B) {
	docgen := install(b)
	corpus, prefix := benchCorpus(b)
	core := filepath.Join(corpus, "gramjs-2022", "...")
	if _, err := os.Stat(filepath.Dir(core)); err != nil {
		core = filepath.Join(corpus, "2020-06") // among made pages
	}
	dir := benchDir(b)
	if err := moduleFiles(b).write(dir); err != nil {
		b.Fatal(err)
	}
	pages := filepath.Join(corpus, "2026-03")
	one := []string{docgen, "generate", "--docs", pages}
	three := []string{docgen, "generate", "--docs", pages, "--docs", core, "--errors", filepath.Join(corpus, "errors.json")}
	b.Run(prefix+"three", func(b *testing.B) {
		var few, many runs
		folder := rand.N(1_000_000)
		run := func(args []string, used *runs) {
			folder++
			used.add(runUsing(b, dir, nil, append(args, "--out", fmt.Sprint("fresh", folder))...))
		}
		run(one, &runs{}) // not measured: the go command makes its index of tg
		for b.Loop() {
			run(one, &few)
			run(three, &many)
		}
		ratio := func(many, few []time.Duration) float64 { return median(many).Seconds() / median(few).Seconds() }
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(ms(median(few.total)), "ms/one")
		b.ReportMetric(ms(median(many.total)), "ms/three")
		b.ReportMetric(ratio(many.total, few.total), "x-one")
		b.ReportMetric(ratio(many.cpu, few.cpu), "x-one-CPU")
		if many.peak > 0 {
			b.ReportMetric(many.peak, "MB-resident")
		}
	})
}
