package migrate

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// A comparison asks whether an error is one of some errors of Telegram, by their names.
type comparison struct {
	unit *unit
	cur  inspector.Cursor
	node ast.Expr
	// err is the error, and names what it is compared with.
	err   ast.Expr
	names []string
	not   bool
	// inCase tells that the comparison is a case of a switch.
	inCase bool
	// as tells that it is a type assertion, which has no names.
	as bool
	// left says why the comparison stays, or is empty.
	left string
}

// findComparisons finds the comparisons of errors in a file.
func (a *decision) findComparisons(u *unit) {
	for cur := range u.root.Preorder((*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil), (*ast.SwitchStmt)(nil)) {
		var c *comparison
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			c = comparisonCall(u, n)
		case *ast.BinaryExpr:
			c = comparisonOf(u, n)
		case *ast.SwitchStmt:
			a.findCases(u, n)
		}
		if c != nil {
			c.cur = cur
			c.left = a.judgeComparison(c)
			a.comparisons = append(a.comparisons, c)
		}
	}
}

// findCases finds the comparisons of a switch over the type of an error. They move together
// or not at all.
func (a *decision) findCases(u *unit, n *ast.SwitchStmt) {
	sel := typeSelector(u, n.Tag)
	if sel == nil {
		return
	}
	var list []*comparison
	why := ""
	if !isPlain(sel.X) {
		why = "the error is the result of a call, and would be computed several times"
	}
	for _, stmt := range n.Body.List {
		for _, e := range stmt.(*ast.CaseClause).List {
			c := &comparison{unit: u, node: e, err: sel.X, inCase: true}
			if value := u.info().Types[e].Value; value != nil && value.Kind() == constant.String {
				c.names = []string{constant.StringVal(value)}
			}
			why = cmp.Or(why, a.judgeComparison(c))
			list = append(list, c)
		}
	}
	for _, c := range list {
		c.left = why
	}
	a.comparisons = append(a.comparisons, list...)
	if why == "" && len(list) > 0 {
		a.editsOf(u).replace(u.offset(n.Tag.Pos()), u.offset(n.Tag.End()), "")
	}
}

// typeSelector returns the selector of the field Type of a *tgerr.Error that an expression
// is, or nil.
func typeSelector(u *unit, e ast.Expr) *ast.SelectorExpr {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Type" || !isPointerTo(u.typeOf(sel.X), errPath, "Error") {
		return nil
	}
	return sel
}

// comparisonCall returns what a call of gotd/td compares, or nil.
func comparisonCall(u *unit, call *ast.CallExpr) *comparison {
	fn, ok := typeutil.Callee(u.info(), call).(*types.Func)
	if !ok || len(call.Args) == 0 {
		return nil
	}
	method := fn.Signature().Recv() != nil
	switch name := fn.Name(); {
	case fromPackage(fn, errPath) && !method && name == "Is" && len(call.Args) > 1:
		return &comparison{unit: u, node: call, err: call.Args[0], names: constants(u, call, 1)}
	case fromPackage(fn, errPath) && method && (name == "IsType" || name == "IsOneOf"):
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if ok && isPointerTo(u.typeOf(sel.X), errPath, "Error") {
			return &comparison{unit: u, node: call, err: sel.X, names: constants(u, call, 0)}
		}
	case fromPackage(fn, tgPath) && !method && strings.HasPrefix(name, "Is") && len(call.Args) == 1:
		if value, ok := fn.Pkg().Scope().Lookup("Err" + strings.TrimPrefix(name, "Is")).(*types.Const); ok {
			return &comparison{unit: u, node: call, err: call.Args[0], names: []string{constant.StringVal(value.Val())}}
		}
	}
	return nil
}

// constants returns the arguments of a call from one on, which are names of errors. It
// returns nil if one is not known.
func constants(u *unit, call *ast.CallExpr, from int) []string {
	var names []string
	for _, arg := range call.Args[from:] {
		value := u.info().Types[arg].Value
		if value == nil || value.Kind() != constant.String {
			return nil
		}
		names = append(names, constant.StringVal(value))
	}
	return names
}

// comparisonOf returns what rpc.Type == "NAME" compares, or nil.
func comparisonOf(u *unit, n *ast.BinaryExpr) *comparison {
	if n.Op != token.EQL && n.Op != token.NEQ {
		return nil
	}
	for _, sides := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
		sel, value := typeSelector(u, sides[0]), u.info().Types[sides[1]].Value
		if sel == nil || value == nil || value.Kind() != constant.String {
			continue
		}
		return &comparison{unit: u, node: n, err: sel.X, names: []string{constant.StringVal(value)}, not: n.Op == token.NEQ}
	}
	return nil
}

func (a *decision) judgeComparison(c *comparison) string {
	if why := a.leftAt(c.unit, c.node.Pos()); why != "" {
		return why
	}
	if why := a.target.visible(c.unit.pkg); why != "" {
		return why
	}
	if len(c.names) == 0 {
		return "the names of the errors are not constant"
	}
	for _, name := range c.names {
		switch {
		case errorType(name) != name:
			return name + " can never match, since gotd/td takes numbers out of the type of an error"
		case len(a.target.constants[name]) == 0:
			return "the generated package has no constant for " + name
		}
	}
	if len(a.matches(c)) > 1 && !isPlain(c.err) {
		return "the error is the result of a call, and would be computed twice"
	}
	return ""
}

// isPlain reports whether an expression can be repeated.
func isPlain(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return isPlain(e.X)
	}
	return false
}

// matches are the names of the constants that a comparison is about.
func (a *decision) matches(c *comparison) []string {
	var names []string
	for _, name := range c.names {
		names = append(names, a.target.constants[name]...)
	}
	return names
}

// moveComparison turns a comparison into calls of Match.
func (a *decision) moveComparison(c *comparison) {
	if c.left != "" {
		return
	}
	if c.as {
		a.moveAssertion(c)
		return
	}
	u, matches := c.unit, a.matches(c)
	join := " || "
	if c.inCase {
		join = ", "
	}
	opening, closing := "", ")"
	if len(matches) > 1 && !c.inCase && (c.not || binds(c.cur)) {
		opening, closing = "(", "))"
	}
	if c.not {
		opening = "!" + opening
	}
	for _, name := range matches[:len(matches)-1] {
		opening += a.qualify(u, name) + ".Match(" + u.source(c.err) + ")" + join
	}
	opening += a.qualify(u, matches[len(matches)-1]) + ".Match("
	e, start, end := a.editsOf(u), u.offset(c.node.Pos()), u.offset(c.node.End())
	if len(matches) > 1 || c.inCase {
		e.replace(start, end, opening+u.source(c.err)+closing)
		return
	}
	e.replace(start, u.offset(c.err.Pos()), opening)
	e.replace(u.offset(c.err.End()), end, closing)
}

// binds reports whether what is around an expression binds its parts more tightly than ||.
func binds(cur inspector.Cursor) bool {
	switch parent := cur.Parent().Node().(type) {
	case *ast.UnaryExpr:
		return true
	case *ast.BinaryExpr:
		return parent.Op != token.LOR
	}
	return false
}
