package emit

import (
	"bytes"
	"go/token"
)

// layout returns what jennifer printed as gofmt would have it, and reports
// whether it could. It is for what package emit prints many times over: it knows
// those lines and tokens alone, and the rules by which gofmt sets them, and need
// not parse them as [format.Source] does, which would take as long as all the rest
// of printing. What it does not know is left to that.
//
// The rules are few: a line is indented once more than the one that opened the
// bracket it is in, a declaration has a blank line before it, fields and keyed
// elements that follow each other are aligned, and two tokens have a space between
// them or not.
//
// The result is good until the next.
func (l *layouter) layout(source []byte) ([]byte, bool) {
	*l = layouter{out: l.out[:0], tokens: l.tokens, open: l.open[:0], cells: l.cells[:0], aligned: l.aligned}
	for line := range bytes.Lines(source) {
		if !l.line(bytes.TrimSpace(line)) {
			return nil, false
		}
	}
	l.align()
	return l.out, len(l.open) == 0
}

type layouter struct {
	out []byte
	// blank and comment tell what the line before was.
	blank, comment bool
	tokens         [][]byte
	open           []bracket
	cells          []cell
	aligned        []byte // memory for align
}

// A bracket is open: what it holds, and how far its line is indented.
type bracket struct {
	holds  holds
	indent int
}

type holds int

const (
	expressions holds = iota
	statements
	structFields
	elements // of a composite literal
	imports
	constants
)

// A cell is the start of a line that may be aligned with the lines around it:
// where it begins in the output, and where the space behind it is.
type cell struct{ start, end int }

// inside returns what the innermost open bracket holds. Declarations are in none.
func (l *layouter) inside() holds {
	if len(l.open) == 0 {
		return statements
	}
	return l.open[len(l.open)-1].holds
}

// line adds a line, without the white space around it.
func (l *layouter) line(line []byte) bool {
	declaration := len(l.open) == 0
	if len(line) == 0 {
		l.blank = true
		return declaration || l.inside() == imports
	}
	if blank := l.blank || declaration && !l.comment; blank && len(l.out) > 0 {
		l.out = append(l.out, '\n')
	}
	l.blank = false
	after := l.comment
	if l.comment = bytes.HasPrefix(line, []byte("//")); l.comment {
		l.align()
		l.indent(l.inner())
		l.out = append(append(l.out, line...), '\n')
		return true
	}
	return l.scan(line) && l.code(after)
}

// inner is the indentation of a line in the innermost open bracket.
func (l *layouter) inner() int {
	if len(l.open) == 0 {
		return 0
	}
	return l.open[len(l.open)-1].indent + 1
}

func (l *layouter) indent(tabs int) {
	for range tabs {
		l.out = append(l.out, '\t')
	}
}

// code adds a line of code, which may follow a comment.
func (l *layouter) code(afterComment bool) bool {
	inside, depth, indent, column := l.inside(), len(l.open), l.inner(), 0
	switch first := l.tokens[0]; {
	case isCloser(first):
		if depth == 0 || bytes.HasSuffix(l.out, []byte("{\n")) {
			return false // gofmt leaves no line between them
		}
		indent--
	case inside == structFields:
		if column = 1; len(l.tokens) < 2 || !isWord(first) || !isWord(l.tokens[1]) && l.tokens[1][0] != '*' && l.tokens[1][0] != '[' {
			return false
		}
	case inside == elements && len(l.tokens) > 1 && l.tokens[1][0] == ':':
		if column = 2; len(first) > maxKey {
			return false
		}
	case inside == constants && !afterComment:
		return false // constants that follow each other are aligned, too
	}
	if column == 0 {
		l.align()
	}
	l.indent(indent)
	start := len(l.out)
	for i, t := range l.tokens {
		if i > 0 && l.spaced(i) {
			l.out = append(l.out, ' ')
		}
		if i > 0 && i == column {
			l.cells = append(l.cells, cell{start, len(l.out) - 1})
		}
		l.out = append(l.out, t...)
		switch {
		case isOpener(t):
			if t[0] == '{' && l.isControl() && !l.beginsBlock(i) {
				return false
			}
			l.open = append(l.open, bracket{l.holds(i), indent})
		case isCloser(t):
			if len(l.open) == 0 {
				return false
			}
			l.open = l.open[:len(l.open)-1]
		case t[0] == ':' && len(t) == 1 && l.inside() != elements:
			return false // a label, or a part of a slice
		}
	}
	l.out = append(l.out, '\n')
	// Only what ends in its bracket can have lines within, and not beside others.
	last := l.tokens[len(l.tokens)-1]
	return len(l.open) <= depth || column == 0 && (last[0] == '{' || last[0] == '(')
}

// maxKey is the length up to which gofmt aligns keys whatever those around them.
const maxKey = 40

// align sets the lines that end the output, and have cells, in columns.
func (l *layouter) align() {
	width := 0
	for _, c := range l.cells {
		width = max(width, c.end-c.start)
	}
	if len(l.cells) > 1 {
		base := l.cells[0].start
		l.aligned = append(l.aligned[:0], l.out[base:]...)
		lines := l.aligned
		l.out = l.out[:base]
		copied := 0
		for _, c := range l.cells {
			l.out = append(l.out, lines[copied:c.end-base]...)
			for range width - (c.end - c.start) {
				l.out = append(l.out, ' ')
			}
			copied = c.end - base
		}
		l.out = append(l.out, lines[copied:]...)
	}
	l.cells = l.cells[:0]
}

// holds tells what the bracket holds that is token i of the line.
func (l *layouter) holds(i int) holds {
	switch t, before := l.tokens[i], l.before(i); {
	case t[0] == '(' && before == "import":
		return imports
	case t[0] == '(' && before == "const":
		return constants
	case t[0] != '{':
		return expressions
	case before == "struct":
		return structFields
	case l.beginsBlock(i):
		return statements
	default:
		return elements
	}
}

func (l *layouter) before(i int) string {
	if i == 0 {
		return ""
	}
	return string(l.tokens[i-1])
}

// beginsBlock reports whether token i is the brace after a condition or the
// head of a function.
func (l *layouter) beginsBlock(i int) bool {
	return i == len(l.tokens)-1 && l.isControl()
}

// isControl reports whether the line starts a condition or a function.
func (l *layouter) isControl() bool {
	first := string(l.tokens[0])
	return first == "if" || first == "func"
}

// spaced reports whether a space is between token i of the line and the one
// before it.
func (l *layouter) spaced(i int) bool {
	t, before := l.tokens[i], l.tokens[i-1]
	switch {
	case isAssignment(t), isAssignment(before), before[0] == ',', before[0] == ':':
		return true
	case !isWord(before) && before[0] != ')' && before[0] != '}':
		return false
	case isWord(t):
		return true
	}
	switch t[0] {
	case '{':
		return i == len(l.tokens)-1 && string(before) == "struct" || l.beginsBlock(i)
	case '(':
		return before[0] == ')' && string(l.tokens[0]) == "func" || token.IsKeyword(string(before)) && string(before) != "struct"
	case '[', '*', '&', '!':
		return true
	}
	return false
}

func isWord(t []byte) bool {
	c := t[0]
	return c == '_' || c == '"' || c == '-' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func isOpener(t []byte) bool { return t[0] == '{' || t[0] == '(' || t[0] == '[' }
func isCloser(t []byte) bool { return t[0] == '}' || t[0] == ')' || t[0] == ']' }

func isAssignment(t []byte) bool {
	return t[0] == '=' || len(t) == 2 && t[1] == '='
}

// scan splits a line into tokens, unless it has one that package emit does not
// print often.
func (l *layouter) scan(line []byte) bool {
	l.tokens = l.tokens[:0]
	for len(line) > 0 {
		n := tokenLen(line)
		if n == 0 {
			return false
		}
		t := line[:n]
		if 'a' <= t[0] && t[0] <= 'z' && !l.knows(string(t)) || t[0] == '-' && !l.negative(t) {
			return false
		}
		l.tokens = append(l.tokens, t)
		line = bytes.TrimLeft(line[n:], " ")
	}
	return true
}

// knows reports whether a word is no keyword, or is one in a place where the rules
// here hold for it.
func (l *layouter) knows(word string) bool {
	switch word {
	case "package", "import", "type", "const", "var", "func", "if", "return":
		return len(l.tokens) == 0
	case "struct":
		return true
	}
	return !token.IsKeyword(word)
}

// negative reports whether a word that starts with a minus is a number in a list.
func (l *layouter) negative(t []byte) bool {
	if len(t) == 1 || len(l.tokens) == 0 {
		return false
	}
	last := l.tokens[len(l.tokens)-1][0]
	return '0' <= t[1] && t[1] <= '9' && (last == ',' || last == '{')
}

// tokenLen returns the length of the token that a line starts with, 0 for
// one that is not known.
func tokenLen(line []byte) int {
	two := string(line[:min(2, len(line))])
	switch c := line[0]; {
	case c == '"':
		for i := 1; i < len(line); i++ {
			switch line[i] {
			case '\\':
				i++
			case '"':
				return i + 1
			}
		}
		return 0
	case bytes.HasPrefix(line, []byte("...")):
		return 3
	case two == ":=", two == "==", two == "!=":
		return 2
	case two == "&&", two == "&=", two == "*=":
		return 0
	case isWord(line):
		n := 1
		for n < len(line) && line[n] != '"' && line[n] != '-' && isWord(line[n:]) {
			n++
		}
		return n
	case bytes.IndexByte([]byte("=:,.(){}[]*&!"), c) >= 0:
		return 1
	}
	return 0
}
