package emit

import (
	"slices"
	"strings"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/page"
)

// ExportKind tells what is exported.
type ExportKind int

// The kinds of exports.
const (
	ExportFunc ExportKind = iota
	ExportType
	ExportField
	ExportConst
)

// An Export is one thing that the generated package exports because of a method.
type Export struct {
	Kind ExportKind
	// Of is the type that a method or a field is of, empty for anything else.
	Of, Name string
	// Type is the type as Go source; of a constant, which is an Error, the pattern.
	Type string
}

// Exports returns what the generated package exports because of one method, by the
// facts that api.txt has of it. Without facts of Go these are none: the package
// does not have the method.
func Exports(facts []Fact) []Export {
	var e exports
	for _, f := range facts {
		if text, ok := strings.CutPrefix(f.Text, "go param "); ok {
			name, typ, _ := strings.Cut(text, " ")
			e.fields = append(e.fields, Export{Kind: ExportField, Name: name, Type: typ})
		}
	}
	for _, f := range facts {
		if text, ok := strings.CutPrefix(f.Text, "go func "); ok {
			e.function(text)
		}
	}
	if len(e.all) == 0 {
		return nil
	}
	for _, f := range facts {
		words := strings.SplitN(f.Text, " ", 3)
		if words[0] == "error" && len(words) == 3 {
			e.constant(words[2])
		}
	}
	return e.all
}

type exports struct {
	fields, all []Export
}

// function reads "(*User) X(XParams) tg.YClass" and "LayerInvoker tg.Invoker".
func (e *exports) function(text string) {
	receiver, rest, ok := strings.Cut(strings.TrimPrefix(text, "(*"), ") ")
	if !ok {
		name, result, _ := strings.Cut(text, " ")
		e.all = append(e.all, Export{Kind: ExportFunc, Name: name, Type: "func(" + e.wrapped() + ") " + result})
		return
	}
	name, rest, _ := strings.Cut(rest, "(")
	args, result, _ := strings.Cut(rest, ") ")
	params := name + "Params"
	if args != "" {
		args = ", " + args
	}
	if result != "error" {
		result = "(" + result + ", error)"
	}
	receivers := []string{receiver}
	if receiver == "Client" {
		receivers = []string{"Bot", "Client", "User"}
	}
	for _, of := range receivers {
		e.all = append(e.all, Export{Kind: ExportFunc, Of: of, Name: name, Type: "func(context.Context" + args + ") " + result})
	}
	if len(e.fields) == 0 || e.has(params) {
		return
	}
	e.all = append(e.all, Export{Kind: ExportType, Name: params, Type: "struct"})
	for _, field := range e.fields {
		field.Of = params
		e.all = append(e.all, field)
	}
}

// wrapped returns the parameters of a generic method's invoker.
func (e *exports) wrapped() string {
	switch len(e.fields) {
	case 0:
		return "tg.Invoker"
	case 1:
		return "tg.Invoker, " + e.fields[0].Type
	}
	for _, x := range e.all {
		if x.Kind == ExportType {
			return "tg.Invoker, " + x.Name
		}
	}
	return "tg.Invoker"
}

func (e *exports) has(name string) bool {
	return slices.ContainsFunc(e.all, func(x Export) bool { return x.Of == "" && x.Name == name })
}

func (e *exports) constant(pattern string) {
	name, ok := constantName(pattern)
	if _, general := generalErrors[pattern]; ok && !general && !e.has(name) {
		e.all = append(e.all, Export{Kind: ExportConst, Name: name, Type: pattern})
	}
}

// SharedExports returns what the package exports beside its methods' own, and what
// depends on which there are: the type Business, when a method can be called so.
func SharedExports(methods []Export) []Export {
	if !slices.ContainsFunc(methods, func(e Export) bool { return e.Of == "Business" }) {
		return nil
	}
	return []Export{
		{Kind: ExportType, Name: "Business", Type: "struct"},
		{Kind: ExportFunc, Of: "Bot", Name: "Business", Type: "func(string) *Business"},
		{Kind: ExportFunc, Of: "Business", Name: "Raw", Type: "func() *tg.Client"},
	}
}

// MethodFacts returns the facts that api.txt has of a method.
func MethodFacts(m *bind.Method) []Fact {
	return ReadFacts(appendFacts(nil, m))
}

// PageFacts returns the facts that api.txt has of a page.
func PageFacts(p *page.Page) []Fact {
	var facts []Fact
	for _, text := range pageFacts(p) {
		facts = append(facts, Fact{Method: p.Method.Text, Text: text})
	}
	return facts
}

// MethodFile returns the file that a method's page becomes.
func MethodFile(m *bind.Method, options Options) (File, error) { return pageFile(m, options) }
