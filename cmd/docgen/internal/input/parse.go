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
	// Useless is an error if a source has no page of a method, and nothing wrong with its
	// files that might explain it.
	Useless error
	// General are the errors of the error file that belong to no method.
	General []page.Error
	Diags   []diag.Diagnostic
}

// Parse parses the pages, and puts the pages of each method together, with the error file
// as the last source. It leaves out the pages of methods that are not selected, with their
// diagnostics.
func (d *Documentation) Parse(ctx context.Context, only Only) (*Parsed, error) {
	read, errorFile, err := d.parseAll(ctx)
	if err != nil {
		return nil, err
	}
	p := &Parsed{Diags: errorFile.diags, Useless: d.useless(read)}
	if errorFile.file != nil {
		p.General = errorFile.file.General()
	}
	for _, f := range read {
		if f.page == nil {
			p.Unread = append(p.Unread, f.File)
			p.Diags = append(p.Diags, about("", f.Page, f.diags)...)
		}
	}
	several := len(d.Docs) > 1
	for _, m := range byMethod(read, several) {
		if !only.Selects(m.name) {
			continue
		}
		merged, diags := errorFile.file.Merge(m.read)
		if several {
			merged.Name = m.name
		}
		p.Pages = append(p.Pages, merged)
		p.Diags = append(p.Diags, about(m.name, "", append(m.repeated, diags...))...)
	}
	return p, nil
}

// useless returns an error for the first source that has no page of a method, and nothing
// wrong with its files.
func (d *Documentation) useless(read []parsedFile) error {
	useful := make([]bool, len(d.Docs))
	for _, f := range read {
		useful[f.Source] = useful[f.Source] || f.page != nil || len(f.diags) > 0
	}
	if i := slices.Index(useful, false); i >= 0 {
		return fmt.Errorf("no page in %s is one of a method: none has a heading such as \"# Method: help.getConfig\"", d.Docs[i])
	}
	return nil
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

// about says which method diagnostics are about, or else which page.
func about(method, pageName string, diags []diag.Diagnostic) []diag.Diagnostic {
	for i := range diags {
		diags[i].Method = method
		if method == "" {
			diags[i].Subject = pageName
		}
	}
	return diags
}

// A parsedFile is a file of the documentation with what was read in it. A page that can't
// be read is nil.
type parsedFile struct {
	File
	page  *page.Page
	diags []diag.Diagnostic
}

type parsedErrors struct {
	file  *parser.ErrorFile
	diags []diag.Diagnostic
}

// parseAll parses each page, and the error file meanwhile.
func (d *Documentation) parseAll(ctx context.Context) ([]parsedFile, parsedErrors, error) {
	read := make([]parsedFile, len(d.Pages))
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
			f := parsedFile{File: d.Pages[i]}
			if f.page, f.diags = p.Parse(f.Name, f.Text); f.page != nil {
				f.page.Name = f.Page
			}
			read[i] = f
			return ctx.Err()
		})
	})
	err := group.Wait()
	return read, errorFile, err
}
