package parser

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// blocks returns the text of a block node: its paragraphs, list items and
// preformatted text, in order.
func (r *reader) blocks(n ast.Node) page.Text {
	switch n := n.(type) {
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		return page.Text{r.rawBlock(n, page.Code)}
	case *ast.HTMLBlock:
		if start, end := r.htmlRange(n); r.htmlEnd < end && openTable.Match(r.text[start:end]) {
			r.warnMisplaced(r.pos(start))
		}
		return r.htmlBlock(n)
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
		spans := r.spans(n)
		if len(spans) == 0 {
			return nil
		}
		return page.Text{{Kind: page.Paragraph, Spans: spans, Pos: r.pos(offsetOf(n))}}
	case *ast.List:
		return r.items(n)
	case *east.Table:
		// The tables of parameters and errors are never in a quote or list.
		r.warnMisplaced(r.tablePos(n))
		text, pos := r.sourceOf(n)
		return page.Text{{Kind: page.Code, Spans: []page.Span{{Text: text}}, Pos: pos}}
	}
	var out page.Text
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		out = append(out, r.blocks(c)...)
	}
	return out
}

func (r *reader) warnMisplaced(pos diag.Pos) {
	r.warn(pos, diag.TableMisplaced, "move the table out of the quote or list, below the heading it belongs to",
		"the table is in a quote or list; it is kept as text and its rows are not read")
}

// items returns the text of a list: the first block of each list item is an Item,
// and its other blocks follow as they are.
func (r *reader) items(list *ast.List) page.Text {
	var out page.Text
	number := list.Start
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		inner := r.blocks(c)
		if len(inner) == 0 {
			continue
		}
		inner[0].Kind = page.Item
		if list.IsOrdered() {
			inner[0].Number = number
			number++
		}
		out = append(out, inner...)
	}
	return out
}

// htmlComment matches a comment of HTML.
var htmlComment = regexp.MustCompile(`(?s)<!--.*?-->`)

// component matches components of a site without text in them, such as <DocCardList />.
var component = regexp.MustCompile(`^(?:<[A-Z][\w.]*(?:\s[^<>]*)?/>\s*)+$`)

// htmlBlock returns the source of an HTML block without its comments, and nothing for
// components. goldmark keeps the last line of some blocks apart from the others, as their
// closure.
func (r *reader) htmlBlock(n *ast.HTMLBlock) page.Text {
	block := r.rawBlock(n, page.Paragraph)
	if n.HasClosure() {
		block.Spans[0].Text += "\n" + string(n.ClosureLine.Value(r.text))
	}
	block.Spans[0].Text = strings.TrimSpace(htmlComment.ReplaceAllString(block.Spans[0].Text, ""))
	if text := block.Spans[0].Text; text == "" || component.MatchString(text) && !speaksOfCallers(text) {
		return nil
	}
	return page.Text{block}
}

// rawBlock returns a block whose lines are not Markdown.
func (r *reader) rawBlock(n ast.Node, kind page.BlockKind) page.Block {
	return page.Block{Kind: kind, Spans: []page.Span{{Text: r.rawLines(n)}}, Pos: r.pos(offsetOf(n))}
}

// rawLines returns the source of a block's lines, without line breaks at the end.
func (r *reader) rawLines(n ast.Node) string {
	if own, ok := n.AttributeString(ownText); ok {
		return own.(string)
	}
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(r.text))
	}
	return strings.TrimRight(b.String(), "\n")
}

// offsetOf returns the offset of the first byte of a block's content.
func offsetOf(n ast.Node) int {
	offset := -1
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && offset < 0 && n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			offset = n.Lines().At(0).Start
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return max(offset, n.Pos(), 0)
}

// spans returns the inline content of a node, with its markup.
func (r *reader) spans(n ast.Node) []page.Span {
	w := spanWriter{source: r.source, spans: make([]page.Span, 0, n.ChildCount())}
	w.children(n, page.Span{})
	return w.trimmed()
}

// plain returns the inline content of a node without markup.
func (r *reader) plain(n ast.Node) string {
	w := spanWriter{source: r.source, spans: r.scratch[:0], plain: true}
	w.children(n, page.Span{})
	r.scratch = w.spans
	return page.Block{Spans: w.trimmed()}.Plain()
}

// inlineText returns the text of an inline node, with the white space around it.
func (r *reader) inlineText(n ast.Node) string {
	w := spanWriter{source: r.source, plain: true}
	w.inline(n, page.Span{})
	return page.Block{Spans: w.spans}.Plain()
}

// spanWriter collects inline content. It joins neighbors with the same markup.
type spanWriter struct {
	source *source
	spans  []page.Span
	// plain says that the spans need no About.
	plain bool
	// joined has the text of the last span, if it was joined from several: to join strings one
	// by one would copy a long paragraph once for each of its lines.
	joined strings.Builder
}

func (w *spanWriter) add(s page.Span) {
	if s.Text == "" {
		return
	}
	if last := len(w.spans) - 1; last >= 0 && w.spans[last].Code == s.Code && w.spans[last].Link == s.Link {
		if w.joined.Len() == 0 {
			w.joined.WriteString(w.spans[last].Text)
		}
		w.joined.WriteString(s.Text)
		w.spans[last].Text = w.joined.String()
		return
	}
	w.joined.Reset()
	w.spans = append(w.spans, s)
}

func (w *spanWriter) children(n ast.Node, style page.Span) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.inline(c, style)
	}
}

func (w *spanWriter) inline(n ast.Node, style page.Span) {
	switch n := n.(type) {
	case *ast.Text:
		style.Text = w.text(n)
		w.add(style)
		switch {
		case n.HardLineBreak():
			style.Text = "\n"
			w.add(style)
		case n.SoftLineBreak():
			style.Text = " "
			w.add(style)
		}
	case *ast.String:
		style.Text = string(n.Value)
		w.add(style)
	case *ast.CodeSpan:
		style.Code = true
		style.Text = codeText(n, w.source.text)
		w.add(style)
	case *ast.Link:
		style.Link = resolve(string(n.Destination))
		if !w.plain {
			style.About = refOf(style.Link)
		}
		w.children(n, style)
	case *ast.AutoLink:
		style.Text = string(n.Label(w.source.text))
		style.Link = string(n.URL(w.source.text))
		w.add(style)
	case *ast.RawHTML:
		style.Text = w.htmlText(n)
		w.add(style)
	default: // emphasis, images and the nodes of extensions: only their text counts
		w.children(n, style)
	}
}

// trimmed returns the spans without white space at both ends, and around line
// breaks.
func (w *spanWriter) trimmed() []page.Span {
	out := w.spans[:0]
	for i, s := range w.spans {
		if !s.Code && strings.Contains(s.Text, "\n") {
			s.Text = aroundBreak.ReplaceAllString(s.Text, "\n")
		}
		if i == 0 {
			s.Text = strings.TrimLeft(s.Text, " \t\n")
		}
		if i == len(w.spans)-1 {
			s.Text = strings.TrimRight(s.Text, " \t\n")
		}
		if s.Text != "" {
			out = append(out, s)
		}
	}
	return out
}

var aroundBreak = regexp.MustCompile(`[ \t]*\n[ \t\n]*`)

// text returns the text of a node, with its escapes and entities resolved. If
// there are none, the text is part of the page's string and needs no copy.
func (w *spanWriter) text(n *ast.Text) string {
	value := n.Segment.Value(w.source.text)
	escapes, entities := bytes.IndexByte(value, '\\') >= 0, bytes.IndexByte(value, '&') >= 0
	if n.IsRaw() || !escapes && !entities {
		if len(value) == n.Segment.Stop-n.Segment.Start {
			return w.source.asString()[n.Segment.Start:n.Segment.Stop]
		}
		return string(value) // goldmark added spaces or a line break that the page does not have
	}
	if escapes {
		value = util.UnescapePunctuations(value)
	}
	if entities {
		value = util.ResolveEntityNames(util.ResolveNumericReferences(value))
	}
	return string(value)
}

// codeText returns the text of a code span. Its line breaks become spaces.
func codeText(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch t := c.(type) {
		case *ast.Text:
			b.Write(bytes.ReplaceAll(t.Segment.Value(source), []byte("\n"), []byte(" ")))
		case *ast.String: // of HTML
			b.Write(t.Value)
		}
	}
	return b.String()
}

// styleTags are the HTML tags that only style the text in them.
var styleTags = map[string]bool{
	"a": true, "b": true, "i": true, "s": true, "u": true, "em": true, "strong": true, "del": true, "strike": true,
	"span": true, "sup": true, "sub": true, "code": true, "p": true, "wbr": true,
}

// lineBreak matches the HTML tag for a line break, or for an item of a list.
var lineBreak = regexp.MustCompile(`(?i)^(?:</?br\s*/?>|<li(?:\s[^<>]*)?>)$`)

// htmlText returns the text for an inline HTML tag: a line break for <br>, nothing
// for a comment or a tag that only styles, and the tag itself for any other, so
// that it is not lost.
func (w *spanWriter) htmlText(n *ast.RawHTML) string {
	var tag string
	if n.Segments.Len() == 1 {
		tag = w.source.asString()[n.Segments.At(0).Start:n.Segments.At(0).Stop]
	} else {
		tag = string(n.Segments.Value(w.source.text))
	}
	name := tagName(tag)
	switch {
	case (name == "br" || name == "li") && lineBreak.MatchString(tag):
		return "\n"
	case name == "li", name == "ul", name == "ol": // a list within a cell
		return ""
	case styleTags[name] && strings.IndexByte(tag, '>') == len(tag)-1, strings.HasPrefix(tag, "<!--"):
		return ""
	}
	return tag
}

// tagName returns the name of an HTML tag in lower case.
func tagName(tag string) string {
	name := strings.TrimPrefix(strings.TrimPrefix(tag, "<"), "/")
	end := strings.IndexFunc(name, func(r rune) bool { return !isLetter(r) && !isDigit(r) && r != '_' })
	return strings.ToLower(name[:max(end, 0)])
}
