package migrate

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A mention is a place where code spells the type *tg.Client.
type mention struct {
	unit *unit
	expr *ast.StarExpr
	node string
}

// addDeclarations notes what a file declares: where it spells *tg.Client, and which nodes
// must have one type.
func (a *decision) addDeclarations(u *unit) {
	for cur := range u.root.Preorder() {
		switch n := cur.Node().(type) {
		case *ast.StarExpr:
			a.addMention(u, cur, n)
		case *ast.Field:
			a.addNames(u, cur, n.Names, n.Type)
		case *ast.ValueSpec:
			a.addNames(u, cur, n.Names, n.Type)
			a.mergeTuple(u, identifiers(n.Names), n.Values)
		case *ast.AssignStmt:
			a.mergeTuple(u, n.Lhs, n.Rhs)
		case *ast.FuncType:
			a.addFunction(u, cur, n)
		case *ast.RangeStmt:
			a.addRange(u, n)
		case *ast.ReturnStmt:
			a.mergeReturn(u, cur, n)
		case *ast.CallExpr:
			a.mergeArguments(u, n)
			a.pinArguments(u, n)
		case *ast.CompositeLit:
			a.pinElements(u, n)
		case *ast.Ident:
			a.addIdentifier(u, cur, n)
		}
	}
	for cause, o := range u.info().Implicits {
		if n := a.variable(o); n != "" && is[*ast.CaseClause](cause) {
			a.graph.pin(n, "its type is that of a case")
		}
	}
}

func (a *decision) addMention(u *unit, cur inspector.Cursor, star *ast.StarExpr) {
	if tv := u.info().Types[star]; !tv.IsType() || !isClient(tv.Type) {
		return
	}
	node := ""
	kind, _ := cur.ParentEdge()
	switch parent := cur.Parent().Node().(type) {
	case *ast.Field:
		node = a.fieldNode(u, cur, parent)
	case *ast.ValueSpec:
		node = a.variable(u.info().Defs[parent.Names[0]])
	case *ast.Ellipsis:
		node = typeKey(types.NewSlice(u.typeOf(star)))
	case *ast.ArrayType, *ast.ChanType:
		node = a.composite(u.typeOf(parent.(ast.Expr)))
	case *ast.MapType:
		if kind == edge.MapType_Value {
			node = a.composite(u.typeOf(parent))
		}
	}
	if node == "" {
		return
	}
	a.mentions = append(a.mentions, mention{u, star, node})
	if why := a.leftAt(u, star.Pos()); why != "" {
		a.graph.pin(node, why)
	}
}

// fieldNode returns the node of a field of a struct or of a parameter. An embedded field
// has none: its name is that of its type.
func (a *decision) fieldNode(u *unit, cur inspector.Cursor, field *ast.Field) string {
	if len(field.Names) > 0 {
		return a.variable(u.info().Defs[field.Names[0]])
	}
	if _, ok := cur.Parent().Parent().Parent().Node().(*ast.StructType); ok {
		if v := embedded(u, cur.Parent().Parent().Parent().Node().(*ast.StructType), field); v != nil {
			a.graph.pin(a.variable(v), "it is embedded")
		}
		return ""
	}
	return place(a.w.fset, field.Type.Pos())
}

// embedded returns the variable of an embedded field.
func embedded(u *unit, s *ast.StructType, field *ast.Field) *types.Var {
	t, ok := u.typeOf(s).(*types.Struct)
	for i := 0; ok && i < t.NumFields(); i++ {
		if v := t.Field(i); v.Embedded() && field.Pos() <= v.Pos() && v.Pos() < field.End() {
			return v
		}
	}
	return nil
}

// addNames merges variables that are declared together, and pins those whose type has
// another name.
func (a *decision) addNames(u *unit, cur inspector.Cursor, names []*ast.Ident, typ ast.Expr) {
	first := ""
	for _, id := range names {
		n := a.variable(u.info().Defs[id])
		if n == "" {
			continue
		}
		if _, ok := typ.(*ast.StarExpr); !ok && typ != nil {
			a.graph.pin(n, "its type has another name")
		}
		if first != "" && typ != nil {
			a.graph.merge(first, n)
		}
		first = n
		if why := a.exported(u, cur, id); why != "" {
			a.graph.pin(n, why)
		}
	}
}

// clients are the nodes of the parameters and results of a function.
func (a *decision) clients(sig *types.Signature) []string {
	var nodes []string
	for _, t := range []*types.Tuple{sig.Params(), sig.Results()} {
		for v := range t.Variables() {
			if n := a.variable(v); n != "" {
				nodes = append(nodes, n)
			}
		}
	}
	return nodes
}

// addFunction merges the parameters and results of a function with those of what may have
// to be of the same type.
func (a *decision) addFunction(u *unit, cur inspector.Cursor, typ *ast.FuncType) {
	var sig *types.Signature
	with, why := "", ""
	switch parent := cur.Parent().Node().(type) {
	case *ast.FuncDecl:
		sig = u.info().Defs[parent.Name].(*types.Func).Signature()
		if parent.Recv != nil {
			with = "method " + parent.Name.Name + typeKey(sig)
		}
		why = a.exported(u, cur, parent.Name)
	case *ast.FuncLit:
		sig = u.typeOf(parent).(*types.Signature)
		with = typeKey(sig)
	case *ast.Field:
		if fn, ok := methodOf(u, cur); ok {
			sig = fn.Signature()
			with = "method " + fn.Name() + typeKey(sig)
			why = a.exported(u, cur, parent.Names[0])
			if fn.Name() == "API" && sig.Params().Len() == 0 {
				why = "telegram.Client has its type"
			}
		}
	}
	if sig == nil {
		sig, _ = u.typeOf(typ).(*types.Signature)
		if sig == nil {
			return
		}
		with = typeKey(sig)
	}
	for _, n := range a.clients(sig) {
		if with != "" {
			a.graph.merge(with, n)
		}
		if why != "" {
			a.graph.pin(n, why)
		}
	}
}

// methodOf returns the method of an interface whose type a cursor is.
func methodOf(u *unit, cur inspector.Cursor) (*types.Func, bool) {
	field := cur.Parent().Node().(*ast.Field)
	if _, ok := cur.Parent().Parent().Parent().Node().(*ast.InterfaceType); !ok || len(field.Names) != 1 {
		return nil, false
	}
	fn, ok := u.info().Defs[field.Names[0]].(*types.Func)
	return fn, ok
}

func (a *decision) addRange(u *unit, n *ast.RangeStmt) {
	for _, e := range []ast.Expr{n.Key, n.Value} {
		if e == nil || !isClient(u.typeOf(e)) {
			continue
		}
		node := a.source(u, e)
		if from := a.composite(u.typeOf(n.X)); from != "" && !strings.HasPrefix(from, "func") && node != "" {
			a.graph.merge(from, node)
		} else if node != "" {
			a.graph.pin(node, "it comes from an iterator")
		}
	}
}

func identifiers(names []*ast.Ident) []ast.Expr {
	list := make([]ast.Expr, len(names))
	for i, id := range names {
		list[i] = id
	}
	return list
}

// mergeTuple merges variables with the results of a call that gives them several values.
func (a *decision) mergeTuple(u *unit, lhs, rhs []ast.Expr) {
	if len(lhs) < 2 || len(rhs) != 1 {
		return
	}
	for i, e := range lhs {
		node := a.source(u, e)
		if node == "" {
			continue
		}
		from := ""
		if call, ok := ast.Unparen(rhs[0]).(*ast.CallExpr); ok {
			from = a.result(u, call, i)
		} else if i == 0 {
			from = a.source(u, rhs[0])
		}
		if from == "" {
			a.graph.pin(node, "it comes together with other values")
			continue
		}
		a.graph.merge(from, node)
	}
}

func (a *decision) mergeReturn(u *unit, cur inspector.Cursor, n *ast.ReturnStmt) {
	results := enclosing(u, cur).Results()
	if len(n.Results) != 1 || results.Len() < 2 {
		return
	}
	call, ok := ast.Unparen(n.Results[0]).(*ast.CallExpr)
	for i := range results.Len() {
		node := a.variable(results.At(i))
		if node == "" || !ok {
			continue
		}
		if from := a.result(u, call, i); from != "" {
			a.graph.merge(from, node)
		} else {
			a.graph.pin(node, "it comes together with other values")
		}
	}
}

func (a *decision) mergeArguments(u *unit, n *ast.CallExpr) {
	if len(n.Args) != 1 {
		return
	}
	call, ok := ast.Unparen(n.Args[0]).(*ast.CallExpr)
	if !ok {
		return
	}
	tuple, ok := u.typeOf(call).(*types.Tuple)
	for i := 0; ok && i < tuple.Len(); i++ {
		from, to := a.result(u, call, i), a.argument(u, n, i)
		switch {
		case from != "" && to != "":
			a.graph.merge(from, to)
		case from != "":
			a.graph.pin(from, "it comes together with other values")
		case to != "" && isClient(tuple.At(i).Type()):
			a.graph.pin(to, "it comes together with other values")
		}
	}
}
