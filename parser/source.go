package parser

import (
	"bytes"
	"sort"

	"example.com/docgen/parser/diag"
)

// source maps byte offsets of a page to positions.
type source struct {
	file  string
	text  []byte
	lines []int // offset of each line's first byte
}

func newSource(file string, text []byte) *source {
	s := &source{file: file, text: text, lines: []int{0}}
	for i, c := range text {
		if c == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
	return s
}

// pos returns the position of the byte at offset.
func (s *source) pos(offset int) diag.Pos {
	line := sort.SearchInts(s.lines, offset+1) - 1
	return diag.Pos{File: s.file, Line: line + 1, Column: offset - s.lines[line] + 1}
}

// offset returns the offset of a position that pos returned.
func (s *source) offset(pos diag.Pos) int { return s.lines[pos.Line-1] + pos.Column - 1 }

// lineAt returns the whole line that the offset is in, without its break, and
// the offset of its first byte.
func (s *source) lineAt(offset int) (line []byte, start int) {
	n := sort.SearchInts(s.lines, offset+1) - 1
	start = s.lines[n]
	line = s.text[start:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	return line, start
}
