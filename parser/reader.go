package parser

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// section is the part of a page that the reader is in.
type section int

const (
	inPreamble section = iota // before the method heading
	inSummary
	inParams
	inReturns
	inFlag
	inErrors
	inExample
	inNote
)

// reader walks the blocks of one page and files each in the model.
type reader struct {
	*source
	parser *Parser
	page   *page.Page
	diags  []diag.Diagnostic

	section section
	// heading is the text of the last heading, and headingPos its place.
	heading    string
	headingPos diag.Pos
	// hint is the language that the text before an example names.
	hint string
	// http says that paragraphs and lists describe a request.
	http bool
	// sections says that a section of a method was seen, returnsSeen that a
	// return type was, be it valid or not.
	sections, returnsSeen bool
	// awaits reads the block below a heading whose value stands there, and
	// reports whether it is one; the block is nil where the page has none.
	awaits func(ast.Node) bool
	// scratch holds spans that nobody keeps.
	scratch []page.Span
	// invalidMethod and repeatedMethod say why there is no page to return.
	invalidMethod, repeatedMethod bool
}

func (r *reader) warn(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	r.diags = append(r.diags, diag.New(pos, code, hint, format, args...))
}

// block files one top-level block.
func (r *reader) block(n ast.Node) {
	if r.awaited(n) {
		return
	}
	if fenced, ok := n.(*ast.FencedCodeBlock); ok {
		r.checkFence(fenced)
	}
	switch n := n.(type) {
	case *ast.Heading:
		r.headingBlock(n)
	case *east.Table:
		r.tableBlock(n)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		r.codeBlock(n)
	case *ast.ThematicBreak:
		// A rule separates sections and says nothing.
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.List:
		if r.section == inExample || !r.statements(n) {
			r.prose(n)
		}
	default:
		r.prose(n)
	}
}

// awaited reads a block that the heading above it waits for.
func (r *reader) awaited(n ast.Node) bool {
	awaits := r.awaits
	r.awaits = nil
	return awaits != nil && awaits(n)
}

// headingBlock opens the section that a heading, or a line in its place, stands
// for.
func (r *reader) headingBlock(n ast.Node) {
	r.heading = r.plain(n)
	r.headingPos = r.pos(offsetOf(n))
	r.http = false
	what, value := r.parser.headings.classify(r.heading)
	if what != roleNote && what != roleMethod {
		r.sections = true
	}
	switch what {
	case roleMethod:
		r.method(n, value)
	case roleParams:
		r.section = inParams
	case roleReturns:
		r.returns(n)
	case roleFlag:
		r.flag(n, value)
	case roleErrors:
		r.section = inErrors
	case roleExample:
		r.example()
	default:
		r.section = inNote
		r.page.Notes = append(r.page.Notes, page.Note{Title: r.heading, Pos: r.headingPos})
	}
}

func (r *reader) method(n ast.Node, name string) {
	r.section = inSummary
	pos := r.valuePos(n, name)
	switch {
	case !isName(methodName, name):
		r.invalidMethod = true
		r.warn(pos, diag.MethodNameInvalid, "write the name in TL notation, such as messages.importChatInvite",
			"%s is not the name of a method", quoted(name))
	case r.page.Method.Text != "":
		r.repeatedMethod = true
		r.warn(pos, diag.MethodHeadingRepeated, "give each method a page of its own",
			"a second method heading, for %s, after the one for %s in line %d", name, r.page.Method.Text, r.page.Method.Pos.Line)
	default:
		r.page.Method = page.Fact{Text: name, Pos: pos}
	}
}

// valuePos returns the place of a value in a heading's source: where the value
// is not spelled the same there, that of the heading's text.
func (r *reader) valuePos(n ast.Node, value string) diag.Pos {
	offset := offsetOf(n)
	line, start := r.lineAt(offset)
	if i := bytes.LastIndex(line, []byte(value)); i >= 0 && value != "" {
		return r.pos(start + i)
	}
	return r.pos(offset)
}

// paragraph files a paragraph, or reads it as the heading whose text it is.
func (r *reader) paragraph(n *ast.Paragraph) {
	if n.Lines().Len() == 1 && (r.aboveTable(n) || r.statement(n, n.Lines().At(0).Start)) {
		return
	}
	if r.malformedTable(n) || r.statementLines(n) {
		return
	}
	r.prose(n)
}

// aboveTable reads a paragraph of one line that says what the table below it
// has.
func (r *reader) aboveTable(n ast.Node) bool {
	if next := n.NextSibling(); next == nil || next.Kind() != east.KindTable {
		return false
	}
	what, _ := classify(r.plain(n))
	if what != roleParams && what != roleErrors {
		return false
	}
	r.headingBlock(n)
	return true
}

// checkUnread warns of what stands in the place of a table and is none.
func (r *reader) checkUnread(n ast.Node, text page.Text) {
	paragraph := n.Kind() == ast.KindParagraph
	if paragraph && !bytes.HasPrefix(bytes.TrimSpace(n.Lines().Value(r.text)), []byte("|")) {
		return
	}
	r.warn(text[0].Pos, diag.SectionUnread, "write a table", "the section %q has something other than a table; it is kept as a note, and no row is read from it", r.heading)
}

// malformedTable warns of lines that were meant to be a table: one of them is
// a delimiter row.
func (r *reader) malformedTable(n ast.Node) bool {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		if i > 0 && delimiterRow.Match(line.Value(r.text)) {
			r.warn(r.pos(n.Lines().At(0).Start), diag.TableMalformed, "give the heading row and the delimiter row the same number of cells",
				"%s look like a table but are not one", lines(n.Lines().Len()))
			return true
		}
	}
	return false
}

// prose files text in the section that it stands in.
func (r *reader) prose(n ast.Node) {
	if r.section == inExample {
		r.exampleProse(n)
		return
	}
	text := r.blocks(n)
	if len(text) == 0 || backLink(text) {
		return
	}
	if r.startsSummary(text) {
		r.section = inSummary
	}
	switch r.section {
	case inParams, inErrors:
		r.checkUnread(n, text)
		r.note(text)
	case inPreamble, inSummary:
		r.page.Summary = append(r.page.Summary, text...)
	default:
		r.note(text)
	}
}

// note files text under the heading above it.
func (r *reader) note(text page.Text) {
	if len(text) == 0 {
		return
	}
	notes := r.page.Notes
	if len(notes) == 0 || notes[len(notes)-1].Pos != r.headingPos {
		notes = append(notes, page.Note{Title: r.heading, Pos: r.headingPos})
	}
	last := &notes[len(notes)-1]
	last.Text = append(last.Text, text...)
	r.page.Notes = notes
}

// startsSummary reports whether text in a note is the page's summary: pages
// with warning blocks have it below them, and their front matter repeats it.
func (r *reader) startsSummary(text page.Text) bool {
	return r.section == inNote && !r.sections && len(r.page.Summary) == 0 &&
		r.page.Description.Text != "" && fold(text[0].Plain()) == fold(firstParagraph(r.page.Description.Text))
}

func firstParagraph(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	return text
}

// fold makes texts comparable that differ in white space alone.
func fold(text string) string {
	if isFolded(text) { // spares most texts the copy
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// isFolded reports whether all white space in a text is single spaces between
// words.
func isFolded(text string) bool {
	afterSpace := true
	for _, r := range text {
		if unicode.IsSpace(r) && (r != ' ' || afterSpace) {
			return false
		}
		afterSpace = r == ' '
	}
	return !afterSpace
}

// backLink reports whether a paragraph is navigation: a single link to an
// index.
func backLink(text page.Text) bool {
	if len(text) != 1 || len(text[0].Spans) != 1 {
		return false
	}
	target := linkTarget(text[0].Spans[0].Link)
	return target == "index" || target == "api_index"
}
