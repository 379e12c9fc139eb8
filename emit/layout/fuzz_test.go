package layout

import (
	"bytes"
	"go/format"
	"os"
	"strings"
	"testing"
)

// FuzzLayout holds the quick path to gofmt: whatever valid Go it accepts, its result is
// exactly that of format.Source. Mistakes of syntax are not its business.
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
		if err != nil {
			return
		}
		if !bytes.Equal(got, want) {
			t.Errorf("layout has\n%s\nand gofmt\n%s", got, want)
		}
	})
}

// FuzzLayoutComments does the same for comments alone, which come in more forms than
// code. The text is what a comment has after its slashes.
func FuzzLayoutComments(f *testing.F) {
	for _, source := range printed {
		var text strings.Builder
		for line := range strings.Lines(source) {
			if comment, ok := strings.CutPrefix(line, "//"); ok {
				text.WriteString(comment)
			}
		}
		f.Add(text.String())
	}
	f.Add(" A\n\n B\n   - [c]\n\n\td\n\n [c]: https://e.f\n")
	f.Fuzz(func(t *testing.T, text string) {
		comment := "//" + strings.ReplaceAll(text, "\n", "\n//")
		source := []byte("package p\n\n" + comment + "\ntype X struct {\n" + comment + "\nA int\n}\n")
		got, ok := quick(source)
		if !ok {
			return
		}
		want, err := format.Source(source)
		if err == nil && !bytes.Equal(got, want) {
			t.Errorf("layout has\n%s\nand gofmt\n%s", got, want)
		}
	})
}
