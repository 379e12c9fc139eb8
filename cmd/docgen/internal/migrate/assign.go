package migrate

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// judgeNil says why a variable that is declared without a value can't hold parameters: if
// it is a pointer that stays nil at times, gotd/td sends nothing, where parameters without
// values would go out.
func judgeNil(s spot, r *request) string {
	if !isPointer(r.v.Type()) {
		return ""
	}
	v := s.unit.info().Defs[s.cur.Node().(*ast.Ident)]
	declared := s.cur.Parent().Parent().Parent() // the identifier's specification's declaration's statement
	for next, ok := declared.NextSibling(); ok; next, ok = next.NextSibling() {
		if s.unit.sets(next.Node().(ast.Stmt), v) {
			return ""
		}
		if s.unit.mentions(next, v) {
			break
		}
	}
	return canBeNil
}

func (u *unit) mentions(cur inspector.Cursor, v types.Object) bool {
	return slices.ContainsFunc(u.uses[v], cur.Contains)
}

// sets reports whether a statement gives a variable a value on each way through it that
// leads to the next statement.
func (u *unit) sets(stmt ast.Stmt, v types.Object) bool {
	switch stmt := stmt.(type) {
	case *ast.AssignStmt:
		return slices.ContainsFunc(stmt.Lhs, func(e ast.Expr) bool {
			id, ok := e.(*ast.Ident)
			return ok && u.info().Uses[id] == v
		})
	case *ast.ReturnStmt:
		return true
	case *ast.ExprStmt:
		call, ok := stmt.X.(*ast.CallExpr)
		return ok && typeutil.Callee(u.info(), call) == types.Universe.Lookup("panic")
	case *ast.BranchStmt:
		return stmt.Tok == token.CONTINUE
	case *ast.BlockStmt:
		return u.setsOne(stmt.List, v)
	case *ast.IfStmt:
		return stmt.Else != nil && u.sets(stmt.Body, v) && u.sets(stmt.Else, v)
	case *ast.SwitchStmt:
		return u.setsEach(stmt.Body, v)
	case *ast.TypeSwitchStmt:
		return u.setsEach(stmt.Body, v)
	}
	return false
}

func (u *unit) setsOne(list []ast.Stmt, v types.Object) bool {
	return slices.ContainsFunc(list, func(stmt ast.Stmt) bool { return u.sets(stmt, v) })
}

// setsEach reports whether each clause of a switch sets a variable, and one is taken.
func (u *unit) setsEach(body *ast.BlockStmt, v types.Object) bool {
	all := false
	for _, stmt := range body.List {
		clause := stmt.(*ast.CaseClause)
		if !u.setsOne(clause.Body, v) {
			return false
		}
		all = all || clause.List == nil
	}
	return all
}
