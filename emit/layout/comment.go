package layout

import (
	"bytes"
	"slices"
)

// atComment reports whether the next token is a comment.
func (p *printer) atComment() bool { return len(p.token) > 0 && p.token[0] == '/' }

// comment reads a comment of one or several lines.
//
// Gofmt indents the comment of a declaration and formats its text, as described in
// https://go.dev/doc/comment. This method indents it only, so the text must be
// formatted already.
func (p *printer) comment() bool {
	var text docText
	for p.atComment() {
		p.token = bytes.TrimRight(p.token, " \t")
		if !text.add(p.token) || !p.indent() || !p.copy() || !p.endLine() {
			return false
		}
	}
	return text.complete()
}

// A docText is the text of a comment, of which one line after the other is added. It
// decides whether gofmt leaves the text as it is. It knows paragraphs, lists and code,
// with link definitions at the end. Where it is not sure, it says no.
type docText struct {
	// last is the kind of the line that was added last, and before is the kind of the
	// line before that.
	last, before lineKind
	// open is true if the last line ends like a heading, without punctuation.
	open bool
	// links are the texts in brackets that have no link definition yet.
	links [][]byte
}

// A lineKind says what a line of a comment is.
type lineKind int

const (
	noLine     lineKind = iota // none yet, or one of an unknown kind
	blankLine                  // "//"
	textLine                   // "// Text."
	itemLine                   // "//   - Item."
	codeLine                   // "//	code"
	definition                 // "// [link]: https://go.dev"
)

// add adds a line, and reports whether gofmt leaves it as it is.
func (d *docText) add(line []byte) bool {
	if !isPlain(line) {
		return false
	}
	kind, text := splitLine(line)
	if !d.mayHave(kind) {
		return false
	}
	d.last, d.before = kind, d.last
	switch kind {
	case textLine, itemLine:
		last := text[len(text)-1]
		d.open = isLetter(last) || isDigit(last) || last >= 0x80
		return d.addLinks(text)
	case definition:
		return d.define(text)
	default:
		return true
	}
}

// complete reports whether the text may end after the last line.
func (d *docText) complete() bool { return d.last != noLine && d.last != blankLine }

// mayHave reports whether a line of the kind may follow the lines before it.
func (d *docText) mayHave(kind lineKind) bool {
	last := d.last
	switch kind {
	case blankLine:
		// Gofmt takes some lines between blank lines for headings.
		heading := last == textLine && d.before == blankLine && d.open
		return last == itemLine || last == codeLine || last == textLine && !heading
	case textLine:
		return last == noLine || last == textLine || last == blankLine
	case itemLine:
		return last == textLine || last == itemLine
	case codeLine:
		return last == codeLine || last == blankLine && d.before != itemLine
	case definition:
		return last == definition || last == blankLine
	default:
		return false
	}
}

// isPlain reports whether a line has no white space at its end, no control characters
// but the tab that marks code, and no quotes that gofmt replaces by other characters.
func isPlain(line []byte) bool {
	text := bytes.TrimPrefix(line, []byte("//\t"))
	isControl := func(r rune) bool { return r < ' ' }
	return len(bytes.TrimSpace(line)) == len(line) && bytes.IndexFunc(text, isControl) < 0 &&
		!bytes.Contains(line, []byte("``")) && !bytes.Contains(line, []byte("''"))
}

// splitLine returns the kind of a line, and the text behind what marks the kind.
func splitLine(line []byte) (lineKind, []byte) {
	line = line[len("//"):]
	if len(line) == 0 {
		return blankLine, nil
	}
	if text, ok := bytes.CutPrefix(line, []byte("   - ")); ok && text[0] != ' ' && !bytes.Contains(text, []byte("]:")) {
		return itemLine, text
	}
	mark, text := line[0], line[1:]
	switch {
	case len(text) == 0 || text[0] == ' ' || text[0] == '\t':
		return noLine, nil
	case mark == '\t' && !startsItem(text):
		return codeLine, text
	case mark != ' ' || text[0] == '#' || text[0] == '+':
		return noLine, nil // such as a directive, a heading or a build constraint
	case text[0] == '[' && bytes.Contains(text, []byte("]: ")):
		return definition, text
	}
	return textLine, text
}

// startsItem reports whether an indented line may start an item of a list, and not
// code: it starts with a number, or with a sign that stands alone.
func startsItem(text []byte) bool {
	return isDigit(text[0]) || text[0] >= 0x80 || len(text) > 1 && isBlank(text[1])
}

// addLinks adds the texts in brackets of a line. It reports whether each bracket is
// closed before the next is opened.
func (d *docText) addLinks(text []byte) bool {
	for {
		start := bytes.IndexByte(text, '[')
		if start < 0 {
			return true
		}
		text = text[start+1:]
		end := bytes.IndexAny(text, "[]")
		if end < 0 || text[end] == '[' {
			return false
		}
		d.links = append(d.links, text[:end])
		text = text[end+1:]
	}
}

// define reports whether a link definition is the first of a link in the text. Gofmt
// moves other definitions to the end.
func (d *docText) define(line []byte) bool {
	name, url, _ := bytes.Cut(line[1:], []byte("]: "))
	links := len(d.links)
	d.links = slices.DeleteFunc(d.links, func(link []byte) bool { return bytes.Equal(link, name) })
	return len(d.links) < links && url[0] != ' '
}
