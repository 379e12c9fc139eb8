package parser

import (
	"slices"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// A Read page is what Parse returns for it. The Page is not nil.
type Read struct {
	Page  *page.Page
	Diags []diag.Diagnostic
}

// Merge puts the pages of one method together as [page.Merge] does, with the error file as
// the last source. It also adds the descriptions that the file has of errors, whatever
// methods it lists them for. Without a file, which is nil, only the pages count.
//
// It returns the diagnostics of the pages too, without those about what a page lacks and
// another one has: a page that corrects one fact needs no others.
func (f *ErrorFile) Merge(read []Read) (*page.Page, []diag.Diagnostic) {
	pages := make([]*page.Page, len(read), len(read)+1)
	for i, r := range read {
		pages[i] = r.Page
	}
	if last := f.page(pages[0].Method.Text); last != nil {
		pages = append(pages, last)
	}
	merged, diags := page.Merge(pages)
	f.describeErrors(merged)
	return merged, append(stillMissing(read, merged), diags...)
}

// stillMissing returns the diagnostics of pages without those that the merged page makes
// void.
func stillMissing(read []Read, merged *page.Page) []diag.Diagnostic {
	if len(read) == 1 {
		return read[0].Diags
	}
	everyPage := !slices.ContainsFunc(read, func(r Read) bool { return !slices.ContainsFunc(r.Diags, lacksReturns) })
	var diags []diag.Diagnostic
	for i, r := range read {
		for _, d := range r.Diags {
			switch {
			case lacksReturns(d) && (merged.Returns.Text != "" || !everyPage || i > 0):
			case d.Code == diag.ColumnMissing && d.Subject != columnName.String() && r.Page.IsCorrection():
			default:
				diags = append(diags, d)
			}
		}
	}
	return diags
}

// lacksReturns reports whether a diagnostic is about a page without a return type.
func lacksReturns(d diag.Diagnostic) bool {
	return d.Code == diag.ResultMissing || d.Code == diag.MethodUndocumented
}

// page returns what the file says about a method as a page, or nil.
func (f *ErrorFile) page(method string) *page.Page {
	if f == nil {
		return nil
	}
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
	if f == nil {
		return
	}
	for i := range p.Errors {
		e := &p.Errors[i]
		e.Common = f.common[e.Pattern]
		if len(e.Description.WithoutClient()) == 0 && len(f.descriptions[e.Pattern]) > 0 {
			e.Description = f.descriptions[e.Pattern]
		}
	}
}
