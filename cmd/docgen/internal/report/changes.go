package report

import (
	"fmt"
	"io"
	"strings"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
)

// Comparison prints a report in a format: text, json, markdown or github. If color is
// true, the format text has colors.
func Comparison(w io.Writer, format string, r *review.Report, color bool) error {
	switch format {
	case "json":
		return JSON(w, jsonReportOf(r))
	case "markdown":
		return writeMarkdown(w, r)
	case "github":
		return writeGitHubChanges(w, r)
	}
	return writeChanges(w, r, color)
}

// jsonReport is a report as docgen diff --format json prints it. It is an interface of
// docgen: its names never change.
type jsonReport struct {
	Old        string          `json:"old"`
	New        string          `json:"new"`
	OldMethods int             `json:"oldMethods"`
	NewMethods int             `json:"newMethods"`
	Verdict    review.Verdict  `json:"verdict,omitempty"`
	Lost       []facts.Loss    `json:"lost"`
	Limits     []string        `json:"limits"`
	Changes    []review.Change `json:"changes"`
	Ignored    []review.Change `json:"ignored"`
}

func jsonReportOf(r *review.Report) jsonReport {
	return jsonReport{
		Old: r.Old, New: r.New, OldMethods: r.OldMethods, NewMethods: r.NewMethods, Verdict: r.Verdict,
		Lost: append([]facts.Loss{}, r.Lost...), Limits: append([]string{}, r.Limits...),
		Changes: append([]review.Change{}, r.Changes()...), Ignored: append([]review.Change{}, r.Ignored...),
	}
}

// A style adds colors to text if it is true.
type style bool

func (s style) paint(code, text string) string {
	if !s {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// levelColors are codes of a terminal for red, yellow and faint.
var levelColors = map[review.Level]string{review.Breaking: "31", review.Notable: "33", review.Harmless: "2"}

// writeChanges prints a report for a terminal: first the numbers, the verdict and the
// losses, then the changes of each method.
func writeChanges(w io.Writer, r *review.Report, color bool) error {
	var b strings.Builder
	s := style(color)
	fmt.Fprintf(&b, "%s\n", s.paint("1", diag.Printable(headline(r))))
	for _, line := range verdictLines(r) {
		fmt.Fprintf(&b, "%s\n", diag.Printable(line))
	}
	for _, lost := range r.Lost {
		fmt.Fprintf(&b, "%s %s\n", s.paint("31", "lost:"), diag.Printable(lost.Sentence)+" "+s.paint("2", "["+string(lost.Code)+"]"))
	}
	for _, limit := range r.Limits {
		fmt.Fprintf(&b, "note: %s\n", diag.Printable(limit))
	}
	for _, m := range r.Methods {
		fmt.Fprintf(&b, "\n%s\n", s.paint("1", diag.Printable(groupName(m.Name))))
		for _, layer := range []review.Layer{review.Facts, review.Go} {
			for _, c := range m.Changes {
				if c.Layer != layer {
					continue
				}
				sentence := diag.Printable(c.Sentence)
				if layer == review.Go {
					sentence = "Go: " + sentence
				}
				level := s.paint(levelColors[c.Level], fmt.Sprintf("%-8s", c.Level))
				fmt.Fprintf(&b, "  %s  %s %s\n", level, sentence, s.paint("2", "["+string(c.Rule)+"]"))
				if positions := positionsOf(c); positions != "" && layer == review.Facts {
					fmt.Fprintf(&b, "            %s\n", s.paint("2", diag.Printable(positions)))
				}
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// positionsOf returns the positions of a change: "old.md:3:1 -> new.md:3:1", or one of
// them if the other side has none.
func positionsOf(c review.Change) string {
	switch {
	case c.Old.Line == 0 && c.New.Line == 0:
		return ""
	case c.Old.Line == 0:
		return c.New.String()
	case c.New.Line == 0:
		return c.Old.String()
	}
	return c.Old.String() + " -> " + c.New.String()
}

// groupName returns the title for the changes of a method.
func groupName(method string) string {
	if method == "" {
		return "the whole package"
	}
	return method
}

// headline returns the first line of the output: both sides, and how many methods
// differ.
func headline(r *review.Report) string {
	sides := fmt.Sprintf("%s (%s) to %s (%s): ", r.Old, Methods(r.OldMethods), r.New, Methods(r.NewMethods))
	n := 0
	for _, m := range r.Methods {
		if m.Name != "" {
			n++
		}
	}
	switch {
	case len(r.Methods) == 0 && len(r.Ignored) > 0:
		return sides + "no difference apart from the ignored changes"
	case len(r.Methods) == 0 && len(r.Lost) == 0:
		return sides + "no difference"
	case n == 1:
		return sides + "1 method differs"
	}
	return sides + fmt.Sprintf("%d methods differ", n)
}

// verdictLines returns the lines below the headline: the numbers of changes in both
// layers, the verdict, and the number of ignored changes.
func verdictLines(r *review.Report) []string {
	if len(r.Methods) == 0 && len(r.Ignored) == 0 {
		return nil
	}
	lines := []string{"facts: " + counts(r, review.Facts)}
	if r.Verdict != review.Unknown {
		lines = append(lines, fmt.Sprintf("Go: %s; %s", counts(r, review.Go), verdictText(r.Verdict)))
	}
	if n := len(r.Ignored); n > 0 {
		lines = append(lines, fmt.Sprintf("ignored: %d", n))
	}
	return lines
}

func counts(r *review.Report, layer review.Layer) string {
	return fmt.Sprintf("%d breaking, %d notable, %d harmless",
		r.Count(layer, review.Breaking), r.Count(layer, review.Notable), r.Count(layer, review.Harmless))
}

// verdictText returns a verdict and its meaning.
func verdictText(v review.Verdict) string {
	switch v {
	case review.Major:
		return "verdict major: code that uses the package may not compile"
	case review.Minor:
		return "verdict minor: the package exports more, and code that uses it still compiles"
	case review.Patch:
		return "verdict patch: only comments and data of the package change"
	default:
		return "verdict none: the package does not change"
	}
}
