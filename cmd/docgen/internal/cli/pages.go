package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// input is what was read of the documentation.
type input struct {
	// sources are the pages as they are, by the name their positions have.
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

// readPages reads the pages that --docs and --only name.
func readPages(ctx context.Context, o *options) (*input, error) {
	files, err := pageFiles(o.docs)
	if err != nil {
		return nil, err
	}
	type parsed struct {
		source []byte
		page   *page.Page
		diags  []diag.Diagnostic
	}
	results := make([]parsed, len(files))
	p := parser.New()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, file := range files {
		group.Go(func() (err error) {
			defer diag.Catch(&err)
			if err := ctx.Err(); err != nil {
				return err
			}
			source, err := os.ReadFile(file)
			if err != nil {
				return fmt.Errorf("reading a page: %w", err)
			}
			page, diags := p.Parse(filepath.ToSlash(file), source)
			results[i] = parsed{source, page, diags}
			return nil
		})
	}
	in := &input{sources: make(map[string][]byte, len(files)+1)}
	var errorFile *parser.ErrorFile
	group.Go(func() (err error) {
		defer diag.Catch(&err)
		errorFile, err = in.readErrors(p, o.errors)
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for i, r := range results {
		in.sources[filepath.ToSlash(files[i])] = r.source
		switch {
		case r.page != nil && !o.selected(r.page.Method.Text, seen):
			continue
		case r.page != nil:
			in.pages = append(in.pages, r.page)
			if errorFile != nil {
				r.diags = append(r.diags, errorFile.Complete(r.page)...)
			}
		default:
			in.unread = append(in.unread, files[i])
		}
		in.diags = append(in.diags, r.diags...)
	}
	for _, glob := range o.only {
		if !seen[glob] {
			return nil, fmt.Errorf("--only %q is the name of no method that has a page in %s", glob, strings.Join(o.docs, ", "))
		}
	}
	return in, nil
}

// readErrors reads the error file, if there is one.
func (in *input) readErrors(p *parser.Parser, name string) (*parser.ErrorFile, error) {
	if name == "" {
		return nil, nil
	}
	source, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no error file %s", name)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the error file: %w", err)
	}
	file, diags := p.ParseErrors(filepath.ToSlash(name), source)
	in.sources[filepath.ToSlash(name)] = source
	in.diags = append(in.diags, diags...)
	if file != nil {
		in.general = file.General()
	}
	return file, nil
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
		entries, err := os.ReadDir(name)
		if err != nil {
			return nil, fmt.Errorf("reading the documentation: %w", err)
		}
		for _, entry := range entries {
			if !entry.IsDir() && strings.EqualFold(filepath.Ext(entry.Name()), ".md") {
				files = append(files, filepath.Join(name, entry.Name()))
			}
		}
	}
	slices.Sort(files)
	files = slices.Compact(files)
	if len(files) == 0 {
		return nil, fmt.Errorf("there are no .md files in %s", strings.Join(docs, ", "))
	}
	return files, nil
}
