package input

import (
	"slices"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// A method is what the sources have about one method.
type method struct {
	name string
	// files are those with the pages of the method, in order of trust.
	files []parsedFile
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
		if last := len(m.files) - 1; last >= 0 && m.files[last].Source == f.Source {
			m.repeated = append(m.repeated, diag.New(f.page.Method.Pos, diag.MethodRepeated, "remove or correct one of the pages",
				"%s has a page in %s already, in the same source", name, m.files[last].page.Method.Pos))
			continue
		}
		m.files = append(m.files, f)
	}
	return methods
}

func (m *method) pages() []*page.Page {
	pages := make([]*page.Page, len(m.files))
	for i, f := range m.files {
		pages[i] = f.page
	}
	return pages
}

// diagnostics returns those of the pages, without what a page lacks and another one has:
// a page that corrects one fact needs no others.
func (m *method) diagnostics(merged *page.Page) []diag.Diagnostic {
	diags := m.repeated
	everyPage := !slices.ContainsFunc(m.files, func(f parsedFile) bool { return !slices.ContainsFunc(f.diags, lacksReturns) })
	for i, f := range m.files {
		for _, d := range f.diags {
			switch {
			case len(m.files) == 1:
			case lacksReturns(d) && (merged.Returns.Text != "" || !everyPage || i > 0):
				continue
			case d.Code == diag.ColumnMissing && !slices.ContainsFunc(merged.Params, lacks(d.Subject)):
				continue
			}
			diags = append(diags, d)
		}
	}
	return diags
}

// lacksReturns reports whether a diagnostic is about a page without a return type.
func lacksReturns(d diag.Diagnostic) bool {
	return d.Code == diag.ResultMissing || d.Code == diag.MethodUndocumented
}

// lacks returns a function that reports whether a parameter lacks a cell in a column.
func lacks(column string) func(page.Param) bool {
	return func(p page.Param) bool {
		switch column {
		case "Type":
			return p.Type == ""
		case "Description":
			return len(p.Description) == 0
		}
		return true
	}
}
