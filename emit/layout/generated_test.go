package layout

import (
	"bytes"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestGenerated takes the layout from the files of package generated, and shows that
// Source gives it back, by the quick path alone. The files are what docgen makes of
// the pages in docs/.
func TestGenerated(t *testing.T) {
	for _, name := range generatedFiles(t) {
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		base := filepath.Base(name)
		if start := bytes.Index(want, []byte(tables[base])); start > 0 {
			want = append([]byte("package p\n\n"), want[start:]...)
		}
		source := GroupImports(unformatted(t, want))
		got, err := Source(source)
		if err != nil {
			t.Errorf("%s: %v", base, err)
			continue
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is laid out as\n%s", base, got)
		}
		if _, ok := quick(source); ok == slices.Contains(others, base) {
			t.Errorf("the quick path accepts %s: %v", base, ok)
		}
	}
}

// generatedFiles returns the names of the files that docgen makes without flags.
func generatedFiles(tb testing.TB) []string {
	tb.Helper()
	names, err := filepath.Glob("../../generated/*_gen.go")
	if err != nil || len(names) == 0 {
		tb.Fatalf("no generated files: %v", err)
	}
	return append(names, "../../generated/tg_gen_test.go")
}

// tables are the files that start with a part of package runtime, which is copied. The
// table behind that is what docgen prints, and it starts with the words given here.
var tables = map[string]string{
	"errors_gen.go":  "// The documented errors, ",
	"methods_gen.go": "var methodTable = ",
}

// others are the files that the quick path is not meant for: the copy of a part of
// package runtime, and a wrapper of other methods, which has a function literal.
var others = []string{"client_gen.go", "invoke_with_layer_gen.go"}

// unformatted returns a file without its layout: there is one space between two
// tokens in a line, and the groups of imports are in one.
func unformatted(t *testing.T, file []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	for line := range strings.Lines(strings.Replace(string(file), "\"\n\n\t\"", "\"\n\t\"", 1)) {
		var s scanner.Scanner
		set := token.NewFileSet()
		s.Init(set.AddFile("", -1, len(line)), []byte(line), func(_ token.Position, msg string) { t.Fatal(msg, line) }, scanner.ScanComments)
		var words []string
		for _, tok, literal := s.Scan(); tok != token.EOF; _, tok, literal = s.Scan() {
			switch literal {
			case "\n":
			case "":
				words = append(words, tok.String())
			default:
				words = append(words, literal)
			}
		}
		out.WriteString(strings.Join(words, " ") + "\n")
	}
	return out.Bytes()
}
