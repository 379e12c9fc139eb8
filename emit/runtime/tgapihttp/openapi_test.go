package tgapihttp

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// rendered matches the elements that plain text may become: paragraphs, and breaks of
// lines.
var rendered = regexp.MustCompile(`</?p>|<br>`)

// TestEscapeMarkup renders descriptions as viewers of OpenAPI do: whatever a page says, it
// is the text that they show.
func TestEscapeMarkup(t *testing.T) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM))
	for _, text := range []string{
		"plain text, with a comma; and (more): \"quoted\" 'twice'?", "*a* _b_ **c** ~~d~~ `e` ``f``", "<script>alert(1)</script>", "<!-- x --> <b onclick=x>",
		"[x](javascript:alert(1)) ![i](http://example.com/x.png)", "[x]: http://example.com", "http://example.com https://example.com www.example.com a@example.com mailto:a@example.com",
		"&lt;b&gt; &#42; &amp;", "# a", "## b\n===\nc\n---", "- a\n+ b\n* c\n1. d\n2) e", "    code", "\tcode", "a\n    code", "```\ncode\n```", "~~~\ncode\n~~~", "> quote",
		"| a | b |\n|---|---|\n| c | d |", "- [ ] task", "\\*\\[ \\", "a\\\nb", "^a^ ==b== $c$ :smile: {d}", "$(id) ${x} {{.}}", "long " + strings.Repeat("x*", 100),
	} {
		var page bytes.Buffer
		if err := markdown.Convert([]byte(escapeMarkup(text)), &page); err != nil {
			t.Fatal(err)
		}
		shown := rendered.ReplaceAllString(page.String(), "")
		if strings.Contains(shown, "<") || flat(html.UnescapeString(shown)) != flat(text) {
			t.Errorf("%q is shown as %q", text, page.String())
		}
	}
}

// flat returns a text without differences in white space, which Markdown does not keep.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }
