package report

import (
	"fmt"
	"io"
	"strings"

	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/parser/diag"
)

// writeGitHub prints diagnostics as commands of a GitHub Actions workflow,
// which shows them beside the lines of a pull request:
//
//	::warning file=docs/x.md,line=14,col=2,title=row-short::the row has 2 of 3 cells: add the missing cells
func writeGitHub(w io.Writer, diags []diag.Diagnostic) error {
	for _, d := range diags {
		place := "file=" + githubProperty.Replace(d.File)
		if d.Line > 0 {
			place += fmt.Sprintf(",line=%d", d.Line)
		}
		if d.Column > 0 {
			place += fmt.Sprintf(",col=%d", d.Column)
		}
		_, err := fmt.Fprintf(w, "::%s %s,title=%s::%s\n", d.Severity, place, d.Code, githubText.Replace(Printable(sentence(d))))
		if err != nil {
			return err
		}
	}
	return nil
}

// What a workflow command would read as its own syntax:
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
var (
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// writeGitHubChanges prints changes as commands of a GitHub Actions workflow, which
// shows them beside the lines of a pull request.
func writeGitHubChanges(w io.Writer, r *review.Report) error {
	line := func(severity string, pos diag.Pos, title, text string) error {
		_, err := fmt.Fprintf(w, "::%s %stitle=%s::%s\n", severity, githubPlace(pos), title, githubText.Replace(Printable(text)))
		return err
	}
	for _, lost := range r.Lost {
		if err := line("error", diag.Pos{}, string(lost.Code)+" (breaking)", lost.Sentence); err != nil {
			return err
		}
	}
	for _, m := range r.Methods {
		for _, c := range m.Changes {
			if err := line(severities[c.Level], changePlace(c), fmt.Sprintf("%s (%s)", c.Rule, c.Level), groupName(m.Name)+": "+c.Sentence); err != nil {
				return err
			}
		}
	}
	return nil
}

// githubPlace returns the properties of a place. What git holds is none: a pull
// request has no line for it.
func githubPlace(pos diag.Pos) string {
	if pos.Line == 0 || strings.HasPrefix(pos.File, input.GitPrefix) {
		return ""
	}
	place := fmt.Sprintf("file=%s,line=%d,", githubProperty.Replace(pos.File), pos.Line)
	if pos.Column > 0 {
		place += fmt.Sprintf("col=%d,", pos.Column)
	}
	return place
}

// severities are what a change is as a diagnostic, by its level.
var severities = map[review.Level]string{review.Breaking: "error", review.Notable: "warning", review.Harmless: "notice"}

// changePlace returns where a change is best looked at: in the new state, or where it
// has no place there, in the old one.
func changePlace(c review.Change) diag.Pos {
	if c.New.Line > 0 {
		return c.New
	}
	return c.Old
}
