package migrate

import (
	"fmt"
	"go/constant"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/emit/genfile"
)

// A Kind is one of the clients of a generated package.
type Kind string

// The kinds of clients, by the names of their types.
const (
	User   Kind = "User"
	Bot    Kind = "Bot"
	Shared Kind = "Client"
	Any    Kind = "Any"
)

// A target is the generated package that the code moves to.
type target struct {
	pkg *packages.Package
	// constants are the names of the error constants, by the type that tgerr.Error has
	// for their errors, sorted.
	constants map[string][]string
}

// findTarget finds the generated package among those that were loaded: the one with the
// import path, or the only one if that is empty.
func (w *workspace) findTarget(path string) (*target, error) {
	var found []*packages.Package
	for _, pkg := range w.builds[0].pkgs {
		if pkg.ID == pkg.PkgPath && w.generated(pkg) && (path == "" || path == pkg.PkgPath) {
			found = append(found, pkg)
		}
	}
	switch len(found) {
	case 0:
		return nil, w.noTarget(path)
	case 1:
		return newTarget(found[0])
	}
	var paths []string
	for _, pkg := range found {
		paths = append(paths, pkg.PkgPath)
	}
	return nil, fmt.Errorf("there are several packages that docgen generated: %s; choose one with --to", strings.Join(paths, ", "))
}

// generated reports whether a package is one that docgen makes, with clients.
func (w *workspace) generated(pkg *packages.Package) bool {
	return slices.ContainsFunc(pkg.GoFiles, func(name string) bool {
		if filepath.Base(name) != "client_gen.go" || w.files[name] == nil {
			return false
		}
		_, ok := genfile.ReadHeader(w.files[name].text)
		return ok
	})
}

func (w *workspace) noTarget(path string) error {
	const hint = "make one with docgen init and go generate"
	for _, pkg := range w.builds[0].pkgs {
		if pkg.PkgPath == path {
			return fmt.Errorf("docgen did not generate %s; "+hint, path)
		}
	}
	if path != "" {
		return fmt.Errorf("there is no package %s in %s; "+hint, path, strings.Join(w.roots, ", "))
	}
	return fmt.Errorf("docgen has generated no package in %s yet; "+hint, strings.Join(w.roots, ", "))
}

// newTarget returns a package as a target, if it has all that moved code needs.
func newTarget(pkg *packages.Package) (*target, error) {
	t := &target{pkg: pkg, constants: map[string][]string{}}
	for _, name := range []string{"Ptr", "NonZero", "NewUser", "NewBot", "NewClient", "NewAny", "WrapErrors"} {
		if _, ok := pkg.Types.Scope().Lookup(name).(*types.Func); !ok {
			return nil, fmt.Errorf("%s has no %s: an older docgen generated it, or not all of it; run docgen generate first", pkg.PkgPath, name)
		}
	}
	for _, name := range pkg.Types.Scope().Names() { // sorted
		c, ok := pkg.Types.Scope().Lookup(name).(*types.Const)
		if !ok || !c.Exported() || !t.isNamed(c.Type(), "Error") {
			continue
		}
		typ := errorType(constant.StringVal(c.Val()))
		t.constants[typ] = append(t.constants[typ], name)
	}
	return t, nil
}

func (t *target) isNamed(typ types.Type, name string) bool {
	named, ok := typ.(*types.Named)
	return ok && named.Obj().Pkg() == t.pkg.Types && named.Obj().Name() == name
}

// errorType returns what tgerr.Error has for the type of an error: its message without the
// parts that are numbers.
func errorType(pattern string) string {
	parts := strings.Split(pattern, "_")
	if len(parts) < 2 {
		return pattern
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "%d" || isNumber(part) }), "_")
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// method returns the method of a kind of client, or nil.
func (t *target) method(kind Kind, name string) *types.Func {
	typ := t.pkg.Types.Scope().Lookup(string(kind)).Type()
	object, _, _ := types.LookupFieldOrMethod(types.NewPointer(typ), true, t.pkg.Types, name)
	fn, _ := object.(*types.Func)
	return fn
}

// params returns the type of a method's parameters, or nil if it takes only a context.
func (t *target) params(kind Kind, name string) *types.Named {
	fn := t.method(kind, name)
	if fn == nil || fn.Signature().Params().Len() < 2 {
		return nil
	}
	named, _ := fn.Signature().Params().At(1).Type().(*types.Named)
	return named
}

// visible returns "" if a package can import the target, else the reason why not.
func (t *target) visible(from *packages.Package) string {
	path, own := t.pkg.PkgPath, strings.TrimSuffix(from.PkgPath, "_test")
	if path == own {
		return "it is in the generated package"
	}
	if i := internalAt(path); i >= 0 {
		above := strings.TrimSuffix(path[:i], "/")
		if own != above && !strings.HasPrefix(own, above+"/") {
			return "it can't import " + path
		}
	}
	if from.Module != nil && t.pkg.Module != nil && from.Module.Path != t.pkg.Module.Path && !folder.Requires(from.Module.Dir, t.pkg.Module.Path) {
		return "the module " + from.Module.Path + " does not require " + t.pkg.Module.Path
	}
	return ""
}

// internalAt returns where the last element "internal" starts in an import path, or -1.
func internalAt(path string) int {
	if i := strings.LastIndex("/"+path+"/", "/internal/"); i >= 0 {
		return i
	}
	return -1
}
