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

// wrapFunc prints the function that makes the request, which is a method of the
// parameters if there are some:
//
//	// Request returns the request that wraps a query, for code that passes requests on.
//	func (p XParams) Request(query bin.Object) (*tg.XRequest, error) {
//		if query == nil {
//			return nil, &NilParameterError{Method: "x", Parameter: "Query"}
//		}
//		request := &tg.XRequest{Layer: p.Layer, Query: query}
//		return request, nil
//	}
//
//	// wrapX returns the request of x for a query.
//	func wrapX(query bin.Object) (*tg.XRequest, error) {
func wrapFunc(f *jen.File, m *bind.Method) {
	if len(m.Params) > 0 {
		f.Comment("// " + requestName + " returns the request that wraps a query, for code that passes requests on.")
		f.Func().Params(jen.Id("p").Id(m.Go + "Params")).Id(requestName).Add(wrapped(m))
		return
	}
	f.Comment(fmt.Sprintf("// wrap%s returns the request of %s for a query.", m.Go, m.Name))
	f.Func().Id("wrap" + m.Go).Add(wrapped(m))
}

// wrapped prints the signature of the function that makes the request, and its body.
func wrapped(m *bind.Method) *jen.Statement {
	return jen.Params(jen.Id("query").Qual(binPath, "Object")).
		Params(jen.Op("*").Qual(tgPath, m.Go+"Request"), jen.Error()).
		BlockFunc(func(g *jen.Group) {
			nilChecks(g, m, "p", jen.Nil())
			nilCheck(g, jen.Id("query"), m.Name, "Query", jen.Nil())
			requestVar(g, m, jen.Id("Query").Op(":").Id("query"))
			g.Return(jen.Id("request"), jen.Nil())
		})
}

// genericCall prints
//
//	func (c *client) X(ctx context.Context, params XParams, query bin.Object, result bin.Decoder) error {
//		request, err := params.Request(query)
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
		wrapCall(m, jen.Id("params")),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
		jen.Return(jen.Id(r.variable).Dot("api").Dot("Invoker").Call().Dot("Invoke").Call(
			jen.Id("ctx"), jen.Id("request"), jen.Id("result"))),
	)
}

// wrapCall prints one of
//
//	request, err := params.Request(query)
//	request, err := wrapX(query)
func wrapCall(m *bind.Method, params *jen.Statement) *jen.Statement {
	wrap := jen.Id("wrap" + m.Go)
	if len(m.Params) > 0 {
		wrap = params.Dot(requestName)
	}
	return jen.List(jen.Id("request"), jen.Err()).Op(":=").Add(wrap).Call(jen.Id("query"))
}

// genericInvoker prints
//
//	// YInvoker returns an invoker that wraps each call to next in x.
//	func YInvoker(next tg.Invoker, layer int) tg.Invoker {
//		next = WrapErrors(next) // here, so that a CallError knows of the wrapper
//		return invokerFunc(func(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
//			query, ok := input.(bin.Object)
//			if !ok {
//				return notObject("x", input)
//			}
//			request, err := XParams{Layer: layer}.Request(query)
//			if err != nil {
//				return err
//			}
//			return next.Invoke(ctx, request, output)
//		})
//	}
func genericInvoker(f *jen.File, m *bind.Method) {
	name := invokerName(m)
	var doc docBuilder
	doc.sentence(fmt.Sprintf("%s returns an invoker that wraps each call in %s and passes it to next. Pass this invoker to [NewUser], [NewBot], [NewClient] or [NewAny].", name, m.Name))
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
		jen.Id("next").Op("=").Id("WrapErrors").Call(jen.Id("next")).Comment("// here, so that a CallError knows of the wrapper"),
		jen.Return(jen.Id("invokerFunc").Call(jen.Func().Params(
			jen.Id("ctx").Qual("context", "Context"),
			jen.Id("input").Qual(binPath, "Encoder"),
			jen.Id("output").Qual(binPath, "Decoder"),
		).Error().Block(
			jen.List(jen.Id("query"), jen.Id("ok")).Op(":=").Id("input").Assert(jen.Qual(binPath, "Object")),
			jen.If(jen.Op("!").Id("ok")).Block(jen.Return(jen.Id("notObject").Call(jen.Lit(m.Name), jen.Id("input")))),
			wrapCall(m, params),
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
