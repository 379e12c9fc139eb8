package parser

import (
	"regexp"
	"slices"
	"strings"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// call is what an example calls: a method in TL notation and the names of its
// parameters, each with its offset in the example.
type call struct {
	method named
	params []named
	// partial says that the call takes something that is not a named parameter,
	// so that nothing can be said to be missing.
	partial bool
}

type named struct {
	name string
	at   int
}

var (
	// phpCall is $MadelineProto->messages->importChatInvite(
	phpCall = regexp.MustCompile(`\$\w+->((?:[a-z]\w*->)?[A-Za-z]\w*)\(`)
	// luaCall is messages.importChatInvite({
	luaCall = regexp.MustCompile(`(?:^|[\s=])((?:[a-z]\w*\.)?[A-Za-z]\w*)\(\{`)
	// httpMethod is the last part of https://host/userTOKEN/messages.importChatInvite,
	// httpNamed the method of a request that names it among its parameters.
	httpMethod = regexp.MustCompile(`https?://\S+/(?:user|bot)\w*/([a-z]\w*(?:\.[a-z]\w*)?)\b`)
	httpNamed  = regexp.MustCompile(`(?m)^[*-] method - (\S+)`)
	httpParams = regexp.MustCompile("(?m)^[*-] params - `(\\{)")
	httpParam  = regexp.MustCompile(`(?m)^([a-z]\w*) - `)
	// argument is the name before a value: 'hash' => in PHP, hash: or "hash":
	// there and in JSON, hash= in Lua.
	argument = regexp.MustCompile(`^\s*['"]?([A-Za-z_]\w*)['"]?\s*(?:=>|:[^:]|=[^=>])`)
)

// checkExamples compares what the examples call with the page: its method, and
// the rows of its parameter table.
func (r *reader) checkExamples() {
	for _, e := range r.page.Examples {
		c, ok := callOf(e.Text)
		if !ok {
			continue
		}
		if c.method.name != r.page.Method.Text {
			r.warn(within(e, c.method.at), diag.ExampleMethod, "call the method of the page",
				"the example calls %s, the page is about %s", c.method.name, r.page.Method.Text)
			continue
		}
		r.checkArguments(e, c)
	}
}

func (r *reader) checkArguments(e page.Example, c call) {
	for _, p := range c.params {
		if r.paramIndex(p.name) < 0 {
			r.warn(within(e, p.at), diag.ExampleParameterUnknown, "correct the name, or add a row to the parameter table",
				"the example passes %s, which the page does not document", p.name)
		}
	}
	if c.partial {
		return
	}
	var missing []string
	for _, p := range r.page.Params {
		if p.Required && !slices.ContainsFunc(c.params, func(n named) bool { return n.name == p.Name }) {
			missing = append(missing, p.Name)
		}
	}
	if len(missing) > 0 {
		r.warn(within(e, c.method.at), diag.ExampleParameterMissing, "add it to the example, or say that it is optional",
			"the example lacks what the page says is required: %s", strings.Join(missing, ", "))
	}
}

// within returns the place of an offset in an example, whose lines stand on
// the page as they are.
func within(e page.Example, offset int) diag.Pos {
	pos := e.Pos
	before := e.Text[:offset]
	if n := strings.Count(before, "\n"); n > 0 {
		pos.Line += n
		pos.Column = offset - strings.LastIndexByte(before, '\n')
	} else {
		pos.Column += offset
	}
	return pos
}

// callOf returns the call of an example, and whether there is one that docgen
// can read. An example that logs in first has its call at the end.
func callOf(text string) (call, bool) {
	if strings.Contains(text, "/user") || strings.Contains(text, "/bot") { // spares the others the pattern
		if m := httpMethod.FindStringSubmatchIndex(text); m != nil {
			return httpCall(text, m[2], m[3]), true
		}
	}
	for _, pattern := range []*regexp.Regexp{phpCall, luaCall} {
		all := pattern.FindAllStringSubmatchIndex(text, -1)
		if len(all) == 0 {
			continue
		}
		m := all[len(all)-1]
		c := call{method: named{strings.ReplaceAll(text[m[2]:m[3]], "->", "."), m[2]}}
		c.arguments(text, m[3])
		return c, true
	}
	return call{}, false
}

// httpCall reads a request: the parameters are lines of their own, or a value
// of JSON beside the name of the method.
func httpCall(text string, start, end int) call {
	c := call{method: named{text[start:end], start}}
	if m := httpNamed.FindStringSubmatchIndex(text); m != nil {
		c.method = named{text[m[2]:m[3]], m[2]}
	}
	if m := httpParams.FindStringSubmatchIndex(text); m != nil {
		c.arguments(text, m[2])
		return c
	}
	for _, m := range httpParam.FindAllStringSubmatchIndex(text, -1) {
		c.params = append(c.params, named{text[m[2]:m[3]], m[2]})
	}
	return c
}

// arguments reads the names in the brackets that open at an offset, or in those
// that are their first element: (hash: 'x'), (['hash' => 'x']), ({hash='x'}).
func (c *call) arguments(text string, open int) {
	list := elements(text, open)
	if len(list) == 1 && text[open] == '(' && strings.IndexByte("[{", text[list[0].at]) >= 0 {
		list = elements(text, list[0].at)
	}
	for _, element := range list {
		m := argument.FindStringSubmatchIndex(element.name)
		if m == nil {
			c.partial = true
			continue
		}
		c.params = append(c.params, named{element.name[m[2]:m[3]], element.at + m[2]})
	}
}

// elements returns the elements of the list whose bracket opens at an offset,
// apart by commas, without the empty one that a comma at the end leaves.
func elements(text string, open int) []named {
	var list []named
	depth := 0
	start := open + 1
	add := func(end int) {
		element := strings.TrimLeft(text[start:end], " \n")
		if strings.TrimSpace(element) != "" {
			list = append(list, named{element, end - len(element)})
		}
		start = end + 1
	}
	for i := open; i < len(text); i++ {
		switch text[i] {
		case '\'', '"':
			i = endOfString(text, i)
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				add(i)
				return list
			}
		case ',':
			if depth == 1 {
				add(i)
			}
		}
	}
	return list
}

// endOfString returns the offset of the quote that ends a string, or of the
// text's last byte.
func endOfString(text string, open int) int {
	for i := open + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case text[open]:
			return i
		}
	}
	return len(text) - 1
}
