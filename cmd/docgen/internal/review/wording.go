package review

import (
	"cmp"
	"fmt"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// reworded compares two descriptions of one thing, a "parameter" or an "error".
func (c *comparison) reworded(kind, name, method, subject, was, is string, old, new diag.Pos) {
	switch {
	case was == is:
	case was == "":
		c.add(Rule(kind+"-described"), method, subject, old, new, "the %s %s has a description now", kind, name)
	case is == "":
		c.add(Rule(kind+"-undescribed"), method, subject, old, new, "the %s %s has no description any more", kind, name)
	default:
		c.add(Rule(kind+"-reworded"), method, subject, old, new, "the description of the %s %s changed", kind, name)
	}
}

// wording compares what the pages say in prose, beside the tables.
func (c *comparison) wording(old, new *page.Page) {
	c.summary(old, new)
	c.listed("note", notesOf(old), notesOf(new), old, new)
	c.listed("example", examplesOf(old), examplesOf(new), old, new)
}

// summary compares what the methods are said to do. A page without a summary has
// the description of its front matter.
func (c *comparison) summary(old, new *page.Page) {
	was, oldPos := summaryOf(old)
	is, newPos := summaryOf(new)
	switch name := old.Method.Text; {
	case was == is:
	case was == "":
		c.add("summary-added", name, "", oldPos, newPos, "it has a description now")
	case is == "":
		c.add("summary-removed", name, "", oldPos, newPos, "it has no description any more")
	default:
		c.add("summary-changed", name, "", oldPos, newPos, "the description of the method changed")
	}
}

func summaryOf(p *page.Page) (string, diag.Pos) {
	if len(p.Summary) > 0 {
		return p.Summary.Plain(), placeOf(p.Summary[0].Pos, p)
	}
	return p.Description.Text, placeOf(p.Description.Pos, p)
}

// piece is a note or an example: those with one name are told apart by number.
type piece struct {
	name, what, text string
	number           int
	pos              diag.Pos
}

func notesOf(p *page.Page) []piece {
	var all []piece
	for _, n := range p.Notes {
		all = append(all, piece{name: n.Title, what: fmt.Sprintf("note %q", n.Title), text: n.Text.Plain(), pos: n.Pos})
	}
	return all
}

func examplesOf(p *page.Page) []piece {
	var all []piece
	for _, e := range p.Examples {
		all = append(all, piece{name: e.Language, what: "example in " + cmp.Or(e.Language, "no language"), text: e.Text, pos: e.Pos})
	}
	return all
}

// key tells pieces apart: the second of a name is another than the first.
type key struct {
	name   string
	number int
}

func (c *comparison) listed(kind string, before, after []piece, old, new *page.Page) {
	was, is := numbered(before), numbered(after)
	method := old.Method.Text
	for _, p := range before {
		now, ok := is[key{p.name, p.number}]
		switch {
		case !ok:
			c.add(Rule(kind+"-removed"), method, p.name, p.pos, new.Method.Pos, "the %s is gone", p.what)
		case now.text != p.text:
			c.add(Rule(kind+"-changed"), method, p.name, p.pos, now.pos, "the %s changed", p.what)
		}
	}
	for _, p := range after {
		if _, ok := was[key{p.name, p.number}]; !ok {
			c.add(Rule(kind+"-added"), method, p.name, old.Method.Pos, p.pos, "the %s is new", p.what)
		}
	}
}

// numbered counts the pieces of each name.
func numbered(pieces []piece) map[key]piece {
	counts, all := map[string]int{}, make(map[key]piece, len(pieces))
	for i, p := range pieces {
		counts[p.name]++
		pieces[i].number = counts[p.name]
		all[key{p.name, counts[p.name]}] = p
	}
	return all
}
