package golden

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/docgen/emit/genfile"
)

// TestSecurityNamesTests checks that the tests that SECURITY.md names exist.
func TestSecurityNamesTests(t *testing.T) {
	text, err := os.ReadFile("../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	source := allTests(t)
	for _, script := range regexp.MustCompile("`(script/\\w+\\.txtar)`").FindAllStringSubmatch(string(text), -1) {
		if _, err := os.Stat("../cmd/docgen/internal/cli/testdata/" + script[1]); err != nil {
			t.Error(err)
		}
	}
	named := regexp.MustCompile("`((?:Test|Fuzz|Benchmark)\\w+)(?:/(\\w+))?`").FindAllStringSubmatch(string(text), -1)
	if len(named) < 10 {
		t.Fatalf("SECURITY.md names %d tests", len(named))
	}
	for _, name := range named {
		if !strings.Contains(source, "func "+name[1]+"(") {
			t.Errorf("there is no %s", name[1])
		}
		if name[2] == "" {
			continue
		}
		found, err := filepath.Glob("../*/" + name[2] + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		scripts, err := filepath.Glob("../cmd/docgen/internal/cli/testdata/*/" + name[2] + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		if len(found)+len(scripts) == 0 {
			t.Errorf("%s has no %s", name[1], name[2])
		}
	}
}

// allTests returns the source of all tests.
func allTests(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		b.Write(source)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFileNames shows that each method of gotd/td has a file of its own, whose
// name is fit for any disk and means nothing to the go command.
func TestFileNames(t *testing.T) {
	sound := regexp.MustCompile(`^[a-z][a-z0-9_]*_gen\.go$`)
	names := map[string]string{
		"client_gen.go": "docgen", "errors_gen.go": "docgen", "methods_gen.go": "docgen", "docgen_unfinished_gen.go": "docgen",
	}
	methods := pinned(t).Methods()
	if len(methods) < 500 {
		t.Fatalf("gotd/td has %d methods", len(methods))
	}
	for _, method := range methods {
		name := genfile.Name(method)
		if !sound.MatchString(name) {
			t.Errorf("the file of %s is %s", method, name)
		}
		if other := names[name]; other != "" {
			t.Errorf("%s and %s have the file %s", method, other, name)
		}
		names[name] = method
	}
}
