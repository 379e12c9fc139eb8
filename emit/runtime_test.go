package emit_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
)

// optional returns methods that each need another part of client.go, and for each
// method the declarations that it needs.
func optional(t *testing.T) (methods []*bind.Method, needs [][]string) {
	t.Helper()
	for _, c := range []struct {
		method   *bind.Method
		declares []string
	}{
		{bound(t, "messages.setTyping", flags("YES", "YES", "YES")), []string{"type Business ", "func (b *Business) Raw(", "func (b *botMethods) Business(", "type invokerFunc ", "func (f invokerFunc) Invoke(", "func notObject("}},
		{bound(t, "invokeWithLayer"), []string{"type invokerFunc ", "func (f invokerFunc) Invoke(", "func notObject("}},
		{bound(t, "messages.startBot"), []string{"func randomLong("}},
		{bound(t, "phone.requestCall"), []string{"func randomInt(", "func randomLong("}},
		{bound(t, "messages.forwardMessages"), []string{"func randomEach(", "func randomLong("}},
		{bound(t, "messages.sendPaidReaction"), []string{"func randomTimed(", "func randomLong("}},
	} {
		methods, needs = append(methods, c.method), append(needs, c.declares)
	}
	return methods, needs
}

// TestRuntimeParts makes packages of all combinations of the optional methods. Each
// has the declarations that it needs and no others. It lacks no import, and has
// none that it does not use.
func TestRuntimeParts(t *testing.T) {
	methods, needs := optional(t)
	always := bound(t, "help.getNearestDc")
	for set := range 1 << len(methods) {
		some := []*bind.Method{always}
		needed := map[string]bool{}
		for i, m := range methods {
			for _, declaration := range needs[i] {
				needed[declaration] = needed[declaration] || set&(1<<i) != 0
			}
			if set&(1<<i) != 0 {
				some = append(some, m)
			}
		}
		files := printed(t, emit.Options{}, some...)
		for declaration, want := range needed {
			if got := strings.Contains(files["client_gen.go"], "\n"+declaration); got != want {
				t.Errorf("%q is there: %t, want %t, in a package of %d methods:\n%s", declaration, got, want, len(some), files["client_gen.go"])
			}
		}
		for _, complaint := range undefined(t, files) {
			t.Errorf("a package of %d methods: %s", len(some), complaint)
		}
		if t.Failed() {
			return
		}
	}
}

// undefined returns the errors that a compiler finds in the Go files of a package,
// except those about the packages that they import.
func undefined(t *testing.T, files map[string]string) []string {
	t.Helper()
	fset := token.NewFileSet()
	var parsed []*ast.File
	for name, source := range files {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	var complaints []string
	config := types.Config{
		Importer: emptyPackages{},
		Error: func(err error) {
			if !ofImport.MatchString(err.Error()) {
				complaints = append(complaints, err.Error())
			}
		},
	}
	_, _ = config.Check("p", fset, parsed, nil) // its error is the first of the complaints
	return complaints
}

// ofImport matches the error that an imported package does not have a name.
var ofImport = regexp.MustCompile(`: undefined: \w+\.\w+$`)

// emptyPackages imports every package as an empty one.
type emptyPackages struct{}

func (emptyPackages) Import(name string) (*types.Package, error) {
	pkg := types.NewPackage(name, path.Base(name))
	pkg.MarkComplete()
	return pkg, nil
}

// TestUndefined shows that undefined finds the errors that TestRuntimeParts looks for.
func TestUndefined(t *testing.T) {
	for source, want := range map[string]int{
		`import "fmt"; var _ = fmt.Sprint()`: 0,
		`import "fmt"`:                       1,
		`var _ = fmt.Sprint()`:               1,
		`var _ = randomLong()`:               1,
	} {
		if got := undefined(t, map[string]string{"p.go": "package p; " + source}); len(got) != want {
			t.Errorf("%s: %q", source, got)
		}
	}
}

// TestRuntimeCopy compares the files of the runtime with their copies in a package
// that needs all declarations: all that follows the imports is the same.
func TestRuntimeCopy(t *testing.T) {
	methods, _ := optional(t)
	files := printed(t, emit.Options{Package: "api"}, methods...)
	for _, name := range []string{"client", "errors", "methods"} {
		source, err := os.ReadFile("runtime/" + name + ".go")
		if err != nil {
			t.Fatal(err)
		}
		head, body, _ := strings.Cut(string(source), "\n)\n")
		head, imports, _ := strings.Cut(head, "\nimport (\n")
		if !strings.HasSuffix(head, "package runtime\n") {
			t.Fatalf("%s.go has more before its imports than a package clause", name)
		}
		want := fmt.Sprintf("\n\npackage api\n\nimport (\n%s\n)\n%s", imports, body)
		if copied := files[name+"_gen.go"]; !strings.Contains(copied, want) {
			t.Errorf("%s_gen.go has not all of %s.go:\n%s", name, name, copied)
		}
	}
}

// TestFilesOfPackage checks the names of all files, and of their packages.
func TestFilesOfPackage(t *testing.T) {
	files := printed(t, emit.Options{Package: "api", ImportPath: "example.com/api", Examples: true, Doubles: true}, bound(t, "help.getNearestDc"))
	want := map[string]string{
		"apitest/apitest_gen.go":                  "apitest",
		"client_gen.go":                           "api",
		"errors_gen.go":                           "api",
		"help_get_nearest_dc_example_gen_test.go": "api_test",
		"help_get_nearest_dc_gen.go":              "api",
		"methods_gen.go":                          "api",
		"tg_gen_test.go":                          "api",
	}
	for name, text := range files {
		if name == facts.FileName {
			continue
		}
		if !strings.Contains(text, "\npackage "+want[name]+"\n") {
			t.Errorf("%s is not of package %s:\n%s", name, want[name], text)
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("there is no %s", name)
	}
	if _, ok := files[facts.FileName]; !ok || len(files) != 8 {
		t.Errorf("there are %d files", len(files))
	}
}
