package parser

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

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

// sentence reads a sentence that says who can call the method.
func (r *reader) sentence(n ast.Node) {
	r.section = inFlag
	claims := claimsOfMark(r.heading)
	if claims == nil {
		claims = claimsOfAll(unadorned(collapseSpace(r.heading)))
	}
	for _, c := range claims {
		r.setAvailability(c.flag(r.page), c.value, r.pos(offsetOf(n)))
	}
}

// callers reads a heading that lists who can call the method. The list is in the heading or
// in the block below.
func (r *reader) callers(n ast.Node, list string) {
	r.section = inFlag
	if list == "" {
		r.valueBelow = func(below ast.Node) bool {
			if below = onlyItem(below); below == nil || below.Type() != ast.TypeBlock || below.Lines() == nil {
				r.warnUnreadFlag(r.heading, r.headingPos)
				return false
			}
			return r.readCallers(r.plain(below), r.pos(offsetOf(below)))
		}
		return
	}
	if !r.readCallers(list, r.pos(offsetOf(n))) {
		r.page.Notes = append(r.page.Notes, page.Note{Title: r.heading, Pos: r.headingPos})
	}
}

// readCallers reads a list of callers, and reports whether it is one.
func (r *reader) readCallers(list string, pos diag.Pos) bool {
	claims := claimsOfList(list)
	for _, c := range claims {
		r.setAvailability(c.flag(r.page), c.value, pos)
	}
	if claims == nil {
		r.warnUnreadFlag(r.heading, r.headingPos)
	}
	return claims != nil
}

// flagBelow reads the block below a flag's heading that has no value, and reports
// whether it was a value.
func (r *reader) flagBelow(pos diag.Pos, below ast.Node) bool {
	value := ""
	if below = onlyItem(below); below != nil && (below.Kind() == ast.KindParagraph || below.Kind() == ast.KindTextBlock) {
		value = r.plain(below)
		if answer, _ := splitAnswer(value); isAnswer(answer) {
			r.setFlag(value, r.pos(offsetOf(below)))
			return true
		}
	}
	if claims := claimsOf(unadorned(collapseSpace(r.heading))); claims != nil { // "Bots can use this method" needs no answer
		for _, c := range claims {
			r.setAvailability(c.flag(r.page), c.value, r.headingPos)
		}
		return false
	}
	if len(value) > maxName {
		value = ""
	}
	r.setFlag(value, pos)
	return false
}

// setFlag sets the flag that the last heading is about. A remark on the value becomes a
// note.
func (r *reader) setFlag(value string, pos diag.Pos) {
	answer, remark := splitAnswer(value)
	availability, ok := availabilityOf(answer)
	if !ok {
		r.warn(pos, diag.FlagValueUnknown, "write YES or NO", "%s is neither YES nor NO", cited(value, "an empty answer"))
		return
	}
	r.setAvailability(flagOf(r.page, r.heading), availability, pos)
	if remark == "" {
		return
	}
	claims := claimsOfAll(unadorned(remark))
	for _, c := range claims { // as in "No, only users can use this method"
		r.setAvailability(c.flag(r.page), c.value, pos)
	}
	if claims == nil {
		r.note(page.Text{{Spans: []page.Span{{Text: remark}}, Pos: pos}})
	}
}

// setAvailability sets a flag, unless the page says something else before.
func (r *reader) setAvailability(flag *page.Flag, value page.Availability, pos diag.Pos) {
	if flag.Pos.Line != 0 && flag.Value != value {
		r.warn(pos, diag.FlagRepeated, "remove one of the lines",
			"the page says %s here and %s in line %d", value, flag.Value, flag.Pos.Line)
		flag.Value = page.Unknown
		return
	}
	*flag = page.Flag{Value: value, Pos: pos}
}

// readStatement reads a statement at the offset start, and reports whether it was
// one. A statement is a line of text that says what a heading would: the return
// type, or who can call the method.
func (r *reader) readStatement(n ast.Node, start int) bool {
	if !r.isStatement(n) {
		return false
	}
	defer r.keepSummary(r.section, r.heading, r.headingPos)
	r.heading, r.headingPos, r.sawSection = r.plain(n), r.pos(start), true
	switch role, value := classify(r.heading); role {
	case roleReturns:
		r.returns(n)
	case roleSentence:
		r.sentence(n)
	case roleCallers:
		r.callers(n, value)
	case roleNote: // of a caller with a mark
		r.sentence(n)
	default:
		r.flag(n, value)
	}
	return true
}

// keepSummary goes back to the section of the summary after a statement that stands before
// the summary or within it.
func (r *reader) keepSummary(section section, heading string, pos diag.Pos) {
	if (section == inPreamble || section == inSummary) && r.valueBelow == nil {
		r.section, r.heading, r.headingPos = section, heading, pos
	}
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
	switch role, value := classify(plain); role {
	case roleSentence:
		return true
	case roleReturns:
		return strings.Contains(plain, ":")
	case roleCallers:
		return claimsOfList(value) != nil
	case roleFlag:
		answer, _ := splitAnswer(value)
		return isAnswer(answer) || value != "" && strings.Contains(plain, "this method") || claimsOf(plain) != nil
	default:
		return claimsOfMark(plain) != nil
	}
}

// anyTag matches a tag, which may be of a component, such as <Badge>.
var anyTag = regexp.MustCompile(`^<[^<>]*>`)

// mayBeStatement reports whether the source of a text starts like a statement. It
// is faster than isStatement, which matters for an index of a thousand links.
func mayBeStatement(source []byte) bool {
	text := bytes.TrimLeft(source, " *_`")
	for _, before := range []string{"![", "[ ] ", "[x] ", "[]"} { // the text of a picture, the box of a task, a link that leads nowhere
		text = bytes.TrimPrefix(text, []byte(before))
	}
	if len(text) > 0 && (text[0] == '<' || text[0] == ':') { // faster than the patterns
		text = text[len(anyTag.Find(text)):]
		text = text[len(shortcode.Find(text)):]
	}
	if len(text) > 0 && text[0] >= utf8.RuneSelf { // a picture may stand before it
		text = bytes.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	}
	if len(text) == 0 {
		return false
	}
	if strings.IndexByte("AaBbCcMmRrUu", text[0]) >= 0 {
		return true
	}
	// Sentences about callers start like many others do, but have few words.
	return strings.IndexByte("DdFfLlNnOoTtWw", text[0]) >= 0 && len(text) < maxSentence &&
		(bytes.Contains(text, []byte("ethod")) || bytes.Contains(text, []byte("vailable")) || bytes.Contains(text, []byte("nly")) || bytes.Contains(text, []byte("equire")))
}

// maxSentence limits the source of a sentence about callers, which may hold a link.
const maxSentence = 250

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

// readStatementQuote reads a quote if it has only statements, and reports whether it does.
// Some sites show what is important as a quote.
func (r *reader) readStatementQuote(quote *ast.Blockquote) bool {
	n, ok := onlyItem(quote).(*ast.Paragraph)
	if !ok || r.section == inExample || r.related > 0 {
		return false
	}
	return n.Lines().Len() == 1 && r.readStatement(n, n.Lines().At(0).Start) || r.readStatementLines(n)
}

// alertMark matches the mark that makes an alert of a quote, as on GitHub. In Obsidian a title
// can follow it.
var alertMark = regexp.MustCompile(`^\[!\w+\][+-]?[ \t]*`)

// maxStatements is how many statements there are: the return type, whether users, bots
// and business bots can call the method, and whether it needs a login.
const maxStatements = 5

// readStatementLines reads a paragraph of several lines if all of them are
// statements, and reports whether they are.
func (r *reader) readStatementLines(n *ast.Paragraph) bool {
	lines := n.Lines().Sliced(0, n.Lines().Len())
	if mark := alertMark.Find(lines[0].Value(r.text)); mark != nil {
		title := lines[0].WithStart(lines[0].Start + len(mark))
		if lines = lines[1:]; r.statementIn(title) != nil {
			lines = append([]text.Segment{title}, lines...)
		}
	} else if len(lines) < 2 {
		return false
	}
	if len(lines) == 0 || len(lines) > maxStatements {
		return false
	}
	var statements []*reader
	for _, segment := range lines {
		line := r.statementIn(segment)
		if line == nil {
			return false // most paragraphs end here
		}
		statements = append(statements, line)
	}
	for _, line := range statements {
		node := line.onlyParagraph()
		line.readStatement(node, offsetOf(node))
		line.readValueBelow(nil)
		if r.section != inPreamble && r.section != inSummary {
			r.section, r.heading, r.headingPos = line.section, line.heading, line.headingPos
		}
		r.sawSection, r.sawReturns = true, r.sawReturns || line.sawReturns
		r.diags = append(r.diags, line.diags...)
	}
	return true
}

// statementIn returns a reader of a line that is a statement, or nil for any other line.
func (r *reader) statementIn(segment text.Segment) *reader {
	if !mayBeStatement(bytes.TrimLeft(segment.Value(r.text), " \t")) {
		return nil // before goldmark parses the line
	}
	line := &reader{source: r.part(segment), parser: r.parser, page: r.page}
	if node := line.onlyParagraph(); node == nil || !line.isStatement(node) {
		return nil
	}
	return line
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
