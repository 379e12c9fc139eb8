package parser

import (
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// Merge puts the pages of one method together as [page.Merge] does, with the error file as
// the last source. It also adds the descriptions that the file has of errors, whatever
// methods it lists them for. Without a file, which is nil, it is page.Merge.
func (f *ErrorFile) Merge(pages []*page.Page) (*page.Page, []diag.Diagnostic) {
	if f == nil {
		return page.Merge(pages)
	}
	if last := f.page(pages[0].Method.Text); last != nil {
		pages = append(pages[:len(pages):len(pages)], last)
	}
	merged, diags := page.Merge(pages)
	f.describeErrors(merged)
	return merged, diags
}

// page returns what the file says about a method as a page, or nil.
func (f *ErrorFile) page(method string) *page.Page {
	facts := f.methods[method]
	if facts == nil {
		return nil
	}
	return &page.Page{
		File: f.name, Method: page.Fact{Text: method},
		Users: facts.users, Bots: facts.bots, Business: facts.business, Errors: facts.errors,
	}
}

// describeErrors adds what the file says about the errors of a page as such: their
// descriptions, and which of them are common.
func (f *ErrorFile) describeErrors(p *page.Page) {
	for i := range p.Errors {
		e := &p.Errors[i]
		e.Common = f.common[e.Pattern]
		if len(e.Description.WithoutClient()) == 0 && len(f.descriptions[e.Pattern]) > 0 {
			e.Description = f.descriptions[e.Pattern]
		}
	}
}
