package main

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "example.com/docgen/"

// allowed are the packages of docgen that each package may import: imports go
// one way, from the command line down to the leaves.
var allowed = map[string][]string{
	"parser/diag":                     {},
	"parser/page":                     {"parser/diag"},
	"parser":                          {"parser/diag", "parser/page"},
	"emit/bind":                       {"parser/diag", "parser/page"},
	"emit/facts":                      {"parser/diag", "parser/page"},
	"emit/genfile":                    {"parser/page"},
	"emit":                            {"parser/diag", "parser/page", "emit/bind", "emit/facts", "emit/genfile", "emit/layout"},
	"emit/layout":                     {},
	"emit/runtime":                    {},
	"emit/runtime/doubles":            {"emit/runtime"},
	"emit/runtime/tljson":             {},
	"emit/runtime/tgapihttp":          {"emit/runtime", "emit/runtime/tljson"},
	"cmd/docgen/internal/input":       {"parser", "parser/diag", "parser/page"},
	"cmd/docgen/internal/used":        {"parser", "parser/diag", "parser/page", "emit/facts", "emit/genfile", "cmd/docgen/internal/input"},
	"cmd/docgen/internal/setup":       {"cmd/docgen/internal/input"},
	"cmd/docgen/internal/folder":      {"parser/diag", "emit/facts", "emit/genfile", "cmd/docgen/internal/input"},
	"cmd/docgen/internal/review":      {"parser/diag", "parser/page", "emit/facts"},
	"cmd/docgen/internal/review/html": {"parser/diag", "cmd/docgen/internal/review"},
	"cmd/docgen/internal/report":      {"parser/diag", "emit/facts", "cmd/docgen/internal/input", "cmd/docgen/internal/review"},
	"cmd/docgen/internal/migrate": {
		"parser/diag", "emit/genfile", "cmd/docgen/internal/folder", "cmd/docgen/internal/migrate/vet", "cmd/docgen/internal/used",
	},
	"cmd/docgen/internal/migrate/vet": {"parser/diag"},
	"cmd/docgen/internal/build": {
		"parser/diag", "parser/page", "emit", "emit/bind", "emit/facts", "emit/genfile",
		"cmd/docgen/internal/input", "cmd/docgen/internal/folder", "cmd/docgen/internal/report", "cmd/docgen/internal/review",
		"cmd/docgen/internal/used",
	},
	"cmd/docgen/internal/cli": {
		"parser/diag", "parser/page", "emit/bind", "emit/facts",
		"cmd/docgen/internal/build", "cmd/docgen/internal/input", "cmd/docgen/internal/folder",
		"cmd/docgen/internal/migrate", "cmd/docgen/internal/migrate/vet",
		"cmd/docgen/internal/report", "cmd/docgen/internal/review", "cmd/docgen/internal/review/html", "cmd/docgen/internal/setup",
	},
	"cmd/docgen":                {"cmd/docgen/internal/cli"},
	"golden":                    {},
	"golden/corpus":             {"parser/diag", "parser/page", "emit/bind"}, // only tests import it
	"generated":                 {},
	"generated/generatedtest":   {"generated"},
	"generated/generatedhttp":   {"generated", "generated/internal/tljson"},
	"generated/internal/tljson": {},
}

// owners are the only importers of what they wrap.
var owners = map[string][]string{
	"github.com/yuin/goldmark":       {"parser"},
	"go.abhg.dev/goldmark":           {"parser"},
	"golang.org/x/net":               {"parser"},
	"github.com/dave/jennifer":       {"emit"},
	"github.com/spf13/cobra":         {"cmd/docgen/internal/cli"},
	"golang.org/x/tools/go/packages": {"cmd/docgen/internal/migrate"},
	"golang.org/x/tools/go/analysis": {"cmd/docgen/internal/migrate", "cmd/docgen/internal/migrate/vet"},
	"github.com/gotd/td": {
		"generated", "generated/generatedtest", "generated/generatedhttp", "generated/internal/tljson",
		"emit/runtime", "emit/runtime/doubles", "emit/runtime/tljson", "emit/runtime/tgapihttp",
	},
}

// standard are the packages that import nothing but the standard library.
var standard = []string{"emit/layout"}

type listedPackage struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

func TestImports(t *testing.T) {
	for _, pkg := range list(t, "example.com/docgen/...") {
		name := strings.TrimPrefix(pkg.ImportPath, module)
		may, known := allowed[name]
		if !known {
			t.Errorf("the package %s is new: say what it may import", name)
		}
		for _, path := range pkg.Imports {
			if own, ok := strings.CutPrefix(path, module); ok && !slices.Contains(may, own) {
				t.Errorf("%s imports %s", name, own)
			}
			if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") && slices.Contains(standard, name) {
				t.Errorf("%s imports %s, which is not of the standard library", name, path)
			}
			for prefix, by := range owners {
				if strings.HasPrefix(path, prefix) && !slices.Contains(by, name) {
					t.Errorf("%s imports %s, which only %v may", name, path, by)
				}
			}
		}
	}
}

// TestNoTG shows that docgen is built without gotd/td: a cold build of its tg
// takes minutes.
func TestNoTG(t *testing.T) {
	for _, pkg := range list(t, "example.com/docgen/cmd/docgen") {
		for _, dep := range pkg.Deps {
			if strings.HasPrefix(dep, "github.com/gotd/") {
				t.Errorf("docgen depends on %s", dep)
			}
		}
	}
}

// TestGoroutinesCatch shows that a panic in a goroutine of docgen becomes an
// error: each function that an errgroup runs starts with that.
func TestGoroutinesCatch(t *testing.T) {
	found := 0
	for _, pattern := range []string{"internal/cli/*.go", "internal/build/*.go", "internal/input/*.go", "internal/used/*.go", "internal/folder/*.go", "internal/migrate/*.go", "internal/migrate/vet/*.go", "internal/report/*.go", "internal/review/*.go", "internal/review/html/*.go", "internal/setup/*.go", "../../parser/*.go", "../../parser/diag/*.go", "../../emit/*.go", "../../emit/bind/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no files: %v", err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			// The package migrate has one that can be left behind, with a function that catches.
			if starts := strings.Count(string(source), "\tgo "); starts != strings.Count(string(source), "\tgo func() { done <- caught(") {
				t.Errorf("%s starts a goroutine without errgroup", file)
			}
			_, rest, ok := strings.Cut(string(source), "roup.Go(")
			for ; ok; _, rest, ok = strings.Cut(rest, "roup.Go(") {
				found++
				lines := strings.Split(rest, "\n")
				if first := strings.TrimSpace(lines[1]); lines[0] != "func() (err error) {" || first != "defer diag.Catch(&err)" && first != "defer Catch(&err)" {
					t.Errorf("%s: a goroutine starts with %s %s", file, lines[0], strings.TrimSpace(lines[1]))
				}
			}
		}
	}
	if found == 0 {
		t.Error("no goroutine was found")
	}
}

func list(t *testing.T, pattern string) []listedPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", pattern).Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listedPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var pkg listedPackage
		if err := dec.Decode(&pkg); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, pkg)
	}
}
