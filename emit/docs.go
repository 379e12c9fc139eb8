package emit

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/page"
)

// methodDoc returns the comment of a method: the prose of its page, who can call
// the method, and its errors. What the page says first is part of the first sentence,
// since that is all that lists of methods show. It follows a colon in the page's own words,
// which are an order on some pages ("Send a message") and a statement on others.
func methodDoc(m *bind.Method, c constants) string {
	b := docBuilder{tg: m.Links}
	if summary := summaryOf(m.Page); len(summary) > 0 && summary[0].Kind == page.Paragraph {
		b.text(m.Go+" calls "+m.Name+": ", summary, "")
	} else {
		b.sentence(m.Go + " calls " + m.Name + ".")
		b.text("", summary, "")
	}
	for _, note := range m.Page.Notes {
		b.note(note)
	}
	b.sentence(strings.Join(sentences(m), " "))
	b.errors(m, c)
	return b.print()
}

// summaryOf returns what the page says that the method does. If the page has no
// summary, the description in its front matter stands in, unless it only says that this
// is a page.
func summaryOf(p *page.Page) page.Text {
	if summary := p.Summary.WithoutClient(); len(summary) > 0 {
		return summary
	}
	if description := p.Description.WithoutClient(); !aboutPage.MatchString(description.Plain()) {
		return description
	}
	return nil
}

// aboutPage matches a description that says what every page has, as in
// "help.getConfig parameters, return type and example".
var aboutPage = regexp.MustCompile(`(?i)^\S+(?: method)?:? (?:parameters|params|arguments)(?:,? (?:and )?(?:return (?:type|value)|results?|errors|examples?))*\.?$`)

// note adds a section of the page. A section with nothing in it is left out, unless its
// title is a statement of its own.
func (b *docBuilder) note(note page.Note) {
	text := linksAsItems(note.Text.WithoutClient())
	switch lead := noteLead(note.Title); {
	case note.Client:
		b.text("", text, "")
	case len(text) > 0 && startsWith(text, label(lead)):
		b.text("", text, "") // the title would say the same
	case len(text) > 0:
		b.text(lead, text, "")
	case len(note.Text) == 0 && isStatement(note.Title):
		b.text("", plainText(note.Title), "")
	}
}

// linksAsItems returns a text in which the links that stand alone are the items of a list,
// each with the paragraph below it, which says what the link leads to.
func linksAsItems(text page.Text) page.Text {
	var out page.Text
	for i, block := range text {
		last := len(out) - 1
		switch {
		case block.Kind == page.Paragraph && isLinked(block):
			block.Kind = page.Item
		case block.Kind == page.Paragraph && i > 0 && text[i-1].Kind == page.Paragraph && isLinked(text[i-1]):
			out[last].Spans = slices.Concat(out[last].Spans, []page.Span{{Text: ": "}}, block.Spans)
			continue
		}
		out = append(out, block)
	}
	return out
}

// isLinked reports whether a block is a link and nothing else.
func isLinked(block page.Block) bool {
	return !slices.ContainsFunc(block.Spans, func(s page.Span) bool { return s.Link == "" })
}

// label returns the label that a title starts with, as in "Warning: ", or "".
func label(title string) string {
	word, _, found := strings.Cut(title, ": ")
	if !found || strings.Contains(word, " ") {
		return ""
	}
	return word + ": "
}

// startsWith reports whether a text starts with a label. No text starts with "".
func startsWith(text page.Text, label string) bool {
	return label != "" && strings.HasPrefix(text[0].Plain(), label)
}

// isStatement reports whether the title of a section says something without the text
// below it: it is a sentence, or it has a label.
func isStatement(title string) bool {
	return label(title) != "" || strings.HasSuffix(title, ".") || strings.HasSuffix(title, "!")
}

// noteLead returns the title of a note with what stands between it and the text.
func noteLead(title string) string {
	title = strings.TrimRight(title, ": ")
	if strings.HasSuffix(title, ".") || strings.HasSuffix(title, "!") || strings.HasSuffix(title, "?") {
		return title + " "
	}
	return title + ": "
}

// plainText returns text without markup as prose, with a paragraph for each line.
func plainText(text string) page.Text {
	return page.Text{{Spans: []page.Span{{Text: text}}}}
}

// sentences returns docgen's own sentences about a method.
func sentences(m *bind.Method) []string {
	out := []string{whoCalls(m.Page)}
	switch m.Page.Unauthenticated.Value {
	case page.Yes:
		out = append(out, "It works before login.")
	case page.No:
		out = append(out, "It does not work before login.")
	case page.Unknown:
	}
	if m.Drifted {
		out = append(out, "The page documents the result as "+m.Page.Returns.Text+".")
	}
	return out
}

// whoCalls says who may call a method.
func whoCalls(p *page.Page) string {
	kinds := [2]page.Availability{p.Users.Value, p.Bots.Value}
	if p.Business.Value != page.Yes {
		return callers[kinds]
	}
	if sentence := businessCallers[kinds]; sentence != "" {
		return sentence
	}
	return callers[kinds] + " Bots can call it over a business connection."
}

// callers are the sentences by what the page says of users and of bots.
var callers = map[[2]page.Availability]string{
	{page.Yes, page.Yes}:         "Users and bots can call it.",
	{page.Yes, page.No}:          "Users can call it, bots can't.",
	{page.Yes, page.Unknown}:     "Users can call it; whether bots can is not documented.",
	{page.No, page.Yes}:          "Bots can call it, users can't.",
	{page.No, page.No}:           "Neither users nor bots can call it.",
	{page.No, page.Unknown}:      "Users can't call it; whether bots can is not documented.",
	{page.Unknown, page.Yes}:     "Bots can call it; whether users can is not documented.",
	{page.Unknown, page.No}:      "Bots can't call it; whether users can is not documented.",
	{page.Unknown, page.Unknown}: "Who can call it is not documented.",
}

// businessCallers are such sentences for methods that bots can call over a business
// connection.
var businessCallers = map[[2]page.Availability]string{
	{page.Yes, page.Yes}: "Users and bots can call it, bots over a business connection too.",
	{page.Yes, page.No}:  "Users can call it; bots can only over a business connection.",
	{page.No, page.Yes}:  "Bots can call it, over a business connection too; users can't.",
}

// fieldDoc returns the comment of a field: its description, or that there is none,
// and what the call does if the field is not set. It is empty if all that the page says
// is the field's name.
func fieldDoc(m *bind.Method, p bind.Param) string {
	b := docBuilder{tg: m.Links}
	suffix := unsetDoc(m, p)
	var description page.Text
	if p.Doc != nil {
		description = p.Doc.Description.WithoutClient()
	}
	switch {
	case p.Random != "" && len(description) == 0:
		b.sentence(p.Go + " tells Telegram a repeated call from a new one. " + suffix)
	case p.Doc == nil:
		b.sentence(strings.TrimSpace(p.Go + " is not documented. " + suffix))
	case len(description) == 0:
		b.sentence(strings.TrimSpace(p.Go + " has no description. " + suffix))
	case !repeats(description, p.Go):
		b.text(p.Go+": ", description, suffix)
	case suffix != "":
		b.sentence(p.Go + ": " + suffix)
	default:
		return ""
	}
	return b.print()
}

// repeats reports whether a description says no more than the name does, as in "Top peer"
// or "The top peer." for TopPeer.
func repeats(description page.Text, name string) bool {
	return strings.EqualFold(lettersOf(leadingArticle.ReplaceAllString(description.Plain(), "")), name)
}

var leadingArticle = regexp.MustCompile(`(?i)^(?:the|an?)\s`)

// lettersOf returns the letters and digits of a text.
func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, text)
}

// unsetDoc says what the call does without a parameter, unless it sends the zero
// value, and which other parameters need the same flag.
func unsetDoc(m *bind.Method, p bind.Param) string {
	var out []string
	switch {
	case p.Random == bind.RandomEach:
		out = append(out, "If nil, the call draws one for each ID, so that a second call does everything a second time: before a loop that retries, call DrawRandomID.")
	case p.Random != "":
		out = append(out, "If 0, the call draws one, so that a second call does everything a second time: before a loop that retries, call DrawRandomID.")
	case p.Need == bind.Optional:
		out = append(out, "Optional.")
	}
	if others := sharing(m, p); len(others) > 0 {
		out = append(out, "Shares a flag with "+strings.Join(others, " and ")+": set all of them or none.")
	}
	return strings.Join(out, " ")
}

// sharing returns the Go names of the other parameters with the same bit.
func sharing(m *bind.Method, p bind.Param) []string {
	var names []string
	for _, other := range m.Params {
		if p.Flags != "" && other.Go != p.Go && other.Flags == p.Flags && other.Bit == p.Bit {
			names = append(names, other.Go)
		}
	}
	return names
}
