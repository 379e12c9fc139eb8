package emit_test

import (
	"bytes"
	"flag"
	"go/ast"
	"go/doc"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite testdata/api.txt")

// TestRuntimeAPI compares what the copied parts of generated packages export with
// testdata/api.txt. A line that is gone breaks code of users: say in CHANGELOG.md what to
// replace it with.
func TestRuntimeAPI(t *testing.T) {
	var got bytes.Buffer
	for _, dir := range []string{"runtime", "runtime/doubles", "runtime/tgapihttp", "runtime/_tgapilua"} {
		got.WriteString(exportsOf(t, dir))
	}
	const name = "testdata/api.txt"
	if *update {
		if err := os.WriteFile(name, got.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("the exported API changed; if it should, run the test with -update (-want +got):\n%s", diff)
	}
}

// exportsOf returns the exported declarations of a package, without their comments.
func exportsOf(t *testing.T, dir string) string {
	t.Helper()
	names, err := filepath.Glob(dir + "/*.go")
	if err != nil || len(names) == 0 {
		t.Fatalf("%s has no Go files: %v", dir, err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	pkg, err := doc.NewFromFiles(fset, files, dir)
	if err != nil {
		t.Fatal(err)
	}
	out := "\n# " + dir + "\n"
	add := func(decl ast.Node) {
		var b bytes.Buffer
		if err := format.Node(&b, fset, decl); err != nil {
			t.Fatal(err)
		}
		out += b.String() + "\n"
	}
	addAll := func(values []*doc.Value, funcs []*doc.Func) {
		for _, v := range values {
			add(v.Decl)
		}
		for _, f := range funcs {
			f.Decl.Body = nil
			add(f.Decl)
		}
	}
	addAll(append(pkg.Consts, pkg.Vars...), pkg.Funcs)
	for _, typ := range pkg.Types {
		add(typ.Decl)
		addAll(append(typ.Consts, typ.Vars...), append(typ.Funcs, typ.Methods...))
	}
	return out
}
