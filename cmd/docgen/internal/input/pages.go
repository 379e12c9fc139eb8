package input

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.com/docgen/parser/diag"
)

// A File is a page or the error file, as it was read.
type File struct {
	// Name is the path that positions in the file have, with slashes.
	Name string
	Text []byte
}

// Documentation is what was read, before anything of it is parsed.
type Documentation struct {
	// Docs are the folders and files that were asked for.
	Docs []string
	// Pages are sorted by name. Some may turn out to be indexes, or no pages.
	Pages []File
	// Errors is the file of errors by method, nil when none was asked for.
	Errors *File
}

// Read reads the pages that docs names, folders and files, and the error file if its
// name is not empty.
func Read(ctx context.Context, docs []string, errorFile string) (*Documentation, error) {
	names, err := pageNames(docs)
	if err != nil {
		return nil, err
	}
	d := &Documentation{Docs: docs, Pages: make([]File, len(names))}
	err = diag.Each(len(names), func(i int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		text, err := ReadFile(names[i])
		if err != nil {
			return fmt.Errorf("reading a page: %w", err)
		}
		d.Pages[i] = File{filepath.ToSlash(names[i]), text}
		return nil
	})
	if err != nil {
		return nil, err
	}
	total := 0
	for _, f := range d.Pages {
		if total += len(f.Text); total > maxTotal {
			return nil, fmt.Errorf("the pages have more than %d bytes", maxTotal)
		}
	}
	if errorFile == "" {
		return d, nil
	}
	text, err := ReadFile(errorFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no error file %s", errorFile)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the error file: %w", err)
	}
	d.Errors = &File{filepath.ToSlash(errorFile), text}
	return d, nil
}

// Sources returns the text of each file by its name, to show lines of it.
func (d *Documentation) Sources() map[string][]byte {
	sources := make(map[string][]byte, len(d.Pages)+1)
	for _, f := range d.Pages {
		sources[f.Name] = f.Text
	}
	if d.Errors != nil {
		sources[d.Errors.Name] = d.Errors.Text
	}
	return sources
}

// pageNames returns the Markdown files of the folders, and the files that are named
// themselves, sorted.
func pageNames(docs []string) ([]string, error) {
	var names []string
	for _, name := range docs {
		name = filepath.Clean(name)
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("there is no folder or page %s; name the documentation with --docs", name)
		case err != nil:
			return nil, fmt.Errorf("reading the documentation: %w", err)
		case !info.IsDir():
			names = append(names, name)
			continue
		}
		inFolder, err := pagesIn(name)
		if err != nil {
			return nil, fmt.Errorf("reading the documentation: %w", err)
		}
		names = append(names, inFolder...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) == 0 {
		return nil, fmt.Errorf("there are no .md files in %s", strings.Join(docs, ", "))
	}
	if len(names) > maxPages {
		return nil, fmt.Errorf("there are %d pages, at most %d are read", len(names), maxPages)
	}
	return names, nil
}

// pagesIn returns the Markdown files in a folder. It follows a link within the
// folder, and refuses one that leads out of it: a page can come from a stranger, and
// strangers must not choose what else docgen reads.
func pagesIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		if entry.IsDir() || !isPage(entry.Name()) {
			continue
		}
		name := filepath.Join(dir, entry.Name())
		if entry.Type()&fs.ModeSymlink != 0 {
			if err := linkWithin(dir, entry.Name()); err != nil {
				return nil, fmt.Errorf("%s is a link that is not followed; copy the page, or name it with --docs: %w", name, err)
			}
		}
		names = append(names, name)
	}
	return names, nil
}

// isPage reports whether a file of a folder is a page, by its name.
func isPage(name string) bool { return strings.EqualFold(filepath.Ext(name), ".md") }

// linkWithin returns an error for a link that leads out of its folder.
func linkWithin(dir, name string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	if _, err = root.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return nil // the error comes when the page is read
	}
	return err
}
