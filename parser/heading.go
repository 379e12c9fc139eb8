package parser

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// headingBlock starts the section of a heading, or of a line that stands for a
// heading.
func (r *reader) headingBlock(n ast.Node) {
	r.trimPermalinks(n)
	heading, level := withoutID(strings.TrimLeft(r.plain(n), "_")), levelOf(n) // html2text makes underscores of an icon
	if r.related > 0 && (level > r.related || isLink(n)) {
		r.note(r.blocks(n))
		return
	}
	if r.section == inExample && level > r.level && r.level > 0 && languageHeading.MatchString(heading) {
		r.exampleLanguage = languageIn(heading)
		return
	}
	role, value := r.parser.roles.classify(heading)
	r.endSection(level, role)
	r.heading, r.headingPos, r.level = heading, r.pos(offsetOf(n)), level
	r.inRequest, r.sawTable, r.related = false, false, 0
	switch role {
	case roleNote, roleMethod, roleRelated, roleSummary, roleDefinition:
	case roleParams, roleExample:
		r.sawSection = true
	default:
		r.sawSection, r.sawMethod = true, true
	}
	switch role {
	case roleMethod:
		r.method(n, value)
	case roleParams:
		r.section, r.sawParams = inParams, true
	case roleReturns:
		r.returns(n)
	case roleFlag:
		r.flag(n, value)
	case roleSentence:
		r.sentence(n)
	case roleCallers:
		r.callers(n, value)
	case roleErrors, roleNotReturned:
		r.section, r.notReturned = inErrors, role == roleNotReturned
	case roleExample:
		r.example()
	case roleRelated:
		r.section, r.related = inNote, max(level, 1)
	case roleSummary, roleDefinition:
		r.summaryHeading(role)
	default:
		r.otherHeading(n, level)
	}
}

// endSection warns of a section of parameters or errors that ends without a table, although
// it has text, or headings below its own. The level and the role are those of the heading
// that ends it.
func (r *reader) endSection(level int, role role) {
	if r.unknown {
		r.warn(r.headingPos, diag.FlagUnread, flagHint, "docgen does not know the heading %q, and nothing stands below it; it is kept as text", r.heading)
	}
	pos := r.unread
	r.unread, r.unknown = diag.Pos{}, false
	if r.section != inParams && r.section != inErrors || r.sawTable {
		return
	}
	if pos.Line > 0 || role == roleNote && level > r.level && r.level > 0 {
		r.warnUnread(cmp.Or(pos, r.headingPos))
	}
}

// levelOf returns the level of a heading, or 0 for a line that stands for one.
func levelOf(n ast.Node) int {
	if h, ok := n.(*ast.Heading); ok {
		return h.Level
	}
	return 0
}

// isLink reports whether a heading is only a link.
func isLink(n ast.Node) bool {
	return n.ChildCount() == 1 && n.FirstChild().Kind() == ast.KindLink
}

// summaryHeading starts the section below a heading such as "Description" or "TL schema".
// Its text is the summary where the page has none, else a note.
func (r *reader) summaryHeading(role role) {
	r.section = inNote
	if role == roleSummary && len(r.page.Summary) == 0 && r.methodName() != "" {
		r.section = inSummary
	}
}

// otherHeading reads a heading that has no role: the name of the method, or the title of
// a note.
func (r *reader) otherHeading(n ast.Node, level int) {
	name := bareMethodName(r.heading)
	switch {
	case name != "" && level > 0 && r.page.Method.Text == "" && !r.invalidMethod && !r.sawSection:
		r.bareMethod = level
		r.setMethod(n, name)
		return
	case namespacedMethod.MatchString(name) && level > r.bareMethod && r.bareMethod > 0 && !r.sawSection && !strings.Contains(r.page.Method.Text, "."):
		// The heading before is the title of the site, or a namespace.
		r.page.Notes = append(r.page.Notes, page.Note{Title: r.page.Method.Text, Text: r.page.Summary, Pos: r.page.Method.Pos})
		r.page.Summary, r.bareMethod = nil, level
		r.setMethod(n, name)
		return
	case name != "" && level > 0 && level == r.bareMethod && !isLink(n):
		r.method(n, name)
		return
	case callerHeading.MatchString(unadorned(r.heading)) && (r.page.Method.Text != "" || r.sawMethod):
		r.sawSection, r.sawMethod = true, true
		r.flag(n, "")
		return
	case (mayClaim(r.heading) || strings.Contains(r.heading, "](")) && !isLink(n): // a link that is cut hides what stands below
		r.warnUnreadFlag(r.heading, r.headingPos)
	default:
		r.unknown = r.page.Method.Text != "" && level > 0
	}
	r.section = inNote
	r.page.Notes = append(r.page.Notes, page.Note{Title: r.heading, Pos: r.headingPos})
}

const flagHint = "write \"### Can bots use this method: **NO**\", or a sentence such as \"### Only users can use this method\""

func (r *reader) warnUnreadFlag(text string, pos diag.Pos) {
	r.warn(pos, diag.FlagUnread, flagHint,
		"docgen can't tell what %q says about who can call the method; it is kept as text", text)
}

func (r *reader) method(n ast.Node, name string) {
	r.section = inSummary
	switch {
	case !isName(methodName, name):
		r.invalidMethod = true
		r.warn(r.valuePos(n, name), diag.MethodNameInvalid, "write the name in TL notation, such as messages.importChatInvite",
			"%s is not the name of a method", quoted(name))
	case r.bareMethod > 0 && tlMethod(name) == r.page.Method.Text:
		r.bareMethod = 0 // the same name again, in a heading that says "Method:"
	case r.page.Method.Text != "":
		r.repeatedMethod = true
		r.warn(r.valuePos(n, name), diag.MethodHeadingRepeated, "give each method a page of its own",
			"a second method heading, for %s, after the one for %s in line %d", name, r.page.Method.Text, r.page.Method.Pos.Line)
	default:
		r.setMethod(n, name)
	}
}

// setMethod sets the method of the page to a name as the page writes it.
func (r *reader) setMethod(n ast.Node, name string) {
	r.section = inSummary
	r.page.Method = page.Fact{Text: tlMethod(name), Pos: r.valuePos(n, name)}
	r.preamble, r.page.Summary = r.page.Summary, nil
}

// methodName returns the method of the heading, or of the title on a page that has had no
// such heading so far.
func (r *reader) methodName() string {
	if r.page.Method.Text == "" {
		if m := titleMethod.FindStringSubmatch(r.page.Title.Text); m != nil {
			return tlMethod(m[1])
		}
	}
	return r.page.Method.Text
}

// readPreamble makes the text before the method's heading the summary, if the page has no
// other. Else it is a note: it is about the site.
func (r *reader) readPreamble() {
	p := r.page
	text := slices.DeleteFunc(r.preamble, func(b page.Block) bool { return tlMethod(b.Plain()) == p.Method.Text })
	switch {
	case len(text) == 0:
	case len(p.Summary) == 0:
		p.Summary = text
	default:
		p.Notes = slices.Insert(p.Notes, 0, page.Note{Text: text, Pos: text[0].Pos})
	}
}

// valuePos returns the position of a value in a heading, or of the heading's text
// if the source spells the value differently, for example with an escape.
func (r *reader) valuePos(n ast.Node, value string) diag.Pos {
	offset := offsetOf(n)
	line, start := r.lineAt(offset)
	if i := bytes.LastIndex(line, []byte(value)); i >= 0 && value != "" {
		return r.pos(start + i)
	}
	return r.pos(offset)
}

// trimPermalinks removes the links to the heading itself that generators of sites put before
// or after its text. They have no text but a sign.
func (r *reader) trimPermalinks(n ast.Node) {
	if n.ChildCount() < 2 {
		return
	}
	for c := n.FirstChild(); c != nil; {
		link := c
		c = c.NextSibling()
		if l, ok := link.(*ast.Link); ok && bytes.Contains(l.Destination, []byte("#")) && !strings.ContainsFunc(r.plain(l), isLetter) {
			n.RemoveChild(n, l)
		}
	}
}
