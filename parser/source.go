package parser

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/text"

	"example.com/docgen/parser/diag"
)

// source is a text with its lines. It maps byte offsets to positions.
type source struct {
	file  string
	text  []byte
	lines []int // offset of each line's first byte
	// start is the position of the text if it is part of a page, else zero.
	start diag.Pos
	// str is the text as a string, once asString made it.
	str string
}

// newSource returns the text src as a source; file is the name in its positions.
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

// part returns a segment of the text as a source of its own. Its positions are
// those of the whole page.
func (s *source) part(segment text.Segment) *source {
	part := newSource(s.file, segment.Value(s.text))
	part.start = s.pos(segment.Start)
	return part
}

// asString returns the text as a string. Parts of this string need no copy, while
// string(s.text[i:j]) is one.
func (s *source) asString() string {
	if s.str == "" {
		s.str = string(s.text)
	}
	return s.str
}

// offset returns the offset of a position that pos returned.
func (s *source) offset(pos diag.Pos) int { return s.lines[pos.Line-1] + pos.Column - 1 }

// lineAt returns the line that holds the offset, without its line break, and the
// offset of its first byte.
func (s *source) lineAt(offset int) (line []byte, start int) {
	n := sort.SearchInts(s.lines, offset+1) - 1
	return s.line(n), s.lines[n]
}

// line returns the line with the index n, from 0, without its line break.
func (s *source) line(n int) []byte {
	end := len(s.text)
	if n+1 < len(s.lines) {
		end = s.lines[n+1] - 1
	}
	return s.text[s.lines[n]:end]
}
