package report

import (
	"fmt"
	"io"
	"strings"

	"example.com/docgen/emit/facts"
)

// FactChanges is what a run changes in the facts of the pages.
type FactChanges struct {
	// Gone, Unbound and Added are methods: whose pages are gone, which only gotd/td
	// lacks, and whose pages are new.
	Gone, Unbound, Added []string
	// Renamed has for methods that are gone the ones that they have likely become.
	Renamed map[string]string
	facts.Edits
}

// maxReported is how many entries of a kind are printed: the rest is in the diff of
// api.txt.
const maxReported = 20

// Facts prints what changed in the facts, as a list in Markdown.
func Facts(w io.Writer, c FactChanges) {
	var gone []string
	for _, method := range c.Gone {
		if to := c.Renamed[method]; to != "" {
			method += ", likely renamed to " + to
		}
		gone = append(gone, method)
	}
	for _, kind := range []struct {
		what    string
		entries []string
	}{
		{"method gone", gone},
		{"method left out, gotd/td lacks it", c.Unbound},
		{"method added", c.Added},
		{"changed", c.Changed},
		{"no longer documented", c.Undocumented},
		{"newly documented", c.Documented},
	} {
		for i, entry := range kind.entries {
			if i == maxReported {
				fmt.Fprintf(w, "- %s: %d more, see %s\n", kind.what, len(kind.entries)-i, facts.FileName)
				break
			}
			fmt.Fprintf(w, "- %s: %s\n", kind.what, markdownCode(entry))
		}
	}
}

// plainText is what Markdown shows as it is, unless it is an address.
var plainText = lazily(`^[\w .,%()+-]*$`)

// markdownCode returns a text that a list in Markdown shows as it is, and a terminal
// too: as code where it would be more than text, as the tag in Vector<Message> would.
func markdownCode(text string) string {
	text = Printable(text)
	if plainText().MatchString(text) && !webAddress().MatchString(text) {
		return text
	}
	return "`" + strings.ReplaceAll(text, "`", "'") + "`"
}

// Methods returns a number of methods in words: "1 method", "757 methods".
func Methods(n int) string {
	if n == 1 {
		return "1 method"
	}
	return fmt.Sprintf("%d methods", n)
}
