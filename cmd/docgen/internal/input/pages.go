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
	// Page is the path of a page from the folder that was asked for, with slashes, as in
	// "messages/ImportChatInvite.md". It is the same on every machine.
	Page string
	// Source is the number of the source that a page is from, counted from 0.
	Source int
	Text   []byte
}

// Documentation is what was read, before anything of it is parsed.
type Documentation struct {
	// Docs are the sources that were asked for, in order of trust: folders and files.
	Docs []string
	// Pages are sorted by source and name. Some may turn out to be indexes, or no pages.
	Pages []File
	// Errors is the file of errors by method, nil when none was asked for.
	Errors *File
}

// Read reads the pages that docs names, which are folders, folders with their subfolders
// as in "docs/...", and files. It reads the error file if its name is not empty.
func Read(ctx context.Context, docs []string, errorFile string) (*Documentation, error) {
	found, err := findPages(docs)
	if missing := noSource(""); errors.As(err, &missing) {
		err = fmt.Errorf("%w; name the documentation with --docs", err)
	}
	if err != nil {
		return nil, err
	}
	d := &Documentation{Docs: docs, Pages: found}
	var reader Reader
	if err := readTexts(ctx, found, &reader); err != nil {
		return nil, err
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
	d.Errors = &File{Name: filepath.ToSlash(errorFile), Text: text}
	return d, nil
}

// readTexts reads the texts of pages.
func readTexts(ctx context.Context, pages []File, reader *Reader) error {
	return diag.Each(len(pages), func(i int) (err error) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if pages[i].Text, err = reader.ReadFile(filepath.FromSlash(pages[i].Name)); err != nil {
			err = fmt.Errorf("reading a page: %w", err)
		}
		return err
	})
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

// subfolders ends the name of a folder whose subfolders docgen reads too, as in Go's
// patterns.
const subfolders = "/..."

// cutSubfolders returns the folder of a pattern such as "docs/...", and whether the name
// is such a pattern.
func cutSubfolders(name string) (dir string, ok bool) {
	if name == "..." {
		return ".", true
	}
	dir, ok = strings.CutSuffix(filepath.ToSlash(name), subfolders)
	if !ok {
		return name, false
	}
	if dir == "" {
		return "/", true
	}
	return filepath.FromSlash(dir), true
}

// findPages returns the Markdown files of the sources, sorted by source and name and
// without their text.
func findPages(docs []string) ([]File, error) {
	var found []File
	for i, name := range docs {
		pages, err := pagesOf(name)
		if err != nil {
			return nil, err
		}
		found = append(found, ofSource(i, pages)...)
	}
	if len(found) > maxPages {
		return nil, fmt.Errorf("there are %d pages, at most %d are read", len(found), maxPages)
	}
	return found, disjoint(docs, found)
}

// ofSource returns the pages of a source with the number of that source, sorted by name.
func ofSource(number int, pages []File) []File {
	slices.SortFunc(pages, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	for i := range pages {
		pages[i].Source = number
	}
	return pages
}

// A noSource is the error for a source that does not exist. What to do about it depends on
// how the source was named, so that Read and ReadMixed add that.
type noSource string

func (s noSource) Error() string { return string(s) }

// pagesOf returns the Markdown files of one source.
func pagesOf(name string) ([]File, error) {
	if name == "" { // which Clean takes for the current folder
		return nil, noSource(`"" names no folder and no page`)
	}
	dir, deep := cutSubfolders(name)
	dir = filepath.Clean(dir)
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, noSource("there is no folder or page " + dir)
	case err != nil:
		return nil, fmt.Errorf("reading the documentation: %w", err)
	case !info.IsDir() && deep:
		return nil, fmt.Errorf("%s is no folder, so %s names no pages", dir, name)
	case !info.IsDir():
		return []File{{Name: filepath.ToSlash(dir), Page: filepath.Base(dir)}}, nil
	}
	pages, err := pagesIn(dir, deep)
	if err == nil && len(pages) == 0 {
		return nil, noPages(name, dir, deep)
	}
	if err != nil {
		err = fmt.Errorf("reading the documentation: %w", err)
	}
	return pages, err
}

// noPages returns the error for a folder without pages. It names the folder with its
// subfolders if these have some.
func noPages(name, dir string, deep bool) error {
	if below, err := pagesIn(dir, true); !deep && err == nil && len(below) > 0 {
		return fmt.Errorf("there are no .md files in %s itself; %s/... reads its subfolders too", name, filepath.ToSlash(dir))
	}
	return fmt.Errorf("there are no .md files in %s", name)
}

// disjoint returns an error if two sources have the same file: a page can't be trusted
// more than itself. The folders may be named in different ways, also by links.
func disjoint(docs []string, pages []File) error {
	if len(docs) < 2 {
		return nil
	}
	first := make(map[string]File, len(pages))
	places := map[string]string{} // the folders without links
	for _, page := range pages {
		dir, file := filepath.Split(filepath.FromSlash(page.Name))
		place, known := places[dir]
		if !known {
			place = filepath.Clean(dir)
			if real, err := filepath.EvalSymlinks(place); err == nil {
				place = real
			}
			if real, err := filepath.Abs(place); err == nil {
				place = real
			}
			places[dir] = place
		}
		key := filepath.Join(place, file)
		switch other, found := first[key]; {
		case !found:
			first[key] = page
		case docs[page.Source] == docs[other.Source]:
			return fmt.Errorf("%s is named twice; a source has one place in the order of trust", docs[page.Source])
		default:
			return fmt.Errorf("the sources %s and %s both have the page %s; leave one of them out, or name folders that share no page",
				docs[other.Source], docs[page.Source], other.Name)
		}
	}
	return nil
}

// pagesIn returns the Markdown files in a folder, and in its subfolders if deep is true.
// It never enters a folder through a link. It follows a link to a page that stays within
// the folder, and refuses one that leads out of it: a page can come from a stranger, and
// strangers must not choose what else docgen reads.
func pagesIn(dir string, deep bool) ([]File, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	return walkPages(root.FS(), dir, deep)
}

func walkPages(fsys fs.FS, dir string, deep bool) ([]File, error) {
	var found []File
	entries := 0
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Join(dir, name), err)
		}
		if entries++; entries > maxEntries {
			return fmt.Errorf("%s has more than %d files and folders", dir, maxEntries)
		}
		switch {
		case name == ".":
			return nil
		case entry.IsDir() && (!deep || isSkipped(entry.Name())):
			return fs.SkipDir
		case entry.IsDir() || !isPage(name):
			return nil
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if len(name) > maxPath {
			return fmt.Errorf("%s: the path has %d bytes, at most %d are read", file, len(name), maxPath)
		}
		if entry.Type()&fs.ModeSymlink != 0 {
			// A link to nothing is an error when the page is read.
			if _, err := fs.Stat(fsys, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("%s is a link that is not followed; copy the page, or name it with --docs: %w", file, err)
			}
		}
		found = append(found, File{Name: filepath.ToSlash(file), Page: name})
		return nil
	})
	return found, err
}

// isSkipped reports whether docgen does not enter a subfolder with that name. Go's
// patterns skip the same ones.
func isSkipped(name string) bool { return name[0] == '.' || name[0] == '_' }

// isPage reports whether a file of a folder is a page, by its name.
func isPage(name string) bool { return strings.EqualFold(filepath.Ext(name), ".md") }
