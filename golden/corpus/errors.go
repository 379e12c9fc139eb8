package corpus

import (
	"fmt"
	"slices"
	"strings"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/diag"
)

// errors writes the table of errors, which two methods in three have. A table without
// codes leaves out names with spaces, since docgen takes them for junk without a code.
func (m *maker) errors() {
	table := &m.layout.errors
	if table.heading == "" || m.oneIn(3, 0) {
		return
	}
	m.printf("%s%s", table.heading, table.head)
	for _, e := range errorsOf(m.method) {
		if !table.codes {
			e.Code = 0
			if strings.Contains(e.Name, " ") {
				continue
			}
		}
		m.facts.Errors = append(m.facts.Errors, e.in(m.line()))
		m.printf(table.row, e.Code, e.Name, e.Description)
	}
	if m.oneIn(m.layout.quirks.junk, 5) {
		m.warn(diag.ErrorNameJunk, m.line())
		m.printf(table.row, 0, "nobody SENDS a thing like this .", "It came from a test")
	}
	m.printf("\n\n")
}

// in returns the error as a page states it in a line: its description has no markup.
func (e Error) in(line int) Error {
	e.Line, e.Description = line, strings.ReplaceAll(e.Description, "`", "")
	return e
}

// errorsOf returns the errors of a method. Some are named for its parameters, others are
// traps, and a few methods have one name with two codes.
func errorsOf(method *bind.Method) []Error {
	sum := sumOf(method)
	var errors []Error
	add := func(e Error) {
		known := func(other Error) bool { return other.Name == e.Name && other.Code == e.Code }
		if !slices.ContainsFunc(errors, known) {
			errors = append(errors, e)
		}
	}
	for i, p := range method.Params {
		if (sum+i)%3 == 0 {
			name := strings.ToUpper(p.Name) + "_INVALID"
			add(Error{Code: 400, Name: name, Pattern: name, Description: fmt.Sprintf("The server knows no such %s", strings.ReplaceAll(p.Name, "_", " "))})
		}
	}
	for i := range 1 + sum%3 {
		add(traps[(sum/3+5*i)%len(traps)])
	}
	if sum%5 == 0 {
		add(Error{Code: 400, Name: "CHAT_ADMIN_REQUIRED", Pattern: "CHAT_ADMIN_REQUIRED", Description: "Only an administrator can do this"})
		add(Error{Code: 403, Name: "CHAT_ADMIN_REQUIRED", Pattern: "CHAT_ADMIN_REQUIRED", Description: "Only an administrator can do this"})
	}
	return errors
}

// traps are errors that are easily misread: names with an argument, with digits that are
// no argument, in small letters or with spaces, and one without a description. The
// descriptions are Markdown, of which they use only code spans.
var traps = []Error{
	{Code: -503, Name: "Timeout", Pattern: "Timeout", Description: "The server took too long"},
	{Code: 420, Name: "SLOWMODE_WAIT_X", Pattern: "SLOWMODE_WAIT_%d", Description: "Wait as many seconds before the next message"},
	{Code: 400, Name: "MD5_CHECKSUM_INVALID", Pattern: "MD5_CHECKSUM_INVALID", Description: "The sum is that of another file"},
	{Code: 420, Name: "2FA_CONFIRM_WAIT_X", Pattern: "2FA_CONFIRM_WAIT_%d", Description: "The password protects the account for as many seconds"},
	{Code: -3002, Name: "The queue is full. Calls = X", Pattern: "The queue is full. Calls = X", Description: "Come back later"},
	{Code: 400, Name: "FILE_PART_X_MISSING", Pattern: "FILE_PART_%d_MISSING", Description: "This part of the file did not come"},
	{Code: 400, Name: "FILE_PART_0_MISSING", Pattern: "FILE_PART_0_MISSING", Description: "The first part of the file did not come"},
	{Code: 406, Name: "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_XMIN", Pattern: "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN", Description: "Wait as many minutes"},
	{Code: 400, Name: "EMAIL_UNCONFIRMED_X", Pattern: "EMAIL_UNCONFIRMED_%d", Description: "A code of so many digits was sent"},
	{Code: 400, Name: "EMAIL_UNCONFIRMED", Pattern: "EMAIL_UNCONFIRMED", Description: "No code was sent"},
	{Code: 400, Name: "INPUT_METHOD_INVALID_1192227_X", Pattern: "INPUT_METHOD_INVALID_1192227_%d", Description: "There is no such method"},
	{Code: 420, Name: "P0NY_FLOODWAIT", Pattern: "P0NY_FLOODWAIT"},
	{Code: 401, Name: "SESSION_PASSWORD_NEEDED", Pattern: "SESSION_PASSWORD_NEEDED", Description: "Log in with a password, which is `2FA`"},
	{Code: 500, Name: "INTERDC_X_CALL_ERROR", Pattern: "INTERDC_%d_CALL_ERROR", Description: "Another datacenter did not answer"},
	{Code: 303, Name: "FILE_MIGRATE_X", Pattern: "FILE_MIGRATE_%d", Description: "It is in another datacenter"},
}
