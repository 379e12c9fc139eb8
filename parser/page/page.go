// Package page is the model of one documentation page: the facts that the
// parser found, each with the place where it stands. It knows neither Markdown
// nor Go.
package page

import "example.com/docgen/parser/diag"

// A Page is what one file documents about one method. Lists are in page order
// and repeat what the page repeats.
type Page struct {
	// File is the path as it was given to the parser.
	File string
	// Hash identifies the bytes of the page: 12 hex digits.
	Hash string
	// Title and Description come from the front matter, in plain text; they
	// are empty when it lacks them.
	Title, Description Fact
	// Method is the name in the heading, in TL notation.
	Method Fact
	// Summary is what stands between the heading and the first section.
	Summary Text
	// Params are the rows of the parameter table.
	Params []Param
	// Returns is the return type in TL notation, empty when the page has none.
	Returns Fact
	// Users, Bots and Business say who may call the method.
	Users, Bots, Business Flag
	// Errors are the rows of the error tables.
	Errors []Error
	// Examples are the code samples.
	Examples []Example
	// Notes are the sections that are none of the above.
	Notes []Note
}

// A Fact is a short text with its place. An empty Text means that the page
// does not say.
type Fact struct {
	Text string
	Pos  diag.Pos
}

// A Param is one row of the parameter table.
type Param struct {
	// Name is the TL name, as in "random_id".
	Name string
	// Type is in TL notation, as in "Vector<MessageEntity>" or "!X"; empty
	// when the cell is.
	Type string
	// Accepts is what the page says its client takes where a type is wanted, as
	// in "Message ID or InputMessage"; empty when the page names the type alone.
	Accepts string
	// Required is what the table says. It tells what the documented client
	// could leave out, not what is optional on the wire.
	Required    bool
	Description Text
	// Pos is the place of the name, TypePos that of the type.
	Pos, TypePos diag.Pos
}

// Availability is what a page says about one kind of caller.
type Availability int

// Unknown is the zero value: a page that says nothing promises nothing.
const (
	Unknown Availability = iota
	Yes
	No
)

// String returns "unknown", "yes" or "no".
func (a Availability) String() string {
	switch a {
	case Yes:
		return "yes"
	case No:
		return "no"
	default:
		return "unknown"
	}
}

// A Flag is an availability with its place, which is zero when it is unknown.
type Flag struct {
	Value Availability
	Pos   diag.Pos
}

// An Error is one row of an error table.
type Error struct {
	// Code is the documented code, 0 when none is. CodePos is its place where
	// that is not the error's.
	Code    int
	CodePos diag.Pos
	// Name is the name as the page has it, as in "SLOWMODE_WAIT_X".
	Name string
	// Pattern is the name with each argument as %d, as in "SLOWMODE_WAIT_%d".
	Pattern     string
	Description Text
	// Common tells that the error file has the error of nearly every method.
	Common bool
	Pos    diag.Pos
}

// An Example is one code sample.
type Example struct {
	// Language is in lower case, as in "php"; empty when the page gives no clue.
	Language string
	Text     string
	// Pos is the place of the first line of Text.
	Pos diag.Pos
}

// A Note is a section of text under a heading that has no role of its own, as
// in "Return value" or "Usage of parse_mode".
type Note struct {
	Title string
	Text  Text
	Pos   diag.Pos
}
