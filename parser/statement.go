package parser

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// returns reads the heading of a return type.
func (r *reader) returns(n ast.Node) {
	r.section = inReturns
	label := labelOf(r.heading)
	if strings.TrimSpace(r.heading[len(label):]) == "" {
		r.awaits = func(below ast.Node) bool { return r.returnsBelow(n, below) }
		return
	}
	pos := r.afterLabel(n, label)
	name, _, ok := r.tlType(n, label)
	r.returnType(name, ok, pos)
}

// returnsBelow reads the type in the paragraph below a heading without one.
// Where there is prose, it is a note.
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

func (r *reader) returnType(name string, ok bool, pos diag.Pos) {
	r.returnsSeen = true
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

// afterLabel returns the place of what follows a label that may end in a colon.
func (r *reader) afterLabel(n ast.Node, label string) diag.Pos {
	offset := offsetOf(n)
	line, start := r.lineAt(offset)
	rest, ok := strings.CutPrefix(string(line[offset-start:]), label)
	if !ok {
		return r.afterColon(n)
	}
	return r.pos(offset + len(label) + len(rest) - len(strings.TrimLeft(rest, " ")))
}

// afterColon returns the place of what follows the first colon of a heading.
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

// flag reads the heading that says who may call the method.
func (r *reader) flag(n ast.Node, value string) {
	r.section = inFlag
	pos := r.afterColon(n)
	switch {
	case value == "":
		r.awaits = func(below ast.Node) bool { return r.flagBelow(pos, below) }
		return
	case !strings.Contains(r.heading, ":"):
		pos = r.valuePos(n, value)
	}
	r.setFlag(value, pos)
}

// flagBelow reads the value in the paragraph below a heading without one.
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

func (r *reader) setFlag(value string, pos diag.Pos) {
	flag := caller(r.page, r.heading)
	yes, ok := answerOf(value)
	availability := page.No
	if yes {
		availability = page.Yes
	}
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

// statement reads a line of text that says what a heading would: the return
// type, or who may call the method.
func (r *reader) statement(n ast.Node, start int) bool {
	if !r.states(n) {
		return false
	}
	r.heading, r.headingPos, r.sections = r.plain(n), r.pos(start), true
	if what, value := classify(r.heading); what == roleReturns {
		r.returns(n)
	} else {
		r.flag(n, value)
	}
	return true
}

// states reports whether a text says what a heading would. Prose can begin like
// one, so that it needs the colon, or an answer.
func (r *reader) states(n ast.Node) bool {
	offset := offsetOf(n)
	line, start := r.lineAt(offset)
	if !canState(line[offset-start:]) {
		return false
	}
	plain := r.plain(n)
	what, value := classify(plain)
	return what == roleReturns && strings.Contains(plain, ":") ||
		what == roleFlag && (isAnswer(value) || value != "" && strings.Contains(plain, "this method"))
}

// canState reports whether the source of a text can say what a heading would. It
// spares an index of a thousand links the patterns.
func canState(source []byte) bool {
	text := bytes.TrimLeft(source, " *_")
	return len(text) > 0 && strings.IndexByte("AaBbCcMmRrUu", text[0]) >= 0
}

// statements reads a list whose items all say what a heading would.
func (r *reader) statements(list *ast.List) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if item.ChildCount() != 1 || item.FirstChild().Lines().Len() != 1 || !r.states(item.FirstChild()) {
			return false
		}
	}
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		r.statement(item.FirstChild(), offsetOf(item))
	}
	return true
}

// maxStatements is how many lines of one paragraph can say what headings would:
// the return type and who may call the method.
const maxStatements = 4

// statementLines reads a paragraph whose lines all say what a heading would.
func (r *reader) statementLines(n *ast.Paragraph) bool {
	if count := n.Lines().Len(); count < 2 || count > maxStatements {
		return false
	}
	var said []*reader
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		if !canState(bytes.TrimLeft(line.Value(r.text), " \t")) {
			return false // spares most paragraphs the parser
		}
	}
	for i := range n.Lines().Len() {
		line := &reader{source: r.part(n.Lines().At(i)), parser: r.parser, page: r.page}
		node := line.only()
		if node == nil || !line.states(node) {
			return false
		}
		said = append(said, line)
	}
	for _, line := range said {
		node := line.only()
		line.statement(node, offsetOf(node))
		line.awaited(nil)
		r.section, r.heading, r.headingPos = line.section, line.heading, line.headingPos
		r.sections, r.returnsSeen = true, r.returnsSeen || line.returnsSeen
		r.diags = append(r.diags, line.diags...)
	}
	return true
}

// only returns the paragraph that a reader's whole text is, or nil.
func (r *reader) only() ast.Node {
	doc := r.parser.markdown.Parse(text.NewReader(r.text))
	if n := doc.FirstChild(); n != nil && n.Kind() == ast.KindParagraph {
		return n
	}
	return nil
}
