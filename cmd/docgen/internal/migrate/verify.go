package migrate

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A verifier type-checks the packages of a build with changed files. What the packages
// import from other modules was loaded before.
type verifier struct {
	w *workspace
	// target is the generated package, as the build has it.
	target *packages.Package
	texts  map[string][]byte
	// own are the packages that are checked again, by their IDs.
	own     map[string]*packages.Package
	checked map[string]*types.Package
	errs    []types.Error
	trees   map[string]*ast.File
}

// verify type-checks the code with changed files, and returns all errors.
func (w *workspace) verify(t *target, b *loaded, texts map[string][]byte) *verifier {
	v := &verifier{w: w, target: t.pkg, texts: texts, own: map[string]*packages.Package{}, checked: map[string]*types.Package{}, trees: map[string]*ast.File{}}
	for _, pkg := range b.pkgs {
		v.own[pkg.ID] = pkg
		if pkg.ID == t.pkg.ID {
			v.target = pkg
		}
	}
	for _, pkg := range b.pkgs {
		v.check(pkg)
	}
	return v
}

// check returns a package with the changes made.
func (v *verifier) check(pkg *packages.Package) *types.Package {
	if v.own[pkg.ID] == nil {
		return pkg.Types
	}
	if done := v.checked[pkg.ID]; done != nil {
		return done
	}
	if pkg.PkgPath == v.target.PkgPath && !v.changed(pkg) {
		v.checked[pkg.ID] = pkg.Types
		return pkg.Types
	}
	var trees []*ast.File
	for _, syntax := range pkg.Syntax {
		trees = append(trees, v.tree(syntax))
	}
	cfg := types.Config{Importer: importer{v, pkg}, Sizes: pkg.TypesSizes, FakeImportC: true, Error: func(err error) {
		var e types.Error
		if errors.As(err, &e) {
			v.errs = append(v.errs, e)
		}
	}}
	if pkg.Module != nil && pkg.Module.GoVersion != "" {
		cfg.GoVersion = "go" + pkg.Module.GoVersion
	}
	made, _ := cfg.Check(pkg.PkgPath, v.w.fset, trees, nil)
	v.checked[pkg.ID] = made
	return made
}

func (v *verifier) changed(pkg *packages.Package) bool {
	return slices.ContainsFunc(pkg.GoFiles, func(name string) bool { return v.texts[name] != nil })
}

// tree returns a file with its changes made.
func (v *verifier) tree(syntax *ast.File) *ast.File {
	name := v.w.name(syntax)
	text, ok := v.texts[name]
	if !ok {
		return syntax
	}
	if v.trees[name] == nil {
		// What does not parse has errors when it is checked, too.
		v.trees[name], _ = parser.ParseFile(v.w.fset, name, text, parser.SkipObjectResolution)
	}
	return v.trees[name]
}

// An importer imports for one package: a package and its tests import different variants
// of the same packages.
type importer struct {
	v   *verifier
	pkg *packages.Package
}

// Import implements types.Importer.
func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if pkg := i.pkg.Imports[path]; pkg != nil {
		return i.v.check(pkg), nil
	}
	if path == i.v.target.PkgPath {
		return i.v.check(i.v.target), nil
	}
	return nil, errors.New("no package " + path + " was loaded")
}

// pinErrors pins the declarations that the errors are in, or the files where that was not
// enough. It reports whether there was anything to pin.
func (v *verifier) pinErrors(p *pins) bool {
	fresh, pinned := map[string]bool{}, false
	for _, e := range v.errs {
		name := v.w.fset.PositionFor(e.Pos, false).Filename
		f := v.w.files[name]
		if f == nil {
			continue
		}
		tree := v.trees[name]
		if tree == nil {
			tree = f.syntax
		}
		message, _, _ := strings.Cut(e.Msg, "\n")
		why := "what it would become does not compile: " + message
		i := declaration(tree, e.Pos)
		switch key := name + ":" + strconv.Itoa(i); {
		case i >= 0 && p.decls[key] == "":
			p.decls[key], fresh[key], pinned = why, true, true
		case p.files[name] == "" && !fresh[key]:
			p.files[name], pinned = why, true
		}
	}
	return pinned
}
