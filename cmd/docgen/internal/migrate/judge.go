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
			return judgeNil(s, r)
		}
		return a.judgeValue(s.unit, identifiers(parent.Names), parent.Values, i)
	case *ast.Field:
		if r.fn == nil || len(parent.Names) > 1 {
			return "its request is a parameter of the function"
		}
		return a.spelled(s.unit, parent.Type)
	case *ast.RangeStmt:
		return "its request is one of several in a loop"
	}
	return elsewhere
}

// Why requests stay that are none of the code that can move, or not always there.
const (
	elsewhere = "its request comes from elsewhere"
	canBeNil  = "its request can be nil"
)

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
	return origin(rhs[0])
}

// judgeExpr says why an expression that is a request can't be one of parameters.
func (a *decision) judgeExpr(u *unit, e ast.Expr) string {
	e = ast.Unparen(e)
	if lit := literalOf(u, e); lit != nil {
		return a.judgeLiteral(u, lit)
	}
	switch x := e.(type) {
	case *ast.UnaryExpr:
		e = ast.Unparen(x.X)
	case *ast.StarExpr:
		e = ast.Unparen(x.X)
	}
	switch e := e.(type) {
	case *ast.CallExpr:
		return a.judgeResult(u, e, 0)
	case *ast.Ident:
		if r := a.requestOf(u.info().Uses[e]); r != nil {
			return a.join(r)
		}
	}
	return origin(e)
}

// origin says why an expression that is a request can't be one of parameters, by what it is.
func origin(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if e.Name == "nil" {
			return canBeNil
		}
	case *ast.SelectorExpr:
		return "its request is in a field"
	case *ast.IndexExpr:
		return "its request is in a slice or a map"
	case *ast.CallExpr:
		return "its request is the result of another call"
	case *ast.TypeAssertExpr:
		return "its request comes from a type assertion"
	}
	return elsewhere
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
	if fn != nil && i < sig.Results().Len() {
		if r := a.requestOf(sig.Results().At(i)); r != nil && r.fn != nil {
			return a.join(r)
		}
	}
	return origin(call)
}

// judgeUse says why a use of a request is none that parameters have.
func (a *decision) judgeUse(s spot, r *request) string {
	u, whole := s.unit, addressed(s.cur)
	kind, i := whole.ParentEdge()
	switch parent := whole.Parent().Node().(type) {
	case *ast.SelectorExpr:
		return a.judgeSelector(u, r, whole.Parent())
	case *ast.AssignStmt:
		switch {
		case kind == edge.AssignStmt_Rhs && (whole != outermost(s.cur) || isPointer(r.v.Type())) && !isBlank(parent.Lhs[i]):
			return "its request gets a second name"
		case kind == edge.AssignStmt_Rhs:
			return a.judgeHolder(u, parent.Lhs[i])
		case r.fn != nil:
			return "the function changes the request that it gets"
		}
		return a.judgeValue(u, parent.Lhs, parent.Rhs, i)
	case *ast.StarExpr:
		copied := outermost(whole.Parent())
		if kind, i := copied.ParentEdge(); kind == edge.AssignStmt_Rhs {
			return a.judgeHolder(u, copied.Parent().Node().(*ast.AssignStmt).Lhs[i])
		}
		return "its request is dereferenced"
	case *ast.BinaryExpr:
		return "its request is compared"
	case *ast.CallExpr:
		if (is[*ast.DeferStmt](whole.Parent().Parent().Node()) || a.keeps(u, parent, i)) && r.changedAfter(u, parent.End()) {
			return "its request changes after the call gets it, and before it goes out"
		}
	}
	return a.judgePlace(u, whole)
}

// keeps reports whether a function literal uses a parameter of the function that a call
// calls. It may run after the call.
func (a *decision) keeps(u *unit, call *ast.CallExpr, i int) bool {
	sig, fn := callee(u, call)
	if fn == nil || sig.Variadic() || i >= sig.Params().Len() {
		return false
	}
	r := a.requestOf(sig.Params().At(i))
	return r != nil && slices.ContainsFunc(r.uses, func(s spot) bool {
		for range s.cur.Enclosing((*ast.FuncLit)(nil)) {
			return true
		}
		return false
	})
}

// changedAfter reports whether code after a position changes a request.
func (r *request) changedAfter(u *unit, pos token.Pos) bool {
	return slices.ContainsFunc(r.uses, func(s spot) bool {
		parent := addressed(s.cur).Parent()
		if s.unit != u || s.cur.Node().Pos() < pos || !is[*ast.SelectorExpr](parent.Node()) {
			return false
		}
		_, sets := statement(parent)
		return sets || changes(u, parent)
	})
}

func isBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

func isPointer(t types.Type) bool { return is[*types.Pointer](types.Unalias(t)) }

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
	_, i := whole.ParentEdge()
	switch parent := whole.Parent().Node().(type) {
	case *ast.AssignStmt:
		if len(parent.Lhs) != len(parent.Rhs) {
			i = r.index
		}
		return a.judgeHolder(s.unit, parent.Lhs[i])
	case *ast.ValueSpec:
		if len(parent.Names) != len(parent.Values) {
			i = r.index
		}
		return a.judgeHolder(s.unit, parent.Names[i])
	case *ast.SelectorExpr:
		return a.judgeSelector(s.unit, r, whole.Parent())
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
	if isBlank(id) {
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
	for _, stmt := range returns(r) {
		if len(stmt.Results) != r.fn.Signature().Results().Len() {
			return "its request is the result of another call"
		}
		e := stmt.Results[r.index]
		if r.unit.info().Types[e].IsNil() && fails(r, stmt) {
			continue
		}
		if why := a.judgeExpr(r.unit, e); why != "" {
			return why
		}
		if id, ok := ast.Unparen(e).(*ast.Ident); ok && a.requestOf(r.unit.info().Uses[id]).fn != nil {
			return "the function returns the request that it gets"
		}
	}
	return ""
}

// resultField returns where the type of a result is spelled. Results have no names here.
func resultField(r *request) *ast.Field { return r.decl.Type.Results.List[r.index] }

// returns are the statements that return from a function.
func returns(r *request) []*ast.ReturnStmt {
	var list []*ast.ReturnStmt
	ast.Inspect(r.decl.Body, func(n ast.Node) bool {
		if stmt, ok := n.(*ast.ReturnStmt); ok {
			list = append(list, stmt)
		}
		return !is[*ast.FuncLit](n)
	})
	return list
}

// fails reports whether a statement returns an error, or false, as the last of several
// results, so that callers don't use the others.
func fails(r *request, stmt *ast.ReturnStmt) bool {
	n := len(stmt.Results) - 1
	id, _ := ast.Unparen(stmt.Results[n]).(*ast.Ident)
	if r.fn.Signature().Results().At(n).Type().String() == "error" {
		return id == nil || id.Name != "nil"
	}
	return id != nil && id.Name == "false"
}

// judgeSelector says why a field or method of a request is not used as one of parameters.
func (a *decision) judgeSelector(u *unit, r *request, cur inspector.Cursor) string {
	sel, params := cur.Node().(*ast.SelectorExpr), a.paramsOf(r.v.Type())
	name := sel.Sel.Name
	if field := fieldOf(params, name); field != nil {
		switch {
		case r.fn != nil && changes(u, cur):
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

// changes reports whether a statement changes a field or a part of it, or may do so through
// a pointer.
func changes(u *unit, cur inspector.Cursor) bool {
	for {
		cur = outermost(cur)
		kind, _ := cur.ParentEdge()
		if kind != edge.SelectorExpr_X {
			return slices.Contains([]edge.Kind{edge.AssignStmt_Lhs, edge.IncDecStmt_X, edge.UnaryExpr_X, edge.IndexExpr_X, edge.RangeStmt_Key, edge.RangeStmt_Value}, kind)
		}
		if !is[*types.Struct](u.typeOf(cur.Node().(ast.Expr)).Underlying()) {
			return false
		}
		cur = cur.Parent()
		if fn, ok := u.info().Uses[cur.Node().(*ast.SelectorExpr).Sel].(*types.Func); ok {
			return is[*types.Pointer](fn.Signature().Recv().Type())
		}
	}
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
