package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// input is what was read of the documentation.
type input struct {
	// files are the pages as they are, in the order of their names, and sources the
	// same by the name their positions have, with the error file.
	files   []pageFile
	sources map[string][]byte
	// pages are those of methods, in the order of their files.
	pages []*page.Page
	// general are the errors of the error file that belong to no method.
	general []page.Error
	// unread are the files that are no page to generate from: indexes, and
	// pages that can't be read.
	unread []string
	diags  []diag.Diagnostic
}

type pageFile struct {
	name string
	text []byte
	hash string
}

// readPages reads and parses the pages that --docs and --only name.
func readPages(ctx context.Context, o *options) (*input, error) {
	in, err := readFiles(ctx, o)
	if err != nil {
		return nil, err
	}
	return in, in.parseAll(ctx, o)
}

// readFiles reads the pages that --docs names, and the error file.
func readFiles(ctx context.Context, o *options) (*input, error) {
	names, err := pageFiles(o.docs)
	if err != nil {
		return nil, err
	}
	in := &input{files: make([]pageFile, len(names)), sources: make(map[string][]byte, len(names)+1)}
	err = diag.Each(len(names), func(i int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		text, err := readFile(names[i])
		if err != nil {
			return fmt.Errorf("reading a page: %w", err)
		}
		in.files[i] = pageFile{names[i], text, page.Hash(text)}
		return nil
	})
	if err != nil {
		return nil, err
	}
	total := 0
	for _, f := range in.files {
		in.sources[filepath.ToSlash(f.name)] = f.text
		if total += len(f.text); total > maxTotal {
			return nil, fmt.Errorf("the pages have more than %d bytes", maxTotal)
		}
	}
	if o.errors == "" {
		return in, nil
	}
	text, err := readFile(o.errors)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no error file %s", o.errors)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the error file: %w", err)
	}
	in.sources[filepath.ToSlash(o.errors)] = text
	return in, nil
}

// parseAll parses the pages, and checks that each --only is for one.
func (in *input) parseAll(ctx context.Context, o *options) error {
	seen, err := in.parse(ctx, o, in.files)
	if err != nil {
		return err
	}
	for _, glob := range o.only {
		if !seen[glob] {
			return fmt.Errorf("--only %q is the name of no method that has a page in %s", glob, strings.Join(o.docs, ", "))
		}
	}
	return nil
}

// parse parses some of the files, as if there were no others, and returns the
// globs of --only that took one.
func (in *input) parse(ctx context.Context, o *options, files []pageFile) (seen map[string]bool, err error) {
	type parsed struct {
		page  *page.Page
		diags []diag.Diagnostic
	}
	results := make([]parsed, len(files))
	p := parser.New()
	group, ctx := errgroup.WithContext(ctx)
	in.pages, in.general, in.unread, in.diags = nil, nil, nil, nil
	var errorFile *parser.ErrorFile
	if o.errors != "" {
		group.Go(func() (err error) {
			defer diag.Catch(&err)
			name := filepath.ToSlash(o.errors)
			errorFile, in.diags = p.ParseErrors(name, in.sources[name])
			return nil
		})
	}
	group.Go(func() (err error) {
		defer diag.Catch(&err)
		return diag.Each(len(files), func(i int) error {
			page, diags := p.Parse(filepath.ToSlash(files[i].name), files[i].text)
			results[i] = parsed{page, diags}
			return ctx.Err()
		})
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if errorFile != nil {
		in.general = errorFile.General()
	}
	seen = map[string]bool{}
	for i, r := range results {
		switch {
		case r.page != nil && !o.selected(r.page.Method.Text, seen):
			continue
		case r.page != nil:
			in.pages = append(in.pages, r.page)
			if errorFile != nil {
				r.diags = append(r.diags, errorFile.Complete(r.page)...)
			}
		default:
			in.unread = append(in.unread, files[i].name)
		}
		in.diags = append(in.diags, r.diags...)
	}
	return seen, nil
}

// pageFiles returns the Markdown files of the folders, each folder's sorted by
// name, and the files that are named themselves.
func pageFiles(docs []string) ([]string, error) {
	var files []string
	for _, name := range docs {
		name = filepath.Clean(name)
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("there is no folder or page %s; name the documentation with --docs", name)
		case err != nil:
			return nil, fmt.Errorf("reading the documentation: %w", err)
		case !info.IsDir():
			files = append(files, name)
			continue
		}
		inFolder, err := pagesIn(name)
		if err != nil {
			return nil, fmt.Errorf("reading the documentation: %w", err)
		}
		files = append(files, inFolder...)
	}
	slices.Sort(files)
	files = slices.Compact(files)
	if len(files) == 0 {
		return nil, fmt.Errorf("there are no .md files in %s", strings.Join(docs, ", "))
	}
	if len(files) > maxPages {
		return nil, fmt.Errorf("there are %d pages, at most %d are read", len(files), maxPages)
	}
	return files, nil
}

// pagesIn returns the Markdown files in a folder. A link to one is followed
// within the folder, and not out of it: a page can come from a stranger, what it
// would lead to is not theirs to read.
func pagesIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, entry := range entries {
		if entry.IsDir() || !strings.EqualFold(filepath.Ext(entry.Name()), ".md") {
			continue
		}
		name := filepath.Join(dir, entry.Name())
		if entry.Type()&fs.ModeSymlink != 0 {
			if err := linkWithin(dir, entry.Name()); err != nil {
				return nil, fmt.Errorf("%s is a link that is not followed; copy the page, or name it with --docs: %w", name, err)
			}
		}
		files = append(files, name)
	}
	return files, nil
}

// linkWithin returns an error for a link that leads out of its folder.
func linkWithin(dir, name string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	if _, err = root.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return nil // which reading it says
	}
	return err
}
