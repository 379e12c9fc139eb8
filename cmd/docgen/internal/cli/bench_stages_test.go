package cli

import (
	"context"
	"fmt"
	"go/format"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"example.com/docgen/emit"
	"example.com/docgen/parser"
)

// BenchmarkStages measures the stages of a run over the pages of 2026-03, each
// beside the floor in the same loop: "x-floor" is the ratio. Allocations are those
// of the stage alone, and hardly depend on the machine. The stages read, emit and
// write use all processors, as they do in docgen; the others, and the floor, use
// one.
func BenchmarkStages(b *testing.B) {
	docs, prefix := benchPages(b)
	dir := benchDir(b)
	if err := moduleFiles(b).write(dir); err != nil {
		b.Fatal(err)
	}
	s := newStages(b, dir, docs)
	for _, stage := range []struct {
		name  string
		bytes int
		run   func(b *testing.B)
	}{
		{"read", s.size, s.read},
		{"goldmark", s.size, s.goldmark},
		{"parse", s.size, s.parse},
		{"bind", 0, s.bind},
		{"emit", s.outputSize, s.emit},
		{"format", s.outputSize, s.format},
		{"write", s.outputSize, s.write},
		{"floor", 0, s.floor},
	} {
		b.Run(prefix+stage.name, func(b *testing.B) {
			stage.run(b) // what only the first run allocates is none of its cost
			b.ReportAllocs()
			b.SetBytes(int64(stage.bytes))
			var floor, total time.Duration
			for b.Loop() {
				b.StopTimer()
				floor += measure(func() { s.floor(b) })
				b.StartTimer()
				total += measure(func() { stage.run(b) })
				b.StopTimer()
				b.StartTimer()
			}
			b.ReportMetric(total.Seconds()/floor.Seconds(), "x-floor")
		})
	}
}

// stages are the stages of a run, each with what those before it made.
type stages struct {
	options *options
	build   *build
	// fresh starts the names of the folders to write into, of which there are written.
	fresh            string
	written          int
	outputs          [][]byte
	size, outputSize int
}

// newStages returns the stages of a run over pages, in the folder of a module.
func newStages(b *testing.B, dir, docs string) *stages {
	b.Helper()
	s := &stages{
		options: &options{docs: []string{docs}, out: filepath.Join(dir, "api")},
		fresh:   filepath.Join(dir, fmt.Sprint("fresh", rand.N(1_000_000), "_")),
	}
	var err error
	if s.build, err = makePackage(context.Background(), s.options); err != nil {
		b.Fatal(err)
	}
	for _, f := range s.build.input.files {
		s.size += len(f.text)
	}
	for _, f := range s.build.files {
		s.outputSize += len(f.Data)
		if strings.HasSuffix(f.Name, ".go") {
			s.outputs = append(s.outputs, f.Data)
		}
	}
	return s
}

func (s *stages) read(b *testing.B) {
	if _, err := readFiles(context.Background(), s.options); err != nil {
		b.Fatal(err)
	}
}

func (s *stages) goldmark(*testing.B) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	for _, f := range s.build.input.files {
		markdown.Parse(text.NewReader(f.text))
	}
}

func (s *stages) parse(*testing.B) {
	p := parser.New()
	for _, f := range s.build.input.files {
		p.Parse(f.name, f.text)
	}
}

func (s *stages) bind(*testing.B) {
	documented := make(map[string]bool, len(s.build.pages))
	for _, p := range s.build.pages {
		documented[p.Method.Text] = true
	}
	for _, p := range s.build.pages {
		s.build.tg.Bind(p, documented)
	}
}

func (s *stages) emit(b *testing.B) {
	if _, diags, err := emit.Package(s.build.methods, s.build.printed); err != nil || len(diags) > 0 {
		b.Fatal(err, diags)
	}
}

func (s *stages) format(b *testing.B) {
	for _, source := range s.outputs {
		if _, err := format.Source(source); err != nil {
			b.Fatal(err)
		}
	}
}

// write writes into a folder that is not there yet.
func (s *stages) write(b *testing.B) {
	s.written++
	had, err := readOutput(fmt.Sprintf("%s%d", s.fresh, s.written))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := write(context.Background(), had, s.build.printed.Package, s.build.files); err != nil {
		b.Fatal(err)
	}
}

func (s *stages) floor(b *testing.B) { floorRun(b, s.options.docs[0], s.outputs) }
