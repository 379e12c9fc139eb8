package corpus

import (
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/page"
)

// returns writes the heading with the type of the result.
func (m *maker) returns() {
	result := m.layout.types.result(m.method)
	m.facts.Returns = Fact{result.tl, m.line()}
	m.printf("### Return type: %s\n\n", result.markdown)
}

// flags writes the headings that say who may call the method.
func (m *maker) flags() {
	for _, line := range m.layout.flags {
		flag, word := Flag{page.No, m.line()}, "NO"
		if line.of(m.method) {
			flag.Value, word = page.Yes, "YES"
		}
		*line.flag(&m.facts) = flag
		m.printf(line.heading, word)
	}
}

// Bots can call one method in six. Of those methods, one in six is for bots alone, and
// one in six can be called over a business connection.
func botsCan(m *bind.Method) bool     { return sumOf(m)%6 == 0 }
func usersCan(m *bind.Method) bool    { return sumOf(m)%36 != 6 }
func businessCan(m *bind.Method) bool { return sumOf(m)%36 == 0 && !m.Generic }

// markupNote writes a section about what the documented client takes for a keyboard.
func (m *maker) markupNote() {
	if !m.takes("reply_markup") {
		return
	}
	m.printf("\n")
	m.note("Usage of reply_markup")
	m.printf("## Usage of reply_markup\n\nYou can provide bot API keyboard objects, too.  \n\n\n")
}

// valueNote writes a section about what the documented client returns.
func (m *maker) valueNote() {
	if !m.oneIn(m.layout.quirks.note, 4) {
		return
	}
	m.printf("\n")
	m.note("Return value")
	m.printf("## Return value \n\nIf the length of the provided message is bigger than 100, it will be split up, and several %s come back, one for each part.\n\n\n", m.layout.types.result(m.method).markdown)
}

// modeNote writes a section about parse modes, which has blocks of code. No blank line
// follows it: as on real pages, the heading of the errors comes right below.
func (m *maker) modeNote() {
	if !m.hasParseMode() {
		return
	}
	m.printf("\n")
	m.note("Usage of parse_mode:")
	m.printf("## Usage of parse_mode:\n\nWith html, tags count.  \n\nThese are known:\n\n" +
		"```html\n<b>bold <i>and more</i></b>\n<a href=\"https://example.com\">a link</a>\n```\n\n" +
		"With Markdown, `mention:` does as well:  \n\n```markdown\n[somebody](mention:@example)\n# No heading\n```\n\n" +
		"All of [the entities](https://example.com/entities) count.\n")
}
