package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser/page"
)

const (
	tdPath  = "github.com/gotd/td/"
	tgPath  = tdPath + "tg"
	binPath = tdPath + "bin"
)

// MethodFile returns the Go file of a method, which has the type of its parameters
// and the method itself.
func MethodFile(m *bind.Method, options Options) (genfile.File, error) {
	f := newFile(options.Package)
	if len(m.Params) > 0 {
		paramsType(f, m)
	}
	drawMethod(f, m)
	doc := methodDoc(m, options.constants)
	if m.Generic {
		genericMethods(f, m, doc)
	} else {
		method(f, m, doc)
		businessMethod(f, m)
		if len(m.Params) > 0 {
			requestMethod(f, m)
		}
	}
	return ofPage(f, genfile.Name(m.Name), m.Page)
}

// ofPage returns the file with the code of f, which is made from one page.
func ofPage(f *jen.File, name string, p *page.Page) (genfile.File, error) {
	source, err := printed(f)
	if err != nil {
		return genfile.File{}, fmt.Errorf("printing %s: %w", name, err)
	}
	return genfile.OfPage(name, p.Name, p.Hash, source), nil
}

// newFile returns a file without code. jennifer gives an import an alias unless it
// knows the name of the package.
func newFile(pkg string) *jen.File {
	f := jen.NewFile(pkg)
	f.NoFormat = true // printed formats it
	f.ImportName(tgPath, "tg")
	f.ImportName(binPath, "bin")
	return f
}

// paramsType prints
//
//	// XParams are the parameters of x.
//	type XParams struct {
//		// Hash: The invite link.
//		Hash string
//	}
func paramsType(f *jen.File, m *bind.Method) {
	doc := fmt.Sprintf("%sParams are the parameters of %s.", m.Go, m.Name)
	switch optional := func(p bind.Param) bool { return p.Need == bind.Optional }; {
	case slices.ContainsFunc(m.Params, pointerParam):
		doc += " Optional ones are left out when nil: see [Ptr] and [NonZero]."
	case slices.ContainsFunc(m.Params, optional):
		doc += " Optional ones are left out when nil."
	}
	var b docBuilder
	b.sentence(doc)
	f.Comment(b.print())
	f.Type().Id(m.Go + "Params").StructFunc(func(g *jen.Group) {
		for _, p := range m.Params {
			if doc := fieldDoc(m, p); doc != "" {
				g.Comment(doc)
			}
			g.Id(p.Go).Add(fieldType(p))
		}
	})
}

// fieldType returns the type of a parameter's field.
func fieldType(p bind.Param) *jen.Statement {
	if pointerParam(p) {
		return jen.Op("*").Add(typeCode(p.Type))
	}
	return typeCode(p.Type)
}

// pointerParam reports whether the field of a parameter is a pointer, so that an
// optional parameter can be nil.
func pointerParam(p bind.Param) bool {
	return p.Need == bind.Optional && p.Type.Slices == 0 && !p.Type.Class
}

func typeCode(t bind.Type) *jen.Statement {
	s := &jen.Statement{}
	for range t.Slices {
		s.Index()
	}
	if t.Pointer {
		s.Op("*")
	}
	if t.Package == "" {
		return s.Id(t.Name)
	}
	return s.Qual(tdPath+t.Package, t.Name)
}

// receiver is the receiver of a method: its variable, and the name of its type.
type receiver struct{ variable, name string }

// exported returns the exported type that has the method. The methods of client are
// those of Client, which User, Bot and Any have too. Any has all methods.
func (r receiver) exported() string {
	name := strings.TrimSuffix(r.name, "Methods")
	return strings.ToUpper(name[:1]) + name[1:]
}

// receiverOf returns the type that has a method: userMethods or botMethods if the page
// denies the method to the other kind of caller, or else client. If the page denies it to
// both, it must be wrong about one of them, so both have the method.
func receiverOf(m *bind.Method) receiver {
	users, bots := m.Page.Users.Value, m.Page.Bots.Value
	switch {
	case bots == page.No && users != page.No:
		return receiver{"u", "userMethods"}
	case users == page.No && bots != page.No:
		return receiver{"b", "botMethods"}
	}
	return receiver{"c", "client"}
}

// method prints the method of a call. A request with one field is an argument of its own
// in gotd/td, and any other is a struct, which is that of requestMethod:
//
//	func (u *userMethods) X(ctx context.Context, params XParams) (tg.Y, error) {
//		return u.api.X(ctx, params.Hash)
//	}
//
//	func (u *userMethods) X(ctx context.Context, params XParams) (tg.Y, error) {
//		params.DrawRandomID()
//		request, err := params.Request()
//		if err != nil {
//			return nil, err
//		}
//		return u.api.X(ctx, request)
//	}
func method(f *jen.File, m *bind.Method, doc string) {
	r := receiverOf(m)
	f.Comment(doc)
	f.Func().Params(jen.Id(r.variable).Op("*").Id(r.name)).Id(m.Go).
		ParamsFunc(contextAndParams(m)).
		Params(typeCode(m.Result), jen.Error()).
		BlockFunc(func(g *jen.Group) {
			call := jen.Id(r.variable).Dot("api").Dot(m.Go)
			if draws(m) {
				g.Id("params").Dot(drawName).Call()
			}
			if m.Packed {
				g.List(jen.Id("request"), jen.Err()).Op(":=").Id("params").Dot(requestName).Call()
				g.If(jen.Err().Op("!=").Nil()).Block(jen.Return(zero(m.Result), jen.Err()))
				g.Return(call.Call(jen.Id("ctx"), jen.Id("request")))
				return
			}
			nilChecks(g, m, "params", zero(m.Result))
			args := []jen.Code{jen.Id("ctx")}
			for _, p := range m.Params {
				args = append(args, jen.Id("params").Dot(p.Go))
			}
			g.Return(call.Call(args...))
		})
}

func contextAndParams(m *bind.Method) func(*jen.Group) {
	return func(g *jen.Group) {
		g.Id("ctx").Qual("context", "Context")
		if len(m.Params) > 0 {
			g.Id("params").Id(m.Go + "Params")
		}
	}
}

// zero returns the result that a method returns together with an error.
func zero(t bind.Type) jen.Code {
	if t.String() == "bool" {
		return jen.False()
	}
	return jen.Nil()
}

// nilChecks prints, for each required parameter that can be nil,
//
//	if params.Peer == nil {
//		return nil, &NilParameterError{Method: "x", Parameter: "Peer"}
//	}
func nilChecks(g *jen.Group, m *bind.Method, params string, zero jen.Code) {
	for _, p := range m.Params {
		if p.Need == bind.Required && p.Type.Class && p.Type.Slices == 0 {
			nilCheck(g, jen.Id(params).Dot(p.Go), m.Name, p.Go, zero)
		}
	}
}

func nilCheck(g *jen.Group, value *jen.Statement, method, parameter string, zero jen.Code) {
	failed := jen.Op("&").Id("NilParameterError").Values(
		jen.Id("Method").Op(":").Lit(method),
		jen.Id("Parameter").Op(":").Lit(parameter),
	)
	g.If(value.Op("==").Nil()).Block(jen.Return(zero, failed))
}

// The names of the methods that the type of the parameters has.
const (
	requestName = "Request"
	drawName    = "DrawRandomID"
)

// requestMethod prints
//
//	// Request returns the request that the call sends, for code that passes requests on.
//	func (p XParams) Request() (*tg.XRequest, error) {
//		if p.Peer == nil {
//			return nil, &NilParameterError{Method: "x", Parameter: "Peer"}
//		}
//		request := &tg.XRequest{Hash: p.Hash}
//		if p.Limit != nil {
//			request.SetLimit(*p.Limit)
//		}
//		request.SetFlags()
//		return request, nil
//	}
//
// gotd/td sets the flags only when it encodes the request. The generated code sets
// them earlier, so that an invoker's middleware sees them.
func requestMethod(f *jen.File, m *bind.Method) {
	doc := requestName + " returns the request that the call sends, for code that passes requests on."
	if draws(m) {
		doc += " It draws no RandomID."
	}
	var b docBuilder
	b.sentence(doc)
	f.Comment(b.print())
	f.Func().Params(jen.Id("p").Id(m.Go+"Params")).Id(requestName).Params().
		Params(jen.Op("*").Qual(tgPath, m.Go+"Request"), jen.Error()).
		BlockFunc(func(g *jen.Group) {
			nilChecks(g, m, "p", jen.Nil())
			requestVar(g, m, nil)
			g.Return(jen.Id("request"), jen.Nil())
		})
}

// requestVar prints the variable request, which has the values of p, and the query of a
// method that wraps one.
func requestVar(g *jen.Group, m *bind.Method, query *jen.Statement) {
	var fields []jen.Code
	for _, p := range m.Params {
		if p.Need != bind.Optional {
			fields = append(fields, jen.Line().Id(p.Go).Op(":").Id("p").Dot(p.Go))
		}
	}
	if query != nil {
		fields = append(fields, jen.Line().Add(query))
	}
	if len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	g.Id("request").Op(":=").Op("&").Qual(tgPath, m.Go+"Request").Values(fields...)
	conditional := false
	for _, p := range m.Params {
		conditional = conditional || p.Flags != ""
		if p.Need != bind.Optional {
			continue
		}
		value := jen.Id("p").Dot(p.Go)
		if pointerParam(p) {
			value = jen.Op("*").Add(value)
		}
		g.If(jen.Id("p").Dot(p.Go).Op("!=").Nil()).Block(
			jen.Id("request").Dot("Set" + p.Go).Call(value),
		)
	}
	if conditional {
		g.Id("request").Dot("SetFlags").Call()
	}
}

// draws reports whether the call of a method draws a random_id that is not set.
func draws(m *bind.Method) bool {
	return slices.ContainsFunc(m.Params, func(p bind.Param) bool { return p.Random != "" })
}

// drawMethod prints, for a method whose call draws a random_id,
//
//	// DrawRandomID draws a RandomID that is not set, as the call does.
//	func (p *XParams) DrawRandomID() {
//		if p.RandomID == 0 {
//			p.RandomID = randomLong()
//		}
//	}
func drawMethod(f *jen.File, m *bind.Method) {
	if !draws(m) {
		return
	}
	var b docBuilder
	b.sentence(drawName + " draws a RandomID that is not set, as the call does. Call it before a loop that repeats the call, so that Telegram acts only once.")
	f.Comment(b.print())
	f.Func().Params(jen.Id("p").Op("*").Id(m.Go + "Params")).Id(drawName).Params().BlockFunc(func(g *jen.Group) {
		for _, p := range m.Params {
			if p.Random == "" {
				continue
			}
			field := jen.Id("p").Dot(p.Go)
			unset, draw := jen.Lit(0), jen.Id(randomFuncs[p.Random]).Call()
			if p.Random == bind.RandomEach {
				unset, draw = jen.Nil(), jen.Id(randomFuncs[p.Random]).Call(jen.Len(jen.Id("p").Dot("ID")))
			}
			g.If(field.Clone().Op("==").Add(unset)).Block(field.Clone().Op("=").Add(draw))
		}
	})
}

// randomFuncs are the functions of package runtime that draw a random_id.
var randomFuncs = map[bind.Random]string{
	bind.RandomLong:  "randomLong",
	bind.RandomInt:   "randomInt",
	bind.RandomEach:  "randomEach",
	bind.RandomTimed: "randomTimed",
}

// businessMethod prints
//
//	// X calls x over the business connection; see [Bot.X].
//	func (b *Business) X(ctx context.Context, params XParams) (tg.Y, error) {
//		return b.all.X(ctx, params)
//	}
func businessMethod(f *jen.File, m *bind.Method) {
	if !m.Business {
		return
	}
	documented := "Bot." + m.Go
	if on := receiverOf(m).exported(); on == "User" {
		documented = on + "." + m.Go
	}
	var doc docBuilder
	doc.sentence(fmt.Sprintf("%s calls %s over the business connection; see [%s].", m.Go, m.Name, documented))
	f.Comment(doc.print())
	f.Func().Params(jen.Id("b").Op("*").Id("Business")).Id(m.Go).
		ParamsFunc(contextAndParams(m)).
		Params(typeCode(m.Result), jen.Error()).
		BlockFunc(func(g *jen.Group) {
			args := []jen.Code{jen.Id("ctx")}
			if len(m.Params) > 0 {
				args = append(args, jen.Id("params"))
			}
			g.Return(jen.Id("b").Dot("all").Dot(m.Go).Call(args...))
		})
}

// lowerFirst returns a Go name with its first word in small letters: "takeoutID"
// for "TakeoutID", "apiid" for "APIID".
func lowerFirst(name string) string {
	upper := 0
	for upper < len(name) && 'A' <= name[upper] && name[upper] <= 'Z' {
		upper++
	}
	if upper > 1 && upper < len(name) {
		upper--
	}
	return strings.ToLower(name[:upper]) + name[upper:]
}
