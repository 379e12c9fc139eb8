package emit

import (
	"go/format"
	"strings"
	"testing"
)

// TestLayout holds layout to gofmt for the kinds of source that package emit
// prints, as jennifer prints them.
func TestLayout(t *testing.T) {
	for name, source := range map[string]string{
		"parameters": "package p\n\nimport (\n\"context\"\n\n\"github.com/gotd/td/tg\"\n)\n\n\n// XParams are\n//\n//\tthe parameters.\ntype XParams struct{\n" +
			"// Peer: Who.\nPeer tg.InputPeerClass\n// Many: Many.\nMany [] [] tg.Y\nDate * int\nLonger * tg.Z\n// A.\nA bool\n}\n",
		"method": "package p\n\nimport \"context\"\n\n// X calls x.\nfunc (c * client) X (ctx context.Context,params XParams) ([] tg.UpdatesClass,error) {\n" +
			"if params . Peer == nil {\nreturn nil,& NilParameterError {Method : \"x\",Parameter : \"a \\\" \\\\\"}\n}\n" +
			"request := tg.XRequest {\n Peer : params . Peer,\n Message : params . Message,\n}\n" +
			"if request . RandomID != 0 {\nrequest . RandomID = randomLong ()\n}\n" +
			"request . SetDate (* params . Date)\nreturn (& User {b . client}) . X (ctx,& request)\n}\n",
		"no fields": "package p\n\nfunc f () {\nrequest := tg.XRequest {}\n_ = struct{}(tg.X{})\n}",
		"guard":     "package p\n\n// Not for a function.\n\nfunc _ () {\n_ = struct{\nFlags bin.Fields\nID [] int64\nQuery * tg.X\n}(tg.XRequest {})\n_ = struct{\nA int\n}(tg.YRequest {})\n}",
		"constants": "// All.\nconst (\n// ErrA (400): A.\nErrA Error = \"A_B\"\n// ErrLonger is that.\nErrLonger Error = \"C\"\n)",
		"table":     "var t = [...] Method {\n{Name : \"a.b\",Bots : No,Errors : [] E {\n{ErrX,-503,\"It's // no {comment\"},\n{\"Y\",400,\"\"},\n}},\n{Name : \"c\"},\n}",
	} {
		got, ok := new(layouter).layout([]byte(source))
		if !ok {
			t.Errorf("%s is not laid out", name)
			continue
		}
		want, err := format.Source([]byte(source))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.TrimSpace(string(got)) != strings.TrimSpace(string(want)) {
			t.Errorf("%s: layout has\n%s\nand gofmt\n%s", name, got, want)
		}
	}
}

// TestLayoutRefuses has what layout does not know, and leaves to gofmt.
func TestLayoutRefuses(t *testing.T) {
	for _, body := range []string{
		"for {\n}", "switch {\ncase a:\n}", "x := func() {\n}", "a + b", "a - b", "a / b // comment", "x[1:2]", "label:", "go f()", "defer f()",
		"x := `a`", "x := 'a'", "x := \"a", "var m map[string]int", "if a {\n\nb()\n}", "if a {\n}", "f(a,\nb)", "f(func() {\na()\n})", "x <- y", "a && b", "a; b",
		"f := T {\n}", "}", ")", "a(\n\nb)", "x := [...]T {\n" + strings.Repeat("a", maxKey+1) + ": b,\n}", "x := T {\na : T {\nb : c,\n},\n}", "x := struct {\na, b int\n}{}",
		"x := struct {\ntg.Y\n}{}", "const (\nA T = 1\nLonger T = 2\n)", "/* a */", "a ++", "a -5", "f := func() {}", "if a {}", "x := T {\na : b, // c\n}", "if a {\n} else {\nb()\n}",
	} {
		if got, ok := new(layouter).layout([]byte("package p\n\nfunc f() {\n" + body + "\n}\n")); ok {
			t.Errorf("%s is laid out as\n%s", body, got)
		}
	}
}
