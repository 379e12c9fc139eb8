package vet

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"example.com/docgen/parser/diag"
)

// ErrorTexts finds code that searches the text of an error for a form which gotd/td does
// not print: FLOOD_WAIT_3 is "rpc error code 420: FLOOD_WAIT (3)".
func ErrorTexts() *analysis.Analyzer {
	return analyzer("errortext", diag.VetErrorText, func(c *check) {
		known := c.knownNames()
		for cur := range c.root.Preorder((*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil)) {
			text, sought, whole := c.search(cur.Node())
			if text == nil || !c.isErrorText(text) || c.inTest(text) {
				continue
			}
			value, ok := c.text(sought)
			if name := errorIn(value); ok && known[name] && !found(value, name, whole) {
				c.report(sought, "", nil, "the text of an error never has "+quote(value)+" there: gotd/td prints \"rpc error code 420: FLOOD_WAIT (3)\"; use tgerr.Is(err, "+quote(name)+")")
			}
		}
	})
}

// search returns what a search or comparison looks in, and for. If whole is true, the text
// has to start with what is sought, or to be it.
func (c *check) search(n ast.Node) (in, sought ast.Expr, whole bool) {
	switch n := n.(type) {
	case *ast.CallExpr:
		fn := c.callee(n)
		for _, name := range []string{"Contains", "Index", "HasPrefix", "Split", "Count"} {
			if isFunc(fn, "strings", name) && len(n.Args) == 2 {
				return n.Args[0], n.Args[1], name == "HasPrefix"
			}
		}
	case *ast.BinaryExpr:
		if n.Op != token.EQL && n.Op != token.NEQ {
			return nil, nil, false
		}
		if _, ok := c.text(n.Y); ok {
			return n.X, n.Y, true
		}
		return n.Y, n.X, true
	}
	return nil, nil, false
}

// isErrorText reports whether an expression is a call of the method Error of an error, or
// that in upper case.
func (c *check) isErrorText(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	if fn := c.callee(call); isFunc(fn, "strings", "ToUpper") && len(call.Args) == 1 {
		return c.isErrorText(call.Args[0])
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Error" && len(call.Args) == 0 && canBeRPC(c.TypesInfo.TypeOf(sel.X))
}

// canBeRPC reports whether an error of a type can be one of Telegram.
func canBeRPC(t types.Type) bool {
	n := namedOf(t)
	return types.Identical(t, types.Universe.Lookup("error").Type()) || isNamed(t, errPath, "Error") ||
		n != nil && n.Obj().Pkg() != nil && IsGenerated(n.Obj().Pkg())
}

// errorIn returns the name of an error that a text is, without its argument.
func errorIn(text string) string {
	kept, _, _ := splitName(strings.Trim(text, " :"))
	return strings.TrimSuffix(kept, "_")
}

// found reports whether a text that an error prints can have a text with its name.
func found(text, name string, whole bool) bool {
	return !whole && strings.Trim(text, " :") == name
}

// knownNames are the names of errors that tg and generated packages have.
func (c *check) knownNames() map[string]bool {
	known := map[string]bool{}
	for _, p := range reachable(c.Pkg) {
		if p.Path() != tgPath && !IsGenerated(p) {
			continue
		}
		for _, name := range p.Scope().Names() {
			value, ok := p.Scope().Lookup(name).(*types.Const)
			if !ok || !strings.HasPrefix(name, "Err") || value.Val().Kind() != constant.String {
				continue
			}
			if text := errorIn(constant.StringVal(value.Val())); text == strings.ToUpper(text) { // others have "Timeout", too
				known[text] = true
			}
		}
	}
	return known
}
