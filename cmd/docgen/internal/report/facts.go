package report

import (
	"fmt"
	"io"
	"strings"

	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
)

// FactChanges are the changes that a run makes to the facts in api.txt.
type FactChanges struct {
	// Gone are the methods whose pages are gone. Unbound are the methods that are left
	// out although they have pages, since gotd/td lacks them. Added are the methods
	// whose pages are new.
	Gone, Unbound, Added []string
	// Unused are the methods that code no longer uses.
	Unused []string
	// Renamed maps methods that are gone to their likely new names.
	Renamed map[string]string
	facts.Edits
}

// maxReported is the number of entries of each kind that Facts prints. The others are
// in the diff of api.txt.
const maxReported = 20

// Facts prints changes of facts as a list in Markdown, for the body of a pull request.
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
		{"method left out, since gotd/td lacks it", c.Unbound},
		{"method left out, since no code uses it any more", c.Unused},
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

// plainText matches text that Markdown shows unchanged, apart from web addresses, which
// it turns into links.
var plainText = lazily(`^[\w .,%()+-]*$`)

// markdownCode returns a text as an entry of a list in Markdown that is readable on a
// terminal too. Text that means something in Markdown becomes code: the <Message> of
// Vector<Message> is a tag there.
func markdownCode(text string) string {
	text = diag.Printable(text)
	if plainText().MatchString(text) && !webAddress().MatchString(text) {
		return text
	}
	return "`" + strings.ReplaceAll(text, "`", "'") + "`"
}

// Methods returns a number of methods as a phrase: "1 method", "757 methods".
func Methods(n int) string {
	if n == 1 {
		return "1 method"
	}
	return fmt.Sprintf("%d methods", n)
}
