package report

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/emit/facts"
)

// TestMarkdownText parses escaped hostile text as Markdown, and checks that it is
// nothing but text in one paragraph.
func TestMarkdownText(t *testing.T) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser()
	for _, hostile := range []string{
		"</details><img src=x onerror=alert(1)>", "<!-- a", "[a](https://example.com)", "![a](b)", "`code`", "``", "| a | b |",
		"**bold** _it_ ~~gone~~", "https://example.com www.example.com", "a@example.com", "&lt;b&gt; &amp;", "line\n\n# heading", "line\n- item",
		"\\", "\\`", "[x]: http://example.com", "[^1]", "<https://example.com>", "$a$", "a\rb",
	} {
		source := []byte("- text " + markdownText(hostile) + "\n")
		var kinds []string
		err := ast.Walk(markdown.Parse(text.NewReader(source)), func(n ast.Node, enter bool) (ast.WalkStatus, error) {
			if enter && n.Kind() != ast.KindText && n.Kind() != ast.KindString {
				kinds = append(kinds, n.Kind().String())
			}
			return ast.WalkContinue, nil
		})
		if got := strings.Join(kinds, " "); err != nil || got != "Document List ListItem TextBlock" {
			t.Errorf("%q is %s: %s", hostile, got, source)
		}
	}
	for _, mention := range []string{"@octocat", "octo/cat#1", "#1"} {
		if got := markdownText(mention); !strings.Contains(got, "\u200b") {
			t.Errorf("%q is %q", mention, got)
		}
	}
}

// TestDiffColor checks that the colors are all that differs between the output for a
// terminal and the output for a file.
func TestDiffColor(t *testing.T) {
	r := &review.Report{Old: "old", New: "new", Lost: []facts.Loss{{Code: "lost-errors", Sentence: "errors"}}, Methods: []review.MethodReport{{
		Name: "help.getConfig",
		Changes: []review.Change{
			{Rule: "method-removed", Level: review.Breaking, Layer: review.Facts, Sentence: "the method is gone\x1b[31m"},
		},
	}}}
	var plain, colored bytes.Buffer
	if err := errors.Join(Comparison(&plain, "text", r, false), Comparison(&colored, "text", r, true)); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(plain.String(), "\x1b") {
		t.Errorf("the plain text has a color, from docgen or from a page: %q", plain.String())
	}
	if !strings.Contains(colored.String(), "\x1b[31mbreaking\x1b[0m") {
		t.Errorf("the colored text has no colors: %q", colored.String())
	}
	if got := regexp.MustCompile(`\x1b\[[0-9]+m`).ReplaceAllString(colored.String(), ""); got != plain.String() {
		t.Errorf("the text differs: %q", got)
	}
}
