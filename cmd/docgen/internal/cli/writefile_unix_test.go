//go:build unix

package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestCreateFile creates files under a umask that would take permissions from
// them, and where something stands already.
func TestCreateFile(t *testing.T) {
	dir := t.TempDir()
	old := syscall.Umask(0o077)
	defer syscall.Umask(old)
	for _, mode := range []fs.FileMode{0o644, 0o600, 0o444, 0o777} {
		name := filepath.Join(dir, mode.String())
		if err := createFile(name, []byte("text"), mode); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(name)
		if err != nil || string(data) != "text" {
			t.Errorf("%v: the file has %q, %v", mode, data, err)
		}
		if info, err := os.Stat(name); err != nil || info.Mode() != mode {
			t.Errorf("%v: the file has the mode %v, %v", mode, info.Mode(), err)
		}
		if err := createFile(name, []byte("other"), mode); !errors.Is(err, fs.ErrExist) {
			t.Errorf("a file that exists: %v", err)
		}
	}
	link, target := filepath.Join(dir, "link"), filepath.Join(dir, "target")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	if err := createFile(link, []byte("text"), 0o644); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a link: %v", err)
	}
	if _, err := os.Lstat(target); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a link was followed: %v", err)
	}
}
