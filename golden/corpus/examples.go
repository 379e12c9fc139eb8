package corpus

import (
	"fmt"
	"strings"

	"example.com/docgen/parser/diag"
)

// A phpForm is how the pages of a layout show a call in PHP.
type phpForm struct {
	heading string
	// fence is the language that the block of code names. language is the language
	// that docgen must read, which may come from the heading alone.
	fence, language string
	// named says that arguments are named. Otherwise they are in an array.
	named bool
	// last says that the file ends with the block of code, without a line break.
	last bool
}

// login is the code above the call in an example.
const login = `require_once __DIR__ . '/vendor/autoload.php';
if (getenv('CLIENT_HOME') === false) {
    exit('CLIENT_HOME names the folder of the session');
}

$client = new \Example\Client(getenv('CLIENT_HOME') . '/session.client');
$client->start();

`

// php writes an example in PHP.
func (m *maker) php() {
	form := &m.layout.php
	m.printf("%s", form.heading)
	m.printf("```%s\n", form.fence)
	m.example(form.language)
	m.printf("%s$answer = $client->%s(", login, strings.ReplaceAll(m.method.Name, ".", "->"))
	if form.named {
		m.arguments("", "%[1]s: $%[1]s, ", "", parseMode)
	} else {
		m.arguments("[", "'%[1]s' => $%[1]s, ", "]", parseMode)
	}
	m.printf(");\n```")
	if !form.last {
		m.printf("\n\n")
	}
}

// lua writes an example in Lua. In pages of 2020 it passes a name for the parse mode
// that the table does not have.
func (m *maker) lua() {
	m.printf("Or, if you are using Lua:\n\n```%s\n", strings.Replace(m.layout.php.fence, "php", "lua", 1))
	m.example("lua")
	mode := parseMode
	if m.layout.php.fence != "" && m.hasParseMode() {
		mode = "parseMode"
		m.warn(diag.ExampleParameterUnknown, m.line())
	}
	m.printf("answer = %s(", m.method.Name)
	m.arguments("{", "%[1]s=%[1]s, ", "}", mode)
	m.printf(")\n```\n\n")
}

// http writes the HTTP requests of bots and of users.
func (m *maker) http() {
	m.printf("### [HTTP API](https://http.example.com) example (NOT FOR MadelineProto):\n\n")
	if botsCan(m.method) {
		m.printf("### As a bot:\n\n")
		m.example("http")
		m.printf("Send a POST to `https://http.example.com/botTOKEN/client`\n\nParameters:\n\n* method - %s\n* params - `", m.method.Name)
		m.arguments("{", `"%[1]s": 1, `, "}", parseMode)
		m.printf("`\n\n\n\n")
	} else {
		m.printf("\n\n")
	}
	m.printf("### As a user:\n\n")
	m.example("http")
	m.userRequest()
	m.printf("\n\n\n")
}

// userRequest writes the request of users. If there is a parse mode, the request lists
// only this parameter, even if others are required.
func (m *maker) userRequest() {
	required := false
	for _, p := range m.facts.Params {
		required = required || p.Required
	}
	if m.hasParseMode() && required {
		m.warn(diag.ExampleParameterMissing, m.line())
	}
	m.printf("Send a POST to `https://http.example.com/userTOKEN/%s`\n\nParameters:\n\n", m.method.Name)
	for _, p := range m.facts.Params {
		if !m.hasParseMode() || p.Name == parseMode {
			m.printf("%s - as JSON\n\n", p.Name)
		}
	}
}

// example notes that an example starts in the next line.
func (m *maker) example(language string) {
	m.facts.Examples = append(m.facts.Examples, Fact{language, m.line()})
}

// arguments writes the parameters of a call between brackets. form is the format of one
// parameter, whose operand is the name. mode is the name of the parse mode. A call in PHP
// without parameters has no brackets either.
func (m *maker) arguments(opening, form, closing, mode string) {
	if len(m.facts.Params) == 0 && opening != "{" {
		return
	}
	var list strings.Builder
	for _, p := range m.facts.Params {
		name := p.Name
		if name == parseMode {
			name = mode
		}
		fmt.Fprintf(&list, form, name)
	}
	m.printf("%s", opening+list.String()+closing)
}
