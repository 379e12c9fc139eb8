package cli

import (
	"bytes"
	"context"
	"fmt"
	"go/format"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// BenchmarkGenerate measures whole runs on the pages of 2026-03 in one process,
// each beside the floor in the same run: the time one core takes to read the
// pages, parse them with goldmark alone and format the same output. The metric
// "x-floor" is the ratio, which holds on a noisy machine; go list is in it.
func BenchmarkGenerate(b *testing.B) {
	docs := corpusDir(b, "2026-03")
	dir := b.TempDir()
	if err := moduleFiles(b).write(dir); err != nil {
		b.Fatal(err)
	}
	out := filepath.Join(dir, "api")
	run := func(b *testing.B, docs, out string) {
		b.Helper()
		var stderr bytes.Buffer
		args := []string{"generate", "--docs", docs, "--out", out}
		if code := Run(context.Background(), args, io.Discard, &stderr); code != exitOK {
			b.Fatalf("exit code %d\n%s", code, stderr.String())
		}
	}
	run(b, docs, out)
	outputs := readAll(b, out)
	for _, c := range []struct {
		name  string
		fresh bool
		docs  string
	}{
		{"all", true, docs},
		{"unchanged", false, docs},
		{"one", true, filepath.Join(docs, "messages.importChatInvite.md")},
	} {
		b.Run(c.name, func(b *testing.B) {
			var floor, total time.Duration
			for b.Loop() {
				floor += measure(func() { floorRun(b, docs, outputs) })
				target := out
				if c.fresh {
					target = filepath.Join(dir, "fresh")
					if err := os.RemoveAll(target); err != nil {
						b.Fatal(err)
					}
				}
				total += measure(func() { run(b, c.docs, target) })
			}
			b.ReportMetric(float64(total.Milliseconds())/float64(b.N), "ms/run")
			b.ReportMetric(float64(floor.Milliseconds())/float64(b.N), "ms/floor")
			b.ReportMetric(total.Seconds()/floor.Seconds(), "x-floor")
		})
	}
}

// BenchmarkCompile measures how long the go command compiles the package of all
// pages of 2026-03 with all errors, once gotd/td is in the build cache.
func BenchmarkCompile(b *testing.B) {
	dir := b.TempDir()
	if err := moduleFiles(b).write(dir); err != nil {
		b.Fatal(err)
	}
	out := filepath.Join(dir, "api")
	var stderr bytes.Buffer
	args := []string{"generate", "--docs", corpusDir(b, "2026-03"), "--errors", filepath.Join(corpusDir(b, "."), "errors.json"), "--out", out}
	if code := Run(context.Background(), args, io.Discard, &stderr); code != exitOK {
		b.Fatalf("exit code %d\n%s", code, stderr.String())
	}
	build := func() {
		cmd := exec.Command("go", "build", "./api")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
		if text, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, text)
		}
	}
	build()
	var total time.Duration
	for n := 0; b.Loop(); n++ {
		// What is new each time can't come from the cache.
		source := fmt.Sprintf("package api\n\nconst new%d = %d\n", n, time.Now().UnixNano())
		if err := os.WriteFile(filepath.Join(out, "new.go"), []byte(source), 0o666); err != nil {
			b.Fatal(err)
		}
		total += measure(build)
	}
	b.ReportMetric(total.Seconds()/float64(b.N), "s/build")
}

func measure(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// floorRun does the least that any generator of this output must do.
func floorRun(b *testing.B, docs string, outputs [][]byte) {
	b.Helper()
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	for _, source := range readAll(b, docs) {
		markdown.Parse(text.NewReader(source))
	}
	for _, source := range outputs {
		if _, err := format.Source(source); err != nil {
			b.Fatal(err)
		}
	}
}

// readAll reads the pages, or the Go files, of a folder. The indexes beside
// pages are none.
func readAll(b *testing.B, dir string) [][]byte {
	b.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		b.Fatal(err)
	}
	var all [][]byte
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, ".md") || strings.HasSuffix(name, "index.md") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, data)
	}
	return all
}
