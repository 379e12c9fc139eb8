package emit

import (
	"bytes"

	"github.com/dave/jennifer/jen"

	"example.com/docgen/emit/layout"
)

// printed returns the source of f, formatted as goimports formats it.
func printed(f *jen.File) ([]byte, error) {
	var source bytes.Buffer
	if err := f.Render(&source); err != nil {
		return nil, err
	}
	return layout.Source(layout.GroupImports(source.Bytes()))
}
