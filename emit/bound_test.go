package emit_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser"
)

// findTG finds the gotd/td that go.mod pins, once for all tests.
var findTG = sync.OnceValues(func() (*bind.TG, error) { return bind.Find(context.Background(), ".") })

// bound binds a page that has the heading of a method and the sections, and returns
// the bound method.
func bound(t *testing.T, method string, sections ...string) *bind.Method {
	t.Helper()
	tg, err := findTG()
	if err != nil {
		t.Fatal(err)
	}
	text := "# Method: " + method + "\n\n" + strings.Join(sections, "\n\n") + "\n"
	p, diags := parser.New().Parse(method+".md", []byte(text))
	if p == nil {
		t.Fatalf("the page of %s is refused: %v", method, diags)
	}
	m, diags := tg.Bind(p, nil)
	if m == nil {
		t.Fatalf("%s is not bound: %v", method, diags)
	}
	return m
}

// errorRows returns the section of a page with a table of errors. A row is code,
// name and description, as in "400|PEER_ID_INVALID|Nobody has this ID".
func errorRows(rows ...string) string {
	return "### Errors\n\n| Code | Type | Description |\n|---|---|---|\n|" + strings.Join(rows, "|\n|") + "|"
}

// paramRows returns the section of a page with a table of parameters. A row is
// name, type and description.
func paramRows(rows ...string) string {
	return "### Parameters:\n\n| Name | Type | Description |\n|---|---|---|\n|" + strings.Join(rows, "|\n|") + "|"
}

// flags returns the sections of a page that say who may call the method, each
// "YES", "NO", or empty where the page does not say.
func flags(users, bots, business string) string {
	text := ""
	for _, flag := range []struct{ heading, value string }{
		{"Can users use this method", users},
		{"Can bots use this method", bots},
		{"Can bots use this method over a business connection", business},
	} {
		if flag.value != "" {
			text += "### " + flag.heading + ": **" + flag.value + "**\n\n"
		}
	}
	return text
}

// printed returns the generated files of the methods, by name.
func printed(t *testing.T, options emit.Options, methods ...*bind.Method) map[string]string {
	t.Helper()
	if options.Package == "" {
		options.Package, options.ImportPath = "p", "example.com/client/p"
	}
	files, _, err := emit.Package(methods, options)
	if err != nil {
		t.Fatal(err)
	}
	text := map[string]string{}
	for _, f := range files {
		text[f.Name] = string(f.Data)
	}
	return text
}

// pageFile returns the generated Go file of a method.
func pageFile(t *testing.T, m *bind.Method) string {
	t.Helper()
	return printed(t, emit.Options{}, m)[genfile.Name(m.Name)]
}

// declaration returns the declaration of a file that starts with a text, to its
// closing brace.
func declaration(t *testing.T, file, start string) string {
	t.Helper()
	_, after, ok := strings.Cut(file, "\n"+start)
	body, _, closed := strings.Cut(after, "\n}\n")
	if !ok || !closed {
		t.Fatalf("there is no %q in\n%s", start, file)
	}
	return start + body + "\n}\n"
}

// comment returns the comment of the declaration of a file that starts with a
// text, without its slashes.
func comment(t *testing.T, file, start string) string {
	t.Helper()
	before, _, ok := strings.Cut(file, "\n"+start)
	if !ok {
		t.Fatalf("there is no %q in\n%s", start, file)
	}
	var lines []string
	for line := range strings.SplitSeq(before, "\n") {
		text, ok := strings.CutPrefix(strings.TrimLeft(line, "\t"), "//")
		if !ok {
			lines = nil
			continue
		}
		lines = append(lines, strings.TrimPrefix(text, " "))
	}
	return strings.Join(lines, "\n")
}
