package parser

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"example.com/docgen/parser/diag"
)

// docgen checks these limits before goldmark sees a page, since goldmark takes
// quadratic time for some inputs. The number in each comment is the largest value
// in eight years of pages: that of methods' pages, then that of index pages if it
// is larger.
const (
	maxSize    = 512 << 10 // bytes in a page: 7,524, index 261,443
	maxLines   = 8 << 10   // lines in a page: 149, index 3,066
	maxLine    = 4 << 10   // bytes in a line: 813, index 1,301
	maxHTML    = 128 << 10 // bytes in a line of a table in HTML: 1,625
	maxLinks   = 8 << 10   // brackets that open in a page: 45, index 4,314
	maxNesting = 32        // quote and list markers at the start of a line: 1
	maxIndent  = 128       // columns before a list marker: 2
	maxOpeners = 512       // openers (see isOpener) in a paragraph or a row: 86
	maxTable   = 4096      // openers in a table, which Markdown may read as one paragraph: 86
	maxCells   = 64        // cells in a line, since a table pads every row to its heading: 7
	maxRows    = 2000      // lines with cells in a paragraph: 42
	maxMatter  = 16 << 10  // bytes of front matter: 787
)

// refuse returns a diagnostic if the page must not be parsed, or nil.
func refuse(s *source) *diag.Diagnostic {
	for _, check := range []func(*source) *diag.Diagnostic{checkSize, checkCharacters, checkLines, checkFrontMatter, checkNesting} {
		if d := check(s); d != nil {
			return d
		}
	}
	return nil
}

func checkSize(s *source) *diag.Diagnostic {
	if len(s.text) <= maxSize {
		return nil
	}
	return overLimit(diag.Pos{File: s.file}, "split the page; a method's page has a few kB",
		"the page has %d bytes, at most %d are read", len(s.text), maxSize)
}

// checkLines checks the number of lines, the size of each, and the number of
// links in the page.
func checkLines(s *source) *diag.Diagnostic {
	if len(s.lines) > maxLines {
		return overLimit(diag.Pos{File: s.file, Line: maxLines + 1, Column: 1}, "split the page; a method's page has a few dozen lines",
			"the page has %d lines, at most %d are read", len(s.lines), maxLines)
	}
	links := 0
	for n := range s.lines {
		line := s.line(n)
		limit := maxLine
		if len(line) > maxLine && htmlLine.Match(line) {
			limit = maxHTML
		}
		if len(line) > limit {
			return overLimit(diag.Pos{File: s.file, Line: n + 1, Column: limit + 1}, "divide the line",
				"the line has %d bytes, at most %d are read", len(line), limit)
		}
		if links += bytes.Count(line, []byte("[")); links > maxLinks {
			return overLimit(diag.Pos{File: s.file, Line: n + 1, Column: 1}, "split the page",
				"the page opens more than %d links", maxLinks)
		}
	}
	return nil
}

// checkFrontMatter checks the size of the front matter: the YAML library takes
// quadratic time for some inputs, too.
func checkFrontMatter(s *source) *diag.Diagnostic {
	first := s.line(0)
	delimiter := bytes.TrimSpace(first)
	if len(delimiter) < 3 || len(bytes.Trim(delimiter, "-")) > 0 && len(bytes.Trim(delimiter, "+")) > 0 {
		return nil
	}
	for n := 1; n < len(s.lines); n++ {
		if bytes.Equal(bytes.TrimSpace(s.line(n)), delimiter) {
			return nil
		}
		if s.lines[n]-len(first) > maxMatter {
			return overLimit(diag.Pos{File: s.file, Line: n + 1, Column: 1}, "shorten it, or close it with a line of its own, ---",
				"the front matter has more than %d bytes", maxMatter)
		}
	}
	return nil
}

func overLimit(pos diag.Pos, hint, format string, args ...any) *diag.Diagnostic {
	d := diag.New(pos, diag.PageLimit, hint, format, args...)
	return &d
}

// checkCharacters checks that the page is UTF-8 without hidden characters.
func checkCharacters(s *source) *diag.Diagnostic {
	for i := 0; i < len(s.text); {
		if c := s.text[i]; ' ' <= c && c <= '~' || c == '\n' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(s.text[i:])
		if r == utf8.RuneError && size == 1 {
			d := diag.New(s.pos(i), diag.NotUTF8, "save the page as UTF-8", "the byte 0x%02x is not UTF-8", s.text[i])
			return &d
		}
		if diag.Hidden(r) {
			d := diag.New(s.pos(i), diag.ControlCharacter, "remove the character", "the page holds the invisible character %U", r)
			return &d
		}
		i += size
	}
	return nil
}

// checkNesting checks how deep lines nest quotes and lists, and how much markup
// each paragraph has.
func checkNesting(s *source) *diag.Diagnostic {
	var current paragraphCount
	for n := range s.lines {
		line := s.line(n)
		pos := diag.Pos{File: s.file, Line: n + 1, Column: 1}
		if countMarkers(line) > maxNesting {
			return overLimit(pos, "remove the nesting", "the line nests quotes and lists more than %d deep", maxNesting)
		}
		if columns := indentation(line); columns > maxIndent && marker.Match(line) {
			return overLimit(pos, "remove the nesting", "the list marker is indented by %d columns, at most %d are read", columns, maxIndent)
		}
		if excess := current.add(line); excess != "" {
			return overLimit(pos, "split it, or divide the paragraph with blank lines", "%s", excess)
		}
	}
	return nil
}

// indentation returns the width of the white space at the start of a line.
func indentation(line []byte) int {
	columns := 0
	for _, c := range line {
		switch c {
		case ' ':
			columns++
		case '\t':
			columns += 4
		default:
			return columns
		}
	}
	return columns
}

// paragraphCount counts what makes goldmark slow in one paragraph: a run of lines
// without a blank line.
type paragraphCount struct {
	openers, rows int
	// table says that the paragraph has a delimiter row, so that the lines after
	// it are rows of a table. goldmark parses the content of each row by itself,
	// which is why a table can have more openers than other paragraphs.
	table bool
	// html says that a line of the paragraph starts a block of HTML, so that the lines
	// after it are no Markdown.
	html bool
}

// htmlLine matches a line that starts a block of HTML wherever it stands, even below a
// paragraph. goldmark parses no links, tags or emphases in such a block.
var htmlLine = regexp.MustCompile(`(?i)^ {0,3}</?(?:table|thead|tbody|tfoot|tr|td|th)(?:[\s>]|/>|$)`)

// add counts a line. It returns what the paragraph has too much of, or "".
func (p *paragraphCount) add(line []byte) string {
	if len(bytes.TrimSpace(line)) == 0 {
		*p = paragraphCount{}
		return ""
	}
	if cells := bytes.Count(line, []byte("|")); cells > maxCells && !p.html {
		return fmt.Sprintf("the line has %d cells, at most %d are read", cells, maxCells)
	} else if cells > 0 {
		p.rows++
	}
	if p.rows > maxRows {
		return fmt.Sprintf("a table has more than %d rows", maxRows)
	}
	if p.html = p.html || line[0] == '<' && htmlLine.Match(line) || line[0] == ' ' && htmlLine.Match(line); p.html {
		return ""
	}
	p.table = p.table || bytes.Contains(line, []byte("--")) && (p.rows > 0 && delimiterRow.Match(line) || simpleDelimiter.Match(line))
	n := countOpeners(line)
	limit := maxOpeners
	if p.table {
		limit = maxTable
	} else if strings.IndexByte(" *+-", line[0]) >= 0 && listItem.Match(line) {
		p.openers = 0
	}
	if p.openers += n; n > maxOpeners || p.openers > limit {
		return fmt.Sprintf("a paragraph opens more than %d links, tags or emphases", maxOpeners)
	}
	return ""
}

// listItem matches a line that starts an item of a list, whose content goldmark
// parses by itself. It does not match an empty item, which can be part of the
// paragraph above it.
var listItem = regexp.MustCompile(`^ {0,3}[*+-][ \t]+\S`)

// isOpener has the bytes that open a link, a tag, an emphasis or code. Looking
// them up takes a quarter of the time of a switch.
var isOpener = [256]bool{'[': true, '<': true, '*': true, '_': true, '`': true, '~': true, '!': true}

func countOpeners(line []byte) int {
	n := 0
	for _, c := range line {
		if isOpener[c] {
			n++
		}
	}
	return n
}

// marker matches a quote or list marker, with the white space around it.
var marker = regexp.MustCompile(`^[ \t]*(?:>|[*+-](?:[ \t]|$)|[0-9]{1,9}[.)](?:[ \t]|$))`)

// countMarkers counts the quote and list markers at the start of a line. It stops
// counting when there are more than maxNesting.
func countMarkers(line []byte) int {
	for n := 0; ; n++ {
		if text := bytes.TrimLeft(line, " \t"); len(text) == 0 || strings.IndexByte(">*+-0123456789", text[0]) < 0 {
			return n
		}
		m := marker.Find(line)
		if m == nil || n > maxNesting {
			return n
		}
		line = line[len(m):]
	}
}
