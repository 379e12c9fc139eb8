package emit_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"example.com/docgen/emit"
)

// TestGoDoc shows which methods Go's documentation lists for each type. Any has all of them,
// and lists none, so that the documentation of a large package has none twice.
func TestGoDoc(t *testing.T) {
	files := printed(t, emit.Options{Package: "api"},
		bound(t, "help.getNearestDc"), bound(t, "account.checkUsername", flags("YES", "NO", "")), bound(t, "messages.setTyping", flags("NO", "YES", "")))
	fset := token.NewFileSet()
	var parsed []*ast.File
	for name, text := range files {
		if !strings.HasSuffix(name, "_gen.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	pkg, err := doc.NewFromFiles(fset, parsed, "example.com/api")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for _, typ := range pkg.Types {
		var names []string
		for _, m := range typ.Methods {
			names = append(names, m.Name)
		}
		listed[typ.Name] = strings.Join(names, " ")
	}
	for name, want := range map[string]string{
		"User":   "AccountCheckUsername HelpGetNearestDC Raw",
		"Bot":    "HelpGetNearestDC MessagesSetTyping Raw",
		"Client": "HelpGetNearestDC Raw",
		"Any":    "",
	} {
		if listed[name] != want {
			t.Errorf("%s lists %q, want %q", name, listed[name], want)
		}
	}
}

// TestPackageDoc checks the comment of the package: it is there if the options ask for it,
// gofmt leaves it alone, and what it links to is in the package.
func TestPackageDoc(t *testing.T) {
	methods, _ := optional(t)
	if file := printed(t, emit.Options{Package: "api"}, methods...)["client_gen.go"]; strings.Contains(file, "// Package") {
		t.Errorf("there is a comment that nobody asked for:\n%s", file)
	}
	files := printed(t, emit.Options{Package: "api", Comment: true}, methods...)
	fset := token.NewFileSet()
	var parsed []*ast.File
	for _, name := range []string{"client_gen.go", "errors_gen.go", "methods_gen.go"} {
		file, err := parser.ParseFile(fset, name, files[name], parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
		if is := file.Doc != nil; is != (name == "client_gen.go") {
			t.Errorf("%s has the comment: %t", name, is)
		}
	}
	pkg, err := doc.NewFromFiles(fset, parsed, "example.com/api")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(pkg.Doc, "Package api calls ") || strings.Contains(pkg.Doc, "PACKAGE") {
		t.Errorf("the comment is\n%s", pkg.Doc)
	}
	if formatted := string(pkg.Printer().Comment(pkg.Parser().Parse(pkg.Doc))); formatted != pkg.Doc {
		t.Errorf("gofmt makes\n%s\nof\n%s", formatted, pkg.Doc)
	}
	if text := string(pkg.Text(pkg.Doc)); strings.Count(text, "[") != strings.Count(text, "[]") {
		t.Errorf("a link leads nowhere in\n%s", text)
	}
}
