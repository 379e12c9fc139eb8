package emit

import (
	"fmt"
	"slices"
	"strings"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/page"
)

// factsFile returns api.txt: the facts of the package, sorted, one a line,
// each with its method first. What starts with "go" after the method is a fact
// of the Go package, anything else one of the page. What the page does not say
// has no line; the code of an error that has none is 0.
func factsFile(methods []*bind.Method, options Options) (File, error) {
	var lines []string
	for _, m := range methods {
		for _, fact := range append(pageFacts(m), goFacts(m)...) {
			lines = append(lines, m.Name+" "+fact)
		}
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	text := "# " + options.Run + "\n" + strings.Join(lines, "\n")
	return File{Name: FactsFile, Data: []byte(strings.TrimRight(text, "\n") + "\n")}, nil
}

func pageFacts(m *bind.Method) []string {
	var facts []string
	for _, flag := range []struct {
		name  string
		value page.Availability
	}{{"users", m.Page.Users.Value}, {"bots", m.Page.Bots.Value}, {"business", m.Page.Business.Value}} {
		if flag.value != page.Unknown {
			facts = append(facts, flag.name+" "+flag.value.String())
		}
	}
	for _, p := range m.Page.Params {
		facts = append(facts, "param "+oneLine(p.Name)+" "+p.Type)
	}
	for _, e := range m.Page.Errors {
		facts = append(facts, fmt.Sprintf("error %d %s", e.Code, oneLine(e.Pattern)))
	}
	if m.Page.Returns.Text != "" {
		facts = append(facts, "returns "+m.Page.Returns.Text)
	}
	return facts
}

func goFacts(m *bind.Method) []string {
	var facts []string
	for _, p := range m.Params {
		pointer := ""
		if pointerParam(p) {
			pointer = "*"
		}
		facts = append(facts, "go param "+p.Go+" "+pointer+p.Type.String())
	}
	args := ""
	if len(m.Params) > 0 {
		args = m.Go + "Params"
	}
	r := receiverOf(m)
	if m.Generic {
		args = strings.TrimPrefix(args+", bin.Object, bin.Decoder", ", ")
		facts = append(facts,
			fmt.Sprintf("go func (*%s) %s(%s) error", r.exported(), m.Go, args),
			"go func "+invokerName(m)+" tg.Invoker")
		return facts
	}
	facts = append(facts, fmt.Sprintf("go func (*%s) %s(%s) %s", r.exported(), m.Go, args, m.Result))
	if m.Business {
		facts = append(facts, fmt.Sprintf("go func (*Business) %s(%s) %s", m.Go, args, m.Result))
	}
	return facts
}

// oneLine makes a text of a page safe for a file of lines.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
