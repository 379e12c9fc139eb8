package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/docgen/emit/facts"
)

// TestSources generates a package as the README recommends it: from corrections, two
// folders of pages and the error file, with --strict and a file of the warnings that are
// known. It vets the package, checks it, and logs for how many methods each kind of fact
// came from which source:
//
//	go test ./cmd/docgen/internal/cli -run TestSources -v
func TestSources(t *testing.T) {
	t.Parallel()
	overCorpora(t, generateFromSources)
}

func generateFromSources(t *testing.T, docs string) {
	dir := keptModule(t, "sources-"+filepath.Base(t.Name()))
	core := filepath.Join(docs, "gramjs-2022", "...")
	if _, err := os.Stat(filepath.Dir(core)); err != nil {
		core = filepath.Join(docs, "2020-06") // among made pages
	}
	corrections := writeCorrection(t, filepath.Join(docs, "2026-03"))
	out, known := filepath.Join(dir, "sources"), filepath.Join(t.TempDir(), "known.txt")
	sources := []string{"--docs", corrections, "--docs", core, "--docs", filepath.Join(docs, "2026-03"), "--errors", filepath.Join(docs, "errors.json")}
	run := func(want int, args ...string) (stdout string) {
		t.Helper()
		var stdoutText, stderr bytes.Buffer
		if code := Run(context.Background(), args, &stdoutText, &stderr); code != want {
			t.Fatalf("docgen %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), code, want, stdoutText.String(), stderr.String())
		}
		return stdoutText.String()
	}
	generate := append([]string{"generate", "--strict", "--out", out}, sources...)
	for _, code := range facts.LossCodes() { // of what the folder had from an earlier run
		generate = append(generate, "--accept-loss", code)
	}
	run(exitFindings, generate...) // upstream's pages have mistakes
	if err := os.WriteFile(known, []byte(run(exitOK, append([]string{"lint", "--format", "ignore", "--out", dir}, sources...)...)), 0o666); err != nil {
		t.Fatal(err)
	}
	run(exitOK, append(generate, "--ignore", known)...)
	run(exitOK, "check", "--strict", "--out", out)
	if text, err := goIn(dir, []string{"vet", "./sources"}); err != nil {
		t.Errorf("go vet: %v\n%s", err, text)
	}
	t.Log(origins(t, []byte(run(exitOK, append([]string{"inspect", "--format", "json"}, sources...)...)), docs, corrections))
}

// writeCorrection writes a correction for the first method of a folder, and returns the
// folder of the correction.
func writeCorrection(t *testing.T, docs string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(docs, "account.*.md"))
	if err != nil || len(names) == 0 {
		t.Fatalf("there are no pages in %s: %v", docs, err)
	}
	dir, name := t.TempDir(), filepath.Base(names[0])
	text := fmt.Sprintf("# %s\n\n### Can bots use this method: **YES**\n\n### Errors\n\n| Code | Error |\n|-|-|\n|400|CORRECTED|\n", strings.TrimSuffix(name, ".md"))
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// An inspectedMethod is a part of what docgen inspect prints of a method. The keys of From
// are facts, and its values their positions.
type inspectedMethod struct {
	File    string
	Files   []string
	From    map[string]string
	Summary string
	Returns string

	Users, Bots, Business string

	Params, Errors, Examples, Notes []inspectedRow
}

type inspectedRow struct {
	File, Description string
	From              map[string]string
}

// origins returns a table of the methods that have a page in the folder 2026-03: for how
// many of them each kind of fact is from a source.
func origins(t *testing.T, inspected []byte, docs, corrections string) string {
	t.Helper()
	var methods []inspectedMethod
	if err := json.Unmarshal(inspected, &methods); err != nil {
		t.Fatal(err)
	}
	sourceOf := func(file string) string {
		if name, ok := strings.CutPrefix(file, filepath.ToSlash(docs)+"/"); ok {
			return name[:strings.IndexAny(name+"/", "/:")]
		}
		if !strings.HasPrefix(file, filepath.ToSlash(corrections)) {
			t.Fatalf("%s is in no source", file)
		}
		return "corrections"
	}
	total := 0
	counts, sources := map[[2]string]int{}, map[string]bool{} // by kind and source
	for _, m := range methods {
		if !slices.ContainsFunc(append(m.Files, m.File), func(file string) bool { return sourceOf(file) == "2026-03" }) {
			continue
		}
		total++
		for kind, files := range m.kinds() {
			seen := map[string]bool{}
			for _, file := range files {
				seen[sourceOf(file)] = true
			}
			for source := range seen {
				counts[[2]string{kind, source}]++
				sources[source] = true
			}
		}
	}
	text := fmt.Sprintf("of %d methods, the kind of fact is from\n%22s", total, "")
	columns := slices.Sorted(maps.Keys(sources))
	for _, source := range columns {
		text += fmt.Sprintf(" %12s", source)
	}
	for _, kind := range []string{"summary", "users", "bots", "business", "returns", "params", "param descriptions", "errors", "error descriptions", "examples", "notes"} {
		text += fmt.Sprintf("\n%-22s", kind)
		for _, source := range columns {
			text += fmt.Sprintf(" %12d", counts[[2]string{kind, source}])
		}
	}
	return text
}

// kinds returns the files that each kind of fact of a method is from.
func (m inspectedMethod) kinds() map[string][]string {
	files := map[string][]string{}
	for kind, value := range map[string]string{"summary": m.Summary, "returns": m.Returns, "users": m.Users, "bots": m.Bots, "business": m.Business} {
		if value != "" && value != "unknown" {
			files[kind] = []string{cmp.Or(m.From[kind], m.File)}
		}
	}
	for kind, rows := range map[string][]inspectedRow{"param": m.Params, "error": m.Errors, "example": m.Examples, "note": m.Notes} {
		for _, row := range rows {
			file := cmp.Or(row.File, m.File)
			files[kind+"s"] = append(files[kind+"s"], file)
			if row.Description != "" {
				files[kind+" descriptions"] = append(files[kind+" descriptions"], cmp.Or(row.From["description"], file))
			}
		}
	}
	return files
}
