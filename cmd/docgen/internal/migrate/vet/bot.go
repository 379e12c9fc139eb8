package vet

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"example.com/docgen/parser/diag"
)

// BotCalls finds calls of tg.Client that the pages deny to bots, in code for bots.
func BotCalls() *analysis.Analyzer {
	bot := false
	a := analyzer("botcall", diag.VetBotCall, func(c *check) {
		if bot {
			c.checkBot()
		}
	})
	a.Flags.BoolVar(&bot, "bot", false, "the code is that of a bot")
	return a
}

func (c *check) checkBot() {
	packages := c.generatedPackages()
	for cur := range c.root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		fn := c.callee(call)
		if fn == nil || fn.Signature().Recv() == nil {
			continue
		}
		for _, p := range packages {
			if (onTelegram(fn) || onAny(fn, p)) && has(p, "User", fn.Name()) && !has(p, "Bot", fn.Name()) {
				c.report(call.Fun, "", nil, "bots can't call "+fn.Name()+", as its page says: Telegram answers with BOT_METHOD_INVALID")
				break
			}
		}
	}
}

// onAny reports whether a method is one of users that a client of a generated package has.
func onAny(fn *types.Func, p *types.Package) bool {
	return fn.Pkg() == p && fn.Signature().Params().Len() > 0
}

func has(p *types.Package, typ, method string) bool {
	o, _, _ := types.LookupFieldOrMethod(types.NewPointer(p.Scope().Lookup(typ).Type()), true, p, method)
	_, ok := o.(*types.Func)
	return ok
}
