package emit

import (
	"fmt"
	"go/token"

	"github.com/dave/jennifer/jen"

	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
)

// genericMethods prints the code of a method that wraps a query: a call that
// takes the query, and an invoker that wraps every call.
func genericMethods(f *jen.File, m *bind.Method, doc string) {
	wrapFunc(f, m)
	genericCall(f, m, doc)
	genericInvoker(f, m)
}

// wrapFunc prints
//
//	// wrapX returns the request of x for a query.
//	func wrapX(params XParams, query bin.Object) (*tg.XRequest, error) {
//		if query == nil {
//			return nil, &NilParameterError{Method: "x", Parameter: "Query"}
//		}
//		request := tg.XRequest{Layer: params.Layer, Query: query}
//		return &request, nil
//	}
func wrapFunc(f *jen.File, m *bind.Method) {
	f.Comment(fmt.Sprintf("// wrap%s returns the request of %s for a query.", m.Go, m.Name))
	f.Func().Id("wrap"+m.Go).ParamsFunc(func(g *jen.Group) {
		if len(m.Params) > 0 {
			g.Id("params").Id(m.Go + "Params")
		}
		g.Id("query").Qual(binPath, "Object")
	}).Params(jen.Op("*").Qual(tgPath, m.Go+"Request"), jen.Error()).BlockFunc(func(g *jen.Group) {
		nilChecks(g, m, jen.Nil())
		nilCheck(g, jen.Id("query"), m.Name, "Query", jen.Nil())
		requestVar(g, m, jen.Id("Query").Op(":").Id("query"))
		g.Return(jen.Op("&").Id("request"), jen.Nil())
	})
}

// genericCall prints
//
//	func (c *client) X(ctx context.Context, params XParams, query bin.Object, result bin.Decoder) error {
//		request, err := wrapX(params, query)
//		if err != nil {
//			return err
//		}
//		return c.api.Invoker().Invoke(ctx, request, result)
//	}
func genericCall(f *jen.File, m *bind.Method, doc string) {
	r := receiverOf(m)
	f.Comment(doc)
	f.Func().Params(jen.Id(r.variable).Op("*").Id(r.name)).Id(m.Go).ParamsFunc(func(g *jen.Group) {
		contextAndParams(m)(g)
		g.Id("query").Qual(binPath, "Object")
		g.Id("result").Qual(binPath, "Decoder")
	}).Error().Block(
		wrapCall(m, jen.Id("params"), "query"),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
		jen.Return(jen.Id(r.variable).Dot("api").Dot("Invoker").Call().Dot("Invoke").Call(
			jen.Id("ctx"), jen.Id("request"), jen.Id("result"))),
	)
}

// wrapCall prints
//
//	request, err := wrapX(params, query)
func wrapCall(m *bind.Method, params *jen.Statement, query string) *jen.Statement {
	args := []jen.Code{jen.Id(query)}
	if len(m.Params) > 0 {
		args = append([]jen.Code{params}, args...)
	}
	return jen.List(jen.Id("request"), jen.Err()).Op(":=").Id("wrap" + m.Go).Call(args...)
}

// genericInvoker prints
//
//	// YInvoker returns an invoker that wraps each call to next in x.
//	func YInvoker(next tg.Invoker, layer int) tg.Invoker {
//		next = Errors(next) // here, so that a CallError knows of the wrapper
//		return invokerFunc(func(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
//			query, ok := input.(bin.Object)
//			if !ok {
//				return notObject("x", input)
//			}
//			request, err := wrapX(XParams{Layer: layer}, query)
//			if err != nil {
//				return err
//			}
//			return next.Invoke(ctx, request, output)
//		})
//	}
func genericInvoker(f *jen.File, m *bind.Method) {
	name := invokerName(m)
	var doc docBuilder
	doc.sentence(fmt.Sprintf("%s returns an invoker that wraps each call in %s and passes it to next. Pass this invoker to [NewUser], [NewBot] or [NewClient].", name, m.Name))
	f.Comment(doc.print())
	params := jen.Id("params")
	f.Func().Id(name).ParamsFunc(func(g *jen.Group) {
		g.Id("next").Qual(tgPath, "Invoker")
		switch len(m.Params) {
		case 0:
		case 1:
			p := m.Params[0]
			g.Id(variable(p)).Add(fieldType(p))
			params = jen.Id(m.Go + "Params").Values(jen.Dict{jen.Id(p.Go): jen.Id(variable(p))})
		default:
			g.Id("params").Id(m.Go + "Params")
		}
	}).Qual(tgPath, "Invoker").Block(
		jen.Id("next").Op("=").Id("Errors").Call(jen.Id("next")).Comment("// here, so that a CallError knows of the wrapper"),
		jen.Return(jen.Id("invokerFunc").Call(jen.Func().Params(
			jen.Id("ctx").Qual("context", "Context"),
			jen.Id("input").Qual(binPath, "Encoder"),
			jen.Id("output").Qual(binPath, "Decoder"),
		).Error().Block(
			jen.List(jen.Id("query"), jen.Id("ok")).Op(":=").Id("input").Assert(jen.Qual(binPath, "Object")),
			jen.If(jen.Op("!").Id("ok")).Block(jen.Return(jen.Id("notObject").Call(jen.Lit(m.Name), jen.Id("input")))),
			wrapCall(m, params, "query"),
			jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
			jen.Return(jen.Id("next").Dot("Invoke").Call(jen.Id("ctx"), jen.Id("request"), jen.Id("output"))),
		))),
	)
}

func invokerName(m *bind.Method) string { return facts.InvokerName(m.Go) }

// variable returns the name of the Go variable for a parameter. It is neither a
// keyword nor another variable of the generated function.
func variable(p bind.Param) string {
	name := lowerFirst(p.Go)
	switch name {
	case "next", "ctx", "input", "output", "query", "ok", "request", "err":
		return name + "Value"
	}
	if token.IsKeyword(name) {
		return name + "Value"
	}
	return name
}
