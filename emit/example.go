package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser/page"
)

// exampleFile returns the file with the Go example of a method. Its package is the
// external test package, so the example names the generated package as users do.
func exampleFile(m *bind.Method, options Options) (genfile.File, error) {
	f := newFile(options.Package + "_test")
	switch options.Package {
	case "ctx", "invoker", "api", "query", "result", "err", "context", "errors", "fmt", "log", "tg":
		f.ImportAlias(options.ImportPath, options.Package+"pkg") // the example uses these names itself
	default:
		f.ImportName(options.ImportPath, options.Package)
	}
	e := example{m: m, pkg: options.ImportPath}
	f.Func().Id("Example" + e.on() + "_" + m.Go).Params().BlockFunc(e.body)
	return ofPage(f, exampleName(m.Name), m.Page)
}

// exampleName returns the name of the file with the example of a method.
func exampleName(method string) string {
	return strings.TrimSuffix(genfile.Name(method), "_gen.go") + "_example_gen_test.go"
}

// example prints the Go example of a method. go test compiles the example and does
// not run it, since it has no output to compare.
type example struct {
	m *bind.Method
	// pkg is the import path of the generated package.
	pkg string
}

// on returns the type that has the method.
func (e example) on() string { return receiverOf(e.m).exported() }

// body prints
//
//	ctx := context.Background()
//	var invoker tg.Invoker // a running *telegram.Client
//	api := generated.NewUser(invoker)
//	result, err := api.X(ctx, generated.XParams{Hash: "hash"})
//	switch {
//	case errors.Is(err, generated.ErrInviteHashExpired):
//		// The link no longer works.
//		return
//	case err != nil:
//		log.Fatal(err)
//	}
//	fmt.Println(result)
func (e example) body(g *jen.Group) {
	g.Id("ctx").Op(":=").Qual("context", "Background").Call()
	g.Var().Id("invoker").Qual(tgPath, "Invoker").Comment("// a running *telegram.Client")
	g.Id("api").Op(":=").Qual(e.pkg, "New"+e.on()).Call(jen.Id("invoker"))
	args := []jen.Code{jen.Id("ctx")}
	if len(e.m.Params) > 0 {
		args = append(args, e.params())
	}
	call := jen.Id("api").Dot(e.m.Go)
	if e.m.Generic {
		g.Id("query").Op(":=").Op("&").Qual(tgPath, "HelpGetConfigRequest").Values()
		g.Var().Id("result").Qual(tgPath, "Config")
		g.Err().Op(":=").Add(call).Call(append(args, jen.Id("query"), jen.Op("&").Id("result"))...)
	} else {
		g.List(jen.Id("result"), jen.Err()).Op(":=").Add(call).Call(args...)
	}
	e.handle(g)
	g.Qual("fmt", "Println").Call(jen.Id("result"))
}

// params prints the required parameters, each with some value.
func (e example) params() *jen.Statement {
	return jen.Qual(e.pkg, e.m.Go+"Params").ValuesFunc(func(g *jen.Group) {
		any := false
		for _, p := range e.m.Params {
			if p.Need == bind.Required && p.Random == "" {
				g.Line().Id(p.Go).Op(":").Add(someValue(p, p.Type))
				any = true
			}
		}
		if any {
			g.Line()
		}
	})
}

// someValue prints a value of a type. A string is the name of the parameter.
func someValue(p bind.Param, t bind.Type) *jen.Statement {
	switch {
	case t.String() == "[]byte":
		return jen.Index().Byte().Call(jen.Lit(p.Name))
	case t.Slices > 0:
		element := t
		element.Slices--
		if element.Slices == 0 && element.Package != "" && !element.Class {
			return typeCode(t).Values(jen.Values())
		}
		return typeCode(t).Values(someValue(p, element))
	case t.Class && p.Constructor == "":
		return jen.Nil()
	case t.Class:
		return jen.Op("&").Qual(tgPath, p.Constructor).Values()
	case t.Name == "string":
		return jen.Lit(p.Name)
	case t.Name == "bool":
		return jen.True()
	case t.Package == "":
		return jen.Lit(1)
	case t.Pointer:
		t.Pointer = false
		return jen.Op("&").Add(typeCode(t)).Values()
	}
	return typeCode(t).Values()
}

// handle prints how to handle the error of the call. A documented error, if there
// is one, has a case of its own.
func (e example) handle(g *jen.Group) {
	fatal := jen.Qual("log", "Fatal").Call(jen.Err())
	documented, constant := e.error()
	if constant == "" {
		g.If(jen.Err().Op("!=").Nil()).Block(fatal)
		return
	}
	g.Switch().BlockFunc(func(g *jen.Group) {
		g.Case(jen.Qual("errors", "Is").Call(jen.Err(), jen.Qual(e.pkg, constant))).BlockFunc(func(g *jen.Group) {
			var b docBuilder
			b.text("", withoutLinks(documented.Description), "")
			g.Comment(b.print())
			g.Return()
		})
		g.Case(jen.Err().Op("!=").Nil()).Block(fatal)
	})
}

// withoutLinks returns a text without its links, which nobody can follow in a
// comment within a function.
func withoutLinks(text page.Text) page.Text {
	out := slices.Clone(text.WithoutClient())
	for i, block := range out {
		out[i].Spans = slices.Clone(block.Spans)
		for j := range out[i].Spans {
			out[i].Spans[j].Link, out[i].Spans[j].About = "", page.Ref{}
		}
	}
	return out
}

// error returns the documented error whose name shares the most words with the
// method and its parameters, and the constant of the error. It passes over general
// errors, which say nothing about the method.
func (e example) error() (documented page.Error, constant string) {
	most := -1
	for _, x := range e.m.Page.Errors {
		name, ok := facts.ConstantName(x.Pattern)
		if _, general := facts.General(x.Pattern); general || !ok {
			continue
		}
		if n := e.shared(x.Pattern); n > most {
			documented, constant, most = x, name, n
		}
	}
	return documented, constant
}

// shared counts the words of an error's pattern that are also in the names of the
// method or its parameters.
func (e example) shared(pattern string) int {
	about := strings.ToLower(e.m.Name)
	for _, p := range e.m.Params {
		about += " " + p.Name
	}
	n := 0
	for word := range strings.SplitSeq(strings.ToLower(pattern), "_") {
		if len(word) > 3 && strings.Contains(about, word) {
			n++
		}
	}
	return n
}
