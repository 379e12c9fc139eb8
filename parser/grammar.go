package parser

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"example.com/docgen/parser/page"
)

// role is what a heading is for, or a line that stands for a heading.
type role int

const (
	roleNote role = iota
	roleMethod
	roleParams
	roleReturns
	roleFlag
	roleExample
	roleErrors
	// roleSentence is a whole sentence about who can call the method; see sentence.go.
	roleSentence
	// roleCallers is a heading whose value lists who can call the method.
	roleCallers
	// roleSummary is a heading above the summary, such as "Description".
	roleSummary
	// roleDefinition is a heading above the definition in TL.
	roleDefinition
	// roleRelated is a heading above links to other pages.
	roleRelated
	// roleNotReturned is a heading above errors that the method does not return.
	roleNotReturned
)

// headingGrammar holds the patterns of headings, for every layout of eight years
// of pages. The first pattern that matches the plain text of a heading gives its
// role; a heading that no pattern matches is a note. The first group of a pattern
// is the value of the heading. Return types have no group: the type is in the
// link, not in the plain text.
var headingGrammar = []struct {
	role role
	// first has the letters that a matching text can start with, or "" for any.
	// Comparing them is faster than the pattern.
	first   string
	pattern *regexp.Regexp
}{
	{roleMethod, "mf", regexp.MustCompile(`(?i)^(?:method|function):\s*(.*)$`)},
	{roleMethod, "m", regexp.MustCompile(`(?i)^method ([a-z]\w*\.\w+)$`)},
	{roleParams, "mirpa", regexp.MustCompile(`(?i)^(?:(?:method|input|request) )?(?:param(?:eter)?s?|arguments?)(?: (?:of|for) (?:this|the) method)?:?$`)},
	{roleReturns, "r", regexp.MustCompile(`(?i)^(?:returns?|results?|response)(?: types?)?:`)},
	{roleReturns, "r", regexp.MustCompile(`(?i)^(?:returns|results?|response|(?:return|result|response) types?(?: .*)?)$`)},
	{roleFlag, "cmaub", regexp.MustCompile(`(?i)^` + whoCan + `.*[:?]\s*(.*)$`)},
	{roleFlag, "cmaub", regexp.MustCompile(`(?i)^` + whoCan + `.*? ?[–—-]+ (.*)$`)},
	{roleFlag, "cmaub", regexp.MustCompile(`(?i)^` + whoCan + `(?:.* this method)?(?: (yes|no))?$`)},
	{roleFlag, "ub", regexp.MustCompile(`(?i)^(?:users?|bots?)(?::| [–—-]+ )\s*(.*)$`)},
	{roleCallers, "wcau", regexp.MustCompile(`(?i)^(?:who can (?:use|call|invoke)(?: (?:this|the) method| it)?|(?:can|may) be (?:used|called) by|available (?:to|for)|callers)\s*[:?]\s*(.*)$`)},
	{roleDefinition, "tsd", regexp.MustCompile(`(?i)^(?:(?:tl[ -])?schema|(?:tl |type language )?definition|tl)(?: \(tl\))?:?$`)},
	{roleRelated, "rs", regexp.MustCompile(`(?i)^(?:related(?: (?:pages?|links|methods|articles))?|see also):?$`)},
	{roleSummary, "ds", regexp.MustCompile(`(?i)^(?:description|summary):?$`)},
	{roleErrors, "lpre", regexp.MustCompile(`(?i)^(?:list of )?(?:(?:possible|returned|rpc) )*errors?(?: codes?)?(?: (?:(?:that )?(?:this|the) method (?:can|may) return|returned(?: by (?:this|the) method)?))?:?$`)},
	{roleNotReturned, "e", regexp.MustCompile(`(?i)^errors?(?: codes?)?(?: that)? (?:this|the) method (?:does not|doesn't|doesn’t|can't|can’t|cannot|never)(?: ever)? returns?:?$`)},
	{roleExample, "", regexp.MustCompile(`(?i)\bexamples?\b|^as an? (?:user|bot):?$|^(?:usage|code(?: samples?| snippets?)?):?$`)},
}

// whoCan is the start of a heading that says who can call the method.
const whoCan = `(?:(?:can|may) (?:users?|bots?)|can (?:this|the) method be (?:used|called|invoked)|can be (?:used|called) by (?:users?|bots?)|` +
	`available (?:to|for) (?:users?|bots?)|(?:users?|bots?) (?:can|may) (?:use|call))\b`

// labelOf returns the text before the type in the heading of a return type, as in
// "Return type:".
func labelOf(heading string) string {
	text := fromLetter(heading)
	label := returnLabel.FindString(text)
	if label == "" {
		return ""
	}
	return heading[:len(heading)-len(text)+len(label)]
}

var returnLabel = regexp.MustCompile(`(?i)^(?:returns?|results?|response)(?: types?)?(?:\s*[:–-])?`)

// headingID matches what some headings end with: an ID, as in {#errors}, or the sign of a
// link to the heading.
var headingID = regexp.MustCompile(`\s*(?:\{(?::?\s*[#.]|/\*)[^{}]*\}|[¶§🔗])$`)

// withoutID returns a heading without its ID.
func withoutID(text string) string {
	if strings.HasSuffix(text, "}") || text != "" && text[len(text)-1] >= utf8.RuneSelf { // faster than the pattern, which few headings need
		return headingID.ReplaceAllString(text, "")
	}
	return text
}

// unadorned returns a heading without the numbers and pictures before it, and
// without its ID.
func unadorned(text string) string { return withoutID(fromLetter(text)) }

// fromLetter returns the text from its first letter on.
func fromLetter(text string) string {
	return strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
}

// classify returns the role and the value of a heading, from its plain text.
func classify(text string) (role, string) {
	text = unadorned(collapseSpace(text))
	for _, h := range headingGrammar {
		if !startsWithAny(text, h.first) {
			continue
		}
		if m := h.pattern.FindStringSubmatch(text); m != nil {
			value := ""
			if len(m) > 1 {
				value = strings.TrimSpace(m[1])
			}
			return h.role, value
		}
	}
	if claimsOfAll(text) != nil {
		return roleSentence, ""
	}
	return roleNote, ""
}

// A headingMemo remembers the results of classify. Nearly all headings are the
// same on every page, except those that name the method. A headingMemo may be used
// by several goroutines at once.
type headingMemo struct {
	mu    sync.RWMutex
	known map[string]classified
}

type classified struct {
	role  role
	value string
}

// maxHeadingMemo limits the headings that are remembered. The pages of each year
// have 21 to 80 headings in common.
const maxHeadingMemo = 128

func (m *headingMemo) classify(text string) (role, string) {
	m.mu.RLock()
	c, ok := m.known[text]
	m.mu.RUnlock()
	if ok {
		return c.role, c.value
	}
	c.role, c.value = classify(text)
	if c.role != roleMethod && len(text) <= maxName {
		// The text is part of the page's string: a clone does not keep all of the
		// page in memory.
		m.remember(strings.Clone(text), classified{c.role, strings.Clone(c.value)})
	}
	return c.role, c.value
}

func (m *headingMemo) remember(text string, c classified) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil {
		m.known = make(map[string]classified, maxHeadingMemo)
	}
	if len(m.known) < maxHeadingMemo {
		m.known[text] = c
	}
}

// startsWithAny reports whether a text starts with one of the letters, in upper
// or lower case. Without letters it is true for any text.
func startsWithAny(text, letters string) bool {
	return letters == "" || text != "" && strings.IndexByte(letters, text[0]|0x20) >= 0
}

// flagOf returns the flag of the page that a heading is about, as in "Can bots
// use this method".
func flagOf(p *page.Page, heading string) *page.Flag {
	heading = strings.ToLower(heading)
	users, bots := strings.Index(heading, "user"), strings.Index(heading, "bot")
	switch {
	case strings.Contains(heading, "business"):
		return &p.Business
	case strings.Contains(heading, "unauthenticated"), strings.Contains(heading, "unauthorized"):
		return &p.Unauthenticated
	case bots >= 0 && (users < 0 || bots < users):
		return &p.Bots
	}
	return &p.Users
}

// column is what a column of a table holds.
type column int

const (
	columnUnknown column = iota
	columnName
	columnType
	columnDescription
	columnRequired
	columnOptional
	columnCode
)

const columnCount = columnCode + 1

// The columns of both kinds of tables, by their headings as columnOf normalizes
// them. The tables differ: the column "Type" of an error table holds the names of
// errors.
var (
	paramColumns = map[string]column{
		"name":           columnName,
		"parameter":      columnName,
		"parameter name": columnName,
		"argument":       columnName,
		"field":          columnName,
		"type":           columnType,
		"data type":      columnType,
		"description":    columnDescription,
		"meaning":        columnDescription,
		"details":        columnDescription,
		"comment":        columnDescription,
		"required":       columnRequired,
		"mandatory":      columnRequired,
		"optional":       columnOptional,
	}
	errorColumns = map[string]column{
		"error":       columnName,
		"error name":  columnName,
		"error type":  columnName,
		"name":        columnName,
		"type":        columnName,
		"code":        columnCode,
		"error code":  columnCode,
		"description": columnDescription,
		"meaning":     columnDescription,
		"details":     columnDescription,
		"reason":      columnDescription,
		"comment":     columnDescription,
	}
)

// columnOf returns what a column holds, by its heading; known is paramColumns or
// errorColumns.
func columnOf(heading string, known map[string]column) column {
	return known[strings.TrimRight(strings.ToLower(collapseSpace(heading)), ":?")]
}

// String returns the heading that docgen suggests for the column.
func (c column) String() string {
	switch c {
	case columnName:
		return "Name"
	case columnType:
		return "Type"
	case columnDescription:
		return "Description"
	case columnRequired:
		return "Required"
	case columnOptional:
		return "Optional"
	case columnCode:
		return "Code"
	default:
		return "unknown"
	}
}

// answers are the values that mean yes and no, in flags and in the columns
// Required and Optional, as plainAnswer normalizes them.
var answers = map[string]bool{
	"yes": true, "true": true, "✅": true, "✔": true, "☑": true,
	"no": false, "false": false, "❌": false, "✖": false, "✘": false, "✗": false,
}

// needs are the words that a Required or Optional column can have instead. They
// mean the same in both.
var needs = map[string]bool{"required": true, "mandatory": true, "optional": false}

// unknownAnswer is the answer of a correction that takes a flag away.
const unknownAnswer = "unknown"

// availabilityOf returns what the value of a flag means, and whether it means anything.
func availabilityOf(value string) (availability page.Availability, ok bool) {
	if plainAnswer(value) == unknownAnswer {
		return page.Unknown, true
	}
	yes, ok := answerOf(value)
	if yes {
		return page.Yes, ok
	}
	return page.No, ok
}

// answerOf returns whether a value means yes, and whether it means yes or no at
// all.
func answerOf(value string) (yes, ok bool) {
	value = plainAnswer(value)
	if mark, word, two := strings.Cut(value, " "); two { // such as "❌ No"
		yes, ok = answers[strings.TrimRight(mark, "\ufe0f")]
		again, isAnswer := answers[word]
		return yes, ok && isAnswer && yes == again
	}
	yes, ok = answers[value]
	return yes, ok
}

// remarkStart matches what separates an answer from a remark on it.
var remarkStart = regexp.MustCompile(`^\s*[(,;.–—-]`)

// splitAnswer returns the answer that a value starts with, and the remark after it, as
// in "NO (since 2021)". Without a remark, the answer is the value.
func splitAnswer(value string) (answer, remark string) {
	value = strings.TrimSpace(value)
	if isAnswer(value) {
		return value, ""
	}
	end := strings.IndexFunc(value, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(,;.–—-", r) })
	if end > 0 && isAnswer(value[:end]) && remarkStart.MatchString(value[end:]) {
		return value[:end], strings.TrimLeft(value[end:], ",;.–—- ")
	}
	return value, ""
}

func isAnswer(value string) bool {
	_, ok := availabilityOf(value)
	return ok
}

// needOf returns whether a parameter is required, by its cell in the column
// Required or Optional. It is not ok if the cell does not say.
func needOf(value string, column column) (required, ok bool) {
	if required, ok = needs[plainAnswer(value)]; ok {
		return required, true
	}
	yes, ok := answerOf(value)
	return ok && yes == (column == columnRequired), ok
}

// plainAnswer returns a value in lower case, without the full stop after a word
// or the variation selector after an emoji.
func plainAnswer(value string) string {
	return strings.TrimRight(strings.ToLower(strings.TrimSpace(value)), ".\ufe0f")
}

// maxName limits the size of names. The longest names in eight years of pages have
// 41 bytes for a method, 27 for a parameter and 38 for an error.
const maxName = 128

// isName reports whether a text is a name by the grammar, which is one of
// paramName, errorName, methodName and typeName. All of these match a word, and
// isWord is faster.
func isName(grammar *regexp.Regexp, text string) bool {
	return len(text) <= maxName && (isWord(text) || grammar.MatchString(text))
}

// isWord reports whether a text is a letter with letters, digits and underscores
// after it.
func isWord(text string) bool {
	for i, r := range text {
		if !isLetter(r) && (i == 0 || r != '_' && !isDigit(r)) {
			return false
		}
	}
	return text != ""
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// quoted returns an invalid name for a message. It escapes all but ASCII, so that
// invisible characters, and those that look like others, can be told apart.
func quoted(name string) string {
	if len(name) > maxName {
		return strconv.QuoteToASCII(strings.ToValidUTF8(name[:maxName], "")) + " and so on"
	}
	return strconv.QuoteToASCII(name)
}

// cited returns a text of a page in quotes, or what to call it if it is empty.
func cited(text, empty string) string {
	if text == "" {
		return empty
	}
	return strconv.Quote(text)
}

var (
	// paramName is a parameter's name in TL notation.
	paramName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)
	// errorName is the name of an error, which a server sends in ASCII and at
	// times as a sentence. Letters of other alphabets are refused, since they can
	// look like those of another error.
	errorName = regexp.MustCompile(`^[!-~](?:[ -~]*[!-~])?$`)
	// methodName is a method's name in TL notation.
	methodName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)?$`)
	// namespacedMethod is a method's name with a namespace.
	namespacedMethod = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*\.[A-Za-z][A-Za-z0-9_]*$`)
	// typeName is a type's name in TL notation, or several as in long|string.
	typeName = regexp.MustCompile(`^!?[A-Za-z#][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)?(?:\|[A-Za-z0-9_.]+)*$`)
	// namespaced is a type's name in a link, where an underscore separates it from
	// its namespace: messages_Chats is messages.Chats.
	namespaced = regexp.MustCompile(`^([a-z][A-Za-z0-9]*)_([A-Z][A-Za-z0-9_]*)$`)
	// leadIn is a line above an example that ends with its language, as in "Or, if
	// you're into Lua:".
	leadIn = regexp.MustCompile(`(?i)^[^\n]{0,40}\b(php|lua|python|javascript|typescript|go|madelineproto):\s*$`)
	// languageName is the language of an example in the text above it.
	languageName = regexp.MustCompile(`(?i)\b` + language + `\b`)
	// languageHeading is a heading that is only the language of the example below it.
	languageHeading = regexp.MustCompile(`(?i)^(?:in |using |with )?` + language + `(?: ?\([^()]*\))?:?$`)
)

const language = `(php|lua|http|json|python|javascript|typescript|js|ts|go|madelineproto)`

// constructorSection matches the headings that pages of types and of constructors have.
var constructorSection = regexp.MustCompile(`(?i)^(?:type|types|constructors?|methods|belongs to|attributes):?`)

// asCaller is a heading whose section describes an HTTP request.
var asCaller = regexp.MustCompile(`(?i)^as an? (?:user|bot):?$`)

// languageAliases has the matches of languageName that are short, or no languages:
// MadelineProto is a client in PHP.
var languageAliases = map[string]string{"madelineproto": "php", "js": "javascript", "ts": "typescript"}

// methodFile matches a file name such as messages.sendMessage.md. Index pages and
// readmes have no namespace in their names.
var methodFile = regexp.MustCompile(`^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9_]*\.md$`)
