package cli

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/parser/diag"
)

// goneForGoGenerate returns the first of the files that a run is to remove and that go
// generate will want to read after the run, or "". go generate, if it runs docgen, has
// listed the files of the package before. It reads them by name, tests last, and stops at
// one that is gone.
func goneForGoGenerate(dir string, out *folder.Folder, pkg folder.Package) (string, error) {
	running := os.Getenv("GOFILE")
	here, err := os.Getwd()
	if abs, absErr := filepath.Abs(dir); running == "" || err != nil || absErr != nil || abs != here {
		return "", nil
	}
	differences, err := out.Compare(pkg)
	for _, d := range differences {
		name := path.Base(d.Path)
		later := name > running || strings.HasSuffix(name, "_test.go")
		if d.Code == diag.FileOrphaned && later && path.Dir(d.Path) == filepath.ToSlash(filepath.Clean(dir)) {
			return name, err
		}
	}
	return "", err
}
