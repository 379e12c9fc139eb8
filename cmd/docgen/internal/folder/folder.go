// Package folder is the folder of a generated package: what stands in it, how that
// differs from what should, and the one place where docgen writes files.
//
// Nothing in the folder is believed. Whether a file is as it should be is decided by
// comparing bytes; the hashes in headers only word the reason why it is not.
package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"

	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/emit/facts"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser/diag"
)

// A Folder is an output folder as it was read, once. It need not exist.
type Folder struct {
	dir string
	// files are those with names that docgen gives, whoever made them, by their paths
	// from the folder, with slashes.
	files map[string]standing
	// people are the other Go files.
	people []string
	// leftovers are files that a run was writing when it was cut short.
	leftovers []string
	// lock is nil where the folder is not, or can't be, locked.
	lock *flock.Flock
}

// equal reports whether two readings of the folder found the same.
func (f *Folder) equal(other *Folder) bool {
	return slices.Equal(f.people, other.people) && maps.EqualFunc(f.files, other.files, func(a, b standing) bool {
		return a.size == b.size && a.mode == b.mode && a.owned == b.owned && bytes.Equal(a.data, b.data)
	})
}

// A standing is a file that stands in the folder.
type standing struct {
	// data has the line breaks of Unix. It is nil for a file that is not docgen's.
	data   []byte
	size   int64
	mode   fs.FileMode
	header genfile.Header
	// owned tells that the file is docgen's: only those are replaced or removed.
	owned bool
}

// Read reads a folder.
func Read(dir string) (*Folder, error) {
	f := &Folder{dir: dir}
	return f, f.read()
}

func (f *Folder) read() error {
	f.files, f.people, f.leftovers = map[string]standing{}, nil, nil
	entries, err := os.ReadDir(f.dir)
	if errors.Is(err, fs.ErrNotExist) {
		if target, err := os.Readlink(f.dir); err == nil {
			return fmt.Errorf("the output folder %s is a link to %s, which does not exist; make that folder, or remove the link", f.dir, target)
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the output folder: %w", err)
	}
	var names []string
	for _, entry := range entries {
		switch name := entry.Name(); {
		case f.leftOver(entry):
			f.leftovers = append(f.leftovers, name)
		case entry.IsDir():
			names = append(names, f.filesBelow(name)...)
		case name == facts.FileName, genfile.Is(name):
			names = append(names, name)
		case strings.HasSuffix(name, ".go"):
			f.people = append(f.people, name)
		}
	}
	return f.readFiles(names)
}

func (f *Folder) readFiles(names []string) error {
	found, errs := make([]standing, len(names)), make([]error, len(names))
	var reader input.Reader
	err := diag.Each(len(names), func(i int) error {
		found[i], errs[i] = f.readFile(&reader, names[i])
		return nil
	})
	if err != nil {
		return err
	}
	for i, name := range names {
		switch {
		case errors.Is(errs[i], fs.ErrNotExist): // removed since the folder was listed
		case errs[i] != nil:
			return errs[i]
		default:
			f.files[name] = found[i]
		}
	}
	return nil
}

var errLink = errors.New("it is a link, and docgen makes none; remove it")

// readFile reads a file of the folder. A link is an error, since docgen makes none:
// what it leads to is not docgen's to read or to replace. A link to nothing counts as
// no file. Of a file that is not docgen's only the start is read.
func (f *Folder) readFile(reader *input.Reader, name string) (standing, error) {
	file := f.path(name)
	info, err := os.Lstat(file)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		if _, err = os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
			err = &fs.PathError{Op: "open", Path: file, Err: errLink}
		}
	}
	if err != nil {
		return standing{}, fmt.Errorf("reading the output folder: %w", err)
	}
	s := standing{mode: info.Mode().Perm()}
	data, size, err := reader.ReadIf(file, func(start []byte) bool {
		s.owned = owned(name, genfile.UnixBreaks(start))
		return s.owned
	})
	if err != nil {
		return standing{}, fmt.Errorf("reading the output folder: %w", err)
	}
	if s.size = size; s.owned {
		s.data = genfile.UnixBreaks(data)
		s.header, _ = genfile.ReadHeader(s.data)
	}
	return s, nil
}

// owned reports whether a file is docgen's, by its start: it has docgen's header, or had it until
// git failed to merge it, or it is a list of facts.
func owned(name string, data []byte) bool {
	if name == facts.FileName {
		return facts.HasRun(data) || genfile.Conflicted(data)
	}
	_, ok := genfile.ReadHeader(data)
	return ok || genfile.Conflicted(data)
}

// path returns the path of a file of the folder.
func (f *Folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// filesBelow returns the files with names that docgen gives in a folder below the output
// folder, if it is one of those that docgen makes. The folder may be somebody else's.
func (f *Folder) filesBelow(inner string) []string {
	dir := genfile.Subfolder(inner)
	if dir == "" || f.notFolder(dir) != "" {
		return nil
	}
	entries, _ := os.ReadDir(f.path(dir)) // somebody else's folder may be closed
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() && genfile.Is(e.Name()) {
			names = append(names, path.Join(dir, e.Name()))
		}
	}
	return names
}

// notFolder returns the path of what stands where a folder below the output folder, or
// one above that, is to be, and is none. It is "" if there is no such thing.
func (f *Folder) notFolder(dir string) string {
	for ; dir != "."; dir = path.Dir(dir) {
		if info, err := os.Lstat(f.path(dir)); err == nil && !info.IsDir() {
			return f.path(dir)
		}
	}
	return ""
}

// MadeOf returns, by the name of a page, the file that was made of that page.
func (f *Folder) MadeOf() map[string]string {
	made := make(map[string]string, len(f.files))
	for name, file := range f.files {
		if file.owned && file.header.PageHash != "" && !strings.HasSuffix(name, "_test.go") {
			made[file.header.From] = name
		}
	}
	return made
}

// Facts returns the api.txt of the folder, nil when there is none of docgen.
func (f *Folder) Facts() []byte { return f.own(facts.FileName) }

// HasFacts reports whether a file stands where the api.txt goes, whoever made it.
func (f *Folder) HasFacts() bool {
	_, stands := f.files[facts.FileName]
	return stands
}

// FactsPath returns the path of the api.txt, with slashes.
func (f *Folder) FactsPath() string { return filepath.ToSlash(f.path(facts.FileName)) }

// own returns a file of docgen's, nil when there is none.
func (f *Folder) own(name string) []byte {
	if file := f.files[name]; file.owned {
		return file.data
	}
	return nil
}
