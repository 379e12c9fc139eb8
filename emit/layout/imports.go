package layout

import (
	"bytes"
	"slices"
)

// GroupImports puts the imports of the standard library before all others, with a
// blank line in between, as goimports does and gofmt does not. It knows import
// declarations with parentheses and without comments.
func GroupImports(source []byte) []byte {
	const opening = "\nimport (\n"
	start := bytes.Index(source, []byte(opening))
	if start < 0 {
		return source
	}
	start += len(opening)
	end := bytes.Index(source[start:], []byte("\n)"))
	if end < 0 {
		return source
	}
	end += start + len("\n")
	var standard, others []byte
	for line := range bytes.Lines(source[start:end]) {
		switch {
		case len(bytes.TrimSpace(line)) == 0:
		case isStandard(line):
			standard = append(standard, line...)
		default:
			others = append(others, line...)
		}
	}
	if len(standard) == 0 || len(others) == 0 {
		return source
	}
	return slices.Concat(source[:start], standard, []byte("\n"), others, source[end:])
}

// isStandard reports whether a line imports a package of the standard library: the
// first element of such a path has no dot.
func isStandard(line []byte) bool {
	_, path, _ := bytes.Cut(line, []byte(`"`))
	first, _, _ := bytes.Cut(path, []byte("/"))
	return !bytes.Contains(first, []byte("."))
}
