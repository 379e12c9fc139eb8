package report

import (
	"fmt"
	"io"
	"strings"

	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/parser/diag"
)

// writeGitHub prints diagnostics as workflow commands of GitHub Actions. GitHub shows
// each beside its line in a pull request:
//
//	::warning file=docs/x.md,line=14,col=2,title=row-short::the row has 2 of 3 cells: add the missing cells
func writeGitHub(w io.Writer, diags []diag.Diagnostic) error {
	for _, d := range diags {
		position := "file=" + githubProperty.Replace(diag.Printable(d.File))
		if d.Line > 0 {
			position += fmt.Sprintf(",line=%d", d.Line)
		}
		if d.Column > 0 {
			position += fmt.Sprintf(",col=%d", d.Column)
		}
		_, err := fmt.Fprintf(w, "::%s %s,title=%s::%s\n", d.Severity, position, d.Code, githubText.Replace(diag.Printable(sentence(d))))
		if err != nil {
			return err
		}
	}
	return nil
}

// These escape the characters that have a meaning in a workflow command:
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
var (
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// writeGitHubChanges prints changes as workflow commands of GitHub Actions.
func writeGitHubChanges(w io.Writer, r *review.Report) error {
	line := func(severity string, pos diag.Pos, title, text string) error {
		_, err := fmt.Fprintf(w, "::%s %stitle=%s::%s\n", severity, githubPosition(pos), title, githubText.Replace(diag.Printable(text)))
		return err
	}
	for _, lost := range r.Lost {
		if err := line("error", diag.Pos{}, string(lost.Code)+" (breaking)", lost.Sentence); err != nil {
			return err
		}
	}
	for _, m := range r.Methods {
		for _, c := range m.Changes {
			if err := line(severities[c.Level], newestPosition(c), fmt.Sprintf("%s (%s)", c.Rule, c.Level), groupName(m.Name)+": "+c.Sentence); err != nil {
				return err
			}
		}
	}
	return nil
}

// githubPosition returns a position as properties of a workflow command. It is empty
// for a file in git's history, as in git:HEAD~1:docs, which a pull request has no lines
// of.
func githubPosition(pos diag.Pos) string {
	if pos.Line == 0 || strings.HasPrefix(pos.File, input.GitPrefix) {
		return ""
	}
	properties := fmt.Sprintf("file=%s,line=%d,", githubProperty.Replace(diag.Printable(pos.File)), pos.Line)
	if pos.Column > 0 {
		properties += fmt.Sprintf("col=%d,", pos.Column)
	}
	return properties
}

// severities are the workflow commands for changes, by level.
var severities = map[review.Level]string{review.Breaking: "error", review.Notable: "warning", review.Harmless: "notice"}

// newestPosition returns the position of a change in the new state or, if it has none
// there, in the old one.
func newestPosition(c review.Change) diag.Pos {
	if c.New.Line > 0 {
		return c.New
	}
	return c.Old
}
