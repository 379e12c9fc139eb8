package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.com/docgen/emit"
	"example.com/docgen/parser/diag"
)

// output is what the output folder had of docgen when a run began.
type output struct {
	dir   string
	files map[string]outputFile
	// goFiles are the names that end as that of a Go file does, whoever made them.
	goFiles []string
	// leftOver tells that an interrupted run left files.
	leftOver bool
}

// outputFile is a file with the header of docgen, or api.txt.
type outputFile struct {
	data   []byte
	header emit.Header
	// intact tells that nobody changed the file since docgen wrote it.
	intact bool
}

// readOutput reads the output folder, which need not exist.
func readOutput(dir string) (*output, error) {
	o := &output{dir: dir, files: map[string]outputFile{}}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return o, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the output folder: %w", err)
	}
	var names []string
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasSuffix(name, ".go") {
			o.goFiles = append(o.goFiles, name)
		}
		switch {
		case name == unfinished || isTempName(name):
			o.leftOver = true
		case entry.IsDir():
		case name == emit.FactsFile, strings.HasSuffix(name, "_gen.go"), strings.HasSuffix(name, "_gen_test.go"):
			names = append(names, name)
		}
	}
	names = append(names, doublesIn(dir, entries)...)
	read := make([]outputFile, len(names))
	err = diag.Each(len(names), func(i int) (err error) {
		read[i], err = readOutputFile(filepath.Join(dir, names[i]))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the output folder: %w", err)
	}
	o.files = make(map[string]outputFile, len(names))
	for i, name := range names {
		if read[i].data != nil && owned(name, read[i].data) {
			o.files[name] = read[i]
		}
	}
	return o, nil
}

// doublesIn returns the files of test doubles that a folder has, each in a folder
// of its own, given the entries of the outer one. A link to a folder is none.
func doublesIn(dir string, entries []fs.DirEntry) []string {
	var names []string
	for _, entry := range entries {
		name := entry.Name()
		if !entry.IsDir() || !strings.HasSuffix(name, "test") {
			continue
		}
		inner, _ := os.ReadDir(filepath.Join(dir, name)) // which may be somebody else's, and closed
		if slices.ContainsFunc(inner, func(e fs.DirEntry) bool { return e.Name() == name+"_gen.go" }) {
			names = append(names, name+"/"+name+"_gen.go")
		}
	}
	return names
}

// readOutputFile reads a file, which another run may remove meanwhile.
func readOutputFile(name string) (outputFile, error) {
	data, err := readOwn(name)
	if errors.Is(err, fs.ErrNotExist) {
		return outputFile{}, nil
	}
	header, ok := emit.ReadHeader(data)
	return outputFile{data: data, header: header, intact: ok && header.ContentHash == emit.ContentHash(data)}, err
}

// path returns the path of a file in the folder.
func (o *output) path(name string) string { return filepath.Join(o.dir, filepath.FromSlash(name)) }

// pages returns the files that were made from a page, by its name.
func (o *output) pages() map[string]string {
	made := make(map[string]string, len(o.files))
	for name, f := range o.files {
		if f.header.PageHash != "" && !strings.HasSuffix(name, "_test.go") {
			made[f.header.From] = name
		}
	}
	return made
}

// madeOf returns a file if it was made from a page of the name and hash, or nil.
func (o *output) madeOf(name, from, pageHash string) []byte {
	f, ok := o.files[name]
	if !ok || f.header.From != from || f.header.PageHash != pageHash {
		return nil
	}
	return emit.UnixBreaks(f.data)
}

// lost returns an error for each page that can't be read, and that the folder
// has code of.
func (o *output) lost(unread []string) []diag.Diagnostic {
	made := o.pages()
	var diags []diag.Diagnostic
	for _, file := range unread {
		if name, ok := made[emit.PageName(file)]; ok {
			diags = append(diags, diag.New(diag.Pos{File: filepath.ToSlash(file), Line: 1, Column: 1}, diag.PageLost,
				"repair the page, or remove it if the method is gone", "the page can no longer be read, and %s was made from it", name))
		}
	}
	return diags
}
