package migrate

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// A use is an expression of type *tg.Client, and what becomes of its value.
type use struct {
	unit *unit
	expr ast.Expr
	// from is the node that the value comes from, "" if that is none of the code's.
	from string
	// to is the node that it becomes one of, "" if that is none of the code's.
	to string
	// call is the call of which it is the receiver, or nil.
	call *site
	// free tells that a client of any type will do, as for a comparison with nil.
	free bool
}

// addUses notes each expression of type *tg.Client in a file.
func (a *decision) addUses(u *unit) {
	for cur := range u.root.Preorder() {
		e, ok := cur.Node().(ast.Expr)
		if ok && u.info().Types[e].IsNil() {
			a.addNil(u, cur)
		}
		if !ok || !u.isValue(e) || !isClient(u.typeOf(e)) || u.info().Types[e].IsNil() {
			continue
		}
		if _, paren := cur.Parent().Node().(*ast.ParenExpr); !paren {
			a.addUse(u, cur, e)
		}
	}
}

// addNil notes a parameter that nil is passed for.
func (a *decision) addNil(u *unit, cur inspector.Cursor) {
	if kind, i := cur.ParentEdge(); kind == edge.CallExpr_Args {
		if n := a.argument(u, cur.Parent().Node().(*ast.CallExpr), i); n != "" {
			a.graph.nils = append(a.graph.nils, n)
		}
	}
}

func (a *decision) addUse(u *unit, cur inspector.Cursor, e ast.Expr) {
	s := &use{unit: u, expr: e, from: a.source(u, e)}
	if why := a.leftAt(u, e.Pos()); why != "" {
		a.graph.pinIf(s.from, why)
	}
	kind, i := cur.ParentEdge()
	switch parent := cur.Parent().Node().(type) {
	case *ast.SelectorExpr:
		if call, ok := outermost(cur.Parent()).Parent().Node().(*ast.CallExpr); ok {
			s.call = a.calls[call]
			if s.call != nil && a.asserts[declarationKey(u, call.Pos())] {
				a.graph.pinIf(s.from, s.call.left) // Raw would wrap its errors, too
			}
		}
	case *ast.UnaryExpr:
		a.graph.pinIf(s.from, "its address is taken")
		s.free = true
	case *ast.BinaryExpr:
		a.compareClients(u, s, parent)
	case *ast.ExprStmt:
		s.free = true
	case *ast.StarExpr:
		if kind, _ := outermost(cur.Parent()).ParentEdge(); kind == edge.AssignStmt_Lhs && s.from != "" {
			a.graph.markStale(s.from, "its value is filled in later")
		}
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Lhs {
			return
		}
		s.to, s.free = a.assignee(u, parent, i)
	default:
		s.to = a.destination(u, cur)
	}
	a.addFlow(s)
}

func (g *graph) pinIf(n, why string) {
	if n != "" {
		g.pin(n, why)
	}
}

func (a *decision) addFlow(s *use) {
	a.uses = append(a.uses, s)
	why := a.leftAt(s.unit, s.expr.Pos())
	switch {
	case s.free:
	case s.call != nil && s.call.left == "":
		if s.from != "" {
			a.graph.calls = append(a.graph.calls, s.from)
		}
	case s.to != "" && isPlaceholder(s.unit, s.expr):
		a.graph.markStale(s.to, "its value is filled in later")
	case s.to != "" && why != "":
		a.graph.pin(s.to, why)
		fallthrough
	case s.to != "" || s.from != "":
		if s.from == "" && a.convertible(s.unit, s.expr) {
			return
		}
		a.graph.flows = append(a.graph.flows, flow{s.from, s.to})
	}
}

// isPlaceholder reports whether an expression is a client that may get its invoker later.
func isPlaceholder(u *unit, e ast.Expr) bool {
	unary, ok := ast.Unparen(e).(*ast.UnaryExpr)
	return ok && unary.Op == token.AND || literalOf(u, e) != nil
}

// compareClients merges what is compared: both sides have to have one type.
func (a *decision) compareClients(u *unit, s *use, b *ast.BinaryExpr) {
	s.free = true
	other := b.X
	if ast.Unparen(b.X) == ast.Unparen(s.expr) {
		other = b.Y
	}
	if u.info().Types[other].IsNil() || s.from == "" {
		return
	}
	if n := a.source(u, other); n != "" && isClient(u.typeOf(other)) {
		a.graph.merge(s.from, n)
		return
	}
	a.graph.pin(s.from, "it is compared with another client")
}

// assignee returns the node that an assignment gives value i to. A blank one takes all.
func (a *decision) assignee(u *unit, assign *ast.AssignStmt, i int) (node string, free bool) {
	if len(assign.Lhs) != len(assign.Rhs) {
		return "", false
	}
	lhs := assign.Lhs[i]
	if id, ok := lhs.(*ast.Ident); ok && id.Name == "_" {
		return "", true
	}
	if !isClient(u.typeOf(lhs)) {
		return "", false
	}
	return a.source(u, lhs), false
}

// source returns the node that an expression of type *tg.Client is of.
func (a *decision) source(u *unit, e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return a.variable(u.info().ObjectOf(e))
	case *ast.SelectorExpr:
		return a.variable(u.info().ObjectOf(e.Sel))
	case *ast.CallExpr:
		return a.result(u, e, 0)
	case *ast.IndexExpr:
		return a.composite(u.typeOf(e.X))
	case *ast.UnaryExpr:
		if e.Op == token.ARROW {
			return a.composite(u.typeOf(e.X))
		}
	}
	return ""
}

// variable returns the node of a variable of the code, "" for another one.
func (a *decision) variable(o types.Object) string {
	v, ok := o.(*types.Var)
	if !ok {
		return ""
	}
	v = v.Origin()
	if !isClient(v.Type()) || a.w.files[a.w.fset.PositionFor(v.Pos(), false).Filename] == nil {
		return ""
	}
	return place(a.w.fset, v.Pos())
}

// composite returns the node of a composite type of clients, "" for another type: an
// element that is an interface takes clients of any type.
func (a *decision) composite(t types.Type) string {
	if t == nil {
		return ""
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return a.composite(u.Elem())
	case interface{ Elem() types.Type }: // a slice, an array, a map or a channel
		if isClient(u.Elem()) {
			return typeKey(t.Underlying())
		}
	case *types.Signature:
		return typeKey(u)
	}
	return ""
}

// callee returns the signature of what a call calls, and the function if it is known.
func callee(u *unit, call *ast.CallExpr) (*types.Signature, *types.Func) {
	if tv := u.info().Types[call.Fun]; tv.IsType() || tv.IsBuiltin() {
		return nil, nil
	}
	if fn, ok := typeutil.Callee(u.info(), call).(*types.Func); ok {
		return fn.Origin().Signature(), fn.Origin()
	}
	t := u.typeOf(call.Fun)
	if t == nil {
		return nil, nil
	}
	sig, _ := t.Underlying().(*types.Signature)
	return sig, nil
}

// result returns the node of a result of a call.
func (a *decision) result(u *unit, call *ast.CallExpr, i int) string {
	sig, fn := callee(u, call)
	switch {
	case sig == nil || i >= sig.Results().Len():
		return ""
	case fn != nil:
		return a.variable(sig.Results().At(i))
	case isClient(sig.Results().At(i).Type()):
		return typeKey(sig)
	}
	return ""
}

// argument returns the node of a parameter of what a call calls.
func (a *decision) argument(u *unit, call *ast.CallExpr, i int) string {
	if b, ok := typeutil.Callee(u.info(), call).(*types.Builtin); ok && b.Name() == "append" {
		return a.composite(u.typeOf(call.Args[0]))
	}
	sig, fn := callee(u, call)
	if sig == nil {
		return ""
	}
	var param *types.Var
	switch last := sig.Params().Len() - 1; {
	case sig.Variadic() && i >= last && !call.Ellipsis.IsValid():
		if !a.ours(fn) {
			return ""
		}
		return a.composite(sig.Params().At(last).Type())
	case i > last:
		return ""
	default:
		param = sig.Params().At(i)
	}
	switch {
	case fn != nil:
		return a.variable(param)
	case isClient(param.Type()):
		return typeKey(sig)
	}
	return ""
}

// ours reports whether a function is one of the code, or not known.
func (a *decision) ours(fn *types.Func) bool {
	return fn == nil || a.w.files[a.w.fset.PositionFor(fn.Pos(), false).Filename] != nil
}

// destination returns the node that the value of an expression becomes one of.
func (a *decision) destination(u *unit, cur inspector.Cursor) string {
	kind, i := cur.ParentEdge()
	switch parent := cur.Parent().Node().(type) {
	case *ast.ValueSpec:
		if len(parent.Names) == len(parent.Values) {
			return a.variable(u.info().ObjectOf(parent.Names[i]))
		}
	case *ast.ReturnStmt:
		if results := enclosing(u, cur).Results(); len(parent.Results) == results.Len() {
			return a.variable(results.At(i))
		}
	case *ast.CallExpr:
		if kind == edge.CallExpr_Args {
			return a.argument(u, parent, i)
		}
	case *ast.KeyValueExpr:
		if lit, ok := cur.Parent().Parent().Node().(*ast.CompositeLit); ok && kind == edge.KeyValueExpr_Value {
			return a.element(u, lit, parent.Key, 0)
		}
	case *ast.CompositeLit:
		return a.element(u, parent, nil, i)
	case *ast.SendStmt:
		if kind == edge.SendStmt_Value {
			return a.composite(u.typeOf(parent.Chan))
		}
	}
	return ""
}

// element returns the node of an element of a literal.
func (a *decision) element(u *unit, lit *ast.CompositeLit, key ast.Expr, i int) string {
	t := u.typeOf(lit)
	if p, ok := t.Underlying().(*types.Pointer); ok { // &T{} without its type, in a slice
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return a.composite(t)
	}
	if id, ok := key.(*ast.Ident); ok {
		return a.variable(u.info().ObjectOf(id))
	}
	return a.variable(s.Field(i))
}

// enclosing returns the signature of the function around a cursor.
func enclosing(u *unit, cur inspector.Cursor) *types.Signature {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch fn := c.Node().(type) {
		case *ast.FuncDecl:
			return u.info().Defs[fn.Name].(*types.Func).Signature()
		case *ast.FuncLit:
			return u.typeOf(fn).(*types.Signature)
		}
	}
	return new(types.Signature)
}

// typeKey returns a name for a type without the names of parameters, so that two types
// that are identical, be it in two builds, have one name.
func typeKey(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Pointer:
		return "*" + typeKey(t.Elem())
	case *types.Slice:
		return "[]" + typeKey(t.Elem())
	case *types.Array:
		return "[" + strconv.FormatInt(t.Len(), 10) + "]" + typeKey(t.Elem())
	case *types.Map:
		return "map[" + typeKey(t.Key()) + "]" + typeKey(t.Elem())
	case *types.Chan: // a channel becomes one of one direction
		return "chan " + typeKey(t.Elem())
	case *types.Signature:
		return "func" + tupleKey(t.Params(), t.Variadic()) + tupleKey(t.Results(), false)
	}
	return types.TypeString(t, nil)
}

func tupleKey(t *types.Tuple, variadic bool) string {
	key := "("
	for v := range t.Variables() {
		key += typeKey(v.Type()) + ","
	}
	if variadic {
		key += "..."
	}
	return key + ")"
}
