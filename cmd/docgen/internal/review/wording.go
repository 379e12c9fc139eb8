package review

import (
	"cmp"
	"fmt"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// reworded compares two descriptions of a parameter or an error; kind is
// "parameter" or "error".
func (c *comparer) reworded(kind, name, method, subject, was, is string, old, new diag.Pos) {
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

// wording compares the summaries, notes and examples of two pages.
func (c *comparer) wording(old, new *page.Page) {
	c.summary(old, new)
	c.pieces("note", notesOf(old), notesOf(new), old, new)
	c.pieces("example", examplesOf(old), examplesOf(new), old, new)
}

// summary compares the descriptions of the method. If a page has no summary, the
// description in its front matter stands in.
func (c *comparer) summary(old, new *page.Page) {
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
		return p.Summary.Plain(), posOrHeading(p.Summary[0].Pos, p)
	}
	if len(p.Description) > 0 {
		return p.Description.Plain(), posOrHeading(p.Description[0].Pos, p)
	}
	return "", p.Method.Pos
}

// A piece is a note or an example. Its name is the title of the note, or the
// language of the example; number tells apart the pieces of one name.
type piece struct {
	name   string
	label  string // as a sentence names the piece: "example in php"
	text   string
	number int
	pos    diag.Pos
}

func notesOf(p *page.Page) []piece {
	var all []piece
	for _, n := range p.Notes {
		all = append(all, piece{name: n.Title, label: fmt.Sprintf("note %q", n.Title), text: n.Text.Plain(), pos: n.Pos})
	}
	return all
}

func examplesOf(p *page.Page) []piece {
	var all []piece
	for _, e := range p.Examples {
		all = append(all, piece{name: e.Language, label: "example in " + cmp.Or(e.Language, "an unknown language"), text: e.Text, pos: e.Pos})
	}
	return all
}

// A key identifies a piece on both pages: the second example in php on the old page
// is compared with the second example in php on the new one.
type key struct {
	name   string
	number int
}

// pieces compares the notes, or the examples, of two pages; kind is "note" or
// "example".
func (c *comparer) pieces(kind string, before, after []piece, old, new *page.Page) {
	was, is := numbered(before), numbered(after)
	method := old.Method.Text
	for _, p := range before {
		now, ok := is[key{p.name, p.number}]
		switch {
		case !ok:
			c.add(Rule(kind+"-removed"), method, p.name, p.pos, new.Method.Pos, "the %s is gone", p.label)
		case now.text != p.text:
			c.add(Rule(kind+"-changed"), method, p.name, p.pos, now.pos, "the %s changed", p.label)
		}
	}
	for _, p := range after {
		if _, ok := was[key{p.name, p.number}]; !ok {
			c.add(Rule(kind+"-added"), method, p.name, old.Method.Pos, p.pos, "the %s is new", p.label)
		}
	}
}

// numbered numbers the pieces of each name from 1, in the order of the page, and
// returns all pieces by name and number.
func numbered(pieces []piece) map[key]piece {
	counts, all := map[string]int{}, make(map[key]piece, len(pieces))
	for i, p := range pieces {
		counts[p.name]++
		pieces[i].number = counts[p.name]
		all[key{p.name, counts[p.name]}] = p
	}
	return all
}
