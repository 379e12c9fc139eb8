// Package emit prints the Go package that documented methods become. It
// returns files and writes none.
//
// What depends on a page comes from jennifer; what does not is Go code in
// package runtime, of which the declarations are copied.
package emit

import (
	"cmp"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// Options say how a package is printed.
type Options struct {
	// Package is the name of the generated package.
	Package string
	// ImportPath is that of the package, for examples and test doubles.
	ImportPath string
	// Examples asks for an example of each method, Doubles for a package of test
	// doubles.
	Examples, Doubles bool
	// General are errors that any call can return, beside those that docgen
	// knows.
	General []page.Error
	// Have returns a file that is known to be what would be printed for a page of
	// the name and hash, or nil. It may be nil itself.
	Have func(name, from, pageHash string) []byte
	// Run is the command line that api.txt records, without paths that depend
	// on the machine.
	Run string
}

// A File is one file of the generated package.
type File struct {
	// Name is relative to the folder of the package. Only the package of test
	// doubles is in one below it.
	Name string
	// Page is the file name of the page it was made from, empty for a file that is
	// made from all pages.
	Page string
	Data []byte
}

// Package returns the files of the package, sorted by name. The diagnostics
// are errors: when there are any, the files are nil.
func Package(methods []*bind.Method, options Options) ([]File, []diag.Diagnostic, error) {
	methods = sorted(methods)
	if diags := Check(methods); len(diags) > 0 {
		return nil, diags, nil
	}
	documented := collectErrors(methods, options.General)
	shared := []func() (File, error){
		func() (File, error) { return clientFile(methods, options) },
		func() (File, error) { return errorsFile(documented, options) },
		func() (File, error) { return methodsFile(methods, options) },
		func() (File, error) { return guardFile(methods, options) },
		func() (File, error) { return factsFile(methods, options) },
	}
	if options.Doubles {
		shared = append(shared, func() (File, error) { return doublesFile(options) })
	}
	prints := shared // first, since the largest are among them
	for _, m := range methods {
		prints = append(prints, options.reusing(m, FileName(m.Name), pageFile))
		if options.Examples {
			prints = append(prints, options.reusing(m, exampleName(m.Name), exampleFile))
		}
	}
	files := make([]File, len(prints))
	err := diag.Each(len(prints), func(i int) (err error) {
		files[i], err = prints[i]()
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return files, nil, nil
}

// reusing returns what prints a file of a page, unless the folder has it.
func (o Options) reusing(m *bind.Method, name string, print func(*bind.Method, Options) (File, error)) func() (File, error) {
	return func() (File, error) {
		if o.Have != nil {
			from := PageName(m.Page.File)
			if data := o.Have(name, from, m.Page.Hash); data != nil {
				return File{Name: name, Page: from, Data: data}, nil
			}
		}
		return print(m, o)
	}
}

// Check returns an error for each page whose method another page has: no
// package can be made of them. Methods with different TL names have different
// Go names in tg, and different files but for those such as a.bC and a.b_c.
func Check(methods []*bind.Method) []diag.Diagnostic {
	var diags []diag.Diagnostic
	first := map[string]*bind.Method{}
	methods = sorted(methods)
	for _, m := range methods {
		file := FileName(m.Name)
		const hint = "remove or correct one of the pages"
		if other := first[m.Go]; other != nil {
			diags = append(diags, diag.New(m.Page.Method.Pos, diag.MethodRepeated, hint, "%s has a page in %s already", m.Name, other.Page.Method.Pos))
			continue
		}
		if other := first[file]; other != nil {
			diags = append(diags, diag.New(m.Page.Method.Pos, diag.MethodRepeated, hint,
				"%s goes to the same file as %s, which has a page in %s", m.Name, other.Name, other.Page.Method.Pos))
			continue
		}
		first[m.Go], first[file] = m, m
	}
	diag.Sort(diags)
	return diags
}

// sorted returns methods by their names.
func sorted(methods []*bind.Method) []*bind.Method {
	return slices.SortedFunc(slices.Values(methods), func(a, b *bind.Method) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Page.File, b.Page.File))
	})
}

// PageName returns the name of a page as the header of its file has it: without a
// folder, which depends on the machine, and without any character that could
// end a comment.
func PageName(file string) string {
	name := path.Base(filepath.ToSlash(file))
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r > '~' {
			return '?'
		}
		return r
	}, name)
}

// FileName returns the name of the file that a method goes to: its TL name in
// snake case, as in messages_import_chat_invite_gen.go.
func FileName(method string) string {
	var b strings.Builder
	for i, r := range method {
		switch {
		case r == '.':
			b.WriteByte('_')
		case 'A' <= r && r <= 'Z':
			if i > 0 && !upperOrDot(method[i-1]) {
				b.WriteByte('_')
			}
			b.WriteRune(r + 'a' - 'A')
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + "_gen.go"
}

func upperOrDot(c byte) bool { return c == '.' || c == '_' || 'A' <= c && c <= 'Z' }
