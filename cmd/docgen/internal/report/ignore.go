package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
)

// maxIgnore is how large an ignore file may be: some ten thousand entries.
const maxIgnore = 1 << 20

// wholePackage is what an entry has in the place of a method for a change of the
// whole package.
const wholePackage = "-"

// An Ignore is one entry of an ignore file: a change that is known, and why.
type Ignore struct {
	Rule    review.Rule
	Method  string
	Subject string
	Reason  string
	Pos     diag.Pos
}

// ParseIgnores reads an ignore file. Each line is a rule, a method ("-" for the whole
// package), maybe a subject, and a reason after " # ":
//
//	parameter-removed messages.sendMessage effect # we never set it
//
// The code of a loss, such as lost-errors, stands for a rule of the whole package.
// Empty lines and those that start with "#" are none. A diagnostic is an error.
func ParseIgnores(file string, data []byte) ([]Ignore, []diag.Diagnostic) {
	if len(data) > maxIgnore {
		return nil, []diag.Diagnostic{diag.New(diag.Pos{File: file}, diag.IgnoreInvalid, "split the comparison",
			"the ignore file has %d bytes, at most %d are read", len(data), maxIgnore)}
	}
	var ignores []Ignore
	var diags []diag.Diagnostic
	number := 0
	for raw := range bytes.Lines(data) {
		number++
		line := strings.TrimRight(string(raw), "\r\n")
		pos := diag.Pos{File: file, Line: number, Column: 1}
		if at, what := unreadable(line); what != "" {
			pos.Column = at + 1
			diags = append(diags, diag.New(pos, diag.IgnoreInvalid, "remove it", "the line has %s", what))
			continue
		}
		if text := strings.TrimSpace(line); text == "" || text[0] == '#' {
			continue
		}
		ignore, column, problem := parseIgnore(line)
		if pos.Column = column; problem != "" {
			diags = append(diags, diag.New(pos, diag.IgnoreInvalid, "write: rule method subject # reason", "%s", problem))
			continue
		}
		ignore.Pos = pos
		ignores = append(ignores, ignore)
	}
	return ignores, diags
}

// unreadable returns where a line has what a reader does not see, and what it is.
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

// parseIgnore reads one entry, and returns the column of it, or of its problem.
func parseIgnore(line string) (ignore Ignore, column int, problem string) {
	column = len(line) - len(strings.TrimLeft(line, " \t")) + 1
	entry, reason, found := strings.Cut(line, "#")
	if reason = strings.TrimSpace(reason); !found || reason == "" {
		return ignore, len(strings.TrimRight(line, " \t#")) + 1, "the entry has no reason"
	}
	words := strings.Fields(entry)
	if len(words) < 2 {
		return ignore, column, "the entry has no method"
	}
	ignore = Ignore{Rule: review.Rule(words[0]), Method: words[1], Subject: strings.Join(words[2:], " "), Reason: reason}
	if _, ok := review.Explain(ignore.Rule); !ok && !ignore.ofLoss() {
		return ignore, column, fmt.Sprintf("there is no rule %s", ignore.Rule)
	}
	if ignore.Method == wholePackage {
		ignore.Method = ""
	}
	return ignore, column, ""
}

// ofLoss reports whether an entry is about a kind of fact that is lost, by its code.
func (i Ignore) ofLoss() bool {
	_, ok := diag.Explain(diag.Code(i.Rule))
	return ok && strings.HasPrefix(string(i.Rule), "lost-")
}

// covers reports whether an entry is about a change. Without a subject it is about
// all of the rule in the method.
func (i Ignore) covers(c review.Change) bool {
	return i.Rule == c.Rule && i.Method == c.Method && (i.Subject == "" || i.Subject == strings.Join(strings.Fields(c.Subject), " "))
}

// LeaveOut takes the changes out of a report that an entry is about, and returns a
// diagnostic for each entry that is about none. The verdict stays: it is about the
// package, and not about who reads of it.
func LeaveOut(r *review.Report, ignores []Ignore) []diag.Diagnostic {
	used := make([]bool, len(ignores))
	ignored := func(c review.Change) bool {
		found := false
		for i, ignore := range ignores {
			if ignore.covers(c) {
				used[i], found = true, true
			}
		}
		if found {
			r.Ignored = append(r.Ignored, c)
		}
		return found
	}
	for i := range r.Methods {
		r.Methods[i].Changes = slices.DeleteFunc(r.Methods[i].Changes, ignored)
	}
	r.Lost = slices.DeleteFunc(r.Lost, func(l facts.Loss) bool {
		return ignored(review.Change{Rule: review.Rule(l.Code), Level: review.Breaking, Layer: review.Facts, Sentence: l.Sentence})
	})
	r.Methods = slices.DeleteFunc(r.Methods, func(m review.MethodReport) bool { return len(m.Changes) == 0 })
	var diags []diag.Diagnostic
	for i, ignore := range ignores {
		if !used[i] {
			diags = append(diags, diag.New(ignore.Pos, diag.IgnoreUnused, "remove the entry", "nothing changed that the entry is about"))
		}
	}
	return diags
}
