package bind

import (
	"regexp"
	"slices"
	"strings"

	"example.com/docgen/parser/page"
)

// aboutParam matches the title of a section about one parameter, as in "Usage of
// parse_mode:".
var aboutParam = regexp.MustCompile(`(?i)^(?:(?:usage|use|values?) of (?:the )?(?:param(?:eter)? )?)?(\w+)(?: param(?:eter)?)?:?$`)

// clientNotes returns the page with the sections marked that explain a parameter which tg
// does not have: the parameter, such as parse_mode, is the documented client's. Only bind
// knows which parameters exist. If no other notes are left, those of the next source follow.
func clientNotes(p *page.Page, req *request) *page.Page {
	marked := *p // the page itself stays as the parser read it
	if marked.Notes = markNotes(p.Notes, p, req); !marked.HasNotes() {
		marked.Notes = append(marked.Notes[:len(marked.Notes):len(marked.Notes)], markNotes(p.LaterNotes, p, req)...)
	}
	return &marked
}

// markNotes returns notes with those marked that are about a parameter of the client.
func markNotes(notes []page.Note, p *page.Page, req *request) []page.Note {
	marked := notes
	for i, note := range notes {
		m := aboutParam.FindStringSubmatch(strings.TrimSpace(note.Title))
		if m == nil || !isForeignParam(m[1], p, req) {
			continue
		}
		if &marked[0] == &notes[0] {
			marked = slices.Clone(notes)
		}
		marked[i].Client, marked[i].Text = true, note.Text.AsClient()
	}
	return marked
}

// ofRequest returns the page without the rows of a later source that are about parameters
// which tg does not have: that source documents another layer.
func ofRequest(p *page.Page, req *request) *page.Page {
	isOther := func(x page.Param) bool {
		return x.Later && !slices.ContainsFunc(req.fields, func(f field) bool { return f.tl == x.Name })
	}
	if !slices.ContainsFunc(p.Params, isOther) {
		return p
	}
	fitting := *p
	fitting.Params = slices.DeleteFunc(slices.Clone(p.Params), isOther)
	return &fitting
}

// isForeignParam reports whether a name is that of a parameter on the page which the
// request lacks. The page can spell it in two ways: parse_mode and parseMode.
func isForeignParam(name string, p *page.Page, req *request) bool {
	same := func(other string) bool {
		return strings.EqualFold(strings.ReplaceAll(other, "_", ""), strings.ReplaceAll(name, "_", ""))
	}
	return slices.ContainsFunc(p.Params, func(x page.Param) bool { return same(x.Name) }) &&
		!slices.ContainsFunc(req.fields, func(f field) bool { return same(f.tl) })
}
