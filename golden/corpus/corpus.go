// Package corpus makes documentation pages of gotd/td's methods, for tests and
// benchmarks; no other code imports it. The real pages that docgen is built for
// belong to others and are not in this repository, so a clone has none of them. The
// made pages have the layouts of the real ones and the oddities that docgen has
// rules for, in words of our own.
//
// A page follows by rule from its method and its layout, so a folder is the same
// each time it is made. Each page comes with the facts that its text states. The
// package notes them while it writes the text, without docgen's parser, so that
// a test can compare what the parser reads with what was written.
package corpus

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/page"
)

// A Page is a made page: its text, and what the text states.
type Page struct {
	Facts
	Text []byte
}

// Find returns the methods of the gotd/td that the module around a folder requires.
func Find(ctx context.Context, dir string) ([]*bind.Method, error) {
	tg, err := bind.Find(ctx, dir)
	if err != nil {
		return nil, err
	}
	return Methods(tg)
}

// Methods returns all methods of tg, as tg declares them, sorted by name.
func Methods(tg *bind.TG) ([]*bind.Method, error) {
	var methods []*bind.Method
	for _, name := range tg.Methods() {
		m, _ := tg.Bind(&page.Page{Method: page.Fact{Text: name}}, nil)
		if m == nil {
			return nil, fmt.Errorf("%s can't be read from %s", name, tg)
		}
		methods = append(methods, m)
	}
	return methods, nil
}

// Layouts returns the names of the layouts. "seed" is the layout of the page that the
// project started from. The names of most others are the month in which pages in them
// were published. The folders of real pages have the same names.
func Layouts() []string {
	names := make([]string, len(layouts))
	for i := range layouts {
		names[i] = layouts[i].name
	}
	return names
}

// Make returns a page for each method in a layout, in the order of the methods,
// followed by the layout's index pages.
func Make(layout string, methods []*bind.Method) ([]Page, error) {
	l := layoutOf(layout)
	if l == nil {
		return nil, fmt.Errorf("there is no layout %q", layout)
	}
	pages := make([]Page, 0, len(methods)+len(l.indexes))
	for _, m := range methods {
		pages = append(pages, l.page(m))
	}
	for _, index := range l.indexes {
		pages = append(pages, index(l, methods))
	}
	return pages, nil
}

// Write makes the pages of a layout and writes them to a folder, which it creates.
func Write(dir, layout string, methods []*bind.Method) ([]Page, error) {
	pages, err := Make(layout, methods)
	if err != nil {
		return nil, err
	}
	for _, p := range pages {
		name := filepath.Join(dir, filepath.FromSlash(p.File))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(name, p.Text, 0o666); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// Read returns the pages of a folder and of its subfolders, sorted by their names. They have
// no facts but the name, with slashes.
func Read(dir string) ([]Page, error) {
	var pages []Page
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".md" {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		file, err := filepath.Rel(dir, name)
		pages = append(pages, Page{Facts{File: filepath.ToSlash(file)}, text})
		return err
	})
	if err == nil && len(pages) == 0 {
		err = fmt.Errorf("%s has no pages", dir)
	}
	return pages, err
}

// WriteAll makes a folder like the one of the real pages: it has a folder for each
// layout, and the error file, errors.json.
func WriteAll(dir string, methods []*bind.Method) error {
	for _, layout := range Layouts() {
		if _, err := Write(filepath.Join(dir, layout), layout, methods); err != nil {
			return err
		}
	}
	errors, _ := ErrorFile(methods)
	return os.WriteFile(filepath.Join(dir, "errors.json"), errors, 0o666)
}
