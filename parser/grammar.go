package parser

import (
	"regexp"
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
	{roleErrors, "lpkre", regexp.MustCompile(`(?i)^(?:list of )?(?:(?:possible|returned|known|rpc) )*errors?(?: codes?)?(?: (?:(?:that )?(?:this|the) method (?:can|may) return|returned(?: by (?:this|the) method)?))?:?$`)},
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
var headingID = regexp.MustCompile(`\s*(?:\{(?::?\s*(?:[#.]|[a-z-]+=)|/\*)[^{}]*\}|[¶§🔗])$`)

// pandocID matches the ID that pandoc writes before a heading, or after it in brackets.
var pandocID = regexp.MustCompile(`^\[([^\[\]]*)\]\{[^{}]*\}`)

// withoutID returns a heading without its ID.
func withoutID(text string) string {
	if strings.HasPrefix(text, "[") && strings.Contains(text, "]{") {
		text = pandocID.ReplaceAllString(text, "$1")
	}
	if strings.HasSuffix(text, "}") || text != "" && text[len(text)-1] >= utf8.RuneSelf { // faster than the pattern, which few headings need
		return headingID.ReplaceAllString(text, "")
	}
	return text
}

// unadorned returns a heading without its ID, and without the numbers and pictures around it.
// A picture that is an answer stays.
func unadorned(text string) string {
	return strings.TrimRightFunc(withoutID(fromLetter(text)), func(r rune) bool {
		_, isAnswer := answers[string(r)]
		return r >= utf8.RuneSelf && unicode.Is(unicode.So, r) && !isAnswer || r == ' '
	})
}

// shortcode matches the name of a picture that a text starts with, as in ":warning: Only bots".
var shortcode = regexp.MustCompile(`^:[a-z][\w+-]*: *`)

// fromLetter returns the text from its first letter on, that of a picture's name left out.
func fromLetter(text string) string {
	if strings.HasPrefix(text, ":") {
		text = shortcode.ReplaceAllString(text, "")
	}
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
		"name":                  columnName,
		"param":                 columnName,
		"parameter":             columnName,
		"parameter name":        columnName,
		"argument":              columnName,
		"field":                 columnName,
		"type":                  columnType,
		"data type":             columnType,
		"parameter type":        columnType,
		"description":           columnDescription,
		"parameter description": columnDescription,
		"meaning":               columnDescription,
		"explanation":           columnDescription,
		"details":               columnDescription,
		"notes":                 columnDescription,
		"comment":               columnDescription,
		"required":              columnRequired,
		"mandatory":             columnRequired,
		"optional":              columnOptional,
	}
	errorColumns = map[string]column{
		"error":             columnName,
		"error name":        columnName,
		"error type":        columnName,
		"name":              columnName,
		"type":              columnName,
		"code":              columnCode,
		"error code":        columnCode,
		"http code":         columnCode,
		"description":       columnDescription,
		"error description": columnDescription,
		"meaning":           columnDescription,
		"explanation":       columnDescription,
		"details":           columnDescription,
		"reason":            columnDescription,
		"comment":           columnDescription,
	}
)

// columnOf returns what a column holds, by its heading; known is paramColumns or
// errorColumns. Signs around the heading say nothing, such as the arrows by which a table is
// sorted.
func columnOf(heading string, known map[string]column) column {
	notLetter := func(r rune) bool { return !unicode.IsLetter(r) }
	return known[strings.TrimFunc(strings.ToLower(collapseSpace(withoutID(heading))), notLetter)]
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

var (
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

// callerHeading matches a heading that is only a caller, with the answer below it.
var callerHeading = regexp.MustCompile(`(?i)^(?:users?|bots?)$`)

// methodFolder matches a path with a folder of methods or of corrections.
var methodFolder = regexp.MustCompile(`(?i)(?:^|/)(?:methods?|corrections?)(?:/|$)`)

// methodFile matches a file name such as messages.sendMessage.md. Index pages and
// readmes have no namespace in their names.
var methodFile = regexp.MustCompile(`^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9_]*\.md$`)
