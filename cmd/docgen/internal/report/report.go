// Package report prints the results of docgen, as text for people and in formats for
// programs: diagnostics, the comparison of two states, and the changes of facts that a
// run makes. It also reads ignore files, and applies them to a comparison.
package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"example.com/docgen/parser/diag"
)

// Diagnostics prints diagnostics in a format: text, json, github, sarif, or ignore for the
// entries of an ignore file. The sources are the texts of the files that the diagnostics
// are about, by file name. If detailed is true, the format text has below each diagnostic
// the line of the file and the hint.
func Diagnostics(w io.Writer, format string, diags []diag.Diagnostic, sources map[string][]byte, detailed bool) error {
	switch format {
	case "json":
		return JSON(w, append([]diag.Diagnostic{}, diags...))
	case "github":
		return writeGitHub(w, diags)
	case "sarif":
		return writeSARIF(w, diags, sources)
	case "ignore":
		return writeIgnores(w, diags)
	}
	for _, d := range diags {
		if _, err := fmt.Fprintln(w, diag.Printable(d.String())); err != nil {
			return err
		}
		if detailed {
			writeDetail(w, d, sources[d.File])
		}
	}
	return nil
}

// writeDetail prints the line of a diagnostic, a ^ below its column, and the hint.
func writeDetail(w io.Writer, d diag.Diagnostic, source []byte) {
	if line, ok := sourceLine(source, d.Line); ok {
		number := fmt.Sprint(d.Line)
		fmt.Fprintf(w, "  %s | %s\n", number, diag.Printable(line))
		if d.Column > 0 && d.Column <= len(line)+1 {
			fmt.Fprintf(w, "  %s | %s^\n", strings.Repeat(" ", len(number)), blank(diag.Printable(line[:d.Column-1])))
		}
	}
	if d.Hint != "" {
		fmt.Fprintf(w, "  hint: %s\n", diag.Printable(d.Hint))
	}
}

// sourceLine returns line n of a file, counted from 1, and whether the file has it.
func sourceLine(source []byte, n int) (string, bool) {
	lines := bytes.Split(bytes.TrimPrefix(source, []byte("\ufeff")), []byte("\n"))
	if n < 1 || n > len(lines) {
		return "", false
	}
	return strings.TrimRight(string(lines[n-1]), "\r"), true
}

// blank replaces each character of a text with a space, and keeps tabs: so a mark after
// it stands in the same column as a mark after the text.
func blank(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, text)
}

// JSON prints a value as indented JSON. It does not escape <, > and &, which are
// special in HTML alone.
func JSON(w io.Writer, value any) error {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(value); err != nil {
		return err
	}
	_, err := io.WriteString(w, diag.PrintableJSON(b.String()))
	return err
}
