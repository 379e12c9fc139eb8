package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Visible returns a text with its hidden characters spelled out, as in ⟨U+202E⟩, and
// with U+FFFD in place of what is not UTF-8.
func Visible(text string) string {
	return rewrite(text, func(_ string, _ int, r rune) bool { return Hidden(r) }, spelled)
}

// PrintableLines returns a text of somebody else, such as that of a page, a file's name
// or the output folder, so that it can be printed: with what Visible changes, and with a
// space in what GitHub or Azure would take for a command in a log, as in "## [error]x"
// and ": :add-mask: :x".
func PrintableLines(text string) string {
	return rewrite(text, unprintable, func(r rune) string {
		if Hidden(r) {
			return spelled(r)
		}
		return " " + string(r)
	})
}

// Printable returns a text like PrintableLines, as one line.
func Printable(text string) string {
	return strings.ReplaceAll(PrintableLines(text), "\n", spelled('\n'))
}

// PrintableJSON returns JSON that means the same, with an escape in place of each
// character that PrintableLines changes.
func PrintableJSON(json string) string {
	return rewrite(json, unprintable, func(r rune) string {
		if r < 0x10000 {
			return fmt.Sprintf(`\u%04x`, r)
		}
		high, low := utf16.EncodeRune(r)
		return fmt.Sprintf(`\u%04x\u%04x`, high, low)
	})
}

func spelled(r rune) string { return fmt.Sprintf("⟨U+%04X⟩", r) }

// unprintable reports whether the character of a text at an offset is hidden, or is what
// makes a command of the text around it: the second colon of ::error, or a bracket.
func unprintable(text string, at int, r rune) bool {
	before, after := text[:at], text[at+1:]
	switch r {
	case ':':
		return strings.HasSuffix(before, ":") && after != "" && unicode.IsLetter(rune(after[0]))
	case '[':
		return strings.HasSuffix(before, "##") || strings.HasSuffix(before, "##vso")
	}
	return Hidden(r)
}

// rewrite replaces the characters of a text that are to be changed.
func rewrite(text string, changed func(text string, at int, r rune) bool, replace func(r rune) string) string {
	text = strings.ToValidUTF8(text, string(utf8.RuneError))
	var b strings.Builder
	done := 0
	for i, r := range text {
		if changed(text, i, r) {
			b.WriteString(text[done:i] + replace(r))
			done = i + utf8.RuneLen(r)
		}
	}
	return b.String() + text[done:]
}
