package facts

import (
	"regexp"
	"strings"
)

// soundName matches the patterns that a Go constant can be named for.
var soundName = regexp.MustCompile(`^[A-Za-z0-9]+(?:%d[A-Za-z0-9]*)?(?:_(?:[A-Za-z0-9]+(?:%d[A-Za-z0-9]*)?|%d[A-Za-z0-9]*))*$`)

// ConstantName returns the name of the Go constant for the pattern of an error,
// and reports whether the pattern is fit for a name. The name depends on the
// pattern alone, and no two patterns have the same name:
//
//	INVITE_HASH_EXPIRED                      ErrInviteHashExpired
//	FLOOD_WAIT_%d                            ErrFloodWaitX
//	PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN   ErrPreviousChatImportActiveWaitXMin
//	FILE_PART_0_MISSING                      ErrFilePart0Missing
//	API_ID_INVALID                           ErrAPIIDInvalid
//	2FA_CONFIRM_WAIT_%d                      Err2FAConfirmWaitX
//	MD5_CHECKSUM_INVALID                     ErrMD5ChecksumInvalid
//	Timeout                                  ErrTimeout
//	TIMEOUT                                  ErrTIMEOUT
//
// A word with digits keeps its capitals, and so does an initialism. An underscore
// stays where it separates a digit or a single letter from another (A_1 is ErrA_1,
// A1 is ErrA1). A pattern of one word, or with small letters, stays as it is.
//
// By these rules two patterns could get the same name, such as FOO_BAR and FooBar.
// Only one of them gets it, here FOO_BAR. The name of the other one is Err_ and the
// whole pattern, with __x for an argument: Err_FooBar.
func ConstantName(pattern string) (string, bool) {
	if !soundName.MatchString(pattern) {
		return "", false
	}
	if body := constantWords(pattern); readConstant(body) == pattern {
		return "Err" + body, true
	}
	return "Err_" + strings.ReplaceAll(pattern, "%d", "__x"), true
}

// constantWords returns a pattern in Go's spelling.
func constantWords(pattern string) string {
	parts := strings.Split(pattern, "_")
	literal := strings.ReplaceAll(pattern, "%d", "")
	if strings.ToUpper(literal) != literal || len(parts) == 1 {
		return strings.ToUpper(pattern[:1]) + strings.ReplaceAll(pattern[1:], "%d", "X")
	}
	var b strings.Builder
	for i, part := range parts {
		if i > 0 && (startsDigit(part) || len(part) == 1) && (endsDigit(parts[i-1]) || len(parts[i-1]) == 1) {
			b.WriteByte('_')
		}
		b.WriteString(constantWord(part))
	}
	return b.String()
}

// constantWord returns a word of a constant's name.
func constantWord(part string) string {
	before, after, argument := strings.Cut(part, "%d")
	if argument {
		return constantWord(before) + "X" + constantWord(after)
	}
	if part == "" {
		return ""
	}
	if word, ok := initialisms[part]; ok {
		return word
	}
	if strings.ContainsAny(part, "0123456789") && strings.Trim(part, "0123456789") != "" {
		return part
	}
	return part[:1] + strings.ToLower(part[1:])
}

// initialisms are the words that gotd/td spells in capitals in the constants
// of its own errors (tg/tl_errors_gen.go).
var initialisms = map[string]string{
	"API": "API", "CDN": "CDN", "DC": "DC", "ID": "ID", "IDS": "IDs", "JSON": "JSON",
	"SMS": "SMS", "SRP": "SRP", "TTL": "TTL", "URL": "URL",
}

var (
	// readInitialism reads the spellings of initialisms, the longest first.
	readInitialism = regexp.MustCompile(`^(?:IDs|API|CDN|DC|ID|JSON|SMS|SRP|TTL|URL)(?:[^a-z]|$)`)
	readWord       = regexp.MustCompile(`^[A-Z][a-z]+`)
	readCapitals   = regexp.MustCompile(`^[A-Z0-9]+`)
	// readNumbered reads a number with an argument after it.
	readNumbered = regexp.MustCompile(`^[0-9]+X$`)
)

// readConstant returns the pattern that docgen reads from a name without its Err.
func readConstant(body string) string {
	if readWord.FindString(body) == body || readCapitals.FindString(body) == body && len(readInitials(body)) < 2 {
		return body // a name of one word is kept as it is
	}
	var words []string
	for rest := body; rest != ""; {
		word, size := readOne(rest, len(words) == 0)
		if size == 0 {
			return "" // constantWords spells no pattern so
		}
		if word != "" {
			words = append(words, word)
		}
		rest = rest[size:]
	}
	return strings.ReplaceAll(strings.Join(words, "_"), "%d_MIN", "%dMIN")
}

// readInitials returns the initialisms of a text that has nothing else, or nil.
func readInitials(text string) []string {
	var words []string
	for text != "" {
		m := readInitialism.FindString(text + " ")
		if m == "" {
			return nil
		}
		words = append(words, m[:len(m)-1])
		text = text[len(m)-1:]
	}
	return words
}

// readOne reads the word that a spelling starts with, and returns it with the
// size of its spelling.
func readOne(body string, first bool) (word string, size int) {
	if body[0] == '_' {
		return "", 1
	}
	if m := readInitialism.FindString(body + " "); m != "" {
		return strings.ToUpper(m[:len(m)-1]), len(m) - 1
	}
	if m := readWord.FindString(body); m != "" {
		return strings.ToUpper(m), len(m)
	}
	m := readCapitals.FindString(body)
	if m != "" && len(m) < len(body) && body[len(m)] >= 'a' {
		m = m[:len(m)-1] // the last capital starts a word
	}
	switch {
	case m == "":
		return "", 0
	case m[0] == 'X' && !first:
		return "%d", 1
	case readNumbered.MatchString(m):
		return m[:len(m)-1] + "_%d", len(m)
	}
	return m, len(m)
}

func startsDigit(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }

func endsDigit(s string) bool { return s != "" && startsDigit(s[len(s)-1:]) }
