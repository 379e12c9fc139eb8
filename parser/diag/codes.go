package diag

// A Code names a kind of diagnostic. Codes are part of docgen's interface:
// they are searched for and explained by name, so they are never
// renamed or given another meaning.
type Code string

// The codes, described in the table below.
const (
	BusinessUnsupported     Code = "business-unsupported"
	ColumnMissing           Code = "column-missing"
	ColumnUnknown           Code = "column-unknown"
	ControlCharacter        Code = "control-character"
	ErrorCodeInvalid        Code = "error-code-invalid"
	ErrorFileAvailability   Code = "error-file-availability"
	ErrorFileCode           Code = "error-file-code"
	ErrorFileDescription    Code = "error-file-description"
	ErrorFileErrors         Code = "error-file-errors"
	ErrorFileInvalid        Code = "error-file-invalid"
	ErrorFileKey            Code = "error-file-key"
	ErrorNameEmpty          Code = "error-name-empty"
	ErrorNameInvalid        Code = "error-name-invalid"
	ErrorNameJunk           Code = "error-name-junk"
	ExampleMethod           Code = "example-method"
	ExampleParameterMissing Code = "example-parameter-missing"
	ExampleParameterUnknown Code = "example-parameter-unknown"
	FactsMissing            Code = "facts-missing"
	FenceUnclosed           Code = "fence-unclosed"
	FileEdited              Code = "file-edited"
	FileForeign             Code = "file-foreign"
	FileMissing             Code = "file-missing"
	FileOrphaned            Code = "file-orphaned"
	FileStale               Code = "file-stale"
	FileUnfinished          Code = "file-unfinished"
	FlagRepeated            Code = "flag-repeated"
	FlagValueUnknown        Code = "flag-value-unknown"
	FrontMatterInvalid      Code = "front-matter-invalid"
	FrontMatterTitle        Code = "front-matter-title"
	IgnoreInvalid           Code = "ignore-invalid"
	IgnoreUnused            Code = "ignore-unused"
	LostBots                Code = "lost-bots"
	LostBusiness            Code = "lost-business"
	LostDescriptions        Code = "lost-descriptions"
	LostErrors              Code = "lost-errors"
	LostMethods             Code = "lost-methods"
	LostParameters          Code = "lost-parameters"
	LostReturns             Code = "lost-returns"
	LostUsers               Code = "lost-users"
	MethodHeadingMissing    Code = "method-heading-missing"
	MethodHeadingRepeated   Code = "method-heading-repeated"
	MethodNameInvalid       Code = "method-name-invalid"
	MethodRepeated          Code = "method-repeated"
	MethodUndocumented      Code = "method-undocumented"
	MethodUnknown           Code = "method-unknown"
	MethodUnreadable        Code = "method-unreadable"
	NotUTF8                 Code = "not-utf8"
	PageLimit               Code = "page-limit"
	PageLost                Code = "page-lost"
	ParameterNameEmpty      Code = "parameter-name-empty"
	ParameterNameInvalid    Code = "parameter-name-invalid"
	ParameterRepeated       Code = "parameter-repeated"
	ParameterType           Code = "parameter-type"
	ParameterUndocumented   Code = "parameter-undocumented"
	ParameterUnknown        Code = "parameter-unknown"
	RequiredUnknown         Code = "required-unknown"
	ResultMissing           Code = "result-missing"
	ResultRepeated          Code = "result-repeated"
	ResultType              Code = "result-type"
	RowLong                 Code = "row-long"
	RowShort                Code = "row-short"
	RunDiffers              Code = "run-differs"
	SectionUnread           Code = "section-unread"
	TableMalformed          Code = "table-malformed"
	TableMisplaced          Code = "table-misplaced"
	TableText               Code = "table-text"
	TypeInvalid             Code = "type-invalid"
	TypeUnknown             Code = "type-unknown"
)

// Info describes a code.
type Info struct {
	Code     Code
	Severity Severity
	// Description says what the code means, what docgen does about it, and
	// what a person can do.
	Description string
}

// Severity returns how bad the code's diagnostics are.
func (c Code) Severity() Severity {
	info, _ := Explain(c)
	return info.Severity
}

// Explain returns what the table says about a code, and whether it has it.
func Explain(c Code) (Info, bool) {
	for _, info := range codes {
		if info.Code == c {
			return info, true
		}
	}
	return Info{}, false
}

// Codes returns the table of codes, sorted by code.
func Codes() []Info { return append([]Info(nil), codes[:]...) }

// codes is sorted, described, and each entry is triggered by a golden case or a
// script; tests hold it to that.
var codes = [...]Info{
	{BusinessUnsupported, Warning, "The page allows the method over a business connection, but the client's gotd/td has no invokeWithBusinessConnection. The method is generated without it. A newer gotd/td has it."},
	{ColumnMissing, Warning, "A table has no column that docgen can read a needed fact from. What the other columns say is kept; without a name column the rows are left out. Add the column or correct its heading."},
	{ColumnUnknown, Warning, "A table has a column whose heading docgen does not know. Its cells are left out. Correct the heading, or remove the column."},
	{ControlCharacter, Error, "The page holds an invisible control character, which can make text read differently from what it is, such as a bidirectional override. The page is refused. Remove the character."},
	{ErrorCodeInvalid, Warning, "The code of an error row is not a whole number. The error is kept without a code. Correct the cell."},
	{ErrorFileAvailability, Warning, "The page and the error file disagree on who may call the method. The page counts. Correct the one that is wrong."},
	{ErrorFileCode, Warning, "The page and the error file give an error different codes. The page counts. Correct the one that is wrong."},
	{ErrorFileDescription, Warning, "The page and the error file describe errors in different words. The page counts."},
	{ErrorFileErrors, Warning, "The page has an error table, and the error file lists other errors of the method. Those of the page count. Find out which of them the method returns."},
	{ErrorFileInvalid, Error, "The error file is not JSON in the shape of https://core.telegram.org/api/errors, or is too large. Nothing is written. Correct the file."},
	{ErrorFileKey, Warning, "The error file has a key, a code or a name that docgen does not know. It is left out; an error whose code is wrong is kept without one. Correct or remove it."},
	{ErrorNameEmpty, Warning, "An error row has no name. The row is left out. Add the name that the server sends, such as PEER_ID_INVALID."},
	{ErrorNameInvalid, Warning, "The name of an error has characters that no server sends, such as letters that look like those of another error, or is very long. The row is left out. Correct the name."},
	{ErrorNameJunk, Warning, "An error row has no code, and white space in its name, so it is not an error that a server sends. The row is left out. Remove it, or add its code."},
	{ExampleMethod, Warning, "An example calls another method than the page is about. Correct the example."},
	{ExampleParameterMissing, Warning, "An example leaves out a parameter that the page says is required. Add it to the example, or say in the table that it is optional."},
	{ExampleParameterUnknown, Warning, "An example passes a parameter that the page's table does not have. Correct the name, or add a row."},
	{FactsMissing, Warning, "The output folder has files that docgen made, and no api.txt to compare their facts with, so that a loss would not be seen. A new one is written. Restore the old one, from git for example, and run docgen again."},
	{FenceUnclosed, Warning, "A block of code is never closed, so that all the rest of the page is code. Close it with a line of its own, ``` or ~~~ as it was opened."},
	{FileEdited, Error, "check: somebody edited a generated file. The next docgen generate undoes it. Move what is to stay to a file of your own."},
	{FileForeign, Error, "check: a file that is not docgen's stands in the place of one that it would write, and stops it. Move it away."},
	{FileMissing, Error, "check: the folder lacks a file that the pages make. Run docgen generate again."},
	{FileOrphaned, Error, "check: the pages do not make a generated file any more. Run docgen generate again, which removes it."},
	{FileStale, Error, "check: what a generated file was made of has changed: its page, all pages, the error file, docgen or gotd/td. Run docgen generate again."},
	{FileUnfinished, Error, "check: a run that was interrupted, or a merge with conflicts, left the folder unfinished. Run docgen generate again."},
	{FlagRepeated, Warning, "The page says twice whether one kind of caller may call the method, with different values. The flag counts as unknown. Remove one of the lines."},
	{FlagValueUnknown, Warning, "A line that says who may call the method has a value other than YES and NO. The flag counts as unknown. Correct the value."},
	{FrontMatterInvalid, Warning, "The front matter is not valid YAML. Its keys are read line by line instead. Put quotes around values that hold a colon or start with a special character."},
	{FrontMatterTitle, Warning, "The title in the front matter names another method than the heading. The heading counts. Correct the one that is wrong."},
	{IgnoreInvalid, Error, "A line of the file that docgen diff --ignore names is no entry: a rule, a method (- for the whole package), maybe a subject, and a reason after #. Nothing is compared. Correct the line."},
	{IgnoreUnused, Warning, "An entry of the file that docgen diff --ignore names is about no change. Remove it, so that it can't hide one later."},
	{LostBots, Error, "Many methods, or all that did, no longer say whether bots can call them, by the api.txt in the output folder. Nothing is written. Find out where it went; if it is to go, run docgen generate once with --accept-loss and this code."},
	{LostBusiness, Error, "Many methods, or all that did, no longer say whether bots can call them over a business connection, by the api.txt in the output folder. Nothing is written. Find out where it went; if it is to go, run docgen generate once with --accept-loss and this code."},
	{LostDescriptions, Error, "Many methods, or all that did, no longer say what they, their parameters or their errors are for, or far fewer do, by the api.txt in the output folder. Nothing is written. Find out where it went; if it is to go, run docgen generate once with --accept-loss and this code."},
	{LostErrors, Error, "Many methods, or all that did, no longer document any error, or tables of errors are cut off, by the api.txt in the output folder. Nothing is written. Find out where it went; if it is to go, run docgen generate once with --accept-loss and this code."},
	{LostMethods, Error, "More than a tenth of the methods in the api.txt of the output folder have no page any more. Nothing is written. Find out where it went; if it is to go, run docgen generate once with --accept-loss and this code."},
	{LostParameters, Error, "Many methods, or all that did, no longer document their parameters, or tables of parameters are cut off, by the api.txt in the output folder. Nothing is written. Find out where it went; if it is to go, run docgen generate once with --accept-loss and this code."},
	{LostReturns, Error, "Many methods, or all that did, no longer document what they return, by the api.txt in the output folder. Nothing is written. Find out where it went; if it is to go, run docgen generate once with --accept-loss and this code."},
	{LostUsers, Error, "Many methods, or all that did, no longer say whether users can call them, by the api.txt in the output folder. Nothing is written. Find out where it went; if it is to go, run docgen generate once with --accept-loss and this code."},
	{MethodHeadingMissing, Warning, "The page looks like the page of a method and has no method heading. The page is left out. Start it with a heading such as \"# Method: messages.importChatInvite\"."},
	{MethodHeadingRepeated, Warning, "The page has more than one method heading. The page is left out. Give each method a page of its own."},
	{MethodNameInvalid, Warning, "The method heading holds no method name. The page is left out. Write the name in TL notation, such as \"messages.importChatInvite\"."},
	{MethodRepeated, Error, "Two pages would become one Go method, or one file. Nothing is written. Remove or correct one of the pages."},
	{MethodUndocumented, Warning, "The page has a method heading and none of the sections of a method. The method is generated from gotd/td alone, with everything the page could say unknown. Add the sections."},
	{MethodUnknown, Warning, "The client's gotd/td has no such method. The page is left out. Correct the name, or use a gotd/td whose layer has the method."},
	{MethodUnreadable, Warning, "The client's gotd/td has the method, but declares it in a way that docgen does not know. The page is left out. Use a released gotd/td, or report it with the version."},
	{NotUTF8, Error, "The page is not valid UTF-8. The page is refused. Save it as UTF-8."},
	{PageLimit, Error, "The page is larger, or nested deeper, than any page of documentation is. The page is refused, since reading it could take very long. Split it or remove the nesting."},
	{PageLost, Error, "A page that the output folder has code of can no longer be read. Nothing is written, so that the code it made stays. Repair the page, or remove it if the method is gone."},
	{ParameterNameEmpty, Warning, "A row of the parameter table has no name. The row is left out. Add the name of the parameter."},
	{ParameterNameInvalid, Warning, "A row of the parameter table has a name that is not one in TL notation: letters, digits and underscores. The row is left out. Correct the name."},
	{ParameterRepeated, Warning, "The parameter table has two rows for one parameter. The first one documents it. Remove the other."},
	{ParameterType, Warning, "The documented type of a parameter is not the type it has in the client's gotd/td, which is the one that is generated. Correct the page, or use a gotd/td of the page's layer."},
	{ParameterUndocumented, Warning, "gotd/td has a parameter that the page does not document. The field is generated and says so. Add the row."},
	{ParameterUnknown, Warning, "The page documents a parameter that the client's gotd/td does not have. It is left out. Correct the name, or use a gotd/td of the page's layer."},
	{RequiredUnknown, Warning, "A cell that says whether a parameter is required has a value docgen does not know. It counts as optional. Write Yes or Optional."},
	{ResultMissing, Warning, "The page has no return type. The result is generated from gotd/td. Add a heading such as \"### Return type: [Updates](../types/Updates.md)\"."},
	{ResultRepeated, Warning, "The page has two return types that differ. The first one counts. Remove the other."},
	{ResultType, Warning, "The documented return type is not what the method returns in the client's gotd/td, which is what is generated; the doc comment tells what the page says. Correct the page, or use a gotd/td of the page's layer."},
	{RowLong, Warning, "A table row has more cells than its heading. The extra cells are left out, unless they show that the table lacks a column for descriptions. Escape a pipe that belongs to the text as \\|."},
	{RowShort, Warning, "A table row has fewer cells than its heading. The missing cells count as empty. Add the cells."},
	{RunDiffers, Error, "check: the first line of api.txt records another run than the flags say, so somebody generated the package with other flags or changed the line. Run docgen generate with the flags that check has."},
	{SectionUnread, Warning, "A section of parameters or errors has a list, HTML or preformatted text where its table should be. It is kept as a note, and no row is read from it. Write a table."},
	{TableMalformed, Warning, "The heading row of a table and the delimiter row below it disagree. Where Markdown sees no table in the lines, its rows are left out. Give both rows the same number of cells."},
	{TableMisplaced, Warning, "A table stands in a section that has none, or has the columns of parameters or errors below a heading that docgen does not know. Its rows are not read. Move it below the heading it belongs to, or correct the heading, such as \"### Parameters:\" or \"### Errors\"."},
	{TableText, Warning, "A line without a pipe stands directly below a table, where Markdown takes it for a row. It is read as the text or the heading line that it is. Add an empty line above it."},
	{TypeInvalid, Warning, "A type is missing or is not a type in TL notation. The parameter is generated with the type of gotd/td. Link the type, as in [string](../types/string.md)."},
	{TypeUnknown, Warning, "A documented type is neither a bare TL type nor one that the client's gotd/td knows. The parameter is generated with the type of gotd/td. Correct the name of the type."},
}
