package layout

import "slices"

// A column is what gofmt aligns in lines that follow each other: the types of fields,
// or the values behind keys. It has a cell for each line.
type column []cell

// A cell is the text before the column in one line: where it starts and ends in the
// output.
type cell struct{ start, end int }

func (c *column) add(start, end int) { *c = append(*c, cell{start, end}) }

// align puts spaces behind the cells of a column, so that all are as wide as the
// widest. Then the column is empty, for the next lines.
func (p *printer) align(c *column) {
	cells := *c
	*c = cells[:0]
	if len(cells) < 2 {
		return
	}
	width := 0
	for _, cell := range cells {
		width = max(width, cell.end-cell.start)
	}
	first := cells[0].start
	lines := slices.Clone(p.out[first:])
	p.out = p.out[:first]
	copied := 0
	for _, cell := range cells {
		p.out = append(p.out, lines[copied:cell.end-first]...)
		for range width - (cell.end - cell.start) {
			p.out = append(p.out, ' ')
		}
		copied = cell.end - first
	}
	p.out = append(p.out, lines[copied:]...)
}
