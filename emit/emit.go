// Package emit generates the Go package of the documented methods. It returns
// the files and does not write them.
//
// It prints the code that depends on a page, using jennifer. It copies all other
// code from package runtime.
package emit

import (
	"cmp"
	"slices"

	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// Options say how to generate a package.
type Options struct {
	// Package is the name of the generated package.
	Package string
	// ImportPath is the path by which examples, test doubles and bridges import the
	// package.
	ImportPath string
	// Comment asks for the comment of the package, for a folder in which no file of
	// people has one.
	Comment bool
	// Examples asks for an example of each method, Doubles for a package of test
	// doubles.
	Examples, Doubles bool
	// HTTP asks for a package that serves the methods over HTTP, Lua for one that gives
	// them to scripts. Either brings the package tljson that it needs.
	HTTP, Lua bool
	// General are errors that any call can return, in addition to those of
	// facts.GeneralPatterns.
	General []page.Error
	// Errors are errors that get constants although no method's page documents them,
	// since code names them.
	Errors []page.Error
	// TypeErrors are errors that get constants although no page documents them, since code
	// names them and gotd/td knows them: by their type, as in "SLOWMODE_WAIT".
	TypeErrors []string
	// Run is the command line that api.txt records, without paths that depend
	// on the machine.
	Run string

	// constants has the names of the package's error constants. Package sets it, so
	// that it makes each name once. MethodFile also works without it.
	constants constants
}

// Package returns the files of the package, sorted by name, and the facts that its
// api.txt lists. Call it only with methods for which [Check] returns no errors.
func Package(methods []*bind.Method, options Options) ([]genfile.File, []facts.Method, error) {
	methods = sorted(methods)
	documented := collectErrors(methods, options)
	options.constants = constantsOf(documented)
	prints := []func() (genfile.File, error){ // the largest files first, since they take longest
		func() (genfile.File, error) { return clientFile(methods, options) },
		func() (genfile.File, error) { return errorsFile(documented, methods, options) },
		func() (genfile.File, error) { return methodsFile(methods, documented, options) },
		func() (genfile.File, error) { return guardFile(methods, options) },
	}
	if options.Doubles {
		prints = append(prints, func() (genfile.File, error) { return doublesFile(options) })
	}
	prints = append(prints, bridgeFiles(methods, options)...)
	for _, m := range methods {
		prints = append(prints, func() (genfile.File, error) { return MethodFile(m, options) })
		if options.Examples {
			prints = append(prints, func() (genfile.File, error) { return exampleFile(m, options) })
		}
	}
	files := make([]genfile.File, len(prints))
	err := diag.Each(len(prints), func(i int) (err error) {
		files[i], err = prints[i]()
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	list := make([]facts.Method, len(methods))
	err = diag.Each(len(methods), func(i int) error {
		list[i] = Facts(methods[i])
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	api := facts.File{Run: options.Run, Methods: list}
	files = append(files, genfile.File{Name: facts.FileName, Data: api.Bytes()})
	slices.SortFunc(files, func(a, b genfile.File) int { return cmp.Compare(a.Name, b.Name) })
	return files, list, nil
}

// Check returns an error for each page whose method, or whose file, another page
// has already. Methods with different TL names have different Go names in tg. They
// have different files too, except names such as a.bC and a.b_c.
func Check(methods []*bind.Method) []diag.Diagnostic {
	var diags []diag.Diagnostic
	first := map[string]*bind.Method{}
	methods = sorted(methods)
	for _, m := range methods {
		file := genfile.Name(m.Name)
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

// sorted returns the methods sorted by name.
func sorted(methods []*bind.Method) []*bind.Method {
	return slices.SortedFunc(slices.Values(methods), func(a, b *bind.Method) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Page.File, b.Page.File))
	})
}
