package parser

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// returns reads the heading of a return type, which holds the type or has it in
// the paragraph below.
func (r *reader) returns(n ast.Node) {
	r.section = inReturns
	label := labelOf(r.heading)
	if strings.TrimSpace(r.heading[len(label):]) == "" {
		r.valueBelow = func(below ast.Node) bool { return r.returnsBelow(n, below) }
		return
	}
	pos := r.afterLabel(n, label)
	name, _, ok := r.tlType(n, label)
	r.returnType(name, ok, pos)
}

// returnsBelow reads the block below the heading of a return type that has no
// type, and reports whether it was a type. Prose is not: it becomes a note.
func (r *reader) returnsBelow(heading, below ast.Node) bool {
	if below != nil && below.Kind() == ast.KindParagraph {
		if name, _, ok := r.tlType(below, ""); ok {
			r.returnType(name, ok, r.pos(offsetOf(below)))
			return true
		}
	}
	if strings.HasSuffix(r.heading, ":") {
		r.returnType("", false, r.afterColon(heading))
	}
	return false
}

// returnType sets the return type of the page; ok says that the name is a type.
func (r *reader) returnType(name string, ok bool, pos diag.Pos) {
	r.sawReturns = true
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

// afterLabel returns the position of the text after the label of a heading, or
// after its colon if the source spells the label differently.
func (r *reader) afterLabel(n ast.Node, label string) diag.Pos {
	offset := offsetOf(n)
	line, start := r.lineAt(offset)
	rest, ok := strings.CutPrefix(string(line[offset-start:]), label)
	if !ok {
		return r.afterColon(n)
	}
	return r.pos(offset + len(label) + len(rest) - len(strings.TrimLeft(rest, " ")))
}

// afterColon returns the position of the text after the first colon of a heading.
func (r *reader) afterColon(n ast.Node) diag.Pos {
	offset := offsetOf(n)
	line, start := r.lineAt(offset)
	i := bytes.IndexByte(line[offset-start:], ':')
	if i < 0 {
		return r.pos(offset)
	}
	rest := line[offset-start+i+1:]
	return r.pos(offset + i + 1 + len(rest) - len(bytes.TrimLeft(rest, " ")))
}

// flag reads a heading that says who can call the method. The value is in the
// heading or in the paragraph below.
func (r *reader) flag(n ast.Node, value string) {
	r.section = inFlag
	pos := r.afterColon(n)
	switch {
	case value == "":
		r.valueBelow = func(below ast.Node) bool { return r.flagBelow(pos, below) }
		return
	case !strings.Contains(r.heading, ":"):
		pos = r.valuePos(n, value)
	}
	r.setFlag(value, pos)
}

// flagBelow reads the block below a flag's heading that has no value, and reports
// whether it was a value.
func (r *reader) flagBelow(pos diag.Pos, below ast.Node) bool {
	if below != nil && below.Kind() == ast.KindParagraph {
		if value := r.plain(below); isAnswer(value) {
			r.setFlag(value, r.pos(offsetOf(below)))
			return true
		}
	}
	r.setFlag("", pos)
	return false
}

// setFlag sets the flag that the last heading is about.
func (r *reader) setFlag(value string, pos diag.Pos) {
	flag := flagOf(r.page, r.heading)
	yes, ok := answerOf(value)
	availability := page.No
	if yes {
		availability = page.Yes
	}
	switch {
	case !ok:
		r.warn(pos, diag.FlagValueUnknown, "write YES or NO", "%s is neither YES nor NO", cited(value, "an empty answer"))
	case flag.Pos.Line != 0 && flag.Value != availability:
		r.warn(pos, diag.FlagRepeated, "remove one of the lines",
			"the page says %s here and %s in line %d", availability, flag.Value, flag.Pos.Line)
		flag.Value = page.Unknown
	default:
		*flag = page.Flag{Value: availability, Pos: pos}
	}
}

// readStatement reads a statement at the offset start, and reports whether it was
// one. A statement is a line of text that says what a heading would: the return
// type, or who can call the method.
func (r *reader) readStatement(n ast.Node, start int) bool {
	if !r.isStatement(n) {
		return false
	}
	r.heading, r.headingPos, r.sawSection = r.plain(n), r.pos(start), true
	if role, value := classify(r.heading); role == roleReturns {
		r.returns(n)
	} else {
		r.flag(n, value)
	}
	return true
}

// isStatement reports whether a line of text is a statement. A sentence can start
// with the same words, so a return type must have a colon, and a flag must have an
// answer or name "this method".
func (r *reader) isStatement(n ast.Node) bool {
	offset := offsetOf(n)
	line, start := r.lineAt(offset)
	if !mayBeStatement(line[offset-start:]) {
		return false
	}
	plain := r.plain(n)
	role, value := classify(plain)
	return role == roleReturns && strings.Contains(plain, ":") ||
		role == roleFlag && (isAnswer(value) || value != "" && strings.Contains(plain, "this method"))
}

// mayBeStatement reports whether the source of a text starts like a statement. It
// is faster than isStatement, which matters for an index of a thousand links.
func mayBeStatement(source []byte) bool {
	text := bytes.TrimLeft(source, " *_")
	return len(text) > 0 && strings.IndexByte("AaBbCcMmRrUu", text[0]) >= 0
}

// readStatementList reads a list if all of its items are statements, and reports
// whether they are.
func (r *reader) readStatementList(list *ast.List) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if item.ChildCount() != 1 || item.FirstChild().Lines().Len() != 1 || !r.isStatement(item.FirstChild()) {
			return false
		}
	}
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		r.readStatement(item.FirstChild(), offsetOf(item))
	}
	return true
}

// maxStatements is how many statements there are: the return type, and whether
// users, bots and business bots can call the method.
const maxStatements = 4

// readStatementLines reads a paragraph of several lines if all of them are
// statements, and reports whether they are.
func (r *reader) readStatementLines(n *ast.Paragraph) bool {
	if count := n.Lines().Len(); count < 2 || count > maxStatements {
		return false
	}
	var statements []*reader
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		if !mayBeStatement(bytes.TrimLeft(line.Value(r.text), " \t")) {
			return false // most paragraphs end here, before goldmark parses their lines
		}
	}
	for i := range n.Lines().Len() {
		line := &reader{source: r.part(n.Lines().At(i)), parser: r.parser, page: r.page}
		node := line.onlyParagraph()
		if node == nil || !line.isStatement(node) {
			return false
		}
		statements = append(statements, line)
	}
	for _, line := range statements {
		node := line.onlyParagraph()
		line.readStatement(node, offsetOf(node))
		line.readValueBelow(nil)
		r.section, r.heading, r.headingPos = line.section, line.heading, line.headingPos
		r.sawSection, r.sawReturns = true, r.sawReturns || line.sawReturns
		r.diags = append(r.diags, line.diags...)
	}
	return true
}

// onlyParagraph parses the text of a reader, which is one line. It returns the
// paragraph in it, or nil.
func (r *reader) onlyParagraph() ast.Node {
	doc := r.parser.markdown.Parse(text.NewReader(r.text))
	if n := doc.FirstChild(); n != nil && n.Kind() == ast.KindParagraph {
		return n
	}
	return nil
}
