package migrate

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// addIdentifier looks at functions that are used as values, and at what other modules
// declare with *tg.Client inside of a composite type.
func (a *decision) addIdentifier(u *unit, cur inspector.Cursor, id *ast.Ident) {
	o := u.info().Uses[id]
	if o == nil || o.Pkg() == nil {
		return
	}
	fn, ok := o.(*types.Func)
	if a.w.files[a.w.fset.PositionFor(o.Pos(), false).Filename] == nil {
		a.pinForeign(o.Type())
		if ok && !called(cur) {
			a.pinComposite(u.typeOf(selectorOf(cur)), maxNested)
		}
		return
	}
	if !ok {
		return
	}
	if why := a.leftAt(u, id.Pos()); why != "" {
		for _, n := range a.clients(fn.Origin().Signature()) {
			a.graph.pin(n, why)
		}
	}
	if called(cur) {
		return
	}
	sig := fn.Origin().Signature()
	for _, n := range a.clients(sig) {
		a.graph.merge(typeKey(sig), n)
	}
}

// selectorOf returns the selector that a cursor is the name in, or else the name itself.
func selectorOf(cur inspector.Cursor) ast.Expr {
	if kind, _ := cur.ParentEdge(); kind == edge.SelectorExpr_Sel {
		cur = cur.Parent()
	}
	return cur.Node().(ast.Expr)
}

// called reports whether a cursor is the function of a call, or names it in a selector.
func called(cur inspector.Cursor) bool {
	if kind, _ := cur.ParentEdge(); kind == edge.SelectorExpr_Sel {
		cur = cur.Parent()
	}
	if kind, _ := cur.ParentEdge(); kind == edge.IndexExpr_X {
		cur = cur.Parent()
	}
	kind, _ := outermost(cur).ParentEdge()
	return kind == edge.CallExpr_Fun
}

// pinForeign pins the composite types with *tg.Client that what another module declares
// has in its type: a function literal that it takes must be of that very type.
func (a *decision) pinForeign(t types.Type) {
	sig, ok := types.Unalias(t).(*types.Signature)
	if !ok {
		a.pinComposite(t, maxNested)
		return
	}
	for v := range sig.Params().Variables() {
		a.pinComposite(v.Type(), maxNested)
	}
	for v := range sig.Results().Variables() {
		a.pinComposite(v.Type(), maxNested)
	}
}

// maxNested limits how deep a type is looked into, since types can be recursive.
const maxNested = 4

func (a *decision) pinComposite(t types.Type, depth int) {
	const why = "another module has its type"
	var parts []types.Type
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		a.pinComposite(u.Elem(), depth-1)
	case *types.Slice:
		parts = []types.Type{u.Elem()}
	case *types.Array:
		parts = []types.Type{u.Elem()}
	case *types.Map:
		parts = []types.Type{u.Elem()}
	case *types.Chan:
		parts = []types.Type{u.Elem()}
	case *types.Signature:
		for v := range u.Params().Variables() {
			parts = append(parts, v.Type())
		}
		for v := range u.Results().Variables() {
			parts = append(parts, v.Type())
		}
	}
	for _, part := range parts {
		if isClient(part) {
			a.graph.pin(typeKey(t.Underlying()), why)
		} else if depth > 0 {
			a.pinComposite(part, depth-1)
		}
	}
}

// exported says why a name keeps its type that other modules can use, or nothing.
func (a *decision) exported(u *unit, cur inspector.Cursor, id *ast.Ident) string {
	if a.options.Exported || !id.IsExported() || u.pkg.Name == "main" || strings.HasSuffix(u.name, "_test.go") || internalAt(u.pkg.PkgPath) >= 0 {
		return ""
	}
	for c := range cur.Enclosing((*ast.BlockStmt)(nil), (*ast.TypeSpec)(nil), (*ast.FuncDecl)(nil)) {
		switch n := c.Node().(type) {
		case *ast.BlockStmt:
			return ""
		case *ast.TypeSpec:
			if !n.Name.IsExported() {
				return ""
			}
		case *ast.FuncDecl:
			if n.Recv != nil && !named(u.typeOf(n.Recv.List[0].Type)).Obj().Exported() {
				return ""
			}
		}
	}
	return "other modules can use it"
}

// pinArguments pins the clients in the signatures of functions that are arguments where an
// interface is wanted: what gets them goes by their types, as fx.Provide and dig do.
func (a *decision) pinArguments(u *unit, call *ast.CallExpr) {
	sig, _ := callee(u, call)
	if sig == nil {
		return
	}
	for i, arg := range call.Args {
		switch last := sig.Params().Len() - 1; {
		case sig.Variadic() && i >= last && !call.Ellipsis.IsValid():
			a.pinReflected(u, arg, sig.Params().At(last).Type().(*types.Slice).Elem())
		case i <= last:
			a.pinReflected(u, arg, sig.Params().At(i).Type())
		}
	}
}

// pinElements does so for the elements of a slice.
func (a *decision) pinElements(u *unit, lit *ast.CompositeLit) {
	if s, ok := u.typeOf(lit).Underlying().(*types.Slice); ok {
		for _, e := range lit.Elts {
			a.pinReflected(u, e, s.Elem())
		}
	}
}

func (a *decision) pinReflected(u *unit, e ast.Expr, to types.Type) {
	const why = "code goes by its type at run time"
	sig, ok := types.Unalias(u.typeOf(e)).(*types.Signature)
	if !ok || !types.IsInterface(to) || is[*types.TypeParam](types.Unalias(to)) {
		return
	}
	for _, n := range a.clients(sig) {
		a.graph.pin(n, why)
	}
	for _, t := range []*types.Tuple{sig.Params(), sig.Results()} {
		for v := range t.Variables() {
			s, ok := v.Type().Underlying().(*types.Struct)
			for i := 0; ok && i < s.NumFields(); i++ {
				a.graph.pinIf(a.variable(s.Field(i)), why)
			}
		}
	}
}
