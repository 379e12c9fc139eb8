package report_test

import (
	"strings"
	"testing"

	"example.com/docgen/cmd/docgen/internal/report"
	"example.com/docgen/cmd/docgen/internal/review"
)

// FuzzIgnores checks that each entry has a rule, a method, a reason and the right
// position, and that each line is an entry, a comment or an error.
func FuzzIgnores(f *testing.F) {
	for _, seed := range []string{
		"parameter-removed help.getConfig lang # why\n", "# a comment\n\n", "go-constant-removed - ErrTimeout # why # so\r\n",
		"method-removed help.getConfig\n", "method-removed # why\n", "no-rule x # why\n", "\ufeffparameter-removed x # why\n", "\u202e", "\xff", "note-added x @octocat #1",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		ignores, diags := report.ParseIgnores("known.txt", data, report.OfChanges)
		lines := strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
		seen := map[int]bool{}
		for _, i := range ignores {
			if _, ok := review.Explain(review.Rule(i.Rule)); !ok || i.Reason == "" || strings.ContainsAny(i.Method, " #") {
				t.Errorf("an entry lacks something: %+v", i)
			}
			if line := lines[i.Pos.Line-1]; !strings.HasPrefix(line[i.Pos.Column-1:], i.Rule) {
				t.Errorf("%s is not at %s: %q", i.Rule, i.Pos, line)
			}
			seen[i.Pos.Line] = true
		}
		for _, d := range diags {
			if d.Line < 1 || d.Line > len(lines) || d.Column < 1 || d.Column > len(lines[d.Line-1])+1 {
				t.Errorf("the file has no such position: %s", d)
			}
			seen[d.Line] = true
		}
		for n, line := range lines {
			if text := strings.TrimSpace(strings.TrimRight(line, "\r")); text != "" && text[0] != '#' && !seen[n+1] {
				t.Errorf("line %d is neither an entry nor an error: %q", n+1, line)
			}
		}
	})
}

// TestIgnoreLimits parses a file that is too large.
func TestIgnoreLimits(t *testing.T) {
	_, diags := report.ParseIgnores("known.txt", []byte(strings.Repeat("# much\n", 1<<18)), report.OfWarnings)
	if len(diags) != 1 || diags[0].Code != "ignore-invalid" || !strings.Contains(diags[0].Summary, "at most 1048576") {
		t.Errorf("got %v", diags)
	}
}
