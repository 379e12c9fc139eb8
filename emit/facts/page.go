package facts

import (
	"strings"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// OfPage returns the facts that a page states.
func OfPage(p *page.Page) []Fact {
	var all []Fact
	for _, flag := range []Flag{{Users, p.Users.Value}, {Bots, p.Bots.Value}, {Business, p.Business.Value}, {Unauthenticated, p.Unauthenticated.Value}} {
		if flag.Value != page.Unknown {
			all = append(all, flag)
		}
	}
	var d Described
	d.Summary = len(p.Summary.WithoutClient()) > 0 || len(p.Description.WithoutClient()) > 0
	for _, x := range p.Params {
		all = append(all, Param{oneLine(x.Name), oneLine(x.Type)})
		d.Params += min(1, len(x.Description.WithoutClient()))
	}
	for _, e := range p.Errors {
		all = append(all, Error{e.Code, oneLine(e.Pattern)})
		d.Errors += min(1, len(e.Description.WithoutClient()))
	}
	if p.Definition.Text != "" {
		all = append(all, Definition{oneLine(p.Definition.Text)})
	}
	if p.Returns.Text != "" {
		all = append(all, Returns{oneLine(p.Returns.Text)})
	}
	if d != (Described{}) {
		all = append(all, d)
	}
	return all
}

// oneLine returns a text of a page as one line, since each fact in api.txt is one.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Page returns a page that states the facts of a method, except those about Go and
// about descriptions. Its positions are lines of the file that has the facts.
func (m Method) Page(file string) *page.Page {
	place := func(i int) diag.Pos { return diag.Pos{File: file, Line: m.line(i), Column: 1} }
	p := &page.Page{File: file, Method: page.Fact{Text: m.Name, Pos: place(0)}}
	flags := map[Callers]*page.Flag{Users: &p.Users, Bots: &p.Bots, Business: &p.Business, Unauthenticated: &p.Unauthenticated}
	for i, fact := range m.Facts {
		pos := place(i)
		switch f := fact.(type) {
		case Flag:
			*flags[f.Callers] = page.Flag{Value: f.Value, Pos: pos}
		case Param:
			p.Params = append(p.Params, page.Param{Name: f.Name, Type: f.Type, Pos: pos, TypePos: pos})
		case Definition:
			p.Definition = page.Fact{Text: f.Text, Pos: pos}
		case Returns:
			p.Returns = page.Fact{Text: f.Type, Pos: pos}
		case Error:
			p.Errors = append(p.Errors, page.Error{Code: f.Code, Name: f.Pattern, Pattern: f.Pattern, Pos: pos})
		}
	}
	return p
}
