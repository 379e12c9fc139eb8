package migrate

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/packages"
)

// A unit is a file as one package of one build has it. The same file has several units if
// there are tests or several builds; only the first one is edited.
type unit struct {
	*file
	pkg    *packages.Package
	fset   *token.FileSet
	tree   *ast.File
	root   inspector.Cursor
	edited bool
	// uses are where the file names a variable.
	uses map[types.Object][]inspector.Cursor
	// names are the identifiers that mean something by themselves.
	names map[string]bool
}

// units returns a unit for each file and build, sorted.
func (w *workspace) units() []*unit {
	var all []*unit
	for _, b := range w.builds {
		seen := map[string]bool{}
		for _, pkg := range b.pkgs {
			for _, syntax := range pkg.Syntax {
				f := w.files[w.name(syntax)]
				if f == nil || seen[f.name] {
					continue
				}
				seen[f.name] = true
				all = append(all, w.unit(f, syntax, pkg))
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *unit) int { return strings.Compare(a.name, b.name) })
	return all
}

func (w *workspace) unit(f *file, syntax *ast.File, pkg *packages.Package) *unit {
	u := &unit{
		file: f, pkg: pkg, fset: w.fset, tree: syntax, edited: pkg == f.pkg,
		uses: map[types.Object][]inspector.Cursor{}, names: map[string]bool{},
	}
	u.root = inspector.New([]*ast.File{syntax}).Root()
	for cur := range u.root.Preorder((*ast.Ident)(nil)) {
		id := cur.Node().(*ast.Ident)
		if v, ok := pkg.TypesInfo.ObjectOf(id).(*types.Var); ok {
			u.uses[v] = append(u.uses[v], cur)
		}
		if sel, ok := cur.Parent().Node().(*ast.SelectorExpr); !ok || sel.Sel != id {
			u.names[id.Name] = true
		}
	}
	return u
}

func (u *unit) info() *types.Info { return u.pkg.TypesInfo }

// offset returns where a position is in the file.
func (u *unit) offset(pos token.Pos) int { return u.fset.PositionFor(pos, false).Offset }

// source returns the text of a node.
func (u *unit) source(n ast.Node) string { return string(u.text[u.offset(n.Pos()):u.offset(n.End())]) }

// typeOf returns the type of an expression, nil if it is none.
func (u *unit) typeOf(e ast.Expr) types.Type { return u.info().TypeOf(e) }

// isValue reports whether an expression is a value, and no type.
func (u *unit) isValue(e ast.Expr) bool {
	tv, ok := u.info().Types[e]
	return ok && tv.IsValue()
}

// place names a position in a way that is the same in every build.
func place(fset *token.FileSet, pos token.Pos) string {
	p := fset.PositionFor(pos, false)
	return fmt.Sprintf("%s:%d", p.Filename, p.Offset)
}

// declaration returns the index of the top-level declaration that has a position, of those
// that import nothing, or -1.
func declaration(f *ast.File, pos token.Pos) int {
	n := -1
	for _, d := range f.Decls {
		if gen, ok := d.(*ast.GenDecl); ok && gen.Tok == token.IMPORT {
			continue
		}
		if n++; d.Pos() <= pos && pos < d.End() {
			return n
		}
	}
	return -1
}

// isTG reports whether a type is a named type of tg, or a pointer to one.
func isTG(t types.Type, name string, pointer bool) bool {
	if pointer {
		p, ok := types.Unalias(t).(*types.Pointer)
		if !ok {
			return false
		}
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && fromPackage(named.Obj(), tgPath) && named.Obj().Name() == name
}

// isClient reports whether a type is *tg.Client.
func isClient(t types.Type) bool { return t != nil && isTG(t, "Client", true) }

func fromPackage(o types.Object, path string) bool {
	return o != nil && o.Pkg() != nil && o.Pkg().Path() == path
}

// named returns the named type of a type, or of what it points to, or nil.
func named(t types.Type) *types.Named {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, _ := types.Unalias(t).(*types.Named)
	return n
}

// unparen returns a cursor for an expression without the parentheses around it.
func outermost(cur inspector.Cursor) inspector.Cursor {
	for {
		if _, ok := cur.Parent().Node().(*ast.ParenExpr); !ok {
			return cur
		}
		cur = cur.Parent()
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// is reports whether a value is of a type.
func is[T any](v any) bool {
	_, ok := v.(T)
	return ok
}
