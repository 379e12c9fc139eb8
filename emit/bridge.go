package emit

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/emit/layout"
)

// bridgeSource is the Go code of the packages by which other languages call the generated
// package. No page changes it.
//
//go:embed runtime/tljson/decode.go runtime/tljson/encode.go runtime/tljson/json.go runtime/tljson/peer.go
//go:embed runtime/tljson/plan.go runtime/tljson/request.go runtime/tljson/scalar.go runtime/tljson/schema.go runtime/tljson/tljson.go
//go:embed runtime/tgapihttp/answer.go runtime/tgapihttp/handler.go runtime/tgapihttp/openapi.go
//go:embed runtime/tgapihttp/openapitypes.go runtime/tgapihttp/params.go runtime/tgapihttp/route.go
//go:embed runtime/_tgapilua/tgapilua.go runtime/_tgapilua/values.go
var bridgeSource embed.FS

// bridgeFiles returns the functions that print the files of the bridges.
func bridgeFiles(methods []*bind.Method, options Options) []func() (genfile.File, error) {
	var prints []func() (genfile.File, error)
	add := func(print func() (genfile.File, error)) { prints = append(prints, print) }
	copied := func(from, to string) {
		entries, _ := bridgeSource.ReadDir("runtime/" + from) // embedded, so it can be read
		for _, entry := range entries {
			add(func() (genfile.File, error) {
				return options.bridgeFile(path.Join(from, entry.Name()), path.Join(to, entry.Name()))
			})
		}
	}
	if options.HTTP || options.Lua {
		copied("tljson", genfile.TLJSONFolder)
		add(func() (genfile.File, error) { return callsFile(methods) })
	}
	if options.HTTP {
		name := options.Package + "http"
		copied("tgapihttp", name)
		add(func() (genfile.File, error) { return pageTextFile(methods, name) })
	}
	if options.Lua {
		// The go command ignores folders that start with "_", so that docgen's own module
		// does not need gopher-lua. The module in generated/generatedlua tests the copy.
		copied("_tgapilua", options.Package+"lua")
	}
	return prints
}

// bridgeFile returns a copy of a file of package runtime's folder, with the names and the
// import paths of the generated packages.
func (o Options) bridgeFile(from, to string) (genfile.File, error) {
	source, err := bridgeSource.ReadFile("runtime/" + from)
	if err != nil {
		return genfile.File{}, err
	}
	text := strings.NewReplacer(
		`"example.com/docgen/emit/runtime"`, fmt.Sprintf("%q", o.ImportPath),
		`"example.com/docgen/emit/runtime/tljson"`, fmt.Sprintf("%q", path.Join(o.ImportPath, genfile.TLJSONFolder)),
		"tgapihttp", o.Package+"http",
		"tgapilua", o.Package+"lua",
		"package tgapi", "package "+o.Package,
	).Replace(string(source))
	formatted, err := layout.Source(layout.GroupImports([]byte(text)))
	if err != nil {
		return genfile.File{}, fmt.Errorf("printing %s: %w", to, err)
	}
	return genfile.New(strings.TrimSuffix(to, ".go")+"_gen.go", formatted), nil
}

// callsFile returns the file of package tljson with what it knows of each method:
//
//	var methodTable = [...]Method{
//		{Name: "messages.sendMessage", Result: (*tg.UpdatesClass)(nil), Optional: []string{"peer"}, Random: RandomLong},
//	}
func callsFile(methods []*bind.Method) (genfile.File, error) {
	f := newFile("tljson")
	f.Comment("// methodTable has the documented methods, sorted by name.")
	f.Var().Id("methodTable").Op("=").Index(jen.Op("...")).Id("Method").ValuesFunc(func(g *jen.Group) {
		for _, m := range methods {
			fields := []jen.Code{jen.Id("Name").Op(":").Lit(m.Name)}
			if !m.Generic {
				fields = append(fields, jen.Id("Result").Op(":").Parens(jen.Op("*").Add(typeCode(m.Result))).Parens(jen.Nil()))
			}
			if optional := leftOut(m); len(optional) > 0 {
				fields = append(fields, jen.Id("Optional").Op(":").Index().String().Values(literals(optional)...))
			}
			if random := randomOf(m); random != "" {
				fields = append(fields, jen.Id("Random").Op(":").Id(bridgeRandom[random]))
			}
			g.Line().Values(fields...)
		}
		g.Line()
	})
	return bridgeTable(f, path.Join(genfile.TLJSONFolder, "methods_gen.go"))
}

// bridgeRandom are the constants of package tljson that say how to draw a random_id.
var bridgeRandom = map[bind.Random]string{
	bind.RandomLong:  "RandomLong",
	bind.RandomInt:   "RandomInt",
	bind.RandomEach:  "RandomEach",
	bind.RandomTimed: "RandomTimed",
}

// leftOut returns the parameters that tg requires, and that the documentation calls
// optional or does not mention: whoever reads the page leaves them out.
func leftOut(m *bind.Method) []string {
	var names []string
	for _, p := range m.Params {
		if p.Need == bind.Required && p.Random == "" && (p.Doc == nil || !p.Doc.Required) {
			names = append(names, p.Name)
		}
	}
	return names
}

func randomOf(m *bind.Method) bind.Random {
	i := slices.IndexFunc(m.Params, func(p bind.Param) bool { return p.Random != "" })
	if i < 0 {
		return ""
	}
	return m.Params[i].Random
}

func literals(texts []string) []jen.Code {
	codes := make([]jen.Code, len(texts))
	for i, text := range texts {
		codes[i] = jen.Lit(text)
	}
	return codes
}

// pageTextFile returns the file with the texts of the OpenAPI document:
//
//	var pageTable = [...]pageText{
//		{"messages.importChatInvite", "…", []paramText{{"hash", "…"}}},
//	}
func pageTextFile(methods []*bind.Method, pkg string) (genfile.File, error) {
	f := newFile(pkg)
	f.Comment("// pageTable has the texts of the documentation, sorted by method.")
	f.Var().Id("pageTable").Op("=").Index(jen.Op("...")).Id("pageText").ValuesFunc(func(g *jen.Group) {
		for _, m := range methods {
			// A text that is empty is printed too, so that no text changes the tokens.
			fields := []jen.Code{jen.Lit(m.Name), jen.Lit(m.Page.Summary.Plain())}
			var params []jen.Code
			for _, p := range m.Params {
				if p.Doc != nil {
					params = append(params, jen.Line().Values(jen.Lit(p.Name), jen.Lit(p.Doc.Description.Plain())))
				}
			}
			if len(params) > 0 {
				params = append(params, jen.Line())
			}
			g.Line().Values(append(fields, jen.Index().Id("paramText").Values(params...))...)
		}
		g.Line()
	})
	return bridgeTable(f, path.Join(pkg, "pages_gen.go"))
}

func bridgeTable(f *jen.File, name string) (genfile.File, error) {
	source, err := printed(f)
	if err != nil {
		return genfile.File{}, fmt.Errorf("printing %s: %w", name, err)
	}
	return genfile.New(name, source), nil
}
