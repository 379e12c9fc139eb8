package parser

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// error reads a row of the error table.
func (r *reader) error(row row) {
	e := page.Error{
		Name: strings.TrimSpace(r.cellPlain(row.cells[columnName])),
		Pos:  r.cellPosOr(row.cells[columnName], row.pos),
	}
	if cell := row.cells[columnCode]; cell != nil {
		e.Code = r.errorCode(cell, row.pos)
	}
	e.Description = r.cellText(row.cells[columnDescription])
	if e.Name == "" {
		e.Pos = row.pos
	}
	if m := codeInName.FindStringSubmatch(e.Name); m != nil && row.cells[columnCode] == nil {
		code, _ := strconv.ParseInt(minusSigns.Replace(m[1]+m[4]), 10, 32)
		e.Code, e.Name = int(code), m[2]+m[3]
	}
	r.addError(e)
}

// addError adds an error to the page, if its name is one that a server sends.
func (r *reader) addError(e page.Error) {
	switch {
	case e.Name == "":
		r.warn(e.Pos, diag.ErrorNameEmpty, "add the name that the server sends", "the error has no name; the row is left out")
		return
	case e.Code == 0 && strings.ContainsAny(e.Name, " \t\n"):
		r.warn(e.Pos, diag.ErrorNameJunk, "remove the row, or add the error's code",
			"%q is not an error that a server sends; the row is left out", e.Name)
		return
	}
	if name, ok := strings.CutSuffix(e.Name, ","); ok {
		r.warn(e.Pos, diag.ErrorNameInvalid, "remove the comma", "%s ends with a comma, which docgen leaves out", quoted(e.Name))
		e.Name = strings.TrimSpace(name)
	}
	if name, remark, ok := strings.Cut(e.Name, " "); ok && fullName.MatchString(name) {
		r.warn(e.Pos, diag.ErrorNameInvalid, "write what is no part of the name into the description", "%s is followed by %s, which docgen leaves out", quoted(name), quoted(remark))
		e.Name = name
	}
	e.Pattern = Pattern(e.Name)
	if !isName(errorName, e.Name) || isDeadLiteral(e.Pattern) {
		r.checkHidden(e.Pos, e.Name)
		r.warn(e.Pos, diag.ErrorNameInvalid, "write the name that the server sends, such as PEER_ID_INVALID, in a row of its own",
			"%s is not the name of an error; the row is left out", quoted(e.Name))
		return
	}
	if r.notReturned {
		r.page.NotReturned = append(r.page.NotReturned, e)
		return
	}
	r.page.Errors = append(r.page.Errors, e)
}

// codeInName matches a name with its code before or after it, as in "400 PEER_ID_INVALID".
var codeInName = regexp.MustCompile(`^(?:([-−‑–]?\d{3}) (\S+)|(\S+) \(([-−‑–]?\d{3})\))$`)

// fullName matches a name of several parts. Servers send no other text after such a name.
var fullName = regexp.MustCompile(`^[A-Z][A-Z0-9]*(?:_[A-Z0-9%]+d?)+$`)

// errorCodeCell matches the code in a cell, which may have the name of its class after it,
// as in "400 BAD_REQUEST".
var errorCodeCell = regexp.MustCompile(`^([-−‑–]?\d+)(?:[ :]+\(?[A-Za-z_ ]+\)?)?$`)

// minusSigns replaces the signs that look like a minus.
var minusSigns = strings.NewReplacer("−", "-", "‑", "-", "–", "-")

// errorCode returns the code in a cell, or 0 for an empty or wrong one.
func (r *reader) errorCode(cell ast.Node, row diag.Pos) int {
	text := collapseSpace(r.plain(cell))
	if text == "" {
		return 0
	}
	number := text
	if m := errorCodeCell.FindStringSubmatch(text); m != nil {
		number = minusSigns.Replace(m[1])
	}
	code, err := strconv.ParseInt(number, 10, 32)
	if err != nil { // if the code is out of range, ParseInt returns the largest number, which is wrong
		r.warn(r.cellPosOr(cell, row), diag.ErrorCodeInvalid, "write the code as a number, such as 400",
			"the code %q is not a whole number", text)
		return 0
	}
	return int(code)
}
