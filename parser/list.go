package parser

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// The items of a list of parameters or errors. Their groups are what the row of a table has
// in its cells; see paramGroups and errorGroups.
var (
	// paramItem matches "hash (string): From the link" and "hash: string — From the link".
	paramItem = regexp.MustCompile(`(?s)^(\w+)(?: ?\(([^()]+)\)(?: ?[:–—-]+ |$)| ?[:–—-]+ ?([^\s:–—,]+)(?: ?[:–—,]+ | - |$))(.*)$`)
	// errorItem matches "400 PEER_ID_INVALID: No such chat" and "PEER_ID_INVALID (400) — No such chat".
	errorItem = regexp.MustCompile(`(?s)^(?:([-−‑–]?\d{2,5})(?: ` + errorClass + `)?(?: ?[:–—-] | ))?(\S+?)(?: \(([-−‑–]?\d{2,5})\))?(?: ?[:–—] ?| - | |$)(.*)$`)
)

// errorClass matches what the codes of errors mean, which some pages write beside them.
const errorClass = `(?:SEE_OTHER|BAD_REQUEST|UNAUTHORIZED|FORBIDDEN|NOT_FOUND|NOT_ACCEPTABLE|FLOOD|INTERNAL(?:_SERVER_ERROR)?)`

// readList reads a list in a section of parameters or errors item by item, like the rows of
// a table. An item in another form is diagnosed, and kept as a note.
func (r *reader) readList(list *ast.List) {
	r.sawTable = true
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		n := item.FirstChild()
		if n == nil {
			continue
		}
		isText := n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock
		if isText && (item.ChildCount() == 1 && r.section == inParams && r.paramItem(n) || r.section == inErrors && r.errorItem(n)) {
			continue
		}
		r.warn(r.pos(offsetOf(n)), diag.SectionUnread, "write a table", "docgen can't read the list item as one of %q; it is kept as a note", r.heading)
		text := r.blocks(item)
		if len(text) > 0 {
			text[0].Kind = page.Item
		}
		r.note(text)
	}
}

func (r *reader) paramItem(n ast.Node) bool {
	w := typeWriter{reader: r}
	w.children(n)
	typed := paramItem.FindStringSubmatch(strings.TrimSpace(w.text.String()))
	plain := paramItem.FindStringSubmatchIndex(r.plain(n))
	if typed == nil || plain == nil {
		return false
	}
	kind, need, _ := strings.Cut(typed[2]+typed[3], ",")
	t := typeOf(kind)
	required, known := needOf(strings.TrimSpace(need), columnRequired)
	if !t.ok || need != "" && !known {
		return false
	}
	pos := r.pos(offsetOf(n))
	p := page.Param{Name: tlParam(typed[1]), Pos: pos, TypePos: pos, Description: r.textAfter(n, plain[8])}
	if t.name == bitField {
		return true
	}
	r.setType(&p, t)
	if need != "" {
		r.sawNeed, p.Required = true, required
	}
	r.addParam(p)
	return true
}

func (r *reader) errorItem(n ast.Node) bool {
	text := r.plain(n)
	m := errorItem.FindStringSubmatchIndex(text)
	if m == nil {
		return false
	}
	group := func(i int) string { return text[max(m[2*i], 0):max(m[2*i+1], 0)] }
	code, _ := strconv.ParseInt(minusSigns.Replace(group(1)+group(3)), 10, 32)
	if code == 0 && (!strings.Contains(group(2), "_") || strings.ToUpper(group(2)) != group(2)) {
		return false // a word
	}
	description := r.textAfter(n, m[8])
	for more := n.NextSibling(); more != nil; more = more.NextSibling() {
		description = append(description, r.blocks(more)...)
	}
	if len(description) == 1 {
		description[0].Kind = page.Paragraph // it may be the only item of a list
	}
	r.addError(page.Error{Code: int(code), Name: group(2), Description: description, Pos: r.pos(offsetOf(n))})
	return true
}

// textAfter returns the prose of a block after some bytes of its plain text.
func (r *reader) textAfter(n ast.Node, start int) page.Text {
	var after []page.Span
	for _, span := range r.spans(n) {
		if size := len(span.Text); start >= size {
			start -= size
			continue
		}
		span.Text, start = span.Text[start:], 0
		after = append(after, span)
	}
	if len(after) == 0 || len(after) == 1 && noDescription.MatchString(after[0].Text) {
		return nil
	}
	return page.Text{{Spans: after, Pos: r.pos(offsetOf(n))}}
}
