package apidifftest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/exp/apidiff"
)

// methods are versions of one method, as different releases of gotd/td could have it.
var methods = []struct{ name, fields, result string }{
	{"none", "", "bool"},
	{"int", "A int", "bool"},
	{"pointer", "A *int", "bool"},
	{"renamed", "B int", "bool"},
	{"two", "A int; B string", "bool"},
	{"slice", "A int; B []string", "bool"},
	{"result", "A int", "string"},
}

// TestFields compares the api.txt of packages for different releases of gotd/td, which
// change parameters and results, and checks that apidiff reports the same changes.
func TestFields(t *testing.T) {
	dir := t.TempDir()
	packages := map[string]*types.Package{}
	for _, m := range methods {
		packages[m.name] = check(t, m.fields, m.result)
		if err := os.WriteFile(filepath.Join(dir, m.name+".txt"), []byte(facts(m.fields, m.result)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, old := range methods {
		for _, new := range methods {
			if old.name == new.name {
				continue
			}
			t.Run(old.name+" to "+new.name, func(t *testing.T) {
				ours := docgenDiff(t, filepath.Join(dir, old.name+".txt"), filepath.Join(dir, new.name+".txt"))
				theirs := apidiff.Changes(packages[old.name], packages[new.name])
				ours.drop("go-comparable") // apidiff does not report that a struct can be compared again
				equalChanges(t, ours, theirs)
				want := verdict(theirs)
				if ours.Verdict != want {
					t.Errorf("the verdict of docgen is %s, that of apidiff %s", ours.Verdict, want)
				}
			})
		}
	}
}

// drop removes the changes of a rule.
func (r *report) drop(rule string) {
	kept := r.Changes[:0]
	for _, c := range r.Changes {
		if c.Rule != rule {
			kept = append(kept, c)
		}
	}
	r.Changes = kept
}

// facts returns the api.txt of a package with one method.
func facts(fields, result string) string {
	args := ""
	var b strings.Builder
	if fields != "" {
		args = "HelpXParams"
	}
	fmt.Fprintf(&b, "# docgen generate\nhelp.x go func (*User) HelpX(%s) %s\n", args, result)
	for field := range strings.SplitSeq(fields, "; ") {
		if field != "" {
			fmt.Fprintf(&b, "help.x go param %s\n", field)
		}
	}
	return b.String()
}

// check type-checks a package with one method, the one that facts describes.
func check(t *testing.T, fields, result string) *types.Package {
	t.Helper()
	source, args := "package api\n\ntype userMethods struct{}\n\ntype User struct{ userMethods }\n\ntype Any struct{ userMethods }\n\n", "int"
	if fields != "" {
		source += "type HelpXParams struct { " + fields + " }\n"
		args += ", HelpXParams"
	}
	source += "func (*userMethods) HelpX(" + args + ") (" + result + ", error) { panic(0) }\n"
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "api.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := (&types.Config{}).Check("example.com/api", set, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}
