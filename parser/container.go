package parser

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"example.com/docgen/parser/page"
)

// A container is a line by which generators of sites arrange other blocks, such as ":::tab",
// "<Tabs>", "{% tab %}" or `=== "JavaScript"`. In some forms the blocks are indented below it: then
// they are its children.
type container struct {
	ast.BaseBlock
	title    string
	indented bool
}

var kindContainer = ast.NewNodeKind("Container")

// Kind implements ast.Node.
func (*container) Kind() ast.NodeKind { return kindContainer }

// Dump implements ast.Node.
func (c *container) Dump(source []byte, level int) {
	ast.DumpHelper(c, source, level, map[string]string{"title": c.title}, nil)
}

// containerForms match the lines of containers. The first group that matches is a title.
var containerForms = map[byte]struct {
	line     *regexp.Regexp
	indented bool
}{
	':': {regexp.MustCompile(`^:{3,}\s*(?:[\w-]+\s*)?(?:\{[^{}]*?(?:title|label)="([^"]*)"[^{}]*\}|\{[^{}]*\}|\[([^\[\]]*)\]|\s([^:{}\[\]]+))?$`), false},
	'{': {regexp.MustCompile(`^(?:\{%(?:[^%]*? title="([^"]*)")?[^%]*%\}|\{:? ?[#.][^{}]*\})$`), false},
	'<': {regexp.MustCompile(`^(?i:\s*</?(?:tabs|tab|tabitem|details|div|section|article|main|center)(?:\s(?:[^<>]*\s)?(?:label|title)="([^"<>]*)"[^<>]*|\s(?:[^<>]*\s)?value="([^"<>]*)"[^<>]*|\s[^<>]*)?>\s*)+$`), false},
	'=': {regexp.MustCompile(`^={3}[+!]? "([^"]*)"$`), true},
	'!': {regexp.MustCompile(`^!{3} ?[\w -]+(?: "([^"]*)")?$`), true},
	'?': {regexp.MustCompile(`^\?{3}\+? ?[\w -]+(?: "([^"]*)")?$`), true},
}

// emptyTitle matches a title that only says what kind of container it is.
var emptyTitle = regexp.MustCompile(`(?i)^(?:note|info|tip|hint|warning|danger|important|caution|attention)[:!]?$`)

// containers is the parser of containers.
type containers struct{}

// Trigger returns the bytes that the line of a container can start with.
func (containers) Trigger() []byte { return []byte(":<=!?{") }

// Open returns a container for its line, or nil for any other line.
func (containers) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	line = bytes.TrimSpace(line[pc.BlockOffset():])
	form := containerForms[line[0]]
	m := form.line.FindSubmatch(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	return &container{title: string(bytes.Join(m[1:], nil)), indented: form.indented}, parser.NoChildren
}

// Continue reports whether a line is in the container.
func (containers) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if !n.(*container).indented {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.HasChildren
	}
	const indentation = 4
	pos, padding := util.IndentPosition(line, reader.LineOffset(), indentation)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// Close does nothing.
func (containers) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph returns true: the generators of sites read these lines before Markdown.
func (containers) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine returns false.
func (containers) CanAcceptIndentedLine() bool { return false }

// containerBlock reads a container and the blocks in it.
func (r *reader) containerBlock(c *container) {
	r.containerTitle(c)
	for n := c.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
}

// containerTitle reads the title of a container: the language of the example in it, what a
// heading would say, or text.
func (r *reader) containerTitle(c *container) {
	if c.title == "" || emptyTitle.MatchString(c.title) {
		return
	}
	pos := r.pos(c.Pos())
	language := languageIn(c.title)
	role, _ := classify(c.title)
	switch {
	case language != "" && r.section == inExample:
		r.exampleLanguage = language
	case language != "" && !strings.Contains(c.title, " "):
		r.heading, r.headingPos, r.sawSection = c.title, pos, true
		r.example()
	case isSectionRole(role), role == roleSentence:
		heading := ast.NewParagraph()
		heading.AppendChild(heading, ast.NewString([]byte(c.title)))
		heading.SetPos(c.Pos())
		r.headingBlock(heading)
	default:
		r.note(page.Text{{Spans: []page.Span{{Text: c.title}}, Pos: pos}})
	}
}
