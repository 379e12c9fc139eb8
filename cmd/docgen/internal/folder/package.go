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
// which people wrote, else that of docgen's, else that of people's tests, else the name
// of the folder. People's files come first, so that they can rename the package.
func (f *Folder) PackageName() (string, error) {
	names, tests := map[string]string{}, map[string]string{} // and a file of each
	for _, file := range f.peoplesFiles() {
		switch name := packageOf(f.path(file)); {
		case name == "":
		case isTest(file):
			tests[name] = file
		default:
			names[name] = file
		}
	}
	if len(names) == 0 {
		if own := f.ownPackageName(); own != "" {
			return own, nil
		}
		names = tests
	}
	switch len(names) {
	case 0:
		return f.ownName()
	case 1:
		return slices.Collect(maps.Keys(names))[0], nil
	}
	var found []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		found = append(found, fmt.Sprintf("%s (%s)", name, names[name]))
	}
	return "", fmt.Errorf("%s has Go files of several packages: %s; name the one to generate with --package", f.dir, strings.Join(found, ", "))
}

// Suits returns an error if Go can't have a package of that name in the folder. If
// imported is true, other generated packages import it.
func (f *Folder) Suits(name string, imported bool) error {
	const hint = "; name the package with --package"
	switch {
	case !token.IsIdentifier(name) || name == "_":
		return fmt.Errorf("%q can't be the name of a Go package"+hint, name)
	case name == "documentation":
		return errors.New("the go command ignores the files of a package called documentation" + hint)
	case strings.HasSuffix(name, "_test"):
		return fmt.Errorf("the go command takes package %s for the tests of another one"+hint, name)
	case name == "main" && imported:
		return errors.New("nothing can import a package called main, as the packages of --doubles, --http and --lua would" + hint)
	}
	for _, file := range f.peoplesFiles() {
		if other := packageOf(f.path(file)); other != "" && other != name {
			return fmt.Errorf("%s belongs to package %s, so it can't stand beside package %s; move it, or use --package %s", f.path(file), other, name, other)
		}
	}
	return nil
}

// Documents reports whether a Go file of people has the comment of a package. Build
// constraints don't matter, since what docgen makes does not depend on the system.
func (f *Folder) Documents(name string) bool {
	return slices.ContainsFunc(f.peoplesFiles(), func(file string) bool {
		if isTest(file) {
			return false
		}
		start, err := startOf(f.path(file))
		return err == nil && packageClause(start) == name && hasComment(start)
	})
}

// hasComment reports whether a Go file has the comment of its package.
func hasComment(source []byte) bool {
	f, err := parser.ParseFile(token.NewFileSet(), "", source, parser.PackageClauseOnly|parser.ParseComments)
	return err == nil && f.Doc.Text() != ""
}

// peoplesFiles returns the Go files that docgen did not make.
func (f *Folder) peoplesFiles() []string {
	names := slices.Clone(f.people)
	for _, name := range slices.Sorted(maps.Keys(f.files)) {
		if strings.HasSuffix(name, ".go") && path.Dir(name) == "." && !f.files[name].owned {
			names = append(names, name)
		}
	}
	return names
}

func isTest(file string) bool { return strings.HasSuffix(file, "_test.go") }

// ownPackageName returns the name of the package that docgen made here before, or "".
func (f *Folder) ownPackageName() string {
	for _, name := range slices.Sorted(maps.Keys(f.files)) {
		if path.Dir(name) != "." || !strings.HasSuffix(name, ".go") || isTest(name) {
			continue
		}
		if made := packageClause(f.own(name)); made != "" {
			return made
		}
	}
	return ""
}

// ownName returns the name of the folder itself.
func (f *Folder) ownName() (string, error) {
	place, err := Place(f.dir)
	return filepath.Base(place), err
}

// packageOf returns the package that a Go file belongs to, or tests, or "" for a file that
// is no part of a build, such as one with the constraint "ignore".
func packageOf(file string) string {
	start, err := startOf(file)
	if err != nil {
		return ""
	}
	if match, err := build.Default.MatchFile(filepath.Split(file)); err != nil || !match {
		return ""
	}
	name := packageClause(start)
	if isTest(file) {
		name = strings.TrimSuffix(name, "_test")
	}
	return name
}

// startOf returns the start of a file. It follows no link, and does not wait for a pipe,
// as MatchFile would.
func startOf(file string) ([]byte, error) {
	info, err := os.Lstat(file)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no regular file", file)
	}
	start, _, err := new(input.Reader).ReadIf(file, func([]byte) bool { return false })
	return start, err
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
	place, root, data, err := goMod(f.dir)
	if err != nil {
		return "", fmt.Errorf("looking for the import path of %s: %w", f.dir, err)
	}
	rel, err := filepath.Rel(root, place)
	if err != nil {
		return "", err
	}
	return path.Join(modfile.ModulePath(data), filepath.ToSlash(rel)), nil
}

// goMod returns where a folder really is, the root of the module around it, and the
// go.mod there.
func goMod(dir string) (place, root string, data []byte, err error) {
	if place, err = Place(dir); err != nil {
		return "", "", nil, err
	}
	for root = place; ; root = filepath.Dir(root) {
		data, err = input.ReadFile(filepath.Join(root, "go.mod"))
		if !errors.Is(err, os.ErrNotExist) || filepath.Dir(root) == root {
			return place, root, data, err
		}
	}
}

// Requires reports whether the go.mod of the module around a folder requires a module. A
// go.mod that can't be read requires everything: the go command says what is wrong with it.
func Requires(dir, module string) bool {
	_, root, data, err := goMod(dir)
	if err != nil {
		return true
	}
	parsed, err := modfile.ParseLax(filepath.Join(root, "go.mod"), data, nil)
	return err != nil || slices.ContainsFunc(parsed.Require, func(r *modfile.Require) bool { return r.Mod.Path == module })
}
