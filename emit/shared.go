package emit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser/page"
)

// The Go files that are made from all pages.
const (
	clientName  = "client_gen.go"
	errorsName  = "errors_gen.go"
	methodsName = "methods_gen.go"
	guardName   = "tg_gen_test.go"
)

// clientFile returns client_gen.go: the types that have the methods, and the
// functions that these call. It leaves out unexported functions that no method
// calls, since staticcheck reports them. It leaves out Business, unless a page says
// that a method can be called over a business connection. It has the comment of the
// package, if the options ask for it.
func clientFile(methods []*bind.Method, options Options) (genfile.File, error) {
	d, err := readRuntime("client.go")
	if err != nil {
		return genfile.File{}, err
	}
	source := d.without(options.Package, unusedDecls(methods))
	if options.Comment {
		source = append([]byte(packageDoc(options.Package)), source...)
	}
	return genfile.New(clientName, source), nil
}

// unusedDecls returns the declarations of client.go that no method needs.
func unusedDecls(methods []*bind.Method) []string {
	var business, generic bool
	drawn := map[bind.Random]bool{}
	for _, m := range methods {
		business = business || m.Business
		generic = generic || m.Generic
		for _, p := range m.Params {
			drawn[p.Random] = true
		}
	}
	var unused []string
	if !business {
		unused = append(unused, "Business", "botMethods.Business")
	}
	if !business && !generic {
		unused = append(unused, "invokerFunc", "notObject")
	}
	for _, random := range []bind.Random{bind.RandomInt, bind.RandomEach, bind.RandomTimed} {
		if !drawn[random] {
			unused = append(unused, randomFuncs[random])
		}
	}
	if !drawn[bind.RandomLong] && !drawn[bind.RandomInt] && !drawn[bind.RandomEach] && !drawn[bind.RandomTimed] {
		unused = append(unused, randomFuncs[bind.RandomLong])
	}
	return unused
}

// errorsFile returns errors_gen.go: the error constants, and their type.
func errorsFile(all []documentedError, methods []*bind.Method, options Options) (genfile.File, error) {
	d, err := readRuntime("errors.go")
	if err != nil {
		return genfile.File{}, err
	}
	tables, err := declarationsOf(errorConstants(all, allLinks(methods)), errorTable(all))
	if err != nil {
		return genfile.File{}, err
	}
	return genfile.New(errorsName, d.without(options.Package, nil), tables), nil
}

// errorConstants prints
//
//	// The documented errors, and those that any call can return.
//	const (
//		// ErrInviteHashExpired (400): The invite link has expired.
//		ErrInviteHashExpired Error = "INVITE_HASH_EXPIRED"
//	)
func errorConstants(all []documentedError, links map[page.Ref]string) *jen.Statement {
	named := slices.DeleteFunc(slices.Clone(all), func(e documentedError) bool { return e.constant == "" })
	slices.SortFunc(named, func(a, b documentedError) int { return strings.Compare(a.constant, b.constant) })
	return jen.Comment("// The documented errors, and those that any call can return.").Line().
		Const().DefsFunc(func(g *jen.Group) {
		for _, e := range named {
			g.Comment(errorDoc(e, links))
			g.Id(e.constant).Id("Error").Op("=").Lit(e.pattern)
		}
	})
}

// errorTable prints
//
//	var errorTable = [...]errorData{
//		{"INVITE_HASH_EXPIRED", ErrorInfo{Description: "…", Codes: []int{400}}},
//	}
func errorTable(all []documentedError) *jen.Statement {
	return jen.Var().Id("errorTable").Op("=").Index(jen.Op("...")).Id("errorData").ValuesFunc(func(g *jen.Group) {
		for _, e := range all {
			g.Line().Values(jen.Lit(e.pattern), jen.Id("ErrorInfo").Values(infoFields(e)...))
		}
		g.Line()
	})
}

func infoFields(e documentedError) []jen.Code {
	var fields []jen.Code
	if description := e.description(); description != "" {
		fields = append(fields, jen.Id("Description").Op(":").Lit(description))
	}
	if len(e.codes) > 0 {
		fields = append(fields, jen.Id("Codes").Op(":").Index().Int().ValuesFunc(func(g *jen.Group) {
			for _, code := range e.codes {
				g.Lit(code)
			}
		}))
	}
	if e.general {
		fields = append(fields, jen.Id("General").Op(":").True())
	}
	if e.typed {
		fields = append(fields, jen.Id("typed").Op(":").True())
	}
	return fields
}

// methodsFile returns methods_gen.go: who may call each method, and its errors.
func methodsFile(methods []*bind.Method, all []documentedError, options Options) (genfile.File, error) {
	d, err := readRuntime("methods.go")
	if err != nil {
		return genfile.File{}, err
	}
	table, err := declarationsOf(methodTable(methods, all, options.constants))
	if err != nil {
		return genfile.File{}, err
	}
	return genfile.New(methodsName, d.without(options.Package, nil), table), nil
}

// methodTable prints
//
//	var methodTable = [...]Method{
//		{Name: "messages.importChatInvite", Bots: No, Errors: []DocumentedError{
//			{ErrInviteHashExpired, 400, ""},
//		}},
//	}
//
// A row has the description of the error only if it is not the one that errorTable has, and
// if the error is not one that nearly any call can return.
func methodTable(methods []*bind.Method, all []documentedError, c constants) *jen.Statement {
	shared := make(map[string]string, len(all)) // from patterns to the words of descriptions
	for _, e := range all {
		shared[e.pattern] = plainWords(e.description())
	}
	return jen.Var().Id("methodTable").Op("=").Index(jen.Op("...")).Id("Method").ValuesFunc(func(g *jen.Group) {
		for _, m := range methods {
			fields := []jen.Code{jen.Id("Name").Op(":").Lit(m.Name)}
			for _, flag := range []struct {
				name  string
				value page.Availability
			}{{"Users", m.Page.Users.Value}, {"Bots", m.Page.Bots.Value}, {"Business", m.Page.Business.Value}, {"Unauthenticated", m.Page.Unauthenticated.Value}} {
				switch flag.value {
				case page.Yes:
					fields = append(fields, jen.Id(flag.name).Op(":").Id("Yes"))
				case page.No:
					fields = append(fields, jen.Id(flag.name).Op(":").Id("No"))
				case page.Unknown:
				}
			}
			if len(m.Page.Errors) > 0 {
				fields = append(fields, jen.Id("Errors").Op(":").Index().Id("DocumentedError").ValuesFunc(func(g *jen.Group) {
					for _, e := range m.Page.Errors {
						description := meaningOf(e).Plain()
						if e.Common || plainWords(description) == shared[e.Pattern] {
							description = ""
						}
						g.Line().Values(errorValue(e.Pattern, c), jen.Lit(e.Code), jen.Lit(description))
					}
					g.Line()
				}))
			}
			g.Line().Values(fields...)
		}
		g.Line()
	})
}

// errorValue returns the constant of an error, or its pattern if it has none.
func errorValue(pattern string, c constants) jen.Code {
	if name, ok := c.of(pattern); ok {
		return jen.Id(name)
	}
	return jen.Lit(pattern)
}

// guardFile returns the test file that does not compile if gotd/td's requests change.
func guardFile(methods []*bind.Method, options Options) (genfile.File, error) {
	f := newFile(options.Package)
	f.Comment("// This file has no tests. If it does not compile, gotd/td's requests are no longer")
	f.Comment("// what this package was generated from: run docgen again, as \"go generate\" does.")
	f.Line()
	f.Func().Id("_").Params().BlockFunc(func(g *jen.Group) {
		for _, m := range methods {
			fields := make([]jen.Code, len(m.Shape))
			for i, field := range m.Shape {
				fields[i] = jen.Id(field.Name).Add(typeCode(field.Type))
			}
			g.Id("_").Op("=").Struct(fields...).Parens(jen.Qual(tgPath, m.Go+"Request").Values())
		}
	})
	source, err := printed(f)
	if err != nil {
		return genfile.File{}, fmt.Errorf("printing %s: %w", guardName, err)
	}
	return genfile.New(guardName, source), nil
}

// declarationsOf returns the source of top-level declarations, formatted.
func declarationsOf(code ...*jen.Statement) ([]byte, error) {
	f := newFile("p")
	for _, c := range code {
		f.Add(c)
	}
	source, err := printed(f)
	return bytes.TrimPrefix(source, []byte("package p\n")), err
}
