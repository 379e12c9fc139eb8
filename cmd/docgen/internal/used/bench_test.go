package used

import (
	"errors"
	"fmt"
	"go/build"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkRead reads 20 MB of Go in 1,000 files, and selects from them. The code is that
// of the standard library, in files of 20 kB, each with a call of tg. The metric scans is
// the time as a ratio to that of go/scanner alone, on one core and with all files read.
func BenchmarkRead(b *testing.B) {
	dir := b.TempDir()
	files := writeCode(b, dir, 1000, 20_000)
	var reading, scanning time.Duration
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		names, err := Read(b.Context(), []string{dir + "/..."})
		if err != nil {
			b.Fatal(err)
		}
		if n := len(names.Methods(api)); n != 1 {
			b.Fatalf("%d methods are in use", n)
		}
		reading += time.Since(start)
		b.StopTimer()
		start = time.Now()
		for _, text := range files {
			scan(text)
		}
		scanning += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(reading)/float64(scanning), "scans")
}

// scan reads the tokens of a file.
func scan(text []byte) {
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile("", -1, len(text)), text, nil, 0)
	for tok := token.ILLEGAL; tok != token.EOF; {
		_, tok, _ = s.Scan()
	}
}

// writeCode writes n files of about a size, in ten folders, and returns their texts.
func writeCode(b *testing.B, dir string, n, size int) [][]byte {
	b.Helper()
	var code strings.Builder
	stop := errors.New("enough")
	err := filepath.WalkDir(filepath.Join(build.Default.GOROOT, "src"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".go" {
			return err
		}
		text, err := os.ReadFile(name)
		code.Write(text)
		if code.Len() > n*size {
			return stop
		}
		return err
	})
	if !errors.Is(err, stop) {
		b.Skipf("skipped: the standard library has too little source: %v", err)
	}
	text := code.String()
	files := make([][]byte, n)
	for i := range n {
		part := "package p\n\nvar _ = tg.MessagesSendMessage\n" + text[i*size:(i+1)*size]
		write(b, filepath.Join(dir, fmt.Sprintf("p%d/f%d.go", i%10, i)), part)
		files[i] = []byte(part)
	}
	return files
}
