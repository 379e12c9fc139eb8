package report

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/parser/diag"
)

// maxMarkdown is the largest size of the output, in bytes. GitHub accepts 65,536
// characters for the body of a pull request.
const maxMarkdown = 60000

// writeMarkdown prints a report for the body of a pull request: first the numbers and
// the breaking changes, then the others in folded sections.
func writeMarkdown(w io.Writer, r *review.Report) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", markdownText(headline(r)))
	if r.Verdict != review.Unknown && len(r.Methods)+len(r.Ignored) > 0 {
		fmt.Fprintf(&b, "\n**%s**\n", verdictText(r.Verdict))
	}
	if len(r.Methods)+len(r.Ignored) > 0 {
		b.WriteString("\n| | breaking | notable | harmless |\n|---|---|---|---|\n")
		countsRow(&b, r, "facts", review.Facts)
		if r.Verdict != review.Unknown {
			countsRow(&b, r, "Go", review.Go)
		}
	}
	var lost []string
	for _, l := range r.Lost {
		lost = append(lost, l.Sentence)
	}
	list(&b, "Lost", lost)
	list(&b, "Notes", r.Limits)
	for _, level := range []review.Level{review.Breaking, review.Notable, review.Harmless} {
		writeLevel(&b, r, level)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func countsRow(b *strings.Builder, r *review.Report, name string, layer review.Layer) {
	fmt.Fprintf(b, "| %s | %d | %d | %d |\n", name,
		r.Count(layer, review.Breaking), r.Count(layer, review.Notable), r.Count(layer, review.Harmless))
}

func list(b *strings.Builder, title string, sentences []string) {
	if len(sentences) == 0 {
		return
	}
	fmt.Fprintf(b, "\n**%s**\n\n", title)
	for _, s := range sentences {
		fmt.Fprintf(b, "- %s\n", markdownText(s))
	}
}

// maxUnfolded is the number of breaking changes that fit on a screen. A longer list of
// them is folded too.
const maxUnfolded = 20

// writeLevel prints the changes of one level.
func writeLevel(b *strings.Builder, r *review.Report, level review.Level) {
	var lines []string
	for _, c := range r.Changes() {
		if c.Level != level {
			continue
		}
		layer := ""
		if c.Layer == review.Go {
			layer = "Go: "
		}
		line := fmt.Sprintf("- **%s**: %s%s %s", markdownText(groupName(c.Method)), layer, markdownText(c.Sentence), "`"+string(c.Rule)+"`")
		if positions := positionsOf(c); positions != "" && c.Layer == review.Facts {
			line += " (" + markdownText(positions) + ")"
		}
		lines = append(lines, line+"\n")
	}
	if len(lines) == 0 {
		return
	}
	title := strings.ToUpper(level.String()[:1]) + level.String()[1:]
	folded := level != review.Breaking || len(lines) > maxUnfolded
	if folded {
		fmt.Fprintf(b, "\n<details><summary>%s (%d)</summary>\n\n", title, len(lines))
	} else {
		fmt.Fprintf(b, "\n**%s**\n\n", title)
	}
	for i, line := range lines {
		if b.Len()+len(line) > maxMarkdown {
			fmt.Fprintf(b, "- %d more: run docgen diff to see them\n", len(lines)-i)
			break
		}
		b.WriteString(line)
	}
	if folded {
		b.WriteString("\n</details>\n")
	}
}

// lazily returns a function that compiles a pattern when it is first called. Most runs
// need none of the patterns, and to compile them would delay the start.
func lazily(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

var (
	markdownSpecial = lazily("[\\\\`*_{}\\[\\]<>#|~!@&$^]")
	webAddress      = lazily(`(?i)://|\bwww\.`)
)

// markdownText escapes a text so that Markdown shows it unchanged. Text of a page can't
// leave its line, become a link or mention anybody. GitHub looks for mentions such as
// @name and #1 in the rendered text, so markdownText puts an invisible space after the
// sign.
func markdownText(text string) string {
	text = diag.Printable(strings.Join(strings.Fields(text), " "))
	text = markdownSpecial().ReplaceAllStringFunc(text, func(sign string) string {
		switch sign {
		case "<":
			return "&lt;"
		case ">":
			return "&gt;"
		case "&":
			return "&amp;"
		case "@", "#":
			return `\` + sign + "\u200b"
		}
		return `\` + sign
	})
	return webAddress().ReplaceAllStringFunc(text, func(start string) string {
		if start == "://" {
			return `\://`
		}
		return start[:3] + `\.`
	})
}
