package page

import "example.com/docgen/parser/diag"

// The types below are the JSON that `docgen inspect` prints, with all texts
// plain. Other programs read it, so a key is never renamed or removed.

type jsonPage struct {
	File            string        `json:"file"`
	Method          string        `json:"method"`
	Summary         string        `json:"summary"`
	Params          []jsonParam   `json:"params"`
	Returns         string        `json:"returns"`
	Users           string        `json:"users"`
	Bots            string        `json:"bots"`
	Business        string        `json:"business"`
	Unauthenticated string        `json:"unauthenticated"`
	Definition      string        `json:"definition"`
	Errors          []jsonError   `json:"errors"`
	Examples        []jsonExample `json:"examples"`
	Notes           []jsonNote    `json:"notes"`
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
	Line        int    `json:"line"`
	Column      int    `json:"column"`
}

type jsonError struct {
	Code        int    `json:"code"`
	Name        string `json:"name"`
	Pattern     string `json:"pattern"`
	Description string `json:"description"`
	// File is the file that Line and Column are in; it is empty when that is the
	// page. From is as in jsonPage.
	File   string            `json:"file,omitempty"`
	Line   int               `json:"line"`
	Column int               `json:"column"`
	From   map[string]string `json:"from,omitempty"`
}

type jsonExample struct {
	Language string `json:"language"`
	Text     string `json:"text"`
	Line     int    `json:"line"`
}

type jsonNote struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	Line  int    `json:"line"`
}

type jsonStatement struct {
	Text string `json:"text"`
	Line int    `json:"line"`
}

// JSON returns the pages as a value for encoding/json: an array of objects with
// the keys file, method, summary, params, returns, users, bots, business,
// unauthenticated, definition, errors, examples and notes, and client where the page
// says something about its client. Lists keep the order of the page, and are never null.
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
	for name, flag := range map[string]Flag{"users": p.Users, "bots": p.Bots, "business": p.Business, "unauthenticated": p.Unauthenticated} {
		j.From = p.addPosition(j.From, name, flag.Pos)
	}
	for _, x := range p.Params {
		var required *bool
		if !x.RequiredUnknown {
			required = &x.Required
		}
		j.Params = append(j.Params, jsonParam{x.Name, x.Type, x.Accepts, required, x.Description.Plain(), x.Pos.Line, x.Pos.Column})
	}
	for _, x := range p.Errors {
		j.Errors = append(j.Errors, p.jsonError(x))
	}
	for _, x := range p.Examples {
		j.Examples = append(j.Examples, jsonExample{x.Language, x.Text, x.Pos.Line})
	}
	for _, x := range p.Notes {
		j.Notes = append(j.Notes, jsonNote{x.Title, x.Text.Plain(), x.Pos.Line})
	}
	for _, x := range p.ClientStatements() {
		j.Client = append(j.Client, jsonStatement{x.Text, x.Pos.Line})
	}
	return j
}

func (p *Page) jsonError(x Error) jsonError {
	j := jsonError{
		Code: x.Code, Name: x.Name, Pattern: x.Pattern, Description: x.Description.Plain(),
		Line: x.Pos.Line, Column: x.Pos.Column,
	}
	if x.Pos.File != p.File {
		j.File = x.Pos.File
	}
	j.From = p.addPosition(j.From, "code", x.CodePos)
	if len(x.Description) > 0 {
		j.From = p.addPosition(j.From, "description", x.Description[0].Pos)
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
