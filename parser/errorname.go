package parser

import "strings"

// Pattern returns the name of an error with each argument as %d. It returns
// "SLOWMODE_WAIT_%d" for "SLOWMODE_WAIT_X", "SLOWMODE_WAIT_*" and
// "SLOWMODE_WAIT_%d". An argument is a whole part between underscores. Digits are
// no argument: "MD5_CHECKSUM_INVALID" stays as it is.
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
