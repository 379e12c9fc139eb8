package cli

import (
	"os"
	"path"
	"path/filepath"
	"strings"
)

// goneForGoGenerate returns the first of the files that a run has removed from a folder and
// that go generate will want to read after the run, or "". go generate, if it runs docgen,
// has listed the files of the package before. It reads them by name, tests last, and stops
// at one that is gone.
func goneForGoGenerate(dir string, removed []string) string {
	running := os.Getenv("GOFILE")
	here, err := os.Getwd()
	if abs, absErr := filepath.Abs(dir); running == "" || err != nil || absErr != nil || abs != here {
		return ""
	}
	for _, name := range removed {
		if path.Ext(name) == ".go" && path.Dir(name) == "." && (name > running || strings.HasSuffix(name, "_test.go")) {
			return name
		}
	}
	return ""
}
