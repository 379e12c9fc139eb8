// Package setup looks at how the module of a client is set up, and says how go generate can
// run docgen in it.
package setup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/mod/modfile"

	"example.com/docgen/cmd/docgen/internal/input"
)

// Tool is the package that the go command runs as docgen.
const Tool = "example.com/docgen/cmd/docgen"

// DefaultTools is the name of the module file that docgen gets where there is none yet.
const DefaultTools = "tools.mod"

// A Module is the module of a client.
type Module struct {
	// Root is the folder of its go.mod, and Path its module path.
	Root, Path string
	// Tools is the module file that has docgen as a tool. It is go.mod itself, another
	// one such as tools.mod, or empty if docgen is no tool of the module yet.
	Tools string
	// Vendored tells that the module has a vendor folder, which the go command compares
	// with each module file. Workspace is the go.work that applies, or empty.
	Vendored  bool
	Workspace string
}

// ErrNoModule is the error for a folder that is in no module.
var ErrNoModule = errors.New("it is in no Go module; make one with: go mod init")

// Find returns the module that a folder is in. The folder need not exist.
func Find(dir string) (*Module, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	root := above(abs, "go.mod")
	if root == "" {
		return nil, ErrNoModule
	}
	m := &Module{Root: root, Workspace: workspace(root)}
	goMod, err := input.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, fmt.Errorf("looking at the module: %w", err)
	}
	if m.Path = modfile.ModulePath(goMod); m.Path == "" {
		return nil, fmt.Errorf("%s has no module path", filepath.Join(root, "go.mod"))
	}
	_, err = os.Stat(filepath.Join(root, "vendor", "modules.txt"))
	m.Vendored = err == nil
	m.Tools = tools(root)
	return m, nil
}

// Has reports whether a file or folder, which need not exist, is below the root of the
// module or the root itself.
func (m *Module) Has(name string) bool {
	abs, err := filepath.Abs(name)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(m.Root, abs)
	return err == nil && filepath.IsLocal(rel)
}

// FromHere returns the path of the root from the current folder, with slashes.
func (m *Module) FromHere() string {
	here, err := os.Getwd()
	if err != nil {
		return filepath.ToSlash(m.Root)
	}
	rel, err := filepath.Rel(here, m.Root)
	if err != nil { // it is on another drive of Windows
		rel = m.Root
	}
	return filepath.ToSlash(rel)
}

// above returns the nearest folder from dir upwards that has a file, or "".
func above(dir, name string) string {
	for {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Mode().IsRegular() {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// workspace returns the go.work that the go command uses in a folder, or "". GOWORK=off does
// not count: it is set for docgen, which go tool -modfile runs in no workspace, but hardly
// for go generate.
func workspace(dir string) string {
	if env := os.Getenv("GOWORK"); env != "" && env != "off" {
		return env
	}
	if dir := above(dir, "go.work"); dir != "" {
		return filepath.Join(dir, "go.work")
	}
	return ""
}

// tools returns the module file that has docgen as a tool: go.mod, or a file of another
// name beside it or one folder below, where people keep such files. It is empty if there
// is none. A file that can't be read has no tools; the go command says what is wrong.
func tools(root string) string {
	for _, pattern := range []string{"*.mod", "*/*.mod"} {
		names, _ := fs.Glob(os.DirFS(root), pattern)
		for _, name := range names {
			name = filepath.Join(root, filepath.FromSlash(name))
			data, err := input.ReadFile(name)
			if err != nil {
				continue
			}
			file, err := modfile.Parse(name, data, nil)
			if err == nil && slices.ContainsFunc(file.Tool, func(t *modfile.Tool) bool { return t.Path == Tool }) {
				return name
			}
		}
	}
	return ""
}
