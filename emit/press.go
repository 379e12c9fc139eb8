package emit

import (
	"bytes"
	"go/format"
	"slices"
	"strings"
	"sync"

	"github.com/dave/jennifer/jen"
)

// A press prints one file after the other, and takes the same memory for all.
type press struct {
	source bytes.Buffer
	layouter
}

var presses = sync.Pool{New: func() any { return new(press) }}

// printed returns the source of what jennifer prints, formatted.
func printed(f *jen.File) ([]byte, error) {
	p := presses.Get().(*press)
	defer presses.Put(p)
	source, err := p.render(f)
	return bytes.Clone(source), err
}

// render returns the source of a file, formatted, which is good until the next.
func (p *press) render(f *jen.File) ([]byte, error) {
	p.source.Reset()
	if err := f.Render(&p.source); err != nil {
		return nil, err
	}
	return p.gofmt(p.source.Bytes())
}

// gofmt returns Go source as gofmt prints it, but for the order of imports of the
// standard library and others.
func (p *press) gofmt(source []byte) ([]byte, error) {
	source = groupImports(source)
	if formatted, ok := p.layout(source); ok {
		return formatted, nil
	}
	return format.Source(source)
}

// groupImports sets the imports of the standard library apart from others, in
// place where there is room.
func groupImports(source []byte) []byte {
	start := bytes.Index(source, []byte("\nimport (\n"))
	if start < 0 {
		return source
	}
	start += len("\nimport (\n")
	end := start + bytes.Index(source[start:], []byte("\n)"))
	var std, others []string
	for line := range strings.Lines(string(source[start : end+1])) {
		switch path := strings.Trim(strings.TrimSpace(line), `"`); {
		case path == "":
		case strings.Contains(strings.SplitN(path, "/", 2)[0], "."):
			others = append(others, line)
		default:
			std = append(std, line)
		}
	}
	if len(std) == 0 || len(others) == 0 {
		return source
	}
	imports := strings.Join(std, "") + "\n" + strings.Join(others, "")
	return slices.Replace(source, start, end+1, []byte(imports)...)
}
