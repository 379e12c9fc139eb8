package migrate

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/packages"
)

// An edit replaces a part of a file. Edits do not overlap, so that a call inside another
// one is moved by itself.
type edit struct {
	start, end int
	text       string
	// rank orders the edits at one place: first what ends there, then what starts there.
	rank rank
	// span is the size of the expression that the edit goes before or after: what is
	// written around an expression is also around what is written around its parts.
	span int
}

type rank int

const (
	after rank = iota
	before
	instead
)

// edits are those of one file.
type edits struct {
	list []edit
	// wants are the imports that the new text needs: paths, by their names.
	wants map[string]string
}

// replace puts a text in the place of another one.
func (e *edits) replace(start, end int, text string) {
	e.list = append(e.list, edit{start, end, text, instead, 0})
}

// wrap puts text around what is there. What is wrapped later goes inside.
func (e *edits) wrap(start, end int, opening, closing string) {
	e.list = append(e.list, edit{start, start, opening, before, end - start})
	e.list = slices.Insert(e.list, 0, edit{end, end, closing, after, end - start})
}

func compareEdits(a, b edit) int {
	if c := cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.rank, b.rank)); c != 0 || a.rank == instead {
		return c
	}
	if a.rank == after {
		return cmp.Compare(a.span, b.span)
	}
	return cmp.Compare(b.span, a.span)
}

// apply returns the text of the file with the edits made.
func (e *edits) apply(f *file) ([]byte, error) {
	text, err := splice(f.text, e.list)
	if err != nil {
		return nil, err
	}
	if text, err = fixImports(f, text, e.wants); err != nil {
		return nil, err
	}
	if old, err := format.Source(f.text); err == nil && bytes.Equal(old, f.text) {
		return format.Source(text)
	}
	return text, nil
}

// splice makes edits.
func splice(text []byte, list []edit) ([]byte, error) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, compareEdits)
	var out []byte
	done := 0
	for _, e := range list {
		if e.start < done || e.end < e.start || e.end > len(text) {
			return nil, fmt.Errorf("two changes overlap at byte %d", e.start)
		}
		out = append(append(out, text[done:e.start]...), e.text...)
		done = e.end
	}
	return append(out, text[done:]...), nil
}

// fixImports adds the imports that a file wants, and removes those of gotd/td that it no
// longer uses. It changes only the part of the file with the imports.
func fixImports(of *file, text []byte, wants map[string]string) ([]byte, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, of.name, text, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	end, changed := importsEnd(fset, f), false
	old := slices.Clone(f.Imports)
	add := func() {
		for name, path := range wants { // there is only one
			changed = astutil.AddNamedImport(fset, f, name, path) || changed
		}
	}
	if len(old) > 1 { // the group of an import that goes takes the one that comes
		add()
	}
	for _, spec := range old {
		path, _ := strconv.Unquote(spec.Path.Value)
		if (path == tgPath || path == errPath) && !usesImport(f, spec, of.pkg.Imports[path]) {
			changed = astutil.DeleteNamedImport(fset, f, importName(spec), path) || changed
		}
	}
	add()
	if !changed {
		return text, nil
	}
	var b bytes.Buffer
	if err := format.Node(&b, fset, f); err != nil {
		return nil, err
	}
	return graft(of.name, text, b.Bytes(), end)
}

func importName(spec *ast.ImportSpec) string {
	if spec.Name == nil {
		return ""
	}
	return spec.Name.Name
}

// usesImport reports whether a file still uses a package that it imports.
func usesImport(f *ast.File, spec *ast.ImportSpec, pkg *packages.Package) bool {
	switch importName(spec) {
	case "_":
		return true
	case ".":
		return usesScope(f, pkg.Types.Scope())
	}
	return astutil.UsesImport(f, pkg.PkgPath)
}

// usesScope reports whether a file names something of a scope, other than as a field or
// method.
func usesScope(f *ast.File, scope *types.Scope) bool {
	used, members := false, map[ast.Node]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			members[n.Sel] = true
		case *ast.KeyValueExpr:
			members[n.Key] = true
		case *ast.Ident:
			used = used || !members[n] && scope.Lookup(n.Name) != nil
		}
		return true
	})
	return used
}

// graft returns a text with the start of another version of it, up to the last import.
func graft(name string, text, changed []byte, end int) ([]byte, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, changed, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	head := changed[:importsEnd(fset, f)]
	if bytes.Contains(text, []byte("\r\n")) {
		head = bytes.ReplaceAll(head, []byte("\n"), []byte("\r\n"))
	}
	return slices.Concat(head, text[end:]), nil
}

// importsEnd returns where the last import declaration of a file ends, or its package
// clause.
func importsEnd(fset *token.FileSet, f *ast.File) int {
	end := f.Name.End()
	for _, d := range f.Decls {
		if gen, ok := d.(*ast.GenDecl); ok && gen.Tok == token.IMPORT {
			end = max(end, gen.End())
		}
	}
	return fset.PositionFor(end, false).Offset
}
