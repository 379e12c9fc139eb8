package emit

import (
	"go/doc/comment"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.com/docgen/parser/page"
)

// word is a part of a line that wrap does not split: a word, or the text of a link.
type word struct {
	plain string
	// link is the link, which has no plain text.
	link comment.Text
	// size is the number of characters in the comment.
	size int
	// glued says that no space stands before the word.
	glued bool
}

// A line has room on the stack for the words of nearly every paragraph.
type line [64]word

// words appends the words of spans, split at white space.
func (b *docBuilder) words(words []word, spans []page.Span) []word {
	space := true
	for _, s := range joinLinks(spans) {
		if s.Text == "" {
			continue
		}
		if isSpace(s.Text[0]) {
			space = true
		}
		first := len(words)
		s.Text = withoutArrows(s.Text)
		if name := b.tg[s.About]; name != "" {
			words = appendDocLink(words, s, name)
		} else if link := b.link(s); link != nil {
			words = append(words, *link)
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

// withoutArrows returns a text without the arrows that some pages have at the end of
// links, as in "more about chats »".
func withoutArrows(text string) string {
	if !strings.Contains(text, " »") || strings.Contains(text, "«") { // else it is a quotation mark
		return text
	}
	return strings.ReplaceAll(text, " »", "")
}

// joinLinks joins the spans of each link: a label with code in it has several.
func joinLinks(spans []page.Span) []page.Span {
	joined := false
	for i := 1; i < len(spans); i++ {
		joined = joined || spans[i].Link != "" && spans[i].Link == spans[i-1].Link
	}
	if !joined {
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

// appendWords appends the words of a text.
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

// link returns a span as a link of Go's doc comments, with its text in brackets and
// its URL below the comment. It returns nil if the text can't be in brackets, stands
// for another URL in this comment, or is a URL, which Go links without brackets.
func (b *docBuilder) link(s page.Span) *word {
	text := strings.Join(strings.Fields(clean(s.Text)), " ")
	s.Link = absolute(s.Link)
	if s.Link == "" || text == "" || strings.ContainsAny(text, "[]") || strings.HasPrefix(text, "http") {
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

// absolute returns the URL of an absolute link, as Go's doc comments accept it. It
// returns "" for a relative link, which leads nowhere outside the documentation.
func absolute(link string) string {
	if len(link) < len("http:") || !strings.EqualFold(link[:len("http")], "http") {
		return "" // most are relative
	}
	target, err := url.Parse(link)
	if err != nil || target.Scheme != "https" && target.Scheme != "http" || target.Host == "" || strings.ContainsAny(link, " \t\n<>\"`") {
		return ""
	}
	return target.Scheme + link[len(target.Scheme):] // Go accepts schemes in small letters only
}

// appendDocLink appends the words of a link to something in tg. The doc link
// replaces the name in the label. It follows a label without the name.
func appendDocLink(words []word, s page.Span, name string) []word {
	pkg, symbol, _ := strings.Cut(name, ".")
	doc := &comment.DocLink{Text: []comment.Text{comment.Plain(name)}, ImportPath: pkg, Name: symbol}
	if recv, method, ok := strings.Cut(symbol, "."); ok {
		doc.Recv, doc.Name = recv, method
	}
	link := word{link: doc, size: len(name) + len("[]")}
	label := strings.TrimSuffix(strings.TrimSpace(s.Text), "»")
	before, after, ok := cutWord(label, s.About.Name)
	if !ok {
		before, after = label+" (", ")"
	}
	first := len(words)
	words = appendWords(words, before)
	link.glued = first < len(words) && !isSpace(before[len(before)-1])
	words = append(words, link)
	first = len(words)
	if words = appendWords(words, after); first < len(words) {
		words[first].glued = !isSpace(after[0])
	}
	return words
}

// cutWord cuts a text around the first name that is not part of a longer name.
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

// endsInName reports whether a name right after a text is the rest of a longer name.
func endsInName(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return last == '.' || inName(last)
}

// startsInName reports whether a name right before a text goes on in the text.
func startsInName(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(text, "."))
	return inName(first)
}

func inName(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// endSentence adds a stop to words, unless they end a sentence already. Without it
// gofmt would take a short paragraph for a heading.
func endSentence(words []word, stop string) []word {
	if last := len(words) - 1; last > 0 && words[last].plain == "." && !words[last].glued {
		words = words[:last] // a full stop after a space
	}
	end := strings.TrimRight(words[len(words)-1].plain, ")]\"'”’")
	if last, _ := utf8.DecodeLastRuneInString(end); end != "" && strings.ContainsRune(".!?:;…", last) {
		return words
	}
	return append(words, word{plain: stop, size: 1, glued: true})
}

// wrap returns words as text, in lines of at most lineWidth where that is possible.
func wrap(words []word) []comment.Text {
	var out []comment.Text
	var plain strings.Builder
	size := len(words)
	for _, w := range words {
		size += len(w.plain)
	}
	plain.Grow(size)
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
// text: a heading, a list item, a build constraint or a directive to a tool.
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
	// The pattern is slow, so first rule out the words that it can't match.
	start := strings.TrimLeft(s, "/* ")
	return (strings.Contains(start, ":") || start != "" && strings.IndexByte("cCnN#+B", start[0]) >= 0) && toTools.MatchString(s)
}

var (
	// toTools matches the start of a comment line that tools act on: a deprecation,
	// the output of an example, a mark of generated code, a bug that go doc lists,
	// and the directives of compilers, linters and generators. Some tools ignore
	// slashes and spaces before it.
	toTools = regexp.MustCompile(`^[/*\s]*(?:(?i:deprecated:|output:|unordered output:|code generated\b|nolint\b|#nosec\b)|#cgo\b|BUG\(|\+[a-z]|(?:lint|revive):|[a-z0-9]+:[a-z])`)
	// codeToTools matches preformatted text that tools act on. Most tools ignore
	// such text, since it has a tab before it.
	codeToTools = regexp.MustCompile(`^[/*\s]*(?:(?i:nolint\b|#nosec\b)|#cgo\b|BUG\(|\+[a-z]|go:[a-z]|(?:lint|revive):)`)
)
