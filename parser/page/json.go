package page

// The JSON of a page has its facts in plain text, as `docgen inspect` prints
// them; it is an interface of docgen, so its names stay.

type jsonPage struct {
	File     string        `json:"file"`
	Method   string        `json:"method"`
	Summary  string        `json:"summary"`
	Params   []jsonParam   `json:"params"`
	Returns  string        `json:"returns"`
	Users    string        `json:"users"`
	Bots     string        `json:"bots"`
	Business string        `json:"business"`
	Errors   []jsonError   `json:"errors"`
	Examples []jsonExample `json:"examples"`
	Notes    []jsonNote    `json:"notes"`
}

type jsonParam struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Required    bool   `json:"required"`
	Description string `json:"description"`
	Line        int    `json:"line"`
	Column      int    `json:"column"`
}

type jsonError struct {
	Code        int    `json:"code"`
	Name        string `json:"name"`
	Pattern     string `json:"pattern"`
	Description string `json:"description"`
	Line        int    `json:"line"`
	Column      int    `json:"column"`
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

// JSON returns a value that encoding/json prints as an array of pages: file,
// method, summary, params, returns, users, bots, business, errors, examples
// and notes, each list in page order and never null.
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
		Params: []jsonParam{}, Errors: []jsonError{}, Examples: []jsonExample{}, Notes: []jsonNote{},
	}
	for _, x := range p.Params {
		j.Params = append(j.Params, jsonParam{x.Name, x.Type, x.Required, x.Description.Plain(), x.Pos.Line, x.Pos.Column})
	}
	for _, x := range p.Errors {
		j.Errors = append(j.Errors, jsonError{x.Code, x.Name, x.Pattern, x.Description.Plain(), x.Pos.Line, x.Pos.Column})
	}
	for _, x := range p.Examples {
		j.Examples = append(j.Examples, jsonExample{x.Language, x.Text, x.Pos.Line})
	}
	for _, x := range p.Notes {
		j.Notes = append(j.Notes, jsonNote{x.Title, x.Text.Plain(), x.Pos.Line})
	}
	return j
}
