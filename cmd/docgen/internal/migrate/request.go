package migrate

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A request is a variable, parameter or result that holds a request of tg, and may hold
// parameters instead. All that the code does with it has to be possible with parameters,
// which are a value: a pointer that goes elsewhere would no longer lead to the same request.
type request struct {
	v *types.Var
	// fn is the function of which it is a parameter or result, nil for a local variable,
	// and index is which one.
	fn     *types.Func
	index  int
	result bool
	// decl is where fn is declared.
	decl *ast.FuncDecl
	unit *unit
	// uses are where the code names the variable, and calls those of fn.
	uses, calls []spot
	// next are the requests that it gets its values from, and that get its values.
	next map[*request]bool
	// left says why it stays a request, or is empty.
	left string
}

// A spot is a cursor in a unit.
type spot struct {
	unit *unit
	cur  inspector.Cursor
}

// findRequests finds all variables, parameters and results that hold requests.
func (a *decision) findRequests() {
	for _, u := range a.units {
		for cur := range u.root.Preorder((*ast.FuncDecl)(nil), (*ast.Ident)(nil), (*ast.InterfaceType)(nil)) {
			switch n := cur.Node().(type) {
			case *ast.FuncDecl:
				a.addSignature(u, cur, n)
			case *ast.InterfaceType:
				for _, field := range n.Methods.List {
					for _, id := range field.Names {
						a.interfaceMethods[id.Name] = true
					}
				}
			case *ast.Ident:
				if r := a.requestOf(u.info().ObjectOf(n)); r != nil {
					r.uses = append(r.uses, spot{u, cur})
				}
			}
		}
	}
	for _, u := range a.units {
		a.addCalls(u)
	}
}

// requestOf returns what is known of a variable that holds a request, nil for another one.
func (a *decision) requestOf(o types.Object) *request {
	v, ok := o.(*types.Var)
	if !ok || v.IsField() || a.paramsOf(v.Type()) == nil {
		return nil
	}
	key := place(a.w.fset, v.Pos())
	if a.requests[key] == nil {
		a.requests[key] = &request{v: v, next: map[*request]bool{}}
	}
	return a.requests[key]
}

// addSignature notes the parameters and results of a function.
func (a *decision) addSignature(u *unit, cur inspector.Cursor, decl *ast.FuncDecl) {
	fn := u.info().Defs[decl.Name].(*types.Func)
	why := a.exported(u, cur, decl.Name)
	for i, tuple := range []*types.Tuple{fn.Signature().Params(), fn.Signature().Results()} {
		for j := range tuple.Len() {
			r := a.requestOf(tuple.At(j))
			if r == nil {
				continue
			}
			if r.fn == nil || u.edited {
				r.fn, r.decl, r.unit, r.index, r.result = fn, decl, u, j, i == 1
			}
			switch {
			case why != "":
				r.left = "its request is in a signature that other modules can use"
			case decl.Recv != nil && a.interfaceMethods[fn.Name()]:
				r.left = "its request is in the signature of a method that an interface has"
			case r.result && tuple.At(j).Name() != "" || decl.Body == nil:
				r.left = "its request is in a signature"
			}
		}
	}
}

// addCalls notes the calls of functions that take or return requests.
func (a *decision) addCalls(u *unit) {
	for cur := range u.root.Preorder((*ast.Ident)(nil)) {
		fn, ok := u.info().Uses[cur.Node().(*ast.Ident)].(*types.Func)
		if !ok {
			continue
		}
		sig := fn.Origin().Signature()
		for _, tuple := range []*types.Tuple{sig.Params(), sig.Results()} {
			for v := range tuple.Variables() {
				if r := a.requestOf(v); r != nil && r.fn != nil {
					a.addCall(u, cur, r)
				}
			}
		}
	}
}

func (a *decision) addCall(u *unit, cur inspector.Cursor, r *request) {
	if kind, _ := cur.ParentEdge(); kind == edge.SelectorExpr_Sel {
		cur = cur.Parent()
	}
	cur = outermost(cur)
	if kind, _ := cur.ParentEdge(); kind != edge.CallExpr_Fun {
		r.left = "its request is in the signature of a function that is used as a value"
		return
	}
	if call := cur.Parent().Node().(*ast.CallExpr); !r.result && len(call.Args) <= r.index || call.Ellipsis.IsValid() {
		r.left = "its request comes from another call"
		return
	}
	r.calls = append(r.calls, spot{u, cur.Parent()})
}

// useful are the requests that become parameters: those that reach a call which moves, and
// those that have to be of one type with them. The others gain nothing from it.
func (a *decision) useful() []*request {
	reached := map[*request]bool{}
	var reach func(r *request)
	reach = func(r *request) {
		if !reached[r] {
			reached[r] = true
			for next := range r.next {
				reach(next)
			}
		}
	}
	for _, s := range a.sites {
		if s.left == "" && s.request != nil {
			reach(s.request)
		}
	}
	var list []*request
	for _, key := range sortedKeys(a.requests) {
		if r := a.requests[key]; reached[r] {
			list = append(list, r)
		}
	}
	return list
}
