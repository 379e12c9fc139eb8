package build

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/cmd/docgen/internal/used"
	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// A choice is what --used and --only leave of the pages.
type choice struct {
	// named are the methods that code names. It is nil for a run without --used, which
	// has all methods, or those of --only.
	named map[string]bool
	// unused has the pages of the methods that are left out, by method.
	unused map[string]*page.Page
	// alsoNamed are the errors that code names on pages that are left out.
	alsoNamed []page.Error
	// typeErrors are those that code names and that gotd/td alone knows.
	typeErrors []string
	// noneUsed is the error of a run that has no page left.
	noneUsed error
}

// wants reports whether a run asks for a method.
func (c choice) wants(method string, only input.Only) bool {
	if c.named == nil {
		return only.Selects(method)
	}
	return c.named[method] || len(only) > 0 && only.Selects(method)
}

// choose leaves out the pages of methods that neither code names nor --only selects, with
// their diagnostics.
func (b *building) choose(o Options, tg *bind.TG) {
	api := used.API{Methods: tg.GoNames(), Errors: tg.Errors()}
	named := b.names.Methods(api)
	b.choice = choice{named: map[string]bool{}, unused: map[string]*page.Page{}}
	for _, m := range named {
		b.named[m.Name] = true
	}
	var chosen, unused []*page.Page
	for _, p := range b.parsed.Pages {
		if b.wants(p.Method.Text, o.Only) {
			chosen = append(chosen, p)
			continue
		}
		unused = append(unused, p)
		b.unused[p.Method.Text] = p
	}
	documented := patterns(b.parsed.Pages, b.parsed.General)
	b.parsed.Pages = chosen
	b.Diags = slices.DeleteFunc(b.Diags, func(d diag.Diagnostic) bool { return b.unused[d.Method] != nil })
	b.Diags = append(b.Diags, undocumented(named, chosen)...)
	b.alsoNamed = b.names.Errors(unused, api)
	b.typeErrors = b.names.TypeErrors(documented, api)
	if len(chosen) == 0 {
		b.noneUsed = fmt.Errorf("there is nothing to generate: the Go files in %s name no method that has a page", strings.Join(o.Used, ", "))
	}
}

// patterns returns the patterns of all errors that are documented.
func patterns(pages []*page.Page, general []page.Error) []string {
	all := facts.GeneralPatterns()
	for _, p := range pages {
		for _, e := range p.Errors {
			all = append(all, e.Pattern)
		}
	}
	for _, e := range general {
		all = append(all, e.Pattern)
	}
	return all
}

// undocumented warns of each method that code names and that has no page.
func undocumented(named []used.Method, pages []*page.Page) []diag.Diagnostic {
	documented := map[string]bool{}
	for _, p := range pages {
		documented[p.Method.Text] = true
	}
	var diags []diag.Diagnostic
	for _, m := range named {
		if documented[m.Name] {
			continue
		}
		d := diag.New(m.Pos, diag.UsedUndocumented, "add its page to the documentation, or call the method through Raw()",
			"the code uses %s, which has no page, so that the package lacks it", m.Name)
		d.Method = m.Name
		diags = append(diags, d)
	}
	return diags
}

// unusedPages names the pages that are left out.
func (b *building) unusedPages() []string {
	var names []string
	for _, p := range b.unused {
		names = append(names, genfile.PageName(p.Name))
	}
	slices.Sort(names)
	return names
}

// keepUsed leaves out of both sides the methods that no Go code names.
func (c *Comparison) keepUsed(ctx context.Context, patterns []string, tg *bind.TG, tgErr error) error {
	names, err := used.Read(ctx, patterns)
	if err != nil {
		return err
	}
	api := used.API{Methods: map[string]string{}}
	for _, s := range []*side{c.old, c.new} {
		for _, m := range s.facts {
			for _, f := range m.Facts {
				if f, ok := f.(facts.GoFunc); ok { // as an api.txt has it
					api.Methods[m.Name] = f.Name
				}
			}
		}
	}
	switch {
	case tg != nil:
		api.Methods = tg.GoNames()
	case len(api.Methods) == 0:
		return fmt.Errorf("--used needs gotd/td, to know how Go code names methods: %w", tgErr)
	}
	named := map[string]bool{}
	for _, m := range names.Methods(api) {
		named[m.Name] = true
	}
	left := 0
	for _, s := range []*side{c.old, c.new} {
		s.Methods = slices.DeleteFunc(s.Methods, func(m review.Method) bool { return !named[m.Page.Method.Text] })
		s.facts = slices.DeleteFunc(s.facts, func(m facts.Method) bool { return !named[m.Name] })
		left += len(s.Methods)
	}
	if left == 0 {
		return fmt.Errorf("there is nothing to compare: the Go files in %s name no method of either side", strings.Join(patterns, ", "))
	}
	return nil
}
