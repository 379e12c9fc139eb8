package folder

import (
	"errors"
	"fmt"
	"go/build"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"example.com/docgen/cmd/docgen/internal/input"
)

// PackageName returns the name of the package in the folder: that of the Go files
// which people wrote, else that of docgen's, else the name of the folder. People's
// files come first, so that they can rename the package.
func (f *Folder) PackageName() (string, error) {
	names := map[string]string{} // and a file of each
	for _, file := range f.peoplesFiles() {
		if name := packageOf(f.path(file)); name != "" {
			names[name] = file
		}
	}
	switch len(names) {
	case 0:
		return f.ownPackageName()
	case 1:
		return slices.Collect(maps.Keys(names))[0], nil
	}
	var found []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		found = append(found, fmt.Sprintf("%s (%s)", name, names[name]))
	}
	return "", fmt.Errorf("%s has Go files of several packages: %s; name the one to generate with --package", f.dir, strings.Join(found, ", "))
}

// peoplesFiles returns the Go files that docgen did not make, but for tests, which
// may be of another package.
func (f *Folder) peoplesFiles() []string {
	names := slices.Clone(f.people)
	for _, name := range slices.Sorted(maps.Keys(f.files)) {
		if strings.HasSuffix(name, ".go") && path.Dir(name) == "." && !f.files[name].owned {
			names = append(names, name)
		}
	}
	return slices.DeleteFunc(names, func(name string) bool { return strings.HasSuffix(name, "_test.go") })
}

// ownPackageName returns the name of the package that docgen made here before, or
// would make by the name of the folder.
func (f *Folder) ownPackageName() (string, error) {
	for _, name := range slices.Sorted(maps.Keys(f.files)) {
		if path.Dir(name) != "." || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if made := packageClause(f.own(name)); made != "" {
			return made, nil
		}
	}
	place, err := Place(f.dir)
	if err != nil {
		return "", err
	}
	name := filepath.Base(place)
	if !token.IsIdentifier(name) {
		return "", fmt.Errorf("the folder name %q is not a Go identifier; name the package with --package", name)
	}
	return name, nil
}

// packageOf returns the package that a Go file belongs to, or "" for a file that is no
// part of a build, such as one with the constraint "ignore".
func packageOf(file string) string {
	// A link is not followed, and a pipe not waited for, as MatchFile would.
	info, err := os.Lstat(file)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	start, _, err := new(input.Reader).ReadIf(file, func([]byte) bool { return false })
	if err != nil {
		return ""
	}
	if match, err := build.Default.MatchFile(filepath.Split(file)); err != nil || !match {
		return ""
	}
	return packageClause(start)
}

func packageClause(source []byte) string {
	f, err := parser.ParseFile(token.NewFileSet(), "", source, parser.PackageClauseOnly)
	if err != nil {
		return ""
	}
	return f.Name.Name
}

// ImportPath returns the import path of the package in the folder: the path of the
// module around it, and the way from there.
func (f *Folder) ImportPath() (string, error) {
	place, err := Place(f.dir)
	if err != nil {
		return "", err
	}
	for root := place; ; root = filepath.Dir(root) {
		data, err := input.ReadFile(filepath.Join(root, "go.mod"))
		if errors.Is(err, os.ErrNotExist) && filepath.Dir(root) != root {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("looking for the import path of %s: %w", f.dir, err)
		}
		rel, err := filepath.Rel(root, place)
		if err != nil {
			return "", err
		}
		return path.Join(modfile.ModulePath(data), filepath.ToSlash(rel)), nil
	}
}
