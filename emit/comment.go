package emit

import (
	"bytes"
	"go/doc/comment"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.com/docgen/parser/page"
)

// lineWidth is how wide the text of a doc comment is at most, in characters,
// where its words allow.
const lineWidth = 100

// docBuilder collects the blocks of a doc comment and prints them as gofmt
// would: go/doc/comment does, and reads back what it printed as the same text.
type docBuilder struct {
	doc   comment.Doc
	links map[string]string // text of links, and where they go
	// tg maps what pages link to, to what it is in tg.
	tg map[page.Ref]string
}

// sentence adds a paragraph of docgen's own words.
func (b *docBuilder) sentence(text string) {
	b.doc.Content = append(b.doc.Content, &comment.Paragraph{Text: wrap(plainWords(text))})
}

// refs adds a list of doc links, such as errors, and an item of plain text
// after them when there is one.
func (b *docBuilder) refs(names []string, more string) {
	list := &comment.List{}
	add := func(text ...comment.Text) {
		list.Items = append(list.Items, &comment.ListItem{Content: []comment.Block{&comment.Paragraph{Text: text}}})
	}
	for _, name := range names {
		add(&comment.DocLink{Text: []comment.Text{comment.Plain(name)}, Name: name})
	}
	if more != "" {
		add(wrap(plainWords(more))...)
	}
	b.doc.Content = append(b.doc.Content, list)
}

// text adds the prose of a page. The prefix goes before its first word, the
// suffix after its last, each where it fits in a paragraph.
func (b *docBuilder) text(prefix string, text page.Text, suffix string) {
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
		// gofmt moves a build constraint to the top from wherever it stands, and
		// some tools read on past white space.
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

// listMarker is what Go's doc comments take for the start of a list when the
// text is indented.
var listMarker = regexp.MustCompile(`^\s*(?:[-*+•]|[0-9]+[.)])\s`)

// item adds to the list before it, or starts one.
func (b *docBuilder) item(block page.Block) {
	words := b.words(block.Spans)
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

// paragraphs adds a block, as several paragraphs where it has line breaks. The
// last one ends with stop when it has no end of its own.
func (b *docBuilder) paragraphs(prefix string, block page.Block, suffix, stop string) {
	lines := splitLines(block.Spans)
	for i, spans := range lines {
		words := b.words(spans)
		if len(words) == 0 {
			continue
		}
		if i < len(lines)-1 {
			words = endSentence(words, ".")
		} else {
			words = endSentence(words, stop)
			words = appendWords(words, suffix)
		}
		if prefix != "" {
			words = append(plainWords(prefix), words...)
			prefix = ""
		}
		b.doc.Content = append(b.doc.Content, &comment.Paragraph{Text: wrap(words)})
	}
}

// splitLines splits spans at the line breaks within them.
func splitLines(spans []page.Span) [][]page.Span {
	if !slices.ContainsFunc(spans, func(s page.Span) bool { return strings.Contains(s.Text, "\n") }) {
		return [][]page.Span{spans}
	}
	lines := [][]page.Span{nil}
	for _, s := range spans {
		for i, part := range strings.Split(s.Text, "\n") {
			if i > 0 {
				lines = append(lines, nil)
			}
			s.Text = part
			lines[len(lines)-1] = append(lines[len(lines)-1], s)
		}
	}
	return lines
}

// word is what must stay on one line: a word, or all of a link's text.
type word struct {
	plain string
	// link is in the place of a plain text.
	link comment.Text
	// size counts its characters in the comment.
	size int
	// glued says that no space goes before it.
	glued bool
}

// words splits spans at white space.
func (b *docBuilder) words(spans []page.Span) []word {
	size := 0
	for _, s := range spans {
		size += 1 + strings.Count(s.Text, " ")
	}
	words := make([]word, 0, size+1) // and one for the end of the sentence
	space := true
	for _, s := range joinLinks(spans) {
		if s.Text == "" {
			continue
		}
		if isSpace(s.Text[0]) {
			space = true
		}
		first := len(words)
		if link := b.link(s); link != nil {
			words = append(words, *link)
		} else if name := b.tg[s.About]; name != "" {
			words = append(words, docLinkWords(s, name)...)
		} else if to := absolute(s.Link); to != "" && strings.TrimSpace(s.Text) != "" && !strings.Contains(s.Text, s.Link) {
			words = appendWords(words, s.Text+" ("+to+")")
		} else {
			words = appendWords(words, s.Text)
		}
		if first < len(words) {
			words[first].glued = !space
			space = isSpace(s.Text[len(s.Text)-1])
		}
	}
	return words
}

// joinLinks joins the spans of each link: parts of its label can be set as code.
func joinLinks(spans []page.Span) []page.Span {
	if len(spans) == 1 {
		return spans
	}
	var out []page.Span
	for _, s := range spans {
		if last := len(out) - 1; last >= 0 && s.Link != "" && out[last].Link == s.Link {
			out[last].Text += s.Text
			continue
		}
		out = append(out, s)
	}
	return out
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' }

func plainWords(text string) []word {
	return appendWords(make([]word, 0, strings.Count(text, " ")+1), text)
}

// appendWords adds the words of a text.
func appendWords(words []word, text string) []word {
	for field := range strings.FieldsSeq(clean(text)) {
		words = append(words, word{plain: field, size: utf8.RuneCountInString(field)})
	}
	return words
}

// clean replaces what Go's doc comments would read as markup.
func clean(text string) string {
	if !strings.Contains(text, "``") && !strings.Contains(text, "''") && !strings.Contains(text, "]:") {
		return text
	}
	return docMarkup.Replace(text)
}

var docMarkup = strings.NewReplacer("``", "“", "''", "”", "]:", "] :")

// link returns a span as a link of Go's doc comments: its text in brackets,
// and where it goes below the comment. It is nil for a text that no link can be
// made of, or that another link of this comment has.
func (b *docBuilder) link(s page.Span) *word {
	text := strings.Join(strings.Fields(clean(s.Text)), " ")
	s.Link = absolute(s.Link)
	if s.Link == "" || text == "" || strings.ContainsAny(text, "[]") || !startsLink(text) {
		return nil
	}
	if to, ok := b.links[text]; ok && to != s.Link {
		return nil
	}
	if b.links[text] == "" {
		if b.links == nil {
			b.links = map[string]string{}
		}
		b.links[text] = s.Link
		b.doc.Links = append(b.doc.Links, &comment.LinkDef{Text: text, URL: s.Link, Used: true})
	}
	plain := []comment.Text{comment.Plain(text)}
	return &word{link: &comment.Link{Text: plain, URL: s.Link}, size: utf8.RuneCountInString(text) + 2}
}

// absolute returns the destination of a link that leads out of the pages, as
// Go's doc comments take it, or "". A relative one means nothing outside them.
func absolute(link string) string {
	if len(link) < len("http:") || !strings.EqualFold(link[:len("http")], "http") {
		return "" // most are relative
	}
	target, err := url.Parse(link)
	if err != nil || target.Scheme != "https" && target.Scheme != "http" || target.Host == "" || strings.ContainsAny(link, " \t\n<>\"`") {
		return ""
	}
	return target.Scheme + link[len(target.Scheme):] // Go knows schemes in small letters
}

// docLinkWords returns a link to something in tg: in the place of its name, or
// after a label that does not have it. The arrow that pages set after links
// goes.
func docLinkWords(s page.Span, name string) []word {
	pkg, symbol, _ := strings.Cut(name, ".")
	link := word{
		link: &comment.DocLink{Text: []comment.Text{comment.Plain(name)}, ImportPath: pkg, Name: symbol},
		size: len(name) + 2,
	}
	label := strings.TrimSuffix(strings.TrimSpace(s.Text), "»")
	before, after, ok := cutWord(label, s.About.Name)
	if !ok {
		before, after = label+" (", ")"
	}
	words := plainWords(before)
	link.glued = len(words) > 0 && !isSpace(before[len(before)-1])
	words = append(words, link)
	if rest := plainWords(after); len(rest) > 0 {
		rest[0].glued = !isSpace(after[0])
		words = append(words, rest...)
	}
	return words
}

// cutWord cuts a text around the first place that has the name by itself.
func cutWord(text, name string) (before, after string, found bool) {
	for start := 0; ; {
		i := strings.Index(text[start:], name)
		if i < 0 {
			return "", "", false
		}
		start += i
		before, after = text[:start], text[start+len(name):]
		if !endsInName(before) && !startsInName(after) {
			return before, after, true
		}
		start++
	}
}

// endsInName reports whether a name that stands behind a text goes on from it.
func endsInName(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return last == '.' || inName(last)
}

// startsInName reports whether a name that stands before a text goes on in it.
func startsInName(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(text, "."))
	return inName(first)
}

func inName(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// startsLink reports whether a text in brackets can't be mistaken for a doc
// link to a package.
func startsLink(text string) bool {
	return !strings.HasPrefix(text, "http")
}

// endSentence ends words with a stop, unless they end with the end of a
// sentence: gofmt would take a short paragraph without it for a heading.
func endSentence(words []word, stop string) []word {
	end := strings.TrimRight(words[len(words)-1].plain, ")]\"'”’")
	if last, _ := utf8.DecodeLastRuneInString(end); end != "" && strings.ContainsRune(".!?:;…", last) {
		return words
	}
	return append(words, word{plain: stop, size: 1, glued: true})
}

// wrap sets words in lines.
func wrap(words []word) []comment.Text {
	var out []comment.Text
	var plain strings.Builder
	column := 0
	for i, w := range words {
		switch unit := unitSize(words[i:]); {
		case i == 0 || w.glued:
		case column+1+unit > lineWidth && !startsMarkup(words[i:]):
			plain.WriteString("\n")
			column = 0
		default:
			plain.WriteString(" ")
			column++
		}
		column += w.size
		if w.link == nil {
			if i == 0 && startsMarkup(words) {
				plain.WriteString(`\`)
			}
			plain.WriteString(w.plain)
			continue
		}
		if plain.Len() > 0 {
			out = append(out, comment.Plain(clean(plain.String())))
			plain.Reset()
		}
		out = append(out, w.link)
	}
	if plain.Len() > 0 {
		out = append(out, comment.Plain(clean(plain.String())))
	}
	return out
}

// unitSize returns the size of a word with those glued to it.
func unitSize(words []word) int {
	size := words[0].size
	for _, w := range words[1:] {
		if !w.glued {
			break
		}
		size += w.size
	}
	return size
}

// startsMarkup reports whether words at the start of a line would be more than
// text: a heading, a list item, a build constraint, or a word to a tool.
func startsMarkup(words []word) bool {
	if words[0].link != nil {
		return false
	}
	s := words[0].plain
	if s == "#" || s == "-" || s == "*" || s == "+" || s == "•" || strings.TrimLeft(s, "0123456789") == "." {
		return true
	}
	if len(words) > 1 && words[1].link == nil {
		s += " " + words[1].plain
	}
	// The pattern costs more than all else about a word.
	order := strings.TrimLeft(s, "/* ")
	return (strings.Contains(order, ":") || order != "" && strings.IndexByte("cCnN#+", order[0]) >= 0) && toTools.MatchString(s)
}

var (
	// toTools is what Go's tools and others take orders from at the start of a
	// line in a comment: a deprecation, the output of an example, a mark of
	// generated code, and the directives of compilers, linters and generators.
	// Some do so whatever slashes and spaces are before it.
	toTools = regexp.MustCompile(`^[/*\s]*(?:(?i:deprecated:|output:|unordered output:|code generated\b|nolint\b|#nosec\b)|#cgo\b|\+[a-z]|(?:lint|revive):|[a-z0-9]+:[a-z])`)
	// codeToTools is the same for preformatted text, which a tab sets apart.
	codeToTools = regexp.MustCompile(`^[/*\s]*(?:(?i:nolint\b|#nosec\b)|#cgo\b|\+[a-z]|go:[a-z]|(?:lint|revive):)`)
)

// print returns the comment, of which each line starts with "//": jennifer
// prints such a text as it is.
func (b *docBuilder) print() string {
	var printer comment.Printer
	text := printer.Comment(&b.doc)
	if b.ambiguous() {
		text = printer.Comment(new(comment.Parser).Parse(string(text))) // what gofmt does
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

// ambiguous reports whether the comment may be read as other blocks than it has:
// what is indented and follows a list is part of that.
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
