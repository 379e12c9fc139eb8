package facts

import "slices"

// ExportKind is the kind of an exported symbol.
type ExportKind int

// The kinds of exports.
const (
	Func ExportKind = iota
	Type
	Field
	Const
)

// An Export is one symbol that the generated package exports.
type Export struct {
	Kind ExportKind
	// Of is the type that has a method or a field, empty for anything else.
	Of, Name string
	// Type is the type as Go source. For an error's constant it is the pattern.
	Type string
}

// String returns the name of the export in the notation of apidiff:
// "(*User).HelpGetConfig", "HelpGetConfigParams.Hash", "ErrTimeout".
func (e Export) String() string {
	switch {
	case e.Of == "":
		return e.Name
	case e.Kind == Func:
		return "(*" + e.Of + ")." + e.Name
	}
	return e.Of + "." + e.Name
}

// Exports returns the symbols that the generated package exports because of one
// method. There are none without facts of Go: the package does not have the method.
// Each type of parameters has a method Request, so the type stands for it too.
func Exports(all []Fact) []Export {
	var e exports
	for _, fact := range all {
		if p, ok := fact.(GoParam); ok {
			e.fields = append(e.fields, Export{Kind: Field, Name: p.Name, Type: p.Type})
		}
	}
	for _, fact := range all {
		switch f := fact.(type) {
		case GoFunc:
			e.function(f)
		case GoInvoker:
			e.add(Export{Kind: Func, Name: f.Name, Type: "func(" + e.invokerArgs() + ") tg.Invoker"})
		}
	}
	if len(e.all) == 0 {
		return nil
	}
	for _, fact := range all {
		if f, ok := fact.(Error); ok {
			e.constant(f.Pattern)
		}
	}
	return e.all
}

// exports collects the exports of a method. The fields of its parameters are known
// first, since the types of functions depend on them.
type exports struct {
	fields, all []Export
}

func (e *exports) add(x Export) { e.all = append(e.all, x) }

// function adds a method of each type that has it, and the type of its parameters.
func (e *exports) function(f GoFunc) {
	args, result := "", "("+f.Result+", error)"
	if f.Params {
		args = ", " + f.ParamsType()
	}
	if f.Generic {
		args, result = args+", bin.Object, bin.Decoder", "error"
	}
	for _, of := range receivers[f.On] {
		e.add(Export{Kind: Func, Of: of, Name: f.Name, Type: "func(context.Context" + args + ") " + result})
	}
	if len(e.fields) == 0 || e.has(f.ParamsType()) {
		return
	}
	e.add(Export{Kind: Type, Name: f.ParamsType(), Type: "struct"})
	for _, field := range e.fields {
		field.Of = f.ParamsType()
		e.add(field)
		if field.drawn() {
			e.add(Export{Kind: Func, Of: field.Of, Name: "DrawRandomID", Type: "func()"})
		}
	}
}

// receivers are the types that have a method, by the type in its fact. The types embed
// what they share.
var receivers = map[string][]string{
	"Client":   {"Any", "Bot", "Client", "User"},
	"User":     {"Any", "User"},
	"Bot":      {"Any", "Bot"},
	"Business": {"Business"},
}

// drawn reports whether a field of parameters is a random number that the call draws.
func (e Export) drawn() bool {
	return e.Name == "RandomID" && slices.Contains([]string{"int64", "int", "[]int64"}, e.Type)
}

// invokerArgs returns the types of the arguments of a generic method's invoker.
func (e *exports) invokerArgs() string {
	switch len(e.fields) {
	case 0:
		return "tg.Invoker"
	case 1:
		return "tg.Invoker, " + e.fields[0].Type
	}
	for _, x := range e.all {
		if x.Kind == Type {
			return "tg.Invoker, " + x.Name
		}
	}
	return "tg.Invoker"
}

func (e *exports) has(name string) bool {
	return slices.ContainsFunc(e.all, func(x Export) bool { return x.Of == "" && x.Name == name })
}

// constant adds the constant of an error, unless the package has it without the method.
func (e *exports) constant(pattern string) {
	name, ok := ConstantName(pattern)
	if _, general := General(pattern); ok && !general && !e.has(name) {
		e.add(Export{Kind: Const, Name: name, Type: pattern})
	}
}

// SharedExports returns the symbols that belong to no single method, but that the
// package has only if a method needs them: Business and its functions.
func SharedExports(methods []Export) []Export {
	if !slices.ContainsFunc(methods, func(e Export) bool { return e.Of == "Business" }) {
		return nil
	}
	return []Export{
		{Kind: Type, Name: "Business", Type: "struct"},
		{Kind: Func, Of: "Any", Name: "Business", Type: "func(string) *Business"},
		{Kind: Func, Of: "Bot", Name: "Business", Type: "func(string) *Business"},
		{Kind: Func, Of: "Business", Name: "Raw", Type: "func() *tg.Client"},
	}
}
