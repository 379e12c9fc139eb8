package golden

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// A goFile is a Go file in parts. Comments that belong to no part are left out.
type goFile struct {
	// clause is the package clause, with the package comment before it.
	clause       string
	imports      []goImport
	declarations []item
	// selected has the names that stand before a dot in the code. Those of the
	// packages that the file uses are among them.
	selected map[string]bool
}

// An item is a declaration of a file, or an entry of a list, with its comment.
type item struct{ name, text string }

// A goImport is a line of the imports, with the name that the file uses.
type goImport struct{ name, path, text string }

// std reports whether the package is one of the standard library.
func (i goImport) std() bool { return !strings.Contains(strings.Split(i.path, "/")[0], ".") }

// readGo returns the parts of a Go file.
func readGo(name, source string) (*goFile, error) {
	s, err := parseSource(name, source)
	if err != nil {
		return nil, err
	}
	f := &goFile{clause: s.text(s.file.Doc, s.file.Package, s.file.Name.End()), selected: map[string]bool{}}
	for _, spec := range s.file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		i := goImport{name: path[strings.LastIndex(path, "/")+1:], path: path, text: s.text(nil, spec.Pos(), spec.End())}
		if spec.Name != nil {
			i.name = spec.Name.Name
		}
		f.imports = append(f.imports, i)
	}
	for _, decl := range s.file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			f.declarations = append(f.declarations, item{funcName(d), s.text(d.Doc, d.Pos(), d.End())})
		case *ast.GenDecl:
			if d.Tok != token.IMPORT {
				f.declarations = append(f.declarations, item{specName(d.Specs[0]), s.text(d.Doc, d.Pos(), d.End())})
			}
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if selector, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := selector.X.(*ast.Ident); ok {
				f.selected[x.Name] = true
			}
		}
		return true
	})
	return f, nil
}

// print returns a file with the clause of f and other declarations. It imports
// the packages of f whose names are selected, those of the standard library
// first.
func (f *goFile) print(selected map[string]bool, declarations []item) string {
	imports := slices.Clone(f.imports)
	slices.SortFunc(imports, func(a, b goImport) int { return strings.Compare(a.path, b.path) })
	std, others := "", ""
	for _, i := range imports {
		switch {
		case !selected[i.name]:
		case i.std():
			std += "\t" + i.text + "\n"
		default:
			others += "\t" + i.text + "\n"
		}
	}
	if std != "" && others != "" {
		std += "\n"
	}
	text := f.clause + "\n\nimport (\n" + std + others + ")\n"
	for _, d := range declarations {
		text += "\n" + d.text + "\n"
	}
	return text
}

// A list is a declaration of constants, or of a table, in parts.
type list struct {
	// before are the lines above the entries, after is the line below them.
	before, after string
	// entries have the name of the constant, or the string that the row of the
	// table starts with.
	entries []item
}

// readList returns the parts of a declaration. One that is no list, such as a
// function, has no entries.
func readList(declaration string) (list, error) {
	const clause = "package p\n"
	s, err := parseSource("", clause+declaration)
	if err != nil {
		return list{}, err
	}
	decl, ok := s.file.Decls[0].(*ast.GenDecl)
	if !ok {
		return list{}, nil
	}
	var l list
	start, end := decl.End(), decl.End()
	add := func(name string, doc *ast.CommentGroup, node ast.Node) {
		l.entries = append(l.entries, item{name, s.text(doc, node.Pos(), node.End())})
		if len(l.entries) == 1 {
			start = node.Pos()
			if doc != nil {
				start = doc.Pos()
			}
		}
		end = node.End()
	}
	switch decl.Tok {
	case token.CONST:
		for _, spec := range decl.Specs {
			add(specName(spec), spec.(*ast.ValueSpec).Doc, spec)
		}
	case token.VAR:
		for _, row := range rows(decl) {
			add(firstString(row), nil, row)
		}
	default:
	}
	l.before = strings.TrimRight(s.text(nil, s.file.Name.End(), start), "\n\t")[1:]
	l.after = strings.TrimLeft(s.text(nil, end, decl.End()), ",\n")
	return l, nil
}

// print returns the list with other entries.
func (l list) print(entries []item) string {
	text := l.before + "\n"
	for _, e := range entries {
		text += "\t" + e.text
		if l.after == "}" && !strings.HasPrefix(e.text, "//") {
			text += ","
		}
		text += "\n"
	}
	return text + l.after
}

// goSource is a parsed file with its text.
type goSource struct {
	source string
	fset   *token.FileSet
	file   *ast.File
}

func parseSource(name, source string) (s goSource, err error) {
	s = goSource{source: source, fset: token.NewFileSet()}
	s.file, err = parser.ParseFile(s.fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	return s, err
}

// text returns the source between two positions. If there is a comment, the source
// starts with the comment.
func (s goSource) text(doc *ast.CommentGroup, from, to token.Pos) string {
	if doc != nil {
		from = doc.Pos()
	}
	return s.source[s.fset.Position(from).Offset:s.fset.Position(to).Offset]
}

// funcName returns the name of a function, or "Type.Method" for a method.
func funcName(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	receiver := f.Recv.List[0].Type
	if star, ok := receiver.(*ast.StarExpr); ok {
		receiver = star.X
	}
	return fmt.Sprintf("%s.%s", receiver, f.Name.Name)
}

// specName returns the first name that a type, constant or variable declares.
func specName(spec ast.Spec) string {
	if typ, ok := spec.(*ast.TypeSpec); ok {
		return typ.Name.Name
	}
	return spec.(*ast.ValueSpec).Names[0].Name
}

// rows returns the rows of a table.
func rows(variable *ast.GenDecl) []ast.Expr {
	spec := variable.Specs[0].(*ast.ValueSpec)
	if len(spec.Values) == 0 {
		return nil
	}
	table, ok := spec.Values[0].(*ast.CompositeLit)
	if !ok {
		return nil
	}
	return table.Elts
}

// firstString returns the string that a row starts with, or "" if it starts with
// something else.
func firstString(row ast.Expr) string {
	values, ok := row.(*ast.CompositeLit)
	if !ok || len(values.Elts) == 0 {
		return ""
	}
	literal, ok := values.Elts[0].(*ast.BasicLit)
	if !ok {
		return ""
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		return ""
	}
	return text
}
