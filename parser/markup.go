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

// newMarkdown returns goldmark's parser of Markdown with tables and front
// matter. What it reads of HTML is read without goldmark's patterns where it is
// as simple as on nearly all pages: they were a third of goldmark's work.
func newMarkdown() parser.Parser {
	blocks := parser.DefaultBlockParsers()
	for i, b := range blocks {
		if b.Value == parser.NewHTMLBlockParser() {
			blocks[i].Value = htmlBlocks{parser.NewHTMLBlockParser()}
		}
	}
	const beforeHTML = 399 // goldmark's parser of HTML within text has 400
	return goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(blocks...),
			parser.WithInlineParsers(parser.DefaultInlineParsers()...),
			parser.WithInlineParsers(util.Prioritized(simpleTags{}, beforeHTML)),
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		)),
		goldmark.WithExtensions(
			extension.Table,
			&frontmatter.Extender{Formats: []frontmatter.Format{yaml}},
		),
	).Parser()
}

// htmlBlocks reads blocks of HTML.
type htmlBlocks struct{ parser.BlockParser }

// Open tells at once what starts none: a tag that belongs to text, with more behind
// it.
func (b htmlBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	tag := simpleTag.Find(line)
	if name := tagName(string(tag)); (name == "br" || markup[name] && name != "p") && len(bytes.TrimSpace(line[len(tag):])) > 0 {
		return nil, parser.NoChildren
	}
	return b.BlockParser.Open(parent, reader, pc)
}

// simpleTags reads tags on one line whose attributes, if any, have their values in
// double quotes; others are left to goldmark.
type simpleTags struct{}

// Trigger returns the byte that a tag starts with.
func (simpleTags) Trigger() []byte { return []byte("<") }

// Parse returns the tag that the text goes on with, or nil.
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
