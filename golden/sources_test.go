package golden

import (
	"path"

	"golang.org/x/tools/txtar"

	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// errorFile is the name of the error file in an archive.
const errorFile = "errors.json"

// pagesIn parses the pages of an archive. It puts pages in folders together with those of
// the same method in other folders, and all pages with the error file.
func pagesIn(archive *txtar.Archive) ([]*page.Page, []diag.Diagnostic) {
	var pages []*page.Page
	var diags []diag.Diagnostic
	var names []string // of the methods or, outside of folders, of the pages
	read := map[string][]parser.Read{}
	var errors *parser.ErrorFile
	for _, f := range archive.Files {
		if f.Name == errorFile {
			file, found := parser.New().ParseErrors(f.Name, f.Data)
			errors, diags = file, append(diags, found...)
			continue
		}
		p, found := parser.New().Parse(f.Name, f.Data)
		if p == nil {
			diags = append(diags, found...)
			continue
		}
		name := f.Name
		if path.Dir(f.Name) != "." {
			name = p.Method.Text
			p.Name = name
		}
		if read[name] == nil {
			names = append(names, name)
		}
		read[name] = append(read[name], parser.Read{Page: p, Diags: found})
	}
	for _, name := range names {
		merged, found := errors.Merge(read[name])
		pages, diags = append(pages, merged), append(diags, found...)
	}
	return pages, diags
}
