package parser

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"

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
	markdown parser.Parser
	page     *page.Page
	diags    []diag.Diagnostic

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
	// invalidMethod and repeatedMethod say why there is no page to return.
	invalidMethod, repeatedMethod bool
}

func (r *reader) warn(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	r.diags = append(r.diags, diag.New(pos, code, hint, format, args...))
}

// block files one top-level block.
func (r *reader) block(n ast.Node) {
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
	default:
		r.prose(n)
	}
}

// headingBlock opens the section that a heading stands for.
func (r *reader) headingBlock(n *ast.Heading) {
	r.heading = r.plain(n)
	r.headingPos = r.pos(offsetOf(n))
	r.http = false
	what, value := classify(r.heading)
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
	case !methodName.MatchString(name):
		r.invalidMethod = true
		r.warn(pos, diag.MethodNameInvalid, "write the name in TL notation, such as messages.importChatInvite",
			"%q is not the name of a method", name)
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
	if i := strings.LastIndex(string(line), value); i >= 0 && value != "" {
		return r.pos(start + i)
	}
	return r.pos(offset)
}

func (r *reader) returns(n ast.Node) {
	r.section = inReturns
	r.returnsSeen = true
	before, _, _ := strings.Cut(r.heading, ":")
	pos := r.afterColon(n)
	name, _, ok := r.tlType(n, before+":")
	if !ok {
		r.warn(pos, diag.TypeInvalid, "link the type, as in [Updates](../types/Updates.md)",
			"the return type is not a type in TL notation")
		return
	}
	switch first := r.page.Returns; first.Text {
	case "":
		r.page.Returns = page.Fact{Text: name, Pos: pos}
	case name:
	default:
		r.warn(pos, diag.ResultRepeated, "remove one of them",
			"the page says %s here and %s in line %d", name, first.Text, first.Pos.Line)
	}
}

// afterColon returns the place of what follows the first colon of a heading.
func (r *reader) afterColon(n ast.Node) diag.Pos {
	offset := offsetOf(n)
	line, start := r.lineAt(offset)
	i := strings.IndexByte(string(line[offset-start:]), ':')
	if i < 0 {
		return r.pos(offset)
	}
	rest := line[offset-start+i+1:]
	return r.pos(offset + i + 1 + len(rest) - len(strings.TrimLeft(string(rest), " ")))
}

func (r *reader) flag(n ast.Node, value string) {
	r.section = inFlag
	flag := caller(r.page, r.heading)
	pos := r.afterColon(n)
	availability, ok := availabilities[strings.ToLower(value)]
	switch {
	case !ok:
		r.warn(pos, diag.FlagValueUnknown, "write YES or NO", "%q is neither YES nor NO", value)
	case flag.Pos.Line != 0 && flag.Value != availability:
		r.warn(pos, diag.FlagRepeated, "remove one of the lines",
			"the page says %s here and %s in line %d", availability, flag.Value, flag.Pos.Line)
		flag.Value = page.Unknown
	default:
		*flag = page.Flag{Value: availability, Pos: pos}
	}
}

// paragraph files a paragraph, or reads it as the heading whose text it is.
func (r *reader) paragraph(n *ast.Paragraph) {
	if n.Lines().Len() == 1 && r.headingLine(n) {
		return
	}
	if r.malformedTable(n) {
		return
	}
	r.prose(n)
}

// headingLine reads a paragraph of one line that says what a heading would.
func (r *reader) headingLine(n ast.Node) bool {
	return r.statement(n, n.Lines().At(0).Start)
}

// statement reads a line of text that says what a heading would: the return
// type, or who may call the method.
func (r *reader) statement(n ast.Node, start int) bool {
	line, lineStart := r.lineAt(start)
	text := bytes.TrimLeft(line[start-lineStart:], " *_")
	if len(text) == 0 || !bytes.ContainsAny(text[:1], "CcRr") {
		return false // spares an index of a thousand links the patterns
	}
	plain := r.plain(n)
	what, value := classify(plain)
	if what != roleReturns && what != roleFlag {
		return false
	}
	r.heading, r.headingPos, r.sections = plain, r.pos(start), true
	if what == roleReturns {
		r.returns(n)
	} else {
		r.flag(n, value)
	}
	return true
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
func fold(text string) string { return strings.Join(strings.Fields(text), " ") }

// backLink reports whether a paragraph is navigation: a single link to an
// index.
func backLink(text page.Text) bool {
	if len(text) != 1 || len(text[0].Spans) != 1 {
		return false
	}
	target := linkTarget(text[0].Spans[0].Link)
	return target == "index" || target == "api_index"
}

// codeBlock files an example, or preformatted text of the prose around it.
func (r *reader) codeBlock(n ast.Node) {
	if r.section != inExample {
		r.prose(n)
		return
	}
	r.http = false
	language := r.hint
	if fenced, ok := n.(*ast.FencedCodeBlock); ok && len(fenced.Language(r.text)) > 0 {
		language = strings.ToLower(string(fenced.Language(r.text)))
	}
	r.page.Examples = append(r.page.Examples, page.Example{Language: language, Text: r.rawLines(n), Pos: r.pos(offsetOf(n))})
}

// checkFence warns of a block of code that only the end of the page ends.
func (r *reader) checkFence(n *ast.FencedCodeBlock) {
	lines := n.Lines()
	if lines.Len() == 0 || lines.At(lines.Len()-1).Stop < len(bytes.TrimRight(r.text, "\n")) {
		return
	}
	_, first := r.lineAt(lines.At(0).Start)
	opening, start := r.lineAt(first - 1)
	r.warn(r.pos(start+indent(opening)), diag.FenceUnclosed, "close it with a line of its own", "the block of code is never closed")
}

// example opens a section of examples.
func (r *reader) example() {
	r.section = inExample
	r.hint = hintOf(r.heading)
	if asCaller.MatchString(r.heading) {
		r.hint, r.http = "http", true
	}
}

// exampleProse files the text between examples: a line that leads in to the
// next one names its language, below a caller's heading it describes a request,
// and anything else is a note.
func (r *reader) exampleProse(n ast.Node) {
	text, pos := r.sourceOf(n)
	if m := leadIn.FindStringSubmatch(text); m != nil {
		r.hint, r.http = hintOf(m[1]), false
		return
	}
	if !r.http {
		r.note(r.blocks(n))
		return
	}
	last := len(r.page.Examples) - 1
	if last < 0 || r.page.Examples[last].Pos.Line < r.headingPos.Line {
		r.page.Examples = append(r.page.Examples, page.Example{Language: "http", Text: text, Pos: pos})
		return
	}
	// As it stands on the page, so that its lines can be counted.
	start := r.offset(r.page.Examples[last].Pos)
	end := r.offset(pos) + len(text)
	r.page.Examples[last].Text = string(r.text[start:end])
}

// sourceOf returns the source of a block and its place.
func (r *reader) sourceOf(n ast.Node) (string, diag.Pos) {
	first, last := -1, 0
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		if l := n.Lines(); l.Len() > 0 {
			if first < 0 {
				_, first = r.lineAt(l.At(0).Start)
			}
			last = max(last, l.At(l.Len()-1).Stop)
		}
		return ast.WalkContinue, nil
	})
	if first < 0 {
		return "", r.headingPos
	}
	return strings.TrimSpace(string(r.text[first:last])), r.pos(first)
}

// hintOf returns the language that a text names, or "".
func hintOf(text string) string {
	hint := strings.ToLower(language.FindString(text))
	if name, ok := languages[hint]; ok {
		return name
	}
	return hint
}
