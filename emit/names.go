package emit

import (
	"regexp"
	"strings"
)

// soundName is an error name that a constant can be named for.
var soundName = regexp.MustCompile(`^[A-Za-z0-9]+(?:%d[A-Za-z0-9]*)?(?:_(?:[A-Za-z0-9]+(?:%d[A-Za-z0-9]*)?|%d[A-Za-z0-9]*))*$`)

// constantName returns the Go constant of an error, by its pattern, and
// whether a sound name follows. The name depends on the pattern alone, and
// patterns that differ in a sound way get names that differ:
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
// A word with digits in it keeps its capitals, so that A2FA and A_2FA differ;
// so does an initialism. A digit or a single letter after a digit or a single
// letter has a line before it (A_1 is ErrA_1, A1 is ErrA1). A name of one word,
// or with small letters, is kept as it is.
func constantName(pattern string) (string, bool) {
	if !soundName.MatchString(pattern) {
		return "", false
	}
	parts := strings.Split(pattern, "_")
	literal := strings.ReplaceAll(pattern, "%d", "")
	if strings.ToUpper(literal) != literal || len(parts) == 1 {
		return "Err" + strings.ToUpper(pattern[:1]) + strings.ReplaceAll(pattern[1:], "%d", "X"), true
	}
	var b strings.Builder
	b.WriteString("Err")
	for i, part := range parts {
		if i > 0 && (startsDigit(part) || len(part) == 1) && (endsDigit(parts[i-1]) || len(parts[i-1]) == 1) {
			b.WriteByte('_')
		}
		b.WriteString(constantWord(part))
	}
	return b.String(), true
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

func startsDigit(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }

func endsDigit(s string) bool { return s != "" && startsDigit(s[len(s)-1:]) }
