package parser

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// codeBlock files an example, or preformatted text of the prose around it.
func (r *reader) codeBlock(n ast.Node) {
	if r.section != inExample {
		r.prose(n)
		return
	}
	r.http = false
	language := r.hint
	if fenced, ok := n.(*ast.FencedCodeBlock); ok && len(fenced.Language(r.text)) > 0 {
		language = strings.ToLower(string(fenced.Language(r.text)))
	}
	r.page.Examples = append(r.page.Examples, page.Example{Language: language, Text: r.rawLines(n), Pos: r.pos(offsetOf(n))})
}

// checkFence warns of a block of code that only the end of the page ends.
func (r *reader) checkFence(n *ast.FencedCodeBlock) {
	lines := n.Lines()
	if lines.Len() == 0 || lines.At(lines.Len()-1).Stop < len(bytes.TrimRight(r.text, "\n")) {
		return
	}
	_, first := r.lineAt(lines.At(0).Start)
	opening, start := r.lineAt(first - 1)
	r.warn(r.pos(start+indent(opening)), diag.FenceUnclosed, "close it with a line of its own", "the block of code is never closed")
}

// example opens a section of examples.
func (r *reader) example() {
	r.section = inExample
	r.hint = hintOf(r.heading)
	if asCaller.MatchString(r.heading) {
		r.hint, r.http = "http", true
	}
}

// exampleProse files the text between examples: a line that leads in to the
// next one names its language, below a caller's heading it describes a request,
// and anything else is a note.
func (r *reader) exampleProse(n ast.Node) {
	text, pos := r.sourceOf(n)
	if text == "" {
		return // an empty item says nothing
	}
	if strings.HasSuffix(text, ":") { // spares the others the pattern
		if m := leadIn.FindStringSubmatch(text); m != nil {
			r.hint, r.http = hintOf(m[1]), false
			return
		}
	}
	if !r.http {
		r.note(r.blocks(n))
		return
	}
	last := len(r.page.Examples) - 1
	if last < 0 || r.page.Examples[last].Pos.Line < r.headingPos.Line {
		r.page.Examples = append(r.page.Examples, page.Example{Language: "http", Text: text, Pos: pos})
		return
	}
	// As it stands on the page, so that its lines can be counted.
	start := r.offset(r.page.Examples[last].Pos)
	end := r.offset(pos) + len(text)
	r.page.Examples[last].Text = r.whole()[start:end]
}

// sourceOf returns the source of a block and its place, or "" for one without text.
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

// hintOf returns the language that a text names, or "".
func hintOf(text string) string {
	hint := strings.ToLower(language.FindString(text))
	if name, ok := languages[hint]; ok {
		return name
	}
	return hint
}
