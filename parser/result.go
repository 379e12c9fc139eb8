package parser

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// returns reads the heading of a return type, which holds the type or has it in
// the paragraph below.
func (r *reader) returns(n ast.Node) {
	r.section = inReturns
	label := labelOf(r.heading)
	if unadorned(r.heading[len(label):]) == "" {
		r.valueBelow = func(below ast.Node) bool { return r.returnsBelow(n, below) }
		return
	}
	pos := r.afterLabel(n, label)
	t := r.tlType(n, label)
	r.returnType(t.name, t.ok, pos)
}

// returnsBelow reads the block below the heading of a return type that has no
// type, and reports whether it was a type. Prose is not: it becomes a note.
func (r *reader) returnsBelow(heading, below ast.Node) bool {
	if below = onlyItem(below); below != nil {
		switch below.Kind() {
		case ast.KindParagraph, ast.KindTextBlock:
			return r.returnsParagraph(below)
		case ast.KindFencedCodeBlock, ast.KindCodeBlock:
			if t := typeOf(r.rawLines(below)); t.ok {
				r.returnType(t.name, true, r.pos(offsetOf(below)))
				return true
			}
		}
	}
	if strings.HasSuffix(r.heading, ":") {
		r.returnType("", false, r.afterColon(heading))
	}
	return false
}

// onlyItem returns the content of a quote or a list with one block, and any other block as
// it is.
func onlyItem(n ast.Node) ast.Node {
	for n != nil && n.ChildCount() == 1 && (n.Kind() == ast.KindList || n.Kind() == ast.KindListItem || n.Kind() == ast.KindBlockquote) {
		n = n.FirstChild()
	}
	return n
}

// returnsParagraph reads a paragraph below the heading of a return type. It may be a
// sentence around the type, which is then a note too.
func (r *reader) returnsParagraph(n ast.Node) bool {
	pos := r.pos(offsetOf(n))
	if t := r.tlType(n, ""); t.ok {
		r.returnType(t.name, true, pos)
		return true
	}
	if invokedResult.MatchString(r.plain(n)) {
		r.returnType("X", true, pos)
		return true
	}
	if name, tail := r.typeInSentence(n); name != "" {
		r.returnType(name, true, pos)
		return resultEnd.MatchString(tail)
	}
	if t := r.typeAtEnd(n); t.ok {
		r.returnType(t.name, true, pos)
		return false
	}
	r.returnType("", false, pos)
	return false
}

// invokedResult matches the sentence that stands for X, the result of a method that
// invokes another one.
var invokedResult = regexp.MustCompile(`(?i)^(?:returns )?the (?:type|result|value)(?: of the (?:type|result|value))? (?:that is )?(?:returned by|of) the (?:invoked|wrapped|called) (?:method|query|request)\.?$`)

// typeInSentence returns the type that a sentence about a result starts with, as in
// "Returns a [User](../type/User.md) object, or", and the text after it. The type is "" if
// the sentence has more words before it: then it may be about several, or about something
// else.
func (r *reader) typeInSentence(n ast.Node) (name, tail string) {
	first := n.FirstChild()
	if text, ok := first.(*ast.Text); ok && resultLead.Match(text.Segment.Value(r.text)) {
		first = first.NextSibling()
	}
	link, ok := first.(*ast.Link)
	if !ok || refOf(string(link.Destination)).Kind != page.RefType {
		return "", ""
	}
	var rest strings.Builder
	for after := link.NextSibling(); after != nil; after = after.NextSibling() {
		rest.WriteString(r.inlineText(after))
	}
	tail = rest.String()
	if t := typeOf(r.linkedType(r.plain(link), string(link.Destination))); t.ok && (tail == "" || resultTail.MatchString(tail)) {
		return t.name, tail
	}
	return "", ""
}

// typeAtEnd returns the type that a sentence about a result ends with, as in "Returns the
// deleted ones in [Vector](../type/Vector.md)<[long](../type/long.md)>". It is not ok if the
// sentence has another link, which may be to another type.
func (r *reader) typeAtEnd(n ast.Node) docType {
	w := typeWriter{reader: r}
	intro := ""
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindLink && intro == "" {
			intro = w.text.String()
			w.text.Reset()
		}
		w.inline(c)
	}
	t := typeOf(strings.TrimSuffix(w.text.String(), "."))
	if !resultIntro.MatchString(intro) || several.MatchString(intro) && !strings.HasPrefix(t.name, "Vector<") {
		return docType{}
	}
	return t
}

// resultIntro matches the text before the type that a sentence ends with. several matches
// words after which a type that is no vector may be that of one of them.
var (
	resultIntro = regexp.MustCompile(`(?i)\b(?:in|as|type|returns?|is)(?: an?| the)? $`)
	several     = regexp.MustCompile(`(?i)\b(?:lists?|arrays?|vectors?|several|all|many)\b`)
)

// resultLead and resultTail match the text around the type in a sentence about a result.
// resultEnd matches a tail that says nothing.
var (
	resultLead = regexp.MustCompile(`(?i)^(?:returns? |the method returns )?(?:an?|the)? ?(?:object of type )?$`)
	resultTail = regexp.MustCompile(`^(?: (?:object|constructor|instance|value|with|containing|which|that|on|if)\b|[,;.:]| [–—-] )`)
	resultEnd  = regexp.MustCompile(`^(?: (?:object|constructor|instance|value))?\.?$`)
)

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
