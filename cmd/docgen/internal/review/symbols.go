package review

import (
	"maps"
	"slices"
	"strings"

	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
)

// goMethod compares the exports that one method adds to the Go package.
func (c *comparer) goMethod(name string, was, is *Method) {
	if !c.old.HasGo || !c.new.HasGo {
		return
	}
	var before, after []facts.Export
	var oldPos, newPos diag.Pos
	if was != nil {
		before, oldPos = was.Go, was.Page.Method.Pos
	}
	if is != nil {
		after, newPos = is.Go, is.Page.Method.Pos
	}
	g := goComparer{comparer: c, method: name, oldPos: oldPos, newPos: newPos}
	g.compare(before, after)
}

// goPackage compares the exports that belong to no single method: the types of the
// package, and the error constants, since several pages may document one error.
func (c *comparer) goPackage(before, after map[string]*Method) {
	if !c.old.HasGo || !c.new.HasGo {
		return
	}
	g := goComparer{comparer: c}
	g.compare(c.old.Package, c.new.Package)
	was, is := constants(before), constants(after)
	for _, name := range missing(was, is) {
		e := was[name]
		g.add("go-constant-removed", name, e.pos, diag.Pos{}, "%s is gone, no page documents %s", name, e.export.Type).Symbols = []string{name}
	}
	for _, name := range missing(is, was) {
		g.add("go-constant-added", name, diag.Pos{}, is[name].pos, "%s is new", name).Symbols = []string{name}
	}
}

// A constant is the constant of an error, with the position of the error on the
// first page that documents it.
type constant struct {
	export facts.Export
	pos    diag.Pos
}

func constants(methods map[string]*Method) map[string]constant {
	all := map[string]constant{}
	for _, method := range slices.Sorted(maps.Keys(methods)) {
		m := methods[method]
		var documented map[string]*documentedError
		for _, s := range m.Go {
			if _, known := all[s.Name]; s.Kind != facts.Const || known {
				continue
			}
			if documented == nil {
				documented = errorsByPattern(m.Page)
			}
			found := constant{export: s, pos: m.Page.Method.Pos}
			if e := documented[s.Type]; e != nil {
				found.pos = e.pos
			}
			all[s.Name] = found
		}
	}
	return all
}

// A goComparer compares the exports of one method, or of the package if the method
// is empty.
type goComparer struct {
	*comparer
	method         string
	oldPos, newPos diag.Pos
}

func (g *goComparer) add(rule Rule, subject string, old, new diag.Pos, format string, args ...any) *Change {
	return g.comparer.add(rule, g.method, subject, old, new, format, args...)
}

func (g *goComparer) compare(before, after []facts.Export) {
	was, is := exportsByName(before), exportsByName(after)
	g.functions("go-function-removed", "no longer have", was, is)
	g.functions("go-function-added", "now have", is, was)
	for _, name := range slices.Sorted(maps.Keys(was)) {
		old, new := was[name], is[name]
		switch {
		case old.Kind == facts.Const, old.Kind == facts.Func && new.Name == "", old.Kind == facts.Field && is[old.Of].Name == "":
			// goPackage compares constants, functions reports functions that are gone, and
			// a type that is gone stands for its fields.
		case new.Name == "" && old.Kind == facts.Type:
			g.add("go-type-removed", name, g.oldPos, g.newPos, "the type %s is gone", name).Symbols = []string{name}
		case new.Name == "":
			g.add("go-field-removed", name, g.oldPos, g.newPos, "%s has no field %s any more", old.Of, old.Name).Symbols = []string{name}
		case old.Type != new.Type && old.Kind == facts.Field:
			g.add("go-field-type", name, g.oldPos, g.newPos, "%s is %s, was %s", name, new.Type, old.Type).Symbols = []string{name}
		case old.Type != new.Type:
			g.add("go-function-type", name, g.oldPos, g.newPos, "%s is %s, was %s", name, new.Type, old.Type).Symbols = []string{name}
		}
	}
	for _, name := range missing(is, was) {
		switch s := is[name]; {
		case s.Kind == facts.Type:
			g.add("go-type-added", name, g.oldPos, g.newPos, "the type %s is new", name).Symbols = []string{name}
		case s.Kind == facts.Field && was[s.Of].Name != "":
			g.add("go-field-added", name, g.oldPos, g.newPos, "%s has the new field %s %s", s.Of, s.Name, s.Type).Symbols = []string{name}
		}
	}
	g.comparable(was, is)
}

func exportsByName(exports []facts.Export) map[string]facts.Export {
	all := make(map[string]facts.Export, len(exports))
	for _, e := range exports {
		all[e.String()] = e
	}
	return all
}

// functions adds a change for each name of a function or method that is in these and
// not in others. The methods of one name on several types are one change, as in "Bot
// and Client no longer have HelpGetConfig"; have is the verb of that sentence.
func (g *goComparer) functions(rule Rule, have string, these, others map[string]facts.Export) {
	types, symbols := map[string][]string{}, map[string][]string{} // by the name of the function
	for _, name := range missing(these, others) {
		s := these[name]
		if s.Kind != facts.Func || these[s.Of].Kind == facts.Type && others[s.Of].Name == "" {
			continue // a type that is new or gone stands for its methods
		}
		symbols[s.Name] = append(symbols[s.Name], name)
		if s.Of != "" {
			types[s.Name] = append(types[s.Name], s.Of)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(symbols)) {
		sentence := name + " is new"
		switch {
		case len(types[name]) > 0:
			sentence = inWords(types[name]) + " " + singular(have, len(types[name])) + " " + name
		case rule == "go-function-removed":
			sentence = name + " is gone"
		}
		g.add(rule, name, g.oldPos, g.newPos, "%s", sentence).Symbols = symbols[name]
	}
}

// singular returns the verb for n subjects: "now has" for one, "now have" for more.
func singular(have string, n int) string {
	if n == 1 {
		return strings.Replace(have, "have", "has", 1)
	}
	return have
}

// inWords lists types as a sentence does: "Any, Bot and User".
func inWords(types []string) string {
	if len(types) == 1 {
		return types[0]
	}
	last := len(types) - 1
	return strings.Join(types[:last], ", ") + " and " + types[last]
}

// comparable adds a change for each struct that can be compared with == on one side
// only.
func (g *goComparer) comparable(was, is map[string]facts.Export) {
	for _, name := range slices.Sorted(maps.Keys(was)) {
		if was[name].Kind != facts.Type || is[name].Name == "" {
			continue
		}
		before, after := incomparable(name, was), incomparable(name, is)
		switch {
		case before == "" && after != "":
			g.add("go-incomparable", name, g.oldPos, g.newPos, "%s can't be compared with == any more: %s is %s",
				name, after, is[after].Type).Symbols = []string{name}
		case before != "" && after == "":
			g.add("go-comparable", name, g.oldPos, g.newPos, "%s can be compared with == now", name).Symbols = []string{name}
		}
	}
}

// incomparable returns the name of a field of a struct that is a slice, or nothing.
// With such a field a struct can't be compared with ==.
func incomparable(typ string, exports map[string]facts.Export) string {
	for _, name := range slices.Sorted(maps.Keys(exports)) {
		if s := exports[name]; s.Kind == facts.Field && s.Of == typ && strings.HasPrefix(s.Type, "[]") {
			return name
		}
	}
	return ""
}

// verdict returns the verdict of all changes.
func (c *comparer) verdict() Verdict {
	if !c.old.HasGo || !c.new.HasGo {
		return Unknown
	}
	verdict := Same
	for _, m := range c.report.Methods {
		for _, change := range m.Changes {
			verdict = worse(verdict, change)
		}
	}
	return verdict
}

// worse returns the worse of a verdict and the verdict of one more change. A change
// of a page is a patch at least, since it can change the comments of the package and
// its table of methods.
func worse(v Verdict, c Change) Verdict {
	order := []Verdict{Same, Patch, Minor, Major}
	this := Patch
	if c.Layer == Go {
		this = Minor
		if c.Level == Breaking {
			this = Major
		}
	}
	return order[max(slices.Index(order, v), slices.Index(order, this))]
}
