package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestBadPages checks that each bad page of the golden cases makes a run with --strict
// fail, and that the run leaves the output folder unchanged.
func TestBadPages(t *testing.T) {
	t.Parallel()
	archives, err := filepath.Glob("../../../../golden/bad_*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("there are no golden cases of bad pages: %v", err)
	}
	dir := t.TempDir()
	if err := moduleFiles(t).write(dir); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "api")
	good := []string{"generate", "--docs", "../../../../docs/help.getNearestDc.md", "--out", out}
	if code := Run(context.Background(), good, io.Discard, io.Discard); code != exitOK {
		t.Fatalf("exit code %d for a good page", code)
	}
	before := folderState(t, out)
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			docs := unpackPages(t, name)
			var stderr bytes.Buffer
			code := Run(context.Background(), []string{"generate", "--strict", "--docs", docs, "--out", out}, io.Discard, &stderr)
			if code != exitFindings || stderr.Len() == 0 {
				t.Errorf("exit code %d, want %d, with %q", code, exitFindings, stderr.String())
			}
			if after := folderState(t, out); after != before {
				t.Error("the output folder changed")
			}
		})
	}
}

// unpackPages writes the pages of an archive into a new folder, and returns its name.
func unpackPages(t *testing.T, name string) string {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	docs := t.TempDir()
	for _, f := range archive.Files {
		if filepath.Ext(f.Name) != ".md" {
			continue
		}
		if err := os.WriteFile(filepath.Join(docs, f.Name), f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return docs
}

// folderState returns the names, contents and times of a folder's files.
func folderState(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		info, err := entry.Info()
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(entry.Name() + " " + info.ModTime().String() + "\n" + string(data))
	}
	return b.String()
}
