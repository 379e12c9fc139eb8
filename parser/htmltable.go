package parser

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An htmlTable is a table that is open.
type htmlTable struct {
	node *east.Table
	// row and cell are those that are open, nil for none.
	row  *east.TableRow
	cell *east.TableCell
	// start is the offset of the content of the cell, and spanned how many cells after it
	// it stands for.
	start, spanned int
	// down is how many rows below the cell reaches into.
	down int
	// below has the cells that reach into the rows below, by their columns.
	below map[int]*belowCell
	// rows is how many rows the table has, full says that it has more than are read.
	rows int
	full bool
}

// A belowCell is the text of a cell that reaches into rows more, such as the code of several
// errors.
type belowCell struct {
	rows       int
	text       string
	start, end int
}

// withoutPipes is the attribute of a table whose cells are not separated by pipes, such as one
// in HTML.
const withoutPipes = "withoutPipes"

// startOfTable reads the start of a table, or of a part of it.
func (w *htmlReader) startOfTable(token html.Token) {
	t := w.table
	switch tag := token.DataAtom; {
	case tag == atom.Table && t != nil:
		w.unread("a table within a table is left out")
		w.startSkip(tag)
	case tag == atom.Table:
		w.endBlock()
		w.list = nil
		w.table = &htmlTable{node: east.NewTable()}
		w.table.node.SetAttributeString(withoutPipes, true)
		w.table.node.SetPos(w.start)
	case t == nil:
		w.separate()
	case tag == atom.Tr:
		w.startRow()
	default:
		w.startCell(token)
	}
}

func (w *htmlReader) startRow() {
	t := w.table
	w.endRow()
	t.row = east.NewTableRow(nil)
	t.row.SetPos(w.start)
}

func (w *htmlReader) startCell(token html.Token) {
	t := w.table
	if t.row == nil {
		w.startRow()
	}
	w.endCell()
	w.repeatCells()
	t.cell, t.start, t.spanned, t.down, w.inline = east.NewTableCell(), w.end, 0, 0, nil
	t.cell.SetPos(w.end)
	for _, a := range token.Attr {
		n, err := strconv.Atoi(a.Val)
		if err == nil && n <= 1 {
			continue
		}
		switch a.Key {
		case "rowspan":
			t.down = min(max(n-1, 0), maxRows)
		case "colspan":
			w.unread("the cell spans several columns; all but the first count as empty")
			t.spanned = min(max(n-1, 0), maxCells)
		}
	}
}

// repeatCells adds the cells of rows above that reach into the next columns of the row.
func (w *htmlReader) repeatCells() {
	t := w.table
	for {
		above := t.below[t.row.ChildCount()]
		if above == nil || above.rows == 0 {
			return
		}
		above.rows--
		cell := east.NewTableCell()
		cell.SetPos(above.start)
		cell.SetLines(text.NewSegments())
		cell.Lines().Append(text.NewSegment(above.start, above.end))
		cell.AppendChild(cell, ast.NewString([]byte(above.text)))
		t.row.AppendChild(t.row, cell)
	}
}

// endCell ends the cell that is open.
func (w *htmlReader) endCell() {
	t := w.table
	if t.cell == nil {
		return
	}
	switch cells := t.row.ChildCount(); {
	case cells < maxCells:
		start, end := contentOf(w.text, t.start, w.start)
		t.cell.SetLines(text.NewSegments())
		t.cell.Lines().Append(text.NewSegment(start, end))
		if t.down > 0 {
			if t.below == nil {
				t.below = map[int]*belowCell{}
			}
			t.below[cells] = &belowCell{t.down, w.plain(t.cell), start, end}
		}
		t.row.AppendChild(t.row, t.cell)
		for ; t.spanned > 0; t.spanned-- {
			empty := east.NewTableCell()
			empty.SetPos(end)
			empty.SetLines(text.NewSegments())
			t.row.AppendChild(t.row, empty)
		}
	case !t.full:
		t.full = true
		w.unread("a row has more than %d cells; the rest is left out", maxCells)
	}
	t.cell, w.inline = nil, nil
}

// contentOf returns where the content of a cell starts, past white space and tags, and
// where it ends.
func contentOf(page []byte, start, end int) (first, last int) {
	for i := start; i < end; i++ {
		switch page[i] {
		case ' ', '\t', '\n':
			continue
		case '<':
			for i < end && page[i] != '>' {
				i++
			}
			continue
		}
		return i, end
	}
	return start, start // an empty cell
}

// endRow ends the row that is open. The first row is the heading of the table.
func (w *htmlReader) endRow() {
	t := w.table
	w.endCell()
	if t.row != nil && t.row.ChildCount() > 0 {
		w.repeatCells()
	}
	row := t.row
	t.row = nil
	if row == nil || row.ChildCount() == 0 {
		return
	}
	if t.rows++; t.rows > maxRows {
		if !t.full {
			t.full = true
			w.unread("a table has more than %d rows; the rest is left out", maxRows)
		}
		return
	}
	if t.rows == 1 {
		header := east.NewTableHeader(row)
		header.SetPos(row.Pos())
		t.node.AppendChild(t.node, header)
		return
	}
	t.node.AppendChild(t.node, row)
}

// endOfTable reads the end of a table, or of a part of it.
func (w *htmlReader) endOfTable(tag atom.Atom) {
	switch {
	case w.table == nil:
		w.separate()
	case tag == atom.Table:
		w.endTable()
	case tag == atom.Tr:
		w.endRow()
	default:
		w.endCell()
	}
}

func (w *htmlReader) endTable() {
	t := w.table
	w.endRow()
	w.table = nil
	if t.node.ChildCount() > 0 {
		w.blocks = append(w.blocks, ast.Node(t.node))
	}
}
