package layout

import "bytes"

// file reads a file: comments and declarations, of which the first is the package
// clause.
//
// Gofmt puts a blank line before each declaration and its comment. There are two
// exceptions, where this method wants a blank line in the source: a declaration
// without a comment after one of the same kind, and a comment that belongs to no
// declaration.
func (p *printer) file() bool {
	p.blankLines()
	before := ""
	for blank := true; !p.atEnd(); blank = p.blankLines() {
		if len(p.out) > 0 {
			p.print("\n")
		}
		commented := p.atComment()
		if commented && !p.comment() {
			return false
		}
		if commented && (p.at("\n") || p.atEnd()) {
			if !blank {
				return false
			}
			continue
		}
		if !blank && !commented && p.at(before) || before == "" && !p.at("package") {
			return false
		}
		before = string(p.token)
		if !p.declaration() || !p.endLine() {
			return false
		}
	}
	return before != ""
}

// atComment reports whether the next token is a comment.
func (p *printer) atComment() bool { return len(p.token) > 0 && p.token[0] == '/' }

// comment reads a comment of one or several lines, and indents it.
func (p *printer) comment() bool {
	for p.atComment() {
		p.token = bytes.TrimRight(p.token, " \t")
		if !p.indent() || !p.copy() || !p.endLine() {
			return false
		}
	}
	return true
}

// blankLines skips blank lines, and reports whether there were any.
func (p *printer) blankLines() bool {
	found := false
	for p.skip("\n") {
		found = true
	}
	return found
}

// declaration reads a declaration, or the package clause.
//
//	"package" name | "import" imports | "type" name structType | "func" function |
//	"var" name "=" expression | "const" "(" newline constant newline { constant newline } ")"
func (p *printer) declaration() bool {
	keyword := string(p.token)
	p.copy()
	p.print(" ")
	switch keyword {
	case "package":
		return p.name()
	case "import":
		return p.imports()
	case "type":
		return p.name() && p.print(" ") && p.structType()
	case "func":
		return p.function()
	case "var":
		return p.name() && p.spaced("=") && p.expression()
	case "const":
		return p.take("(") && p.lines(p.constant, ")")
	}
	return false
}

// imports reads one path, or several of them in parentheses.
//
//	path | "(" newline path newline { [ newline ] path newline } ")"
//
// Gofmt sorts paths that have no blank line between them. Here they must be sorted
// already.
func (p *printer) imports() bool {
	if !p.take("(") {
		return p.path()
	}
	var before []byte
	line := func() bool {
		if before != nil && p.blankLines() {
			before = nil
			p.print("\n")
		}
		path := bytes.Trim(p.token, `"`)
		sorted := bytes.Compare(before, path) < 0
		before = path
		return sorted && p.indent() && p.path()
	}
	return p.lines(line, ")")
}

// path reads the path of a package.
func (p *printer) path() bool {
	return len(p.token) > 0 && p.token[0] == '"' && bytes.IndexByte(p.token, '\\') < 0 && p.copy()
}

// constant reads one of the constants in parentheses. Gofmt aligns constants that have
// no comment between them, so each must have a comment.
//
//	comment name name "=" literal
func (p *printer) constant() bool {
	return p.comment() && p.indent() && p.name() && p.print(" ") && p.name() && p.spaced("=") && p.literal()
}

// structType reads a struct type without fields, or with one field on each line.
//
//	"struct" "{" [ newline field newline { field newline } ] "}"
func (p *printer) structType() bool {
	if !p.take("struct") || !p.skip("{") {
		return false
	}
	if p.skip("}") {
		return p.print("{}")
	}
	var types column
	field := func() bool { return p.field(&types) }
	if !p.print(" {") || !p.lines(field, "}") {
		return false
	}
	p.align(&types)
	return true
}

// field reads a field of a struct.
//
//	[ comment ] name typeName
func (p *printer) field(types *column) bool {
	if p.atComment() {
		p.align(types)
		if !p.comment() {
			return false
		}
	}
	p.indent()
	start := len(p.out)
	if !p.name() {
		return false
	}
	types.add(start, len(p.out))
	return p.print(" ") && p.typeName()
}

// typeName reads a type.
//
//	{ "*" | "[" "]" } selector
func (p *printer) typeName() bool {
	for p.take("*") || p.take("[") && p.take("]") {
	}
	return p.selector()
}

// function reads a function or a method.
//
//	[ receiver ] name "(" [ parameter { "," parameter } ] ")" [ results ] block
func (p *printer) function() bool {
	if p.at("(") && !p.receiver() {
		return false
	}
	if !p.name() || !p.take("(") || !p.at(")") && !p.list(p.parameter) || !p.take(")") {
		return false
	}
	return p.print(" ") && p.results() && p.block()
}

// receiver reads the receiver of a method. It prints a space behind it.
//
//	"(" parameter ")"
func (p *printer) receiver() bool {
	return p.take("(") && p.parameter() && p.take(")") && p.print(" ")
}

// parameter reads a parameter, or what a receiver has in its parentheses.
//
//	name typeName
func (p *printer) parameter() bool { return p.name() && p.print(" ") && p.typeName() }

// results reads the types that a function returns. It prints a space behind them.
// Gofmt removes the parentheses around a single type, so there must be two.
//
//	typeName | "(" typeName "," typeName { "," typeName } ")"
func (p *printer) results() bool {
	if p.at("{") {
		return true
	}
	if !p.take("(") {
		return p.typeName() && p.print(" ")
	}
	return p.typeName() && p.skip(",") && p.print(", ") && p.list(p.typeName) && p.take(")") && p.print(" ")
}
