package parser

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// param reads a row of the parameter table.
func (r *reader) param(row row) {
	written := strings.TrimSpace(r.cellPlain(row.cells[columnName]))
	p := page.Param{Name: tlParam(written), Pos: r.cellPosOr(row.cells[columnName], row.pos)}
	if written == "" {
		r.warn(row.pos, diag.ParameterNameEmpty, "add the name of the parameter", "the parameter has no name; the row is left out")
		return
	}
	if !isName(paramName, written) {
		r.checkHidden(p.Pos, written)
		r.warn(p.Pos, diag.ParameterNameInvalid, nameHint(written), "%s is not the name of a parameter; the row is left out", quoted(written))
		return
	}
	if cell := row.cells[columnType]; cell != nil {
		p.TypePos = r.cellPosOr(cell, row.pos)
		t := r.tlType(cell, "")
		if t.name == bitField {
			return // the field that holds the conditions of others is no parameter
		}
		if !t.ok {
			r.warn(p.TypePos, diag.TypeInvalid, "link the type, as in [string](../types/string.md)",
				"the type %s of %s is not a type in TL notation", cited(r.plain(cell), "(which is empty)"), p.Name)
		}
		r.setType(&p, t)
	} else {
		p.RequiredUnknown = true
	}
	r.need(&p, row)
	p.Description = r.cellText(row.cells[columnDescription])
	r.addParam(p)
}

// setType sets the type of a parameter, and whether it is required, so far as the type says so.
func (r *reader) setType(p *page.Param, t docType) {
	p.Type, p.Accepts = t.name, t.accepts
	p.Required, p.RequiredUnknown = !t.conditional && t.name != "true", !t.ok
	r.conditions = r.conditions || t.conditional
	r.bareTrue = r.bareTrue || !t.conditional && t.name == "true"
}

func (r *reader) addParam(p page.Param) {
	if i := r.paramIndex(p.Name); i >= 0 {
		r.warn(p.Pos, diag.ParameterRepeated, "remove one of the rows",
			"%s is documented in line %d already", p.Name, r.page.Params[i].Pos.Line)
	}
	r.page.Params = append(r.page.Params, p)
}

// bitField is the type of the field whose bits say which optional fields are there.
const bitField = "#"

// nameHint returns what to do about a name that is no parameter's. A row of errors can
// stray into the table of parameters.
func nameHint(name string) string {
	if errorCodeCell.MatchString(name) {
		return "move the row to the table of errors"
	}
	return "write the name in TL notation, such as schedule_date"
}

// need sets whether a parameter is required, by the column that says so if the table has
// one.
func (r *reader) need(p *page.Param, row row) {
	if row.required != "" {
		p.Required, _ = needOf(row.required, columnRequired)
		p.RequiredUnknown, r.sawNeed = false, true
	}
	for _, column := range []column{columnRequired, columnOptional} {
		if cell := row.cells[column]; cell != nil {
			p.Required, p.RequiredUnknown = r.required(cell, column, p.Name, row.pos)
			r.sawNeed = true
		}
	}
}

// completeParams takes back what the types say about required parameters, if the table
// has lost its conditions: then a type without a condition says nothing, unless it is
// true, which only optional parameters are.
func (r *reader) completeParams() {
	if r.sawNeed || r.conditions || !r.bareTrue {
		return
	}
	for i, p := range r.page.Params {
		if p.Type != "true" {
			r.page.Params[i].Required, r.page.Params[i].RequiredUnknown = false, true
		}
	}
}

// paramIndex returns the index of the first row for a parameter, or -1.
func (r *reader) paramIndex(name string) int {
	for i, p := range r.page.Params {
		if p.Name == name {
			return i
		}
	}
	return -1
}

// required returns whether the parameter with the name is required, by its cell
// in the column Required or Optional, or that this is unknown.
func (r *reader) required(cell ast.Node, column column, name string, row diag.Pos) (required, unknown bool) {
	text := r.plain(cell)
	required, ok := needOf(text, column)
	if !ok {
		r.warn(r.cellPosOr(cell, row), diag.RequiredUnknown, "write Yes or Optional",
			"%s does not say whether %s is required", cited(text, "an empty cell"), name)
	}
	return required, !ok
}
