package layout

// block reads the body of a function or of an if statement. It must have a statement.
//
//	"{" newline statement newline { statement newline } "}"
func (p *printer) block() bool { return p.take("{") && p.lines(p.statement, "}") }

// statement reads a statement.
//
//	"if" condition block | "return" [ expressions ] |
//	expressions [ ( ":=" | "=" ) expressions ]
//
// where expressions are a list: expression { "," expression }.
func (p *printer) statement() bool {
	p.indent()
	switch {
	case p.take("if"):
		return p.print(" ") && p.condition() && p.print(" ") && p.block()
	case p.take("return"):
		return p.at("\n") || p.print(" ") && p.list(p.expression)
	case !p.list(p.expression):
		return false
	case p.spaced(":=") || p.spaced("="):
		return p.list(p.expression)
	}
	return true
}

// condition reads the condition of an if statement. It has no composite literals:
// the next brace starts the block.
//
//	[ "!" ] selector [ ( "==" | "!=" ) ( selector | literal ) ]
func (p *printer) condition() bool {
	p.take("!")
	if !p.selector() {
		return false
	}
	if p.spaced("==") || p.spaced("!=") {
		return p.literal() || p.selector()
	}
	return true
}

// expression reads an expression without binary operators.
//
//	"-" literal | [ "&" | "*" | "!" ] ( literal | operand suffixes )
func (p *printer) expression() bool {
	if p.take("-") {
		return p.literal()
	}
	if !p.take("&") && !p.take("*") {
		p.take("!")
	}
	if p.literal() {
		return true
	}
	return p.operand() && p.suffixes()
}

// operand reads a name, a type, or an expression in parentheses. A type has elements
// or an argument behind it, which are its suffixes. Gofmt removes parentheses around
// parentheses, so there must not be two.
//
//	name | "[" [ "..." ] "]" typeName | structType | "(" expression ")"
func (p *printer) operand() bool {
	switch {
	case p.take("["):
		p.take("...")
		return p.take("]") && p.typeName()
	case p.at("struct"):
		return p.structType()
	case p.take("("):
		return !p.at("(") && p.expression() && p.take(")")
	}
	return p.name()
}

// suffixes reads what may follow an operand: selectors, type assertions, arguments,
// and the elements of composite literals.
//
//	{ "." name | "." "(" typeName ")" | "(" [ expressions ] ")" | elements }
func (p *printer) suffixes() bool {
	for {
		var ok bool
		switch {
		case p.take("."):
			ok = p.name() || p.take("(") && p.typeName() && p.take(")")
		case p.take("("):
			ok = (p.at(")") || p.list(p.expression)) && p.take(")")
		case p.at("{"):
			ok = p.elements()
		default:
			return true
		}
		if !ok {
			return false
		}
	}
}

// elements reads the elements of a composite literal: none, several in one line, or
// one on each line.
//
//	"{" [ element { "," element } ] "}" |
//	"{" newline elementLine newline { elementLine newline } "}"
func (p *printer) elements() bool {
	switch {
	case !p.take("{"):
		return false
	case p.take("}"):
		return true
	case !p.at("\n"):
		return p.list(p.element) && p.take("}")
	}
	var values column
	line := func() bool { return p.elementLine(&values) }
	if !p.lines(line, "}") {
		return false
	}
	p.align(&values)
	return true
}

// element reads an element, which may have a key.
//
//	[ name ":" ] value
func (p *printer) element() bool {
	if p.atKey() {
		return p.name() && p.take(":") && p.print(" ") && p.value()
	}
	return p.value()
}

// value reads the value of an element, which need not repeat its type.
//
//	elements | expression
func (p *printer) value() bool {
	if p.at("{") {
		return p.elements()
	}
	return p.expression()
}

// atKey reports whether the next two tokens are a name and a colon.
func (p *printer) atKey() bool {
	rest := skipBlanks(p.rest)
	return p.atName() && len(rest) > 0 && rest[0] == ':'
}

// maxKey is the length of the longest key that gofmt treats like all others. It may
// align the values behind longer keys apart from those before and after them.
const maxKey = 40

// elementLine reads an element that has a line for itself. An element with a key must
// end in that line.
//
//	element ","
func (p *printer) elementLine(values *column) bool {
	if !p.atKey() {
		p.align(values)
		return p.indent() && p.element() && p.take(",")
	}
	p.indent()
	start, end := len(p.out), len(p.out)+len(p.token)+len(":")
	values.add(start, end)
	return len(p.token) <= maxKey && p.element() && !p.brokenSince(start) && p.take(",")
}
