package parser

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"example.com/docgen/parser/page"
)

// Pages are written for the users of one client, such as MadelineProto. Most of what they
// say is true of Telegram's method. A statement about the client is not, and markClient
// marks it:
//
//	You cannot use this method directly, use the botLogin method instead
//	Get the participants (you should use $MadelineProto->getPwrChat($id) instead)
//
// In the first of these the whole sentence is marked, in the second what is in
// parentheses. The templates are few: a sentence that none of them knows is Telegram's.

// clientSentences match sentences that are about the client as a whole.
var clientSentences = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^you (?:cannot|can ?not|can't|must not|should not|shouldn't) (?:use|call|invoke) (?:this|the) method directly\b`),
	regexp.MustCompile(`(?i)^(?:warning: )?this is a low-level\b.*\b(?:used|called|invoked) directly\b`),
	regexp.MustCompile(`(?i)^if the (?:length|size) of the (?:provided )?(?:message|text|caption) is (?:bigger|greater|longer|more|larger) than \d+.*\bwill be split\b`),
	regexp.MustCompile(`(?i)^you can (?:also )?(?:provide|pass|use|send|supply|specify) (?:a |an |any )?bot api (?:[\w-]+ )?objects?\b`),
	regexp.MustCompile(`(?i)^the (?:updates? )?event handlers? provides?\b`),
}

// clientMention matches what only a statement about the client has: a client's name, a
// variable of PHP, or advice to use the part of the client that receives updates. The
// group is the mention.
var clientMention = regexp.MustCompile(`(?i:\$?\b` + clientName + `)|(?:^|[\s(\[='"\x60])(\$[a-z_]\w*)|(?i:\b(?:use|using|to) (?:the |an? |our )?(?:updates? )?(event handlers?)\b)`)

const clientName = `(madeline ?proto|gram\.?js|telethon|pyrogram)\b`

// clientCode matches code that is written for the client.
var clientCode = regexp.MustCompile(`(?i)\b` + clientName + `|\$\w+\s*->|<\?php`)

// methodCall matches a method of Telegram in the notation of PHP, as in
// $MadelineProto->channels->inviteToChannel. The groups are the part before the name,
// the namespace, the name, and the end.
var methodCall = regexp.MustCompile(`(^|[^\w$>])((?:\$\w+->)?)([a-z]{4,})->([a-z]\w{2,})((?:\(\))?)`)

// markClient marks the client's statements in all texts of a page.
func markClient(p *page.Page) {
	markText(p.Description)
	markText(p.Summary)
	for _, x := range p.Params {
		markText(x.Description)
	}
	for _, x := range p.Errors {
		markText(x.Description)
	}
	for i, x := range p.Notes {
		p.Notes[i].Client = isClientTitle(x.Title)
		markText(x.Text)
		if clientCode.MatchString(x.Title) { // the section is about the client alone
			p.Notes[i].Text = x.Text.AsClient()
		}
	}
}

func isClientTitle(title string) bool {
	return mayMention(title) && (clientCode.MatchString(title) || len(clientRanges(title, nil)) > 0)
}

// markText marks the client's statements in a text, and the words that lead to a list or
// code of which nothing else is left.
func markText(text page.Text) {
	marked := false
	for i := range text {
		if blockMayMention(text[i]) {
			text[i].Spans = markBlock(text[i])
			marked = true
		}
	}
	if !marked {
		return
	}
	for i, block := range text {
		if block.Kind == page.Paragraph && strings.HasSuffix(block.Plain(), ":") && leadsToClient(text[i+1:]) {
			text[i].Spans = markRanges(block.Spans, lastSentence(block.Plain()))
		}
	}
}

// leadsToClient reports whether the list or code that a text starts with is the client's.
func leadsToClient(text page.Text) bool {
	end := slices.IndexFunc(text, func(b page.Block) bool { return b.Kind == page.Paragraph })
	if end < 0 {
		end = len(text)
	}
	return end > 0 && len(text[:end].WithoutClient()) == 0
}

// markBlock returns the spans of a block, with the client's statements marked.
func markBlock(block page.Block) []page.Span {
	if block.Kind == page.Code {
		if !clientCode.MatchString(block.Plain()) {
			return block.Spans
		}
		return markRanges(block.Spans, []textRange{{0, len(block.Plain())}})
	}
	spans := namedCalls(block.Spans)
	var guides []int
	var plain strings.Builder
	for _, s := range spans {
		if isGuide(s.Link) {
			guides = append(guides, plain.Len())
		}
		if s.Client {
			s.Text = strings.Repeat(" ", len(s.Text))
		}
		plain.WriteString(s.Text)
	}
	return markRanges(spans, clientRanges(plain.String(), guides))
}

// namedCalls returns the spans with each method in the notation of PHP in a span of its
// own, which names the method. The variable before it is the client's.
func namedCalls(spans []page.Span) []page.Span {
	var out []page.Span
	for _, s := range spans {
		for s.Link == "" && strings.Contains(s.Text, "->") {
			m := methodCall.FindStringSubmatchIndex(s.Text)
			if m == nil || m[1] < len(s.Text) && strings.IndexByte("([-", s.Text[m[1]]) >= 0 {
				break // no call, or one whose result the code goes on to use
			}
			before, variable, call, rest := s, s, s, s.Text[m[1]:]
			before.Text, variable.Text, variable.Client = s.Text[:m[4]], s.Text[m[4]:m[5]], true
			call.Text = s.Text[m[6]:m[1]]
			call.About = page.Ref{Kind: page.RefMethod, Name: s.Text[m[6]:m[7]] + "." + s.Text[m[8]:m[9]]}
			out = append(out, before, variable, call)
			s.Text = rest
		}
		out = append(out, s)
	}
	return slices.DeleteFunc(out, func(s page.Span) bool { return s.Text == "" })
}

// isGuide reports whether a link leads to the client's own documentation: its site, or
// the folder docs. Its pages of methods, types and constructors are about Telegram.
func isGuide(link string) bool {
	if link == "" {
		return false
	}
	target, err := url.Parse(link)
	if err != nil {
		return false
	}
	first, _, _ := strings.Cut(strings.TrimLeft(target.Path, "./"), "/")
	if target.Host == "" {
		return first == "docs" && strings.Contains(target.Path, "docs/")
	}
	return isClientHost(target.Host) && first != "API_docs" && refKinds[first] == 0
}

func isClientHost(host string) bool {
	return host == "madelineproto.xyz" || strings.HasSuffix(host, ".madelineproto.xyz")
}

// A textRange is the range of bytes from the first to before the second.
type textRange [2]int

// clientRanges returns the client's statements in a text. The guides are the offsets of
// links to the client's documentation.
func clientRanges(text string, guides []int) []textRange {
	var ranges []textRange
	for _, s := range sentences(text) {
		ranges = append(ranges, clientParts(text, s, guides)...)
	}
	return ranges
}

// clientParts returns the client's statements in one sentence.
func clientParts(text string, sentence textRange, guides []int) []textRange {
	start, end := sentence[0], sentence[1]
	s := text[start:end]
	for _, pattern := range clientSentences {
		if pattern.MatchString(s) {
			return []textRange{withSpace(text, sentence)}
		}
	}
	var parts []textRange
	for _, at := range mentions(text, sentence, guides) {
		if len(parts) > 0 && at < parts[len(parts)-1][1] {
			continue // in the part before
		}
		if open, closed := parenthesis(s, at-start); closed > 0 {
			open = len(strings.TrimRight(s[:open], " "))
			parts = append(parts, textRange{start + open, start + closed})
			continue
		}
		clause := clauseStart(s, at-start)
		if !standsAlone(s[:clause]) {
			return []textRange{withSpace(text, sentence)}
		}
		stop := start + clause + len(strings.TrimRight(s[clause:], " .!"))
		return append(parts, textRange{start + clause, stop})
	}
	return parts
}

// withSpace returns a sentence with the white space after it.
func withSpace(text string, sentence textRange) textRange {
	rest := text[sentence[1]:]
	return textRange{sentence[0], sentence[1] + len(rest) - len(strings.TrimLeft(rest, " \t\n"))}
}

// mentions returns the offsets, in order, at which a sentence mentions the client.
func mentions(text string, sentence textRange, guides []int) []int {
	var found []int
	for _, m := range clientMention.FindAllStringSubmatchIndex(text[sentence[0]:sentence[1]], -1) {
		for group := 2; group < len(m); group += 2 {
			if m[group] >= 0 {
				found = append(found, sentence[0]+m[group])
			}
		}
	}
	for _, g := range guides {
		if sentence[0] <= g && g < sentence[1] {
			found = append(found, g)
		}
	}
	slices.Sort(found)
	return found
}

// parenthesis returns the start and the end of the parenthesis that an offset is in. The
// end is 0 if it is in none.
func parenthesis(s string, at int) (start, end int) {
	depth := 0
	for i := at - 1; i >= 0; i-- {
		switch s[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth < 0 && (i == 0 || s[i-1] == ' ') { // others are of a call in code
				return i, closing(s, i)
			}
		}
	}
	return 0, 0
}

// closing returns the end of the parenthesis that starts at an offset, or 0.
func closing(s string, open int) int {
	depth := 0
	for i := open; i < len(s); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// clauseStart returns where the clause with the offset starts: at the punctuation before
// it, or at 0 if the sentence has no other clause.
func clauseStart(s string, at int) int {
	for i := at - 1; i > 0; i-- {
		switch rest := s[i:]; {
		case strings.HasPrefix(rest, ": "), strings.HasPrefix(rest, "; "), strings.HasPrefix(rest, " - "), strings.HasPrefix(rest, " – "):
			return i
		case strings.HasPrefix(rest, ", ") && newClause.MatchString(rest):
			return i
		}
	}
	return 0
}

var (
	// newClause matches a comma before a clause that the sentence can do without.
	newClause = regexp.MustCompile(`^, (?:(?i:please|use|see|check|read|refer|then|instead|you (?:can|may|must|should))\b|\$)`)
	// halfSentence matches the start of a sentence that says nothing without its end, and
	// a label without anything after it.
	halfSentence = regexp.MustCompile(`(?i)^(?:for|if|when|to|in|with|before|after|unless|unlike|while|as|since|because|instead|otherwise|alternatively)\b|^\S*$`)
)

// standsAlone reports whether the start of a sentence is a statement without its end.
func standsAlone(head string) bool {
	return !halfSentence.MatchString(strings.TrimSpace(head))
}

// sentences returns the sentences of a text, each without white space around it.
func sentences(text string) []textRange {
	var all []textRange
	start := 0
	add := func(end int) {
		s := text[start:end]
		from := start + len(s) - len(strings.TrimLeft(s, " \t\n"))
		if to := start + len(strings.TrimRight(s, " \t\n")); from < to {
			all = append(all, textRange{from, to})
		}
		start = end
	}
	for _, m := range sentenceEnd.FindAllStringSubmatchIndex(text, -1) {
		switch {
		case m[3] < 0: // a line break
			add(m[1])
		case !abbreviation.MatchString(text[max(start, m[0]-maxAbbreviation) : m[0]+1]):
			add(m[3])
		}
	}
	add(len(text))
	return all
}

var (
	// sentenceEnd matches the end of a sentence, up to the first letter of the next.
	sentenceEnd = regexp.MustCompile(`\n|([.!?][)"'”’»]*\s+)[\p{Lu}\p{Nd}"'“‘(\[$*` + "`" + `]`)
	// abbreviation matches a text that ends with a full stop which ends no sentence.
	abbreviation = regexp.MustCompile(`(?i)(?:^|[\s(])(?:e\.g|i\.e|etc|vs|see|cf|[a-z])\.$`)
)

// maxAbbreviation is more than the bytes of the longest abbreviation. A search through all of
// a sentence, for each of its abbreviations, would take quadratic time.
const maxAbbreviation = 16

// lastSentence returns the last sentence of a text.
func lastSentence(text string) []textRange {
	all := sentences(text)
	return all[max(len(all)-1, 0):]
}

// markRanges returns the spans with the ranges of their text marked as the client's.
func markRanges(spans []page.Span, ranges []textRange) []page.Span {
	if len(ranges) == 0 {
		return spans
	}
	var out []page.Span
	offset := 0
	for _, s := range spans {
		text, end := s.Text, offset+len(s.Text)
		for _, r := range ranges {
			from, to := max(r[0], offset), min(r[1], end)
			if from >= to {
				continue
			}
			before, inside := s, s
			before.Text = text[:from-offset]
			inside.Text, inside.Client = text[from-offset:to-offset], true
			text, offset = text[to-offset:], to
			out = append(out, before, inside)
		}
		s.Text, offset = text, end
		out = append(out, s)
	}
	return slices.DeleteFunc(out, func(s page.Span) bool { return s.Text == "" })
}

// blockMayMention reports whether a block can have a statement about the client. It is
// fast, since nearly no block has one.
func blockMayMention(block page.Block) bool {
	return slices.ContainsFunc(block.Spans, func(s page.Span) bool {
		return mayMention(s.Text) || s.Link != "" && (strings.Contains(s.Link, "docs/") || strings.Contains(s.Link, "madeline"))
	})
}

// mayMention reports whether a text can be about the client.
func mayMention(text string) bool {
	for _, part := range clientParticles {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

// clientParticles are parts of words, one of which each template needs.
var clientParticles = []string{
	"adeline", "$", "->", "directly", "vent handler", "be split", "ot API", "bot api", "ramJS", "ramjs", "ram.js", "elethon", "yrogram",
}
