package parser

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/text"

	"example.com/docgen/parser/diag"
)

// source maps byte offsets of a page to positions.
type source struct {
	file  string
	text  []byte
	lines []int // offset of each line's first byte
	// start is the place of the text in a larger one, zero where it is all.
	start diag.Pos
	// page is the text as a string, once it was asked for.
	page string
}

func newSource(file string, src []byte) *source {
	s := &source{file: file, text: src, lines: make([]int, 1, bytes.Count(src, []byte("\n"))+1)}
	for start := 0; ; {
		end := bytes.IndexByte(src[start:], '\n')
		if end < 0 {
			return s
		}
		start += end + 1
		s.lines = append(s.lines, start)
	}
}

// pos returns the position of the byte at offset.
func (s *source) pos(offset int) diag.Pos {
	line := sort.SearchInts(s.lines, offset+1) - 1
	pos := diag.Pos{File: s.file, Line: line + 1, Column: offset - s.lines[line] + 1}
	if s.start.Line > 0 {
		pos.Line += s.start.Line - 1
		if line == 0 {
			pos.Column += s.start.Column - 1
		}
	}
	return pos
}

// part returns a segment of the text as a source of its own, whose positions
// are those in the whole.
func (s *source) part(segment text.Segment) *source {
	part := newSource(s.file, segment.Value(s.text))
	part.start = s.pos(segment.Start)
	return part
}

// whole returns the text of the page, of which a part costs nothing.
func (s *source) whole() string {
	if s.page == "" {
		s.page = string(s.text)
	}
	return s.page
}

// offset returns the offset of a position that pos returned.
func (s *source) offset(pos diag.Pos) int { return s.lines[pos.Line-1] + pos.Column - 1 }

// lineAt returns the whole line that the offset is in, without its break, and
// the offset of its first byte.
func (s *source) lineAt(offset int) (line []byte, start int) {
	n := sort.SearchInts(s.lines, offset+1) - 1
	return s.line(n), s.lines[n]
}

// line returns the line with an index, without its break.
func (s *source) line(n int) []byte {
	end := len(s.text)
	if n+1 < len(s.lines) {
		end = s.lines[n+1] - 1
	}
	return s.text[s.lines[n]:end]
}
