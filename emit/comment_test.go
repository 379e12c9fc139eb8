package emit

import (
	"go/doc/comment"
	"go/format"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/golden/corpus"
	"example.com/docgen/parser"
	"example.com/docgen/parser/page"
)

// FuzzComment checks the doc comments for any text of a page: gofmt does not change
// them, no line is a directive, and Go reads the words of the text in them.
func FuzzComment(f *testing.F) {
	for _, text := range []string{
		"A sentence.", "# Heading", "- item", "1. item", "[x]: https://example.com", "``quoted''",
		"go:generate rm", "+build ignore", "*/ package evil", "A lone capitalised line", "é » — 日本語",
		"https://example.com/a_b(c).", "[Error] and [tg.Client]", "text\n\ttab", "a\n\n\nb", "•", "BUG(x): y", "Deprecated: no",
	} {
		f.Add(text, "label "+text, "https://example.com/"+text, uint8(0))
	}
	f.Fuzz(func(t *testing.T, text, label, link string, kind uint8) {
		if !utf8.ValidString(text) || !utf8.ValidString(label) || !utf8.ValidString(link) || strings.ContainsFunc(text+label+link, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && !isPrintable(r) }) {
			t.Skip("the parser refuses such characters")
		}
		block := page.Block{Kind: page.BlockKind(kind % 3), Spans: []page.Span{{Text: text}, {Text: label, Link: link}, {Text: text}}}
		if block.Kind == page.Code {
			block.Spans = block.Spans[:1]
		}
		checkComment(t, page.Text{block, {Spans: []page.Span{{Text: text}}}})
	})
}

func isPrintable(r rune) bool { return r > 0xa0 && r != 0xfffd && r < 0xd000 && !isSpaceRune(r) }

func isSpaceRune(r rune) bool {
	return r == 0x1680 || r >= 0x2000 && r <= 0x200f || r >= 0x2028 && r <= 0x202f || r == 0x205f || r == 0x3000
}

// TestCommentsOfPages checks the comments for the texts of the pages of docs, of made
// pages in each layout and, if there are any, of the real pages.
func TestCommentsOfPages(t *testing.T) {
	p := parser.New()
	all := pagesOfAll(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		read, _ := p.Parse(name, all[name])
		if read == nil {
			continue
		}
		texts := []page.Text{read.Summary}
		for _, param := range read.Params {
			texts = append(texts, param.Description)
		}
		for _, note := range read.Notes {
			texts = append(texts, note.Text)
		}
		for _, text := range texts {
			if !checkComment(t, text.WithoutClient()) {
				t.Fatalf("in %s", name)
			}
		}
	}
}

// pagesOfAll returns these pages by name.
func pagesOfAll(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, pattern := range []string{"../docs/*.md", "../../shared/corpus/*/*.md"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if len(names) == 0 {
			t.Logf("there are no pages %s", pattern)
		}
		for _, name := range names {
			if all[name], err = os.ReadFile(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	methods, err := corpus.Find(t.Context(), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, layout := range corpus.Layouts() {
		pages, err := corpus.Make(layout, methods)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pages {
			all[layout+"/"+p.File] = p.Text
		}
	}
	return all
}

// checkComment checks the comment for a text, and reports whether it is right.
func checkComment(t *testing.T, text page.Text) bool {
	t.Helper()
	var b docBuilder
	b.sentence("X calls x.")
	b.text("", text, "")
	b.sentence("Who can call it is not documented.")
	lines := strings.Split(b.print(), "\n")
	for _, line := range lines {
		if line != "//" && !strings.HasPrefix(line, "// ") && !strings.HasPrefix(line, "//\t") {
			t.Errorf("the line %q may be a directive", line)
			return false
		}
		if strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(line, "//")), "+build") && !strings.HasPrefix(line, "//\t") {
			t.Errorf("the line %q is a build constraint", line)
			return false
		}
	}
	source := "package p\n\n" + strings.Join(lines, "\n") + "\nfunc X() {}\n"
	formatted, err := format.Source([]byte(source))
	if err != nil {
		t.Errorf("%v in\n%s", err, source)
		return false
	}
	if string(formatted) != source {
		t.Errorf("gofmt changes\n%s\nto\n%s", source, formatted)
		return false
	}
	return sameWords(t, text, lines)
}

// sameWords reports whether Go reads the words of the text in a comment, in order,
// with the URLs of its links and nothing else. Full stops, arrows, and backslashes before
// markup, don't count.
func sameWords(t *testing.T, text page.Text, lines []string) bool {
	t.Helper()
	var source strings.Builder
	for _, line := range lines {
		source.WriteString(strings.TrimPrefix(strings.TrimPrefix(line, "//"), " ") + "\n")
	}
	var parser comment.Parser
	var printer comment.Printer
	printer.TextWidth = -1
	doc := parser.Parse(source.String())
	links := map[string]string{}
	for _, link := range doc.Links {
		links[link.Text] = link.URL
	}
	doc.Links = nil // their text is in the comment
	got := letters(string(printer.Text(doc)))
	var want strings.Builder
	for _, block := range text {
		for _, s := range joinLinks(block.Spans) {
			// The URL of a link is below the comment, or follows each line of the link.
			to := absolute(s.Link)
			lines := strings.Split(strings.ReplaceAll(s.Text, ",\n", ", "), "\n")
			if block.Kind == page.Item { // an item is a single paragraph
				lines = []string{s.Text}
			}
			for _, line := range lines {
				want.WriteString(clean(line))
				label := strings.Join(strings.Fields(clean(withoutArrows(line))), " ")
				if to != "" && block.Kind != page.Code && label != "" && !strings.Contains(line, s.Link) && links[label] != to {
					want.WriteString(clean(" (" + to + ")"))
				}
			}
		}
	}
	all := letters("X calls x." + want.String() + "Who can call it is not documented.")
	if diff := cmp.Diff(all, got); diff != "" {
		t.Errorf("the comment\n%s\ndoes not have the words of\n%s\n(-want +got):\n%s", strings.Join(lines, "\n"), want.String(), diff)
		return false
	}
	return true
}

// letters returns a text without white space and marks.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n.:\\-*•+#[]“”»`'", r) {
			return -1
		}
		return r
	}, text)
}
