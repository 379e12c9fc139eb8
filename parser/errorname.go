package parser

import "strings"

// Pattern returns the name of an error with each of its arguments as %d:
// "SLOWMODE_WAIT_X", "SLOWMODE_WAIT_%d" and "SLOWMODE_WAIT_*" are
// "SLOWMODE_WAIT_%d". A part is an argument when all of it stands for one;
// digits of a page are never one ("MD5_CHECKSUM_INVALID").
func Pattern(name string) string {
	parts := strings.Split(name, "_")
	for i, part := range parts {
		switch {
		case i > 0 && (part == "X" || part == "*" || part == "%s"):
			parts[i] = "%d"
		case i == len(parts)-1 && i > 0 && part == "XMIN":
			parts[i] = "%dMIN"
		}
	}
	return strings.Join(parts, "_")
}
