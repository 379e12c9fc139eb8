package build

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/cmd/docgen/internal/used"
	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// A choice is what --used and --only leave of the pages.
type choice struct {
	// methods are those that code names. It is nil for a run without --used, which
	// chooses all methods.
	methods map[string]bool
	// unused has the pages of the methods that code does not name.
	unused map[string]*page.Page
	// errors are those that code names, from pages of methods that are unused.
	errors []page.Error
}

// wants reports whether a run asks for a method.
func (c choice) wants(method string, only input.Only) bool {
	if c.methods == nil {
		return only.Selects(method)
	}
	return c.methods[method] || len(only) > 0 && only.Selects(method)
}

// choose leaves out the pages of methods that no code names, with their diagnostics. The
// globs of --only add to what code names.
func (b *building) choose(o Options, tg *bind.TG) error {
	if b.names == nil {
		return nil
	}
	api := used.API{Methods: tg.GoNames(), Errors: tg.Errors()}
	b.choice = choice{methods: map[string]bool{}, unused: map[string]*page.Page{}}
	named := b.names.Methods(api)
	for _, m := range named {
		b.choice.methods[m.Name] = true
	}
	var unused []*page.Page
	b.parsed.Pages = slices.DeleteFunc(b.parsed.Pages, func(p *page.Page) bool {
		if b.choice.wants(p.Method.Text, o.Only) {
			return false
		}
		unused = append(unused, p)
		b.choice.unused[p.Method.Text] = p
		return true
	})
	b.Diags = slices.DeleteFunc(b.Diags, func(d diag.Diagnostic) bool { return b.choice.unused[d.Method] != nil })
	b.choice.errors = b.names.Errors(unused, api)
	b.Diags = append(b.Diags, b.undocumented(named)...)
	if len(b.parsed.Pages) == 0 {
		return fmt.Errorf("%w: the Go files in %s name none", errNoneUsed, strings.Join(o.Used, ", "))
	}
	return nil
}

var errNoneUsed = errors.New("there is nothing to generate, since no method that has a page is used")

// undocumented warns of each method that code names and that has no page.
func (b *building) undocumented(named []used.Method) []diag.Diagnostic {
	documented := map[string]bool{}
	for _, p := range b.parsed.Pages {
		documented[p.Method.Text] = true
	}
	var diags []diag.Diagnostic
	for _, m := range named {
		if !documented[m.Name] {
			d := diag.New(m.Pos, diag.UsedUndocumented, "add its page to the documentation, or call the method through Raw()",
				"the code uses %s, which has no page, so that the package lacks it", m.Name)
			diags = append(diags, d)
		}
	}
	return diags
}

// unusedPages names the pages of methods that code does not name.
func (b *building) unusedPages() []string {
	var names []string
	for _, p := range b.choice.unused {
		names = append(names, genfile.PageName(p.File))
	}
	slices.Sort(names)
	return names
}
