package vet

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"example.com/docgen/parser/diag"
)

// ErrorsIs finds constants of a generated package that errors.Is compares with an error of
// tg.Client, or of a helper of gotd/td. Such an error is none of the generated package, so
// that errors.Is is false.
func ErrorsIs() *analysis.Analyzer {
	return analyzer("errorsis", diag.VetErrorsIs, func(c *check) {
		if WrapsErrors(c.TypesInfo) {
			return
		}
		for cur := range c.root.Preorder((*ast.CallExpr)(nil)) {
			c.checkIs(cur)
		}
	})
}

// WrapsErrors reports whether a package installs the middleware, with which errors.Is holds
// for all calls.
func WrapsErrors(info *types.Info) bool {
	for _, o := range info.Uses {
		if fn, ok := o.(*types.Func); ok && fn.Name() == "WrapErrors" && fn.Pkg() != nil && IsGenerated(fn.Pkg()) {
			return true
		}
	}
	return false
}

func (c *check) checkIs(cur inspector.Cursor) {
	call := cur.Node().(*ast.CallExpr)
	fn := c.callee(call)
	if fn == nil || fn.Name() != "Is" || fn.Pkg() == nil || !strings.HasSuffix(fn.Pkg().Path(), "errors") || fn.Signature().Recv() != nil || len(call.Args) != 2 {
		return
	}
	id, ok := ast.Unparen(call.Args[0]).(*ast.Ident)
	if !ok || !c.isConstant(call.Args[1]) {
		return
	}
	from := c.assignedBefore(cur, c.TypesInfo.Uses[id])
	if from == nil || !c.unwrapped(from) {
		return
	}
	name := c.source(call.Args[1])
	edits := []analysis.TextEdit{{Pos: call.Pos(), End: call.End(), NewText: []byte(name + ".Match(" + id.Name + ")")}}
	c.report(call, "Use Match", edits, "errors.Is is false here: "+c.source(from.Fun)+" returns an error that is none of the generated package; use "+name+".Match("+id.Name+")")
}

// isConstant reports whether an expression is an error constant of a generated package.
func (c *check) isConstant(e ast.Expr) bool {
	n := namedOf(c.TypesInfo.TypeOf(e))
	return n != nil && n.Obj().Name() == "Error" && n.Obj().Pkg() != nil && IsGenerated(n.Obj().Pkg()) && c.TypesInfo.Types[e].Value != nil
}

func (c *check) source(e ast.Expr) string { return types.ExprString(e) }

// assignedBefore returns the call that a variable was last assigned from before a cursor,
// in the same function, nil if that is no call.
func (c *check) assignedBefore(cur inspector.Cursor, v types.Object) *ast.CallExpr {
	function, ok := enclosingFunction(cur)
	if !ok || v == nil {
		return nil
	}
	var last *ast.CallExpr
	at := token.NoPos
	for a := range function.Preorder((*ast.AssignStmt)(nil)) {
		assign := a.Node().(*ast.AssignStmt)
		if assign.Pos() >= cur.Node().Pos() || assign.Pos() < at || !c.assigns(assign, v) {
			continue
		}
		at = assign.Pos()
		last, _ = ast.Unparen(assign.Rhs[len(assign.Rhs)-1]).(*ast.CallExpr)
	}
	return last
}

func (c *check) assigns(assign *ast.AssignStmt, v types.Object) bool {
	id, ok := assign.Lhs[len(assign.Lhs)-1].(*ast.Ident)
	return ok && c.TypesInfo.ObjectOf(id) == v
}

func enclosingFunction(cur inspector.Cursor) (inspector.Cursor, bool) {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		return c, true
	}
	return inspector.Cursor{}, false
}

// unwrapped reports whether a call is one of a tg.Client that is known to be a plain one,
// or of a helper of gotd/td that got such a client.
func (c *check) unwrapped(call *ast.CallExpr) bool {
	fn := c.callee(call)
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if fn == nil || !ok || fn.Pkg() == nil || !strings.HasPrefix(fn.Pkg().Path(), tdModule+"/") || fn.Pkg().Path() == errPath {
		return false
	}
	plain := false
	ast.Inspect(sel.X, func(n ast.Node) bool {
		if inner, ok := n.(*ast.CallExpr); ok {
			made := c.callee(inner)
			plain = plain || isFunc(made, tgPath, "NewClient") || made != nil && made.Name() == "API" && made.Pkg() != nil && made.Pkg().Path() == mainPath
		}
		return true
	})
	return plain || c.isPlainVariable(sel.X)
}

// isPlainVariable reports whether an expression is a variable whose definition makes a
// plain client, or a helper with one.
func (c *check) isPlainVariable(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	v := c.TypesInfo.Uses[id]
	for cur := range c.root.Preorder((*ast.AssignStmt)(nil)) {
		assign := cur.Node().(*ast.AssignStmt)
		if assign.Tok != token.DEFINE || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 || c.TypesInfo.Defs[identOf(assign.Lhs[0])] != v || v == nil {
			continue
		}
		call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
		return ok && c.makesPlain(call)
	}
	return false
}

func identOf(e ast.Expr) *ast.Ident {
	id, _ := e.(*ast.Ident)
	return id
}

// makesPlain reports whether a call makes a plain client, or a helper with one.
func (c *check) makesPlain(call *ast.CallExpr) bool {
	fn := c.callee(call)
	if fn == nil || fn.Pkg() == nil || !strings.HasPrefix(fn.Pkg().Path(), tdModule+"/") {
		return false
	}
	if isFunc(fn, tgPath, "NewClient") || fn.Name() == "API" && fn.Pkg().Path() == mainPath {
		return true
	}
	for _, arg := range call.Args {
		inner, ok := ast.Unparen(arg).(*ast.CallExpr)
		if ok && c.makesPlain(inner) || c.isPlainVariable(arg) {
			return true
		}
	}
	return false
}
