package report

import (
	"bytes"
	"testing"

	"example.com/docgen/parser/diag"
)

// TestDetail checks what is printed below a diagnostic on a terminal: the line of the
// page without control characters, a mark, and the hint.
func TestDetail(t *testing.T) {
	source := []byte("# Method: x\r\n\n\t| é \x1b[31m|bad|\n")
	for _, c := range []struct {
		pos  diag.Pos
		want string
	}{
		{diag.Pos{Line: 3, Column: 12}, "  3 | \t| é ⟨U+001B⟩[31m|bad|\n    | \t                ^\n  hint: do it\n"},
		{diag.Pos{Line: 1, Column: 11}, "  1 | # Method: x\n    |           ^\n  hint: do it\n"},
		{diag.Pos{Line: 2}, "  2 | \n  hint: do it\n"},
		{diag.Pos{Line: 9, Column: 1}, "  hint: do it\n"},
		{diag.Pos{}, "  hint: do it\n"},
	} {
		var b bytes.Buffer
		writeDetail(&b, diag.Diagnostic{Pos: c.pos, Hint: "do it"}, source)
		if b.String() != c.want {
			t.Errorf("at %v:\n%q, want\n%q", c.pos, b.String(), c.want)
		}
	}
}
