package migrate

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strconv"

	"example.com/docgen/parser/diag"
)

// A decision says what moves, and makes the edits.
type decision struct {
	w       *workspace
	target  *target
	options Options
	kind    Kind
	pins    *pins
	graph   *graph
	units   []*unit
	sites   []*site
	calls   map[*ast.CallExpr]*site
	// requests are the variables, parameters and results that hold requests, by the place
	// of each, and judged is the one that is judged.
	requests map[string]*request
	judged   *request
	// interfaceMethods are the names of the methods of interfaces in the code.
	interfaceMethods map[string]bool
	// asserts are the declarations with a type assertion to *tgerr.Error that stays.
	asserts     map[string]bool
	uses        []*use
	mentions    []mention
	comparisons []*comparison
	edits       map[string]*edits
}

// pins are parts of the code that stay as they are, with the reasons: files, by their
// names, and top-level declarations, by file and index.
type pins struct {
	files map[string]string
	decls map[string]string
}

// declarationKey names the top-level declaration that has a position.
func declarationKey(u *unit, pos token.Pos) string {
	return u.name + ":" + strconv.Itoa(declaration(u.tree, pos))
}

// leftAt says why the code at a position stays as it is, or nothing.
func (a *decision) leftAt(u *unit, pos token.Pos) string {
	if why := cmp.Or(u.foreign, a.pins.files[u.name]); why != "" || len(a.pins.decls) == 0 {
		return why
	}
	return a.pins.decls[declarationKey(u, pos)]
}

// decide decides what moves, given what has to stay.
func decide(w *workspace, t *target, units []*unit, options Options, p *pins) *decision {
	a := &decision{
		w: w, target: t, options: options, pins: p, graph: newGraph(), units: units,
		calls: map[*ast.CallExpr]*site{}, requests: map[string]*request{}, interfaceMethods: map[string]bool{}, asserts: map[string]bool{}, edits: map[string]*edits{},
	}
	a.findSites()
	a.kind = options.Kind
	if a.kind == "" {
		a.kind = a.chooseKind()
	}
	a.findRequests()
	for _, u := range units {
		if u.edited {
			a.findAssertions(u)
		}
	}
	for _, s := range a.sites {
		a.judge(s)
	}
	a.judgeRequests()
	for _, u := range units {
		a.addDeclarations(u)
		a.addUses(u)
		if u.edited {
			a.findComparisons(u)
		}
	}
	a.edit()
	return a
}

func (a *decision) findSites() {
	for _, u := range a.units {
		for cur := range u.root.Preorder((*ast.CallExpr)(nil)) {
			if s := siteAt(u, cur); s != nil {
				a.sites = append(a.sites, s)
				a.calls[s.call] = s
			}
		}
	}
}

// chooseKind chooses the kind of client by the calls that pages deny to users or to bots.
func (a *decision) chooseKind() Kind {
	var user, bot bool
	for _, s := range a.sites {
		if s.unit.foreign == "" && a.target.method(Any, s.method) != nil && a.target.method(Shared, s.method) == nil {
			user = user || a.target.method(User, s.method) != nil
			bot = bot || a.target.method(Bot, s.method) != nil
		}
	}
	switch {
	case user && bot:
		return Any
	case user:
		return User
	case bot:
		return Bot
	}
	return Shared
}

// edit makes all edits.
func (a *decision) edit() {
	moved := a.graph.moved()
	for _, s := range a.sites {
		if s.left == "" && s.unit.edited {
			a.moveSite(s)
		}
	}
	for _, r := range a.useful() {
		a.moveRequest(r)
	}
	for _, m := range a.mentions {
		if m.unit.edited && moved[a.graph.find(m.node)] {
			a.editsOf(m.unit).replace(m.unit.offset(m.expr.Pos()), m.unit.offset(m.expr.End()), "*"+a.qualify(m.unit, string(a.kind)))
		}
	}
	for _, s := range a.uses {
		if s.unit.edited && !s.free && a.leftAt(s.unit, s.expr.Pos()) == "" {
			a.editUse(s, moved)
		}
	}
	for _, c := range a.comparisons {
		a.moveComparison(c)
	}
}

// editUse makes a client of the type that its place wants.
func (a *decision) editUse(s *use, moved map[string]bool) {
	has := s.from != "" && moved[a.graph.find(s.from)]
	wants := s.to != "" && moved[a.graph.find(s.to)]
	if s.call != nil {
		wants = s.call.left == ""
	}
	u := s.unit
	switch {
	case has && !wants:
		opening, closing := parentheses(s.expr)
		a.editsOf(u).wrap(u.offset(s.expr.Pos()), u.offset(s.expr.End()), opening, closing+".Raw()")
	case wants && !has:
		a.convert(u, s.expr)
	}
}

// convert makes a generated client of a tg.Client.
func (a *decision) convert(u *unit, e ast.Expr) {
	made := a.qualify(u, "New"+string(a.kind))
	start, end := u.offset(e.Pos()), u.offset(e.End())
	switch call, _ := ast.Unparen(e).(*ast.CallExpr); {
	case a.isConstructor(u, call):
		a.editsOf(u).replace(u.offset(call.Fun.Pos()), u.offset(call.Fun.End()), made)
	case a.isAPI(u, call):
		x := ast.Unparen(call.Fun).(*ast.SelectorExpr).X
		a.editsOf(u).wrap(start, u.offset(x.End()), made+"(", ")")
		a.editsOf(u).replace(u.offset(x.End()), end, "")
	default:
		opening, closing := parentheses(e)
		a.editsOf(u).wrap(start, end, made+"("+opening, closing+".Invoker())")
	}
}

// parentheses are what an expression needs around it before a method of it can be called.
func parentheses(e ast.Expr) (opening, closing string) {
	switch e.(type) {
	case *ast.UnaryExpr, *ast.StarExpr:
		return "(", ")"
	}
	return "", ""
}

// convertible reports whether a generated client can be made in place of an expression at
// no cost.
func (a *decision) convertible(u *unit, e ast.Expr) bool {
	call, _ := ast.Unparen(e).(*ast.CallExpr)
	return a.isConstructor(u, call) || a.isAPI(u, call)
}

// isConstructor reports whether a call is one of tg.NewClient.
func (a *decision) isConstructor(u *unit, call *ast.CallExpr) bool {
	if call == nil {
		return false
	}
	_, fn := callee(u, call)
	return fn != nil && fromPackage(fn, tgPath) && fn.Name() == "NewClient" && fn.Signature().Recv() == nil
}

// isAPI reports whether a call gets the tg.Client of a telegram.Client.
func (a *decision) isAPI(u *unit, call *ast.CallExpr) bool {
	if call == nil {
		return false
	}
	_, fn := callee(u, call)
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && fn != nil && fromPackage(fn, mainPath) && fn.Name() == "API" && isPointerTo(u.typeOf(sel.X), mainPath, "Client")
}

func isPointerTo(t types.Type, path, name string) bool {
	n := named(t)
	_, pointer := types.Unalias(t).(*types.Pointer)
	return pointer && n != nil && fromPackage(n.Obj(), path) && n.Obj().Name() == name
}

func (a *decision) editsOf(u *unit) *edits {
	e := a.edits[u.name]
	if e == nil {
		e = &edits{wants: map[string]string{}}
		a.edits[u.name] = e
	}
	return e
}

// qualify returns a name of the generated package as the file has to write it.
func (a *decision) qualify(u *unit, name string) string {
	path := a.target.pkg.PkgPath
	for _, spec := range u.tree.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil && p == path {
			switch n := importName(spec); n {
			case "":
				return a.target.pkg.Name + "." + name
			case ".":
				return name
			case "_":
			default:
				return n + "." + name
			}
		}
	}
	local, alias := a.target.pkg.Name, ""
	for u.hasName(local) {
		local += "api"
		alias = local
	}
	if alias == "" && filepath.Base(path) != local {
		alias = local
	}
	a.editsOf(u).wants[alias] = path
	return local + "." + name
}

// hasName reports whether a file, or its package, has something of a name.
func (u *unit) hasName(name string) bool {
	return u.names[name] || u.pkg.Types.Scope().Lookup(name) != nil
}

// left are the calls and comparisons that stay, with the reasons.
func (a *decision) left() []diag.Diagnostic {
	var list []diag.Diagnostic
	for _, s := range a.sites {
		if s.unit.edited && s.left != "" && !s.unit.skipped {
			list = append(list, a.leave(s.unit, s.sel.Sel.Pos(), s.method, s.left))
		}
	}
	for _, c := range a.comparisons {
		if c.left != "" && !c.unit.skipped {
			list = append(list, a.leave(c.unit, c.node.Pos(), c.unit.source(c.node), c.left))
		}
	}
	diag.Sort(list)
	return slices.Compact(list)
}

func (a *decision) leave(u *unit, pos token.Pos, what, why string) diag.Diagnostic {
	p := u.fset.PositionFor(pos, false)
	d := diag.New(diag.Pos{File: a.options.relative(u.name), Line: p.Line, Column: p.Column}, diag.MigrateLeft, "", "%s stays: %s", what, why)
	return d
}
