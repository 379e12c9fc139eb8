package migrate

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// moveRequest makes the edits of a request that becomes parameters.
func (a *decision) moveRequest(r *request) {
	for _, s := range r.uses {
		if !s.unit.edited {
			continue
		}
		if s.unit.info().Defs[s.cur.Node().(*ast.Ident)] != nil {
			a.moveDefinition(s)
		} else {
			a.moveUse(s, r)
		}
	}
	if r.fn == nil {
		return
	}
	if r.result {
		a.moveResult(r)
		return
	}
	for _, s := range r.calls {
		if s.unit.edited {
			a.moveValue(s.unit, s.cur.Node().(*ast.CallExpr).Args[r.index])
		}
	}
}

// moveResult makes the edits in a function that returns parameters.
func (a *decision) moveResult(r *request) {
	a.moveType(r.unit, resultField(r).Type)
	for _, stmt := range returns(r) {
		e := stmt.Results[r.index]
		if r.unit.info().Types[e].IsNil() {
			name := a.qualify(r.unit, a.paramsOf(r.v.Type()).Obj().Name())
			a.editsOf(r.unit).replace(r.unit.offset(e.Pos()), r.unit.offset(e.End()), name+"{}")
			continue
		}
		a.moveValue(r.unit, e)
	}
}

// moveValue moves the literal that a value is, if it is one.
func (a *decision) moveValue(u *unit, e ast.Expr) {
	if literalOf(u, e) != nil {
		a.moveLiteral(u, e)
	}
}

// moveType puts the type of parameters in the place of one of requests.
func (a *decision) moveType(u *unit, typ ast.Expr) {
	params := a.paramsOf(u.typeOf(typ))
	a.editsOf(u).replace(u.offset(typ.Pos()), u.offset(typ.End()), a.qualify(u, params.Obj().Name()))
}

func (a *decision) moveDefinition(s spot) {
	_, i := s.cur.ParentEdge()
	switch parent := s.cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		if len(parent.Lhs) == len(parent.Rhs) {
			a.moveValue(s.unit, parent.Rhs[i])
		}
	case *ast.ValueSpec:
		if parent.Type != nil {
			a.moveType(s.unit, parent.Type)
		}
		if len(parent.Names) == len(parent.Values) {
			a.moveValue(s.unit, parent.Values[i])
		}
	case *ast.Field:
		a.moveType(s.unit, parent.Type)
	}
}

func (a *decision) moveUse(s spot, r *request) {
	u, whole := s.unit, outermost(s.cur)
	if unary, ok := whole.Parent().Node().(*ast.UnaryExpr); ok && unary.Op == token.AND {
		a.editsOf(u).replace(u.offset(unary.Pos()), u.offset(unary.X.Pos()), "")
		return
	}
	_, i := whole.ParentEdge()
	switch parent := whole.Parent().Node().(type) {
	case *ast.StarExpr:
		a.editsOf(u).replace(u.offset(parent.Pos()), u.offset(parent.X.Pos()), "")
	case *ast.AssignStmt:
		if parent.Lhs[min(i, len(parent.Lhs)-1)] == whole.Node() && len(parent.Lhs) == len(parent.Rhs) {
			a.moveValue(u, parent.Rhs[i])
		}
	case *ast.SelectorExpr:
		a.moveSelector(u, r, whole.Parent())
	}
}

func (a *decision) moveSelector(u *unit, r *request, cur inspector.Cursor) {
	sel, params := cur.Node().(*ast.SelectorExpr), a.paramsOf(r.v.Type())
	from := structOf(named(r.v.Type()))
	if field := fieldOf(params, sel.Sel.Name); field != nil {
		if value := assigned(cur); value != nil {
			a.wrapOptional(u, value, typeOfField(from, field.Name()), field.Type(), "NonZero")
		}
		return
	}
	call, _ := statement(cur)
	if len(call.Args) == 0 { // SetFlags
		a.removeStatement(u, call)
		return
	}
	e, field := a.editsOf(u), fieldOf(params, strings.TrimPrefix(sel.Sel.Name, "Set"))
	value := call.Args[0]
	before, after := string(u.text[u.offset(call.Lparen)+1:u.offset(value.Pos())]), string(u.text[u.offset(value.End()):u.offset(call.Rparen)])
	e.replace(u.offset(sel.Sel.Pos()), u.offset(value.Pos()), field.Name()+" = "+comments(before))
	a.wrapOptional(u, value, typeOfField(from, field.Name()), field.Type(), "Ptr")
	e.replace(u.offset(value.End()), u.offset(call.End()), strings.TrimRight(comments(after), "\r\n\t "))
}

// comments returns what is between a parenthesis and an argument, without the comma, if it
// has comments.
func comments(gap string) string {
	if !strings.Contains(gap, "/") {
		return ""
	}
	if comma := strings.Index(gap, ","); comma < strings.Index(gap, "/") {
		gap = strings.Replace(gap, ",", "", 1)
	}
	return gap
}

// removeStatement removes a statement, with its line if it has one of its own, and with the
// comment behind it.
func (a *decision) removeStatement(u *unit, n ast.Node) {
	start, end := u.offset(n.Pos()), u.offset(n.End())
	line := strings.LastIndexByte(string(u.text[:start]), '\n') + 1
	rest := strings.IndexByte(string(u.text[end:]), '\n')
	if rest >= 0 && strings.TrimSpace(string(u.text[line:start])) == "" && isComment(string(u.text[end:end+rest])) {
		start, end = line, end+rest+1
	}
	a.editsOf(u).replace(start, end, "")
}

// isComment reports whether the end of a line has no more than a comment.
func isComment(rest string) bool {
	rest = strings.TrimSpace(rest)
	return rest == "" || strings.HasPrefix(rest, "//")
}
