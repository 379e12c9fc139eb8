package parser

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"go.abhg.dev/goldmark/frontmatter"
)

// plainMarkup is goldmark without the parsers of HTML that newMarkdown adds.
var plainMarkup = goldmark.New(
	goldmark.WithExtensions(extension.Table, &frontmatter.Extender{Formats: []frontmatter.Format{yaml, toml}}),
	goldmark.WithParserOptions(
		parser.WithBlockParsers(util.Prioritized(containers{}, 99), util.Prioritized(simpleTables{}, 99)),
		parser.WithInlineParsers(util.Prioritized(attributes{}, 399)),
	),
).Parser()

// TestMarkup shows that newMarkdown reads pages as goldmark does without docgen's
// parsers of HTML: all pages there are, and every combination of a few parts.
func TestMarkup(t *testing.T) {
	markdown := newMarkdown()
	for _, src := range testPages(t) {
		compareMarkup(t, markdown, src)
	}
	var check func(src string, parts int)
	check = func(src string, parts int) {
		compareMarkup(t, markdown, []byte(src))
		if parts == 0 {
			return
		}
		for _, part := range []string{"<", ">", "/", "br", "<br>", "<b>", "</A>", "</Span", "<p", "</b>", "<p>", "a1-", "<a", " b=\"", "\"", "'", "=", " ", "\t", "\n", "\\", "*", "`", "[a](", "<a:b>", "|", "- ", "\xff"} {
			check(src+part, parts-1)
		}
	}
	check("", 3)
	check("<br>", 3)
	check("|a|b|\n|-|-|\n|", 3)
}

func FuzzMarkup(f *testing.F) {
	for _, src := range testPages(f) {
		f.Add(src)
	}
	markdown := newMarkdown()
	f.Fuzz(func(t *testing.T, src []byte) {
		if refuse(newSource("", src)) == nil {
			compareMarkup(t, markdown, src)
		}
	})
}

func compareMarkup(t *testing.T, markdown parser.Parser, src []byte) {
	t.Helper()
	got, want := dump(markdown, src), dump(plainMarkup, src)
	if got != want {
		t.Errorf("%q reads as\n%s\nwithout docgen's parsers of HTML:\n%s", src, got, want)
	}
}

// dump prints the syntax tree of a page, each node with the segments of its text.
func dump(markdown parser.Parser, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(markdown.Parse(text.NewReader(bytes.Clone(src))), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			b.WriteString(")")
			return ast.WalkContinue, nil
		}
		fmt.Fprintf(&b, "\n(%s %d", n.Kind(), n.Pos())
		switch n := n.(type) {
		case *ast.Text:
			fmt.Fprint(&b, n.Segment, n.SoftLineBreak(), n.HardLineBreak(), n.IsRaw())
		case *ast.RawHTML:
			fmt.Fprint(&b, n.Segments.Sliced(0, n.Segments.Len()))
		case *ast.HTMLBlock:
			fmt.Fprint(&b, n.HTMLBlockType, n.ClosureLine)
		}
		if n.Type() == ast.TypeBlock {
			fmt.Fprint(&b, n.Lines().Sliced(0, n.Lines().Len()))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
