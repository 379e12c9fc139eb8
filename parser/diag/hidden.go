package diag

import "unicode"

// Hidden reports whether a character is invisible and can change how the text
// around it is read, or hide text within it: control characters other than tab
// and line feed, line and paragraph separators, bidirectional and other format
// characters, fillers, tags, variation selectors and the byte order mark.
//
// Hidden is false for the invisible characters that ordinary text needs: zero
// width joiners and non-joiners, which some scripts and emoji have, and the two
// variation selectors of emoji. It is false for the visible format characters.
func Hidden(r rune) bool {
	switch {
	case ' ' <= r && r <= '~', r == '\t', r == '\n':
		return false
	case r < 0xa0:
		return true
	case r == 0x200c, r == 0x200d, r == 0xfe0e, r == 0xfe0f:
		return false
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}
