package parser

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// A definition is one declaration in TL, as in "help.getConfig#c4f9186b = Config".
type definition struct {
	// text is the declaration in one line, without the semicolon.
	text   string
	name   string
	params []definedParam
	result docType
	pos    diag.Pos
	// marked says that the page says that it is a method. ok says that docgen can read
	// the declaration.
	marked, ok bool
}

// A definedParam is a parameter of a definition.
type definedParam struct {
	name string
	docType
}

var (
	// functionsMark stands before the methods in TL, after the types.
	functionsMark = regexp.MustCompile(`^-{2,}\s*functions\s*-{2,}$`)
	typesMark     = regexp.MustCompile(`^-{2,}\s*types\s*-{2,}$`)
	// marks matches either, wherever it stands.
	marks = regexp.MustCompile(`-{3}(?:functions|types)-{3}`)
	// declaredName matches the name that a declaration starts with, and its ID.
	declaredName = regexp.MustCompile(`^([A-Za-z]\w*(?:\.[A-Za-z]\w*)?)(#[0-9a-fA-F]{1,8})?(?:\s|$)`)
	// declaredResult matches the result that ends a declaration.
	declaredResult = regexp.MustCompile(`=\s*([\w.!%<>]+(?: [\w.!%<>]+)?)\s*;?$`)
	// codeLink matches a link in code, as some converters write it.
	codeLink  = regexp.MustCompile(`\[([^\[\]\n]*)\]\([^()\n]*\)`)
	tlComment = regexp.MustCompile(`//[^\n]*`)
)

// readDefinition reads a block of code if it is TL, and reports whether it is. It is TL
// if it says which declarations are methods, or declares the method of the page.
func (r *reader) readDefinition(n ast.Node, code string) bool {
	if strings.Contains(code, "](") { // some converters write links in code
		code = codeLink.ReplaceAllString(code, "$1")
	}
	marked := strings.Contains(code, "functions---") && marks.MatchString(code)
	if !marked && (r.section == inExample || !strings.Contains(code, "=")) {
		return false
	}
	var found []definition
	inTypes := marked
	line := r.pos(offsetOf(n)).Line
	for _, s := range statements(code) {
		switch {
		case functionsMark.MatchString(s.text):
			inTypes = false
		case typesMark.MatchString(s.text):
			inTypes = true
		case !inTypes:
			d := r.define(s.text)
			d.marked = marked
			d.pos = diag.Pos{File: r.file, Line: line + strings.Count(code[:s.offset], "\n"), Column: 1}
			found = append(found, d)
		}
	}
	if !marked && !declares(found, r.methodName()) {
		return false
	}
	r.definitions = append(r.definitions, found...)
	return true
}

// readInlineDefinition reads a paragraph like a block of code, if it is only code or has
// TL's mark of methods.
func (r *reader) readInlineDefinition(n *ast.Paragraph) bool {
	if code, ok := n.FirstChild().(*ast.CodeSpan); ok && n.ChildCount() == 1 {
		return r.readDefinition(n, codeText(code, r.text))
	}
	lines := n.Lines()
	source := r.text[lines.At(0).Start:lines.At(lines.Len()-1).Stop]
	return bytes.Contains(source, []byte("functions")) && marks.MatchString(r.plain(n)) && r.readDefinition(n, r.plain(n))
}

// takeDefinitions reads the definitions in a list or a quote, and removes them. Converters
// indent code, and below a list Markdown takes it for text of the last item.
func (r *reader) takeDefinitions(parent ast.Node) {
	if !r.marksMethods {
		return
	}
	for n := parent.FirstChild(); n != nil; {
		block := n
		n = n.NextSibling()
		taken := false
		switch block := block.(type) {
		case *ast.Paragraph:
			taken = r.readInlineDefinition(block)
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			taken = r.readDefinition(block, r.rawLines(block))
		case *ast.ListItem:
			r.takeDefinitions(block)
		}
		if taken {
			parent.RemoveChild(parent, block)
			r.removeAlert(parent)
		}
	}
}

// removeAlert removes the line that makes an alert of a quote, if nothing else is left of it.
func (r *reader) removeAlert(quote ast.Node) {
	p, ok := quote.FirstChild().(*ast.Paragraph)
	if ok && quote.ChildCount() == 1 && p.Lines().Len() == 1 && alertMark.Match(p.Lines().Value(r.text)) {
		quote.RemoveChild(quote, p)
	}
}

func declares(found []definition, method string) bool {
	for _, d := range found {
		if d.ok && tlMethod(d.name) == method {
			return true
		}
	}
	return false
}

// statements returns the declarations in TL and the marks between them. A declaration
// ends with a semicolon, or with the line that has its result.
func statements(code string) []located {
	code = tlComment.ReplaceAllStringFunc(code, func(comment string) string { return strings.Repeat(" ", len(comment)) })
	var all []located
	var current []string
	start, offset := 0, 0
	end := func() {
		if text := collapseSpace(strings.Join(current, " ")); text != "" {
			all = append(all, located{text, start})
		}
		current = nil
	}
	for line := range strings.Lines(code) {
		parts := line
		if strings.Contains(line, "---") {
			parts = marks.ReplaceAllString(line, ";$0;")
		}
		for part := range strings.SplitAfterSeq(parts, ";") {
			text := strings.TrimSpace(part)
			if text == "" {
				continue
			}
			if len(current) == 0 {
				start = offset
			}
			current = append(current, strings.TrimSuffix(text, ";"))
			if strings.HasSuffix(text, ";") || declaredResult.MatchString(text) {
				end()
			}
		}
		offset += len(line)
	}
	end()
	return all
}

// define reads a declaration. It leaves out parameters in braces, which stand for types,
// and the fields that hold the conditions of others.
func (r *reader) define(text string) definition {
	d := definition{text: text}
	m := declaredName.FindStringSubmatch(text)
	result := declaredResult.FindStringSubmatchIndex(text)
	if m == nil || result == nil || result[0] < len(m[0])-1 {
		return d
	}
	d.name = m[1]
	d.result = typeOf(text[result[2]:result[3]])
	d.ok = d.result.ok
	for _, field := range strings.Fields(strings.TrimSpace(text[len(m[1])+len(m[2]) : result[0]])) {
		if strings.HasPrefix(field, "{") {
			continue
		}
		name, kind, _ := strings.Cut(field, ":")
		t := typeOf(kind)
		d.ok = d.ok && t.ok && isName(paramName, name)
		if t.name != bitField {
			d.params = append(d.params, definedParam{tlParam(name), t})
		}
	}
	return d
}

// checkDefinition sets the definition of the page, completes the page by it, and warns of
// parameters that the definition or the table lacks.
func (r *reader) checkDefinition() {
	var own *definition
	for i, d := range r.definitions {
		switch {
		case !d.ok:
			r.warn(d.pos, diag.DefinitionInvalid, "write it as in \"help.getConfig#c4f9186b = Config;\"", "the definition is not TL that docgen can read: %s", quoted(d.text))
		case tlMethod(d.name) != r.page.Method.Text:
			r.warn(d.pos, diag.DefinitionMethod, "define the method of the page", "the definition is of %s, the page is about %s", d.name, r.page.Method.Text)
		case own != nil && own.text != d.text:
			r.warn(d.pos, diag.DefinitionMethod, "remove one of them", "the page defines %s here and in line %d in different ways", d.name, own.pos.Line)
		default:
			own = &r.definitions[i]
		}
	}
	if own == nil {
		return
	}
	r.page.Definition = page.Fact{Text: own.text, Pos: own.pos}
	if r.page.Returns.Text == "" {
		r.page.Returns = page.Fact{Text: own.result.name, Pos: own.pos}
	} else if r.page.Returns.Text != own.result.name {
		r.warn(r.page.Returns.Pos, diag.DefinitionResult, "correct the one that is wrong", "the page says %s here and %s in its definition, in line %d",
			r.page.Returns.Text, own.result.name, own.pos.Line)
	}
	if r.sawParams {
		r.compareParams(own)
	}
}

// compareParams compares the table of parameters with the definition, and takes from the
// definition what the table does not say.
func (r *reader) compareParams(d *definition) {
	defined := map[string]docType{}
	var missing []string
	for _, p := range d.params {
		defined[p.name] = p.docType
		if r.paramIndex(p.name) < 0 {
			missing = append(missing, p.name)
		}
	}
	if len(missing) > 0 {
		r.warn(d.pos, diag.DefinitionParameter, "add a row for it, or correct the definition", "the table lacks parameters of the definition: %s", strings.Join(missing, ", "))
	}
	for i := range r.page.Params {
		p := &r.page.Params[i]
		t, ok := defined[p.Name]
		switch {
		case !ok:
			r.warn(p.Pos, diag.DefinitionParameter, "remove the row, or correct the definition", "the definition in line %d has no parameter %s", d.pos.Line, p.Name)
			continue
		case p.Type != "" && p.Type != t.name:
			r.warn(p.TypePos, diag.DefinitionParameter, "correct the one that is wrong", "%s is %s here and %s in the definition, in line %d", p.Name, p.Type, t.name, d.pos.Line)
		}
		if p.RequiredUnknown {
			p.Required, p.RequiredUnknown = !t.conditional && t.name != "true", false
		}
	}
}
