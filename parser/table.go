package parser

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
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
	if r.section == inErrors {
		r.useFirstRow(t, errorColumns)
	} else {
		r.useFirstRow(t, paramColumns)
	}
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
// row names a column. Other tables always have one.
func (r *reader) hasNoHeading(t *east.Table) bool {
	if _, ok := t.AttributeString(withoutPipes); !ok {
		return false
	}
	for c := t.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		if text := r.plain(c); columnOf(text, paramColumns) != columnUnknown || columnOf(text, errorColumns) != columnUnknown {
			return false
		}
	}
	return true
}

// checkNoteTable warns of a table in a note if its columns are those of parameters, errors or
// callers, or its rows are, in whichever language: docgen does not know the heading above it.
func (r *reader) checkNoteTable(t *east.Table) {
	params, errors, callers := map[column]bool{}, map[column]bool{}, r.hasTypes(t)
	if r.hasErrors(t) { // only pages of methods have these
		callers, r.sawMethod = true, r.sawMethod || strings.Contains(r.page.Method.Text, ".")
	}
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

// hasTypes reports whether a cell of a table is a link to a type.
func (r *reader) hasTypes(t *east.Table) bool {
	return anyRow(t, func(cell ast.Node) bool {
		link, ok := cell.FirstChild().(*ast.Link)
		return ok && cell.ChildCount() == 1 && refOf(string(link.Destination)).Kind == page.RefType
	})
}

// hasErrors reports whether a row of a table has the name of an error and a code.
func (r *reader) hasErrors(t *east.Table) bool {
	isNamed := func(cell ast.Node) bool { return fullName.MatchString(r.plain(cell)) }
	isCoded := func(cell ast.Node) bool { return errorCodeCell.MatchString(r.plain(cell)) }
	return anyRow(t, isNamed, isCoded)
}

// anyRow reports whether a row of a table has, for each condition, a cell that meets it.
func anyRow(t *east.Table, conditions ...func(ast.Node) bool) bool {
	for row := t.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		met := 0
		for _, condition := range conditions {
			for c := row.FirstChild(); c != nil; c = c.NextSibling() {
				if condition(c) {
					met++
					break
				}
			}
		}
		if met == len(conditions) {
			return true
		}
	}
	return false
}

// rows finds out what the columns of a table hold, and calls read for each row.
// The known columns are paramColumns or errorColumns; it warns of needed columns
// that the table lacks.
func (r *reader) rows(t *east.Table, known map[string]column, needed []column, read func(row)) {
	columns := r.columns(t, known, needed)
	for n := t.FirstChild(); n != nil; n = n.NextSibling() {
		if _, ok := n.(*east.TableRow); !ok {
			continue
		}
		if _, ok := t.AttributeString(withoutPipes); ok {
			if found := r.row(n, columns, r.cellTexts(n), r.pos(n.Pos())); slices.Contains(columns, columnName) {
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

// cellTexts returns the text of each cell in a row.
func (r *reader) cellTexts(row ast.Node) []string {
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
