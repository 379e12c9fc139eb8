package parser

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// codeBlock adds a code block to the page: as an example in a section of examples,
// else as part of the text around it.
func (r *reader) codeBlock(n ast.Node) {
	code := r.rawLines(n)
	if r.readDefinition(n, code) {
		return
	}
	if r.section != inExample {
		r.prose(n)
		return
	}
	r.inRequest = false
	language := r.exampleLanguage
	pos := r.pos(offsetOf(n))
	if fenced, ok := n.(*ast.FencedCodeBlock); ok && len(fenced.Language(r.text)) > 0 {
		language = strings.ToLower(string(fenced.Language(r.text)))
	}
	r.page.Examples = append(r.page.Examples, page.Example{Language: language, Text: code, Pos: pos})
}

// checkFence warns of a code block that reaches to the end of the page, because
// nothing closes it.
func (r *reader) checkFence(n *ast.FencedCodeBlock) {
	lines := n.Lines()
	if lines.Len() == 0 || lines.At(lines.Len()-1).Stop < len(bytes.TrimRight(r.text, "\n")) {
		return
	}
	_, first := r.lineAt(lines.At(0).Start)
	opening, start := r.lineAt(first - 1)
	r.warn(r.pos(start+indent(opening)), diag.FenceUnclosed, "close it with a line of its own", "the block of code is never closed")
}

// example starts a section of examples.
func (r *reader) example() {
	r.section = inExample
	r.exampleLanguage = languageIn(r.heading)
	if asCaller.MatchString(r.heading) {
		r.exampleLanguage, r.inRequest = "http", true
	}
}

// exampleProse reads text in a section of examples. A line such as "Lua:" gives
// the language of the next example. Below a heading such as "As a user:", the text
// describes an HTTP request, which is an example itself. Other text is a note.
func (r *reader) exampleProse(n ast.Node) {
	text, pos := r.sourceOf(n)
	if text == "" {
		return // an empty list item
	}
	if strings.HasSuffix(text, ":") { // faster than the pattern, which few texts need
		if m := leadIn.FindStringSubmatch(text); m != nil {
			r.exampleLanguage, r.inRequest = languageIn(m[1]), false
			return
		}
	}
	if !r.inRequest {
		r.note(r.blocks(n))
		return
	}
	last := len(r.page.Examples) - 1
	if last < 0 || r.page.Examples[last].Pos.Line < r.headingPos.Line {
		r.page.Examples = append(r.page.Examples, page.Example{Language: "http", Text: text, Pos: pos})
		return
	}
	// The request goes on. Its text is the source from its start to here, blank
	// lines included, so that posInExample can count its lines.
	start := r.offset(r.page.Examples[last].Pos)
	end := r.offset(pos) + len(text)
	r.page.Examples[last].Text = r.asString()[start:end]
}

// sourceOf returns the source of a block and its position, or "" for a block
// without text.
func (r *reader) sourceOf(n ast.Node) (string, diag.Pos) {
	first, last := -1, 0
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		if l := n.Lines(); l.Len() > 0 {
			if first < 0 {
				_, first = r.lineAt(l.At(0).Start)
			}
			last = max(last, l.At(l.Len()-1).Stop)
		}
		return ast.WalkContinue, nil
	})
	if first < 0 {
		return "", r.headingPos
	}
	text := strings.TrimLeft(string(r.text[first:last]), " \t\n")
	return strings.TrimRight(text, " \t\n"), r.pos(last - len(text))
}

// languageIn returns the language that a text names, in lower case, or "".
func languageIn(text string) string {
	name := strings.ToLower(languageName.FindString(text))
	if language, ok := languageAliases[name]; ok {
		return language
	}
	return name
}
