package emit

import (
	"bytes"
	"fmt"

	"github.com/dave/jennifer/jen"

	"example.com/docgen/emit/layout"
)

// printed returns the file that jennifer prints, with the header before it.
func printed(f *jen.File, name, from, pageHash string) (File, error) {
	source, err := formatted(f)
	if err != nil {
		return File{}, fmt.Errorf("printing %s: %w", name, err)
	}
	return goFile(name, from, pageHash, source), nil
}

// formatted returns what jennifer prints, as goimports would have it.
func formatted(f *jen.File) ([]byte, error) {
	var source bytes.Buffer
	if err := f.Render(&source); err != nil {
		return nil, err
	}
	return layout.Source(layout.GroupImports(source.Bytes()))
}

// goFile returns a file of formatted source, with the header before it.
func goFile(name, from, pageHash string, formatted ...[]byte) File {
	head := header(from, pageHash, nil) // as long as the one that is to be
	size := len(head)
	for _, part := range formatted {
		size += 1 + len(part)
	}
	data := append(make([]byte, 0, size), head...)
	for _, part := range formatted {
		data = append(append(data, '\n'), bytes.TrimLeft(part, "\n")...)
	}
	copy(data, header(from, pageHash, data[len(head):]))
	return File{Name: name, Data: data}
}
