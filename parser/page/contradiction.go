package page

import (
	"slices"
	"strings"

	"example.com/docgen/parser/diag"
)

// callers names the flags in the order of [Page.flags], as in "whether bots can call the
// method".
var callers = [...]string{"users", "bots", "bots over a business connection", "clients that are not logged in"}

// contradictions returns a warning for each flag on which pages disagree, at the one that
// counts. A correction has no such warning, since it is there to contradict.
func contradictions(pages []*Page) []diag.Diagnostic {
	var diags []diag.Diagnostic
	for i, who := range callers {
		first := slices.IndexFunc(pages, func(p *Page) bool { return p.flags()[i].Pos.Line != 0 })
		if first < 0 || pages[first].IsCorrection() {
			continue
		}
		counts := pages[first].flags()[i]
		for _, p := range pages[first+1:] {
			if other := p.flags()[i]; other.Value != Unknown && counts.Value != Unknown && other.Value != counts.Value {
				diags = append(diags, diag.New(counts.Pos, diag.SourceContradicted,
					"find out which of them is right; put it right in a source of your own, before the others, or list the warning in the file of --ignore",
					"whether %s can call the method: this page says %s, %s says %s", who, counts.Value, other.Pos, other.Value).About(who))
				break
			}
		}
	}
	return diags
}

// IsCorrection reports whether a page puts single facts right, and does not document the
// method as a whole. That takes a return type, and a summary, an example or the type of a
// parameter.
func (p *Page) IsCorrection() bool {
	isTyped := slices.ContainsFunc(p.Params, func(x Param) bool { return x.Type != "" })
	return p.Returns.Text == "" || !p.hasSummary() && len(p.Examples) == 0 && !isTyped
}

// redundancies returns a warning for each page without a summary that says nothing which
// the sources after it don't say too. Such a page was a correction once. The last page is
// none: without it there would be no method, even if the error file says all that it says.
// A page that takes away what no source has is told of that instead: it may be a slip.
func redundancies(pages []*Page) []diag.Diagnostic {
	if len(pages) == 1 {
		return nil
	}
	var diags []diag.Diagnostic
	for i, p := range pages {
		vain := p.vainRemovals(pages[i+1:])
		diags = append(diags, vain...)
		if len(vain) > 0 || p.hasSummary() || len(filesOf(pages[i+1:])) == 0 || !p.isSaidBy(merge(pages[i+1:])) {
			continue
		}
		diags = append(diags, diag.New(p.Method.Pos, diag.SourceRedundant, "remove the page",
			"the sources after this one say all that the page says about %s", p.Method.Text))
	}
	return diags
}

// vainRemovals returns a warning for each error that the page takes away from the pages
// after it although none of them has it.
func (p *Page) vainRemovals(later []*Page) []diag.Diagnostic {
	if len(p.NotReturned) == 0 {
		return nil
	}
	rest := &Page{}
	if len(later) > 0 {
		rest = merge(later)
	}
	var diags []diag.Diagnostic
	for _, e := range p.NotReturned {
		if !hasError(rest, e) {
			diags = append(diags, diag.New(e.Pos, diag.SourceRedundant, "correct the name, or remove the row",
				"no source after this one says that %s returns %s", p.Method.Text, e.Name).About(e.Name))
		}
	}
	return diags
}

// hasError reports whether the page lists an error.
func hasError(p *Page, e Error) bool {
	return slices.ContainsFunc(p.Errors, func(o Error) bool { return o.Pattern == e.Pattern })
}

// isSaidBy reports whether another page has all facts of the page.
func (p *Page) isSaidBy(other *Page) bool {
	for i, flag := range p.flags() {
		if flag.Pos.Line != 0 && flag.Value != other.flags()[i].Value {
			return false
		}
	}
	same := func(fact, other Fact) bool { return fact.Text == "" || fact.Text == other.Text }
	return same(p.Returns, other.Returns) && same(p.Definition, other.Definition) &&
		all(p.Params, other.Params, Param.isSaidBy) && all(p.Errors, other.Errors, Error.isSaidBy) && !p.hidesCode(other) &&
		isWhole(p.Notes, other.Notes, Note.isSaidBy) && isWhole(p.Examples, other.Examples, Example.isSaidBy) &&
		!slices.ContainsFunc(p.NotReturned, func(e Error) bool { return hasError(other, e) })
}

// all reports whether each element of a list is said by one of another list.
func all[T any](list, other []T, isSaidBy func(T, T) bool) bool {
	return !slices.ContainsFunc(list, func(x T) bool {
		return !slices.ContainsFunc(other, func(o T) bool { return isSaidBy(x, o) })
	})
}

// isWhole reports whether two lists say the same, or the first one is empty. Such lists are
// taken from one source as a whole, so that a part of one is not the same.
func isWhole[T any](list, other []T, isSaidBy func(T, T) bool) bool {
	return len(list) == 0 || all(list, other, isSaidBy) && all(other, list, isSaidBy)
}

// hidesCode reports whether the page has codes of an error, and another page has one more:
// the codes of an error are those of one source.
func (p *Page) hidesCode(other *Page) bool {
	return slices.ContainsFunc(other.Errors, func(o Error) bool {
		coded := func(e Error) bool { return e.Pattern == o.Pattern && e.Code != 0 }
		return slices.ContainsFunc(p.Errors, coded) && !slices.ContainsFunc(p.Errors, func(e Error) bool { return coded(e) && e.Code == o.Code })
	})
}

func (p Param) isSaidBy(o Param) bool {
	return p.Name == o.Name && (p.Type == "" || p.Type == o.Type) &&
		(p.RequiredUnknown || !o.RequiredUnknown && p.Required == o.Required) && p.Description.isSaidBy(o.Description)
}

func (e Error) isSaidBy(o Error) bool {
	return e.Pattern == o.Pattern && (e.Code == 0 || e.Code == o.Code) && e.Description.isSaidBy(o.Description)
}

func (n Note) isSaidBy(o Note) bool { return n.Title == o.Title && n.Text.isSaidBy(o.Text) }

func (e Example) isSaidBy(o Example) bool { return e.Language == o.Language && e.Text == o.Text }

// isSaidBy reports whether another text has the same words, or the text has none. Case,
// white space and full stops at the end make no difference.
func (t Text) isSaidBy(o Text) bool {
	words := func(t Text) string {
		return strings.TrimRight(strings.Join(strings.Fields(t.WithoutClient().Plain()), " "), ". ")
	}
	return !t.saysSomething() || strings.EqualFold(words(t), words(o))
}
