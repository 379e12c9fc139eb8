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

// A site is a call of a method of tg.Client.
type site struct {
	unit   *unit
	cur    inspector.Cursor
	call   *ast.CallExpr
	sel    *ast.SelectorExpr
	method string
	// left says why the call stays one of tg.Client, or is empty.
	left string
	// request is what the call passes, nil if that is a literal or no request.
	request *request
}

// siteAt returns the call of tg.Client at a cursor, or nil.
func siteAt(u *unit, cur inspector.Cursor) *site {
	call := cur.Node().(*ast.CallExpr)
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	fn, ok := u.info().Uses[sel.Sel].(*types.Func)
	if !ok || !isMethod(fn) {
		return nil
	}
	return &site{unit: u, cur: cur, call: call, sel: sel, method: fn.Name()}
}

// isMethod reports whether a function is a method of tg.Client that calls one of Telegram.
func isMethod(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() == nil || !isClient(sig.Recv().Type()) || sig.Params().Len() == 0 {
		return false
	}
	return sig.Params().At(0).Type().String() == "context.Context"
}

// judge decides whether a call can move, but for the variable that it may pass.
func (a *decision) judge(s *site) {
	u := s.unit
	switch {
	case a.leftAt(u, s.call.Pos()) != "":
		s.left = a.leftAt(u, s.call.Pos())
	case !u.isValue(s.sel.X):
		s.left = "it is called as a method expression"
	case a.asserts[declarationKey(u, s.call.Pos())]:
		s.left = "its function asserts that an error is a *tgerr.Error, which then no longer holds: use tgerr.As there"
	case isTG(u.typeOf(s.sel.X), "Client", false):
		s.left = "its client is a tg.Client, and no pointer to one"
	case !isClient(u.typeOf(s.sel.X)):
		s.left = "the tg.Client is embedded, so its methods are promoted"
	case a.target.visible(u.pkg) != "":
		s.left = a.target.visible(u.pkg)
	case a.target.method(a.kind, s.method) == nil:
		s.left = a.missing(s.method)
	default:
		s.left = a.judgeArgument(s)
	}
}

// missing says why a kind of client has no method.
func (a *decision) missing(method string) string {
	switch {
	case a.target.method(Any, method) == nil:
		return "the generated package has no " + method + ": is there a page for it?"
	case a.target.method(User, method) == nil:
		return "its page denies it to users"
	}
	return "its page denies it to bots"
}

func (a *decision) judgeArgument(s *site) string {
	params := a.target.params(a.kind, s.method)
	switch {
	case s.call.Ellipsis.IsValid() || len(s.call.Args) > 2:
		return "the call has other arguments than the generated method"
	case params == nil:
		return ""
	case len(s.call.Args) < 2:
		return "the arguments are the results of another call"
	case a.isRequest(s):
		return a.judgeRequest(s)
	}
	if structOf(params).NumFields() != 1 {
		return "the generated method has several parameters"
	}
	return ""
}

// isRequest reports whether the call passes a request, and no single parameter.
func (a *decision) isRequest(s *site) bool {
	fn := s.unit.info().Uses[s.sel.Sel].(*types.Func)
	return isTG(fn.Signature().Params().At(1).Type(), s.method+"Request", true)
}

func (a *decision) judgeRequest(s *site) string {
	u, arg := s.unit, ast.Unparen(s.call.Args[1])
	if lit := literalOf(u, arg); lit != nil {
		return a.judgeLiteral(u, lit)
	}
	if unary, ok := arg.(*ast.UnaryExpr); ok && unary.Op == token.AND {
		arg = ast.Unparen(unary.X)
	}
	switch arg := arg.(type) {
	case *ast.Ident:
		s.request = a.requestOf(u.info().Uses[arg])
	case *ast.CallExpr:
		if sig, fn := callee(u, arg); fn != nil && sig.Results().Len() == 1 {
			s.request = a.requestOf(sig.Results().At(0))
		}
	}
	switch {
	case u.info().Types[arg].IsNil():
		return "its request is nil"
	case s.request == nil || is[*ast.CallExpr](arg) && s.request.fn == nil:
		return origin(arg)
	}
	return ""
}

// literalOf returns the literal of a request that an expression is, or nil: &T{}, T{} or
// new(T).
func literalOf(u *unit, e ast.Expr) ast.Expr {
	e = ast.Unparen(e)
	if unary, ok := e.(*ast.UnaryExpr); ok && unary.Op == token.AND {
		e = ast.Unparen(unary.X)
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		return e
	case *ast.CallExpr:
		if id, ok := ast.Unparen(e.Fun).(*ast.Ident); ok && len(e.Args) == 1 && u.info().Uses[id] == types.Universe.Lookup("new") && !u.isValue(e.Args[0]) {
			return e
		}
	}
	return nil
}

// paramsOf returns the type of the parameters that stands for the type of a request.
func (a *decision) paramsOf(t types.Type) *types.Named {
	n := named(t)
	if n == nil || !fromPackage(n.Obj(), tgPath) {
		return nil
	}
	method, ok := strings.CutSuffix(n.Obj().Name(), "Request")
	if !ok {
		return nil
	}
	return a.target.params(a.kind, method)
}

func structOf(n *types.Named) *types.Struct { return n.Underlying().(*types.Struct) }

// fieldOf returns a field of parameters, or nil.
func fieldOf(params *types.Named, name string) *types.Var {
	s := structOf(params)
	for i := range s.NumFields() {
		if f := s.Field(i); f.Name() == name {
			return f
		}
	}
	return nil
}

// judgeLiteral says why a literal of a request can't become one of parameters, or nothing.
func (a *decision) judgeLiteral(u *unit, lit ast.Expr) string {
	params := a.paramsOf(u.typeOf(lit))
	if params == nil {
		return "the generated package has no parameters for its request"
	}
	composite, ok := lit.(*ast.CompositeLit)
	if !ok {
		return ""
	}
	for _, elt := range composite.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			return "the literal of its request does not name the fields"
		}
		key := kv.Key.(*ast.Ident)
		if fieldOf(params, key.Name) == nil {
			return "its parameters have no field " + key.Name
		}
	}
	return ""
}

// moveSite makes the edits of a call that moves. Its receiver is not part of that.
func (a *decision) moveSite(s *site) {
	params := a.target.params(a.kind, s.method)
	switch {
	case params == nil:
	case !a.isRequest(s):
		a.moveScalar(s, params)
	case s.request == nil:
		a.moveLiteral(s.unit, ast.Unparen(s.call.Args[1]))
	}
}

// moveScalar turns the one argument of a call into parameters.
func (a *decision) moveScalar(s *site, params *types.Named) {
	u, arg, field := s.unit, s.call.Args[1], structOf(params).Field(0)
	e := a.editsOf(u)
	fn := u.info().Uses[s.sel.Sel].(*types.Func)
	e.wrap(u.offset(arg.Pos()), u.offset(arg.End()), a.qualify(u, params.Obj().Name())+"{"+field.Name()+": ", "}")
	a.wrapOptional(u, arg, fn.Signature().Params().At(1).Type(), field.Type(), "NonZero")
}

// moveLiteral turns a literal of a request into one of parameters.
func (a *decision) moveLiteral(u *unit, whole ast.Expr) {
	whole = ast.Unparen(whole)
	lit := literalOf(u, whole)
	params := a.paramsOf(u.typeOf(lit))
	name := a.qualify(u, params.Obj().Name())
	e := a.editsOf(u)
	composite, ok := lit.(*ast.CompositeLit)
	if !ok { // new(T)
		made := name + "{}"
		if u.inHeader(whole) {
			made = "(" + made + ")"
		}
		e.replace(u.offset(whole.Pos()), u.offset(whole.End()), made)
		return
	}
	e.replace(u.offset(whole.Pos()), u.offset(composite.Lbrace), name)
	if end := u.offset(composite.End()); end < u.offset(whole.End()) { // &(T{})
		e.replace(end, u.offset(whole.End()), "")
	}
	from := structOf(named(u.typeOf(lit)))
	for _, elt := range composite.Elts {
		kv := elt.(*ast.KeyValueExpr)
		key := kv.Key.(*ast.Ident).Name
		a.wrapOptional(u, kv.Value, typeOfField(from, key), fieldOf(params, key).Type(), "NonZero")
	}
}

// inHeader reports whether a value is assigned before the block of an if, for or switch,
// where the brace of a literal would open that block.
func (u *unit) inHeader(value ast.Expr) bool {
	cur, ok := u.root.FindNode(value)
	if !ok || !is[*ast.AssignStmt](cur.Parent().Node()) {
		return false
	}
	kind, _ := cur.Parent().ParentEdge()
	return slices.Contains([]edge.Kind{edge.IfStmt_Init, edge.ForStmt_Init, edge.ForStmt_Post, edge.SwitchStmt_Init, edge.TypeSwitchStmt_Init}, kind)
}

func typeOfField(s *types.Struct, name string) types.Type {
	for i := range s.NumFields() {
		if s.Field(i).Name() == name {
			return s.Field(i).Type()
		}
	}
	return nil
}

// wrapOptional makes an optional value of a plain one, with a helper of the generated
// package, if the parameter is optional and the field of the request is a plain one.
func (a *decision) wrapOptional(u *unit, value ast.Expr, from, to types.Type, helper string) {
	pointer, ok := to.(*types.Pointer)
	if !ok || from == nil || types.TypeString(from, nil) == types.TypeString(to, nil) {
		return
	}
	name := a.qualify(u, helper)
	if t := types.TypeString(pointer.Elem(), nil); (u.isConstant(value) || isShift(value)) && t != "int" && t != "string" && t != "bool" {
		name += "[" + t + "]"
	} else if u.isConstant(value) && t == "int" && !u.isInt(value) {
		name += "[int]"
	}
	e := a.editsOf(u)
	e.wrap(u.offset(value.Pos()), u.offset(value.End()), name+"(", ")")
}

// isShift reports whether an expression is a shift, such as 1<<n, whose type comes from where
// it stands.
func isShift(e ast.Expr) bool {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	return ok && b.Op == token.SHL
}

func (u *unit) isConstant(e ast.Expr) bool { return u.info().Types[e].Value != nil }

// isInt reports whether a constant is an int where nothing else says what it is.
func (u *unit) isInt(e ast.Expr) bool {
	lit, ok := ast.Unparen(e).(*ast.BasicLit)
	return !ok || lit.Kind == token.INT
}

// argumentOf returns the site whose request a cursor is, or nil.
func (a *decision) argumentOf(cur inspector.Cursor) *site {
	kind, index := cur.ParentEdge()
	if kind != edge.CallExpr_Args || index != 1 {
		return nil
	}
	return a.calls[cur.Parent().Node().(*ast.CallExpr)]
}
