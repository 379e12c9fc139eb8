package vet

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"example.com/docgen/parser/diag"
)

// RandomIDs finds calls of tg without a random ID, and calls of a generated package in a
// loop that tries again, in which each try would draw another one.
func RandomIDs() *analysis.Analyzer {
	return analyzer("randomid", diag.VetRandomID, func(c *check) {
		for cur := range c.root.Preorder((*ast.CallExpr)(nil)) {
			call := cur.Node().(*ast.CallExpr)
			fn := c.callee(call)
			if c.inTest(call) || fn == nil || fn.Signature().Recv() == nil || len(call.Args) != 2 || !hasRandomID(fn) || !c.unset(cur, call.Args[1]) {
				continue
			}
			switch {
			case onTelegram(fn):
				c.report(call.Args[1], "", nil, fn.Name()+" is called without a RandomID: draw one, or Telegram takes the second such message for the first")
			case IsGenerated(fn.Pkg()) && c.retries(cur, call.Args[1]):
				c.report(call.Args[1], "", nil, "each try draws another RandomID, so that a message can be sent twice: call DrawRandomID on the parameters before the loop")
			}
		}
	})
}

// hasRandomID reports whether what a method takes has a random ID that has to be drawn.
func hasRandomID(fn *types.Func) bool {
	params := fn.Signature().Params()
	if params.Len() != 2 {
		return false
	}
	n := namedOf(params.At(1).Type())
	if n == nil {
		return false
	}
	s, ok := n.Underlying().(*types.Struct)
	for i := 0; ok && i < s.NumFields(); i++ {
		if f := s.Field(i); f.Name() == "RandomID" {
			b, basic := f.Type().(*types.Basic)
			return basic && b.Info()&types.IsInteger != 0
		}
	}
	return false
}

// unset reports whether an argument is sure to have no random ID.
func (c *check) unset(cur inspector.Cursor, arg ast.Expr) bool {
	arg = ast.Unparen(arg)
	if unary, ok := arg.(*ast.UnaryExpr); ok && unary.Op == token.AND {
		arg = ast.Unparen(unary.X)
	}
	if lit, ok := arg.(*ast.CompositeLit); ok {
		return c.leavesOut(lit)
	}
	id, ok := arg.(*ast.Ident)
	if !ok {
		return false
	}
	return c.neverSet(cur, c.TypesInfo.Uses[id])
}

// leavesOut reports whether a literal has no random ID, or one that is zero.
func (c *check) leavesOut(lit *ast.CompositeLit) bool {
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		if id, ok := kv.Key.(*ast.Ident); ok && id.Name == "RandomID" {
			value := c.TypesInfo.Types[kv.Value].Value
			return value != nil && constant.Sign(value) == 0
		}
	}
	return true
}

// neverSet reports whether a local variable is defined by a literal without a random ID,
// and nothing is done with it but to set and read other fields and to pass it to calls.
func (c *check) neverSet(cur inspector.Cursor, v types.Object) bool {
	function, ok := outermostFunction(cur)
	if !ok || v == nil {
		return false
	}
	defined := false
	for use := range function.Preorder((*ast.Ident)(nil)) {
		id := use.Node().(*ast.Ident)
		if c.TypesInfo.ObjectOf(id) != v {
			continue
		}
		if c.TypesInfo.Defs[id] == v {
			defined = c.definedWithout(use)
			if !defined {
				return false
			}
			continue
		}
		if !c.harmless(use) {
			return false
		}
	}
	return defined
}

func outermostFunction(cur inspector.Cursor) (inspector.Cursor, bool) {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		return c, true
	}
	return inspector.Cursor{}, false
}

func (c *check) definedWithout(cur inspector.Cursor) bool {
	assign, ok := cur.Parent().Node().(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
		return false
	}
	e := ast.Unparen(assign.Rhs[0])
	if unary, ok := e.(*ast.UnaryExpr); ok && unary.Op == token.AND {
		e = ast.Unparen(unary.X)
	}
	lit, ok := e.(*ast.CompositeLit)
	return ok && c.leavesOut(lit)
}

// harmless reports whether a use of a request can't set its random ID.
func (c *check) harmless(cur inspector.Cursor) bool {
	parent := cur.Parent()
	if unary, ok := parent.Node().(*ast.UnaryExpr); ok && unary.Op == token.AND {
		parent = parent.Parent()
	}
	switch n := parent.Node().(type) {
	case *ast.SelectorExpr:
		return n.Sel.Name != "RandomID" && n.Sel.Name != "DrawRandomID"
	case *ast.CallExpr:
		fn := c.callee(n)
		return fn != nil && fn.Signature().Recv() != nil && hasRandomID(fn)
	}
	return false
}

// retries reports whether a call stands in a loop that tries the call again after an
// error, and is left after a success. If each round of the loop has other parameters, it sends
// other messages, and retries nothing.
func (c *check) retries(cur inspector.Cursor, params ast.Expr) bool {
	for loop := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch n := loop.Node().(type) {
		case *ast.ForStmt:
			return c.leftOnSuccess(loop, cur, n.Body) && !c.varies(n, c.valueOf(loop, params))
		case *ast.RangeStmt:
			t, ok := c.TypesInfo.TypeOf(n.X).Underlying().(*types.Basic)
			return ok && t.Info()&types.IsInteger != 0 && c.leftOnSuccess(loop, cur, n.Body) && !c.varies(n, c.valueOf(loop, params))
		default:
			return false
		}
	}
	return false
}

// valueOf returns the expression that defines a variable in a loop, or else the expression itself.
func (c *check) valueOf(loop inspector.Cursor, e ast.Expr) ast.Expr {
	id := identOf(ast.Unparen(e))
	if id == nil {
		return e
	}
	for a := range loop.Preorder((*ast.AssignStmt)(nil)) {
		if assign := a.Node().(*ast.AssignStmt); c.TypesInfo.Defs[identOf(assign.Lhs[0])] == c.TypesInfo.Uses[id] {
			return assign.Rhs[0]
		}
	}
	return e
}

// varies reports whether an expression has something that a loop defines, or receives.
func (c *check) varies(loop ast.Node, e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			v, ok := c.TypesInfo.Uses[n].(*types.Var)
			found = found || ok && !v.IsField() && loop.Pos() <= v.Pos() && v.Pos() < loop.End()
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		}
		return true
	})
	return found
}

// leftOnSuccess reports whether the statements of a loop that follow a call leave the loop
// where the error is nil.
func (c *check) leftOnSuccess(loop, cur inspector.Cursor, body *ast.BlockStmt) bool {
	for n := range loop.Preorder((*ast.IfStmt)(nil)) {
		branch := n.Node().(*ast.IfStmt)
		cond, ok := branch.Cond.(*ast.BinaryExpr)
		if !ok || branch.End() < cur.Node().Pos() || !c.isNil(cond.Y) {
			continue
		}
		if cond.Op == token.EQL && leaves(branch.Body) || cond.Op == token.NEQ && continues(branch.Body) && leaves(body) {
			return true
		}
	}
	return false
}

func (c *check) isNil(e ast.Expr) bool { return c.TypesInfo.Types[e].IsNil() }

// leaves reports whether a block ends with a statement that leaves a loop.
func leaves(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	switch last := b.List[len(b.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok == token.BREAK
	}
	return false
}

// continues reports whether a block ends with continue.
func continues(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	last, ok := b.List[len(b.List)-1].(*ast.BranchStmt)
	return ok && last.Tok == token.CONTINUE
}
