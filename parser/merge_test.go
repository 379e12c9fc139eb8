package parser_test

import (
	"path"
	"slices"
	"testing"

	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// TestMergeLosesNothing puts the pages of each method together, those of all years. Each
// parameter and each error of a page is then there, and each fact is what the page of the
// file says that the position of the fact names.
func TestMergeLosesNothing(t *testing.T) {
	p := parser.New()
	all := folders(t)
	slices.Reverse(all) // the newest first
	pages := map[string][]parser.Read{}
	for _, folder := range all {
		for _, f := range folder.files {
			read, diags := p.Parse(folder.name+"/"+f.name, f.src)
			if read == nil {
				continue
			}
			name := read.Method.Text
			if last := len(pages[name]) - 1; last < 0 || path.Dir(pages[name][last].Page.File) != folder.name {
				pages[name] = append(pages[name], parser.Read{Page: read, Diags: diags})
			}
		}
	}
	merged := 0
	for name, read := range pages {
		var none *parser.ErrorFile
		together, _ := none.Merge(read)
		byFile := map[string]*page.Page{}
		for _, r := range read {
			byFile[r.Page.File] = r.Page
			checkAllThere(t, together, r.Page)
		}
		checkOrigins(t, together, byFile)
		if len(read) > 1 {
			merged++
		}
		if t.Failed() {
			t.Fatalf("%s is put together wrongly", name)
		}
	}
	if merged < 500 {
		t.Errorf("only %d methods have pages of several years", merged)
	}
}

// checkAllThere looks for the parameters and errors of a page in a merged one.
func checkAllThere(t *testing.T, merged, p *page.Page) {
	t.Helper()
	for _, x := range p.Params {
		if !slices.ContainsFunc(merged.Params, func(m page.Param) bool { return m.Name == x.Name }) {
			t.Errorf("%s: the parameter %s is lost", x.Pos, x.Name)
		}
	}
	for _, x := range p.Errors {
		if !slices.ContainsFunc(merged.Errors, func(m page.Error) bool { return m.Pattern == x.Pattern }) {
			t.Errorf("%s: the error %s is lost", x.Pos, x.Name)
		}
	}
}

// checkOrigins compares each fact of a merged page with the page that it is from.
func checkOrigins(t *testing.T, merged *page.Page, pages map[string]*page.Page) {
	t.Helper()
	of := func(pos diag.Pos) *page.Page {
		if p := pages[pos.File]; p != nil {
			return p
		}
		return &page.Page{}
	}
	check := func(what string, pos diag.Pos, same bool) {
		if !same && pos.File != "" {
			t.Errorf("%s: the page does not have the %s", pos, what)
		}
	}
	check("return type", merged.Returns.Pos, of(merged.Returns.Pos).Returns == merged.Returns)
	check("users", merged.Users.Pos, of(merged.Users.Pos).Users == merged.Users)
	check("bots", merged.Bots.Pos, of(merged.Bots.Pos).Bots == merged.Bots)
	check("business", merged.Business.Pos, of(merged.Business.Pos).Business == merged.Business)
	if len(merged.Summary) > 0 {
		pos := merged.Summary[0].Pos
		check("summary", pos, of(pos).Summary.Plain() == merged.Summary.Plain())
	}
	row := func(pos diag.Pos, name string, same func(page.Param) bool) bool {
		return slices.ContainsFunc(of(pos).Params, func(x page.Param) bool { return x.Name == name && same(x) })
	}
	for _, x := range merged.Params {
		check("row of "+x.Name, x.Pos, row(x.Pos, x.Name, func(p page.Param) bool { return p.Pos == x.Pos }))
		if x.Type != "" {
			check("type of "+x.Name, x.TypePos, row(x.TypePos, x.Name, func(p page.Param) bool { return p.Type == x.Type && p.Accepts == x.Accepts }))
		}
		check("need of "+x.Name, x.RequiredPos, row(x.RequiredPos, x.Name, func(p page.Param) bool { return p.Required == x.Required }))
		check("description of "+x.Name, page.PosOf(x.Description), row(page.PosOf(x.Description), x.Name, func(p page.Param) bool { return p.Description.Plain() == x.Description.Plain() }))
	}
	errorRow := func(pos diag.Pos, x page.Error, same func(page.Error) bool) bool {
		return slices.ContainsFunc(of(pos).Errors, func(e page.Error) bool { return e.Pattern == x.Pattern && same(e) })
	}
	for _, x := range merged.Errors {
		check("row of "+x.Name, x.Pos, errorRow(x.Pos, x, func(e page.Error) bool { return e.Pos == x.Pos }))
		check("code of "+x.Name, x.CodePos, errorRow(x.CodePos, x, func(e page.Error) bool { return e.Code == x.Code }))
		check("description of "+x.Name, page.PosOf(x.Description), errorRow(page.PosOf(x.Description), x, func(e page.Error) bool { return e.Description.Plain() == x.Description.Plain() }))
	}
}
