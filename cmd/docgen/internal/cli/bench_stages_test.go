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

	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser"
	"example.com/docgen/parser/page"
)

// BenchmarkStages measures each stage of a run over the pages of 2026-03. It runs the
// stage and the floor (see [floorRun]) in turn, and reports the ratio of their times as
// "x-floor". The allocations are those of the stage alone, and hardly depend on the
// machine. The stages read, emit and write use all processors, as they do in docgen;
// the others, and the floor, use one.
func BenchmarkStages(b *testing.B) {
	docs, prefix := benchPages(b)
	dir := benchDir(b)
	if err := moduleFiles(b).write(dir); err != nil {
		b.Fatal(err)
	}
	s := newStages(b, dir, docs, findTG(b, dir))
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
			stage.run(b) // the first run allocates things that later runs use again
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

// stages are the stages of a run. Each is a method that takes the results of the stages
// before it from the fields, and stores its own.
type stages struct {
	docs          string
	documentation *input.Documentation
	tg            *bind.TG
	pages         []*page.Page
	methods       []*bind.Method
	pkg           folder.Package
	// fresh is the prefix of the folders that the stage write makes, each with a number
	// after it, and written is the last number.
	fresh            string
	written          int
	outputs          [][]byte
	size, outputSize int
}

// newStages runs all stages once over the pages in docs, with tg. The stage write makes
// its folders in dir.
func newStages(b *testing.B, dir, docs string, tg *bind.TG) *stages {
	b.Helper()
	s := &stages{docs: docs, tg: tg, fresh: filepath.Join(dir, fmt.Sprint("fresh", rand.N(1_000_000), "_"))}
	s.read(b)
	s.parse(b)
	s.bind(b)
	s.emit(b)
	for _, f := range s.documentation.Pages {
		s.size += len(f.Text)
	}
	for _, f := range s.pkg.Files {
		s.outputSize += len(f.Data)
		if strings.HasSuffix(f.Name, ".go") {
			s.outputs = append(s.outputs, f.Data)
		}
	}
	return s
}

func (s *stages) read(b *testing.B) {
	var err error
	if s.documentation, err = input.Read(context.Background(), []string{s.docs}, ""); err != nil {
		b.Fatal(err)
	}
}

func (s *stages) goldmark(*testing.B) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	for _, f := range s.documentation.Pages {
		markdown.Parse(text.NewReader(f.Text))
	}
}

func (s *stages) parse(*testing.B) {
	s.pages = nil
	p := parser.New()
	for _, f := range s.documentation.Pages {
		if read, _ := p.Parse(f.Name, f.Text); read != nil {
			s.pages = append(s.pages, read)
		}
	}
}

func (s *stages) bind(*testing.B) {
	s.methods = nil
	documented := make(map[string]bool, len(s.pages))
	for _, p := range s.pages {
		documented[p.Method.Text] = true
	}
	for _, p := range s.pages {
		if m, _ := s.tg.Bind(p, documented); m != nil {
			s.methods = append(s.methods, m)
		}
	}
}

func (s *stages) emit(b *testing.B) {
	files, _, err := emit.Package(s.methods, emit.Options{Package: "api", Run: "docgen generate"})
	if err != nil {
		b.Fatal(err)
	}
	s.pkg = folder.Package{Name: "api", Files: files}
}

func (s *stages) format(b *testing.B) {
	for _, source := range s.outputs {
		if _, err := format.Source(source); err != nil {
			b.Fatal(err)
		}
	}
}

// write writes the package into a folder that does not exist yet.
func (s *stages) write(b *testing.B) {
	s.written++
	ctx := context.Background()
	out, err := folder.Read(fmt.Sprintf("%s%d", s.fresh, s.written))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := out.Lock(ctx); err != nil {
		b.Fatal(err)
	}
	if _, err := out.Write(ctx, s.pkg, folder.OS()); err != nil {
		b.Fatal(err)
	}
	if err := out.Close(); err != nil {
		b.Fatal(err)
	}
}

func (s *stages) floor(b *testing.B) { floorRun(b, s.docs, s.outputs) }
