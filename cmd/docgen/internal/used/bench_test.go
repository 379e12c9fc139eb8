package used

import (
	"errors"
	"fmt"
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkRead reads 20 MB of Go in 1,000 files, and selects from them. The code is that
// of the standard library, in files of 20 kB, each with a call of tg.
func BenchmarkRead(b *testing.B) {
	dir := b.TempDir()
	size := writeCode(b, dir, 1000, 20_000)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		names, err := Read(b.Context(), []string{dir + "/..."})
		if err != nil {
			b.Fatal(err)
		}
		if n := len(names.Methods(api)); n != 1 {
			b.Fatalf("%d methods are in use", n)
		}
	}
}

// writeCode writes n files of about a size, in ten folders. It returns their size together.
func writeCode(b *testing.B, dir string, n, size int) int {
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
	text, total := code.String(), 0
	for i := range n {
		part := "package p\n\nvar _ = tg.MessagesSendMessage\n" + text[i*size:(i+1)*size]
		write(b, filepath.Join(dir, fmt.Sprintf("p%d/f%d.go", i%10, i)), part)
		total += len(part)
	}
	return total
}
