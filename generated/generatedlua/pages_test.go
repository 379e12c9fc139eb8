package generatedlua_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite testdata/*.txt")

// TestPages generates the packages of real pages, and runs the HTTP form and the line of
// Lua of each page, with a value for each placeholder. It counts those that are sent, and
// says why the others are not.
func TestPages(t *testing.T) {
	var got strings.Builder
	for _, folder := range []string{"2018-03", "2020-06"} {
		pages, err := filepath.Abs("../../../shared/corpus/" + folder)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(pages); err != nil {
			t.Skip("skipped: the real pages are not here")
		}
		fmt.Fprintf(&got, "pages of %s\n%s\n", folder, summary(run(t, pages)))
	}
	compare(t, "testdata/pages.txt", got.String())
}

// TestOwnPages does the same with the pages of docs, which a clone has.
func TestOwnPages(t *testing.T) {
	docs, err := filepath.Abs("../../docs")
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "testdata/docs.txt", summary(run(t, docs)))
}

func compare(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", golden, diff)
	}
}

// run generates the packages in a module of their own, and returns what runner prints.
func run(t *testing.T, pages string) string {
	t.Helper()
	dir := t.TempDir()
	goMod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	goSum, err := os.ReadFile("go.sum")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("testdata/runner/main.go")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"go.mod": goMod, "go.sum": goSum, "main.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	command(t, dir, "go", "mod", "edit", "-module=example.com/client", "-droprequire=example.com/docgen", "-dropreplace=example.com/docgen")
	command(t, "../..", "go", "run", "./cmd/docgen", "generate", "--docs", pages, "--http", "--lua", "--out", filepath.Join(dir, "tgapi"))
	return command(t, dir, "go", "run", "-mod=mod", ".", pages)
}

func command(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	c := exec.CommandContext(t.Context(), name, args...)
	c.Dir = dir
	var problems strings.Builder
	c.Stderr = &problems
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, problems.String())
	}
	return string(out)
}

// summary counts the outcomes of each way to call, and lists what was not sent.
func summary(lines string) string {
	counts := map[string][2]int{}
	var failed []string
	for line := range strings.Lines(lines) {
		fields := strings.SplitN(strings.TrimSpace(line), "\t", 3)
		n := counts[fields[0]]
		n[1]++
		if fields[2] == "sent" {
			n[0]++
		} else {
			failed = append(failed, strings.Join(fields, ": "))
		}
		counts[fields[0]] = n
	}
	var text strings.Builder
	for _, way := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(&text, "%s: %d of %d sent\n", way, counts[way][0], counts[way][1])
	}
	slices.Sort(failed)
	return text.String() + strings.Join(failed, "\n") + "\n"
}
