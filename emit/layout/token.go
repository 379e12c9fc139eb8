package layout

import (
	"bytes"
	"go/token"
	"strings"
)

// next reads the next token: a word, a decimal number, a string, an operator, a
// comment, or the end of a line. It skips blanks before the token.
func (p *printer) next() {
	p.rest = skipBlanks(p.rest)
	n := tokenLen(p.rest)
	p.token, p.rest = p.rest[:n], p.rest[n:]
}

// skipBlanks returns the source without the spaces and tabs at its start.
func skipBlanks(source []byte) []byte { return source[runLen(source, isBlank):] }

// tokenLen returns the length of the token at the start of the source. It returns 0
// if the printer does not know the token.
func tokenLen(source []byte) int {
	if len(source) == 0 {
		return 0
	}
	switch c := source[0]; {
	case isLetter(c):
		return runLen(source, isWord)
	case isDigit(c):
		return runLen(source, isDigit)
	case c == '"':
		return stringLen(source)
	case c == '/':
		return commentLen(source)
	default:
		return operatorLen(source)
	}
}

// runLen returns the number of bytes at the start of the source that are all alike.
func runLen(source []byte, alike func(byte) bool) int {
	for i, c := range source {
		if !alike(c) {
			return i
		}
	}
	return len(source)
}

// stringLen returns the length of the string literal at the start of the source. It
// returns 0 for a literal with control characters, such as the end of the line: gofmt
// counts some of these as line breaks.
func stringLen(source []byte) int {
	for i := 1; i < len(source) && source[i] >= ' '; i++ {
		switch source[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// commentLen returns the length of the comment at the start of the source, up to the
// end of its line. It returns 0 for other things that start with a slash, and for a
// comment with control characters: gofmt counts some of these as line breaks.
func commentLen(source []byte) int {
	if !bytes.HasPrefix(source, []byte("//")) {
		return 0
	}
	n := runLen(source, func(c byte) bool { return c >= ' ' || c == '\t' })
	if n < len(source) && source[n] != '\n' {
		return 0
	}
	return n
}

// operatorLen returns the length of the operator at the start of the source, or 0.
// The end of a line counts as an operator.
//
// Some operators that the printer does not know, such as &&, are read as several
// that it knows. This does no harm, since it never expects these in a row.
func operatorLen(source []byte) int {
	switch {
	case bytes.HasPrefix(source, []byte("...")):
		return 3
	case strings.IndexByte(":=!", source[0]) >= 0 && len(source) > 1 && source[1] == '=':
		return 2
	case strings.IndexByte("\n=:,.(){}[]*&!-", source[0]) >= 0:
		return 1
	}
	return 0
}

func isBlank(c byte) bool  { return c == ' ' || c == '\t' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
func isWord(c byte) bool   { return isLetter(c) || isDigit(c) }

// atName reports whether the next token is a name. Keywords are no names.
func (p *printer) atName() bool {
	return len(p.token) > 0 && isLetter(p.token[0]) && !token.IsKeyword(string(p.token))
}

// name reads a name.
func (p *printer) name() bool { return p.atName() && p.copy() }

// selector reads a name that may be in a package, or in a value.
//
//	name { "." name }
func (p *printer) selector() bool {
	for p.name() {
		if !p.take(".") {
			return true
		}
	}
	return false
}

// literal reads a number or a string.
func (p *printer) literal() bool {
	return len(p.token) > 0 && (isDigit(p.token[0]) || p.token[0] == '"') && p.copy()
}
