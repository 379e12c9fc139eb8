package diag

// Hidden reports whether a character is invisible and can change how the text
// around it is read: control characters other than tab and line feed, the
// bidirectional controls, invisible operators, tags and the byte order mark.
// Zero width joiners and non-joiners are left alone: emoji and some scripts
// are written with them.
func Hidden(r rune) bool {
	switch {
	case r == '\t', r == '\n':
		return false
	case r < 0x20, 0x7f <= r && r < 0xa0:
		return true
	case r == 0x061c, r == 0x180e, r == 0x200b, r == 0x200e, r == 0x200f, r == 0xfeff:
		return true
	case 0x2028 <= r && r <= 0x202e, 0x2060 <= r && r <= 0x206f, 0xfff9 <= r && r <= 0xfffb:
		return true
	case 0xe0000 <= r && r <= 0xe007f:
		return true
	}
	return false
}
