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

// maxIgnore is the largest size of an ignore file, in bytes: more than ten thousand
// entries fit in.
const maxIgnore = 1 << 20

// wholePackage stands for the method in an entry about a change of the whole package.
const wholePackage = "-"

// An Ignore is one entry of an ignore file: a change that the user accepts, and why.
type Ignore struct {
	Rule    review.Rule
	Method  string
	Subject string
	Reason  string
	Pos     diag.Pos
}

// ParseIgnores parses an ignore file. Each line is an entry: a rule, a method or "-" for
// the whole package, optionally the subject of the change, and a reason after "#":
//
//	parameter-removed messages.sendMessage effect # we never set it
//
// Instead of a rule an entry may have the code of a loss, such as lost-errors, with "-"
// for the method. ParseIgnores skips empty lines, and lines that start with "#". The
// diagnostics that it returns are errors: each is about a line that is no entry, or
// about a file that is too large.
func ParseIgnores(file string, data []byte) ([]Ignore, []diag.Diagnostic) {
	if len(data) > maxIgnore {
		return nil, []diag.Diagnostic{diag.New(diag.Pos{File: file}, diag.IgnoreInvalid, "shorten the file",
			"the ignore file has %d bytes, and docgen reads at most %d", len(data), maxIgnore)}
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
			diags = append(diags, diag.New(pos, diag.IgnoreInvalid, "delete the line and write it again", "the line has %s", what))
			continue
		}
		if text := strings.TrimSpace(line); text == "" || text[0] == '#' {
			continue
		}
		ignore, column, problem := parseIgnore(line)
		if pos.Column = column; problem != "" {
			diags = append(diags, diag.New(pos, diag.IgnoreInvalid, "write: RULE METHOD [SUBJECT] # REASON", "%s", problem))
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
func parseIgnore(line string) (ignore Ignore, column int, problem string) {
	column = len(line) - len(strings.TrimLeft(line, " \t")) + 1
	entry, reason, found := strings.Cut(line, "#")
	if reason = strings.TrimSpace(reason); !found || reason == "" {
		return ignore, len(strings.TrimRight(line, " \t#")) + 1, "the entry gives no reason"
	}
	words := strings.Fields(entry)
	if len(words) < 2 {
		return ignore, column, "the entry names no method"
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

// ofLoss reports whether an entry has the code of a loss in place of a rule.
func (i Ignore) ofLoss() bool {
	_, ok := diag.Explain(diag.Code(i.Rule))
	return ok && strings.HasPrefix(string(i.Rule), "lost-")
}

// covers reports whether an entry is about a change. An entry without a subject covers
// all changes of the method under the rule.
func (i Ignore) covers(c review.Change) bool {
	return i.Rule == c.Rule && i.Method == c.Method && (i.Subject == "" || i.Subject == strings.Join(strings.Fields(c.Subject), " "))
}

// LeaveOut moves the changes and losses that an entry covers to r.Ignored. It returns a
// warning for each entry that covers nothing. It does not change the verdict, which is
// about the package: a change that you accept can still break somebody else's code.
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
			diags = append(diags, diag.New(ignore.Pos, diag.IgnoreUnused, "remove the entry", "no change matches the entry"))
		}
	}
	return diags
}
