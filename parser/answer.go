package parser

import (
	"regexp"
	"strings"
	"unicode"

	"example.com/docgen/parser/page"
)

// answers are the values that mean yes and no, in flags and in the columns
// Required and Optional, as plainAnswer normalizes them.
var answers = map[string]bool{
	"yes": true, "true": true, "✅": true, "✔": true, "☑": true,
	"no": false, "false": false, "❌": false, "✖": false, "✘": false, "✗": false,
}

// needs are the words that a Required or Optional column can have instead. They
// mean the same in both.
var needs = map[string]bool{"required": true, "mandatory": true, "optional": false}

// unknownAnswer is the answer of a correction that takes a flag away.
const unknownAnswer = "unknown"

// availabilityOf returns what the value of a flag means, and whether it means anything.
func availabilityOf(value string) (availability page.Availability, ok bool) {
	if plainAnswer(value) == unknownAnswer {
		return page.Unknown, true
	}
	yes, ok := answerOf(value)
	if yes {
		return page.Yes, ok
	}
	return page.No, ok
}

// answerOf returns whether a value means yes, and whether it means yes or no at
// all.
func answerOf(value string) (yes, ok bool) {
	value = plainAnswer(value)
	if mark, word, two := strings.Cut(value, " "); two { // such as "❌ No"
		yes, ok = answers[strings.TrimRight(mark, "\ufe0f")]
		again, isAnswer := answers[word]
		return yes, ok && isAnswer && yes == again
	}
	yes, ok = answers[value]
	return yes, ok
}

// remarkStart matches what separates an answer from a remark on it.
var remarkStart = regexp.MustCompile(`^\s*[(,;.–—-]`)

// splitAnswer returns the answer that a value starts with, and the remark after it, as
// in "NO (since 2021)". Without a remark, the answer is the value.
func splitAnswer(value string) (answer, remark string) {
	value = strings.TrimSpace(value)
	if isAnswer(value) {
		return value, ""
	}
	end := strings.IndexFunc(value, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(,;.–—-", r) })
	if end > 0 && isAnswer(value[:end]) && remarkStart.MatchString(value[end:]) {
		return value[:end], strings.TrimLeft(value[end:], ",;.–—- ")
	}
	return value, ""
}

func isAnswer(value string) bool {
	_, ok := availabilityOf(value)
	return ok
}

// needOf returns whether a parameter is required, by its cell in the column
// Required or Optional. It is not ok if the cell does not say.
func needOf(value string, column column) (required, ok bool) {
	if required, ok = needs[plainAnswer(value)]; ok {
		return required, true
	}
	yes, ok := answerOf(value)
	return ok && yes == (column == columnRequired), ok
}

// plainAnswer returns a value in lower case, without the full stop after a word
// or the variation selector after an emoji.
func plainAnswer(value string) string {
	return strings.TrimRight(strings.ToLower(strings.TrimSpace(value)), ".\ufe0f")
}
