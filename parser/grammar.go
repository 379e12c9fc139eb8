package parser

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"example.com/docgen/parser/page"
)

// role is what a heading, or a line in its place, is on a page.
type role int

const (
	roleNote role = iota
	roleMethod
	roleParams
	roleReturns
	roleFlag
	roleExample
	roleErrors
)

// headings is the grammar of headings, for every layout of eight years of
// pages. The first pattern that matches a heading's plain text gives its role;
// a heading that none matches is a note. The first group is the heading's
// value, which is left in the text when it is a type, since a type is a link.
var headings = []struct {
	role role
	// first has the letters that a text can start with, which spare most others
	// the pattern; empty for any.
	first   string
	pattern *regexp.Regexp
}{
	{roleMethod, "mf", regexp.MustCompile(`(?i)^(?:method|function):\s*(.*)$`)},
	{roleMethod, "m", regexp.MustCompile(`(?i)^method ([a-z]\w*\.\w+)$`)},
	{roleParams, "mirpa", regexp.MustCompile(`(?i)^(?:(?:method|input|request) )?(?:param(?:eter)?s?|arguments?)(?: (?:of|for) (?:this|the) method)?:?$`)},
	{roleReturns, "r", regexp.MustCompile(`(?i)^(?:returns?|results?)(?: types?)?:`)},
	{roleReturns, "r", regexp.MustCompile(`(?i)^(?:returns|result|(?:return|result) types?(?: .*)?)$`)},
	{roleFlag, "cmaub", regexp.MustCompile(`(?i)^` + whoCan + `.*[:?]\s*(.*)$`)},
	{roleFlag, "cmaub", regexp.MustCompile(`(?i)^` + whoCan + `(?:.* this method)?(?: (yes|no))?$`)},
	{roleErrors, "lpre", regexp.MustCompile(`(?i)^(?:list of )?(?:(?:possible|returned|rpc) )*errors?(?: codes?)?(?: (?:(?:that )?(?:this|the) method (?:can|may) return|returned(?: by (?:this|the) method)?))?:?$`)},
	{roleExample, "", regexp.MustCompile(`(?i)\bexamples?\b|^as an? (?:user|bot):?$`)},
}

// whoCan starts a line that says who may call the method.
const whoCan = `(?:(?:can|may) (?:users?|bots?)|can be (?:used|called) by (?:users?|bots?)|` +
	`available (?:to|for) (?:users?|bots?)|(?:users?|bots?) (?:can|may) (?:use|call))\b`

// labelOf returns what stands before the type in the heading of a return type.
func labelOf(heading string) string {
	text := fromLetter(heading)
	label := returnLabel.FindString(text)
	if label == "" {
		return ""
	}
	return heading[:len(heading)-len(text)+len(label)]
}

var returnLabel = regexp.MustCompile(`(?i)^(?:returns?|results?)(?: types?)?(?:\s*[:–-])?`)

// headingID is what some headings have behind their text, for links to them.
var headingID = regexp.MustCompile(`\s*\{:?\s*[#.][^{}]*\}$`)

// unadorned returns a heading without its ID, and without the numbers and
// pictures in front of it.
func unadorned(text string) string {
	text = fromLetter(text)
	if strings.HasSuffix(text, "}") { // spares the others the pattern
		text = headingID.ReplaceAllString(text, "")
	}
	return text
}

func fromLetter(text string) string {
	return strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
}

// classify returns the role of a heading and the value it holds.
func classify(text string) (role, string) {
	text = unadorned(fold(text))
	for _, h := range headings {
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
	return roleNote, ""
}

// A memo remembers what classify said of headings: pages share nearly all that are
// not the method's. It may be used by several goroutines at once.
type memo struct {
	mu    sync.RWMutex
	known map[string]classified
}

type classified struct {
	role  role
	value string
}

// maxMemo is how many headings are remembered; the pages of a year share 21 to 80.
const maxMemo = 128

func (m *memo) classify(text string) (role, string) {
	m.mu.RLock()
	c, ok := m.known[text]
	m.mu.RUnlock()
	if ok {
		return c.role, c.value
	}
	c.role, c.value = classify(text)
	if c.role != roleMethod && len(text) <= maxName {
		m.remember(strings.Clone(text), classified{c.role, strings.Clone(c.value)}) // the text is a part of a page
	}
	return c.role, c.value
}

func (m *memo) remember(text string, c classified) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil {
		m.known = make(map[string]classified, maxMemo)
	}
	if len(m.known) < maxMemo {
		m.known[text] = c
	}
}

// startsWithAny reports whether a text starts with one of the letters, of either
// case; any text does where there are none.
func startsWithAny(text, letters string) bool {
	return letters == "" || text != "" && strings.IndexByte(letters, text[0]|0x20) >= 0
}

// caller returns the flag of the page that a flag heading sets.
func caller(p *page.Page, heading string) *page.Flag {
	heading = strings.ToLower(heading)
	users, bots := strings.Index(heading, "user"), strings.Index(heading, "bot")
	switch {
	case strings.Contains(heading, "business"):
		return &p.Business
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

// The headings of columns, as columnOf makes them, by the table they are in:
// the column "Type" of an error table holds the names of errors.
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
		"comment":     columnDescription,
	}
)

// columnOf returns what the column with a heading holds.
func columnOf(heading string, known map[string]column) column {
	return known[strings.TrimRight(strings.ToLower(fold(heading)), ":?")]
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

// answers are the values of flag lines and of cells that ask for yes or no, as
// answerOf makes them.
var answers = map[string]bool{
	"yes": true, "true": true, "✅": true, "✔": true, "☑": true,
	"no": false, "false": false, "❌": false, "✖": false, "✘": false, "✗": false,
}

// needs are the other values of a Required column.
var needs = map[string]bool{"required": true, "mandatory": true, "optional": false}

// answerOf returns the answer that a value is, and whether it is one.
func answerOf(value string) (yes, ok bool) {
	yes, ok = answers[plainAnswer(value)]
	return yes, ok
}

func isAnswer(value string) bool {
	_, ok := answerOf(value)
	return ok
}

// needOf returns whether a cell says that a parameter is required, and whether
// it says so at all.
func needOf(value string, column column) (required, ok bool) {
	if required, ok = needs[plainAnswer(value)]; ok {
		return required, true
	}
	required, ok = answerOf(value)
	return required == (column == columnRequired), ok
}

// plainAnswer returns a value in lower case, without the stop behind a word and
// the selector behind a picture.
func plainAnswer(value string) string {
	return strings.TrimRight(strings.ToLower(strings.TrimSpace(value)), ".\ufe0f")
}

// maxName is the size of the longest name. Of eight years of pages that of a
// method has 41 bytes, of a parameter 27, and of an error 38.
const maxName = 128

// isName reports whether a text is a name of the grammar. Each takes a word, which
// most names are.
func isName(grammar *regexp.Regexp, text string) bool {
	return len(text) <= maxName && (isWord(text) || grammar.MatchString(text))
}

// isWord reports whether a text is letters, digits and underscores after a letter.
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

// quoted returns a name that is none for a message: what nobody sees, or takes
// for another letter, is spelled out.
func quoted(name string) string {
	if len(name) > maxName {
		return strconv.QuoteToASCII(strings.ToValidUTF8(name[:maxName], "")) + " and so on"
	}
	return strconv.QuoteToASCII(name)
}

var (
	// paramName is a parameter's name in TL notation.
	paramName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)
	// errorName is what a server can answer, in which it is at times a sentence.
	// Letters of other scripts would look like those of another error.
	errorName = regexp.MustCompile(`^[!-~](?:[ -~]*[!-~])?$`)
	// methodName is a method's name in TL notation.
	methodName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)?$`)
	// typeName is a type's name in TL notation, with alternatives such as
	// long|string.
	typeName = regexp.MustCompile(`^!?[A-Za-z#][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)?(?:\|[A-Za-z0-9_.]+)*$`)
	// namespaced is a namespace that a type's name in a link is written with.
	namespaced = regexp.MustCompile(`^([a-z][A-Za-z0-9]*)_([A-Z][A-Za-z0-9_]*)$`)
	// leadIn is a line above an example, such as "Or, if you're into Lua:".
	leadIn = regexp.MustCompile(`(?i)^[^\n]{0,40}\b(php|lua|python|javascript|go|madelineproto):\s*$`)
	// language is a hint at the language of an example.
	language = regexp.MustCompile(`(?i)\b(php|lua|http|json|python|javascript|go|madelineproto)\b`)
)

// asCaller is a heading above the description of a request.
var asCaller = regexp.MustCompile(`(?i)^as an? (?:user|bot):?$`)

// languages maps hints to languages where they differ.
var languages = map[string]string{"madelineproto": "php"}

// methodFile is the name of a file that a method's page would have: index pages
// and readmes have no namespace.
var methodFile = regexp.MustCompile(`^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9_]*\.md$`)
