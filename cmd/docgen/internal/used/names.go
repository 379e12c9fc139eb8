package used

import (
	"go/scanner"
	"go/token"

	"example.com/docgen/parser/diag"
)

// Names are the names in Go code, each with the position where it stands first.
type Names struct {
	// Identifiers are exported ones, as in "MessagesSendMessage" or "ErrFloodWaitX".
	// Strings are the literals that could be the name of a method or of an error, as in
	// "messages.sendMessage" or "FLOOD_WAIT".
	Identifiers, Strings map[string]diag.Pos
}

func newNames() *Names {
	return &Names{Identifiers: map[string]diag.Pos{}, Strings: map[string]diag.Pos{}}
}

// minName is shorter than any name of a method or an error.
const minName = 5

// namesIn returns the names in a file. What follows a mistake in the file counts too.
func namesIn(name string, text []byte) *Names {
	n := newNames()
	file := token.NewFileSet().AddFile(name, -1, len(text))
	var s scanner.Scanner
	s.Init(file, text, nil, 0)
	for {
		pos, tok, literal := s.Scan()
		if tok == token.EOF {
			return n
		}
		if tok == token.IDENT && couldBeName(literal) {
			n.add(n.Identifiers, literal, file, pos)
		}
		if tok == token.STRING {
			if value, ok := nameIn(literal); ok {
				n.add(n.Strings, value, file, pos)
			}
		}
	}
}

// couldBeName reports whether an identifier could name a method or an error: exported, and
// of several words, as in "HelpGetConfig" or "ErrTimeout". Most identifiers are not.
func couldBeName(identifier string) bool {
	if len(identifier) < minName || !isUpper(identifier[0]) {
		return false
	}
	for _, c := range []byte(identifier[2:]) {
		if c < 'a' || c > 'z' {
			return true
		}
	}
	return false
}

func (n *Names) add(to map[string]diag.Pos, name string, file *token.File, pos token.Pos) {
	if _, known := to[name]; !known {
		// Not file.Position, which believes the //line directives of a file.
		at := file.PositionFor(pos, false)
		to[name] = diag.Pos{File: file.Name(), Line: at.Line, Column: at.Column}
	}
}

// nameIn returns the text of a string literal, if it is one that a method or an error
// could have for its name.
func nameIn(literal string) (string, bool) {
	const most = 100 // bytes, twice those of the longest name
	text := literal[1:max(1, len(literal)-1)]
	if len(text) < minName || len(text) > most {
		return "", false
	}
	for _, c := range []byte(text) {
		if !isUpper(c) && (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' && c != '.' && c != '%' {
			return "", false
		}
	}
	return text, true
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// merge puts the names of files together. The files are sorted, so that the position of a
// name is always the same.
func merge(files []*Names) *Names {
	all := newNames()
	for _, n := range files {
		if n == nil {
			continue
		}
		mergeInto(all.Identifiers, n.Identifiers)
		mergeInto(all.Strings, n.Strings)
	}
	return all
}

func mergeInto(all, more map[string]diag.Pos) {
	for name, pos := range more {
		if _, known := all[name]; !known {
			all[name] = pos
		}
	}
}
