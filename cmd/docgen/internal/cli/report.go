package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"example.com/docgen/parser/diag"
)

// report prints diagnostics in the format. On a terminal a text has the line
// of the page and the hint below each.
func report(w io.Writer, format string, diags []diag.Diagnostic, sources map[string][]byte) error {
	switch format {
	case "json":
		return writeJSON(w, append([]diag.Diagnostic{}, diags...))
	case "github":
		return writeGitHub(w, diags)
	case "sarif":
		return writeSARIF(w, diags, sources)
	}
	detailed := isTerminal(w)
	for _, d := range diags {
		fmt.Fprintln(w, printable(d.String()))
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
		fmt.Fprintf(w, "  %s | %s\n", number, printable(line))
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

// printable replaces what a terminal would act on, and what a reader would not
// see: a page may come from a stranger.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || diag.Hidden(r) {
			return '\ufffd'
		}
		return r
	}, text)
}

func isTerminal(w io.Writer) bool {
	if results, ok := w.(*checkedWriter); ok {
		w = results.Writer
	}
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// writeJSON prints a value as indented JSON, without escaping what is only
// special in HTML.
func writeJSON(w io.Writer, value any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}

// failing reports whether diagnostics make a run fail.
func failing(diags []diag.Diagnostic, strict bool) bool {
	return diag.Count(diags, diag.Error) > 0 || strict && len(diags) > 0
}
