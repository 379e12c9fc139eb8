package input

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	for _, size := range []int{0, 1, 511, 512, StartSize - 1, StartSize, StartSize + 1, 1 << 20} {
		name := filepath.Join(dir, "file")
		want := bytes.Repeat([]byte("x"), size)
		if err := os.WriteFile(name, want, 0o666); err != nil {
			t.Fatal(err)
		}
		if got, err := ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes are read as %d, %v", size, len(got), err)
		}
	}
	if _, err := ReadFile(filepath.Join(dir, "nowhere")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, err := ReadFile(dir); !errors.Is(err, errFolder) {
		t.Errorf("a folder: %v", err)
	}
	large := filepath.Join(dir, "large")
	sparse(t, large, "", maxFile+1)
	if _, err := ReadFile(large); !errors.Is(err, errTooLarge) {
		t.Errorf("a file over the limit: %v", err)
	}
}

// TestReadTotal has pages that are too large together, though each alone is not. None of
// them is read before that is known.
func TestReadTotal(t *testing.T) {
	docs := t.TempDir()
	for i := range 8 {
		sparse(t, filepath.Join(docs, fmt.Sprint(i, ".md")), "", maxFile)
	}
	allocated := allocating(func() {
		if _, err := Read(t.Context(), []string{docs}, ""); !errors.Is(err, errTooMuch) {
			t.Errorf("pages over the limit: %v", err)
		}
	})
	if allocated > maxTotal+maxFile {
		t.Errorf("docgen allocates %d bytes for pages over the limit", allocated)
	}
}

// sparse makes a file that takes no room on a disk, with a text at its start.
func sparse(t *testing.T, name, text string, size int64) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(name, size); err != nil {
		t.Skipf("no large file can be made here: %v", err)
	}
}

// allocating returns how many bytes a function allocates.
func allocating(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestReadGitRefuses has names that are not of the form REV:PATH, or that git could take
// for more than a name.
func TestReadGitRefuses(t *testing.T) {
	for _, object := range []string{"", "HEAD", ":docs", ":1:docs", "-x:docs", "--help:docs", "HEAD:a\nb", "HEAD:a\x00"} {
		if _, err := ReadGit(t.Context(), object); err == nil || !strings.HasPrefix(err.Error(), "git:") {
			t.Errorf("%q: %v", object, err)
		}
	}
}
