package emit

import (
	"bytes"
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"example.com/docgen/emit/layout"
)

// runtimeSource is the Go code that every generated package has.
//
//go:embed runtime/client.go runtime/errors.go runtime/methods.go
var runtimeSource embed.FS

// declarations has the declarations of one file of package runtime.
type declarations struct {
	source  []byte
	file    *ast.File
	fset    *token.FileSet
	imports map[string]string // name to path
}

func readRuntime(name string) (*declarations, error) {
	source, err := runtimeSource.ReadFile("runtime/" + name)
	if err != nil {
		return nil, err
	}
	d := &declarations{source: source, fset: token.NewFileSet(), imports: map[string]string{}}
	d.file, err = parser.ParseFile(d.fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, spec := range d.file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		d.imports[path[strings.LastIndexByte(path, '/')+1:]] = path
	}
	return d, nil
}

// without returns the source of a file of package pkg with all declarations that
// are not left out, and with the imports that they need.
func (d *declarations) without(pkg string, leftOut []string) []byte {
	var body bytes.Buffer
	used := map[string]bool{}
	for _, decl := range d.file.Decls {
		if isImport(decl) || declares(decl, leftOut) {
			continue
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if ident, ok := sel.X.(*ast.Ident); ok && d.imports[ident.Name] != "" {
					used[d.imports[ident.Name]] = true
				}
			}
			return true
		})
		start := decl.Pos()
		if doc := docOf(decl); doc != nil {
			start = doc.Pos()
		}
		body.WriteString("\n")
		body.Write(d.source[d.fset.Position(start).Offset:d.fset.Position(decl.End()).Offset])
		body.WriteString("\n")
	}
	var paths []string
	for path := range used {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	var out bytes.Buffer
	fmt.Fprintf(&out, "package %s\n\nimport (\n", pkg)
	for _, path := range paths {
		fmt.Fprintf(&out, "\t%q\n", path)
	}
	out.WriteString(")\n")
	out.Write(body.Bytes())
	return layout.GroupImports(out.Bytes()) // the rest is formatted already
}

func isImport(decl ast.Decl) bool {
	gen, ok := decl.(*ast.GenDecl)
	return ok && gen.Tok == token.IMPORT
}

func docOf(decl ast.Decl) *ast.CommentGroup {
	switch d := decl.(type) {
	case *ast.GenDecl:
		return d.Doc
	case *ast.FuncDecl:
		return d.Doc
	}
	return nil
}

// declares reports whether a declaration has one of the names. A method has two:
// "Type.Method", and the name of its type.
func declares(decl ast.Decl, names []string) bool {
	switch d := decl.(type) {
	case *ast.GenDecl:
		spec, ok := d.Specs[0].(*ast.TypeSpec)
		return ok && slices.Contains(names, spec.Name.Name)
	case *ast.FuncDecl:
		if d.Recv == nil {
			return slices.Contains(names, d.Name.Name)
		}
		recv := d.Recv.List[0].Type
		if star, ok := recv.(*ast.StarExpr); ok {
			recv = star.X
		}
		name := recv.(*ast.Ident).Name
		return slices.Contains(names, name) || slices.Contains(names, name+"."+d.Name.Name)
	}
	return false
}
