package parser

import (
	"bytes"
	"unicode/utf8"

	"example.com/docgen/parser/diag"
)

// The limits hold before goldmark sees a page, since some of its inputs take
// it quadratic time. The largest page of a method in eight years of pages has
// 9 kB, the largest index 262 kB, and their lines have at most a few links.
const (
	maxSize    = 1 << 20 // bytes in a page
	maxNesting = 32      // quote and list markers at the start of a line
	maxOpeners = 512     // brackets, angle brackets and emphasis in a paragraph
)

// refuse returns why the page must not be parsed, or nil.
func refuse(s *source) *diag.Diagnostic {
	for _, check := range []func(*source) *diag.Diagnostic{checkSize, checkCharacters, checkNesting} {
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
	d := diag.New(diag.Pos{File: s.file}, diag.PageLimit, "split the page; a method's page has a few kB",
		"the page has %d bytes, at most %d are read", len(s.text), maxSize)
	return &d
}

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
		if hidden(r) {
			d := diag.New(s.pos(i), diag.ControlCharacter, "remove the character", "the page holds the invisible character %U", r)
			return &d
		}
		i += size
	}
	return nil
}

// hidden reports whether a character is invisible and can change how the text
// around it is read: control characters other than tab and line feed, the
// bidirectional controls, invisible operators, tags and the byte order mark.
// Zero width joiners and non-joiners are left alone: emoji and some scripts
// are written with them.
func hidden(r rune) bool {
	switch {
	case r == '\t', r == '\n':
		return false
	case r < 0x20, 0x7f <= r && r < 0xa0:
		return true
	case r == 0x061c, r == 0x180e, r == 0x200b, r == 0x200e, r == 0x200f, r == 0xfeff:
		return true
	case 0x2028 <= r && r <= 0x202e, 0x2060 <= r && r <= 0x206f, 0xfff9 <= r && r <= 0xfffb:
		return true
	case 0xe0000 <= r && r <= 0xe007f:
		return true
	}
	return false
}

func checkNesting(s *source) *diag.Diagnostic {
	openers := 0
	for n, start := range s.lines {
		line, _ := s.lineAt(start)
		if len(bytes.TrimSpace(line)) == 0 || startsInline(line) {
			openers = 0
		}
		openers += countOpeners(line)
		if openers > maxOpeners {
			d := diag.New(diag.Pos{File: s.file, Line: n + 1}, diag.PageLimit, "split the paragraph with blank lines",
				"a paragraph opens more than %d links, tags or emphases", maxOpeners)
			return &d
		}
		if depth := markers(line); depth > maxNesting {
			d := diag.New(diag.Pos{File: s.file, Line: n + 1, Column: 1}, diag.PageLimit, "remove the nesting",
				"the line nests quotes and lists %d deep, at most %d are read", depth, maxNesting)
			return &d
		}
	}
	return nil
}

// startsInline reports whether a line is an item of a list or a row of a
// table, each of which is inline content of its own.
func startsInline(line []byte) bool {
	line = bytes.TrimLeft(line, " ")
	return bytes.HasPrefix(line, []byte("|")) || bytes.HasPrefix(line, []byte("* ")) || bytes.HasPrefix(line, []byte("- "))
}

func countOpeners(line []byte) int {
	n := 0
	for _, c := range line {
		switch c {
		case '[', '<', '*', '_', '`', '~', '!':
			n++
		}
	}
	return n
}

// markers counts the quote and list markers that a line starts with.
func markers(line []byte) int {
	n := 0
	for i, c := range line {
		switch c {
		case '>':
			n++
		case '*', '-', '+':
			if i+1 < len(line) && line[i+1] == ' ' {
				n++
			}
		case ' ', '\t':
		default:
			return n
		}
	}
	return n
}
