package review

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// page compares the two pages of one method.
func (c *comparer) page(was, is *Method) {
	old, new := was.Page, is.Page
	if old.Hash != "" && old.Hash == new.Hash && !c.old.ErrorFile && !c.new.ErrorFile { // the hashes are of the pages alone
		return
	}
	before := len(c.changesOf(old))
	c.flag("users", "users can", "users can't", old, new, old.Users, new.Users)
	c.flag("bots", "bots can", "bots can't", old, new, old.Bots, new.Bots)
	c.business(old, new)
	c.params(old, new)
	c.unauthenticated(old, new)
	c.definition(old, new)
	c.result(old, new)
	c.errors(old, new)
	if c.brief() {
		return
	}
	c.wording(old, new)
	if len(c.changesOf(old)) == before && old.Hash != new.Hash {
		c.add("page-changed", old.Method.Text, "", old.Method.Pos, new.Method.Pos, "the page changed, but nothing that docgen compares")
	}
}

// brief reports whether one side comes from an api.txt: then descriptions, and which
// parameters are required, can't be compared.
func (c *comparer) brief() bool { return c.old.Brief || c.new.Brief }

func (c *comparer) changesOf(p *page.Page) []Change {
	if group := c.groups[p.Method.Text]; group != nil {
		return group.Changes
	}
	return nil
}

// flag compares the flag for users, or the one for bots. A change to No is breaking
// even if the old page did not say: somebody may have called the method before.
func (c *comparer) flag(kind, can, cannot string, old, new *page.Page, was, is page.Flag) {
	if was.Value == is.Value {
		return
	}
	add := func(suffix Rule, format string, args ...any) {
		c.add(Rule(kind)+suffix, old.Method.Text, "", posOrHeading(was.Pos, old), posOrHeading(is.Pos, new), format, args...)
	}
	switch {
	case is.Value == page.No && was.Value == page.Unknown:
		add("-denied", "it is documented now that %s call it", cannot)
	case is.Value == page.No:
		add("-denied", "%s call it any more", cannot)
	case is.Value == page.Unknown:
		add("-undocumented", "it is no longer documented whether %s call it (was %s)", can, was.Value)
	case was.Value == page.No:
		add("-allowed", "%s call it now", can)
	default:
		add("-documented", "it is documented now that %s call it", can)
	}
}

// business compares the flag for business connections. A page that does not say
// means No: docgen generates the method of Business only for a Yes. So a change from
// Unknown to No is harmless.
func (c *comparer) business(old, new *page.Page) {
	was, is := old.Business, new.Business
	if was.Value == is.Value {
		return
	}
	add := func(rule Rule, format string, args ...any) {
		c.add(rule, old.Method.Text, "", posOrHeading(was.Pos, old), posOrHeading(is.Pos, new), format, args...)
	}
	const over = "call it over a business connection"
	switch {
	case is.Value == page.Unknown:
		add("business-undocumented", "it is no longer documented whether bots can %s (was %s)", over, was.Value)
	case is.Value == page.Yes:
		add("business-allowed", "bots can %s now", over)
	case was.Value == page.Yes:
		add("business-denied", "bots can't %s any more", over)
	default:
		add("business-documented", "it is documented now that bots can't %s", over)
	}
}

// unauthenticated compares the flag for connections that are not logged in. Few pages
// state a No, so a change from Unknown to No is harmless.
func (c *comparer) unauthenticated(old, new *page.Page) {
	was, is := old.Unauthenticated, new.Unauthenticated
	if was.Value == is.Value {
		return
	}
	add := func(rule Rule, format string, args ...any) {
		c.add(rule, old.Method.Text, "", posOrHeading(was.Pos, old), posOrHeading(is.Pos, new), format, args...)
	}
	switch {
	case is.Value == page.Unknown:
		add("unauthenticated-undocumented", "it is no longer documented whether it works before login (was %s)", was.Value)
	case is.Value == page.Yes:
		add("unauthenticated-allowed", "it works before login now")
	case was.Value == page.Yes:
		add("unauthenticated-denied", "it does not work before login any more")
	default:
		add("unauthenticated-documented", "it is documented now that it does not work before login")
	}
}

// definition compares the definitions in TL. What they say of parameters and the result is
// compared with the tables too, so a change of it alone breaks nothing.
func (c *comparer) definition(old, new *page.Page) {
	was, is := old.Definition, new.Definition
	if was.Text == is.Text {
		return
	}
	name, oldPos, newPos := old.Method.Text, posOrHeading(was.Pos, old), posOrHeading(is.Pos, new)
	switch {
	case is.Text == "":
		c.add("definition-undocumented", name, "", oldPos, newPos, "its definition in TL is gone")
	case was.Text == "":
		c.add("definition-documented", name, "", oldPos, newPos, "its definition in TL is new")
	default:
		c.add("definition-changed", name, "", oldPos, newPos, "its definition in TL changed")
	}
}

// posOrHeading returns pos or, if it is not known, the position of the page's
// heading.
func posOrHeading(pos diag.Pos, p *page.Page) diag.Pos {
	if pos.File == "" {
		return p.Method.Pos
	}
	return pos
}

func (c *comparer) result(old, new *page.Page) {
	was, is := old.Returns, new.Returns
	if was.Text == is.Text {
		return
	}
	name, oldPos, newPos := old.Method.Text, posOrHeading(was.Pos, old), posOrHeading(is.Pos, new)
	switch {
	case is.Text == "":
		c.add("result-undocumented", name, "", oldPos, newPos, "it no longer documents what it returns (was %s)", was.Text)
	case was.Text == "":
		c.add("result-documented", name, "", oldPos, newPos, "it is documented to return %s", is.Text)
	default:
		c.add("result-type", name, "", oldPos, newPos, "it returns %s, was %s", is.Text, was.Text)
	}
}

// params compares the parameter tables. If two rows are about one parameter, the
// first one counts.
func (c *comparer) params(old, new *page.Page) {
	method := old.Method.Text
	switch {
	case len(new.Params) > 0 && bare(old):
		c.add("parameters-documented", method, "", old.Method.Pos, new.Params[0].Pos, "it documents its parameters now: %s", namesOf(new.Params))
		return
	case len(old.Params) > 0 && bare(new):
		c.add("parameters-undocumented", method, "", old.Params[0].Pos, new.Method.Pos, "it no longer documents its parameters (%s)", namesOf(old.Params))
		return
	}
	before, after := paramsByName(old), paramsByName(new)
	gone, added := missing(before, after), missing(after, before)
	renamed := facts.Renames(gone, added, c.options.Nearest)
	for _, name := range gone {
		was := before[name]
		if to := renamed[name]; to != "" {
			c.add("parameter-renamed", method, name, was.Pos, after[to].Pos, "the parameter %s is gone, likely renamed to %s", name, to)
			added = slices.DeleteFunc(added, func(name string) bool { return name == to })
			c.param(method, name, to, was, after[to])
			continue
		}
		c.add("parameter-removed", method, name, was.Pos, new.Method.Pos, "the parameter %s%s is gone", name, typeOf(was))
	}
	for _, name := range added {
		is := after[name]
		if is.Required && !c.new.Brief {
			c.add("parameter-added-required", method, name, old.Method.Pos, is.Pos, "the required parameter %s%s is new", name, typeOf(is))
			continue
		}
		c.add("parameter-added", method, name, old.Method.Pos, is.Pos, "the parameter %s%s is new", name, typeOf(is))
	}
	for _, is := range new.Params {
		if was := before[is.Name]; was != nil && after[is.Name].Pos == is.Pos {
			c.param(method, is.Name, is.Name, was, after[is.Name])
		}
	}
}

// bare reports whether a page has neither parameters nor a return type. Such a page
// does not say that the method has no parameters: it leaves them undocumented.
func bare(p *page.Page) bool { return len(p.Params) == 0 && p.Returns.Text == "" }

func namesOf(params []page.Param) string {
	names := make([]string, len(params))
	for i, p := range params {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
}

func typeOf(p *page.Param) string {
	if p.Type == "" {
		return ""
	}
	return " (" + p.Type + ")"
}

func paramsByName(p *page.Page) map[string]*page.Param {
	params := make(map[string]*page.Param, len(p.Params))
	for i := range p.Params {
		if name := p.Params[i].Name; params[name] == nil {
			params[name] = &p.Params[i]
		}
	}
	return params
}

// param compares two rows about one parameter. The subject is the name that the
// parameter had before, which differs from name if the parameter was renamed.
func (c *comparer) param(method, subject, name string, was, is *page.Param) {
	if was.Type != is.Type && was.Type != "" && is.Type != "" {
		c.add("parameter-type", method, subject, cmp.Or(was.TypePos, was.Pos), cmp.Or(is.TypePos, is.Pos), "the parameter %s is %s, was %s", name, is.Type, was.Type)
	}
	if c.brief() {
		return
	}
	switch {
	case is.Required && !was.Required:
		c.add("parameter-required", method, subject, cellPos(was.RequiredPos, was.Pos), cellPos(is.RequiredPos, is.Pos), "the parameter %s is required, was optional", name)
	case was.Required && !is.Required:
		c.add("parameter-optional", method, subject, cellPos(was.RequiredPos, was.Pos), cellPos(is.RequiredPos, is.Pos), "the parameter %s is optional, was required", name)
	}
	before, after := was.Accepts+was.Description.Plain(), is.Accepts+is.Description.Plain()
	c.reworded("parameter", name, method, subject, before, after,
		cellPos(page.PosOf(was.Description), was.Pos), cellPos(page.PosOf(is.Description), is.Pos))
}

// cellPos returns the position of a cell if another source has it than the row, else that
// of the row.
func cellPos(cell, row diag.Pos) diag.Pos {
	if cell.File == "" || cell.File == row.File {
		return row
	}
	return cell
}

// A documentedError is an error of a page, with the codes of all its rows.
type documentedError struct {
	codes       []int
	description string
	pos         diag.Pos
	// codePos and wordsPos are the positions of the first code and of the description.
	codePos, wordsPos diag.Pos
}

func errorsByPattern(p *page.Page) map[string]*documentedError {
	errors := map[string]*documentedError{}
	for _, e := range p.Errors {
		known := errors[e.Pattern]
		if known == nil {
			known = &documentedError{pos: e.Pos, codePos: cellPos(e.CodePos, e.Pos), wordsPos: cellPos(page.PosOf(e.Description), e.Pos)}
			errors[e.Pattern] = known
		}
		if e.Code != 0 && !slices.Contains(known.codes, e.Code) {
			known.codes = append(known.codes, e.Code)
			slices.Sort(known.codes)
		}
		known.description = cmp.Or(known.description, e.Description.Plain())
	}
	return errors
}

func (c *comparer) errors(old, new *page.Page) {
	method := old.Method.Text
	before, after := errorsByPattern(old), errorsByPattern(new)
	for _, pattern := range missing(before, after) {
		e := before[pattern]
		c.add("error-removed", method, pattern, e.pos, new.Method.Pos, "it no longer documents %s%s", pattern, inBrackets(e.codes))
	}
	for _, pattern := range missing(after, before) {
		e := after[pattern]
		c.add("error-added", method, pattern, old.Method.Pos, e.pos, "it can return %s%s now", pattern, inBrackets(e.codes))
	}
	for _, pattern := range slices.Sorted(maps.Keys(before)) {
		was, is := before[pattern], after[pattern]
		if is == nil {
			continue
		}
		if !slices.Equal(was.codes, is.codes) {
			c.add("error-code", method, pattern, was.codePos, is.codePos, "the error %s has %s, was %s", pattern, codes(is.codes), orNone(was.codes))
		}
		if !c.brief() {
			c.reworded("error", pattern, method, pattern, was.description, is.description, was.wordsPos, is.wordsPos)
		}
	}
}

func inBrackets(codes []int) string {
	if len(codes) == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s)", orNone(codes))
}

func codes(codes []int) string {
	switch len(codes) {
	case 0:
		return "no code"
	case 1:
		return "the code " + orNone(codes)
	}
	return "the codes " + orNone(codes)
}

func orNone(codes []int) string {
	words := make([]string, len(codes))
	for i, code := range codes {
		words[i] = strconv.Itoa(code)
	}
	return cmp.Or(strings.Join(words, ", "), "none")
}
