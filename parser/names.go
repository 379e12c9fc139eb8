package parser

import (
	"regexp"
	"strings"
	"unicode"
)

// bareMethod matches a heading that is only a method's name, with what may stand around it: the
// class that has all methods in GramJS, the ID of its constructor, the brackets of a call.
var bareMethod = regexp.MustCompile(`^(?:Api\.)?([A-Za-z]\w*(?:\.[A-Za-z]\w*)?)(?:#[0-9a-f]{1,8})?(?:\(\))?(?: (?i:method|function))?$`)

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
