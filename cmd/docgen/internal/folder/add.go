package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"example.com/docgen/cmd/docgen/internal/input"
)

// Add writes a file that people may change to the folder, which it makes if need be. It
// overwrites nothing.
func (f *Folder) Add(name string, data []byte) error {
	if err := os.MkdirAll(f.dir, 0o777); err != nil {
		return fmt.Errorf("making the output folder: %w", err)
	}
	err := create(f.path(name), data, umaskMode)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, and is not overwritten", f.path(name))
	}
	return err
}

// Directive returns the path of a Go file of people in the folder with a line by which go
// generate runs docgen, or "".
func (f *Folder) Directive() (string, error) {
	for _, name := range f.people {
		file := f.path(name)
		if info, err := os.Lstat(file); err != nil || !info.Mode().IsRegular() {
			continue
		}
		text, err := input.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("reading the output folder: %w", err)
		}
		for line := range strings.Lines(string(text)) {
			if strings.HasPrefix(line, "//go:generate ") && strings.Contains(line, "docgen") {
				return file, nil
			}
		}
	}
	return "", nil
}
