package parser

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"go.abhg.dev/goldmark/frontmatter"
)

// newMarkdown returns goldmark's parser for Markdown with tables and front
// matter. It reads the simple HTML of nearly all pages with less effort than
// goldmark, whose regular expressions for HTML took a third of its time. The
// result is the same, see TestMarkup.
func newMarkdown() parser.Parser {
	blocks := parser.DefaultBlockParsers()
	for i, b := range blocks {
		if b.Value == parser.NewHTMLBlockParser() {
			blocks[i].Value = htmlBlocks{parser.NewHTMLBlockParser()}
		}
	}
	const (
		beforeSetext = 99  // goldmark's own first parser of blocks has priority 100
		beforeHTML   = 399 // goldmark's own parser of inline HTML has priority 400
	)
	return goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(append(blocks, util.Prioritized(containers{}, beforeSetext), util.Prioritized(simpleTables{}, beforeSetext))...),
			parser.WithInlineParsers(parser.DefaultInlineParsers()...),
			parser.WithInlineParsers(util.Prioritized(simpleTags{}, beforeHTML), util.Prioritized(attributes{}, beforeHTML)),
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		)),
		goldmark.WithExtensions(
			extension.Table,
			&frontmatter.Extender{Formats: []frontmatter.Format{yaml, toml}},
		),
	).Parser()
}

// htmlBlocks is goldmark's parser of HTML blocks, with a faster Open.
type htmlBlocks struct{ parser.BlockParser }

// Open reports at once that a line starts no HTML block, if the line starts with
// an inline tag such as <b> and has text after it. It leaves all other lines to
// goldmark.
func (b htmlBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	tag := simpleTag.Find(line)
	if name := tagName(string(tag)); (name == "br" || styleTags[name] && name != "p") && len(bytes.TrimSpace(line[len(tag):])) > 0 {
		return nil, parser.NoChildren
	}
	return b.BlockParser.Open(parent, reader, pc)
}

// simpleTags is an inline parser for HTML tags that end on their line and have
// no attributes, or attributes in double quotes. It leaves other tags to goldmark.
type simpleTags struct{}

// Trigger returns the byte that a tag starts with.
func (simpleTags) Trigger() []byte { return []byte("<") }

// Parse returns the tag at the start of the remaining text, or nil for none.
func (simpleTags) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	size := len(simpleTag.Find(line))
	if size == 0 {
		return nil
	}
	tag := ast.NewRawHTML()
	tag.Segments.Append(text.NewSegment(segment.Start, segment.Start+size))
	block.Advance(size)
	return tag
}

var simpleTag = regexp.MustCompile(`^<(?:[A-Za-z][A-Za-z0-9-]*(?: [a-z]+="[^"\n]*")*/?|/[A-Za-z][A-Za-z0-9-]*)>`)
