package page

import (
	"slices"
	"strings"

	"example.com/docgen/parser/diag"
)

// Merge puts the pages of one method together, fact by fact. The pages come from several
// sources, in order of trust: of each fact, what the first page says that has it counts.
// Statements about the client that a page is written for are not counted as having a fact.
//
// Merge returns warnings where pages contradict each other on who can call the method, and
// for a page that says nothing which the pages after it don't say too.
//
// The result has the file and the name of the first page, and a hash of all pages. Each of
// its facts keeps the position that it has in its own page. Merge changes none of the
// pages.
func Merge(pages []*Page) (*Page, []diag.Diagnostic) {
	merged := merge(pages)
	return merged, append(contradictions(pages), redundancies(pages)...)
}

// merge returns the pages of one method put together.
func merge(pages []*Page) *Page {
	m := *pages[0]
	m.Params, m.Errors = slices.Clone(m.Params), slices.Clone(m.Errors)
	if len(pages) > 1 {
		m.Hash, m.Files = hashOf(pages), filesOf(pages)
	}
	for i, p := range pages[1:] {
		m.mergeProse(p)
		m.mergeParams(p.Params, !slices.ContainsFunc(pages[:i+1], func(p *Page) bool { return !p.IsCorrection() }))
		if m.Returns.Text == "" {
			m.Returns = p.Returns
		}
		if m.Definition.Text == "" {
			m.Definition = p.Definition
		}
		for i, flag := range m.flags() {
			if flag.Pos.Line == 0 {
				*flag = *p.flags()[i]
			}
		}
		m.mergeErrors(p.Errors)
		m.NotReturned = append(m.NotReturned[:len(m.NotReturned):len(m.NotReturned)], p.NotReturned...)
	}
	return &m
}

// flags returns the flags of a page, always in the same order.
func (p *Page) flags() [4]*Flag {
	return [...]*Flag{&p.Users, &p.Bots, &p.Business, &p.Unauthenticated}
}

// mergeProse sets the summary, the notes and the examples, if the page has none. The
// description in a page's front matter stands in for its summary, so both come from one
// page.
func (p *Page) mergeProse(later *Page) {
	if !p.hasSummary() && later.hasSummary() {
		p.Summary, p.Description = later.Summary, later.Description
	}
	switch {
	case !later.HasNotes():
	case !p.HasNotes():
		p.Notes = later.Notes
	case len(p.LaterNotes) == 0:
		p.LaterNotes = later.Notes
	}
	if len(p.Examples) == 0 {
		p.Examples = later.Examples
	}
}

// hasSummary reports whether the page says what the method does.
func (p *Page) hasSummary() bool { return p.Summary.saysSomething() || p.Description.saysSomething() }

// HasNotes reports whether a note of the page says something that is not about its client.
func (p *Page) HasNotes() bool {
	return slices.ContainsFunc(p.Notes, func(n Note) bool { return !n.Client && len(n.Text) == 0 || n.Text.saysSomething() })
}

// saysSomething reports whether a text says anything that is not about the client.
func (t Text) saysSomething() bool { return len(t.WithoutClient()) > 0 }

// mergeParams adds what a later page says about parameters: the cells that the rows lack,
// and rows. The first page that is no correction says which parameters there are: none, if
// it has no rows. A correction may explain one parameter and leaves the others as they are.
func (p *Page) mergeParams(later []Param, isFirst bool) {
	for _, x := range later {
		i := slices.IndexFunc(p.Params, func(have Param) bool { return have.Name == x.Name })
		if i < 0 || p.Params[i].Pos.File == x.Pos.File { // a new row, or one that the later page repeats
			x.Later = x.Later || !isFirst
			p.Params = append(p.Params, x)
			continue
		}
		p.Params[i].merge(x)
	}
}

// merge sets the cells that the row of a parameter lacks.
func (p *Param) merge(later Param) {
	if p.Type == "" && later.Type != "" {
		p.Type, p.Accepts, p.TypePos = later.Type, later.Accepts, later.TypePos
	}
	if p.RequiredUnknown && !later.RequiredUnknown {
		p.Required, p.RequiredUnknown, p.RequiredPos = later.Required, false, later.Pos
	}
	if !p.Description.saysSomething() && later.Description.saysSomething() {
		p.Description = later.Description
	}
}

// mergeErrors adds what a later page says about errors: the codes and descriptions that
// the rows lack, and the rows of other errors, unless a page says that the method does not
// return them.
func (p *Page) mergeErrors(later []Error) {
	have := p.Errors[:len(p.Errors):len(p.Errors)]
	known := make(map[string]bool, len(have)+len(p.NotReturned))
	for _, e := range p.NotReturned {
		known[e.Pattern] = true
	}
	for i := range have {
		known[have[i].Pattern] = true
		have[i].describe(later)
	}
	p.addCodes(have, later)
	for _, e := range later {
		if !known[e.Pattern] {
			p.Errors = append(p.Errors, e)
		}
	}
}

// describe sets the description of an error that has none.
func (e *Error) describe(later []Error) {
	if e.Description.saysSomething() {
		return
	}
	for _, other := range later {
		if other.Pattern == e.Pattern && other.Description.saysSomething() {
			e.Description = other.Description
			return
		}
	}
}

// addCodes gives each error without any code the codes that a later page has. An error
// with several codes has a row for each.
func (p *Page) addCodes(have, later []Error) {
	coded := map[string]bool{}
	for _, e := range have {
		coded[e.Pattern] = coded[e.Pattern] || e.Code != 0
	}
	for i := range have {
		e := &have[i]
		if coded[e.Pattern] {
			continue
		}
		coded[e.Pattern] = true
		for _, other := range later {
			row := *e
			row.Code, row.CodePos = other.Code, other.Pos
			switch {
			case other.Pattern != e.Pattern || other.Code == 0:
			case e.Code == 0:
				*e = row
			default:
				p.Errors = append(p.Errors, row)
			}
		}
	}
}

// filesOf returns the files of pages, without that of an error file, which has no hash.
func filesOf(pages []*Page) []string {
	var files []string
	for _, p := range pages {
		if p.Hash != "" {
			files = append(files, p.File)
		}
	}
	return files
}

// hashOf returns a hash of all pages, in their order.
func hashOf(pages []*Page) string {
	var hashes []string
	for _, p := range pages {
		if p.Hash != "" {
			hashes = append(hashes, p.Hash)
		}
	}
	if len(hashes) == 1 {
		return hashes[0]
	}
	return Hash([]byte(strings.Join(hashes, " ")))
}
