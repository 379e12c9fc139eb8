package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
)

// maxIgnore is the largest size of an ignore file, in bytes: more than ten thousand
// entries fit in.
const maxIgnore = 1 << 20

// wholePackage stands for the method in an entry about a change of the whole package.
const wholePackage = "-"

// An Ignore is one entry of an ignore file: a change or a warning that the user accepts,
// and why.
type Ignore struct {
	// Rule is the rule of a change, or the code of a warning.
	Rule    string
	Method  string
	Subject string
	Reason  string
	Pos     diag.Pos
}

// An Ignorable tells what the entries of an ignore file may be about: OfChanges or
// OfWarnings. For the first word of an entry it returns what is wrong with the word, or
// nothing.
type Ignorable func(rule string) (problem string)

// OfChanges takes the rules of diff and, for a kind of fact that is lost, the code of the
// loss.
func OfChanges(rule string) string {
	_, isRule := review.Explain(review.Rule(rule))
	_, isCode := diag.Explain(diag.Code(rule))
	if isRule || isCode && strings.HasPrefix(rule, "lost-") {
		return ""
	}
	return "there is no rule " + rule
}

// OfWarnings takes the codes of warnings.
func OfWarnings(rule string) string {
	_, isRule := review.Explain(review.Rule(rule))
	info, isCode := diag.Explain(diag.Code(rule))
	switch {
	case isCode && info.Severity == diag.Warning:
		return ""
	case isCode:
		return rule + " is an error, and errors can't be left out"
	case isRule:
		return rule + " is a rule of docgen diff, and no warning"
	}
	return "there is no warning " + rule
}

// ParseIgnores parses an ignore file. Each line is an entry: a rule or a code, a method or
// "-" for no method in particular, optionally the subject of the change or the warning,
// and a reason after "#":
//
//	parameter-removed messages.sendMessage effect # we never set it
//
// ParseIgnores skips empty lines, and lines that start with "#". The diagnostics that it
// returns are errors: each is about a line that is no entry, or about a file that is too
// large.
func ParseIgnores(file string, data []byte, may Ignorable) ([]Ignore, []diag.Diagnostic) {
	if len(data) > maxIgnore {
		return nil, []diag.Diagnostic{diag.New(diag.Pos{File: file}, diag.IgnoreInvalid, "shorten the file",
			"the ignore file has %d bytes, and docgen reads at most %d", len(data), maxIgnore)}
	}
	var ignores []Ignore
	var diags []diag.Diagnostic
	number := 0
	for raw := range bytes.Lines(bytes.TrimPrefix(data, []byte("\ufeff"))) {
		number++
		line := strings.TrimRight(string(raw), "\r\n")
		pos := diag.Pos{File: file, Line: number, Column: 1}
		if at, what := unreadable(line); what != "" {
			pos.Column = at + 1
			diags = append(diags, diag.New(pos, diag.IgnoreInvalid, "delete the line and write it again", "the line has %s", what))
			continue
		}
		if text := strings.TrimSpace(line); text == "" || text[0] == '#' {
			continue
		}
		ignore, column, problem := parseIgnore(line, may)
		if pos.Column = column; problem != "" {
			diags = append(diags, diag.New(pos, diag.IgnoreInvalid, "write: CODE METHOD [SUBJECT] # REASON", "%s", problem))
			continue
		}
		ignore.Pos = pos
		ignores = append(ignores, ignore)
	}
	return ignores, diags
}

// unreadable returns the offset and a description of the first thing in a line that a
// reader can't see: a hidden character, or bytes that are not UTF-8. If there is none,
// what is empty.
func unreadable(line string) (at int, what string) {
	for i, r := range line {
		if r == utf8.RuneError && !strings.HasPrefix(line[i:], "\ufffd") {
			return i, "bytes that are not UTF-8"
		}
		if diag.Hidden(r) {
			return i, fmt.Sprintf("the hidden character %U", r)
		}
	}
	return 0, ""
}

// parseIgnore parses one entry. It returns the entry and its column, or a problem and
// the column of the problem.
func parseIgnore(line string, may Ignorable) (ignore Ignore, column int, problem string) {
	column = len(line) - len(strings.TrimLeft(line, " \t")) + 1
	entry, reason, found := strings.Cut(line, "#")
	if reason = strings.TrimSpace(reason); !found || reason == "" {
		return ignore, len(strings.TrimRight(line, " \t#")) + 1, "the entry gives no reason"
	}
	words := strings.Fields(entry)
	if len(words) < 2 {
		return ignore, column, "the entry names no method"
	}
	ignore = Ignore{Rule: words[0], Method: words[1], Subject: strings.Join(words[2:], " "), Reason: reason}
	if problem := may(ignore.Rule); problem != "" {
		return ignore, column, problem
	}
	if ignore.Method == wholePackage {
		ignore.Method = ""
	}
	return ignore, column, ""
}

// covers reports whether an entry is about a change or a warning. An entry without a
// subject covers all of the method under the rule.
func (i Ignore) covers(rule, method, subject string) bool {
	return i.Rule == rule && i.Method == method && (i.Subject == "" || i.Subject == strings.Join(strings.Fields(subject), " "))
}

// ignores are the entries of a file, and which of them cover something.
type ignores struct {
	entries []Ignore
	used    []bool
}

// cover reports whether an entry covers a change or a warning, and marks each that does.
func (s *ignores) cover(rule, method, subject string) bool {
	found := false
	for i, entry := range s.entries {
		if entry.covers(rule, method, subject) {
			s.used[i], found = true, true
		}
	}
	return found
}

// unused returns a warning for each entry that covers nothing, but for those that skip is
// true for. The noun says what an entry covers, as in "change".
func (s *ignores) unused(noun string, skip func(Ignore) bool) []diag.Diagnostic {
	var diags []diag.Diagnostic
	for i, entry := range s.entries {
		if !s.used[i] && !skip(entry) {
			d := diag.New(entry.Pos, diag.IgnoreUnused, "remove the entry", "no %s matches the entry", noun)
			d.Method = entry.Method
			diags = append(diags, d)
		}
	}
	return diags
}

// LeaveOut moves the changes and losses that an entry covers to r.Ignored. It returns a
// warning for each entry that covers nothing. It does not change the verdict, which is
// about the package: a change that you accept can still break somebody else's code.
func LeaveOut(r *review.Report, entries []Ignore) []diag.Diagnostic {
	known := &ignores{entries, make([]bool, len(entries))}
	ignored := func(c review.Change) bool {
		if !known.cover(string(c.Rule), c.Method, c.Subject) {
			return false
		}
		r.Ignored = append(r.Ignored, c)
		return true
	}
	for i := range r.Methods {
		r.Methods[i].Changes = slices.DeleteFunc(r.Methods[i].Changes, ignored)
	}
	r.Lost = slices.DeleteFunc(r.Lost, func(l facts.Loss) bool {
		return ignored(review.Change{Rule: review.Rule(l.Code), Level: review.Breaking, Layer: review.Facts, Sentence: l.Sentence})
	})
	r.Methods = slices.DeleteFunc(r.Methods, func(m review.MethodReport) bool { return len(m.Changes) == 0 })
	return known.unused("change", func(Ignore) bool { return false })
}

// LeaveOutWarnings returns the diagnostics without the warnings that an entry covers, and
// how many these are. Errors always stay. It adds a warning for each entry that covers
// nothing, but for entries about methods that the run did not look at.
func LeaveOutWarnings(diags []diag.Diagnostic, entries []Ignore, lookedAt func(method string) bool) (left []diag.Diagnostic, ignored int) {
	if len(entries) == 0 {
		return diags, 0
	}
	known := &ignores{entries, make([]bool, len(entries))}
	for _, d := range diags {
		if d.Ignorable() && known.cover(string(d.Code), d.Method, d.Subject) {
			ignored++
			continue
		}
		left = append(left, d)
	}
	return append(left, known.unused("warning", func(i Ignore) bool { return i.Method != "" && !lookedAt(i.Method) })...), ignored
}

// writeIgnores prints the warnings among diagnostics as the entries of an ignore file. The
// reason of each entry is what the warning says, for a person to edit.
func writeIgnores(w io.Writer, diags []diag.Diagnostic) error {
	seen := map[string]bool{}
	for _, d := range diags {
		if !d.Ignorable() {
			continue
		}
		entry := string(d.Code) + " " + cmp.Or(d.Method, wholePackage)
		if subject := strings.Join(strings.Fields(d.Subject), " "); subject != "" && !strings.Contains(subject, "#") && subject == diag.Printable(subject) {
			entry += " " + subject
		}
		if seen[entry] {
			continue
		}
		seen[entry] = true
		if _, err := fmt.Fprintf(w, "%s # %s\n", entry, diag.Printable(d.Summary)); err != nil {
			return err
		}
	}
	return nil
}
