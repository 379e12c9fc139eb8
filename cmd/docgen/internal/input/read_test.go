package input

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	for _, size := range []int{0, 1, 511, 512, 1 << 20} {
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
	if err := os.WriteFile(large, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, maxFile+1); err != nil {
		t.Skipf("no large file can be made here: %v", err)
	}
	if _, err := ReadFile(large); !errors.Is(err, errTooLarge) {
		t.Errorf("a file over the limit: %v", err)
	}
}

// TestReadGitRefuses has names that are not of the form REV:PATH, or that git could take
// for more than a name.
func TestReadGitRefuses(t *testing.T) {
	for _, object := range []string{"", "HEAD", ":docs", "HEAD:", "-x:docs", "--help:docs", "HEAD:a\nb", "HEAD:a\x00"} {
		if _, err := ReadGit(t.Context(), object); err == nil || !strings.HasPrefix(err.Error(), "git:") {
			t.Errorf("%q: %v", object, err)
		}
	}
}
