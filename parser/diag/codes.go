package diag

// A Code names a kind of diagnostic, as in "column-missing". Codes are part of
// docgen's interface, since people and programs look for them: a code is never
// renamed, and never gets another meaning.
type Code string

// The codes, described in the table below.
const (
	BusinessUnsupported     Code = "business-unsupported"
	ColumnMissing           Code = "column-missing"
	ColumnUnknown           Code = "column-unknown"
	ControlCharacter        Code = "control-character"
	DefinitionInvalid       Code = "definition-invalid"
	DefinitionMethod        Code = "definition-method"
	DefinitionParameter     Code = "definition-parameter"
	DefinitionResult        Code = "definition-result"
	ErrorCodeInvalid        Code = "error-code-invalid"
	ErrorContradicted       Code = "error-contradicted"
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
	FlagUnread              Code = "flag-unread"
	FlagValueUnknown        Code = "flag-value-unknown"
	FrontMatterInvalid      Code = "front-matter-invalid"
	FrontMatterTitle        Code = "front-matter-title"
	HeadingMark             Code = "heading-mark"
	HTMLUnread              Code = "html-unread"
	IgnoreInvalid           Code = "ignore-invalid"
	IgnoreUnused            Code = "ignore-unused"
	LostBots                Code = "lost-bots"
	LostBusiness            Code = "lost-business"
	LostDefinitions         Code = "lost-definitions"
	LostDescriptions        Code = "lost-descriptions"
	LostErrors              Code = "lost-errors"
	LostMethods             Code = "lost-methods"
	LostParameters          Code = "lost-parameters"
	LostReturns             Code = "lost-returns"
	LostUnauthenticated     Code = "lost-unauthenticated"
	LostUsers               Code = "lost-users"
	MethodHeadingMissing    Code = "method-heading-missing"
	MethodHeadingRepeated   Code = "method-heading-repeated"
	MethodNameInvalid       Code = "method-name-invalid"
	MethodRepeated          Code = "method-repeated"
	MethodUndocumented      Code = "method-undocumented"
	MethodUnknown           Code = "method-unknown"
	MethodUnreadable        Code = "method-unreadable"
	MigrateLeft             Code = "migrate-left"
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
	SourceContradicted      Code = "source-contradicted"
	SourceRedundant         Code = "source-redundant"
	TableGap                Code = "table-gap"
	TableMalformed          Code = "table-malformed"
	TableMisplaced          Code = "table-misplaced"
	TableText               Code = "table-text"
	TypeInvalid             Code = "type-invalid"
	TypeUnknown             Code = "type-unknown"
	UsedUndocumented        Code = "used-undocumented"
	VetBotCall              Code = "vet-bot-call"
	VetErrorName            Code = "vet-error-name"
	VetErrorText            Code = "vet-error-text"
	VetErrorsIs             Code = "vet-errors-is"
	VetRandomID             Code = "vet-random-id"
)

// Info describes a code.
type Info struct {
	Code     Code
	Severity Severity
	// Description says what the code means, what docgen does about it, and
	// what a person can do.
	Description string
}

// Severity returns the severity of the diagnostics with the code.
func (c Code) Severity() Severity {
	info, _ := Explain(c)
	return info.Severity
}

// Explain returns the entry of a code in the table of codes, and whether the
// table has one.
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

// codes is the table of codes. Tests check that it is sorted, that each code has
// a description, and that a golden case or a script triggers each code.
var codes = [...]Info{
	{BusinessUnsupported, Warning, "The page says that a bot can call the method over a business connection, but your gotd/td has no invokeWithBusinessConnection. docgen generates the method without it. Use a newer gotd/td."},
	{ColumnMissing, Warning, "A table lacks a column that docgen needs. docgen keeps what the other columns say; without a name column it leaves the rows out. Add the column, or correct its heading."},
	{ColumnUnknown, Warning, "A table has a column whose heading docgen does not know, or that says what the heading of another column says. Its cells are left out. Correct the heading, or remove the column."},
	{ControlCharacter, Error, "The page holds an invisible character, such as a bidirectional override, which can make text look different from what it is. The page is refused. Remove the character."},
	{DefinitionInvalid, Warning, "The page's definition in TL can't be read. The definition is left out. Write it as in \"help.getConfig#c4f9186b = Config;\"."},
	{DefinitionMethod, Warning, "A definition in TL is of another method than the page, or the page defines its method twice. The definition is left out. Define the method of the page, once."},
	{DefinitionParameter, Warning, "The table of parameters and the definition in TL differ: one of them lacks a parameter, or they give it different types. docgen uses the table. Correct the one that is wrong."},
	{DefinitionResult, Warning, "The page gives the method another return type than its definition in TL does. docgen uses the section of the return type. Correct the one that is wrong."},
	{ErrorCodeInvalid, Warning, "The code in a row of an error table is not a whole number. The error is kept without a code. Correct the cell."},
	{ErrorContradicted, Warning, "The page lists an error among those that the method returns, and again among those that it does not return. The error counts as returned. Remove the wrong row."},
	{ErrorFileInvalid, Error, "The error file is too large, or is not JSON in the shape of https://core.telegram.org/api/errors. Nothing is written. Correct the file."},
	{ErrorFileKey, Warning, "The error file has a key, a code or a name that docgen does not understand, or lists a method as user_only and as bot_only. docgen leaves the entry out; an error whose code is wrong is kept without a code. Or it has a key twice; docgen reads both. Correct or remove the entry."},
	{ErrorNameEmpty, Warning, "A row of an error table has no name. The row is left out. Add the name that the server sends, such as PEER_ID_INVALID."},
	{ErrorNameInvalid, Warning, "The name of an error is very long, or has characters that no server sends, such as letters of another alphabet that look like Latin ones. The row is left out. Correct the name."},
	{ErrorNameJunk, Warning, "A row of an error table has no code, and its name holds spaces, so that docgen takes it for a remark. The row is left out. Remove the row, or add the code of the error."},
	{ExampleMethod, Warning, "An example calls another method than the one that the page documents. Correct the example."},
	{ExampleParameterMissing, Warning, "An example leaves out a parameter that the page says is required. Add it to the example, or say in the parameter table that it is optional."},
	{ExampleParameterUnknown, Warning, "An example passes a parameter that the parameter table of the page does not have. Correct the name, or add a row to the table."},
	{FactsMissing, Warning, "The output folder has generated files but no api.txt. docgen compares the facts of the pages with those in api.txt, and can't notice a loss without it. docgen writes a new api.txt. Restore the old one, for example from git, and run docgen again."},
	{FenceUnclosed, Warning, "A block of code is never closed, so that the rest of the page counts as code. Close it with a line of its own: ``` or ~~~, whichever opened it."},
	{FileEdited, Error, "check: somebody edited a generated file. The next docgen generate undoes the edit. Move what you want to keep to a file of your own."},
	{FileForeign, Error, "check: docgen did not make this file, and would write a generated file under the same name. docgen generate does not overwrite it, and stops. Move the file away."},
	{FileMissing, Error, "check: the output folder lacks a file that docgen generates from the pages. Run docgen generate again."},
	{FileOrphaned, Error, "check: docgen no longer generates this file from the pages. Run docgen generate again, which removes it."},
	{FileStale, Error, "check: a generated file is out of date: its page, another page, the error file, docgen or gotd/td has changed since. Run docgen generate again."},
	{FileUnfinished, Error, "check: an interrupted run, or a merge with conflicts, left the output folder unfinished. Run docgen generate again."},
	{FlagRepeated, Warning, "The page says twice whether users, or bots, can call the method, with different answers. docgen treats the answer as unknown. Remove the wrong line."},
	{FlagUnread, Warning, "A heading speaks of users, bots or connections, in words that docgen does not know, or a sentence where pages say who can call the method does; or docgen does not know a heading below which nothing stands. It is kept as text. Write \"### Can bots use this method: **NO**\", or a sentence such as \"### Only users can use this method\"."},
	{FlagValueUnknown, Warning, "A line that says who can call the method has a value other than YES, NO and UNKNOWN. docgen treats the answer as unknown. Correct the value."},
	{FrontMatterInvalid, Warning, "The front matter is not valid YAML or TOML. Its keys are read line by line instead. Put quotes around values that hold a colon or start with a special character."},
	{FrontMatterTitle, Warning, "The title in the front matter names another method than the heading. docgen uses the heading. Correct the one that is wrong."},
	{HeadingMark, Warning, "A heading starts with a byte order mark, which is invisible. docgen reads the heading without it. Remove the character."},
	{HTMLUnread, Warning, "A part of a table in HTML can't be read: a table within a table, a cell that spans several columns, a script or a style, more rows or cells than docgen reads, or an end that is missing. That part is left out. Write a plain table, or one in Markdown."},
	{IgnoreInvalid, Error, "docgen can't read a line of the file given with --ignore. A line holds the code of a warning (for diff and review the rule of a change), a method (or - for none in particular), a subject where there is one, and a reason after #. Errors can't be left out. Nothing is written or compared. Correct the line."},
	{IgnoreUnused, Warning, "An entry of the file given with --ignore matches no warning, or for diff and review no change. Remove it, so that it can't hide a later one."},
	{LostBots, Error, "Compared with the api.txt in the output folder, many methods (or all that had one) lost the line that says whether bots can call them. Nothing is written. Find out why; if the loss is intended, run docgen generate once with --accept-loss lost-bots."},
	{LostBusiness, Error, "Compared with the api.txt in the output folder, many methods (or all that had one) lost the line that says whether bots can call them over a business connection. Nothing is written. Find out why; if the loss is intended, run docgen generate once with --accept-loss lost-business."},
	{LostDefinitions, Error, "Compared with the api.txt in the output folder, many methods (or all that had one) lost their definition in TL. Nothing is written. Find out why; if the loss is intended, run docgen generate once with --accept-loss lost-definitions."},
	{LostDescriptions, Error, "Compared with the api.txt in the output folder, many methods (or all that had any) lost their descriptions, or those of their parameters or errors, or have far fewer of them. Nothing is written. Find out why; if the loss is intended, run docgen generate once with --accept-loss lost-descriptions."},
	{LostErrors, Error, "Compared with the api.txt in the output folder, many methods (or all that had any) lost their documented errors, or their tables of errors are cut off. Nothing is written. Find out why; if the loss is intended, run docgen generate once with --accept-loss lost-errors."},
	{LostMethods, Error, "Compared with the api.txt in the output folder, more than a tenth of the methods no longer have a page. Nothing is written. Find out why; if the loss is intended, run docgen generate once with --accept-loss lost-methods."},
	{LostParameters, Error, "Compared with the api.txt in the output folder, many methods (or all that had any) lost their documented parameters, or their tables of parameters are cut off. Nothing is written. Find out why; if the loss is intended, run docgen generate once with --accept-loss lost-parameters."},
	{LostReturns, Error, "Compared with the api.txt in the output folder, many methods (or all that had one) lost their documented return type. Nothing is written. Find out why; if the loss is intended, run docgen generate once with --accept-loss lost-returns."},
	{LostUnauthenticated, Error, "Compared with the api.txt in the output folder, many methods (or all that had one) lost the line that says whether they work before login. Nothing is written. Find out why; if the loss is intended, run docgen generate once with --accept-loss lost-unauthenticated."},
	{LostUsers, Error, "Compared with the api.txt in the output folder, many methods (or all that had one) lost the line that says whether users can call them. Nothing is written. Find out why; if the loss is intended, run docgen generate once with --accept-loss lost-users."},
	{MethodHeadingMissing, Warning, "The page looks like the page of a method, but has no method heading. The page is left out. Start it with a heading such as \"# Method: messages.importChatInvite\"."},
	{MethodHeadingRepeated, Warning, "The page has more than one method heading. The page is left out. Give each method a page of its own."},
	{MethodNameInvalid, Warning, "The method heading does not hold the name of a method. The page is left out. Write the name in TL notation, such as \"messages.importChatInvite\"."},
	{MethodRepeated, Error, "Two pages document the same method, or would become the same Go method or the same file. Nothing is written. Remove or correct one of the pages."},
	{MethodUndocumented, Warning, "The page has a method heading, but none of the sections of a method: no parameters, return type, errors, examples or callers. docgen generates the method from gotd/td alone. Add the sections."},
	{MethodUnknown, Warning, "Your gotd/td has no such method. The page is left out. Correct the name, or use a gotd/td whose layer has the method."},
	{MethodUnreadable, Warning, "Your gotd/td has the method, but declares it in a way that docgen can't read. The page is left out. Use a released gotd/td, or report the problem with the version of gotd/td."},
	{MigrateLeft, Warning, "docgen migrate leaves a call or a comparison as it is, and says why. It goes on to work: a call of tg.Client goes through Raw where need be. Change it by hand if you like."},
	{NotUTF8, Error, "The page is not valid UTF-8. The page is refused. Save it as UTF-8."},
	{PageLimit, Error, "The page is larger, or nested deeper, than docgen reads: such a page could take it very long. The page is refused. Split the page, or remove the nesting."},
	{PageLost, Error, "docgen can no longer read a page whose code is in the output folder. Nothing is written, so that the code stays. Repair the page, or remove it if the method is gone."},
	{ParameterNameEmpty, Warning, "A row of the parameter table has no name. The row is left out. Add the name of the parameter."},
	{ParameterNameInvalid, Warning, "The name in a row of the parameter table is not in TL notation, which has letters, digits and underscores. The row is left out. Correct the name."},
	{ParameterRepeated, Warning, "The parameter table has two rows for one parameter. docgen uses the first one. Remove the other."},
	{ParameterType, Warning, "The page gives a parameter another type than your gotd/td does. docgen generates the type of gotd/td. Correct the page, or use a gotd/td of the page's layer."},
	{ParameterUndocumented, Warning, "gotd/td has a parameter that the page does not document. docgen generates the field, with a comment that says so. Add a row for the parameter."},
	{ParameterUnknown, Warning, "The page documents a parameter that your gotd/td does not have. The parameter is left out. Correct the name, or use a gotd/td of the page's layer."},
	{RequiredUnknown, Warning, "A cell that says whether a parameter is required has a value that docgen does not know. docgen treats the parameter as optional. Write Yes or Optional."},
	{ResultMissing, Warning, "The page has no return type. docgen generates the return type of gotd/td. Add a heading such as \"### Return type: [Updates](../types/Updates.md)\"."},
	{ResultRepeated, Warning, "The page has two different return types. docgen uses the first one. Remove the wrong one."},
	{ResultType, Warning, "The documented return type is not what the method returns in your gotd/td. docgen generates the type of gotd/td, with a comment that names the documented one. Correct the page, or use a gotd/td of the page's layer."},
	{RowLong, Warning, "A table row has more cells than its heading row. The extra cells are left out, unless one of them is a description that the table has no column for. Escape a pipe that belongs to the text as \\|."},
	{RowShort, Warning, "A table row has fewer cells than its heading row. The missing cells count as empty. Add the cells."},
	{RunDiffers, Error, "check: the first line of api.txt records another run than the flags ask for. Somebody generated the package with other flags, or changed the line. Run docgen generate with the flags that check has."},
	{SectionUnread, Warning, "A section of parameters or errors has text, headings, HTML or preformatted text where docgen expects a table, or an item of a list that docgen can't read as a row. docgen keeps it as a note, and reads no row from it. Write a table."},
	{SourceContradicted, Warning, "Two sources disagree on who can call the method. docgen uses the source that you named first. Find out which of them is right; if the first one is wrong, write a page with the heading of the method and the right answer, in a source of your own before the others."},
	{SourceRedundant, Warning, "A page without a summary says nothing about its method that the sources after it don't say too. It corrected them once, and they are right now. Remove the page. Or a page says that the method does not return an error, and no source after it says that it does. Correct the name of the error, or remove the row."},
	{TableGap, Warning, "An empty line stands within a table of parameters or errors. It ends the table: what follows is text, and no row is read from it. Remove the empty line."},
	{TableMalformed, Warning, "The heading row of a table and the delimiter row below it have different numbers of cells, so that Markdown may see no table there. Rows that are no table in Markdown are left out. Give both rows the same number of cells."},
	{TableMisplaced, Warning, "A table stands in a section where docgen reads none, or has the columns of parameters or errors below a heading that docgen does not know. Its rows are not read. Move the table below the heading it belongs to, or correct the heading, such as \"### Parameters:\" or \"### Errors\"."},
	{TableText, Warning, "A line without a pipe stands directly below a table, so that Markdown takes it for a row. docgen reads it as text, or as the heading line that it looks like. Add an empty line above it."},
	{TypeInvalid, Warning, "A type is missing, or is not in TL notation. docgen generates the type of gotd/td. Link the type, as in [string](../types/string.md)."},
	{TypeUnknown, Warning, "A documented type is neither a bare TL type, such as int, nor a type of your gotd/td. docgen generates the type of gotd/td. Correct the name of the type."},
	{UsedUndocumented, Warning, "The Go code that --used names uses a method that has no page, so that docgen can't generate it. Add a page of the method to the documentation, or call the method through Raw()."},
	{VetBotCall, Warning, "The code of a bot calls a method that its page denies to bots, so that Telegram answers with an error. docgen vet --bot reports it. Call another method, or correct the page."},
	{VetErrorName, Warning, "The code compares the type of an error with a name that no type can be: gotd/td takes numbers out of it, so that FLOOD_WAIT_3 has the type FLOOD_WAIT. Compare with the name without numbers, or use Match of the generated constant."},
	{VetErrorText, Warning, "The code searches the text of an error for a form that gotd/td does not print: FLOOD_WAIT_3 is printed as \"rpc error code 420: FLOOD_WAIT (3)\". Use tgerr.Is, or Match of the generated constant."},
	{VetErrorsIs, Warning, "errors.Is compares an error constant with an error that did not come from the generated package, which is always false without the middleware WrapErrors. Use Match, which holds for every error of gotd/td."},
	{VetRandomID, Warning, "A call of tg.Client has no random ID, or a call of the generated package leaves it to be drawn in a loop that tries again. Telegram takes two messages with one random ID for one message. Draw the ID once for each message: call DrawRandomID before the loop."},
}
