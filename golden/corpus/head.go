package corpus

import (
	"fmt"
	"strings"

	"example.com/docgen/parser/diag"
)

// prose is a text in two forms: as Markdown, and without markup.
type prose struct{ markdown, plain string }

// head writes all that comes before the first section: the front matter, the heading
// and the summary.
func (m *maker) head() {
	summary := m.summary()
	description := prose{"What " + m.method.Name + " takes and returns", "What " + m.method.Name + " takes and returns"}
	if len(summary) > 0 {
		description = summary[0]
	}
	if len(summary) > 0 && m.breaksLines() {
		description.markdown = joined(summary).markdown
	}
	m.frontMatter(description)
	if len(summary) > 0 && (m.breaksLines() || m.breaksYAML()) {
		m.warn(diag.FrontMatterInvalid, 1)
	}
	m.heading()
	if len(summary) == 0 {
		return
	}
	if m.oneIn(m.layout.quirks.warned, 1) {
		m.warnings()
	}
	all := joined(summary)
	m.facts.Summary = all.plain
	m.printf("%s\n\n", all.markdown)
}

// frontMatter writes the title and the description.
func (m *maker) frontMatter(description prose) {
	if m.layout.matter == "" {
		return
	}
	m.facts.Title = Fact{m.method.Name, 2}
	m.facts.Description = Fact{description.plain, 3}
	m.printf(m.layout.matter, m.method.Name, description.markdown, underscored(m.method.Name))
}

// heading writes the method's name and the link below it.
func (m *maker) heading() {
	m.facts.Method = Fact{m.method.Name, m.line()}
	m.printf(m.layout.heading, escaped(m.method.Name))
	if m.layout.back != "" {
		m.printf("%s\n\n", m.layout.back)
	}
}

// summary returns the paragraphs of the summary. A silent page has none.
func (m *maker) summary() []prose {
	if m.silent() {
		return nil
	}
	start := "Asks the server to do "
	if m.breaksYAML() {
		start = "Asks the server for one thing: to do "
	}
	name := m.method.Name
	paragraphs := []prose{{
		fmt.Sprintf("%s%s, and waits for its [answer](https://example.com/answers/%s), or for an error.", start, escaped(name), name),
		fmt.Sprintf("%s%s, and waits for its answer, or for an error.", start, name),
	}}
	if m.hasParagraphs() {
		paragraphs = append(paragraphs,
			prose{"An answer can be *late*, &amp; a client waits for it.", "An answer can be late, & a client waits for it."},
			prose{"It is `never` empty.", "It is never empty."})
	}
	return paragraphs
}

// silent reports whether the page has no summary, and no descriptions in its table. The
// tables of the few methods with entities have a row that is longer than the others. One
// in four of these pages is silent, so that some silent pages have such a row.
func (m *maker) silent() bool {
	rate := m.layout.quirks.silent
	return m.oneIn(rate, 0) || rate > 0 && m.takes("entities") && m.oneIn(4, 0)
}

func (m *maker) hasParagraphs() bool { return m.oneIn(m.layout.quirks.paragraphs, 2) }

// breaksYAML reports whether the summary has a colon. In front matter without quotes,
// YAML takes it for the colon behind a key.
func (m *maker) breaksYAML() bool { return m.oneIn(m.layout.quirks.broken, 3) }

// breaksLines reports whether the front matter repeats all paragraphs of the summary. A
// value without quotes ends at the blank line, so that this is not valid YAML.
func (m *maker) breaksLines() bool { return m.layout.quirks.broken > 0 && m.hasParagraphs() }

func joined(paragraphs []prose) prose {
	var markdown, plain []string
	for _, p := range paragraphs {
		markdown, plain = append(markdown, p.markdown), append(plain, p.plain)
	}
	return prose{strings.Join(markdown, "\n\n"), strings.Join(plain, "\n\n")}
}

// warnings writes the blocks of warnings that some pages have above their summary. Some
// of what they say is about the documented client.
func (m *maker) warnings() {
	m.note("Warning: slow answers")
	m.printf("# Warning: slow answers\n**Who asks often waits long, please use the [event handler, which is faster &raquo;](/docs/faster.html#events)**\n\n")
	m.note("Warning: this is a low-level method that should not be called directly")
	m.printf("# Warning: this is a low-level method that **should not** be called directly\nThe [event handler](https://docs.madelineproto.xyz/docs/first.html) provides all that it does.\nThe server may be slow.\n\n")
}

// bare writes a page that has a heading and a sentence in bold about the documented client,
// and no section.
func (m *maker) bare() {
	text := "You cannot use this method directly"
	if m.oneIn(5, 0) {
		text += ", see: https://docs.madelineproto.xyz/docs/calls.html"
		m.warn(diag.FrontMatterInvalid, 1)
	}
	m.frontMatter(prose{text, text})
	m.warn(diag.MethodUndocumented, m.line())
	m.heading()
	m.facts.Summary = text
	m.printf("**%s**\n\n\n\n\n", text)
}
