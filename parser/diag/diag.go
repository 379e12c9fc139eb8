// Package diag defines the diagnostics that docgen reports about its input, with
// their positions and the table of their codes. It imports no other package of
// docgen.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Pos is a position in a file. Line and Column count from 1, and Column counts
// bytes, as in the messages of the Go tools. Either is 0 when it is not known.
type Pos struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String returns the position as file:line:column, without unknown parts.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Severity says whether a diagnostic stops docgen. The zero value is Warning.
type Severity int

// A warning costs at most its own row or page: docgen writes everything else.
// After an error docgen writes no file.
const (
	Warning Severity = iota
	Error
)

// String returns "warning" or "error".
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// MarshalText implements encoding.TextMarshaler.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Diagnostic is one finding at one position.
type Diagnostic struct {
	Pos
	Severity Severity `json:"severity"`
	Code     Code     `json:"code"`
	// Summary says what is wrong, in one line.
	Summary string `json:"summary"`
	// Hint says what to do about it, in one line.
	Hint string `json:"hint"`
	// Method is the method that the finding is about, in TL notation, and Subject the
	// parameter or the error, as in "parse_mode". Entries of ignore files name both.
	// Either is empty where the finding is about more.
	Method  string `json:"method,omitempty"`
	Subject string `json:"subject,omitempty"`
}

// New returns a diagnostic whose summary is formatted from format and args, and
// whose severity is that of the code.
func New(pos Pos, code Code, hint, format string, args ...any) Diagnostic {
	return Diagnostic{
		Pos:      pos,
		Severity: code.Severity(),
		Code:     code,
		Summary:  fmt.Sprintf(format, args...),
		Hint:     hint,
	}
}

// About returns the diagnostic with a subject, as in "parse_mode".
func (d Diagnostic) About(subject string) Diagnostic {
	d.Subject = subject
	return d
}

// Ignorable reports whether an entry of an ignore file can leave the diagnostic out.
func (d Diagnostic) Ignorable() bool { return d.Severity == Warning && d.Code != IgnoreUnused }

// String returns the diagnostic as one line: position, severity, summary and
// code, as in "docs/x.md:14:2: warning: summary [code-in-kebab-case]".
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s: %s: %s [%s]", d.Pos, d.Severity, d.Summary, d.Code)
}

// Sort orders diagnostics by position, then by code and summary, so that two
// runs report the same findings in the same order.
func Sort(list []Diagnostic) {
	slices.SortStableFunc(list, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Summary, b.Summary),
		)
	})
}

// Count returns how many of the diagnostics have the severity.
func Count(list []Diagnostic, severity Severity) int {
	n := 0
	for _, d := range list {
		if d.Severity == severity {
			n++
		}
	}
	return n
}
