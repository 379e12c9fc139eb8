package input

import (
	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
)

// A method is what the sources have about one method.
type method struct {
	name string
	// read are the pages of the method, in order of trust.
	read []parser.Read
	// source is the number of the last page's source.
	source int
	// repeated are errors about pages that are left out, since their source has another
	// one.
	repeated []diag.Diagnostic
}

// byMethod sorts the pages by their methods, in the order of the first page of each. With
// several sources, a page is left out if its source has another page of the method. With
// one source, both stay: a comparison takes the first, and generate refuses them.
func byMethod(read []parsedFile, several bool) []*method {
	var methods []*method
	known := map[string]*method{}
	for _, f := range read {
		if f.page == nil {
			continue
		}
		name := f.page.Method.Text
		m := known[name]
		if m == nil || !several {
			m = &method{name: name}
			known[name] = m
			methods = append(methods, m)
		}
		if last := len(m.read) - 1; last >= 0 && m.source == f.Source {
			m.repeated = append(m.repeated, diag.New(f.page.Method.Pos, diag.MethodRepeated, "remove or correct one of the pages",
				"%s has a page in %s already, in the same source", name, m.read[last].Page.Method.Pos))
			continue
		}
		m.read, m.source = append(m.read, parser.Read{Page: f.page, Diags: f.diags}), f.Source
	}
	return methods
}
