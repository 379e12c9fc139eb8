package parser

import (
	"bytes"
	"cmp"
	"regexp"
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

// reader walks the blocks of one page and adds each to the model of the page.
type reader struct {
	*source
	parser *Parser
	page   *page.Page
	diags  []diag.Diagnostic

	section section
	// heading is the text of the last heading, and headingPos its position.
	heading    string
	headingPos diag.Pos
	// level is the level of the last heading, and unread the position of the first text in a
	// section that should have a table, until the section has one.
	level  int
	unread diag.Pos
	// exampleLanguage is the language that the text before an example names.
	exampleLanguage string
	// inRequest says that the text of an example section describes an HTTP request.
	inRequest bool
	// sawSection says that the page has a section of a method, such as its errors;
	// sawReturns that it has a return type, valid or not.
	sawSection, sawReturns bool
	// valueBelow is set by a heading without a value, which may stand in the next
	// block. It reads that block, and reports whether it was the value. At the end
	// of the page the block is nil.
	valueBelow func(ast.Node) bool
	// scratch is a buffer of plain, whose spans are not kept.
	scratch []page.Span
	// bareMethod is the level of the method's heading if it is only a method's name,
	// else 0.
	bareMethod int
	// unknown says that docgen does not know the last heading, and that nothing has followed it.
	unknown bool
	// preamble is the text before the method's heading.
	preamble page.Text
	// brokenHeading says that a text before the method's heading starts like a heading.
	brokenHeading bool
	// sawMethod says that the page has a section that only pages of methods have.
	sawMethod bool
	// related is the level of the heading above links to other pages, while its section
	// lasts, else 0.
	related int
	// sawTable says that a table of the section was read, and sawNeed that a table says
	// which parameters are required. conditions says that a type has a condition, and
	// bareTrue that a type is true and has none.
	sawTable, sawNeed, conditions, bareTrue bool
	// notReturned says that the errors of the section are those that the method does not
	// return.
	notReturned bool
	// sawParams says that the page has a section of parameters.
	sawParams bool
	// marksMethods says that the page has TL's mark of methods.
	marksMethods bool
	// definitions are the methods that the page defines in TL.
	definitions []definition
	// htmlEnd is the offset at which a table in HTML ends, which Markdown may take for
	// several blocks.
	htmlEnd int
	// invalidMethod and repeatedMethod say that the method headings are at fault,
	// so that Parse returns no page.
	invalidMethod, repeatedMethod bool
}

func (r *reader) warn(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	r.warnAbout("", pos, code, hint, format, args...)
}

// warnAbout warns of parameters, whose names are the subject.
func (r *reader) warnAbout(subject string, pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	r.diags = append(r.diags, diag.New(pos, code, hint, format, args...).About(subject))
}

// block reads one top-level block.
func (r *reader) block(n ast.Node) {
	r.unknown = r.unknown && n.Kind() == ast.KindHeading
	if html, ok := n.(*ast.HTMLBlock); ok && r.readHTML(html) || r.readValueBelow(n) {
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
	case *container:
		r.containerBlock(n)
	case *ast.ThematicBreak:
		// A horizontal rule says nothing.
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.List:
		r.listBlock(n)
	case *ast.Blockquote:
		r.takeDefinitions(n)
		if !r.readStatementQuote(n) {
			r.prose(n)
		}
	default:
		r.prose(n)
	}
}

// listBlock reads a list: as statements or as the rows of a table if it has these, else as
// text.
func (r *reader) listBlock(n *ast.List) {
	r.takeDefinitions(n)
	switch {
	case r.section != inExample && r.related == 0 && r.readStatementList(n):
	case r.section == inParams, r.section == inErrors:
		r.readList(n)
	default:
		r.prose(n)
	}
}

// readValueBelow reads the block below a heading without a value, and reports
// whether the block is that value.
func (r *reader) readValueBelow(n ast.Node) bool {
	valueBelow := r.valueBelow
	r.valueBelow = nil
	return valueBelow != nil && valueBelow(n)
}

// warnUnread warns of something in a section of parameters or errors that is no table.
func (r *reader) warnUnread(pos diag.Pos) {
	r.warn(pos, diag.SectionUnread, "write a table", "the section %q has something other than a table; it is kept as a note, and no row is read from it", r.heading)
}

// paragraph reads a paragraph: as a heading if it says what a heading would, else
// as text.
func (r *reader) paragraph(n *ast.Paragraph) {
	if r.related > 0 { // what the text says is about other pages
		r.prose(n)
		return
	}
	if n.Lines().Len() == 1 && (r.readTableHeading(n) || r.readStrongHeading(n) || r.readStatement(n, n.Lines().At(0).Start)) {
		return
	}
	if r.isForSite(n) || r.saysNothing(n) || r.readInlineDefinition(n) || r.malformedTable(n) || r.readStatementLines(n) {
		return
	}
	r.prose(n)
}

// readTableHeading reads a paragraph of one line above a table as the table's
// heading, if it says that the table has parameters or errors.
func (r *reader) readTableHeading(n ast.Node) bool {
	if next := n.NextSibling(); next == nil || next.Kind() != east.KindTable {
		return false
	}
	role, _ := classify(r.plain(n))
	if role != roleParams && role != roleErrors && role != roleNotReturned {
		return false
	}
	r.headingBlock(n)
	return true
}

// readStrongHeading reads a paragraph of one line that is all bold as a heading, if it has
// the words of one.
func (r *reader) readStrongHeading(n ast.Node) bool {
	if n.ChildCount() != 1 || n.FirstChild().Kind() != ast.KindEmphasis {
		return false
	}
	const longest = 40 // bytes of such a heading: a sentence is none
	text := r.plain(n)
	if len(text) > longest {
		return false
	}
	if role, _ := classify(text); !isSectionRole(role) {
		return false
	}
	r.headingBlock(n)
	return true
}

// isSectionRole reports whether a role is that of a heading above a section of a method.
func isSectionRole(role role) bool {
	switch role {
	case roleParams, roleErrors, roleNotReturned, roleReturns, roleRelated, roleDefinition, roleExample:
		return true
	default:
		return false
	}
}

// noRows matches a sentence that stands for an empty table.
var noRows = regexp.MustCompile(`(?i)^(?:none|nothing|empty|n/a|[–—-]|no (?:parameters|arguments|errors)(?: (?:are )?(?:required|needed|documented|found|known))?` +
	`|this (?:constructor|method|function|request) (?:does not|doesn't|has no|takes no|requires no|returns no|accepts no)(?: (?:require|have|take|accept|need|return))?(?: any)? ?(?:parameters|arguments|errors))\.?$`)

// noDescription matches what some pages have in the place of a description.
var noDescription = regexp.MustCompile(`(?i)^(?:no description (?:found|provided|available)\.?|n/a|[–—-])$`)

// saysNothing reports whether a paragraph stands for nothing: an empty table, or a summary
// that the page lacks.
func (r *reader) saysNothing(n ast.Node) bool {
	if line := n.Lines().At(0); n.Lines().Len() != 1 || line.Len() > maxName {
		return false
	}
	switch r.section {
	case inParams, inErrors:
		return noRows.MatchString(r.plain(n))
	case inSummary:
		start := r.text[n.Lines().At(0).Start]
		return (start == 'N' || start == 'n' || start == '*' || start == '_') && noDescription.MatchString(r.plain(n))
	default:
		return false
	}
}

// checkUnread warns of a block in a section of parameters or errors, where a table
// should be. Only paragraphs are common there, so it warns of a paragraph only if
// the paragraph looks like a table.
func (r *reader) checkUnread(n ast.Node, text page.Text) {
	paragraph := n.Kind() == ast.KindParagraph
	if paragraph && r.sawTable && bytes.Contains(n.Lines().Value(r.text), []byte("|")) {
		r.warn(text[0].Pos, diag.TableGap, "remove the empty line above",
			"an empty line ends the table above; what follows is text, and no row is read from it")
		return
	}
	if paragraph && !bytes.HasPrefix(bytes.TrimSpace(n.Lines().Value(r.text)), []byte("|")) {
		r.unread = cmp.Or(r.unread, text[0].Pos)
		return
	}
	r.warnUnread(text[0].Pos)
}

// malformedTable reports whether a paragraph was meant to be a table, because one
// of its lines is a delimiter row, and warns of it.
func (r *reader) malformedTable(n ast.Node) bool {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		if i > 0 && delimiterRow.Match(line.Value(r.text)) {
			r.warn(r.pos(n.Lines().At(0).Start), diag.TableMalformed, "give the heading row and the delimiter row the same number of cells",
				"%d lines look like a table, but Markdown reads them as text", n.Lines().Len())
			return true
		}
	}
	return false
}

// prose adds a block to the page as text: to the summary, or to a note.
func (r *reader) prose(n ast.Node) {
	if r.section == inExample {
		r.exampleProse(n)
		return
	}
	text := r.blocks(n)
	if len(text) == 0 || r.isNavigation(text) {
		return
	}
	if r.startsSummary(text) {
		r.section = inSummary
	}
	r.readClaims(text)
	switch r.section {
	case inParams, inErrors:
		r.checkUnread(n, text)
		r.note(text)
	case inPreamble, inSummary:
		r.brokenHeading = r.brokenHeading || r.section == inPreamble && strings.HasPrefix(text[0].Plain(), "#")
		r.page.Summary = append(r.page.Summary, text...)
	default:
		r.note(text)
	}
}

// note adds text to the note of the last heading, which it creates if there is
// none yet.
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

// startsSummary reports whether text in a note is the page's summary. Pages that
// start with a warning have the summary below the warning, and the description in
// their front matter says the same as the summary.
func (r *reader) startsSummary(text page.Text) bool {
	return r.section == inNote && !r.sawSection && len(r.page.Summary) == 0 &&
		len(r.page.Description) > 0 && collapseSpace(text[0].Plain()) == collapseSpace(firstParagraph(r.page.Description.Plain()))
}

func firstParagraph(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	return text
}

// collapseSpace returns a text with a single space for each run of white space,
// and none around it.
func collapseSpace(text string) string {
	if isCollapsed(text) { // most texts need no copy
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// isCollapsed reports whether the only white space in a text is single spaces
// between words.
func isCollapsed(text string) bool {
	afterSpace := true
	for _, r := range text {
		if unicode.IsSpace(r) && (r != ' ' || afterSpace) {
			return false
		}
		afterSpace = r == ' '
	}
	return !afterSpace
}

// isBackLink reports whether a paragraph is only a link back to an index page.
func isBackLink(text page.Text) bool {
	if len(text) != 1 || len(text[0].Spans) != 1 {
		return false
	}
	target := linkTarget(text[0].Spans[0].Link)
	return target == "index" || target == "api_index"
}
