package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/emit/facts"
)

// TestDiffOfCorpus compares the pages of each layout with those of the next one. A breaking
// change of Go must have a reason on the page of the method, which is a breaking change of
// the facts: for example, the page says that bots can't call it.
func TestDiffOfCorpus(t *testing.T) {
	t.Parallel()
	overCorpora(t, func(t *testing.T, docs string) {
		got := breakingChanges(t, docs)
		if strings.HasSuffix(t.Name(), "/made") {
			return // the numbers depend on gotd/td
		}
		want := map[string]string{
			"2016-12 to 2018-03": "major, breaking: 156 facts, 98 go; lost: 2",
			"2018-03 to 2020-06": "major, breaking: 99 facts, 39 go; lost: 0",
			"2020-06 to 2026-03": "major, breaking: 137 facts, 284 go; lost: 1",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// breakingChanges compares the pages of each layout with those of the next one. It returns
// the verdicts and the numbers of breaking changes, and checks that each breaking change
// has a reason and a position.
func breakingChanges(t *testing.T, docs string) map[string]string {
	t.Helper()
	got := map[string]string{}
	for _, pair := range [][2]string{{"2016-12", "2018-03"}, {"2018-03", "2020-06"}, {"2020-06", "2026-03"}} {
		name := pair[0] + " to " + pair[1]
		r := jsonDiff(t, filepath.Join(docs, pair[0]), filepath.Join(docs, pair[1]))
		breaking := map[review.Layer]int{}
		justified := map[string]bool{}
		for _, c := range r.Changes {
			if c.Level != "breaking" {
				continue
			}
			breaking[c.Layer]++
			justified[c.Method] = justified[c.Method] || c.Layer == review.Facts
		}
		for _, c := range r.Changes {
			if c.Level == "breaking" && c.Layer == review.Go && c.Method != "" && !justified[c.Method] {
				t.Errorf("%s: a breaking change of Go has no reason on a page: %s: %s", name, c.Method, c.Sentence)
			}
			if c.Level == "breaking" && (c.Old.Line == 0 || c.Old.File == "") {
				t.Errorf("%s: a change has no position: %+v", name, c)
			}
		}
		got[name] = fmt.Sprintf("%s, breaking: %d facts, %d go; lost: %d", r.Verdict, breaking[review.Facts], breaking[review.Go], len(r.Lost))
	}
	return got
}

type diffOutput struct {
	Verdict string
	Lost    []facts.Loss
	Changes []struct {
		Rule, Level, Method, Sentence string
		Layer                         review.Layer
		Old, New                      struct {
			File string
			Line int
		}
	}
}

func jsonDiff(t *testing.T, old, new string) diffOutput {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := Run(context.Background(), []string{"diff", "--format", "json", old, new}, &stdout, &stderr); code != exitFindings {
		t.Fatalf("exit code %d\n%s", code, stderr.String())
	}
	var r diffOutput
	if err := json.Unmarshal(stdout.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSmallDiff checks that an edit of one page makes a small diff of the generated
// package: the files of other pages stay the same, and a few lines of others change.
func TestSmallDiff(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := moduleFiles(t).write(dir); err != nil {
		t.Fatal(err)
	}
	docs, out := filepath.Join(dir, "docs"), filepath.Join(dir, "api")
	if err := os.CopyFS(docs, os.DirFS("../../../../docs")); err != nil {
		t.Fatal(err)
	}
	generate := func() map[string]string {
		var stderr bytes.Buffer
		if code := Run(context.Background(), []string{"generate", "--docs", docs, "--out", out}, &bytes.Buffer{}, &stderr); code != exitOK {
			t.Fatalf("exit code %d\n%s", code, stderr.String())
		}
		files := map[string]string{}
		entries, err := os.ReadDir(out)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			data, err := os.ReadFile(filepath.Join(out, entry.Name()))
			if err != nil {
				t.Fatal(err)
			}
			files[entry.Name()] = string(data)
		}
		return files
	}
	before := generate()
	name := filepath.Join(docs, "messages.importChatInvite.md")
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(string(page), "### Return type:", "### Can users use this method: **YES**\n\n### Return type:", 1)
	if err := os.WriteFile(name, []byte(edited), 0o666); err != nil || edited == string(page) {
		t.Fatalf("nothing was edited: %v", err)
	}
	got := map[string]int{}
	for file, data := range generate() {
		if n := changedLines(before[file], data); n > 0 {
			got[file] = n
		}
	}
	// In the file of the page: the header, and the line that says who can call the
	// method. In methods_gen.go: the header, and the row of the method. In api.txt: one
	// fact.
	want := map[string]int{"messages_import_chat_invite_gen.go": 2, "methods_gen.go": 2, "api.txt": 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines changed (-want +got):\n%s", diff)
	}
}

// changedLines returns the number of lines in after that are not in before.
func changedLines(before, after string) int {
	n := 0
	had := map[string]int{}
	for line := range strings.Lines(before) {
		had[line]++
	}
	for line := range strings.Lines(after) {
		if had[line]--; had[line] < 0 {
			n++
		}
	}
	return n
}

// TestDiffWithoutGit checks that diff needs git only for sides that are in git.
func TestDiffWithoutGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	var stderr bytes.Buffer
	if code := Run(context.Background(), []string{"diff", "git:HEAD:docs", "../../../../docs"}, io.Discard, &stderr); code != exitFailed ||
		!strings.Contains(stderr.String(), "asking git: exec: ") {
		t.Errorf("exit code %d\n%s", code, stderr.String())
	}
	var stdout bytes.Buffer
	if code := Run(context.Background(), []string{"diff", "../../../../docs", "../../../../docs"}, &stdout, &stderr); code != exitOK ||
		!strings.Contains(stdout.String(), "note: Go is not compared: ") {
		t.Errorf("exit code %d\n%s", code, stdout.String())
	}
}
