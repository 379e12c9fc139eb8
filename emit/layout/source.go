// Package layout formats Go source as gofmt does. For the source that package emit
// prints it is much faster than package go/format; for any other it calls go/format.
//
// Package go/format parses a file, builds its syntax tree and prints the tree, which
// takes longer than all the rest that docgen does to make the file. But package emit
// prints few kinds of declarations, statements and expressions, in many files. For
// these it is enough to read one token after the other, and to write each with the
// white space that gofmt would put before it.
package layout

import (
	"bytes"
	"go/format"
)

// Source returns Go source as gofmt prints it. The result is that of
// [format.Source].
//
// The source must be valid Go, and its comments must be as gofmt has them, which is how
// go/doc/comment prints them. Source finds mistakes of syntax, and sets the text of
// comments, only where it calls format.Source.
func Source(source []byte) ([]byte, error) {
	if formatted, ok := quick(source); ok {
		return formatted, nil
	}
	return format.Source(source)
}

// quick formats a file and reports true, if the file has nothing but what the
// printer knows.
func quick(source []byte) ([]byte, bool) {
	p := printer{rest: source, out: make([]byte, 0, len(source)+len(source)/8)}
	p.next()
	ok := p.file()
	return p.out, ok
}

// A printer reads a file token by token and prints it as gofmt does.
//
// Most of its methods read and print one part of a file, such as a statement. The
// comment on such a method says what the part looks like, in the notation of the Go
// specification, where newline is the end of a line. The method returns false if it
// finds anything else. Then the printer is given up, and go/format prints the whole
// file. So a method may know less than Go allows, but what it accepts it has to print
// exactly as gofmt does.
type printer struct {
	// token is the next token, and rest is the source behind it. The token is empty
	// at the end of the source, and before anything that is not a token the printer
	// knows.
	token, rest []byte
	out         []byte
	// depth is the number of tabs at the start of a line.
	depth int
}

// at reports whether the next token is the given one.
func (p *printer) at(token string) bool { return string(p.token) == token }

// skip reads the next token if it is the given one, and does not print it.
func (p *printer) skip(token string) bool {
	if !p.at(token) {
		return false
	}
	p.next()
	return true
}

// take reads and prints the next token if it is the given one.
func (p *printer) take(token string) bool { return p.skip(token) && p.print(token) }

// spaced reads and prints the next token if it is the given one, with a space before
// and after it.
func (p *printer) spaced(token string) bool {
	return p.skip(token) && p.print(" ") && p.print(token) && p.print(" ")
}

// copy reads and prints the next token, whatever it is.
func (p *printer) copy() bool {
	p.out = append(p.out, p.token...)
	p.next()
	return true
}

// print prints a text. It returns true, so that it can stand between methods that
// read something.
func (p *printer) print(text string) bool {
	p.out = append(p.out, text...)
	return true
}

// indent prints the tabs at the start of a line. It returns true, as print does.
func (p *printer) indent() bool {
	for range p.depth {
		p.out = append(p.out, '\t')
	}
	return true
}

// endLine reads and prints the end of a line. The last line of a file may lack it.
func (p *printer) endLine() bool { return (p.skip("\n") || p.atEnd()) && p.print("\n") }

// atEnd reports whether the printer has read all of the source.
func (p *printer) atEnd() bool { return len(p.token) == 0 && len(p.rest) == 0 }

// lines reads lines up to a closing bracket, and that. There must be one line at
// least. The opening bracket has been read, but not the end of its line.
//
//	newline line newline { line newline } closing
func (p *printer) lines(line func() bool, closing string) bool {
	if !p.endLine() {
		return false
	}
	p.depth++
	for first := true; first || !p.at(closing); first = false {
		if !line() || !p.endLine() {
			return false
		}
	}
	p.depth--
	return p.indent() && p.take(closing)
}

// list reads parts that have commas between them. Only the last may have several
// lines: gofmt indents lists in which others have.
//
//	part { "," part }
func (p *printer) list(part func() bool) bool {
	for start := len(p.out); part(); start = len(p.out) {
		if !p.skip(",") {
			return true
		}
		if p.brokenSince(start) {
			return false
		}
		p.print(", ")
	}
	return false
}

// brokenSince reports whether the output has a line break behind the start.
func (p *printer) brokenSince(start int) bool { return bytes.IndexByte(p.out[start:], '\n') >= 0 }
