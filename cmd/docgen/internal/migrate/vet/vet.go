// Package vet looks for mistakes in how client code treats the errors of Telegram and
// random IDs, be the code moved to a generated package or not. Its checks are analyzers of
// go/analysis, so that go vet can run them. None needs facts about other packages: with
// facts, tg would have to be analyzed too, which takes minutes.
package vet

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/analysis/unitchecker"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"example.com/docgen/parser/diag"
)

// The packages of gotd/td that the checks are about.
const (
	tdModule = "github.com/gotd/td"
	tgPath   = tdModule + "/tg"
	errPath  = tdModule + "/tgerr"
	mainPath = tdModule + "/telegram"
)

// Analyzers are all checks. The check for bots has the flag "bot".
func Analyzers() []*analysis.Analyzer {
	return []*analysis.Analyzer{BotCalls(), ErrorsIs(), ErrorNames(), ErrorTexts(), RandomIDs()}
}

// IsTool reports whether arguments are those of go vet for a program that it runs with
// -vettool.
func IsTool(args []string) bool {
	if len(args) == 0 {
		return false
	}
	// go vet gives flags with a single dash, of the form -name=value, and no command.
	last := args[len(args)-1]
	return args[0] == "-V=full" || args[0] == "-flags" ||
		filepath.Base(last) == "vet.cfg" && !slices.ContainsFunc(args[:len(args)-1], func(arg string) bool { return !strings.HasPrefix(arg, "-") })
}

// RunTool does what go vet asks for, by the arguments of the process, and ends it.
func RunTool() {
	unitchecker.Main(Analyzers()...)
	os.Exit(0)
}

// analyzer returns a check that looks at the syntax tree of a package.
func analyzer(name string, code diag.Code, run func(*check)) *analysis.Analyzer {
	info, _ := diag.Explain(code)
	return &analysis.Analyzer{
		Name:     name,
		Doc:      info.Description,
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			c := &check{Pass: pass, code: code}
			c.root = pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
			run(c)
			return nil, nil
		},
	}
}

// A check is the run of an analyzer over one package.
type check struct {
	*analysis.Pass
	code diag.Code
	root inspector.Cursor
}

// report reports a finding, with an edit that mends it if text is not empty.
func (c *check) report(n ast.Node, fix string, edits []analysis.TextEdit, message string) {
	if f := c.Fset.File(n.Pos()); f == nil || c.generated(n.Pos()) {
		return
	}
	d := analysis.Diagnostic{Pos: n.Pos(), End: n.End(), Category: string(c.code), Message: message}
	if edits != nil {
		d.SuggestedFixes = []analysis.SuggestedFix{{Message: fix, TextEdits: edits}}
	}
	c.Report(d)
}

// inTest reports whether a node is in a test, where errors and answers may be made up.
func (c *check) inTest(n ast.Node) bool {
	return strings.HasSuffix(c.Fset.Position(n.Pos()).Filename, "_test.go")
}

func (c *check) generated(pos token.Pos) bool {
	return slices.ContainsFunc(c.Files, func(f *ast.File) bool {
		return f.FileStart <= pos && pos <= f.FileEnd && ast.IsGenerated(f)
	})
}

// callee returns the function or method that a call calls, or nil.
func (c *check) callee(call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(c.TypesInfo, call).(*types.Func)
	return fn
}

// isFunc reports whether a function is one of a package, and no method.
func isFunc(fn *types.Func, path, name string) bool {
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == path && fn.Name() == name && fn.Signature().Recv() == nil
}

// isNamed reports whether a type is a named type of a package, or a pointer to it.
func isNamed(t types.Type, path, name string) bool {
	n := namedOf(t)
	return n != nil && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == path && n.Obj().Name() == name
}

// namedOf returns the named type of a type, or of what it points to, or nil.
func namedOf(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, _ := types.Unalias(t).(*types.Named)
	return n
}

// text returns the value of a constant string.
func (c *check) text(e ast.Expr) (string, bool) {
	value := c.TypesInfo.Types[e].Value
	if value == nil || value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(value), true
}

// onTelegram reports whether a function is a method of tg.Client that calls Telegram.
func onTelegram(fn *types.Func) bool {
	if fn == nil || fn.Signature().Recv() == nil || !isNamed(fn.Signature().Recv().Type(), tgPath, "Client") {
		return false
	}
	params := fn.Signature().Params()
	return params.Len() > 0 && params.At(0).Type().String() == "context.Context"
}

// IsGenerated reports whether a package is one that docgen generates.
func IsGenerated(p *types.Package) bool {
	for _, name := range []string{"User", "Bot", "Any", "Error"} {
		if _, ok := p.Scope().Lookup(name).(*types.TypeName); !ok {
			return false
		}
	}
	_, ok := p.Scope().Lookup("NewAny").(*types.Func)
	return ok
}

// reachable returns the packages that one imports, directly and through others.
func reachable(p *types.Package) []*types.Package {
	seen, list := map[*types.Package]bool{p: true}, []*types.Package{p}
	for i := 0; i < len(list); i++ {
		for _, next := range list[i].Imports() {
			if !seen[next] {
				seen[next] = true
				list = append(list, next)
			}
		}
	}
	return list
}

// generatedPackages returns the generated packages that a package reaches.
func (c *check) generatedPackages() []*types.Package {
	return slices.DeleteFunc(reachable(c.Pkg), func(p *types.Package) bool { return !IsGenerated(p) })
}
