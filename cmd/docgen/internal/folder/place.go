package folder

import (
	"os"
	"path/filepath"
)

// Place returns where a file or folder is: its absolute path without links. For one that
// does not exist, it returns where it would be.
func Place(name string) (string, error) {
	if !filepath.IsAbs(name) {
		here, err := os.Getwd()
		if err == nil {
			here, err = filepath.EvalSymlinks(here) // a shell may name it by a link
		}
		if err != nil {
			return "", err
		}
		name = filepath.Join(here, name)
	}
	missing := ""
	for dir := filepath.Clean(name); ; dir = filepath.Dir(dir) {
		if place, err := filepath.EvalSymlinks(dir); err == nil {
			return filepath.Join(place, missing), nil
		}
		if dir == filepath.Dir(dir) {
			return filepath.Clean(name), nil
		}
		missing = filepath.Join(filepath.Base(dir), missing)
	}
}
