// Package report prints what docgen found, as text for people and in the formats that
// programs read: diagnostics, what changed between two states, and what changed in the
// facts of a run. It also reads the file of what is known and left out.
package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"example.com/docgen/parser/diag"
)

// Diagnostics prints diagnostics in a format: text, json, github or sarif. The sources
// are the texts of the files that they are in. A detailed text has below each
// diagnostic the line that it is about, and the hint.
func Diagnostics(w io.Writer, format string, diags []diag.Diagnostic, sources map[string][]byte, detailed bool) error {
	switch format {
	case "json":
		return JSON(w, append([]diag.Diagnostic{}, diags...))
	case "github":
		return writeGitHub(w, diags)
	case "sarif":
		return writeSARIF(w, diags, sources)
	}
	for _, d := range diags {
		if _, err := fmt.Fprintln(w, Printable(d.String())); err != nil {
			return err
		}
		if detailed {
			writeDetail(w, d, sources[d.File])
		}
	}
	return nil
}

// writeDetail prints the line that a diagnostic is about, a mark below its
// column, and the hint.
func writeDetail(w io.Writer, d diag.Diagnostic, source []byte) {
	if line, ok := sourceLine(source, d.Line); ok {
		number := fmt.Sprint(d.Line)
		fmt.Fprintf(w, "  %s | %s\n", number, Printable(line))
		if d.Column > 0 && d.Column <= len(line)+1 {
			fmt.Fprintf(w, "  %s | %s^\n", strings.Repeat(" ", len(number)), blank(line[:d.Column-1]))
		}
	}
	if d.Hint != "" {
		fmt.Fprintf(w, "  hint: %s\n", d.Hint)
	}
}

// sourceLine returns a line of a page, counted from 1.
func sourceLine(source []byte, n int) (string, bool) {
	lines := bytes.Split(bytes.TrimPrefix(source, []byte("\ufeff")), []byte("\n"))
	if n < 1 || n > len(lines) {
		return "", false
	}
	return strings.TrimRight(string(lines[n-1]), "\r"), true
}

// blank returns a text of the same width without ink.
func blank(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, text)
}

// Printable returns a text with each character replaced that a terminal would act on
// or a reader would not see: the text may come from a stranger.
func Printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || diag.Hidden(r) {
			return '\ufffd'
		}
		return r
	}, text)
}

// JSON prints a value as indented JSON, without escaping what is only special in
// HTML.
func JSON(w io.Writer, value any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}
