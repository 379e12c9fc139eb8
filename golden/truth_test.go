package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/parser/diag"
)

// TestCodes checks that the table of codes is as its comment says.
func TestCodes(t *testing.T) {
	triggered := triggeredCodes(t)
	kebab := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	var codes []string
	for _, info := range diag.Codes() {
		codes = append(codes, string(info.Code))
		if !kebab.MatchString(string(info.Code)) {
			t.Errorf("%s is not in kebab case", info.Code)
		}
		if !strings.HasSuffix(info.Description, ".") || strings.Count(info.Description, ". ") < 1 {
			t.Errorf("%s: the description does not say what it means and what to do: %q", info.Code, info.Description)
		}
		if !triggered[string(info.Code)] {
			t.Errorf("no golden case and no script triggers %s", info.Code)
		}
		delete(triggered, string(info.Code))
	}
	if !slices.IsSorted(codes) {
		t.Errorf("the codes are not sorted: %v", codes)
	}
	for code := range triggered {
		t.Errorf("%s is reported and is not in the table", code)
	}
}

// TestDiagnosticsPage compares DIAGNOSTICS.md with the table of codes.
func TestDiagnosticsPage(t *testing.T) {
	var page strings.Builder
	page.WriteString("# Diagnostics\n\n<!-- Written by `make update` from parser/diag/codes.go. -->\n\n" +
		"The diagnostics of docgen, by code; `docgen explain CODE` prints the same. If there is an error, docgen does not write the\n" +
		"package. With `--strict`, a warning has the same effect.\n\n| code | severity | what it means, and what to do |\n|---|---|---|\n")
	for _, info := range diag.Codes() {
		fmt.Fprintf(&page, "| `%s` | %s | %s |\n", info.Code, info.Severity, strings.ReplaceAll(info.Description, "|", `\|`))
	}
	const name = "../DIAGNOSTICS.md"
	if *update {
		if err := os.WriteFile(name, []byte(page.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(have), "\r\n", "\n"), page.String()); diff != "" {
		t.Errorf("run make update (-have +want):\n%s", diff)
	}
}

// triggeredCodes returns the codes of all diagnostics in the golden cases and the
// scripts: a diagnostic ends with its code, or has it as its title on GitHub.
func triggeredCodes(t *testing.T) map[string]bool {
	t.Helper()
	scripts, err := filepath.Glob("../cmd/docgen/internal/cli/testdata/script/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	reported := regexp.MustCompile(`(?m)(?:warning|error): .* \\?\[([a-z0-9-]+)\\?\]\$?'?$|\\\[([a-z0-9-]+)\\\]\$'$|^::(?:warning|error) .*title=([a-z0-9-]+)::`)
	triggered := map[string]bool{}
	for _, name := range append(scripts, archives(t)...) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range reported.FindAllSubmatch(data, -1) {
			triggered[string(m[1])+string(m[2])+string(m[3])] = true
		}
	}
	return triggered
}

// goBlock matches Go code in a guide, with the name of the example or of the generated
// file that it is from.
var goBlock = regexp.MustCompile("(?s)<!-- (?:example: (\\w+)|code: (\\w+\\.go)) -->\n```go\n(.*?)```")

// copiedGo matches the start of a Go file that a guide offers to copy. TestGuideFiles in
// package cli checks that a script compiles it.
var copiedGo = regexp.MustCompile("<!-- file: \\S+\\.go -->\n```go\n")

// maxREADME is how long the README may be, in bytes. What is longer belongs to a guide.
const maxREADME = 9000

// TestGuides compares the Go code in the guides with the compiled examples and the
// generated files that it names.
func TestGuides(t *testing.T) {
	examples := generatedFile(t, "example_test.go") + generatedFile(t, "example_calls_test.go")
	fold := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	compared := 0
	for _, name := range guides(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "README.md") && len(text) > maxREADME {
			t.Errorf("%s has %d bytes, at most %d are read in five minutes", name, len(text), maxREADME)
		}
		blocks := goBlock.FindAllStringSubmatch(string(text), -1)
		named := len(blocks) + len(copiedGo.FindAllIndex(text, -1))
		if want := strings.Count(string(text), "```go"); named != want {
			t.Errorf("%s: %d of %d Go blocks name their source", name, named, want)
		}
		for _, block := range blocks {
			example, file, code := block[1], block[2], block[3]
			source := examples
			if file != "" {
				source = generatedFile(t, file)
			}
			if example != "" && !strings.Contains(source, "func "+example+"()") || !strings.Contains(fold(source), fold(code)) {
				t.Errorf("%s: the code is not that of %s%s", name, example, file)
			}
		}
		compared += len(blocks)
	}
	if compared == 0 {
		t.Error("no guide has Go code")
	}
}

// generatedFile returns a file of the package that docgen generates of its own pages.
func generatedFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../generated", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// guides returns the pages for readers: the README and docs/guide.
func guides(t *testing.T) []string {
	names, err := filepath.Glob("../docs/guide/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	return append(names, "../README.md")
}
