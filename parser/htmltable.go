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
	// rows is how many rows the table has, full says that it has more than are read.
	rows int
	full bool
}

// isHTML is the attribute of a table in HTML.
const isHTML = "html"

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
		w.table.node.SetAttributeString(isHTML, true)
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
	t.cell, t.start, t.spanned, w.inline = east.NewTableCell(), w.end, 0, nil
	t.cell.SetPos(w.end)
	for _, a := range token.Attr {
		n, err := strconv.Atoi(a.Val)
		if a.Key != "colspan" && a.Key != "rowspan" || err == nil && n <= 1 {
			continue
		}
		w.unread("the cell spans several others (%s), which count as empty", a.Key)
		if a.Key == "colspan" {
			t.spanned = min(max(n-1, 0), maxCells)
		}
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
