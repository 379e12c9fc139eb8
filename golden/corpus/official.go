package corpus

import (
	"fmt"
	"html"
	"strings"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/page"
)

// documentation is the address of the pages that others mirror.
const documentation = "https://core.telegram.org"

// gramJS writes a page in the form of core.telegram.org as a library in JavaScript has it:
// names are those of classes and in camelCase, and examples are in tabs.
func (m *maker) gramJS() {
	m.officialHead(className(m.method.Name))
	m.tabs()
	m.printf("## Parameters\n\n|     Name      | Type | Description |\n| :-----------: | ---- | ----------- |\n")
	m.officialRows(func(name, typ string, about prose) {
		m.printf("| **%s** | %s | %s |\n", camelCase(name), typ, about.markdown)
	}, markdownLink)
	m.printf("\n## Result\n\n")
	m.officialResult(markdownLink)
	if errors := m.someErrors(); len(errors) > 0 {
		m.printf("## Possible errors\n\n| Code | Type | Description |\n| :--: | ---- | ----------- |\n")
		for _, e := range errors {
			m.facts.Errors = append(m.facts.Errors, e.in(m.line()))
			m.printf("| %d | %s | %s |\n", e.Code, escaped(e.Name), e.Description)
		}
		m.printf("\n")
	}
	m.printf("## Can bots use this method?\n\n")
	flag, word := Flag{page.No, m.line()}, "No"
	if botsCan(m.method) {
		flag.Value, word = page.Yes, "Yes"
	}
	m.facts.Bots = flag
	m.printf("%s\n\n", word)
	m.related("##")
}

// mirror writes a page in the form that mirrors of core.telegram.org have today: with a
// definition in TL, tables in HTML, and sentences about callers.
func (m *maker) mirror() {
	m.frontMatter(prose{"What " + m.method.Name + " takes and returns", "What " + m.method.Name + " takes and returns"})
	m.officialHead(m.method.Name)
	m.definition()
	m.printf("### Parameters\n\n")
	m.printf("%s", htmlHead("Name", "Type", "Description"))
	m.officialRows(func(name, typ string, about prose) {
		m.printf("<tr><td><strong>%s</strong></td><td style=\"text-align: center;\">%s</td><td>%s</td></tr>", name, typ, htmlOf(about.markdown))
	}, htmlLink)
	m.printf("</tbody></table>\n\n### Result\n\n")
	m.officialResult(markdownLink)
	m.sentences()
	if errors := m.someErrors(); len(errors) > 0 {
		m.printf("### Possible errors\n\n%s", htmlHead("Code", "Type", "Description"))
		for _, e := range errors {
			m.printf("\n")
			m.facts.Errors = append(m.facts.Errors, e.in(m.line()))
			m.printf("  <tr>\n    <td>%d</td><td>%s</td><td>%s</td>\n  </tr>", e.Code, html.EscapeString(e.Name), htmlOf(e.Description))
			m.facts.Errors[len(m.facts.Errors)-1].Line++
		}
		m.printf("\n</tbody></table>\n\n")
	}
	m.related("###")
}

// officialHead writes the heading, which is only the method's name, and the summary.
func (m *maker) officialHead(name string) {
	m.facts.Method = Fact{m.method.Name, m.line()}
	m.printf("# %s\n\n", name)
	summary := joined(m.summary())
	m.facts.Summary = summary.plain
	if summary.plain != "" {
		m.printf("%s\n\n", summary.markdown)
	}
}

// officialRows writes a row for each parameter, by a function that has the name, the type and
// the description.
func (m *maker) officialRows(write func(name, typ string, about prose), link func(label, target string) string) {
	flags := map[string]bool{}
	for i, p := range m.method.Params {
		if p.Flags != "" && !flags[p.Flags] {
			flags[p.Flags] = true
			write(strings.ToLower(p.Flags), link("#", "/type/%23"), prose{markdown: "Which fields there are"})
		}
		typ, tl := officialType(p, link)
		about := m.about(i, p.Name)
		m.facts.Params = append(m.facts.Params, Param{
			Name: p.Name, Type: tl, Description: about.plain, Required: p.Need == bind.Required, Line: m.line(),
		})
		write(p.Name, typ, about)
	}
	if m.method.Generic {
		about := m.about(len(m.method.Params), "query")
		m.facts.Params = append(m.facts.Params, Param{Name: "query", Type: "!X", Description: about.plain, Required: true, Line: m.line()})
		write("query", "!X", about)
	}
}

// officialType returns the type of a parameter as the page writes it, and in TL.
func officialType(p bind.Param, link func(label, target string) string) (written, tl string) {
	name, vectors := typeName(p.Type)
	if p.Need == bind.FlagOnly {
		name = "true"
	}
	written = link(name, "/type/"+name)
	for range vectors {
		open, closing := "<", ">"
		if strings.HasPrefix(written, "<") {
			open, closing = "&lt;", "&gt;"
		}
		written = link("Vector", "/type/Vector%20t") + open + written + closing
	}
	if p.Flags != "" {
		written = fmt.Sprintf("%s.%d?%s", link(strings.ToLower(p.Flags), "/mtproto/TL-combinators#conditional-fields"), p.Bit, written)
	}
	return written, strings.Repeat("Vector<", vectors) + name + strings.Repeat(">", vectors)
}

// officialResult writes the type of the result.
func (m *maker) officialResult(link func(label, target string) string) {
	if m.method.Generic {
		m.facts.Returns = Fact{"X", m.line()}
		m.printf("Returns the type returned by the invoked method.\n\n")
		return
	}
	written, tl := officialType(bind.Param{Type: m.method.Result, Need: bind.Required}, link)
	m.facts.Returns = Fact{tl, m.line()}
	m.printf("%s\n\n", written)
}

// definition writes the method in TL, below a constructor of another type.
func (m *maker) definition() {
	m.printf("```\nboolTrue#997275b5 = Bool;\n---functions---\n")
	tl := fmt.Sprintf("%s#%08x", m.method.Name, sumOf(m.method))
	if m.method.Generic {
		tl += " {X:Type}"
	}
	flags := map[string]bool{}
	for _, p := range m.method.Params {
		_, kind := officialType(p, markdownLink)
		if p.Flags != "" {
			field := strings.ToLower(p.Flags)
			if !flags[field] {
				flags[field] = true
				tl += " " + field + ":#"
			}
			kind = fmt.Sprintf("%s.%d?%s", field, p.Bit, kind)
		}
		tl += " " + p.Name + ":" + kind
	}
	result := "X"
	if m.method.Generic {
		tl += " query:!X"
	} else {
		_, result = officialType(bind.Param{Type: m.method.Result, Need: bind.Required}, markdownLink)
	}
	tl += " = " + result
	m.facts.Definition = Fact{tl, m.line()}
	m.printf("%s;\n```\n\n", tl)
}

// sentences writes the headings that say who can call the method.
func (m *maker) sentences() {
	users, bots := usersCan(m.method), botsCan(m.method)
	flag := func(can bool) Flag {
		return Flag{map[bool]page.Availability{true: page.Yes, false: page.No}[can], m.line()}
	}
	m.facts.Users, m.facts.Bots = flag(users), flag(bots)
	switch {
	case users && bots:
		m.printf("### Both users and bots can use this method\n\n")
	case bots:
		m.printf("### Only bots can use this method\n\n")
	default:
		m.printf("### Only users can use this method\n\n")
	}
	if businessCan(m.method) {
		m.facts.Business = flag(true)
		m.printf("### This method can be invoked over a [business connection »](/api/bots/connected-business-bots/)\n\n")
	}
	if m.oneIn(9, 7) {
		m.facts.Unauthenticated = flag(true)
		m.printf("### This method can be invoked over an [unauthenticated connection »](/api/auth/)\n\n")
	}
}

// someErrors returns the errors of the page, which one method in three does not have.
func (m *maker) someErrors() []Error {
	if m.oneIn(3, 0) {
		return nil
	}
	return errorsOf(m.method)
}

// related writes the section about other pages. It is empty on most pages of a layout.
func (m *maker) related(level string) {
	if m.oneIn(2, 0) {
		m.printf("%s Related pages\n", level)
		return
	}
	m.note("Related pages")
	m.printf("%s Related pages\n\n#### [Answers](/api/answers/)\n\nWhat servers answer, and which users and bots can read it.\n", level)
}

// tabs writes an example in JavaScript and one in TypeScript.
func (m *maker) tabs() {
	m.printf("## Example\n\n::::tabs\n")
	for _, language := range []struct{ title, fence, typ string }{{"JavaScript", "js", ""}, {"TypeScript", "ts", ": Api.Answer"}} {
		m.printf(":::tab{title=%q}\n\n```%s\n", language.title, language.fence)
		m.example(language.fence)
		m.printf("const answer%s = await client.invoke(\n  new Api.%s({\n", language.typ, className(m.method.Name))
		for _, p := range m.method.Params {
			m.printf("    %s: 1,\n", camelCase(p.Name))
		}
		if m.method.Generic {
			m.printf("    query: 1,\n")
		}
		m.printf("  })\n);\n```\n\n:::\n")
	}
	m.printf("::::\n\n")
}

func markdownLink(label, target string) string {
	return fmt.Sprintf("[%s](%s%s)", label, documentation, target)
}

func htmlLink(label, target string) string {
	return fmt.Sprintf("<a href=%q>%s</a>", target, html.EscapeString(label))
}

func htmlHead(columns ...string) string {
	return `<table class="table"><thead><tr><th scope="col">` + strings.Join(columns, `</th><th scope="col">`) + "</th></tr></thead><tbody>"
}

// htmlOf returns a text with links and code as HTML.
func htmlOf(markdown string) string {
	parts := strings.Split(markdown, "`")
	for i := 1; i < len(parts); i += 2 {
		parts[i] = "<code>" + parts[i] + "</code>"
	}
	text := strings.Join(parts, "")
	before, rest, ok := strings.Cut(text, "[")
	if !ok {
		return text
	}
	label, rest, _ := strings.Cut(rest, "](")
	target, after, _ := strings.Cut(rest, ")")
	return before + fmt.Sprintf("<a href=%q>%s</a>", target, strings.Replace(label, "»", "&raquo;", 1)) + after
}

// className returns a method's name as that of a class: messages.SendMessage.
func className(method string) string {
	namespace, name, ok := strings.Cut(method, ".")
	if !ok {
		return upperFirst(method)
	}
	return namespace + "." + upperFirst(name)
}

// camelCase returns a parameter's name in camelCase.
func camelCase(name string) string {
	parts := strings.Split(name, "_")
	for i, part := range parts[1:] {
		parts[i+1] = upperFirst(part)
	}
	return strings.Join(parts, "")
}

func upperFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
