package cli

import (
	"io"
	"os"

	"golang.org/x/term"

	"example.com/docgen/parser/diag"
)

// An output is standard output or standard error. Whatever is written to it becomes
// printable, since most of what docgen prints has text of strangers in it.
type output struct {
	// raw is for text in a format that has control characters or commands of its own,
	// and in which all text of strangers is printable already.
	raw *checkedWriter
}

func newOutput(w io.Writer) *output { return &output{&checkedWriter{Writer: w}} }

// Write implements io.Writer. A text that must become printable as a whole has to be
// written as a whole.
func (o *output) Write(p []byte) (int, error) {
	_, err := io.WriteString(o.raw, diag.PrintableLines(string(p)))
	return len(p), err
}

func (o *output) isTerminal() bool {
	f, ok := o.raw.Writer.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// A checkedWriter remembers the first error of its writer. A run fails if its results or
// its diagnostics get lost, for example on a full disk, even if the code that printed them
// ignores the error.
type checkedWriter struct {
	io.Writer
	err error
}

// Write implements io.Writer.
func (w *checkedWriter) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	if w.err == nil {
		w.err = err
	}
	return n, err
}
