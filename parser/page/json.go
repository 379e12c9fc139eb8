package page

import "example.com/docgen/parser/diag"

// The types below are the JSON that `docgen inspect` prints, with all texts
// plain. Other programs read it, so a key is never renamed or removed.

type jsonPage struct {
	File string `json:"file"`
	// Files has all pages of the method, in order of trust, where there are several.
	Files           []string    `json:"files,omitempty"`
	Method          string      `json:"method"`
	Summary         string      `json:"summary"`
	Params          []jsonParam `json:"params"`
	Returns         string      `json:"returns"`
	Users           string      `json:"users"`
	Bots            string      `json:"bots"`
	Business        string      `json:"business"`
	Unauthenticated string      `json:"unauthenticated"`
	Definition      string      `json:"definition"`
	Errors          []jsonError `json:"errors"`
	// NotReturned are the errors that the method does not return, as a correction says.
	NotReturned []jsonError   `json:"notReturned,omitempty"`
	Examples    []jsonExample `json:"examples"`
	Notes       []jsonNote    `json:"notes"`
	// Client has what the texts above say about the client that the page is written
	// for. docgen leaves it out of what it generates.
	Client []jsonStatement `json:"client,omitempty"`
	// From has the facts that another file than the page gives, each with its
	// position, as in "users": "errors.json:12:4".
	From map[string]string `json:"from,omitempty"`
}

type jsonParam struct {
	Name    string `json:"name"`
	Type    string `json:"type"`
	Accepts string `json:"accepts,omitempty"`
	// Required is null where the page does not say.
	Required    *bool  `json:"required"`
	Description string `json:"description"`
	jsonPlace
}

// A jsonPlace is where a fact is. File is the file that Line and Column are in; it is
// empty when that is the page. From is as in jsonPage.
type jsonPlace struct {
	File   string            `json:"file,omitempty"`
	Line   int               `json:"line"`
	Column int               `json:"column,omitempty"`
	From   map[string]string `json:"from,omitempty"`
}

type jsonError struct {
	Code        int    `json:"code"`
	Name        string `json:"name"`
	Pattern     string `json:"pattern"`
	Description string `json:"description"`
	jsonPlace
}

type jsonExample struct {
	Language string `json:"language"`
	Text     string `json:"text"`
	jsonPlace
}

type jsonNote struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	jsonPlace
}

type jsonStatement struct {
	Text string `json:"text"`
	jsonPlace
}

// JSON returns the pages as a value for encoding/json: an array of objects with
// the keys file, method, summary, params, returns, users, bots, business,
// unauthenticated, definition, errors, examples and notes, and client where the page
// says something about its client. With several sources, files has all pages of the
// method, and file and from tell which of them a fact is from. Lists keep the order of
// the page, and are never null.
func JSON(pages []*Page) any {
	out := make([]jsonPage, 0, len(pages))
	for _, p := range pages {
		out = append(out, p.json())
	}
	return out
}

func (p *Page) json() jsonPage {
	j := jsonPage{
		File: p.File, Method: p.Method.Text, Summary: p.Summary.Plain(), Returns: p.Returns.Text,
		Users: p.Users.Value.String(), Bots: p.Bots.Value.String(), Business: p.Business.Value.String(),
		Unauthenticated: p.Unauthenticated.Value.String(), Definition: p.Definition.Text,
		Params: []jsonParam{}, Errors: []jsonError{}, Examples: []jsonExample{}, Notes: []jsonNote{},
	}
	if len(p.Files) > 1 {
		j.Files = p.Files
	}
	for name, pos := range map[string]diag.Pos{
		"summary": PosOf(p.Summary), "returns": p.Returns.Pos, "definition": p.Definition.Pos,
		"users": p.Users.Pos, "bots": p.Bots.Pos, "business": p.Business.Pos, "unauthenticated": p.Unauthenticated.Pos,
	} {
		j.From = p.addPosition(j.From, name, pos)
	}
	for _, x := range p.Params {
		j.Params = append(j.Params, p.jsonParam(x))
	}
	for _, x := range p.Errors {
		j.Errors = append(j.Errors, p.jsonError(x))
	}
	for _, x := range p.NotReturned {
		j.NotReturned = append(j.NotReturned, p.jsonError(x))
	}
	for _, x := range p.Examples {
		j.Examples = append(j.Examples, jsonExample{x.Language, x.Text, p.line(x.Pos)})
	}
	for _, x := range p.Notes {
		j.Notes = append(j.Notes, jsonNote{x.Title, x.Text.Plain(), p.line(x.Pos)})
	}
	for _, x := range p.ClientStatements() {
		j.Client = append(j.Client, jsonStatement{x.Text, p.line(x.Pos)})
	}
	return j
}

func (p *Page) jsonParam(x Param) jsonParam {
	j := jsonParam{Name: x.Name, Type: x.Type, Accepts: x.Accepts, Description: x.Description.Plain(), jsonPlace: p.place(x.Pos)}
	if !x.RequiredUnknown {
		j.Required = &x.Required
	}
	for name, pos := range map[string]diag.Pos{"type": x.TypePos, "required": x.RequiredPos, "description": PosOf(x.Description)} {
		j.From = p.addPosition(j.From, name, pos)
	}
	return j
}

func (p *Page) jsonError(x Error) jsonError {
	j := jsonError{Code: x.Code, Name: x.Name, Pattern: x.Pattern, Description: x.Description.Plain(), jsonPlace: p.place(x.Pos)}
	j.From = p.addPosition(j.From, "code", x.CodePos)
	j.From = p.addPosition(j.From, "description", PosOf(x.Description))
	return j
}

// PosOf returns the position of a text, which is zero for no text.
func PosOf(t Text) diag.Pos {
	if len(t) == 0 {
		return diag.Pos{}
	}
	return t[0].Pos
}

// place returns a position as JSON.
func (p *Page) place(pos diag.Pos) jsonPlace {
	j := p.line(pos)
	j.Column = pos.Column
	return j
}

// line returns a position without its column as JSON.
func (p *Page) line(pos diag.Pos) jsonPlace {
	j := jsonPlace{Line: pos.Line}
	if pos.File != p.File {
		j.File = pos.File
	}
	return j
}

// addPosition adds a fact to positions, if another file than the page gives it.
// It returns positions, or a new map if positions was nil.
func (p *Page) addPosition(positions map[string]string, fact string, pos diag.Pos) map[string]string {
	if pos.File == "" || pos.File == p.File {
		return positions
	}
	if positions == nil {
		positions = map[string]string{}
	}
	positions[fact] = pos.String()
	return positions
}
