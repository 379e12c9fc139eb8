package html

import (
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"example.com/docgen/parser/diag"
)

// The kinds of rows. The kind is the first byte of a row.
const (
	same    = ' '
	removed = '-'
	added   = '+'
)

// compareLines returns the lines of two texts as rows. A row is a line with its kind
// before it. A line that both texts have is one row; removed lines come before the
// lines that were added in their place.
func compareLines(before, after string) []string {
	var rows []string
	add := func(kind byte, text string) {
		for line := range strings.Lines(text) {
			rows = append(rows, string(kind)+diag.Visible(strings.TrimSuffix(line, "\n")))
		}
	}
	at := 0
	for _, edit := range udiff.Lines(before, after) {
		add(same, before[at:edit.Start])
		add(removed, before[edit.Start:edit.End])
		add(added, edit.New)
		at = edit.End
	}
	add(same, before[at:])
	return rows
}
