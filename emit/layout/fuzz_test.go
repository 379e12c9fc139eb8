package layout

import (
	"bytes"
	"go/format"
	"os"
	"slices"
	"strings"
	"testing"
)

// FuzzLayout holds the quick path to gofmt: whatever valid Go it accepts, with comments as
// gofmt has them, its result is exactly that of format.Source.
func FuzzLayout(f *testing.F) {
	for _, source := range printed {
		f.Add(source)
	}
	for _, body := range refused {
		f.Add("package p\n\nfunc f() {\n" + body + "\n}\n")
	}
	for _, name := range generatedFiles(f) {
		source, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if len(source) < 10_000 {
			f.Add(string(source))
		}
	}
	f.Fuzz(func(t *testing.T, source string) {
		got, ok := quick([]byte(source))
		if !ok {
			return
		}
		want, err := format.Source([]byte(source))
		if err != nil || !slices.Equal(comments([]byte(source)), comments(want)) {
			return
		}
		if !bytes.Equal(got, want) {
			t.Errorf("layout has\n%s\nand gofmt\n%s", got, want)
		}
	})
}

// comments returns the comments of a file, without their indentation.
func comments(source []byte) (all []string) {
	for line := range strings.Lines(string(source)) {
		if line = strings.TrimLeft(line, " \t"); strings.HasPrefix(line, "//") {
			all = append(all, strings.TrimRight(line, "\n"))
		}
	}
	return all
}
