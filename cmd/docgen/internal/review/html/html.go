// Package html writes a report as one HTML file, for a person who decides whether
// to merge the changes.
//
// The file needs only a browser: no network and no other file. It treats the text
// of pages as written by an attacker. html/template escapes that text, or it is
// JSON that the script shows as text. If some of it became HTML all the same, the
// content security policy of the file would not let it run or load anything.
package html

import (
	"bufio"
	"bytes"
	"cmp"
	"io"
	"slices"

	"example.com/docgen/cmd/docgen/internal/review"
)

// Write writes the report to w as HTML. For the same report it writes the same
// bytes.
func Write(w io.Writer, r *review.Report) error {
	methods := slices.Clone(r.Methods)
	slices.SortStableFunc(methods, func(a, b review.MethodReport) int {
		return cmp.Or(cmp.Compare(b.Level(), a.Level()), cmp.Compare(a.Name, b.Name))
	})
	v, err := newView(r, methods)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	if err := templates().ExecuteTemplate(out, "review.html", v); err != nil {
		return err
	}
	return out.Flush()
}

// Is reports whether the text is a file that Write wrote.
func Is(text []byte) bool {
	head, _, _ := bytes.Cut(text[:min(len(text), 4096)], []byte("<title>"))
	return bytes.Contains(head, []byte(`<meta name="generator" content="docgen review">`))
}
