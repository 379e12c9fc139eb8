package html

import (
	"fmt"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"example.com/docgen/parser/diag"
)

// The kinds of rows in a comparison of two texts, each the first byte of a row.
const (
	same    = ' '
	removed = '-'
	added   = '+'
)

// compareLines returns the lines of both texts as rows: each is a line with its
// kind before it, removed lines before what was added in their place. What both
// texts have is there once.
func compareLines(before, after string) []string {
	var rows []string
	add := func(kind byte, text string) {
		for line := range strings.Lines(text) {
			rows = append(rows, string(kind)+visible(strings.TrimSuffix(line, "\n")))
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

// visible spells out what nobody sees and what changes how a line is read, such
// as a bidirectional control: a reviewer is shown what is there.
func visible(line string) string {
	if strings.IndexFunc(line, diag.Hidden) < 0 {
		return line
	}
	var b strings.Builder
	for _, r := range line {
		if diag.Hidden(r) {
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
