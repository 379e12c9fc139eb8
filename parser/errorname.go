package parser

import (
	"regexp"
	"strings"
)

// bracketed matches an argument in brackets, as in FLOOD_WAIT_{seconds}. An argument is a whole
// part of the name, so that the tag in MESSAGE_<wbr>ID is none.
var bracketed = regexp.MustCompile(`_(?:\{[^{}]*\}|<[^<>]*>|\([^()]*\)|\[[^\[\]]*\])(_|$)`)

// Pattern returns the name of an error with each argument as %d. It returns
// "SLOWMODE_WAIT_%d" for "SLOWMODE_WAIT_X", "SLOWMODE_WAIT_*", "SLOWMODE_WAIT_{seconds}"
// and "SLOWMODE_WAIT_%d". An argument is a whole part between underscores. Digits are
// no argument: "MD5_CHECKSUM_INVALID" stays as it is.
func Pattern(name string) string {
	if !strings.Contains(name, " ") && strings.ContainsAny(name, "{<([") {
		for range 2 { // the underscore between two arguments belongs to both
			name = bracketed.ReplaceAllString(name, "_%d$1")
		}
	}
	parts := strings.Split(name, "_")
	for i, part := range parts {
		if i == 0 {
			continue
		}
		if argument, ok := strings.CutSuffix(part, "MIN"); ok && i == len(parts)-1 && isArgument(argument) {
			parts[i] = "%dMIN"
		} else if isArgument(part) {
			parts[i] = "%d"
		}
	}
	return strings.Join(parts, "_")
}

// isArgument reports whether a part of a name stands for any number.
func isArgument(part string) bool {
	switch part {
	case "*", "#", "N", "n", "%d", "%s", "%i", "%u", "…", "...":
		return true
	}
	return part != "" && strings.Trim(part, "Xx") == ""
}

// deadLiteral matches characters of a pattern that no server sends in a name. They stand
// for something that docgen can't read, such as an argument or two names.
var deadLiteral = regexp.MustCompile(`[^A-Za-z0-9_]`)

// isDeadLiteral reports whether a pattern would match no error, since it has a sign that is
// not part of a name. The texts that servers send as sentences have spaces.
func isDeadLiteral(pattern string) bool {
	return !strings.Contains(pattern, " ") && deadLiteral.MatchString(strings.ReplaceAll(pattern, "%d", ""))
}
