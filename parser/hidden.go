package parser

import (
	"slices"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// refuseHidden reports whether a text of the page holds a hidden character, with
// a diagnostic for each text that does. Hidden characters in the source are
// refused before, but an entity such as &#x202e; or an escape in YAML becomes one
// only when it is resolved.
func (r *reader) refuseHidden() bool {
	p := r.page
	for _, f := range []page.Fact{p.Title, p.Method, p.Returns, p.Definition} {
		r.checkHidden(f.Pos, f.Text)
	}
	r.checkHiddenText(p.Description)
	r.checkHiddenText(p.Summary)
	for _, x := range p.Params {
		r.checkHidden(x.Pos, x.Name, x.Type)
		r.checkHiddenText(x.Description)
	}
	for _, x := range slices.Concat(p.Errors, p.NotReturned) {
		r.checkHidden(x.Pos, x.Name)
		r.checkHiddenText(x.Description)
	}
	for _, x := range p.Examples {
		r.checkHidden(x.Pos, x.Text)
	}
	for _, x := range p.Notes {
		r.checkHidden(x.Pos, x.Title)
		r.checkHiddenText(x.Text)
	}
	for _, d := range r.diags {
		if d.Code == diag.ControlCharacter {
			return true
		}
	}
	return false
}

func (r *reader) checkHiddenText(text page.Text) {
	for _, block := range text {
		for _, span := range block.Spans {
			r.checkHidden(block.Pos, span.Text, span.Link)
		}
	}
}

// checkHidden adds a diagnostic for the first hidden character in the texts,
// which share a position.
func (r *reader) checkHidden(pos diag.Pos, texts ...string) {
	for _, text := range texts {
		for _, c := range text {
			if (c < ' ' || c > '~') && diag.Hidden(c) {
				r.warn(pos, diag.ControlCharacter, "remove the entity or the escape that stands for the character",
					"the text holds the invisible character %U", c)
				return
			}
		}
	}
}
