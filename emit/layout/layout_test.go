package layout

import (
	"bytes"
	"go/format"
	"strings"
	"testing"
)

// printed are the kinds of source that package emit prints, as jennifer prints them.
var printed = map[string]string{
	"parameters": "package p\n\nimport (\n\"context\"\n\n\"github.com/gotd/td/tg\"\n)\n\n\n// XParams are\n//\n//\tthe parameters.\ntype XParams struct{\n" +
		"// Peer: Who.\nPeer tg.InputPeerClass\n// Many: Many.\nMany [] [] tg.Y\nDate * int\nLonger * tg.Z\n// A.\nA bool\n}\n",
	"method": "package p\n\nimport \"context\"\n\n// X calls x.\nfunc (c * client) X (ctx context.Context,params XParams) ([] tg.UpdatesClass,error) {\n" +
		"if params . Peer == nil {\nreturn nil,& NilParameterError {Method : \"x\",Parameter : \"a \\\" \\\\\"}\n}\n" +
		"request := tg.XRequest {\n Peer : params . Peer,\n Message : params . Message,\n}\n" +
		"if request . RandomID != 0 {\nrequest . RandomID = randomLong ()\n}\n" +
		"request . SetDate (* params . Date)\nreturn (& User {b . client}) . X (ctx,& request)\n}\n",
	"no fields": "package p\n\nfunc f () {\nrequest := tg.XRequest {}\n_ = struct{}(tg.X{})\n}",
	"guard":     "package p\n\n// Not for a function.\n\nfunc _ () {\n_ = struct{\nFlags bin.Fields\nID [] int64\nQuery * tg.X\n}(tg.XRequest {})\n_ = struct{\nA int\n}(tg.YRequest {})\n}",
	"constants": "package p\n\n\n// All. \n const (\n// ErrA (400): A.\nErrA Error = \"A_B\"\n// ErrLonger is that.\nErrLonger Error = \"C\"\n)",
	"table":     "package p\n\nvar t = [...] Method {\n{Name : \"a.b\",Bots : No,Errors : [] E {\n{ErrX,-503,\"It's // no {comment\"},\n{\"Y\",400,\"\"},\n}},\n{Name : \"c\"},\n}",
	"comments": "package p\n\n// X calls x.\n//\n// Read a [page] and [another page]. Then\n// return.\n//\n// Errors:\n//   - [ErrA]\n//   - [ErrB]\n//\n// As in:\n//\n//\tx(1)\n//\t<br>\n//\n//\ty(1)\n//\n" +
		"// [page]: https://core.telegram.org/a\n// [another page]: https://core.telegram.org/b\ntype X struct{}\n",
	"wrapper": "package p\n\nfunc WrapInvoker (next tg.Invoker,ids [] int64) tg.Invoker {\nquery,ok := input .(bin.Object)\nif ! ok {\nreturn next . Invoke (ctx,request)\n}\n" +
		"err := api . Wrap (query,p.WrapParams {\nID : 1,\n})\nreturn wrap (WrapParams {ID:ids},len(query . ID))\n}",
}

// TestLayout holds the quick path to gofmt for the kinds of source that package emit
// prints.
func TestLayout(t *testing.T) {
	for name, source := range printed {
		got, ok := quick([]byte(source))
		if !ok {
			t.Errorf("%s is not laid out", name)
			continue
		}
		want, err := format.Source([]byte(source))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: layout has\n%s\nand gofmt\n%s", name, got, want)
		}
	}
}

// refused are statements that the quick path does not know, and leaves to gofmt.
var refused = []string{
	"for {\n}", "switch {\ncase a:\n}", "x := func() {\n}", "a + b", "a - b", "a / b // comment", "x[1:2]", "label:", "go f()", "defer f()",
	"x := `a`", "x := 'a'", "x := \"a", "x := \"a\fb\"", "var m map[string]int", "if a {\n\nb()\n}", "if a {\n}", "f(a,\nb)", "f(func() {\na()\n})", "x <- y", "a && b", "a; b",
	"f := T {\n}", "}", ")", "a(\n\nb)", "x := [...]T {\n" + strings.Repeat("a", maxKey+1) + ": b,\n}", "x := T {\na : T {\nb : c,\n},\n}", "x := struct {\na, b int\n}{}",
	"x := struct {\ntg.Y\n}{}", "const (\nA T = 1\nLonger T = 2\n)", "/* a */", "a ++", "a -5", "f := func() {}", "if a {}", "x := T {\na : b, // c\n}", "if a {\n} else {\nb()\n}",
	"if (a) {\nb()\n}", "((a)).b()", "f(a,)", "x := 0XF", "x := 1E5", "a * b", "f(T {\na,\n}, b)", "a & b", "x[i]", "f[int]()", "x := struct { a int }{}", "x := struct {\na int \"json\"\n}{}",
}

// TestLayoutRefuses shows what the quick path leaves to gofmt.
func TestLayoutRefuses(t *testing.T) {
	for _, body := range refused {
		if got, ok := quick([]byte("package p\n\nfunc f() {\n" + body + "\n}\n")); ok {
			t.Errorf("%s is laid out as\n%s", body, got)
		}
	}
	for _, source := range []string{
		"", "// A comment.\n", "// A\fb.\n\npackage p", "func f() {\na()\n}", "package p\n\nimport (\n\"b\"\n\"a\"\n)", "package p\n\nimport (\n\"a\"\n\"a\"\n)", "package p\n\nimport (\n\"a!\"\n\"a\"\n)", "package p\n\nimport (\n)", "package p\n\nimport b \"a\"",
		"package p\n\nfunc f() (int) {\na()\n}", "package p\n\nfunc f(a, b int) {\na()\n}", "package p\n\nfunc f(a ...int) {\na()\n}", "package p\n\nfunc f[T any](a T) {\na()\n}",
		"package p\n\nvar a = 1\nvar b = 2", "package p\n\ntype a struct{}\n// A comment.\n\nvar b = 1", "package p\n\ntype a int", "package p\n\nconst a = 1",
	} {
		if got, ok := quick([]byte(source)); ok {
			t.Errorf("%s is laid out as\n%s", source, got)
		}
	}
}

// TestSource shows that Source formats what the quick path refuses, and finds
// mistakes in it.
func TestSource(t *testing.T) {
	got, err := Source([]byte("package p\nfunc f(){for{}}"))
	if want := "package p\n\nfunc f() {\n\tfor {\n\t}\n}\n"; err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, got)
	}
	if got, err := Source([]byte("package p\nfunc f(){for{}")); err == nil {
		t.Errorf("a function without an end is laid out as\n%s", got)
	}
}
