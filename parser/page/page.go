// Package page holds the model of a documentation page: the facts that the
// parser found, each with its position. The model is independent of Markdown and
// of Go.
package page

import "example.com/docgen/parser/diag"

// A Page holds what one file documents about one method. Its lists keep the order
// of the page, and its repetitions: a parameter with two rows is listed twice.
type Page struct {
	// File is the path as it was given to the parser.
	File string
	// Name is the path from the folder that was asked for, with slashes, as in
	// "messages/ImportChatInvite.md". With several sources, it is the name of the method.
	// The headers of generated files have it.
	Name string
	// Hash identifies the bytes of the page: 12 hex digits. For a page that Merge put
	// together, it identifies all pages.
	Hash string
	// Files are the paths of the pages that Merge put the page together of, in order of
	// trust. A page as the parser read it has none.
	Files []string
	// Title is the front matter's, in plain text; it is empty when the front matter
	// has none.
	Title Fact
	// Description is the front matter's, which on most pages repeats the summary.
	Description Text
	// Method is the name in the heading, in TL notation.
	Method Fact
	// Summary is the text between the method heading and the first section.
	Summary Text
	// Params are the rows of the parameter table.
	Params []Param
	// Returns is the return type in TL notation, empty when the page has none.
	Returns Fact
	// Definition is the method in TL, as in "help.getConfig#c4f9186b = Config", empty
	// when the page has none.
	Definition Fact
	// Users, Bots and Business say who may call the method. Unauthenticated says whether
	// the method may be called over a connection that is not logged in.
	Users, Bots, Business, Unauthenticated Flag
	// Errors are the rows of the error tables.
	Errors []Error
	// NotReturned are errors that the method does not return, although sources that are
	// trusted less may list them.
	NotReturned []Error
	// Examples are the code samples.
	Examples []Example
	// Notes are all other sections.
	Notes []Note
	// LaterNotes are those of the next source that has any. They take the place of Notes
	// which turn out to be about parameters that only the page's client has.
	LaterNotes []Note
}

// A Fact is a short text with its position. An empty Text means that the page
// does not state the fact.
type Fact struct {
	Text string
	Pos  diag.Pos
}

// A Param is one row of the parameter table.
type Param struct {
	// Name is the TL name, as in "random_id".
	Name string
	// Type is in TL notation, as in "Vector<MessageEntity>" or "!X"; empty
	// when the cell is empty or holds no type.
	Type string
	// Accepts lists the values that the documented client takes for the type, as
	// in "Message ID or InputMessage"; empty when the page names only the type.
	Accepts string
	// Required is what the table says. The table describes what users of the
	// documented client must give, which may be optional on the wire. A table without
	// a column for it says so by its types: what has a condition is optional.
	Required bool
	// RequiredUnknown says that the page does not tell whether the parameter is
	// required. Required is then false.
	RequiredUnknown bool
	Description     Text
	// Pos is the position of the name, TypePos that of the type. RequiredPos is set when
	// another page says whether the parameter is required.
	Pos, TypePos, RequiredPos diag.Pos
	// Later says that a source which is trusted less has the row, and that the source
	// whose table counts lacks it. If the method has no such parameter, that is no mistake:
	// the row is of another layer.
	Later bool
}

// Availability says whether one kind of caller can call a method.
type Availability int

// Unknown is the zero value, for a page that does not say.
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

// A Flag is an availability with its position. A page that does not say has the
// zero Flag; a page that contradicts itself has Unknown with a position.
type Flag struct {
	Value Availability
	Pos   diag.Pos
}

// An Error is one row of an error table.
type Error struct {
	// Code is the documented code, or 0. CodePos is its position when another source
	// than that of the row gives the code.
	Code    int
	CodePos diag.Pos
	// Name is the name as the page writes it, as in "SLOWMODE_WAIT_X".
	Name string
	// Pattern is the name with each argument as %d, as in "SLOWMODE_WAIT_%d".
	Pattern     string
	Description Text
	// Common says that the error file lists the error for most methods.
	Common bool
	Pos    diag.Pos
}

// An Example is one code sample.
type Example struct {
	// Language is in lower case, as in "php"; empty when the page does not say.
	Language string
	Text     string
	// Pos is the position of the first line of Text.
	Pos diag.Pos
}

// A Note is a section whose heading has no meaning to docgen, such as "Return
// value" or "Usage of parse_mode".
type Note struct {
	Title string
	// Client says that the title is about the client that the page is written for.
	Client bool
	Text   Text
	Pos    diag.Pos
}
