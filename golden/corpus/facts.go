package corpus

import (
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// Facts are what a made page states. Lists are in the order of the page.
type Facts struct {
	// File is the name of the page in its folder.
	File string
	// Method is the name in the heading. An index page has none, and no other fact.
	Method Fact
	// Title and Description are those of the front matter, without markup.
	Title, Description Fact
	// Summary is the text below the heading, without markup. A blank line separates
	// its paragraphs.
	Summary string
	Params  []Param
	// Returns is the type of the result, in TL notation.
	Returns Fact
	// Definition is the method in TL.
	Definition                             Fact
	Users, Bots, Business, Unauthenticated Flag
	Errors                                 []Error
	// Examples hold the language of each example, which is empty where the page
	// names none. Notes hold the title of each section of notes.
	Examples, Notes []Fact
	// Warnings are the diagnostics that the parser must report: some pages have
	// faults on purpose, as some real ones do.
	Warnings []Warning
}

// A Fact is a short text and the number of its line.
type Fact struct {
	Text string
	Line int
}

// A Param is a row of the parameter table.
type Param struct {
	Name string
	// Type is in TL notation, as in "Vector<InputUser>". Accepts is the label of
	// the link to the type, where the label says more than the type's name.
	Type, Accepts string
	// Description has no markup.
	Description string
	Required    bool
	Line        int
}

// A Flag says whether one kind of caller may call the method.
type Flag struct {
	Value page.Availability
	Line  int
}

// An Error is a row of the error table.
type Error struct {
	// Code is 0 in a table without codes.
	Code int
	// Name is the name on the page. Pattern is the name with its argument as %d.
	Name, Pattern string
	Description   string
	// Common says that most methods of the error file have the error.
	Common bool
	Line   int
}

// A Warning is a diagnostic that the parser must report.
type Warning struct {
	Code diag.Code
	Line int
}
