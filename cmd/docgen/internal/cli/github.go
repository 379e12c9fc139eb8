package cli

import (
	"fmt"
	"io"
	"strings"

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
		_, err := fmt.Fprintf(w, "::%s %s,title=%s::%s\n", d.Severity, place, d.Code, githubText.Replace(printable(sentence(d))))
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
