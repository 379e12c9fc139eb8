package emit_test

import (
	"os"
	"strings"
	"testing"

	"example.com/docgen/emit"
)

// TestDoubles checks the test doubles for packages of several names. The doubles use
// some of these names for something else.
func TestDoubles(t *testing.T) {
	source, err := os.ReadFile("runtime/doubles/doubles.go")
	if err != nil {
		t.Fatal(err)
	}
	for pkg, local := range map[string]string{
		"tgapi":     "tgapi",
		"answer":    "generated", // a type
		"message":   "generated", // a function
		"strings":   "generated", // an import
		"invoker":   "generated", // a variable
		"generated": "generated",
	} {
		path := "example.com/client/" + pkg
		file := printed(t, emit.Options{Package: pkg, ImportPath: path, Doubles: true}, bound(t, "help.getNearestDc"))[pkg+"test/"+pkg+"test_gen.go"]
		line := "\t\"" + path + "\"\n"
		if local != pkg || pkg == "generated" {
			line = "\tgenerated \"" + path + "\"\n"
		}
		clause := "// Package " + pkg + "test stands in for Telegram in the tests of code that calls\n// package " + pkg + ": they need neither a server nor a network.\npackage " + pkg + "test\n"
		for _, want := range []string{
			"\n\n" + clause + "\nimport (\n", line,
			"\nfunc (i *Invoker) Fail(method string, err " + local + ".Error, arguments ...int) *Invoker {\n",
			"\tm, ok := " + local + ".Lookup(method)\n",
		} {
			if !strings.Contains(file, want) {
				t.Errorf("%s: there is no\n%s\nin\n%s", pkg, want, file)
			}
		}
		if strings.Contains(file, "doubles") || strings.Contains(file, "example.com/docgen") {
			t.Errorf("%s: a name of the original is in\n%s", pkg, file)
		}
		for _, complaint := range undefined(t, map[string]string{"doubles.go": file}) {
			t.Errorf("%s: %s", pkg, complaint)
		}
		_, want, _ := strings.Cut(string(source), "\n)\n")
		_, got, _ := strings.Cut(file, "\n)\n")
		if want = strings.ReplaceAll(want, "generated.", local+"."); got != want {
			t.Errorf("%s: the code is not that of the original:\n%s", pkg, got)
		}
	}
	if files := printed(t, emit.Options{}, bound(t, "help.getNearestDc")); files["ptest/ptest_gen.go"] != "" {
		t.Error("there are doubles that nobody asked for")
	}
}
