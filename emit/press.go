package emit

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/dave/jennifer/jen"

	"example.com/docgen/emit/layout"
)

// A press prints one file after the other, and takes the same memory for all.
type press struct {
	source bytes.Buffer
}

var presses = sync.Pool{New: func() any { return new(press) }}

// printed returns the file that jennifer prints, with the header before it.
func printed(f *jen.File, name, from, pageHash string) (File, error) {
	p := presses.Get().(*press)
	defer presses.Put(p)
	source, err := p.render(f)
	if err != nil {
		return File{}, fmt.Errorf("printing %s: %w", name, err)
	}
	return goFile(name, from, pageHash, source), nil
}

// render returns the source of a file, formatted.
func (p *press) render(f *jen.File) ([]byte, error) {
	p.source.Reset()
	if err := f.Render(&p.source); err != nil {
		return nil, err
	}
	return layout.Source(layout.GroupImports(p.source.Bytes()))
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
