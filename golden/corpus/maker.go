package corpus

import (
	"fmt"
	"slices"
	"strings"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/diag"
)

// A maker makes one page. It writes the text from top to bottom and notes what each
// line states.
type maker struct {
	layout *layout
	method *bind.Method
	facts  Facts
	text   strings.Builder
	lines  int
}

// page returns the page of a method.
func (l *layout) page(method *bind.Method) Page {
	m := &maker{layout: l, method: method}
	m.facts.File = l.file(method)
	if m.oneIn(l.quirks.bare, 0) {
		m.bare()
		return Page{m.facts, []byte(m.text.String())}
	}
	if l.write != nil {
		l.write(m)
		return Page{m.facts, []byte(m.text.String())}
	}
	m.head()
	m.params()
	m.returns()
	m.flags()
	for _, example := range l.examples {
		example(m)
	}
	for _, note := range l.notes {
		note(m)
	}
	m.errors()
	return Page{m.facts, []byte(m.text.String())}
}

// file returns the name of a method's page.
func (l *layout) file(method *bind.Method) string {
	if l.folders {
		return strings.ReplaceAll(className(method.Name), ".", "/") + ".md"
	}
	if l.underscored {
		return strings.ReplaceAll(method.Name, ".", "_") + ".md"
	}
	return method.Name + ".md"
}

// printf writes a part of the page. Without operands it writes the format as it is.
func (m *maker) printf(format string, operands ...any) {
	part := format
	if len(operands) > 0 {
		part = fmt.Sprintf(format, operands...)
	}
	m.text.WriteString(part)
	m.lines += strings.Count(part, "\n")
}

// line returns the number of the line that will be written next.
func (m *maker) line() int { return m.lines + 1 }

func (m *maker) warn(code diag.Code, line int) {
	m.facts.Warnings = append(m.facts.Warnings, Warning{code, line})
}

// note notes that a section of notes starts in the next line.
func (m *maker) note(title string) {
	m.facts.Notes = append(m.facts.Notes, Fact{title, m.line()})
}

// oneIn reports whether the page has a quirk that one page in n has. The sum of the
// method's letters decides, so that quirks are spread over the methods and each
// method has the same ones in every run. Quirks of about the same rate have different
// rests, so that they meet different methods. With n = 0 no page has the quirk.
func (m *maker) oneIn(n, rest int) bool {
	return n > 0 && sumOf(m.method)%n == rest
}

// takes reports whether the method has a parameter.
func (m *maker) takes(name string) bool {
	return slices.ContainsFunc(m.method.Params, func(p bind.Param) bool { return p.Name == name })
}

// sumOf returns the sum of the letters of a method's name.
func sumOf(method *bind.Method) int {
	sum := 0
	for _, c := range method.Name {
		sum += int(c)
	}
	return sum
}

// escaped returns a name as pages write it outside of code.
func escaped(name string) string { return strings.ReplaceAll(name, "_", `\_`) }

// underscored returns a method's name with an underscore for the dot.
func underscored(name string) string { return strings.ReplaceAll(name, ".", "_") }
