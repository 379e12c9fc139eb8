package parser

import (
	"regexp"
	"slices"
	"strings"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// call is the method call in an example: the method in TL notation and the names
// of the parameters.
type call struct {
	method located
	params []located
	// partial says that the call has an argument without a name, which may be any
	// parameter: then docgen can't tell whether the call lacks one.
	partial bool
}

// located is a part of an example, with its offset in the example.
type located struct {
	text   string
	offset int
}

var (
	// phpCall matches $MadelineProto->messages->importChatInvite(
	phpCall = regexp.MustCompile(`\$\w+->((?:[a-z]\w*->)?[A-Za-z]\w*)\(`)
	// luaCall matches messages.importChatInvite({
	luaCall = regexp.MustCompile(`(?:^|[\s=])((?:[a-z]\w*\.)?[A-Za-z]\w*)\(\{`)
	// jsCall matches invoke(new Api.messages.ImportChatInvite( and, in libraries that name
	// methods as TL does, call('messages.importChatInvite', {
	jsCall  = regexp.MustCompile(`\binvoke\(\s*new\s+(?:\w+\.)*?Api\.((?:\w+\.)?\w+)\(`)
	jsNamed = regexp.MustCompile(`\.call\(\s*['"]((?:\w+\.)?\w+)['"]\s*,\s*\{`)
	// httpMethod matches the method in the URL of a request, as in
	// https://host/userTOKEN/messages.importChatInvite
	httpMethod = regexp.MustCompile(`https?://\S+/(?:user|bot)\w*/([a-z]\w*(?:\.[a-z]\w*)?)\b`)
	// httpNamed matches the method in the list of a request's parameters, and
	// httpParams the JSON with its parameters in the same list.
	httpNamed  = regexp.MustCompile(`(?m)^[*-] method - (\S+)`)
	httpParams = regexp.MustCompile("(?m)^[*-] params - `(\\{)")
	// httpParam matches a parameter that is a line of its own.
	httpParam = regexp.MustCompile(`(?m)^([a-z]\w*) - `)
	// argument matches the name before a value: 'hash' => or hash: in PHP, "hash":
	// in JSON, hash= in Lua.
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
		if c.method.text != r.page.Method.Text {
			r.warn(posInExample(e, c.method.offset), diag.ExampleMethod, "call the method of the page",
				"the example calls %s, the page is about %s", c.method.text, r.page.Method.Text)
			continue
		}
		r.checkArguments(e, c)
	}
}

func (r *reader) checkArguments(e page.Example, c call) {
	for _, p := range c.params {
		if r.paramIndex(p.text) < 0 {
			r.warnAbout(p.text, posInExample(e, p.offset), diag.ExampleParameterUnknown, "correct the name, or add a row to the parameter table",
				"the example passes %s, which the page does not document", p.text)
		}
	}
	if c.partial {
		return
	}
	var missing []string
	for _, p := range r.page.Params {
		if p.Required && !slices.ContainsFunc(c.params, func(passed located) bool { return passed.text == p.Name }) {
			missing = append(missing, p.Name)
		}
	}
	if len(missing) > 0 {
		names := strings.Join(missing, ", ")
		r.warnAbout(names, posInExample(e, c.method.offset), diag.ExampleParameterMissing, "add it to the example, or say that it is optional",
			"the example lacks parameters that the page says are required: %s", names)
	}
}

// posInExample returns the position on the page of an offset in an example. The
// lines of an example are those of the page.
func posInExample(e page.Example, offset int) diag.Pos {
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

// callOf returns the call in an example, and whether docgen found one. It takes
// the last call, since some examples log in first.
func callOf(text string) (call, bool) {
	if strings.Contains(text, "/user") || strings.Contains(text, "/bot") { // faster than the pattern
		if m := httpMethod.FindStringSubmatchIndex(text); m != nil {
			return httpCall(text, m[2], m[3]), true
		}
	}
	if strings.Contains(text, "Api.") || strings.Contains(text, ".call(") {
		for _, pattern := range []*regexp.Regexp{jsCall, jsNamed} {
			if m := pattern.FindStringSubmatchIndex(text); m != nil {
				c := call{method: located{tlMethod(text[m[2]:m[3]]), m[2]}}
				c.arguments(text, m[1]-1)
				for i, p := range c.params {
					c.params[i].text = tlParam(p.text)
				}
				return c, true
			}
		}
	}
	for _, pattern := range []*regexp.Regexp{phpCall, luaCall} {
		all := pattern.FindAllStringSubmatchIndex(text, -1)
		if len(all) == 0 {
			continue
		}
		m := all[len(all)-1]
		c := call{method: located{strings.ReplaceAll(text[m[2]:m[3]], "->", "."), m[2]}}
		c.arguments(text, m[3])
		return c, true
	}
	return call{}, false
}

// httpCall reads an HTTP request whose method is text[start:end]. The parameters
// are lines of their own, or JSON in a list that also has the method.
func httpCall(text string, start, end int) call {
	c := call{method: located{text[start:end], start}}
	if m := httpNamed.FindStringSubmatchIndex(text); m != nil {
		c.method = located{text[m[2]:m[3]], m[2]}
	}
	if m := httpParams.FindStringSubmatchIndex(text); m != nil {
		c.arguments(text, m[2])
		return c
	}
	for _, m := range httpParam.FindAllStringSubmatchIndex(text, -1) {
		c.params = append(c.params, located{text[m[2]:m[3]], m[2]})
	}
	return c
}

// arguments reads the names of the arguments in the bracket that opens at an
// offset, as in (hash: 'x'), or in a bracket that is its only element, as in
// (['hash' => 'x']) and ({hash='x'}).
func (c *call) arguments(text string, open int) {
	list := elements(text, open)
	if len(list) == 1 && text[open] == '(' && strings.IndexByte("[{", text[list[0].offset]) >= 0 {
		list = elements(text, list[0].offset)
	}
	for _, element := range list {
		m := argument.FindStringSubmatchIndex(element.text)
		if m == nil {
			c.partial = true
			continue
		}
		c.params = append(c.params, located{element.text[m[2]:m[3]], element.offset + m[2]})
	}
}

// elements returns the elements of the list whose bracket opens at an offset.
// Commas separate them; an element of white space, as after a comma at the end,
// does not count.
func elements(text string, open int) []located {
	var list []located
	depth := 0
	start := open + 1
	add := func(end int) {
		element := strings.TrimLeft(text[start:end], " \n")
		if strings.TrimSpace(element) != "" {
			list = append(list, located{element, end - len(element)})
		}
		start = end + 1
	}
	for i := open; i < len(text); i++ {
		switch text[i] {
		case '\'', '"', '`':
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

// endOfString returns the offset of the quote that closes the string that opens at
// an offset, or of the last byte of the text if none does.
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
