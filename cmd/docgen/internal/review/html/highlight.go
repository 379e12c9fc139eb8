package html

import (
	"go/doc"
	"go/scanner"
	"go/token"
	"strconv"
	"strings"
	"unicode/utf16"

	"example.com/docgen/parser/diag"
)

// The classes of tokens. Each letter is a CSS class, for which diff.css has a color.
const (
	plain    = 0
	keyword  = 'k'
	literal  = 's'
	number   = 'n'
	comment  = 'c'
	function = 'f'
	builtin  = 't'
	name     = 'i' // an identifier: a function when it is called or declared, else shown plain
)

// highlight returns marks that say where the tokens of each row are; rows are those
// that compareLines returns for the two Go files. A mark is the number of characters
// to skip, a class, and the length of the token: in "5k4 1f10" a keyword of 4
// characters follows after 5, and a function of 10 after 1 more. The numbers count
// UTF-16 code units, as JavaScript does.
func highlight(before, after string, rows []string) []string {
	old, new := marksOf(before), marksOf(after)
	marks := make([]string, len(rows))
	take := func(i int, lines *[]string) {
		if len(*lines) > 0 {
			marks[i], *lines = (*lines)[0], (*lines)[1:]
		}
	}
	for i, row := range rows {
		if row[0] != added {
			take(i, &old)
		}
		if row[0] != removed {
			take(i, &new)
		}
	}
	return marks
}

// marksOf returns the marks of each line of a Go file.
func marksOf(source string) []string {
	if strings.ContainsFunc(source, diag.Hidden) {
		// The rows spell hidden characters out, so the columns of the source would be
		// wrong there.
		return nil
	}
	lines := strings.Split(source, "\n")
	marks := make([][]byte, len(lines))
	ends := make([]int, len(lines)) // where the last token of each line ends, in bytes
	for _, t := range tokens(source) {
		if t.class == plain || t.class == name {
			continue
		}
		line, column := t.line, t.column
		for part := range strings.SplitSeq(t.text, "\n") {
			mark := strconv.AppendInt(marks[line], int64(units(lines[line][ends[line]:column])), 10)
			mark = strconv.AppendInt(append(mark, t.class), int64(units(part)), 10)
			marks[line] = append(mark, ' ')
			ends[line] = column + len(part)
			line, column = line+1, 0
		}
	}
	out := make([]string, len(lines))
	for i, mark := range marks {
		out[i] = strings.TrimSuffix(string(mark), " ")
	}
	return out
}

// A goToken is one token of a Go file. Its line and its column, in bytes, count
// from 0.
type goToken struct {
	line, column int
	text         string
	class        byte
}

func tokens(source string) []goToken {
	file := token.NewFileSet().AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, []byte(source), nil, scanner.ScanComments)
	var found []goToken
	last := token.ILLEGAL
	for pos, tok, text := s.Scan(); tok != token.EOF; pos, tok, text = s.Scan() {
		if tok == token.LPAREN && len(found) > 0 && found[len(found)-1].class == name {
			found[len(found)-1].class = function
		}
		at := file.PositionFor(pos, false)
		found = append(found, goToken{at.Line - 1, at.Column - 1, text, classOf(last, tok, text)})
		last = tok
	}
	return found
}

func classOf(last, tok token.Token, text string) byte {
	switch {
	case tok.IsKeyword():
		return keyword
	case tok == token.COMMENT:
		return comment
	case tok == token.STRING, tok == token.CHAR:
		return literal
	case tok == token.INT, tok == token.FLOAT:
		return number
	case tok == token.IDENT && last != token.PERIOD && doc.IsPredeclared(text):
		return builtin
	case tok == token.IDENT:
		return name
	}
	return plain
}

// units returns the length of a text in UTF-16.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}
