// Package html prints a report as one HTML file, for a person who decides whether
// to merge.
//
// The file needs nothing but a browser: no network, no other file. The text of
// pages is hostile. It is escaped by html/template, or is JSON that the script
// shows as text; the file's content security policy lets nothing run or load
// that docgen did not write.
package html

import (
	"bufio"
	"bytes"
	"cmp"
	"io"
	"slices"

	"example.com/docgen/cmd/docgen/internal/review"
)

// Write writes the report. The same report gives the same bytes.
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

// Is reports whether a file is a review that Write wrote.
func Is(text []byte) bool {
	head, _, _ := bytes.Cut(text[:min(len(text), 4096)], []byte("<title>"))
	return bytes.Contains(head, []byte(`<meta name="generator" content="docgen review">`))
}
