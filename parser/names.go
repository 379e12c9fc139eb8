package parser

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// bareMethod matches a heading that is only a method's name, with what may stand around it: the
// class that has all methods in GramJS, the ID of its constructor, the brackets of a call, the
// ID that MultiMarkdown gives headings, the name of the site.
var bareMethod = regexp.MustCompile(`^(?:Api\.)?([A-Za-z]\w*(?:\.[A-Za-z]\w*)?)(?:#[0-9a-f]{1,8})?(?:\(\))?(?: (?i:method|function))?(?: \[[a-z][\w-]*\]| [|·–—-] (?i:telegram) .*)?$`)

// titleMethod matches a title that is a method's name, which the name of the site may follow.
var titleMethod = regexp.MustCompile(`^([A-Za-z]\w*\.[A-Za-z]\w*)(?:\s+[|·–—-]\s.*)?$`)

// bareMethodName returns the name in a heading that is only a method's name, as the
// heading writes it, or "".
func bareMethodName(heading string) string {
	if m := bareMethod.FindStringSubmatch(collapseSpace(heading)); m != nil && len(m[1]) <= maxName {
		return m[1]
	}
	return ""
}

// tlMethod returns the TL name of a method that may be written as the name of a class:
// messages.importChatInvite for messages.ImportChatInvite.
func tlMethod(name string) string {
	namespace, method, ok := strings.Cut(lowerFirst(name), ".")
	if lower := lowerFirst(method); ok && lower != method {
		return namespace + "." + lower
	}
	return lowerFirst(name)
}

func lowerFirst(name string) string {
	if name == "" || strings.ToLower(name[:1]) == name[:1] {
		return name
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// tlParam returns the TL name of a parameter that may be written in camelCase: g_a_hash
// for gAHash, user_id for userID. TL's own names have no capitals.
func tlParam(name string) string {
	if strings.Contains(name, "_") || strings.ToLower(name) == name {
		return name
	}
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if !unicode.IsUpper(r) {
			b.WriteRune(r)
			continue
		}
		startsWord := i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]))
		if startsWord {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// maxName limits the size of names. The longest names in eight years of pages have
// 41 bytes for a method, 27 for a parameter and 38 for an error.
const maxName = 128

// isName reports whether a text is a name by the grammar, which is one of
// paramName, errorName, methodName and typeName. All of these match a word, and
// isWord is faster.
func isName(grammar *regexp.Regexp, text string) bool {
	return len(text) <= maxName && (isWord(text) || grammar.MatchString(text))
}

// isWord reports whether a text is a letter with letters, digits and underscores
// after it.
func isWord(text string) bool {
	for i, r := range text {
		if !isLetter(r) && (i == 0 || r != '_' && !isDigit(r)) {
			return false
		}
	}
	return text != ""
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// quoted returns an invalid name for a message. It escapes all but ASCII, so that
// invisible characters, and those that look like others, can be told apart.
func quoted(name string) string {
	if len(name) > maxName {
		return strconv.QuoteToASCII(strings.ToValidUTF8(name[:maxName], "")) + " and so on"
	}
	return strconv.QuoteToASCII(name)
}

// cited returns a text of a page in quotes, or what to call it if it is empty.
func cited(text, empty string) string {
	if text == "" {
		return empty
	}
	return strconv.Quote(text)
}

var (
	// paramName is a parameter's name in TL notation.
	paramName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)
	// errorName is the name of an error, which a server sends in ASCII and at
	// times as a sentence. Letters of other alphabets are refused, since they can
	// look like those of another error.
	errorName = regexp.MustCompile(`^[!-~](?:[ -~]*[!-~])?$`)
	// methodName is a method's name in TL notation.
	methodName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)?$`)
	// namespacedMethod is a method's name with a namespace.
	namespacedMethod = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*\.[A-Za-z][A-Za-z0-9_]*$`)
	// typeName is a type's name in TL notation, or several as in long|string.
	typeName = regexp.MustCompile(`^!?[A-Za-z#][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)?(?:\|[A-Za-z0-9_.]+)*$`)
	// namespaced is a type's name in a link, where an underscore separates it from
	// its namespace: messages_Chats is messages.Chats.
	namespaced = regexp.MustCompile(`^([a-z][A-Za-z0-9]*)_([A-Z][A-Za-z0-9_]*)$`)
)
