package parser

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// delimiterRow matches the row below a table's heading row, as in |---|---|.
var delimiterRow = regexp.MustCompile(`^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$`)

// row is a row of a table.
type row struct {
	// cells are indexed by what their columns hold; a cell that the row lacks is
	// nil.
	cells [columnCount]ast.Node
	// required is the text of the Required cell when it is one cell further than
	// its column, because the table lacks a column for descriptions.
	required string
	pos      diag.Pos
}

// tableBlock reads a table according to the section that it is in.
func (r *reader) tableBlock(t *east.Table) {
	r.sawTable = true
	if (r.section == inParams || r.section == inErrors) && r.hasNoHeading(t) {
		text, pos := r.sourceOf(t)
		r.warn(pos, diag.SectionUnread, "give the table a heading row, such as <tr><th>Name</th><th>Type</th><th>Description</th></tr>",
			"the table below %q has no heading row; it is kept as a note, and no row is read from it", r.heading)
		r.note(page.Text{{Kind: page.Code, Spans: []page.Span{{Text: text}}, Pos: pos}})
		return
	}
	switch r.section {
	case inParams:
		r.rows(t, paramColumns, []column{columnName, columnType, columnDescription}, r.param)
	case inErrors:
		r.rows(t, errorColumns, []column{columnName, columnDescription}, r.error)
	case inNote:
		r.checkNoteTable(t)
		text, pos := r.sourceOf(t)
		r.note(page.Text{{Kind: page.Code, Spans: []page.Span{{Text: text}}, Pos: pos}})
	default:
		r.warn(r.tablePos(t), diag.TableMisplaced, "move the table below the heading it belongs to, such as \"### Parameters:\"",
			"docgen reads no table in the section %q; %s left out", r.heading, rowsAre(t.ChildCount()-1))
	}
}

// hasNoHeading reports whether a table in HTML has no heading row: no cell of its first
// row names a column.
func (r *reader) hasNoHeading(t *east.Table) bool {
	if _, ok := t.AttributeString(isHTML); !ok {
		return false
	}
	for c := t.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		if text := r.plain(c); columnOf(text, paramColumns) != columnUnknown || columnOf(text, errorColumns) != columnUnknown {
			return false
		}
	}
	return true
}

// checkNoteTable warns of a table in a note if its columns are those of
// parameters, errors or callers: docgen does not know the heading above it.
func (r *reader) checkNoteTable(t *east.Table) {
	params, errors, callers := map[column]bool{}, map[column]bool{}, false
	for c := t.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		heading := r.plain(c)
		params[columnOf(heading, paramColumns)] = true
		errors[columnOf(heading, errorColumns)] = true
		callers = callers || strings.EqualFold(heading, "bots") || strings.EqualFold(heading, "users")
	}
	if params[columnName] && params[columnType] || errors[columnName] && (errors[columnCode] || !params[columnName] && !params[columnType]) || callers {
		r.warn(r.tablePos(t), diag.TableMisplaced, "give it a heading such as \"### Parameters:\" or \"### Errors\"",
			"the table has columns of parameters, errors or callers, below a heading that docgen does not know, %q; it is kept as text and its rows are not read", r.heading)
	}
}

// rows finds out what the columns of a table hold, and calls read for each row.
// The known columns are paramColumns or errorColumns; it warns of needed columns
// that the table lacks.
func (r *reader) rows(t *east.Table, known map[string]column, needed []column, read func(row)) {
	r.useFirstRow(t, known)
	columns := r.columns(t, known, needed)
	for n := t.FirstChild(); n != nil; n = n.NextSibling() {
		if _, ok := n.(*east.TableRow); !ok {
			continue
		}
		if _, ok := t.AttributeString(isHTML); ok {
			if found := r.row(n, columns, r.htmlCells(n), r.pos(n.Pos())); slices.Contains(columns, columnName) {
				read(found)
			}
			continue
		}
		source, start := r.lineAt(n.Pos())
		line := r.asString()[start : start+len(source)]
		if len(columns) > 1 && !strings.Contains(line, "|") {
			r.belowTable(n.FirstChild(), start+indent(source))
			continue
		}
		cells := splitCells(line)
		if line = strings.TrimSpace(line); len(cells) == len(columns)-1 && !strings.HasPrefix(line, "|") && strings.HasSuffix(line, "|") {
			cells = append(cells, "") // of a table without pipes around it, whose last cell is empty
		}
		found := r.row(n, columns, cells, r.pos(start+indent(source)))
		if slices.Contains(columns, columnName) {
			read(found)
		}
	}
}

// useFirstRow makes the first row the heading of a table whose heading row is empty, if it
// names columns. Markdown has no tables without a heading row, so converters write an empty
// one for tables that lack it.
func (r *reader) useFirstRow(t *east.Table, known map[string]column) {
	head, first := t.FirstChild(), t.FirstChild().NextSibling()
	for c := head.FirstChild(); c != nil; c = c.NextSibling() {
		if c.HasChildren() {
			return
		}
	}
	if first == nil {
		return
	}
	for c := first.FirstChild(); c != nil; c = c.NextSibling() {
		if columnOf(r.plain(c), known) == columnUnknown {
			return
		}
	}
	header := east.NewTableHeader(first.(*east.TableRow))
	header.SetPos(first.Pos())
	t.RemoveChild(t, first)
	t.ReplaceChild(t, head, header)
}

// htmlCells returns the text of each cell in a row of HTML.
func (r *reader) htmlCells(row ast.Node) []string {
	var cells []string
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cells = append(cells, r.plain(c))
	}
	return cells
}

// row assigns the cells of a row to the columns of its table. The texts of the cells are
// as the source has them.
func (r *reader) row(n ast.Node, columns []column, cells []string, pos diag.Pos) row {
	found := row{pos: pos}
	columns = r.checkWidth(pos, cells, columns)
	i := 0
	for c := n.FirstChild(); c != nil && i < min(len(columns), len(cells)); c = c.NextSibling() {
		found.cells[columns[i]] = c
		i++
	}
	// goldmark drops a cell that the heading row has no column for, so this one is
	// taken from the source.
	if i < len(columns) && i < len(cells) && columns[i] == columnRequired {
		found.required = strings.TrimSpace(cells[i])
	}
	return found
}

// belowTable reads a line without a pipe that Markdown takes for the last row of
// the table above it. It is read like a line of its own: as a statement or a note.
func (r *reader) belowTable(cell ast.Node, start int) {
	r.warn(r.pos(start), diag.TableText, "add an empty line below the table", "the line is not a row of the table above it; it counts as text")
	if !r.readStatement(cell, start) {
		r.note(r.cellText(cell))
	}
}

// columns returns what each column of a table holds. It warns of columns that are
// unknown, repeated or missing.
func (r *reader) columns(t *east.Table, known map[string]column, needed []column) []column {
	var columns []column
	seen := map[column]bool{}
	for c := t.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		if c.Lines().Len() == 0 { // goldmark adds cells to a heading row that has fewer than the delimiter row
			r.warn(r.tablePos(t), diag.TableMalformed, "give the heading row and the delimiter row the same number of cells",
				"the heading row has %d cells and the delimiter row %d", len(columns), t.FirstChild().ChildCount())
			break
		}
		text := r.plain(c)
		column := columnOf(text, known)
		switch {
		case column == columnUnknown:
			r.warn(r.cellPos(c), diag.ColumnUnknown, "correct the heading of the column, or remove it",
				"the heading of the column %s is unknown; its cells are left out", cited(text, "(which is empty)"))
		case seen[column]:
			r.warn(r.cellPos(c), diag.ColumnUnknown, "correct the heading of the column, or remove it",
				"the heading %q says what a column before it says; the cells of this one are left out", text)
			column = columnUnknown
		}
		seen[column] = true
		columns = append(columns, column)
	}
	for _, column := range needed {
		// The oldest pages have no descriptions, so a table may lack the column. If
		// the table has an unknown column, the descriptions may be there.
		if seen[column] || column == columnDescription && !seen[columnUnknown] {
			continue
		}
		lost := "its cells count as empty"
		if column == columnName {
			lost = rowsAre(t.ChildCount()-1) + " left out"
		}
		r.diags = append(r.diags, diag.New(r.tablePos(t), diag.ColumnMissing, "add the column, or correct its heading",
			"the table below %q has no column %q; %s", r.heading, column, lost).About(column.String()))
	}
	return columns
}

// tablePos returns the position of a table's heading row.
func (r *reader) tablePos(t *east.Table) diag.Pos {
	line, start := r.lineAt(offsetOf(t))
	return r.pos(start + indent(line))
}

// checkWidth warns of a row that has fewer or more cells than its table has
// columns. It returns what each cell of the row holds.
func (r *reader) checkWidth(pos diag.Pos, cells []string, columns []column) []column {
	switch {
	case len(cells) < len(columns):
		r.warn(pos, diag.RowShort, "add the missing cells", "the row has %d of %d cells", len(cells), len(columns))
	case hasUntitledDescription(cells, columns):
		i := slices.Index(columns, columnRequired)
		r.warn(pos, diag.RowLong, "add a column Description to the table", "the row has %d cells, its table %d columns; %q counts as a description",
			len(cells), len(columns), strings.TrimSpace(cells[i]))
		return slices.Insert(slices.Clone(columns), i, columnDescription)
	case len(cells) > len(columns):
		r.warn(pos, diag.RowLong, "escape a pipe that belongs to the text as \\|",
			"the row has %d cells, its table %d columns; left out: %q", len(cells), len(columns), strings.Join(cells[len(columns):], "|"))
	}
	return columns
}

// hasUntitledDescription reports whether a row has a description although its
// table has no column for descriptions. The answer of the Required column is then
// one cell further on.
func hasUntitledDescription(cells []string, columns []column) bool {
	if len(cells) != len(columns)+1 || slices.Contains(columns, columnDescription) {
		return false
	}
	i := slices.Index(columns, columnRequired)
	if i < 0 {
		return false
	}
	_, here := needOf(cells[i], columnRequired)
	_, next := needOf(cells[i+1], columnRequired)
	return !here && next
}

// splitCells returns the cells in the source of a row. As in GitHub's tables, a
// pipe after a backslash is text, even if the backslash stands after another one.
func splitCells(line string) []string {
	line = strings.TrimSpace(line)
	line = strings.TrimPrefix(line, "|")
	if strings.HasSuffix(line, "|") && !strings.HasSuffix(line, `\|`) {
		line = line[:len(line)-1]
	}
	cells := make([]string, 0, strings.Count(line, "|")+1)
	start := 0
	for i := range len(line) {
		if line[i] == '|' && (i == 0 || line[i-1] != '\\') {
			cells = append(cells, line[start:i])
			start = i + 1
		}
	}
	return append(cells, line[start:])
}

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

// error reads a row of the error table.
func (r *reader) error(row row) {
	e := page.Error{
		Name: strings.TrimSpace(r.cellPlain(row.cells[columnName])),
		Pos:  r.cellPosOr(row.cells[columnName], row.pos),
	}
	if cell := row.cells[columnCode]; cell != nil {
		e.Code = r.errorCode(cell, row.pos)
	}
	e.Description = r.cellText(row.cells[columnDescription])
	if e.Name == "" {
		e.Pos = row.pos
	}
	r.addError(e)
}

// addError adds an error to the page, if its name is one that a server sends.
func (r *reader) addError(e page.Error) {
	switch {
	case e.Name == "":
		r.warn(e.Pos, diag.ErrorNameEmpty, "add the name that the server sends", "the error has no name; the row is left out")
		return
	case e.Code == 0 && strings.ContainsAny(e.Name, " \t\n"):
		r.warn(e.Pos, diag.ErrorNameJunk, "remove the row, or add the error's code",
			"%q is not an error that a server sends; the row is left out", e.Name)
		return
	}
	if name, ok := strings.CutSuffix(e.Name, ","); ok {
		r.warn(e.Pos, diag.ErrorNameInvalid, "remove the comma", "%s ends with a comma, which docgen leaves out", quoted(e.Name))
		e.Name = strings.TrimSpace(name)
	}
	e.Pattern = Pattern(e.Name)
	if !isName(errorName, e.Name) || isDeadLiteral(e.Pattern) {
		r.checkHidden(e.Pos, e.Name)
		r.warn(e.Pos, diag.ErrorNameInvalid, "write the name that the server sends, such as PEER_ID_INVALID, in a row of its own",
			"%s is not the name of an error; the row is left out", quoted(e.Name))
		return
	}
	if r.notReturned {
		r.page.NotReturned = append(r.page.NotReturned, e)
		return
	}
	r.page.Errors = append(r.page.Errors, e)
}

// errorCodeCell matches the code in a cell, which may have the name of its class after it,
// as in "400 BAD_REQUEST".
var errorCodeCell = regexp.MustCompile(`^([-−‑–]?\d+)(?:[ :]+\(?[A-Za-z_ ]+\)?)?$`)

// minusSigns replaces the signs that look like a minus.
var minusSigns = strings.NewReplacer("−", "-", "‑", "-", "–", "-")

// errorCode returns the code in a cell, or 0 for an empty or wrong one.
func (r *reader) errorCode(cell ast.Node, row diag.Pos) int {
	text := collapseSpace(r.plain(cell))
	if text == "" {
		return 0
	}
	number := text
	if m := errorCodeCell.FindStringSubmatch(text); m != nil {
		number = minusSigns.Replace(m[1])
	}
	code, err := strconv.ParseInt(number, 10, 32)
	if err != nil { // if the code is out of range, ParseInt returns the largest number, which is wrong
		r.warn(r.cellPosOr(cell, row), diag.ErrorCodeInvalid, "write the code as a number, such as 400",
			"the code %q is not a whole number", text)
		return 0
	}
	return int(code)
}

// cellText returns the prose of a cell, nil when there is none.
func (r *reader) cellText(cell ast.Node) page.Text {
	if cell == nil {
		return nil
	}
	spans := r.spans(cell)
	if len(spans) == 0 || len(spans) == 1 && noDescription.MatchString(spans[0].Text) {
		return nil
	}
	return page.Text{{Spans: spans, Pos: r.cellPos(cell)}}
}

// cellPlain returns the text of a cell, or "" for a cell that the row lacks.
func (r *reader) cellPlain(cell ast.Node) string {
	if cell == nil {
		return ""
	}
	return r.plain(cell)
}

func (r *reader) cellPos(cell ast.Node) diag.Pos { return r.pos(offsetOf(cell)) }

// cellPosOr returns the position of a cell, or of its row when the cell is empty
// or missing.
func (r *reader) cellPosOr(cell ast.Node, row diag.Pos) diag.Pos {
	if cell == nil || cell.Lines().Len() == 0 {
		return row
	}
	return r.cellPos(cell)
}

// indent returns the number of spaces at the start of a line.
func indent(line []byte) int {
	return len(line) - len(bytes.TrimLeft(line, " "))
}

// rowsAre returns the subject and verb of a sentence about a number of rows.
func rowsAre(rows int) string {
	if rows == 1 {
		return "1 row is"
	}
	return fmt.Sprintf("%d rows are", rows)
}
