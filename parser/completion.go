package parser

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// Complete adds facts of the error file to a page that lacks them: all errors if
// the page lists none, else the codes and descriptions of those it lists; and who
// can call the method. If the page and the file say different things, Complete
// keeps what the page says and returns a diagnostic.
func (f *ErrorFile) Complete(p *page.Page) []diag.Diagnostic {
	c := &completion{file: f, page: p}
	facts := f.methods[p.Method.Text]
	if facts == nil {
		facts = &methodFacts{}
	}
	c.flag(&p.Users, facts.users, "users")
	c.flag(&p.Bots, facts.bots, "bots")
	c.flag(&p.Business, facts.business, "bots over a business connection")
	if len(p.Errors) == 0 {
		p.Errors = slices.Clone(facts.errors)
	} else {
		c.errors(facts.errors)
	}
	diag.Sort(c.diags)
	return c.diags
}

// completion compares one page with the error file.
type completion struct {
	file  *ErrorFile
	page  *page.Page
	diags []diag.Diagnostic
}

func (c *completion) warn(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	c.diags = append(c.diags, diag.New(pos, code, hint, format, args...))
}

func (c *completion) flag(onPage *page.Flag, inFile page.Flag, who string) {
	switch {
	case inFile.Value == page.Unknown || inFile.Value == onPage.Value:
	case onPage.Value == page.Unknown && onPage.Pos.Line == 0:
		*onPage = inFile
	default:
		c.warn(onPage.Pos, diag.ErrorFileAvailability, "find out which of them is right",
			"whether %s can call the method: the page says %s, %s says %s", who, onPage.Value, inFile.Pos, inFile.Value)
	}
}

// errors completes the errors that the page lists, and compares them with those of
// the file.
func (c *completion) errors(inFile []page.Error) {
	var otherWords []string
	for i := range c.page.Errors {
		e := &c.page.Errors[i]
		c.code(e, inFile)
		e.Common = c.file.common[e.Pattern]
		description := c.file.descriptions[e.Pattern]
		switch {
		case len(description) == 0:
		case len(e.Description) == 0:
			e.Description = description
		case !sameWords(e.Description, description):
			otherWords = append(otherWords, e.Name)
		}
	}
	c.compareLists(inFile)
	if len(otherWords) > 0 {
		c.warn(c.page.Errors[0].Pos, diag.ErrorFileDescription, "keep the better description on the page",
			"the error file describes errors in other words: %s", firstNames(otherWords))
	}
}

// compareLists warns of errors that only the page has, or only the file. If the
// file lists no error of the method, it says nothing about the method's errors, and
// there is nothing to compare.
func (c *completion) compareLists(inFile []page.Error) {
	if len(inFile) == 0 {
		return
	}
	has := func(list []page.Error, pattern string) bool {
		return slices.ContainsFunc(list, func(e page.Error) bool { return e.Pattern == pattern })
	}
	general := c.file.general
	onPage := c.page.Errors
	var differences []string
	if names := without(inFile, func(e page.Error) bool { return has(onPage, e.Pattern) }); len(names) > 0 {
		differences = append(differences, "has errors that the page lacks: "+firstNames(names))
	}
	if names := without(onPage, func(e page.Error) bool { return has(inFile, e.Pattern) || has(general, e.Pattern) }); len(names) > 0 {
		differences = append(differences, "lacks errors that the page has: "+firstNames(names))
	}
	if len(differences) > 0 {
		c.warn(onPage[0].Pos, diag.ErrorFileErrors, "find out which of them the method returns",
			"%s %s", inFile[0].Pos.File, strings.Join(differences, "; "))
	}
}

// without returns the names of the errors in a list, sorted, except those for
// which skip is true.
func without(list []page.Error, skip func(page.Error) bool) []string {
	var names []string
	for _, e := range list {
		if !skip(e) {
			names = append(names, e.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// code compares the code of an error on the page with its codes in the file, which
// can list the error with several. A page without a code gets that of the file, if
// there is only one.
func (c *completion) code(e *page.Error, inFile []page.Error) {
	var codes []string
	var first page.Error
	for _, other := range inFile {
		if other.Pattern != e.Pattern {
			continue
		}
		if other.Code == e.Code {
			return
		}
		if len(codes) == 0 {
			first = other
		}
		codes = append(codes, strconv.Itoa(other.Code))
	}
	switch {
	case len(codes) == 0:
	case e.Code == 0 && len(codes) == 1:
		e.Code, e.CodePos = first.Code, first.Pos
	case e.Code != 0:
		c.warn(e.Pos, diag.ErrorFileCode, "find out which of them is right",
			"the page says that %s has the code %d, %s says %s", e.Name, e.Code, first.Pos, strings.Join(codes, ", "))
	}
}

// sameWords reports whether two texts are the same apart from case, white space and
// full stops at the end.
func sameWords(a, b page.Text) bool {
	normal := func(t page.Text) string { return strings.TrimRight(collapseSpace(t.Plain()), ". ") }
	return strings.EqualFold(normal(a), normal(b))
}

// firstNames lists the first names for a message, and says how many more there are.
func firstNames(names []string) string {
	const most = 5
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
