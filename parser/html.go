package parser

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// structuredHTML matches HTML that has the structure of a page: tables, headings,
// paragraphs, lists and preformatted text. docgen reads such HTML like the same things in
// Markdown, and keeps any other as it is.
var structuredHTML = regexp.MustCompile(`(?i)<(?:table|pre|h[1-6]|p|ul|ol|summary)[\s>]`)

// readHTML reads a block of HTML that has the structure of a page, and reports whether it
// has. It reads on to the end of a table that blank lines interrupt: Markdown ends a
// block of HTML at a blank line.
func (r *reader) readHTML(n *ast.HTMLBlock) bool {
	start, end := r.htmlRange(n)
	src := r.text[start:end]
	if !structuredHTML.Match(src) {
		return false
	}
	if open := openTable.FindAllIndex(src, -1); open != nil {
		last := start + open[len(open)-1][0]
		if tail := tableEnd.FindIndex(r.text[last:]); tail != nil {
			end = max(end, last+tail[1])
		}
	}
	r.htmlEnd = end
	for _, block := range r.htmlBlocks(start, end) {
		if pre, ok := block.(*ast.FencedCodeBlock); ok {
			r.codeBlock(pre)
			continue
		}
		r.block(block)
	}
	return true
}

var openTable = regexp.MustCompile(`(?i)<table[\s>]`)

var tableEnd = regexp.MustCompile(`(?i)</table\s*>`)

// htmlRange returns where the source of a block of HTML starts and ends.
func (r *reader) htmlRange(n *ast.HTMLBlock) (start, end int) {
	if lines := n.Lines(); lines.Len() > 0 {
		start, end = lines.At(0).Start, lines.At(lines.Len()-1).Stop
	}
	if n.HasClosure() {
		if end == 0 {
			start = n.ClosureLine.Start
		}
		end = n.ClosureLine.Stop
	}
	return start, end
}

// An htmlReader turns HTML into the nodes that goldmark makes of the same things in
// Markdown. It reads tag by tag, in one pass: a tree of hostile HTML could take long.
type htmlReader struct {
	*reader
	blocks []ast.Node
	// block is the paragraph, heading or item that is open, nil for none. Its inline
	// nodes that are open are in inline.
	block  ast.Node
	inline []ast.Node
	list   *ast.List
	table  *htmlTable
	// pre collects preformatted text while inPre is true.
	pre   strings.Builder
	inPre bool
	// skipped is the tag whose content does not count, such as script, and depth how
	// many of these are open.
	skipped atom.Atom
	depth   int
	// start and end are the offsets of the token on the page.
	start, end int
}

// htmlBlocks returns the blocks of the HTML between two offsets of the page.
func (r *reader) htmlBlocks(start, end int) []ast.Node {
	w := &htmlReader{reader: r, start: start, end: start}
	z := html.NewTokenizer(bytes.NewReader(r.text[start:end]))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		w.start, w.end = w.end, w.end+len(z.Raw())
		w.token(kind, z)
	}
	w.start = w.end
	if w.table != nil {
		w.unread("the table is cut off: it has no </table>")
		w.endTable()
	}
	w.endBlock()
	return w.blocks
}

func (w *htmlReader) unread(format string, args ...any) {
	w.warn(w.pos(min(w.start, len(w.text)-1)), diag.HTMLUnread, "write a plain table, or one in Markdown", format, args...)
}

func (w *htmlReader) token(kind html.TokenType, z *html.Tokenizer) {
	switch kind {
	case html.TextToken:
		if w.skipped == 0 {
			w.textToken(w.text[w.start:w.end])
		}
	case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
		token := z.Token()
		switch {
		case w.skipped != 0:
			w.skip(token)
		case w.inPre && token.DataAtom != atom.Pre:
			w.tagInPre(token)
		case kind == html.EndTagToken:
			w.endTag(token)
		default:
			w.startTag(token)
		}
	default: // comments and the like say nothing
	}
}

// skip reads a tag within a tag whose content does not count.
func (w *htmlReader) skip(token html.Token) {
	switch {
	case token.DataAtom != w.skipped:
	case token.Type == html.EndTagToken:
		w.depth--
	case token.Type == html.StartTagToken:
		w.depth++
	}
	if w.depth == 0 {
		w.skipped = 0
	}
}

func (w *htmlReader) startSkip(tag atom.Atom) { w.skipped, w.depth = tag, 1 }

// textToken reads text between tags.
func (w *htmlReader) textToken(raw []byte) {
	if w.inPre {
		w.pre.WriteString(html.UnescapeString(string(raw)))
		return
	}
	if len(bytes.TrimSpace(raw)) == 0 && w.isBetweenBlocks() {
		return
	}
	if blankLine.Match(raw) && len(bytes.TrimSpace(raw)) > 0 {
		w.markdownText()
		return
	}
	w.addText(htmlSpace.ReplaceAllString(html.UnescapeString(string(raw)), " "))
}

// htmlSpace is the white space that HTML shows as one space. It leaves out no-break
// spaces.
var htmlSpace = regexp.MustCompile(`[ \t\r\n\f]+`)

// blankLine matches a blank line. Where one stands within HTML, Markdown goes on.
var blankLine = regexp.MustCompile(`\n[ \t]*\n`)

// isBetweenBlocks reports whether white space here says nothing.
func (w *htmlReader) isBetweenBlocks() bool {
	return w.block == nil && (w.table == nil || w.table.cell == nil)
}

// markdownText reads the token as Markdown, since blank lines are around it.
func (w *htmlReader) markdownText() {
	part := &reader{source: w.part(text.NewSegment(w.start, w.end)), parser: w.parser, page: w.page}
	doc := w.parser.markdown.Parse(text.NewReader(part.text))
	for _, block := range part.blocks(doc) {
		w.separate()
		for _, span := range block.Spans {
			w.addSpan(span)
		}
	}
}

func (w *htmlReader) addSpan(span page.Span) {
	var n ast.Node = ast.NewString([]byte(span.Text))
	if span.Code {
		code := ast.NewCodeSpan()
		code.AppendChild(code, n)
		n = code
	}
	if span.Link != "" {
		link := ast.NewLink()
		link.Destination = []byte(span.Link)
		link.AppendChild(link, n)
		n = link
	}
	w.add(n)
}

func (w *htmlReader) addText(text string) {
	if text != "" {
		w.add(ast.NewString([]byte(text)))
	}
}

// add adds an inline node to what is open, or to a new paragraph.
func (w *htmlReader) add(n ast.Node) {
	parent := w.innermost()
	parent.AppendChild(parent, n)
}

// innermost returns the node that inline content goes to.
func (w *htmlReader) innermost() ast.Node {
	switch {
	case len(w.inline) > 0:
		return w.inline[len(w.inline)-1]
	case w.table != nil && w.table.cell != nil:
		return w.table.cell
	case w.block == nil:
		w.open(ast.NewParagraph())
	}
	return w.block
}

// open starts a block, whose position is that of the token.
func (w *htmlReader) open(n ast.Node) {
	n.SetLines(text.NewSegments())
	n.Lines().Append(text.NewSegment(w.start, w.end))
	w.block, w.inline = n, nil
	if n.Kind() != ast.KindTextBlock {
		w.blocks = append(w.blocks, n)
	}
}

// endBlock ends the block that is open.
func (w *htmlReader) endBlock() { w.block, w.inline = nil, nil }

// separate starts a line of its own: a new block or, in a cell, a line break.
func (w *htmlReader) separate() {
	w.inline = nil
	if w.table == nil || w.table.cell == nil {
		w.endBlock()
	} else if w.table.cell.ChildCount() > 0 {
		w.addText("\n")
	}
}

func (w *htmlReader) startTag(token html.Token) {
	switch tag := token.DataAtom; tag {
	case atom.Table, atom.Tr, atom.Td, atom.Th:
		w.startOfTable(token)
	case atom.Script, atom.Style, atom.Template:
		w.unread("the content of <%s> is left out", tag)
		if token.Type == html.StartTagToken {
			w.startSkip(tag)
		}
	case atom.Pre:
		w.startPre()
	case atom.A, atom.Code:
		w.startInline(token)
	case atom.Br:
		w.addText("\n")
	case atom.S, atom.Del, atom.Strike:
		w.addText("~~")
	case atom.Summary:
		w.separate()
		if w.isBetweenBlocks() { // its text may be what a heading would be
			w.open(ast.NewParagraph())
			strong := ast.NewEmphasis(2)
			w.add(strong)
			w.inline = append(w.inline, strong)
		}
	case atom.Ul, atom.Ol:
		w.separate()
		if w.isBetweenBlocks() && w.list == nil {
			w.list = ast.NewList('-')
			w.blocks = append(w.blocks, w.list)
		}
	case atom.Li:
		w.startItem()
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.separate()
		if w.isBetweenBlocks() {
			w.list = nil
			w.open(ast.NewHeading(int(tag.String()[1] - '0')))
		}
	default:
		if !inlineTags[tag] {
			w.separate()
		}
	}
}

// inlineTags are the tags that stand within a line. Any other tag ends it.
var inlineTags = map[atom.Atom]bool{
	atom.B: true, atom.Strong: true, atom.I: true, atom.Em: true, atom.U: true, atom.Span: true, atom.Sup: true, atom.Sub: true,
	atom.Small: true, atom.Big: true, atom.Font: true, atom.Mark: true, atom.Kbd: true, atom.Var: true, atom.Samp: true, atom.Tt: true,
	atom.Abbr: true, atom.Cite: true, atom.Q: true, atom.Img: true, atom.Input: true, atom.Label: true, atom.Wbr: true, atom.Ins: true,
}

func (w *htmlReader) startItem() {
	w.separate()
	if !w.isBetweenBlocks() {
		return
	}
	if w.list == nil {
		w.list = ast.NewList('-')
		w.blocks = append(w.blocks, w.list)
	}
	item := ast.NewListItem(0)
	w.list.AppendChild(w.list, item)
	w.open(ast.NewTextBlock())
	item.AppendChild(item, w.block)
}

func (w *htmlReader) startPre() {
	if !w.isBetweenBlocks() && w.table != nil {
		w.separate()
		return
	}
	w.endBlock()
	w.open(ast.NewFencedCodeBlock(nil))
	w.inPre = true
	w.pre.Reset()
}

// startInline starts a link or code.
func (w *htmlReader) startInline(token html.Token) {
	if w.inPre || token.Type == html.SelfClosingTagToken {
		return
	}
	w.endInline(token.DataAtom)
	var n ast.Node = ast.NewCodeSpan()
	if token.DataAtom == atom.A {
		link := ast.NewLink()
		for _, a := range token.Attr {
			if a.Key == "href" {
				link.Destination = []byte(a.Val)
			}
		}
		if len(link.Destination) == 0 {
			return // an anchor, which other links lead to
		}
		n = link
	}
	if len(w.inline) < maxNesting {
		w.add(n)
		w.inline = append(w.inline, n)
	}
}

// endInline ends the link or code that is open, and what is open in it.
func (w *htmlReader) endInline(tag atom.Atom) {
	kind := ast.KindCodeSpan
	if tag == atom.A {
		kind = ast.KindLink
	}
	for i, n := range w.inline {
		if n.Kind() == kind {
			w.inline = w.inline[:i]
			return
		}
	}
}

func (w *htmlReader) endTag(token html.Token) {
	switch tag := token.DataAtom; tag {
	case atom.Table, atom.Tr, atom.Td, atom.Th:
		w.endOfTable(tag)
	case atom.Pre:
		w.endPre()
	case atom.A, atom.Code:
		if !w.inPre {
			w.endInline(tag)
		}
	case atom.S, atom.Del, atom.Strike:
		w.addText("~~")
	case atom.Ul, atom.Ol:
		w.separate()
		w.list = nil
	default:
		if !inlineTags[tag] {
			w.separate()
		}
	}
}

// tagInPre reads a tag within preformatted text. What is no tag of HTML is text, such as
// the type in Vector<User>.
func (w *htmlReader) tagInPre(token html.Token) {
	switch isTag := token.DataAtom != 0; {
	case !isTag:
		w.pre.Write(w.text[w.start:w.end])
	case token.DataAtom == atom.Br:
		w.pre.WriteByte('\n')
	}
}

func (w *htmlReader) endPre() {
	if !w.inPre {
		return
	}
	w.inPre = false
	w.block.SetAttributeString(ownText, strings.Trim(w.pre.String(), "\n"))
	lines := text.NewSegments()
	lines.Append(text.NewSegment(w.block.Lines().At(0).Stop, w.start))
	w.block.SetLines(lines)
	w.endBlock()
}

// ownText is the attribute of a block of code that holds its text, where that is not what
// the page has.
const ownText = "text"
