package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// everyKind has a line for each kind of fact, and the value that it stands for.
var everyKind = []struct {
	line string
	fact facts.Fact
}{
	{"bots no", facts.Flag{Callers: facts.Bots, Value: page.No}},
	{"unauthenticated yes", facts.Flag{Callers: facts.Unauthenticated, Value: page.Yes}},
	{"definition help.getConfig#c4f9186b = Config", facts.Definition{Text: "help.getConfig#c4f9186b = Config"}},
	{"business yes", facts.Flag{Callers: facts.Business, Value: page.Yes}},
	{"described params 2", facts.Described{Params: 2}},
	{"described summary params 1 errors 7", facts.Described{Summary: true, Params: 1, Errors: 7}},
	{"error -503 Timeout", facts.Error{Code: -503, Pattern: "Timeout"}},
	{"error 0 All workers are busy", facts.Error{Pattern: "All workers are busy"}},
	{"error 400 FLOOD_WAIT_%d", facts.Error{Code: 400, Pattern: "FLOOD_WAIT_%d"}},
	{"go func (*Bot) X(XParams) []tg.YClass", facts.GoFunc{On: "Bot", Name: "X", Params: true, Result: "[]tg.YClass"}},
	{"go func (*Client) X() bool", facts.GoFunc{On: "Client", Name: "X", Result: "bool"}},
	{"go func (*Client) X(XParams, bin.Object, bin.Decoder) error", facts.GoFunc{On: "Client", Name: "X", Params: true, Generic: true}},
	{"go func (*User) X(bin.Object, bin.Decoder) error", facts.GoFunc{On: "User", Name: "X", Generic: true}},
	{"go func XInvoker tg.Invoker", facts.GoInvoker{Name: "XInvoker"}},
	{"go param Date *int", facts.GoParam{Name: "Date", Type: "*int"}},
	{"param peer InputPeer", facts.Param{Name: "peer", Type: "InputPeer"}},
	{"param peer ", facts.Param{Name: "peer"}},
	{"returns Vector<ContactStatus>", facts.Returns{Type: "Vector<ContactStatus>"}},
	{"users yes", facts.Flag{Callers: facts.Users, Value: page.Yes}},
}

// TestFacts prints each kind of fact, and reads it back with its line.
func TestFacts(t *testing.T) {
	var text strings.Builder
	text.WriteString("# docgen generate --docs ../docs\n# docgen: a line of an older docgen\n\n")
	want := facts.Method{Name: "a.b_c2"}
	for i, kind := range everyKind {
		if got := kind.fact.String(); got != kind.line {
			t.Errorf("%#v is printed as %q, want %q", kind.fact, got, kind.line)
		}
		text.WriteString("a.b_c2 " + kind.line + "\r\n")
		want.Facts, want.Lines = append(want.Facts, kind.fact), append(want.Lines, i+4)
	}
	got := facts.Parse([]byte(text.String()))
	if diff := cmp.Diff(facts.File{Run: "docgen generate --docs ../docs", Methods: []facts.Method{want}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestStrange checks that lines which are no facts are found, each below one that is.
func TestStrange(t *testing.T) {
	for _, line := range []string{
		"<<<<<<< HEAD", "=======", "a", "a ", "a bots", "a bots maybe", "a bots no ", "a  bots no", "a BOTS no", "1a bots no", "ä bots no",
		"a error X", "a error +400 X", "a error 0400 X", "a described", "a described params", "a described params 0", "a described errors 1 params 1",
		"a go", "a go func", "a go func (*User) X(Y) bool", "a go func (*User X() bool", "a go func X bool", "a go type X", "a returned X",
	} {
		got := facts.Parse([]byte("# docgen generate\nhelp.getConfig bots no\n" + line + "\n"))
		if got.Strange != 3 || len(got.Methods) != 1 || len(got.Methods[0].Facts) != 1 {
			t.Errorf("Parse takes %q for a fact: %+v", line, got)
		}
	}
}

// FuzzFile shows that Parse reads the facts of any file again after Bytes printed them.
func FuzzFile(f *testing.F) {
	for _, kind := range everyKind {
		f.Add([]byte("# docgen generate\na.b " + kind.line + "\n"))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		first := facts.Parse(data)
		again := facts.Parse(first.Bytes())
		if again.Strange != 0 {
			t.Errorf("line %d of the printed file is no fact: %q", again.Strange, first.Bytes())
		}
		for i := range first.Methods {
			first.Methods[i].Lines = nil
		}
		for i := range again.Methods {
			again.Methods[i].Lines = nil
		}
		if diff := cmp.Diff(first.Methods, again.Methods); diff != "" {
			t.Errorf("%q (-first +again):\n%s", data, diff)
		}
	})
}

// TestPage checks the facts of a page, and the page that states these facts again.
func TestPage(t *testing.T) {
	text := page.Text{{Spans: []page.Span{{Text: "Text"}}}}
	p := &page.Page{
		File: "x.md", Method: page.Fact{Text: "a.b"}, Returns: page.Fact{Text: "Updates"}, Summary: text,
		Bots:   page.Flag{Value: page.No},
		Params: []page.Param{{Name: "id", Type: "long", Description: text}, {Name: "b", Type: "Bool"}},
		Errors: []page.Error{{Code: 400, Name: "A_X", Pattern: "A_%d", Description: text}, {Name: "no\nname", Pattern: "no\nname"}},
	}
	m := facts.NewMethod("a.b", facts.OfPage(p))
	file := facts.File{Run: "docgen generate", Methods: []facts.Method{m}}
	const want = `# docgen generate
a.b bots no
a.b described summary params 1 errors 1
a.b error 0 no name
a.b error 400 A_%d
a.b param b Bool
a.b param id long
a.b returns Updates
`
	if diff := cmp.Diff(want, string(file.Bytes())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	read := facts.Parse(file.Bytes()).Methods[0]
	if diff := cmp.Diff(m.Facts, read.Facts); diff != "" {
		t.Errorf("read from the printed file (-want +got):\n%s", diff)
	}
	known := read.Page("api.txt")
	at := func(line int) diag.Pos { return diag.Pos{File: "api.txt", Line: line, Column: 1} }
	if known.Bots != (page.Flag{Value: page.No, Pos: at(2)}) || known.Returns != (page.Fact{Text: "Updates", Pos: at(8)}) ||
		len(known.Params) != 2 || known.Params[1].Pos != at(7) || len(known.Errors) != 2 || known.Errors[1].Code != 400 || known.Users.Value != page.Unknown {
		t.Errorf("the page of the facts is %+v", known)
	}
}
