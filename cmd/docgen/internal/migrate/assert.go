package migrate

import (
	"go/ast"

	"golang.org/x/tools/go/ast/inspector"
)

// findAssertions finds type assertions of errors to *tgerr.Error. The error of a generated
// method wraps that one, so that an assertion would no longer hold where tgerr.As does.
func (a *decision) findAssertions(u *unit) {
	for cur := range u.root.Preorder((*ast.TypeAssertExpr)(nil), (*ast.CaseClause)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.TypeAssertExpr:
			if n.Type != nil && isPointerTo(u.typeOf(n.Type), errPath, "Error") {
				a.addAssertion(&comparison{unit: u, node: n, err: n.X, as: true, left: a.judgeAssertion(u, cur)})
			}
		case *ast.CaseClause:
			for _, e := range n.List {
				if !u.isValue(e) && isPointerTo(u.typeOf(e), errPath, "Error") {
					a.addAssertion(&comparison{unit: u, node: e, as: true, left: "the error of a generated method is a *CallError; use tgerr.As"})
				}
			}
		}
	}
}

// addAssertion notes an assertion. Where one stays, so do the calls, whose errors it is about.
func (a *decision) addAssertion(c *comparison) {
	a.comparisons = append(a.comparisons, c)
	if c.left != "" {
		a.asserts[declarationKey(c.unit, c.node.Pos())] = true
	}
}

// judgeAssertion says why an assertion can't become a call of tgerr.As.
func (a *decision) judgeAssertion(u *unit, cur inspector.Cursor) string {
	if why := a.leftAt(u, cur.Node().Pos()); why != "" {
		return why
	}
	whole := outermost(cur)
	pair := false
	switch parent := whole.Parent().Node().(type) {
	case *ast.AssignStmt:
		pair = len(parent.Lhs) == 2 && len(parent.Rhs) == 1
	case *ast.ValueSpec:
		pair = len(parent.Names) == 2 && len(parent.Values) == 1
	}
	if !pair {
		return "the error of a generated method is a *CallError; use tgerr.As"
	}
	return ""
}

// moveAssertion turns err.(*tgerr.Error) into tgerr.As(err).
func (a *decision) moveAssertion(c *comparison) {
	u, n := c.unit, c.node.(*ast.TypeAssertExpr)
	e, spelled := a.editsOf(u), ast.Unparen(n.Type).(*ast.StarExpr)
	prefix := ""
	if sel, ok := spelled.X.(*ast.SelectorExpr); ok {
		prefix = u.source(sel.X) + "."
	}
	e.wrap(u.offset(n.X.Pos()), u.offset(n.X.End()), prefix+"As(", ")")
	e.replace(u.offset(n.X.End()), u.offset(n.End()), "")
}
