package migrate

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// judgeRequests decides which variables become parameters. Whether one does may depend on
// others, and on the calls that it is passed to.
func (a *decision) judgeRequests() {
	for changed := true; changed; {
		changed = false
		for _, s := range a.sites {
			if s.left == "" && s.request != nil && s.request.left != "" {
				s.left, changed = s.request.left, true
			}
		}
		for _, key := range sortedKeys(a.requests) {
			if r := a.requests[key]; r.left == "" {
				r.left = a.judgeOne(r)
				changed = changed || r.left != ""
			}
		}
	}
}

func (a *decision) judgeOne(r *request) string {
	a.judged = r
	defined := r.result
	for _, s := range r.uses {
		id := s.cur.Node().(*ast.Ident)
		why := a.leftAt(s.unit, id.Pos())
		if why == "" && s.unit.info().Defs[id] != nil {
			defined = true
			why = a.judgeDefinition(s, r)
		} else if why == "" {
			why = a.judgeUse(s, r)
		}
		if why != "" {
			return why
		}
	}
	if !defined || r.v.Parent() != nil && r.v.Parent() == r.v.Pkg().Scope() {
		return "its request is not a local variable"
	}
	for _, s := range r.calls {
		if why := a.judgeCall(s, r); why != "" {
			return why
		}
	}
	if r.result {
		return a.judgeReturns(r)
	}
	return ""
}

// judgeDefinition says why the definition of a request can't be one of parameters.
func (a *decision) judgeDefinition(s spot, r *request) string {
	_, i := s.cur.ParentEdge()
	switch parent := s.cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		return a.judgeValue(s.unit, parent.Lhs, parent.Rhs, i)
	case *ast.ValueSpec:
		if parent.Type != nil && len(parent.Names) > 1 {
			return "its request is declared together with others"
		}
		if len(parent.Values) == 0 {
			return ""
		}
		return a.judgeValue(s.unit, identifiers(parent.Names), parent.Values, i)
	case *ast.Field:
		if r.fn == nil || len(parent.Names) > 1 {
			return "its request is a parameter of the function"
		}
		return a.spelled(s.unit, parent.Type)
	}
	return "its request comes from elsewhere"
}

// spelled says why the type of a field can't be replaced.
func (a *decision) spelled(u *unit, typ ast.Expr) string {
	if star, ok := typ.(*ast.StarExpr); ok && a.paramsOf(u.typeOf(star)) != nil {
		return ""
	}
	return "its request is in a signature"
}

// judgeValue says why a value that a variable gets can't be one of parameters.
func (a *decision) judgeValue(u *unit, lhs, rhs []ast.Expr, i int) string {
	if len(lhs) == len(rhs) {
		return a.judgeExpr(u, rhs[i])
	}
	if call, ok := ast.Unparen(rhs[0]).(*ast.CallExpr); ok {
		return a.judgeResult(u, call, i)
	}
	return "its request comes from elsewhere"
}

// judgeExpr says why an expression that is a request can't be one of parameters.
func (a *decision) judgeExpr(u *unit, e ast.Expr) string {
	e = ast.Unparen(e)
	if lit := literalOf(u, e); lit != nil {
		return a.judgeLiteral(u, lit)
	}
	if unary, ok := e.(*ast.UnaryExpr); ok && unary.Op == token.AND {
		e = ast.Unparen(unary.X)
	}
	switch e := e.(type) {
	case *ast.CallExpr:
		return a.judgeResult(u, e, 0)
	case *ast.Ident:
		if r := a.requestOf(u.info().Uses[e]); r != nil {
			return a.join(r)
		}
	}
	return "its request comes from elsewhere"
}

// join notes that the request that is judged and another one are of one type, and returns
// why the other one stays.
func (a *decision) join(r *request) string {
	r.next[a.judged], a.judged.next[r] = true, true
	return r.left
}

// judgeResult says why a result of a call can't be parameters.
func (a *decision) judgeResult(u *unit, call *ast.CallExpr, i int) string {
	sig, fn := callee(u, call)
	if fn == nil || i >= sig.Results().Len() {
		return "its request comes from elsewhere"
	}
	if r := a.requestOf(sig.Results().At(i)); r != nil && r.fn != nil {
		return a.join(r)
	}
	return "its request comes from elsewhere"
}

// judgeUse says why a use of a request is none that parameters have.
func (a *decision) judgeUse(s spot, r *request) string {
	u, whole := s.unit, addressed(s.cur)
	kind, i := whole.ParentEdge()
	switch parent := whole.Parent().Node().(type) {
	case *ast.SelectorExpr:
		return a.judgeSelector(r, whole.Parent())
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Lhs {
			if r.fn != nil {
				return "the function changes the request that it gets"
			}
			return a.judgeValue(u, parent.Lhs, parent.Rhs, i)
		}
	case *ast.BinaryExpr:
		return "its request is compared"
	default:
		return a.judgePlace(u, whole)
	}
	return "its request is passed on"
}

// addressed returns the cursor of a variable, with the parentheses and the & before it.
func addressed(cur inspector.Cursor) inspector.Cursor {
	whole := outermost(cur)
	if unary, ok := whole.Parent().Node().(*ast.UnaryExpr); ok && unary.Op == token.AND {
		whole = outermost(whole.Parent())
	}
	return whole
}

// judgePlace says why parameters can't go where an expression goes: they can be the argument
// of a call that moves, and what a function takes and returns that does.
func (a *decision) judgePlace(u *unit, whole inspector.Cursor) string {
	kind, i := whole.ParentEdge()
	switch parent := whole.Parent().Node().(type) {
	case *ast.CallExpr:
		if s := a.argumentOf(whole); s != nil {
			return s.left
		}
		if sig, fn := callee(u, parent); kind == edge.CallExpr_Args && fn != nil && !sig.Variadic() && i < sig.Params().Len() {
			if r := a.requestOf(sig.Params().At(i)); r != nil && r.fn != nil {
				return a.join(r)
			}
		}
	case *ast.ReturnStmt:
		if results := enclosing(u, whole).Results(); len(parent.Results) == results.Len() {
			if r := a.requestOf(results.At(i)); r != nil && r.fn != nil {
				return a.join(r)
			}
		}
	}
	return "its request is passed on"
}

// judgeCall says why a call of a function keeps it from taking or returning parameters.
func (a *decision) judgeCall(s spot, r *request) string {
	call := s.cur.Node().(*ast.CallExpr)
	if why := a.leftAt(s.unit, call.Pos()); why != "" {
		return why
	}
	if !r.result {
		return a.judgeExpr(s.unit, call.Args[r.index])
	}
	whole := outermost(s.cur)
	kind, i := whole.ParentEdge()
	switch parent := whole.Parent().Node().(type) {
	case *ast.AssignStmt:
		if len(parent.Lhs) != len(parent.Rhs) {
			i = r.index
		}
		return a.judgeHolder(s.unit, parent.Lhs[i])
	case *ast.ValueSpec:
		if kind == edge.ValueSpec_Values && len(parent.Names) == len(parent.Values) {
			return a.judgeHolder(s.unit, parent.Names[i])
		}
	case *ast.SelectorExpr:
		return a.judgeSelector(r, whole.Parent())
	case *ast.ExprStmt:
		return ""
	case *ast.CallExpr, *ast.ReturnStmt:
		if r.fn.Signature().Results().Len() == 1 {
			return a.judgePlace(s.unit, whole)
		}
	}
	return "its request is passed on"
}

// judgeHolder says why a variable can't hold parameters.
func (a *decision) judgeHolder(u *unit, e ast.Expr) string {
	id, ok := e.(*ast.Ident)
	if !ok {
		return "its request is passed on"
	}
	if id.Name == "_" {
		return ""
	}
	if r := a.requestOf(u.info().ObjectOf(id)); r != nil {
		return a.join(r)
	}
	return "its request is passed on"
}

// judgeReturns says why a function can't return parameters.
func (a *decision) judgeReturns(r *request) string {
	if why := a.spelled(r.unit, resultField(r).Type); why != "" {
		return why
	}
	for _, e := range returned(r) {
		if e == nil {
			return "its request is the result of another call"
		}
		if r.unit.info().Types[e].IsNil() && r.fn.Signature().Results().Len() > 1 {
			continue
		}
		if why := a.judgeExpr(r.unit, e); why != "" {
			return why
		}
	}
	return ""
}

// resultField returns where the type of a result is spelled. Results have no names here.
func resultField(r *request) *ast.Field { return r.decl.Type.Results.List[r.index] }

// returned are the expressions that a function returns as a result, nil where a statement
// returns the results of another call.
func returned(r *request) []ast.Expr {
	var list []ast.Expr
	ast.Inspect(r.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) == r.fn.Signature().Results().Len() {
				list = append(list, n.Results[r.index])
			} else {
				list = append(list, nil)
			}
		}
		return true
	})
	return list
}

// judgeSelector says why a field or method of a request is not used as one of parameters.
func (a *decision) judgeSelector(r *request, cur inspector.Cursor) string {
	sel, params := cur.Node().(*ast.SelectorExpr), a.paramsOf(r.v.Type())
	name := sel.Sel.Name
	if field := fieldOf(params, name); field != nil {
		switch {
		case r.fn != nil && changes(cur):
			return "the function changes the request that it gets"
		case becomesOptional(r.v, field) && assigned(cur) == nil:
			return "it reads the optional field " + name
		}
		return ""
	}
	if call, stmt := statement(cur); stmt && r.fn == nil {
		if name == "SetFlags" && len(call.Args) == 0 {
			return ""
		}
		if set, ok := strings.CutPrefix(name, "Set"); ok && len(call.Args) == 1 && fieldOf(params, set) != nil {
			return ""
		}
	}
	return "it uses " + name + " of its request"
}

// changes reports whether a statement changes a field, or may do so through a pointer.
func changes(cur inspector.Cursor) bool {
	kind, _ := outermost(cur).ParentEdge()
	return slices.Contains([]edge.Kind{edge.AssignStmt_Lhs, edge.IncDecStmt_X, edge.UnaryExpr_X, edge.IndexExpr_X, edge.RangeStmt_Key, edge.RangeStmt_Value}, kind)
}

// becomesOptional reports whether a field that is plain in a request is a pointer in
// parameters.
func becomesOptional(request, field *types.Var) bool {
	from := typeOfField(structOf(named(request.Type())), field.Name())
	return from != nil && types.TypeString(from, nil) != types.TypeString(field.Type(), nil)
}

// assigned returns the value that a statement assigns to an expression alone, or nil.
func assigned(cur inspector.Cursor) ast.Expr {
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
