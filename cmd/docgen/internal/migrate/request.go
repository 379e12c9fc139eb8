package migrate

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// judgeVariable says why a variable that holds a request can't hold parameters instead, or
// nothing. All that the code does with the variable has to be possible with parameters,
// which are a value: a pointer that goes elsewhere would no longer lead to the same request.
func (a *decision) judgeVariable(u *unit, v *types.Var) string {
	if a.paramsOf(v.Type()) == nil {
		return "the generated package has no parameters for its request"
	}
	if v.Parent() == nil || v.Parent() == u.pkg.Types.Scope() || v.IsField() {
		return "its request is not a local variable"
	}
	defined := false
	for _, cur := range u.uses[v] {
		id := cur.Node().(*ast.Ident)
		if u.info().Defs[id] == v {
			defined = true
			if why := a.judgeDefinition(u, cur); why != "" {
				return why
			}
		} else if why := a.judgeUse(u, v, cur); why != "" {
			return why
		}
	}
	if !defined {
		return "its request is declared elsewhere"
	}
	return ""
}

// judgeDefinition says why the definition of a request can't be one of parameters.
func (a *decision) judgeDefinition(u *unit, cur inspector.Cursor) string {
	switch parent := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		_, i := cur.ParentEdge()
		return a.judgeValue(u, parent.Lhs, parent.Rhs, i)
	case *ast.ValueSpec:
		if parent.Type != nil && len(parent.Names) > 1 {
			return "its request is declared together with others"
		}
		if len(parent.Values) == 0 {
			return ""
		}
		_, i := cur.ParentEdge()
		return a.judgeValue(u, make([]ast.Expr, len(parent.Names)), parent.Values, i)
	case *ast.Field:
		return "its request is a parameter of the function"
	}
	return "its request comes from elsewhere"
}

func (a *decision) judgeValue(u *unit, lhs, rhs []ast.Expr, i int) string {
	if len(lhs) != len(rhs) || literalOf(u, rhs[i]) == nil {
		return "its request comes from elsewhere"
	}
	return a.judgeLiteral(u, literalOf(u, rhs[i]))
}

// judgeUse says why a use of a request is none that parameters have.
func (a *decision) judgeUse(u *unit, v *types.Var, cur inspector.Cursor) string {
	whole := outermost(cur)
	if unary, ok := whole.Parent().Node().(*ast.UnaryExpr); ok && unary.Op == token.AND {
		whole = outermost(whole.Parent())
	}
	kind, i := whole.ParentEdge()
	switch parent := whole.Parent().Node().(type) {
	case *ast.SelectorExpr:
		return a.judgeSelector(u, v, whole.Parent())
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Lhs {
			return a.judgeValue(u, parent.Lhs, parent.Rhs, i)
		}
	case *ast.CallExpr:
		if s := a.argumentOf(u, whole); s != nil {
			return s.left
		}
	case *ast.BinaryExpr:
		return "its request is compared"
	}
	return "its request is passed on"
}

// judgeSelector says why a field or method of a request is not used as one of parameters.
func (a *decision) judgeSelector(u *unit, v *types.Var, cur inspector.Cursor) string {
	sel, params := cur.Node().(*ast.SelectorExpr), a.paramsOf(v.Type())
	name := sel.Sel.Name
	if field := fieldOf(params, name); field != nil {
		if !becomesOptional(v, field) || a.assigned(cur) != nil {
			return ""
		}
		return "it reads the optional field " + name
	}
	if call, stmt := statement(cur); stmt {
		if name == "SetFlags" && len(call.Args) == 0 {
			return ""
		}
		if set, ok := strings.CutPrefix(name, "Set"); ok && len(call.Args) == 1 && fieldOf(params, set) != nil {
			return ""
		}
	}
	return "it uses " + name + " of its request"
}

// becomesOptional reports whether a field that is plain in a request is a pointer in
// parameters.
func becomesOptional(request, field *types.Var) bool {
	from := typeOfField(structOf(named(request.Type())), field.Name())
	return from != nil && types.TypeString(from, nil) != types.TypeString(field.Type(), nil)
}

// assigned returns the value that a statement assigns to an expression alone, or nil.
func (a *decision) assigned(cur inspector.Cursor) ast.Expr {
	whole := outermost(cur)
	kind, i := whole.ParentEdge()
	if kind != edge.AssignStmt_Lhs {
		return nil
	}
	assign := whole.Parent().Node().(*ast.AssignStmt)
	if assign.Tok != token.ASSIGN || len(assign.Lhs) != len(assign.Rhs) {
		return nil
	}
	return assign.Rhs[i]
}

// statement returns the call that is a statement by itself and calls what the cursor
// selects.
func statement(cur inspector.Cursor) (*ast.CallExpr, bool) {
	if kind, _ := cur.ParentEdge(); kind != edge.CallExpr_Fun {
		return nil, false
	}
	if kind, _ := cur.Parent().ParentEdge(); kind != edge.ExprStmt_X {
		return nil, false
	}
	return cur.Parent().Node().(*ast.CallExpr), true
}

// moveVariable makes the edits of a variable that becomes one of parameters.
func (a *decision) moveVariable(u *unit, v *types.Var) {
	for _, cur := range u.uses[v] {
		if u.info().Defs[cur.Node().(*ast.Ident)] == v {
			a.moveDefinition(u, cur)
		} else {
			a.moveUse(u, v, cur)
		}
	}
}

func (a *decision) moveDefinition(u *unit, cur inspector.Cursor) {
	_, i := cur.ParentEdge()
	switch parent := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		a.moveLiteral(u, parent.Rhs[i])
	case *ast.ValueSpec:
		if parent.Type != nil {
			params := a.paramsOf(u.typeOf(parent.Type))
			a.editsOf(u).replace(u.offset(parent.Type.Pos()), u.offset(parent.Type.End()), a.qualify(u, params.Obj().Name()))
		}
		if len(parent.Values) > 0 {
			a.moveLiteral(u, parent.Values[i])
		}
	}
}

func (a *decision) moveUse(u *unit, v *types.Var, cur inspector.Cursor) {
	whole := outermost(cur)
	if unary, ok := whole.Parent().Node().(*ast.UnaryExpr); ok && unary.Op == token.AND {
		a.editsOf(u).replace(u.offset(unary.Pos()), u.offset(unary.X.Pos()), "")
		return
	}
	_, i := whole.ParentEdge()
	switch parent := whole.Parent().Node().(type) {
	case *ast.AssignStmt:
		a.moveLiteral(u, parent.Rhs[i])
	case *ast.SelectorExpr:
		a.moveSelector(u, v, whole.Parent())
	}
}

func (a *decision) moveSelector(u *unit, v *types.Var, cur inspector.Cursor) {
	sel, params := cur.Node().(*ast.SelectorExpr), a.paramsOf(v.Type())
	if field := fieldOf(params, sel.Sel.Name); field != nil {
		if value := a.assigned(cur); value != nil {
			a.wrapOptional(u, value, typeOfField(structOf(named(v.Type())), field.Name()), field.Type(), "NonZero")
		}
		return
	}
	call, _ := statement(cur)
	if len(call.Args) == 0 { // SetFlags
		a.removeStatement(u, call)
		return
	}
	e, field := a.editsOf(u), fieldOf(params, strings.TrimPrefix(sel.Sel.Name, "Set"))
	e.replace(u.offset(sel.Sel.Pos()), u.offset(call.Args[0].Pos()), field.Name()+" = ")
	a.wrapOptional(u, call.Args[0], typeOfField(structOf(named(v.Type())), field.Name()), field.Type(), "Ptr")
	e.replace(u.offset(call.Args[0].End()), u.offset(call.End()), "")
}

// removeStatement removes a statement, with its line if it has one of its own.
func (a *decision) removeStatement(u *unit, n ast.Node) {
	start, end := u.offset(n.Pos()), u.offset(n.End())
	line := strings.LastIndexByte(string(u.text[:start]), '\n') + 1
	rest := strings.IndexByte(string(u.text[end:]), '\n')
	if rest >= 0 && strings.TrimSpace(string(u.text[line:start])) == "" && strings.TrimSpace(string(u.text[end:end+rest])) == "" {
		start, end = line, end+rest+1
	}
	a.editsOf(u).replace(start, end, "")
}
