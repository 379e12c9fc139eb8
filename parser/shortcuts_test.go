package parser

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"example.com/docgen/parser/diag"
)

// TestShortcuts shows that the shortcuts past a pattern or a parser change no
// result, for every line of every page and every combination of a few parts.
func TestShortcuts(t *testing.T) {
	known := map[string]bool{} // pages share most of their lines
	for _, src := range testPages(t) {
		for line := range bytes.Lines(src) {
			text := strings.Trim(string(line), "#* \n")
			if !known[text] {
				compareShortcuts(t, text)
			}
			known[text] = true
		}
	}
	parts := []string{
		"method", "Parameters", "returns", "RESULT type", "can users", "may bot", "users can", "available to bots", "errors", "List of", "examples", "as a user",
		"\u017f", "\u212a", "\u0130", " ", ":", " yes", " this method", "1. ", "\n",
		"a", "B_", "_C", ".", "/", "/user", "/botA/", "types/", "../methods/", "http:", "https:", "//", "%41", "%", "?", "#d", "@", "é", "\x01",
		"Vector", "array of ", "<", ">", "[]", "flags.1?", "&amp;", "[a](b)", "!", "~~", "|", "-", ")", "<b>", "`", "<br", "/>", " b=\">\"", "&#58;", "\\", "_", "\t", "\u00a0", "–",
	}
	var check func(text string, n int)
	check = func(text string, n int) {
		compareShortcuts(t, text)
		if n > 0 {
			for _, part := range parts {
				check(text+part, n-1)
			}
		}
	}
	for _, start := range []string{"", "can users", "may bot", "Returns", "a_B", "../types/", "\\", "_", "<a", "</Strong", "<p "} {
		check(start, 2)
	}
}

func FuzzShortcuts(f *testing.F) {
	f.Add("### Can bots use this method: **YES**")
	f.Add("../types/Vector<messages_Chats>[].html")
	f.Fuzz(compareShortcuts)
}

// The patterns that the parser used before it had shortcuts.
var (
	wholeLabel = regexp.MustCompile(`(?i)^\P{L}*` + strings.TrimPrefix(returnLabel.String(), "(?i)^"))
	style      = regexp.MustCompile(`(?i)^</?(?:a|b|i|s|u|em|strong|del|strike|span|sup|sub|code|p)\b[^>]*>$`)
)

// compareShortcuts reads a text with each shortcut and without it, and compares
// the results.
func compareShortcuts(t *testing.T, in string) {
	t.Helper()
	role, value := classify(in)
	if wantRole, wantValue := classifyByPatterns(in); role != wantRole || value != wantValue {
		t.Errorf("the heading %q is %v, %q, want %v, %q", in, role, value, wantRole, wantValue)
	}
	if got, want := collapseSpace(in), strings.Join(strings.Fields(in), " "); got != want {
		t.Errorf("the text %q with single spaces is %q, want %q", in, got, want)
	}
	if got, want := labelOf(in), wholeLabel.FindString(in); got != want && utf8.ValidString(in) {
		t.Errorf("the label of %q is %q, want %q", in, got, want)
	}
	var known headingMemo
	known.classify(in)
	if again, sameValue := known.classify(in); again != role || sameValue != value {
		t.Errorf("the heading %q is %v, %q the second time, want %v, %q", in, again, sameValue, role, value)
	}
	inner, depth := unwrapVectors(in)
	if wantInner, wantDepth := unwrapVectorsByPatterns(in); inner != wantInner || depth != wantDepth {
		t.Errorf("the type %q is %q, %d, want %q, %d", in, inner, depth, wantInner, wantDepth)
	}
	if got, want := dotted(in), namespaced.ReplaceAllString(in, "$1.$2"); got != want {
		t.Errorf("the name %q is %q, want %q", in, got, want)
	}
	for _, grammar := range []*regexp.Regexp{paramName, errorName, methodName, typeName} {
		if got, want := isName(grammar, in), len(in) <= maxName && grammar.MatchString(in); got != want {
			t.Errorf("%q is a name by %s: %t, want %t", in, grammar, got, want)
		}
	}
	if httpMethod.MatchString(in) && !strings.Contains(in, "/user") && !strings.Contains(in, "/bot") {
		t.Errorf("%q matches httpMethod, and callOf would not try it", in)
	}
	path, ok := pathOf(in)
	if wantPath, wantOK := parsedPath(in); path != wantPath || ok != wantOK {
		t.Errorf("the path of %q is %q, %t, want %q, %t", in, path, ok, wantPath, wantOK)
	}
	w := spanWriter{source: newSource("", []byte(in))}
	want := string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations([]byte(in)))))
	if got := w.text(ast.NewTextSegment(text.NewSegment(0, len(in)))); got != want {
		t.Errorf("the text %q is %q, want %q", in, got, want)
	}
	if tag := string(simpleTag.Find([]byte(in))); tag != "" {
		want := tag
		if lineBreak.MatchString(tag) {
			want = "\n"
		} else if style.MatchString(tag) {
			want = ""
		}
		node := ast.NewRawHTML()
		node.Segments.Append(text.NewSegment(0, len(tag)))
		if got := w.htmlText(node); got != want {
			t.Errorf("the tag %q reads as %q, want %q", tag, got, want)
		}
	}
	r := &reader{source: w.source, parser: &Parser{markdown: plainMarkup}}
	if got := r.parsedMarkdown(in, diag.Pos{}).Plain(); isSentence(in) && got != in {
		t.Errorf("the sentence %q reads as %q", in, got)
	}
	if refuse(r.source) != nil || strings.Contains(in, "\n") {
		return
	}
	if n := r.onlyParagraph(); n != nil && r.isStatement(n) && !mayBeStatement(bytes.TrimLeft([]byte(in), " \t")) {
		t.Errorf("the line %q is a statement, and mayBeStatement says it is none", in)
	}
}

func classifyByPatterns(text string) (role, string) {
	text = unadorned(collapseSpace(text))
	for _, h := range headingGrammar {
		switch m := h.pattern.FindStringSubmatch(text); len(m) {
		case 0:
		case 1:
			return h.role, ""
		default:
			return h.role, strings.TrimSpace(m[1])
		}
	}
	lower := plainSentence(text)
	for _, s := range sentenceGrammar {
		if s.pattern.MatchString(lower) {
			return roleSentence, ""
		}
	}
	return roleNote, ""
}

func unwrapVectorsByPatterns(text string) (inner string, depth int) {
	inner = strings.TrimSpace(text)
	for i := 0; i < len(vectors); i++ {
		if m := vectors[i].FindStringSubmatch(inner); m != nil {
			inner, depth, i = strings.TrimSpace(m[1]), depth+1, -1
		}
	}
	return inner, depth
}
