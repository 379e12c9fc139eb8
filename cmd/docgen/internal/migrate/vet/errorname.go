package vet

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"example.com/docgen/parser/diag"
)

// ErrorNames finds names of errors that the type of an error can never be.
func ErrorNames() *analysis.Analyzer {
	return analyzer("errorname", diag.VetErrorName, func(c *check) {
		for cur := range c.root.Preorder((*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil), (*ast.SwitchStmt)(nil)) {
			for _, e := range c.comparedNames(cur) {
				c.checkName(e)
			}
		}
	})
}

// comparedNames returns what the type of an error is compared with.
func (c *check) comparedNames(cur inspector.Cursor) []ast.Expr {
	switch n := cur.Node().(type) {
	case *ast.CallExpr:
		return c.argumentNames(n)
	case *ast.BinaryExpr:
		switch {
		case n.Op != token.EQL && n.Op != token.NEQ:
		case c.isErrorType(n.X) && !c.isEmpty(n.Y):
			return []ast.Expr{n.Y}
		case c.isErrorType(n.Y) && !c.isEmpty(n.X):
			return []ast.Expr{n.X}
		}
	case *ast.SwitchStmt:
		if n.Tag == nil || !c.isErrorType(n.Tag) {
			return nil
		}
		var names []ast.Expr
		for _, stmt := range n.Body.List {
			names = append(names, stmt.(*ast.CaseClause).List...)
		}
		return names
	}
	return nil
}

// argumentNames returns the arguments of a call that are compared with the type of an error.
func (c *check) argumentNames(call *ast.CallExpr) []ast.Expr {
	fn := c.callee(call)
	switch {
	case fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != errPath:
	case (fn.Name() == "Is" || fn.Name() == "AsType") && fn.Signature().Recv() == nil && len(call.Args) > 1:
		return call.Args[1:]
	case fn.Name() == "IsType" || fn.Name() == "IsOneOf":
		return call.Args
	}
	return nil
}

// isEmpty reports whether an expression is an empty string: an error that code makes by hand
// can be without a type.
func (c *check) isEmpty(e ast.Expr) bool {
	name, ok := c.text(e)
	return ok && name == ""
}

func (c *check) isErrorType(e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Type" && isNamed(c.TypesInfo.TypeOf(sel.X), errPath, "Error")
}

func (c *check) checkName(e ast.Expr) {
	name, ok := c.text(e)
	if !ok {
		return
	}
	kept, numbers, placeholder := splitName(name)
	var edits []analysis.TextEdit
	switch {
	case placeholder && kept != "":
		if _, literal := ast.Unparen(e).(*ast.BasicLit); literal {
			edits = []analysis.TextEdit{{Pos: e.Pos(), End: e.End(), NewText: []byte(`"` + kept + `"`)}}
		}
		c.report(e, "Compare with "+kept, edits, "no error has the type "+name+": the type has no argument, so compare it with "+kept)
	case numbers:
		c.report(e, "", nil, "no error has the type "+name+": gotd/td takes numbers out of the type of an error, so that it is "+kept)
	case name == "" || strings.ToUpper(name) != name && strings.Contains(name, "_"):
		c.report(e, "", nil, "no error has the type "+quote(name)+": Telegram writes names of errors in upper case")
	}
}

func quote(name string) string { return `"` + name + `"` }

// splitName returns a name without its numbers and placeholders, and whether it had any.
func splitName(name string) (kept string, numbers, placeholder bool) {
	var parts []string
	all := strings.Split(name, "_")
	for i, part := range all {
		switch {
		case part == "%d" || part == "*" || part == "%s" || part == "X" && i == len(all)-1 && i > 0:
			placeholder = true
		case part != "" && strings.Trim(part, "0123456789") == "" && len(all) > 1:
			numbers = true
		default:
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "_"), numbers, placeholder
}
