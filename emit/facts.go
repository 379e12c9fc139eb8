package emit

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/page"
)

// FactsFile is the file that lists the facts of the package, one a line.
const FactsFile = "api.txt"

// The Go files that are made from all pages.
const (
	clientName  = "client_gen.go"
	errorsName  = "errors_gen.go"
	methodsName = "methods_gen.go"
	guardName   = "tg_gen_test.go"
)

// A Fact is one line of api.txt: what is known of a method, as in "bots no". What
// starts with "go" is a fact of the Go package, anything else one of the page.
type Fact struct {
	Method, Text string
	// Line is that of the file, counted from 1.
	Line int
}

// ReadFacts returns the facts of an api.txt, in its order. What is no line of
// one, such as the marks that git leaves in a file that it could not merge, is
// not read.
func ReadFacts(data []byte) []Fact {
	facts := make([]Fact, 0, bytes.Count(data, []byte("\n")))
	line := 0
	for text := range strings.Lines(string(data)) {
		line++
		method, fact, ok := strings.Cut(strings.TrimRight(text, "\r\n"), " ")
		kind, _, more := strings.Cut(fact, " ")
		if ok && more && factKinds[kind] && isMethodName(method) {
			facts = append(facts, Fact{Method: method, Text: fact, Line: line})
		}
	}
	return facts
}

// FactMethods returns the methods of an api.txt, in its order.
func FactMethods(data []byte) []string {
	var methods []string
	for line := range bytes.Lines(data) {
		method, _, ok := bytes.Cut(line, []byte(" "))
		if ok && (len(methods) == 0 || string(method) != methods[len(methods)-1]) && isMethodName(string(method)) {
			methods = append(methods, string(method))
		}
	}
	return methods
}

// factKinds are the words that facts start with.
var factKinds = map[string]bool{
	"users": true, "bots": true, "business": true, "param": true, "returns": true, "error": true, "described": true, "go": true,
}

// isMethodName reports whether a word can be the TL name of a method.
func isMethodName(word string) bool {
	for i, c := range word {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		other := '0' <= c && c <= '9' || c == '_' || c == '.'
		if !letter && (i == 0 || !other) {
			return false
		}
	}
	return word != ""
}

// factsFile returns api.txt: the facts of the package, sorted, one a line,
// each with its method first. What the page does not say has no line; the code
// of an error that has none is 0.
func factsFile(methods []*bind.Method, options Options) (File, error) {
	data := make([]byte, 0, 600*len(methods))
	data = append(append(append(data, "# "...), options.Run...), '\n')
	for _, m := range methods { // sorted by name, as the lines come to be
		data = appendFacts(data, m)
	}
	return File{Name: FactsFile, Data: data}, nil
}

// appendFacts adds the lines of a method, sorted.
func appendFacts(data []byte, m *bind.Method) []byte {
	facts := append(pageFacts(m.Page), goFacts(m)...)
	slices.Sort(facts)
	for _, fact := range slices.Compact(facts) {
		data = append(append(append(append(data, m.Name...), ' '), fact...), '\n')
	}
	return data
}

func pageFacts(p *page.Page) []string {
	var facts []string
	for _, flag := range []struct {
		name  string
		value page.Availability
	}{{"users", p.Users.Value}, {"bots", p.Bots.Value}, {"business", p.Business.Value}} {
		if flag.value != page.Unknown {
			facts = append(facts, flag.name+" "+flag.value.String())
		}
	}
	for _, x := range p.Params {
		facts = append(facts, "param "+oneLine(x.Name)+" "+x.Type)
	}
	for _, e := range p.Errors {
		facts = append(facts, "error "+strconv.Itoa(e.Code)+" "+oneLine(e.Pattern))
	}
	if p.Returns.Text != "" {
		facts = append(facts, "returns "+p.Returns.Text)
	}
	return append(facts, described(p)...)
}

// described returns the fact that a page describes the method, and how many of
// its parameters and errors.
func described(p *page.Page) []string {
	words := []string{"described"}
	if len(p.Summary) > 0 || p.Description.Text != "" {
		words = append(words, "summary")
	}
	params, errors := 0, 0
	for _, x := range p.Params {
		params += min(1, len(x.Description))
	}
	for _, x := range p.Errors {
		errors += min(1, len(x.Description))
	}
	if params > 0 {
		words = append(words, "params", strconv.Itoa(params))
	}
	if errors > 0 {
		words = append(words, "errors", strconv.Itoa(errors))
	}
	if len(words) == 1 {
		return nil
	}
	return []string{strings.Join(words, " ")}
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
