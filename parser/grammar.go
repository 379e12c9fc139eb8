package parser

import (
	"regexp"
	"strings"

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
	role    role
	pattern *regexp.Regexp
}{
	{roleMethod, regexp.MustCompile(`(?i)^method:\s*(.*)$`)},
	{roleParams, regexp.MustCompile(`(?i)^param(?:eter)?s:?$`)},
	{roleReturns, regexp.MustCompile(`(?i)^returns?(?: types?)?:`)},
	{roleFlag, regexp.MustCompile(`(?i)^can (?:users?|bots?)\b.*:\s*(.*)$`)},
	{roleErrors, regexp.MustCompile(`(?i)^(?:possible )?errors?(?: (?:that )?this method can return)?:?$`)},
	{roleExample, regexp.MustCompile(`(?i)\bexamples?\b|^as an? (?:user|bot):?$`)},
}

// classify returns the role of a heading and the value it holds.
func classify(text string) (role, string) {
	for _, h := range headings {
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

// caller returns the flag of the page that a flag heading sets.
func caller(p *page.Page, heading string) *page.Flag {
	heading = strings.ToLower(heading)
	switch {
	case strings.Contains(heading, "business"):
		return &p.Business
	case strings.HasPrefix(heading, "can bot"):
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
	columnCode
)

// columnNames are the headings of columns, in lower case, by the table they
// are in: the column "Type" of an error table holds the names of errors.
var (
	paramColumns = map[string]column{
		"name":        columnName,
		"parameter":   columnName,
		"type":        columnType,
		"description": columnDescription,
		"required":    columnRequired,
		"mandatory":   columnRequired,
	}
	errorColumns = map[string]column{
		"error":       columnName,
		"name":        columnName,
		"type":        columnName,
		"code":        columnCode,
		"description": columnDescription,
	}
)

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
	case columnCode:
		return "Code"
	default:
		return "unknown"
	}
}

// requiredValues are the cells of a Required column, in lower case.
var requiredValues = map[string]bool{
	"yes": true, "required": true, "true": true,
	"no": false, "optional": false, "false": false,
}

// availabilities are the values of a flag line, in lower case.
var availabilities = map[string]page.Availability{"yes": page.Yes, "no": page.No}

var (
	// methodName is a method's name in TL notation.
	methodName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)?$`)
	// typeName is a type's name in TL notation, with alternatives such as
	// long|string.
	typeName = regexp.MustCompile(`^!?[A-Za-z#][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)?(?:\|[A-Za-z0-9_.]+)*$`)
	// namespaced is a namespace that a type's name in a link is written with.
	namespaced = regexp.MustCompile(`^([a-z][A-Za-z0-9]*)_([A-Z][A-Za-z0-9_]*)$`)
	// arrayOf and vectorOf are the ways to write a vector around a type.
	arrayOf  = regexp.MustCompile(`(?i)\b(?:array|vector) of\b`)
	vectorOf = regexp.MustCompile(`(?i)^vector(?:[ _]of[ _]|<)`)
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
