package emit

import (
	"bytes"
	"go/doc/comment"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/docgen/parser/page"
)

// lineWidth is the greatest width of a line of a doc comment, unless a word is wider.
const lineWidth = 100

// docBuilder collects the blocks of a doc comment. It prints them with
// go/doc/comment, as gofmt does, so that gofmt does not change the comment.
type docBuilder struct {
	doc   comment.Doc
	links map[string]string // from the text of a link to its URL
	// tg maps the targets of links on pages to their names in tg.
	tg map[page.Ref]string
}

// sentence adds a paragraph of docgen's own words.
func (b *docBuilder) sentence(text string) {
	var room line
	b.doc.Content = append(b.doc.Content, &comment.Paragraph{Text: wrap(appendWords(room[:0], text))})
}

// addItem adds an item to a list.
func addItem(list *comment.List, words []word) {
	list.Items = append(list.Items, &comment.ListItem{Content: []comment.Block{&comment.Paragraph{Text: wrap(words)}}})
}

// text adds the prose of a page, with a prefix before its first word and a suffix
// after its last. They become paragraphs of their own beside a list or code. What the
// page says about its client is left out.
func (b *docBuilder) text(prefix string, text page.Text, suffix string) {
	text = text.WithoutClient()
	if prefix != "" && (len(text) == 0 || text[0].Kind != page.Paragraph) {
		b.sentence(strings.TrimSpace(prefix))
		prefix = ""
	}
	for i, block := range text {
		switch block.Kind {
		case page.Code:
			b.code(block.Plain())
		case page.Item:
			b.item(block)
		default:
			end := ""
			if i == len(text)-1 {
				end, suffix = suffix, ""
			}
			stop := "."
			if i+1 < len(text) && text[i+1].Kind != page.Paragraph {
				stop = ":"
			}
			b.paragraphs(prefix, block, end, stop)
			prefix = ""
		}
	}
	if suffix != "" {
		b.sentence(suffix)
	}
}

// code adds preformatted text, as gofmt prints it: without blank lines around
// it, and without the white space that all its lines start with.
func (b *docBuilder) code(text string) {
	lines := strings.Split(strings.ReplaceAll(text, "\t", "    "), "\n")
	indent := -1
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
		if spaces := len(line) - len(strings.TrimLeft(line, " ")); lines[i] != "" && (indent < 0 || spaces < indent) {
			indent = spaces
		}
	}
	for i, line := range lines {
		lines[i] = line[min(max(indent, 0), len(line)):]
		// gofmt moves a build constraint to the top of the file from anywhere in it,
		// and some tools obey a directive even after white space.
		if codeToTools.MatchString(line) {
			lines[i] = `\` + lines[i]
		}
	}
	text = strings.Trim(strings.Join(lines, "\n"), "\n")
	if listMarker.MatchString(text) {
		text = `\` + text
	}
	if text != "" {
		b.doc.Content = append(b.doc.Content, &comment.Code{Text: text + "\n"})
	}
}

// listMarker matches indented text that Go's doc comments read as a list.
var listMarker = regexp.MustCompile(`^\s*(?:[-*+•]|[0-9]+[.)])\s`)

// item adds an item to the list that comes before it, or to a new list.
func (b *docBuilder) item(block page.Block) {
	var room line
	words := b.words(room[:0], block.Spans)
	if len(words) == 0 {
		return
	}
	number := ""
	if block.Number > 0 {
		number = strconv.Itoa(block.Number)
	}
	item := &comment.ListItem{Number: number, Content: []comment.Block{
		&comment.Paragraph{Text: wrap(words)},
	}}
	if n := len(b.doc.Content); n > 0 {
		if list, ok := b.doc.Content[n-1].(*comment.List); ok && (list.Items[0].Number == "") == (number == "") {
			list.Items = append(list.Items, item)
			return
		}
	}
	b.doc.Content = append(b.doc.Content, &comment.List{Items: []*comment.ListItem{item}})
}

// paragraphs adds a paragraph for each line of a block. The last paragraph gets the
// stop, unless it ends a sentence already.
func (b *docBuilder) paragraphs(prefix string, block page.Block, suffix, stop string) {
	lines := splitLines(block.Spans)
	for i, spans := range lines {
		var room line
		words := appendWords(room[:0], prefix)
		first := len(words)
		if words = b.words(words, spans); len(words) == first {
			continue
		}
		prefix = ""
		if i < len(lines)-1 {
			words = endSentence(words, ".")
		} else {
			words = endSentence(words, stop)
			words = appendWords(words, suffix)
		}
		b.doc.Content = append(b.doc.Content, &comment.Paragraph{Text: wrap(words)})
	}
}

// splitLines splits spans at the line breaks within them. A line that ends with a comma
// goes on.
func splitLines(spans []page.Span) [][]page.Span {
	if !slices.ContainsFunc(spans, func(s page.Span) bool { return strings.Contains(s.Text, "\n") }) {
		return [][]page.Span{spans}
	}
	lines := [][]page.Span{nil}
	for _, s := range spans {
		for i, part := range strings.Split(strings.ReplaceAll(s.Text, ",\n", ", "), "\n") {
			if i > 0 {
				lines = append(lines, nil)
			}
			s.Text = part
			lines[len(lines)-1] = append(lines[len(lines)-1], s)
		}
	}
	return lines
}

// print returns the comment with "//" before each line, as jennifer prints it.
func (b *docBuilder) print() string {
	var printer comment.Printer
	text := printer.Comment(&b.doc)
	if b.ambiguous() {
		text = printer.Comment(new(comment.Parser).Parse(string(text))) // as gofmt does
	}
	var out strings.Builder
	out.Grow(len(text) + len(text)/8)
	for line := range bytes.Lines(bytes.TrimRight(text, "\n")) {
		out.WriteString("//")
		if line[0] != '\n' && line[0] != '\t' {
			out.WriteByte(' ')
		}
		out.Write(line)
	}
	return out.String()
}

// ambiguous reports whether gofmt may read other blocks in the printed comment: it
// reads an indented block after a list as part of the list.
func (b *docBuilder) ambiguous() bool {
	for i, block := range b.doc.Content {
		switch block.(type) {
		case *comment.Code:
			return true
		case *comment.List:
			if i < len(b.doc.Content)-1 {
				return true
			}
		}
	}
	return false
}
