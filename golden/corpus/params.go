package corpus

import (
	"fmt"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/diag"
)

// params writes the table of parameters. The last row of a generic method is its query.
func (m *maker) params() {
	table := &m.layout.params
	rows := m.documented()
	if len(rows) == 0 && !m.method.Generic && !table.always {
		return
	}
	head := table.head
	if m.silent() {
		head = table.silentHead
	}
	m.printf("### Parameters:\n\n%s", head)
	for i, p := range rows {
		m.row(i, p.Name, m.layout.types.cell(p), p.Need == bind.Required)
		if p.Name == "entities" && m.hasParseMode() {
			m.parseMode()
		}
	}
	if m.method.Generic {
		m.row(len(rows), "query", m.layout.types.query(), true)
	}
	m.printf("\n\n")
}

// documented returns the parameters that have a row.
func (m *maker) documented() []bind.Param {
	var rows []bind.Param
	for _, p := range m.method.Params {
		if p.Random == "" || m.layout.params.random {
			rows = append(rows, p)
		}
	}
	return rows
}

// row writes the row of a parameter. As on real pages, a parameter whose type the
// documented client converts from something else is optional.
func (m *maker) row(i int, name string, typ typeCell, required bool) {
	table := &m.layout.params
	p := Param{Name: name, Type: typ.tl, Accepts: typ.accepts, Required: required && typ.accepts == "", Line: m.line()}
	need := "Optional"
	if p.Required {
		need = table.required
	}
	if m.silent() {
		m.printf(table.silentRow, escaped(name), typ.markdown, "", need)
	} else {
		about := m.about(i, name)
		p.Description = about.plain
		m.printf(table.row, escaped(name), typ.markdown, about.markdown, need)
	}
	m.facts.Params = append(m.facts.Params, p)
}

// about returns the description of a parameter. It has links and code as often as real
// descriptions do. A few have a line break, a few are empty, and a few are code for the
// documented client.
func (m *maker) about(i int, name string) prose {
	place := sumOf(m.method) + i
	if place%29 == 0 {
		return prose{}
	}
	if name == "hash" && m.layout.params.code {
		const code = "0 or $MadelineProto->sum_of($ids)"
		return prose{code, code}
	}
	about := prose{"What the server is to know of it", "What the server is to know of it"}
	switch i % 3 {
	case 1:
		about.markdown += fmt.Sprintf(", see [the list of all that it may be »](https://example.com/params/%s)", name)
		about.plain += ", see the list of all that it may be »"
	case 2:
		about.markdown += fmt.Sprintf(", which is `%s` to most callers", name)
		about.plain += fmt.Sprintf(", which is %s to most callers", name)
	}
	end := fmt.Sprintf(", at place %d", i+1)
	if place%31 == 0 {
		return prose{about.markdown + end + "<br>There is no more.", about.plain + end + "\nThere is no more."}
	}
	return prose{about.markdown + end, about.plain + end}
}

// hasParseMode reports whether the page has the row that parseMode writes.
func (m *maker) hasParseMode() bool {
	return m.layout.params.parseMode != "" && m.takes("entities")
}

// parseMode writes the row of a parameter that only the documented client has. As on
// real pages, the row has a description even where its table has no column for it.
func (m *maker) parseMode() {
	table := &m.layout.params
	if m.silent() {
		m.warn(diag.RowLong, m.line())
	}
	const about = "The language that the text is in"
	m.facts.Params = append(m.facts.Params, Param{Name: parseMode, Type: "string", Description: about, Line: m.line()})
	m.printf(table.parseMode, escaped(parseMode), m.layout.types.link("string", "string"), about, "Optional")
}

// parseMode is the name of the parameter that only the documented client has.
const parseMode = "parse_mode"
