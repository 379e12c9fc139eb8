package input

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// Only are globs for the names of methods. Without any, all methods are selected.
type Only []string

// Validate returns an error for a text that is no glob.
func (o Only) Validate() error {
	for _, glob := range o {
		if _, err := path.Match(glob, ""); err != nil {
			return fmt.Errorf("--only %q is not a glob: %w", glob, err)
		}
	}
	return nil
}

// Selects reports whether a glob matches the name of a method, or there are no globs.
func (o Only) Selects(method string) bool {
	for _, glob := range o {
		if ok, _ := path.Match(glob, method); ok {
			return true
		}
	}
	return len(o) == 0
}

// Parsed is what the parser found in a documentation.
type Parsed struct {
	// Pages are those of methods, in the order of their files.
	Pages []*page.Page
	// Unread are the other files: indexes, and pages that can't be read.
	Unread []File
	// General are the errors of the error file that belong to no method.
	General []page.Error
	Diags   []diag.Diagnostic
}

// Parse parses the pages, and completes them from the error file. It leaves out the pages
// of methods that are not selected, with their diagnostics.
func (d *Documentation) Parse(ctx context.Context, only Only) (*Parsed, error) {
	pages, diags, errorFile, err := d.parseAll(ctx)
	if err != nil {
		return nil, err
	}
	p := &Parsed{Diags: errorFile.diags}
	if errorFile.file != nil {
		p.General = errorFile.file.General()
	}
	for i, parsed := range pages {
		switch {
		case parsed == nil:
			p.Unread = append(p.Unread, d.Pages[i])
		case !only.Selects(parsed.Method.Text):
			continue
		default:
			p.Pages = append(p.Pages, parsed)
			if errorFile.file != nil {
				diags[i] = append(diags[i], errorFile.file.Complete(parsed)...)
			}
		}
		name(diags[i], parsed, d.Pages[i].Page)
		p.Diags = append(p.Diags, diags[i]...)
	}
	return p, nil
}

// Match returns an error for a glob that matches the method of no page. The docs are the
// folders and files of the pages.
func (p *Parsed) Match(only Only, docs []string) error {
	for _, glob := range only {
		if !slices.ContainsFunc(p.Pages, func(read *page.Page) bool { return Only{glob}.Selects(read.Method.Text) }) {
			return fmt.Errorf("--only %q is the name of no method that has a page in %s", glob, strings.Join(docs, ", "))
		}
	}
	return nil
}

// name says which method the diagnostics of a page are about. If the page is not a
// method's, the page's name is their subject.
func name(diags []diag.Diagnostic, parsed *page.Page, pageName string) {
	for i := range diags {
		if parsed != nil {
			diags[i].Method = parsed.Method.Text
		} else {
			diags[i].Subject = pageName
		}
	}
}

type parsedErrors struct {
	file  *parser.ErrorFile
	diags []diag.Diagnostic
}

// parseAll parses each page, and the error file meanwhile. A page that can't be read
// is nil.
func (d *Documentation) parseAll(ctx context.Context) ([]*page.Page, [][]diag.Diagnostic, parsedErrors, error) {
	pages, diags := make([]*page.Page, len(d.Pages)), make([][]diag.Diagnostic, len(d.Pages))
	var errorFile parsedErrors
	p := parser.New()
	group, ctx := errgroup.WithContext(ctx)
	if d.Errors != nil {
		group.Go(func() (err error) {
			defer diag.Catch(&err)
			errorFile.file, errorFile.diags = p.ParseErrors(d.Errors.Name, d.Errors.Text)
			return nil
		})
	}
	group.Go(func() (err error) {
		defer diag.Catch(&err)
		return diag.Each(len(d.Pages), func(i int) error {
			if pages[i], diags[i] = p.Parse(d.Pages[i].Name, d.Pages[i].Text); pages[i] != nil {
				pages[i].Name = d.Pages[i].Page
			}
			return ctx.Err()
		})
	})
	err := group.Wait()
	return pages, diags, errorFile, err
}
