package parser

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// attributes is an inline parser for what pandoc and others write after a link, code or bold
// text, as in [Errors](#e){#errors .title}. Attributes are about the look of the page, so that
// docgen leaves them out.
type attributes struct{}

// attributeList matches attributes from their first byte on. Its size is limited, since the
// text after each link may start like one.
var attributeList = regexp.MustCompile(`^\{:? ?(?:[#.]|[a-z-]+=)[^{}]{0,300}\}`)

// Trigger returns the byte that attributes start with.
func (attributes) Trigger() []byte { return []byte("{") }

// Parse returns an empty text for attributes, or nil for anything else.
func (attributes) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	switch parent.LastChild().(type) {
	case *ast.Link, *ast.CodeSpan, *ast.Image, *parser.Delimiter:
		if block.Match(attributeList) {
			return ast.NewString(nil)
		}
	}
	return nil
}

// cutHeading matches a heading that starts with an anchor, which pandoc writes on several lines.
var cutHeading = regexp.MustCompile(`(?m)^(#{1,6} )<a(?:\s+[a-z]+="[^"<>]*")+\s*>(?:<(?:em|i|span)[^<>]*></(?:em|i|span)>)?[¶#§]?</a>(.*)$`)

// joinHeadings writes each heading that an anchor cuts in two without the anchor. The lines
// below keep their numbers.
func joinHeadings(src []byte) []byte {
	if !bytes.Contains(src, []byte("# <a")) {
		return src
	}
	return cutHeading.ReplaceAllFunc(src, func(heading []byte) []byte {
		lines := bytes.Count(heading, []byte("\n"))
		if lines == 0 {
			return heading
		}
		return append(cutHeading.ReplaceAll(heading, []byte("$1$2")), bytes.Repeat([]byte("\n"), lines)...)
	})
}

// simpleTables is the parser of the tables that pandoc writes by default, with columns of
// dashes below their headings:
//
//	Code   Type              Description
//	------ ----------------- -------------
//	400    PEER_ID_INVALID   No such chat
//
// Only a table whose headings docgen knows is one: in other Markdown, the dashes are a rule.
// A table whose rows can have several lines has another rule above it, and is none.
type simpleTables struct{}

// simpleDelimiter matches the line of dashes.
var simpleDelimiter = regexp.MustCompile(`^ *-{2,}(?: +-{2,})+ *\n?$`)

// Trigger returns the bytes that the headings of columns can start with.
func (simpleTables) Trigger() []byte { return []byte("ACDEFMNOPRTacdefmnoprt*") }

// Open returns the table that starts with a line, or nil for any other line.
func (simpleTables) Open(parent ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	source := reader.Source()
	_, head := reader.PeekLine()
	dashes, offset := nextLine(source, head.Stop)
	if parent.Kind() != ast.KindDocument || !bytes.Contains(dashes, []byte("--")) || !simpleDelimiter.Match(dashes) {
		return nil, parser.NoChildren
	}
	columns := columnStarts(dashes)
	start := bytes.LastIndexByte(source[:head.Start], '\n') + 1
	if len(columns) > maxCells || isRule(lineBefore(source, start)) {
		return nil, parser.NoChildren
	}
	header := simpleRow(source, start, columns)
	if header == nil || !namesColumns(header, source) {
		return nil, parser.NoChildren
	}
	t := east.NewTable()
	t.SetAttributeString(withoutPipes, true)
	t.SetPos(start)
	th := east.NewTableHeader(header)
	th.SetPos(start)
	t.AppendChild(t, th)
	for line, end := nextLine(source, offset); len(bytes.TrimSpace(line)) > 0; line, end = nextLine(source, end) {
		row := simpleRow(source, end-len(line), columns)
		if row == nil || t.ChildCount() > maxRows {
			return nil, parser.NoChildren
		}
		if simpleDelimiter.Match(line) { // which can end the table
			if next, _ := nextLine(source, end); len(bytes.TrimSpace(next)) > 0 {
				return nil, parser.NoChildren
			}
			break
		}
		t.AppendChild(t, row)
	}
	return t, parser.NoChildren
}

// Continue reports whether a line is part of the table. Open has read its rows.
func (simpleTables) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if len(bytes.TrimSpace(line)) == 0 {
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close does nothing.
func (simpleTables) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph returns false.
func (simpleTables) CanInterruptParagraph() bool { return false }

// CanAcceptIndentedLine returns true: the heading of the first column can stand in its middle.
func (simpleTables) CanAcceptIndentedLine() bool { return true }

// nextLine returns the line at an offset, with its end, and the offset after it.
func nextLine(source []byte, start int) (line []byte, end int) {
	end = len(source)
	if i := bytes.IndexByte(source[start:], '\n'); i >= 0 {
		end = start + i + 1
	}
	return source[start:end], end
}

// lineBefore returns the line that ends before an offset.
func lineBefore(source []byte, start int) []byte {
	before := bytes.TrimSuffix(source[:start], []byte("\n"))
	return before[bytes.LastIndexByte(before, '\n')+1:]
}

// isRule reports whether a line has only dashes.
func isRule(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 2 && len(bytes.Trim(line, "-")) == 0
}

// columnStarts returns where the columns of a simple table start, in characters.
func columnStarts(dashes []byte) []int {
	var starts []int
	for i, c := range dashes {
		if c == '-' && (i == 0 || dashes[i-1] == ' ') {
			starts = append(starts, i)
		}
	}
	return starts
}

// simpleRow returns the line at an offset as a row of cells, or nil if its text does not stand
// below the columns. A cell reaches from its column to the next one.
func simpleRow(source []byte, start int, columns []int) *east.TableRow {
	row := east.NewTableRow(nil)
	row.SetPos(start)
	line, end := nextLine(source, start)
	offset, character := 0, 0
	for i := range columns {
		first := offset
		for offset < len(line) && (i == len(columns)-1 || character < columns[i+1]) {
			_, size := utf8.DecodeRune(line[offset:])
			offset += size
			character++
		}
		if offset > 0 && offset < len(line) && line[offset-1] != ' ' {
			return nil
		}
		row.AppendChild(row, simpleCell(source, start+first, min(start+offset, end)))
	}
	return row
}

func simpleCell(source []byte, start, end int) *east.TableCell {
	content := bytes.TrimRight(source[start:end], " \t\n")
	end = start + len(content)
	start = end - len(bytes.TrimLeft(content, " \t"))
	cell := east.NewTableCell()
	cell.SetPos(start)
	cell.SetLines(text.NewSegments())
	cell.Lines().Append(text.NewSegment(start, end))
	return cell
}

// namesColumns reports whether all cells of a row are headings of the tables that docgen reads.
func namesColumns(row *east.TableRow, source []byte) bool {
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		heading := string(bytes.Trim(c.Lines().Value(source), "* "))
		if columnOf(heading, paramColumns) == columnUnknown && columnOf(heading, errorColumns) == columnUnknown {
			return false
		}
	}
	return true
}
